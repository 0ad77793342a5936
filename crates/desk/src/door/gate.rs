use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Text;

/// How it stands at the gate, before everything else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum GateView {
    /// The desk is open, and answers.
    Open {
        /// The page says [`still_here`](super::AtTheGate::still_here) at most this often, in milliseconds.
        still_here_ms: u32,
    },
    /// Nothing of the desk is answered before it is unlocked.
    Locked {
        /// Whether all citizens are made up: Enter unlocks.
        exercise: bool,
        /// Danish time at which it was locked, `10.05`; none where nobody has unlocked it since the start.
        since: Option<String>,
        /// How many commands wait to be sent; none where that is not known before the key is.
        unsent: Option<u32>,
    },
    /// The desk does not open.
    Trouble {
        /// Why, and what can be done.
        trouble: TroubleView,
    },
}

/// How the door is opened again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "with")]
pub enum Unlock {
    /// With Enter: an exercise.
    Enter,
}

/// Why a desk does not open. Each sentence stands alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TroubleView {
    /// What happened.
    pub what: Text,
    /// Why, as far as it is known.
    pub why: Text,
    /// What is safe, and what is not.
    pub safe: Text,
    /// What to do.
    pub to_do: Text,
}
