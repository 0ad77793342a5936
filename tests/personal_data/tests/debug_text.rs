//! Debug text and error texts of everything that holds citizens: written of the exercise's citizens, they name nobody.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::fmt::Debug;
use std::sync::Arc;

use backend::{Bundled, exercise::ExerciseClock};
use desk::Line;
use desk::door::{OpenBy, OpenCitizen, PurposeGiven, SearchText, ShownNumber};
use domain::{CprNumber, Person, person::merge_report};
use exchange::{Backend, Envelope, FeedItem, LookUp, Purpose, RawCommand, Row, Scope, read_rows};
use exercise::{Exercise, load};
use personal_data::named_in;
use tempfile::TempDir;

struct Stage {
    exercise: &'static Exercise,
    bundled: Bundled,
    _folder: TempDir,
}

fn stage() -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let exercise = load();
    let clock = Arc::new(ExerciseClock::open(folder.path(), exercise.start).unwrap());
    let key = sealed::header::exercise_key(folder.path()).unwrap();
    let bundled = Bundled::open(folder.path(), &key, reference::lists(), clock).unwrap();
    exercise::seed(&bundled, exercise.life()).unwrap();
    Stage { exercise, bundled, _folder: folder }
}

impl Stage {
    fn connect(&self) -> Line {
        Line::to(self.bundled.connect(self.exercise.who.clone()))
    }
}

/// Names nobody, and holds no word of a comment.
fn names_nobody(value: &impl Debug) {
    for text in [format!("{value:?}"), format!("{value:#?}")] {
        let named = named_in(&text);
        assert!(named.is_empty(), "{}", named.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
        for word in ["gartner", "planteskole", "anlægsgartneri", "Aarhus C"] {
            assert!(!text.contains(word), "a word of a comment or an address");
        }
    }
}

#[test]
fn commands_name_nobody() {
    for sent in load().life() {
        let envelope = Envelope::of(sent.id, 1, &sent.command, sent.at);
        let raw = envelope.seal();
        let opened = raw.open();
        assert!(!named_in(&raw.text).is_empty(), "there is somebody to be named");
        names_nobody(&(&sent, &envelope, &raw, &opened, sent.command.numbers()));
        let other = RawCommand { id: sent.id, text: raw.text.replacen('{', "{\"kind_version\":2,", 1) };
        names_nobody(&(other.open(), other));
    }
}

#[test]
fn what_the_backend_says_names_nobody() {
    let stage = stage();
    let line = stage.connect();
    let page = line.pull(Scope::Jobcentre, None, usize::MAX >> 1).unwrap();
    assert!(!named_in(&serde_json::to_string(&page).unwrap()).is_empty(), "there is somebody to be named");
    assert!(page.items.len() >= 20);
    names_nobody(&page);
    for item in &page.items {
        let FeedItem::Present { subject, rows, .. } = item else { continue };
        let person = read_rows(*subject, rows).unwrap();
        names_nobody(&(&person, person.basic(), merge_report(&person), rows, errors_of(&person, rows)));
    }
    names_nobody(&line.messages(None, 1000).unwrap());
    names_nobody(&(line.handshake().unwrap(), &stage.exercise.who));
    let verdicts: Vec<RawCommand> =
        load().life().iter().map(|sent| Envelope::of(sent.id, 1, &sent.command, sent.at).seal()).collect();
    names_nobody(&line.push(&verdicts).unwrap());
}

#[test]
fn a_look_up_names_nobody() {
    let stage = stage();
    let purpose = Purpose { id: "oversight".to_owned(), note: String::new() };
    for one in stage.exercise.to_try() {
        let Ok(number) = CprNumber::find_in(&one.typed) else { continue };
        let found = stage.connect().look_up(number, Some(&purpose)).unwrap();
        assert!(matches!(found, LookUp::Found(_)), "{number:?}");
        names_nobody(&found);
    }
}

/// What is said of rows that cannot be read.
fn errors_of(person: &Person, rows: &[Row]) -> Vec<String> {
    let damaged = |row: &Row| Row { body: row.body.replace('{', "["), ..row.clone() };
    let later = |row: &Row| Row { schema: 99, ..row.clone() };
    let errors = rows.iter().flat_map(|row| [damaged(row), later(row)]);
    let errors = errors.filter_map(|row| read_rows(person.id, &[row]).err());
    errors.flat_map(|error| [error.to_string(), format!("{error:?}")]).collect()
}

/// What a face asks with: it is typed by somebody who looks for somebody.
#[test]
fn what_is_typed_names_nobody() {
    for sent in load().life() {
        let number = sent.command.numbers()[0].0.clone();
        let purpose = Some(PurposeGiven { id: "oversight".to_owned(), note: number.clone() });
        names_nobody(&OpenCitizen { by: OpenBy::Number(number.clone()), purpose });
        names_nobody(&(SearchText { text: number.clone() }, ShownNumber { number, noted_at: "10.07".to_owned() }));
    }
}
