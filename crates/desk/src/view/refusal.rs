use domain::Refusal;

use super::{reference::both, whose};
use crate::door::{RefusalView, Text};

/// A refusal in words; DFDG's own to the letter.
#[must_use]
pub fn refusal(refusal: &Refusal) -> RefusalView {
    let code = refusal.code.as_str();
    let (what, why, what_to_do) = match ::reference::refusal(refusal.code) {
        Some(text) => (both(&text.what), both(&text.why), both(&text.what_to_do)),
        None => without_a_text(code),
    };
    RefusalView {
        code: code.to_owned(),
        what,
        why,
        what_to_do,
        dfdg: refusal.code.text().map(str::to_owned),
        rule: whose::of_refusal(refusal.rule),
    }
}

fn without_a_text(code: &str) -> (Text, Text, Text) {
    (
        Text::new(
            format!("Registreringen er afvist med koden {code}."),
            format!("The command is refused with the code {code}."),
        ),
        Text::new("Sagsbord kender ikke forklaringen på koden.", "Sagsbord does not know what the code means."),
        Text::new(
            "Giv jeres systemansvarlige koden. Registreringen bliver liggende i Ikke sendt.",
            "Give the code to whoever runs your system. The command stays in Ikke sendt (not sent).",
        ),
    )
}
