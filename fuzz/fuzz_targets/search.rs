//! The search field of a real desk: the exercise's citizens in an encrypted cache, asked through the door.
#![no_main]

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use backend::{Bundled, exercise::ExerciseClock};
use desk::door::{Door, Found, HitView, Nothing, Page, ReadAs, SearchText};
use desk::{Caseworker, Desk, Line};
use domain::{Actor, CprNumber};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

/// The most that a list shows.
const SHOWN: usize = 20;

struct Searched {
    desk: Desk,
    citizens: Vec<HitView>,
    _folder: TempDir,
}

static SEARCHED: LazyLock<Searched> = LazyLock::new(open);

fuzz_target!(|text: &str| {
    let found = search(text);
    assert!(found.hits.len() <= SHOWN && (!found.more || found.hits.len() == SHOWN));
    assert_eq!(search(text), found, "the same text finds the same");
    assert_eq!(
        search(&format!("\u{202a} {text} \u{200b}")),
        found,
        "what comes along with a copied text changes nothing"
    );
    match found.read_as {
        ReadAs::Number => a_number(text, &found),
        ReadAs::Name => a_name(text, &found),
        ReadAs::BirthDate => assert!(found.note.is_some() == found.hits.is_empty()),
        ReadAs::NotANumber | ReadAs::Nothing => assert!(found.hits.is_empty() || found.note.is_some()),
    }
    if let Some(note) = found.note {
        let said = CprNumber::find_in(&note.da);
        assert!(matches!(said, Err(_) | Ok(CprNumber::NOT_KNOWN)), "a note says no number again");
    }
});

fn search(text: &str) -> Found {
    SEARCHED.desk.search(SearchText { text: text.to_owned() }).expect("every text is answered")
}

/// However it is written, a number finds what its ten digits find: one citizen, or nobody and a note.
fn a_number(text: &str, found: &Found) {
    let number = CprNumber::find_in(text).expect("a number was read");
    assert_eq!(search(number.digits()), *found);
    assert!(found.hits.len() == usize::from(found.note.is_none()));
}

/// For names of plain letters: exactly those whose words begin so, by another and slower way.
fn a_name(text: &str, found: &Found) {
    let words = words(text);
    if found.more || !text.chars().all(is_plain) {
        return;
    }
    let fits = |citizen: &&HitView| {
        let own = self::words(&citizen.name);
        words.iter().all(|word| own.iter().any(|own| begins(own, word)))
    };
    let plainly_named = |citizen: &&HitView| citizen.name.chars().all(is_plain);
    let ids = |citizens: Vec<&HitView>| citizens.into_iter().map(|one| one.citizen.clone()).collect::<BTreeSet<_>>();
    let expected = SEARCHED.citizens.iter().filter(plainly_named).filter(fits).collect();
    assert_eq!(ids(found.hits.iter().filter(plainly_named).collect()), ids(expected));
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphabetic() || " -æøåÆØÅ".contains(c)
}

fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace("aa", "å");
    text.split([' ', '-']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A word that ends in `a` may be half of an `aa`.
fn begins(own: &str, word: &str) -> bool {
    let half = word.strip_suffix('a').map(|head| format!("{head}å"));
    own.starts_with(word) || half.is_some_and(|half| own.starts_with(&half))
}

fn open() -> Searched {
    let folder = tempfile::tempdir().expect("a folder");
    let exercise = exercise::load();
    let clock = Arc::new(ExerciseClock::open(folder.path(), exercise.start).expect("a clock"));
    let key = sealed::header::exercise_key(folder.path()).expect("a key");
    let backend = Bundled::open(folder.path(), &key, reference::lists(), clock.clone()).expect("a backend");
    exercise::seed(&backend, exercise.life()).expect("the citizens");
    let Actor::Caseworker { caseworker, jobcentre } = exercise.who.clone() else { unreachable!() };
    let who = Caseworker { id: caseworker, name: exercise.caseworker.to_owned(), jobcentre };
    let line = Line::to(backend.connect(exercise.who.clone()));
    let desk = Desk::open_exercise(&folder.path().join("desk"), line, who, clock, |_| {}).expect("a desk");
    desk.settle();
    let list = desk.citizens(Page { from: 0, count: 500 }).expect("a list");
    assert_eq!(list.citizens.len(), 21, "{:?}", desk.connection(Nothing {}));
    Searched { desk, citizens: list.citizens, _folder: folder }
}
