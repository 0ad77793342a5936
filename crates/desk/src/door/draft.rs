use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Draft, DraftRef, NumberView, OpenBy, Text};

/// What is typed on a citizen and not confirmed, as it stands in *Ikke sendt*. It is not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnsentDraft {
    /// Its kind, and the id that it is typed on: to throw it away.
    pub of: DraftRef,
    /// What is typed; none where it was kept by another version of the program, and this one cannot read it.
    pub draft: Option<Draft>,
    /// How the citizen is opened, or looked up where they are not here any more; none where no number is known either, the draft
    /// cannot be read, or another stands in its form.
    pub opens_by: Option<OpenBy>,
    /// Whether another draft of the citizen's stands in its form: from before a merge, or typed before this one came back from
    /// the outbox. It opens when that one is settled.
    pub is_second: bool,
    /// Whether the citizen is here.
    pub is_here: bool,
    /// The citizen's name, or that it is not known here.
    pub name: Text,
    /// The current number, or the one that was current when it was typed; masked.
    pub number: Option<NumberView>,
    /// What it would be: "Kommentar", "Nyt jobcenter".
    pub title: Text,
    /// The first words of what is typed; all of it where the citizen is not here, or as it is kept
    /// where it cannot be read.
    pub summary: Text,
    /// `2023-09-18T10:05`, Danish time: when it was last typed in.
    pub typed_at: String,
}
