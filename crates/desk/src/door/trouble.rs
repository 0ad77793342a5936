use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Text;

/// What is known to be wrong, the worst first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KnownTrouble {
    /// Empty where all is well.
    pub troubles: Vec<Trouble>,
    /// What was looked at last, and when.
    pub checked: Text,
}

/// One thing that is down or odd.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Trouble {
    /// A name for it, one of each: `offline`, `waiting`, `clock` and so on.
    pub kind: String,
    /// `bad` where work is in danger, `warn` where something is not as it should be, `info` where it mends itself.
    pub tone: String,
    /// What is wrong.
    pub what: Text,
    /// `2023-09-18T10:05`, Danish time; none where it is not known.
    pub since: Option<String>,
    /// What it means, and what can be done.
    pub means: Text,
    /// What can be done here and now.
    pub action: Option<TroubleAction>,
}

/// The one thing that can be done about a trouble from the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TroubleAction {
    /// Switch the connection on.
    GoOnline,
    /// Ask the backend now, and not when the wait is over.
    TryNow,
    /// See *Ikke sendt*.
    SeeUnsent,
}

/// What would be left behind if the window were closed now. Nothing of it is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeavingView {
    /// Whether everything is sent, settled and confirmed: then nothing needs to be said.
    pub is_settled: bool,
    /// Each kind of thing that is left behind.
    pub left: Vec<LeftBehind>,
    /// What becomes of it, a sentence or two for what is confirmed and for what is not.
    pub means: Vec<Text>,
    /// Whether something can be sent now.
    pub can_send: bool,
}

/// One kind of thing that is left behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftBehind {
    /// What it is and how much of it.
    pub text: Text,
    /// On whom, by name and masked number: the first few, and how many others.
    pub on: Text,
}
