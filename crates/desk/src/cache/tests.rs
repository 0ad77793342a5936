//! What the cache makes of what arrives, also out of order.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{Actor, CommandId, NoticeKind, Person, PersonId};
use exchange::{Cursor, Epoch, FeedItem, FeedPage, JournalEntry, JournalLine, Snapshot, write_rows};
use sealed::header::exercise_key;
use uuid::Uuid;

use super::{Cache, blob};
use crate::expiry::Contact;

const NUMBER: &str = "1503851234";

struct Case {
    _folder: tempfile::TempDir,
    cache: Cache,
}

fn case() -> Case {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::open(folder.path(), &exercise_key(folder.path()).unwrap()).unwrap();
    Case { _folder: folder, cache }
}

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(19_700)
}

fn today() -> NaiveDate {
    domain::danish_day(now())
}

fn id(nth: u128) -> PersonId {
    PersonId(Uuid::from_u128(nth))
}

fn person(nth: u128) -> Person {
    let mut person = Person::new(id(nth));
    person.numbers.known.push(NUMBER.parse().unwrap());
    person
}

fn present(nth: u128, version: u64, aliases: Vec<PersonId>) -> FeedItem {
    let line = JournalLine {
        sequence: version,
        subject: id(nth),
        command: CommandId(Uuid::from_u128(u128::from(version))),
        kind: "change_number".into(),
        actor: Actor::Cpr,
        at: now(),
        written_at: now(),
        rules: Vec::new(),
        entry: JournalEntry::Notice(NoticeKind::NoAffiliationToday),
    };
    FeedItem::Present { subject: id(nth), version, rows: write_rows(&person(nth)), aliases, journal: vec![line] }
}

fn page(items: Vec<FeedItem>) -> FeedPage {
    let next = Cursor { epoch: Epoch(Uuid::nil()), position: 0 };
    FeedPage { after: None, items, next, more: false, now: now(), from_the_start: false }
}

fn looked_up(item: FeedItem) -> Snapshot {
    Snapshot { item, in_scope: false }
}

impl Case {
    fn pull(&self, item: FeedItem) {
        self.cache.store_page(&page(vec![item]), now()).unwrap();
    }

    fn look_up(&self, item: FeedItem) {
        self.cache.store_looked_up(&looked_up(item), now(), today()).unwrap();
    }

    fn seen(&self) -> (u64, bool) {
        let known = self.cache.known(id(1)).unwrap().unwrap();
        (known.version, known.in_scope)
    }
}

#[test]
fn what_is_older_than_what_is_here_is_passed_over() {
    let case = case();
    case.look_up(present(1, 7, vec![]));
    assert_eq!(case.seen(), (7, false));
    case.pull(present(1, 5, vec![]));
    assert_eq!(case.seen(), (7, true), "the page says that the citizen is in scope, the look-up how they are");
    case.look_up(present(1, 6, vec![]));
    assert_eq!(case.seen(), (7, true));
    case.pull(present(1, 8, vec![]));
    assert_eq!(case.seen(), (8, true));
}

#[test]
fn a_day_on_which_the_citizens_could_not_be_dropped_does_not_count_as_seen() {
    let case = case();
    case.pull(present(1, 7, vec![]));
    let made = Contact::made(today());
    case.cache.keep_contact(made).unwrap();
    case.cache.writing().execute_batch("ALTER TABLE message_mark RENAME TO away").unwrap();
    let later = made.on(today() + chrono::Days::new(15));
    assert!(case.cache.go_without_contact(later).is_err());
    assert_eq!((case.cache.contact().unwrap(), case.seen()), (Some(made), (7, true)));
    case.cache.writing().execute_batch("ALTER TABLE away RENAME TO message_mark").unwrap();
    assert!(case.cache.go_without_contact(later).unwrap());
    assert_eq!(case.cache.contact().unwrap(), Some(later));
    assert!(case.cache.known(id(1)).unwrap().is_none());
}

#[test]
fn a_look_up_takes_nobody_out_of_the_scope() {
    let case = case();
    case.pull(present(1, 5, vec![]));
    case.look_up(present(1, 6, vec![]));
    assert_eq!(case.seen(), (6, true));
}

#[test]
fn another_life_of_the_store_may_begin_at_a_lower_version() {
    let case = case();
    case.pull(present(1, 7, vec![]));
    case.cache.store_page(&FeedPage { from_the_start: true, ..page(vec![present(1, 2, vec![])]) }, now()).unwrap();
    assert_eq!(case.seen(), (2, true));
}

#[test]
fn the_history_of_somebody_merged_into_a_citizen_who_is_not_here_goes() {
    let case = case();
    case.pull(present(1, 5, vec![]));
    case.pull(FeedItem::Gone { subject: id(1), survivor: Some(id(2)), is_ours: false });
    assert!(case.cache.known(id(1)).unwrap().is_none());
    let lines = |case: &Case, subject: PersonId| -> i64 {
        let file = case.cache.reading();
        let count = "SELECT count(*) FROM journal WHERE subject = ?1";
        file.query_row(count, [blob(subject.0)], |row| row.get(0)).unwrap()
    };
    assert_eq!((lines(&case, id(1)), lines(&case, id(2))), (0, 0));
    case.pull(present(2, 6, vec![id(1)]));
    assert_eq!(lines(&case, id(2)), 1);
}
