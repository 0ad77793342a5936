use desk::door::{DeskEvent, OpenAnswer};
use domain::RuleId;

use crate::file::OpenedAs;

/// The kind of an event, as the file names it.
#[must_use]
pub fn kind_of(event: &DeskEvent) -> String {
    match event {
        DeskEvent::Changed { .. } => "changed",
        DeskEvent::Outbox => "outbox",
        DeskEvent::Inbox => "inbox",
        DeskEvent::Connection { .. } => "connection",
        DeskEvent::Trouble => "trouble",
        DeskEvent::Gate { .. } => "gate",
        DeskEvent::LocksSoon { .. } => "locks_soon",
    }
    .to_owned()
}

/// How a look-up ended, in the words of the file.
#[must_use]
pub fn opened_as(answer: &OpenAnswer) -> OpenedAs {
    let bare = |answer: &str| OpenedAs {
        answer: answer.to_owned(),
        name: None,
        number: None,
        by_former: None,
        tags: None,
        rules: None,
    };
    match answer {
        OpenAnswer::AskPurpose { .. } => bare("ask_purpose"),
        OpenAnswer::Unknown { .. } => bare("unknown"),
        OpenAnswer::OutOfReach { .. } => bare("out_of_reach"),
        OpenAnswer::Citizen { citizen } => OpenedAs {
            name: Some(citizen.name.clone()),
            number: Some(citizen.number.shown.clone()),
            by_former: Some(citizen.opened_by_former.is_some()),
            tags: Some(citizen.tags.iter().map(|tag| tag.kind.clone()).collect()),
            rules: Some(chips(&serde_json::to_value(citizen).unwrap_or_default())),
            ..bare("citizen")
        },
    }
}

/// Every rule that stands as a chip somewhere in a view.
fn chips(view: &serde_json::Value) -> Vec<RuleId> {
    let mut rules: Vec<RuleId> = match view {
        serde_json::Value::Object(fields) => {
            let own = fields.get("id").filter(|_| fields.contains_key("ours")).and_then(|id| id.as_str());
            let own = own.and_then(|id| id.parse().ok());
            own.into_iter().chain(fields.values().flat_map(chips)).collect()
        }
        serde_json::Value::Array(values) => values.iter().flat_map(chips).collect(),
        _ => Vec::new(),
    };
    rules.sort_unstable();
    rules.dedup();
    rules
}
