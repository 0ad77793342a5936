//! What stands in the way, in words.

use crate::OpenDesk;
use crate::door::{Text, TroubleView};

pub(super) fn view(why: &OpenDesk) -> TroubleView {
    TroubleView { what: why.text(), why: Text::default(), safe: Text::default(), to_do: Text::default() }
}

pub(super) fn closing() -> TroubleView {
    TroubleView {
        what: Text::new("Sagsbord er ved at lukke.", "Sagsbord is closing."),
        why: Text::default(),
        safe: Text::default(),
        to_do: Text::default(),
    }
}
