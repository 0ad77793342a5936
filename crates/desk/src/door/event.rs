use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::GateView;

/// What the desk tells a face without being asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum DeskEvent {
    /// Citizens are not as they were.
    Changed {
        /// Person ids.
        citizens: Vec<String>,
    },
    /// The outbox is not as it was.
    Outbox,
    /// The inbox is not as it was.
    Inbox,
    /// The desk stands otherwise with the backend.
    Connection {
        /// How.
        connection: Connection,
    },
    /// It stands otherwise at the gate.
    Gate {
        /// How.
        gate: GateView,
    },
    /// Nobody has been at the screen for long: the desk locks soon.
    LocksSoon {
        /// In how many seconds.
        seconds: u32,
    },
    /// What is known to be wrong is not as it was.
    Trouble,
}

/// How the desk stands with the backend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Connection {
    /// Whether the backend answers.
    pub online: bool,
    /// Whether somebody has switched it off here.
    pub switched_off: bool,
    /// Danish time of the last pull, `10.05`; none before the first.
    pub synced_at: Option<String>,
    /// Commands that rest or wait.
    pub waiting: u32,
    /// Commands that are refused, held or lost: somebody must act.
    pub refused: u32,
    /// Commands that went otherwise than shown, and nobody has said that it is seen.
    pub otherwise: u32,
    /// Drafts on citizens: typed, and no commands yet.
    pub drafts: u32,
    /// Whether everything is sent, answered and pulled: nothing waits, nothing is refused, and the last pull is later
    /// than the last push.
    pub all_settled: bool,
}

/// Switches the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SwitchConnection {
    /// Whether to go online.
    pub online: bool,
}
