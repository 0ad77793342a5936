//! Kills while a program begins: while it brings its files to a new schema, and while it fetches its citizens anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use desk::door::{Door, DraftForm, Nothing, OpenAnswer, OpenBy, OpenCitizen, Page, PurposeGiven};
use faults::Chance;
use faults::killed::{OPENED, Said, desk_folder, look, make, open_at_rest, open_backend};
use faults::made_up::{copy, reading};

use crate::child::{Moment, folder, killed_at, lengths, median};

const KILLS: usize = 50;
/// As many citizens as the desk asks for at once.
const PAGE: usize = 1_000;
/// How many citizens are fetched anew: a page and a piece of the next.
const CITIZENS: usize = PAGE + 50;
/// So often the stretches in which the kills are to fall are measured anew.
const MEASURED: usize = 10;

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
    let (mut between, mut stretches) = (0, [Duration::ZERO; 2]);
    for nth in 0..KILLS {
        if nth % MEASURED == 0 {
            stretches = beginning(&released);
        }
        let place = folder();
        copy(&released, place.path());
        killed_at(place.path(), 0, &in_a_beginning(nth, &mut chance, &stretches));
        let versions = FILES.map(|(folder, file)| (file, version(&place.path().join(folder).join(file))));
        for found in versions {
            *left.entry(found).or_default() += 1;
        }
        let is_old = |(_, version): &(&str, u32)| *version == 1;
        between += usize::from(versions.iter().any(is_old) && !versions.iter().all(is_old));
        has_what_the_released_one_had(place.path(), nth);
        for (folder, file) in FILES {
            let [old, new] = [&place, &fresh].map(|place| schema(&place.path().join(folder).join(file)));
            assert_eq!(old, new, "{file} after kill {nth}");
        }
    }
    println!("{KILLS} kills left the files in these schemas: {left:?}; {between} left some old and some new");
    for (folder, file) in FILES {
        let newest = version(&fresh.path().join(folder).join(file));
        for schema in [1, newest] {
            assert!(left.contains_key(&(file, schema)), "no kill left {file} in schema {schema}");
        }
    }
    assert!(between * 10 >= KILLS, "too few kills left files between the schemas: {between}");
}

/// Every release that changed a schema has left its files; each is brought up to date, and has what it had.
#[test]
fn the_files_of_every_release_are_brought_up_to_date() {
    let released = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("released")).unwrap();
    let released: Vec<_> = released.map(|folder| folder.unwrap().path()).collect();
    assert!(released.len() >= 2, "{released:?}");
    for folder in released {
        let place = self::folder();
        copy(&folder, place.path());
        has_what_the_released_one_had(place.path(), 0);
    }
}

/// Half while the backend's file is opened, half while the desk's are; a few when all are open.
fn in_a_beginning(nth: usize, chance: &mut Chance, stretches: &[Duration; 2]) -> Moment {
    let after = |part: usize, chance: &mut Chance| stretches[part] * chance.below(1_000) as u32 / 1_000;
    match nth % MEASURED {
        9 => Moment::since(Said::Open, 1, Duration::ZERO),
        odd if odd % 2 == 1 => Moment::since(Said::BackendOpen, 1, after(1, chance)),
        _ => Moment::since(Said::Opens, 1, after(0, chance)),
    }
}

/// How long a program takes for the backend's file and for the desk's, the longer of two that nobody disturbs.
fn beginning(released: &Path) -> [Duration; 2] {
    let runs = [(); 2].map(|()| {
        let place = folder();
        copy(released, place.path());
        killed_at(place.path(), 0, &Moment::since(Said::Open, 1, Duration::ZERO))
    });
    let longest = |from, to| runs.iter().flat_map(|heard| lengths(heard, &from, &to)).max().unwrap();
    [longest(Said::Opens, Said::BackendOpen), longest(Said::BackendOpen, Said::Open)]
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
    let mut said = Vec::new();
    let mut chance = Chance::from_seed(2);
    let mut pages = Vec::new();
    let mut fetched = [0; 3];
    for nth in 0..KILLS {
        if nth % 2 == 0 {
            fs::remove_file(&cache).unwrap();
        } else {
            let mut bytes = fs::read(&cache).unwrap();
            bytes[100] ^= 1;
            fs::write(&cache, bytes).unwrap();
        }
        let heard = killed_at(place.path(), (nth + 1) * 10_000, &in_a_fetch(nth, &mut chance, &pages));
        pages.extend(lengths(&heard, &Said::Pulls, &Said::Pulls).first());
        said.extend(heard.into_iter().map(|(_, said)| said));
        let citizens: usize = reading(&cache).query_row("SELECT count(*) FROM citizen", [], |row| row.get(0)).unwrap();
        fetched[pages_of(citizens)] += 1;
        let found = look(place.path(), &said);
        let is_well = found.lost.is_empty() && found.torn.is_empty() && found.twice.is_empty();
        assert!(is_well, "kill {nth}: {found:#?}");
        said.extend(found.stored.into_iter().map(Said::Confirmed));
        let desk = open_at_rest(place.path(), &open_backend(place.path())).unwrap();
        let total = desk.citizens(Page { from: 0, count: 1 }).unwrap().total;
        assert_eq!(usize::try_from(total).unwrap(), CITIZENS, "kill {nth}");
    }
    let [none, one, both] = fetched;
    println!("{KILLS} kills: {none} before the first page of citizens, {one} between the pages, {both} after both");
    assert!(fetched.iter().all(|kills| *kills >= 3), "too few kills at one of the three: {fetched:?}");
}

/// How many pages so many citizens are, with those who were looked up meanwhile: a page is stored whole or not at all.
fn pages_of(citizens: usize) -> usize {
    match citizens {
        CITIZENS => 2,
        _ if citizens <= OPENED => 0,
        _ if (PAGE..=PAGE + OPENED).contains(&citizens) => 1,
        _ => panic!("a part of a page was stored: {citizens}"),
    }
}

/// A third while the first page is fetched, a third while the second is, a third when something is written again.
fn in_a_fetch(nth: usize, chance: &mut Chance, pages: &[Duration]) -> Moment {
    let part = chance.below(1_000) as u32;
    match (nth % 3, pages.is_empty()) {
        (0, false) => Moment::since(Said::Pulls, 1, median(pages.to_vec()) * part / 1_000),
        // It is a twentieth of the first.
        (1, false) => Moment::since(Said::Pulls, 2, median(pages.to_vec()) * part / 20_000),
        _ => Moment::since(Said::Pushes, 1, Duration::from_micros(20 * u64::from(part))),
    }
}

fn version(path: &Path) -> u32 {
    reading(path).pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

fn schema(path: &Path) -> Vec<String> {
    sealed::schema_of(&reading(path)).unwrap()
}
