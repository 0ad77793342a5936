//! What must hold at the end.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use desk::door::{Door, EntryState, Nothing, OpenAnswer, OutboxEntry, Page, RefusalView};
use domain::{Person, RefusalCode};
use exchange::{Backend, Clock, FeedItem, LookUp, Purpose, read_rows};

use super::{CASEWORKERS, Simulation, Station, caseworker};
use crate::oracle::Written;

impl Simulation {
    /// The line is mended, everything that can be sent is sent, and the oracle looks. Says how many commands were accepted.
    pub fn end(mut self) -> usize {
        for desk in 0..self.desks.len() {
            self.desks[desk].faults.cut(false);
            self.desks[desk].faults.lose_answers(0);
        }
        for _ in 0..3 {
            self.clock.set(self.clock.now() + TimeDelta::minutes(2));
            (0..self.desks.len()).for_each(|desk| self.settles(desk));
        }
        let accepted = self.nothing_is_lost_and_nothing_is_done_twice();
        // Whoever was looked up is kept for the day. Tomorrow each desk has its own citizens and nobody else.
        self.clock.set(self.clock.now() + TimeDelta::days(1));
        (0..self.desks.len()).for_each(|desk| self.settles(desk));
        self.each_desk_has_the_citizens_of_its_jobcentre();
        self.every_number_finds_its_person_everywhere();
        accepted
    }

    fn nothing_is_lost_and_nothing_is_done_twice(&self) -> usize {
        let kept: Vec<String> = self.oracle.persons().flat_map(|person| self.comments_of(person)).collect();
        let mut accepted = 0;
        for (text, written) in &self.oracle.written {
            let in_the_backend = kept.iter().filter(|kept| *kept == text).count();
            let outbox = self.desk(written.desk).outbox(Nothing {}).unwrap();
            let entry = |entries: Vec<OutboxEntry>| entries.into_iter().find(|entry| entry.command == written.command);
            let open = entry(outbox.waiting).or(entry(outbox.resting));
            assert!(open.is_none(), "{text} is still held back\n{}", self.story());
            let stopped_entry = entry(outbox.refused);
            match (written.taken_back, &stopped_entry) {
                (true, None) => assert_eq!(in_the_backend, 0, "{text} was taken back\n{}", self.story()),
                (false, None) => {
                    assert_eq!(in_the_backend, 1, "{text} is neither refused nor done once\n{}", self.story());
                    accepted += 1;
                }
                (false, Some(entry)) => {
                    assert_eq!(in_the_backend, 0, "{text} was refused\n{}", self.story());
                    self.has_reason(written, entry);
                }
                (true, Some(_)) => panic!("{text} was taken back and refused\n{}", self.story()),
            }
            let must_be_done = !written.taken_back && stopped_entry.is_none();
            assert!(must_be_done || !written.seen_accepted, "{text} was accepted first\n{}", self.story());
        }
        assert_eq!(kept.len(), accepted, "somebody else has written\n{}", self.story());
        accepted
    }

    /// Nothing is refused or held but because the citizen has got another number or has moved since the desk knew.
    fn has_reason(&self, written: &Written, entry: &OutboxEntry) {
        let (EntryState::Refused { refusal, .. } | EntryState::Held { refusal }) = &entry.state else {
            panic!("{entry:?}\n{}", self.story())
        };
        let RefusalView { code, .. } = refusal;
        let known_at = self.known_at[&written.command];
        let has_reason = if code == RefusalCode::FormerNumber.as_str() {
            // Masked. Each made-up number has a birth date of its own.
            let birth_date = &entry.number.shown[..6];
            self.oracle.left_after(known_at).any(|number| number.to_string().starts_with(birth_date))
        } else {
            code == RefusalCode::NoRights.as_str() && self.oracle.has_moved_after(written.citizen, known_at)
        };
        assert!(has_reason, "{} was refused with {code} for nothing\n{}", entry.summary, self.story());
    }

    fn each_desk_has_the_citizens_of_its_jobcentre(&self) {
        for Station { name, jobcentre, desk, .. } in &self.desks {
            let list = desk.as_ref().unwrap().citizens(Page { from: 0, count: 500 }).unwrap();
            let shown: BTreeSet<String> = list.citizens.into_iter().map(|hit| hit.citizen).collect();
            let own = self.oracle.persons().filter(|person| self.oracle.jobcentre(*person) == jobcentre.parse().ok());
            let own: BTreeSet<String> = own.map(|person| self.in_the_backend(person).id.to_string()).collect();
            assert_eq!(shown, own, "at {name}'s desk\n{}", self.story());
        }
    }

    fn every_number_finds_its_person_everywhere(&self) {
        for person in self.oracle.persons() {
            let current = self.oracle.current(person).to_string();
            let mut kept = self.comments_of(person);
            kept.sort();
            for typed in self.oracle.numbers(person) {
                for desk in 0..self.desks.len() {
                    let Ok(OpenAnswer::Citizen { citizen }) = self.opened(desk, *typed) else {
                        panic!("citizen {person} is not at desk {desk}\n{}", self.story())
                    };
                    let shown = &citizen.number.shown;
                    // Others' citizens are masked but for the birth date.
                    let shows = if citizen.own { shown.len() } else { 6 };
                    assert_eq!(shown[..shows], current[..shows], "at desk {desk}\n{}", self.story());
                    let is_own = self.oracle.jobcentre(person) == self.desks[desk].jobcentre.parse().ok();
                    assert_eq!(citizen.own, is_own, "at desk {desk}\n{}", self.story());
                    let mut shown: Vec<String> = citizen.comments.into_iter().map(|comment| comment.text).collect();
                    shown.sort();
                    assert_eq!(shown, kept, "at desk {desk}\n{}", self.story());
                }
            }
        }
    }

    fn comments_of(&self, person: usize) -> Vec<String> {
        self.in_the_backend(person).comments.records.into_iter().map(|comment| comment.text).collect()
    }

    pub(super) fn in_the_backend(&self, person: usize) -> Person {
        let connection = self.bundled.connect(caseworker("oracle", CASEWORKERS[0].1));
        let purpose = Purpose { id: "test".to_owned(), note: String::new() };
        let Ok(LookUp::Found(found)) = connection.look_up(self.oracle.current(person), Some(&purpose)) else {
            panic!("the backend does not know citizen {person}\n{}", self.story())
        };
        let FeedItem::Present { subject, rows, .. } = found.item else { panic!("{:?}", found.in_scope) };
        read_rows(subject, &rows).unwrap()
    }
}
