//! The dated lists and the texts that stand in `assets/`, read once and typed: code lists, rule texts, refusal texts.
//!
//! The files are part of the program, so every list is there from the start and is the same on every seat.

mod lists;
mod texts;

use std::sync::OnceLock;

use serde::de::DeserializeOwned;

pub use lists::{
    CodeEntry, CodeList, Confidence, Fund, Mark, Municipality, PersonStatusEntry, Purpose, contact_groups,
    conversation_forms, conversation_types, funds, lists, municipalities, person_statuses, purposes, source_systems,
};
pub use texts::{Bilingual, RefusalText, RuleText, Whose, refusal, refusals, rule, rules};

/// Reads one embedded file, the first time somebody asks for it.
#[expect(clippy::expect_used, reason = "the text is part of the program, and a test reads every file")]
fn embedded<T: DeserializeOwned>(cell: &'static OnceLock<T>, text: &str) -> &'static T {
    cell.get_or_init(|| toml::from_str(text).expect("an embedded list can be read"))
}
