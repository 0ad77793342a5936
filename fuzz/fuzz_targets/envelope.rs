//! What desk and backend say to each other, as text: whole, damaged, and of a later version.
#![no_main]

use domain::{CommandId, CommandKind, PersonId, RefusalCode};
use exchange::{
    AccessEntry, AccessHead, AccessLink, Answer, Envelope, FeedItem, FeedPage, Handshake, InboxPage, JournalLine,
    LookUp, Opened, RawCommand, Row, RowError, first_broken, read_rows, write_row,
};
use libfuzzer_sys::fuzz_target;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

fuzz_target!(|text: &str| {
    a_command(text);
    reads_as_it_writes::<Vec<Answer>>(text);
    reads_as_it_writes::<InboxPage>(text);
    reads_as_it_writes::<Handshake>(text);
    reads_as_it_writes::<AccessEntry>(text);
    reads_as_it_writes::<Vec<JournalLine>>(text);
    for row in reads_as_it_writes::<Vec<Row>>(text).into_iter().flatten() {
        a_row(PersonId(Default::default()), &row);
    }
    if let Some(LookUp::Found(found)) = reads_as_it_writes(text) {
        an_item(&found.item);
    }
    if let Some(page) = reads_as_it_writes::<FeedPage>(text) {
        page.items.iter().for_each(an_item);
    }
    if let Some(links) = reads_as_it_writes::<Vec<AccessLink>>(text) {
        a_chain(links);
    }
});

fn a_command(text: &str) {
    let written: Value = serde_json::from_str(text).unwrap_or_default();
    let id = serde_json::from_value(written["id"].clone()).unwrap_or(CommandId(Default::default()));
    let raw = RawCommand { id, text: text.to_owned() };
    let opened = raw.open();
    match &opened {
        Opened::Command(envelope, command) => {
            let again = envelope.seal();
            assert_eq!(again.open(), opened, "what was sealed opens as it was");
            assert_eq!(again.open(), again.open());
            nothing_is_lost(&written, &serde_json::from_str(&again.text).unwrap());
            let renewed = Envelope::of(id, envelope.sequence, command, envelope.written_at).seal();
            assert!(matches!(renewed.open(), Opened::Command(_, same) if same == *command));
            let kind = command.kind().as_str();
            assert_eq!(format!("{opened:?}"), format!("Command(Envelope({kind} {id}), Command({kind}))"));
        }
        Opened::NotUnderstood => {
            let is_known = CommandKind::ALL.iter().any(|kind| written["kind"] == kind.as_str());
            assert!(!is_known || written["kind_version"] != 1, "a command that is known gets a verdict");
        }
        Opened::Malformed(refusal) => {
            assert_eq!(refusal.code, RefusalCode::BadMessage);
            assert_eq!(format!("{opened:?}"), format!("Malformed({refusal:?})"));
        }
    }
}

/// What this version knows may be written in another form (a moment in another zone); all else stays to the letter.
fn nothing_is_lost(before: &Value, after: &Value) {
    const KNOWN: [&str; 9] =
        ["id", "sequence", "kind", "kind_version", "number", "seen", "written_at", "fingerprint", "builds_on"];
    let known = |key: &str| KNOWN.contains(&key) || key == "renews";
    for (key, value) in before.as_object().into_iter().flatten() {
        assert!(known(key) || after[key] == *value, "a field of a later version, or the body, is lost");
    }
}

/// Nothing is said otherwise the second time, and nothing of it is lost on the way.
fn reads_as_it_writes<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) -> Option<T> {
    let read: T = serde_json::from_str(text).ok()?;
    let written = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<T>(&written).unwrap(), read);
    Some(read)
}

fn an_item(item: &FeedItem) {
    if let FeedItem::Present { subject, rows, .. } = item {
        rows.iter().for_each(|row| a_row(*subject, row));
    }
}

/// Whoever reads a row may write it again: so everything of it is read, or nothing.
fn a_row(subject: PersonId, row: &Row) {
    match read_rows(subject, std::slice::from_ref(row)) {
        Ok(person) => {
            let again = write_row(&person, row.area).unwrap();
            let value = |row: &Row| serde_json::from_str::<Value>(&row.body).unwrap();
            assert!(holds_all(&value(&again), &value(row)), "something of the row is lost");
            assert_eq!(read_rows(subject, &[again]), Ok(person));
        }
        Err(error) => {
            let said = match error {
                RowError::LaterForm { area, schema } => {
                    format!("the row of {area:?} has form {schema}, which this version does not know")
                }
                RowError::Damaged { area } => format!("the row of {area:?} cannot be read"),
            };
            assert_eq!(error.to_string(), said, "an error says nothing of what the row holds");
        }
    }
}

/// Whether every field is there again; one that says nothing may be left out.
fn holds_all(after: &Value, before: &Value) -> bool {
    match (after, before) {
        (Value::Object(after), Value::Object(before)) => before.iter().all(|(key, value)| {
            let says_nothing = value.is_null() || *value == false;
            says_nothing || after.get(key).is_some_and(|after| holds_all(after, value))
        }),
        (Value::Array(after), Value::Array(before)) => {
            after.len() == before.len() && after.iter().zip(before).all(|(after, before)| holds_all(after, before))
        }
        _ => true,
    }
}

/// A chain is whole up to the first link that does not follow.
fn a_chain(links: Vec<AccessLink>) {
    let whole = match first_broken(&AccessHead::default(), links.clone()) {
        None => links.len(),
        Some(broken) => links.iter().position(|link| link.sequence == broken).unwrap(),
    };
    assert_eq!(first_broken(&AccessHead::default(), links.into_iter().take(whole)), None);
}
