//! Kills while a program begins: while it brings its files to a new schema, and while it fetches its citizens anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use desk::door::{Door, DraftForm, Nothing, OpenAnswer, OpenBy, OpenCitizen, Page, PurposeGiven};
use faults::Chance;
use faults::killed::{Said, desk_folder, look, make, open_at_rest, open_backend};
use faults::made_up::{copy, reading};

use crate::child::{folder, killed_after};

const KILLS: usize = 50;
/// How many citizens are fetched anew.
const CITIZENS: usize = 300;

/// The files of a program, and in which folder.
const FILES: [(&str, &str); 4] =
    [("backend", "backend.db"), ("desk", "cache.db"), ("desk", "outbox.db"), ("desk", "access.db")];

#[test]
fn nothing_is_lost_by_a_kill_while_files_of_schema_1_are_brought_up_to_date() {
    let released = Path::new(env!("CARGO_MANIFEST_DIR")).join("released/schema-1");
    let fresh = folder();
    make(fresh.path(), 1, 0);
    let mut chance = Chance::from_seed(1);
    let mut left: BTreeMap<(&str, u32), usize> = BTreeMap::new();
    for nth in 0..KILLS {
        let place = folder();
        copy(&released, place.path());
        // The first thing that it says is that it begins to open them.
        killed_after(place.path(), 0, (1, Duration::from_micros(40 * chance.below(1_000) as u64)));
        for (folder, file) in FILES {
            *left.entry((file, version(&place.path().join(folder).join(file)))).or_default() += 1;
        }
        has_what_the_released_one_had(place.path(), nth);
        for (folder, file) in FILES {
            let [old, new] = [&place, &fresh].map(|place| schema(&place.path().join(folder).join(file)));
            assert_eq!(old, new, "{file} after kill {nth}");
        }
    }
    println!("{KILLS} kills left the files in these schemas: {left:?}");
}

/// Two commands accepted, one held, one to be sent, one text typed.
fn has_what_the_released_one_had(place: &Path, nth: usize) {
    let bundled = open_backend(place);
    let desk = open_at_rest(place, &bundled).unwrap();
    desk.settle();
    let outbox = desk.outbox(Nothing {}).unwrap();
    let held: Vec<&str> = outbox.refused.iter().map(|entry| entry.summary.as_str()).collect();
    assert_eq!(held, ["held: the number is another"], "after kill {nth}");
    assert!(outbox.waiting.is_empty() && outbox.resting.is_empty(), "after kill {nth}");
    let mut texts = Vec::new();
    let mut typed = Vec::new();
    for number in ["0304851001", "0708891005", "0607881004"] {
        let purpose = Some(PurposeGiven { id: "oversight".to_owned(), note: String::new() });
        let opened = desk.open(OpenCitizen { by: OpenBy::Number(number.to_owned()), purpose }).unwrap();
        let OpenAnswer::Citizen { citizen } = opened else { panic!("{opened:?}") };
        texts.extend(citizen.comments.into_iter().map(|comment| comment.text));
        typed.extend(citizen.drafts.into_iter().map(|draft| draft.form));
    }
    texts.sort();
    assert_eq!(texts, ["accepted", "accepted too", "waiting"], "after kill {nth}");
    assert_eq!(typed, [DraftForm::Comment { text: "typed and not confirmed".to_owned() }], "after kill {nth}");
}

#[test]
fn nothing_is_lost_by_a_kill_while_the_citizens_are_fetched_anew() {
    let place = folder();
    make(place.path(), CITIZENS, 0);
    let cache = desk_folder(place.path()).join("cache.db");
    let mut said = killed_after(place.path(), 0, (20, Duration::ZERO));
    let mut chance = Chance::from_seed(2);
    let mut fetched = [0; 2];
    for nth in 0..KILLS {
        if nth % 2 == 0 {
            fs::remove_file(&cache).unwrap();
        } else {
            let mut bytes = fs::read(&cache).unwrap();
            bytes[100] ^= 1;
            fs::write(&cache, bytes).unwrap();
        }
        // The second thing that it says is that its files are open; before the third it has fetched its citizens.
        let after = (2 + chance.below(2), Duration::from_micros(100 * chance.below(1_000) as u64));
        said.extend(killed_after(place.path(), (nth + 1) * 10_000, after));
        let citizens: usize = reading(&cache).query_row("SELECT count(*) FROM citizen", [], |row| row.get(0)).unwrap();
        fetched[usize::from(citizens == CITIZENS)] += 1;
        assert!(citizens == 0 || citizens == CITIZENS, "half a page was stored: {citizens}");
        let found = look(place.path(), &said);
        let is_well = found.lost.is_empty() && found.torn.is_empty() && found.twice.is_empty();
        assert!(is_well, "kill {nth}: {found:#?}");
        said.extend(found.stored.into_iter().map(Said::Confirmed));
        let desk = open_at_rest(place.path(), &open_backend(place.path())).unwrap();
        assert_eq!(desk.citizens(Page { from: 0, count: 500 }).unwrap().citizens.len(), CITIZENS, "kill {nth}");
    }
    println!("{KILLS} kills: {} before the citizens were fetched, {} afterwards", fetched[0], fetched[1]);
}

fn version(path: &Path) -> u32 {
    reading(path).pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

fn schema(path: &Path) -> Vec<String> {
    sealed::schema_of(&reading(path)).unwrap()
}
