//! What must hold at the end: everything is mended, everything that can be sent is sent, and the oracle looks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use desk::door::{CitizenRef, Door, Draft, DraftForm, EntryState, Nothing, OutboxEntry, OutboxView, Page};
use domain::{CommandId, JobcentreCode, MessageBody, Person, RefusalCode, What, danish_day};
use exchange::{Backend, FeedItem, InboxMessage, JournalEntry, JournalLine, LookUp, Purpose, first_broken, read_rows};

use super::caseworkers::id;
use super::{CASEWORKERS, Simulation};
use crate::made_up::caseworker;
use crate::oracle::{Decisions, End, Kind, Note, Tally, Written, is_accepted, typed};

/// How much has happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Steps.
    pub steps: usize,
    /// Steps in which something went wrong.
    pub wrong: usize,
    /// Merges.
    pub merges: usize,
    /// Programs that died.
    pub crashes: usize,
    /// Clocks that jumped.
    pub jumps: usize,
    /// Requests that arrived late.
    pub late: usize,
    /// Lines that were cut.
    pub cuts: usize,
    /// Backups that were restored.
    pub restored: usize,
    /// Commands that were accepted.
    pub accepted: usize,
    /// Commands that are refused or held, and shown.
    pub stopped: usize,
    /// Commands that were taken back or discarded.
    pub ended: usize,
    /// Commands that were accepted, and that a restored backup has forgotten.
    pub forgotten: usize,
    /// What was stopped and shown with all that was typed.
    pub shown_as_typed: usize,
    /// Bookings in the calendars of the desks at the end.
    pub in_calendars: usize,
    /// Commands on bookings, by what they ask for.
    pub bookings: Tally,
    /// Commands on deadlines, on referrals and on who takes part.
    pub decisions: Decisions,
}

impl Figures {
    /// As much again.
    pub fn add(&mut self, other: Self) {
        self.steps += other.steps;
        self.wrong += other.wrong;
        self.merges += other.merges;
        self.crashes += other.crashes;
        self.jumps += other.jumps;
        self.late += other.late;
        self.cuts += other.cuts;
        self.restored += other.restored;
        self.accepted += other.accepted;
        self.stopped += other.stopped;
        self.ended += other.ended;
        self.forgotten += other.forgotten;
        self.shown_as_typed += other.shown_as_typed;
        self.in_calendars += other.in_calendars;
        self.bookings.add(other.bookings);
        self.decisions.add(other.decisions);
    }
}

impl Simulation {
    /// The oracle objects to the first thing that does not hold.
    pub(super) fn end(&mut self) {
        self.everything_is_mended();
        self.nothing_is_lost_and_nothing_is_done_twice();
        self.the_backend_has_what_was_accepted();
        self.every_change_of_number_was_told_once();
        self.bookings_are_what_was_accepted();
        self.decisions_are_what_was_accepted();
        self.access_logs_hold();
        // Whoever was looked up is kept for the day. Tomorrow each desk has its own citizens and nobody else.
        self.set_clock(self.now() + TimeDelta::days(1));
        (0..self.desks.len()).for_each(|desk| self.syncs(desk));
        self.what_was_typed_and_discarded_is_kept();
        self.each_desk_has_the_citizens_of_its_jobcentre();
        self.each_calendar_has_the_bookings_of_its_citizens();
        self.every_number_finds_its_person_everywhere();
    }

    fn everything_is_mended(&mut self) {
        for desk in 0..self.desks.len() {
            self.desks[desk].line.cut(false);
            self.desks[desk].skew = TimeDelta::zero();
            while let Some(request) = self.desks[desk].line.late(usize::MAX) {
                let _ = self.behind_line(desk).carry(request);
            }
        }
        for _ in 0..3 {
            self.set_clock(self.now() + TimeDelta::minutes(2));
            (0..self.desks.len()).for_each(|desk| self.syncs(desk));
        }
    }

    fn nothing_is_lost_and_nothing_is_done_twice(&mut self) {
        let outboxes: Vec<OutboxView> =
            (0..self.desks.len()).map(|desk| self.desk(desk).outbox(Nothing {}).unwrap()).collect();
        let Self { central, figures, .. } = self;
        central.oracle(|oracle| {
            let mut objections = Vec::new();
            for written in &oracle.written {
                let command = written.commands.last().unwrap().id;
                let entry = |list: &[OutboxEntry]| list.iter().find(|entry| id(entry) == command).cloned();
                let outbox = &outboxes[written.desk];
                let is_open = entry(&outbox.waiting).or(entry(&outbox.resting)).is_some();
                let stopped = entry(&outbox.refused);
                let is_accepted = oracle.world.answered.get(&command).is_some_and(is_accepted);
                if let Some(draft) = stopped.as_ref().and_then(|entry| entry.draft.as_ref()) {
                    let was_typed = &written.commands.last().unwrap().form;
                    figures.shown_as_typed += 1;
                    figures.decisions.shown_as_typed += usize::from(typed::is_decision(was_typed));
                    if !typed::is_shown(&draft.form, was_typed) {
                        objections.push((Kind::NotAsTyped, oracle.named(command)));
                    }
                }
                let is_forgotten = oracle.forgotten.contains(&command);
                figures.accepted += usize::from(is_accepted);
                figures.stopped += usize::from(stopped.is_some());
                figures.ended += usize::from(written.end != End::Open);
                figures.forgotten += usize::from(is_forgotten && !is_accepted);
                let kind = match (written.end, &stopped) {
                    _ if is_open => Kind::Stuck,
                    (End::TakenBack | End::Discarded, _) if is_accepted => Kind::Revived,
                    (End::TakenBack | End::Discarded, Some(_)) => Kind::Stuck,
                    (End::TakenBack | End::Discarded, None) => continue,
                    (End::Open, Some(_)) if is_accepted => Kind::NotTheSame,
                    (End::Open, Some(entry)) if is_held_for_nothing(oracle, written, entry) => Kind::HeldForNothing,
                    (End::Open, None) if !is_accepted => Kind::Lost,
                    (End::Open, _) => continue,
                };
                objections.push((kind, oracle.named(command)));
            }
            figures.bookings = oracle.tally;
            figures.decisions.add(oracle.decisions);
            for (kind, what) in objections {
                oracle.object(kind, what);
            }
        });
    }

    /// Rows and journal of every person.
    fn the_backend_has_what_was_accepted(&self) {
        let today = danish_day(self.now());
        let mut told: BTreeMap<CommandId, usize> = BTreeMap::new();
        for person in self.persons() {
            let (rows, journal) = self.in_the_backend(person);
            let (notes, numbers, jobcentre) = self.central.oracle(|oracle| {
                let mut notes = oracle.world.notes(person).to_vec();
                notes.sort();
                let numbers = oracle.world.numbers(person).to_vec();
                (notes, numbers, oracle.world.jobcentre_on(person, today))
            });
            self.must_be(notes_of(&rows) == notes, Kind::WrongRows, || format!("comments of citizen {person}"));
            let known: BTreeSet<_> = rows.numbers.known.iter().copied().collect();
            let is_same = known == numbers.iter().copied().collect() && numbers.last() == Some(&rows.current_number());
            self.must_be(is_same, Kind::WrongRows, || format!("numbers of citizen {person}"));
            let is_same = rows.jobcentre_on(today) == jobcentre;
            self.must_be(is_same, Kind::WrongRows, || format!("jobcentre of citizen {person}"));
            for line in journal.iter().filter(|line| is_of_a_comment(line)) {
                *told.entry(line.command).or_default() += 1;
            }
        }
        let twice = told.values().any(|times| *times != 1);
        self.must_be(!twice, Kind::Twice, || "the journal tells of a command twice".to_owned());
        self.central.oracle(|oracle| {
            let stranger = told.keys().find(|id| !oracle.world.answered.get(id).is_some_and(is_accepted)).copied();
            if stranger.is_some() {
                oracle.object(Kind::Stranger, "the journal tells of a command that was not accepted");
            }
        });
    }

    fn every_change_of_number_was_told_once(&self) {
        let mut changes = self.central.oracle(|oracle| oracle.world.changes_of_number.clone());
        changes.sort();
        for (name, jobcentre) in CASEWORKERS {
            let connected = self.central.bundled(|bundled| bundled.connect(caseworker(name, jobcentre)));
            let page = connected.messages(None, 1_000).unwrap();
            let of_a_number = |message: &&InboxMessage| {
                matches!(message.read().map(|read| read.body), Some(MessageBody::GetCprChanged { .. }))
            };
            let told = page.messages.iter().filter(of_a_number).map(|message| message.id.command);
            let mut told: Vec<CommandId> = told.collect();
            told.sort();
            self.must_be(told == changes, Kind::Messages, || {
                format!("{name} is told of {} of {}", told.len(), changes.len())
            });
        }
    }

    fn access_logs_hold(&self) {
        let own = self.central.bundled(|bundled| bundled.access_log()).unwrap();
        let holds = first_broken(&exchange::AccessHead::default(), own).is_none();
        self.must_be(holds, Kind::Log, || "the backend's own".to_owned());
        let (devices, restored) =
            self.central.oracle(|oracle| (oracle.devices().map(str::to_owned).collect::<Vec<_>>(), oracle.restored));
        for device in devices {
            let holds = self
                .central
                .oracle(|oracle| first_broken(&exchange::AccessHead::default(), oracle.log(&device)).is_none());
            self.must_be(holds, Kind::Log, || "of a desk".to_owned());
            // A backend that has forgotten links notes that the next ones do not follow.
            let noted = self.central.bundled(|bundled| bundled.broken_links(&device)).unwrap();
            self.must_be(noted.is_empty() || restored > 0, Kind::Log, || "as the backend has it".to_owned());
        }
    }

    fn drafts(&self, desk: usize, person: usize) -> Vec<Draft> {
        self.shown(desk, person).map(|shown| shown.drafts).unwrap_or_default()
    }

    fn what_was_typed_and_discarded_is_kept(&mut self) {
        for desk in 0..self.desks.len() {
            if let Some((citizen, pieces)) = self.desks[desk].typed.clone() {
                // Typed on two who are one now, it is two drafts.
                let drafts: Vec<Draft> =
                    self.family(citizen).into_iter().flat_map(|person| self.drafts(desk, person)).collect();
                let is_in = |draft: &Draft, piece: &String| matches!(&draft.form, DraftForm::Comment { text } if text.split("\n\n").any(|kept| kept == piece));
                let is_kept = pieces.iter().all(|piece| drafts.iter().any(|draft| is_in(draft, piece)));
                self.must_be(is_kept, Kind::Draft, || format!("{} at desk {desk}", pieces.join(", ")));
            }
        }
        let discarded: Vec<(usize, usize, CommandId)> = self.central.oracle(|oracle| {
            let discarded = oracle.written.iter().filter(|written| written.end == End::Discarded);
            discarded.map(|written| (written.desk, written.citizen, written.commands.last().unwrap().id)).collect()
        });
        for (desk, citizen, command) in discarded {
            let is_kept = self.family(citizen).into_iter().any(|person| {
                let Some(shown) = self.shown(desk, person) else { return false };
                let history = self.desk(desk).history(CitizenRef { citizen: shown.citizen }).unwrap();
                history.groups.iter().any(|group| group.command == command.0.to_string())
            });
            let named = || self.central.oracle(|oracle| oracle.named(command));
            self.must_be(is_kept, Kind::Lost, || format!("{}, discarded, is not in the history", named()));
        }
    }

    fn each_desk_has_the_citizens_of_its_jobcentre(&self) {
        let today = danish_day(self.now());
        for station in &self.desks {
            let desk = station.desk.as_ref().unwrap();
            let list = desk.citizens(Page { from: 0, count: 500 }).unwrap();
            let shown: BTreeSet<String> = list.citizens.into_iter().map(|hit| hit.citizen).collect();
            let own: JobcentreCode = station.jobcentre.parse().unwrap();
            let is_own =
                |person: &usize| self.central.oracle(|oracle| oracle.world.jobcentre_on(*person, today)) == Some(own);
            let own = self.persons().into_iter().filter(is_own);
            let own: BTreeSet<String> = own.map(|person| self.in_the_backend(person).0.id.to_string()).collect();
            self.must_be(shown == own, Kind::NotTheSame, || format!("the citizens of {}'s desk", station.name));
        }
    }

    fn every_number_finds_its_person_everywhere(&self) {
        for person in self.persons() {
            let rows = self.in_the_backend(person).0;
            let mut texts: Vec<&str> = standing(&rows).collect();
            texts.sort_unstable();
            let numbers = self.central.oracle(|oracle| oracle.world.numbers(person).to_vec());
            let current = numbers.last().unwrap().to_string();
            for typed in &numbers {
                for desk in 0..self.desks.len() {
                    let Some(citizen) = self.opened(desk, *typed) else {
                        self.object(Kind::NotTheSame, format!("citizen {person} is not at desk {desk}"));
                        continue;
                    };
                    // Others' citizens are masked but for the birth date.
                    let shows = if citizen.own { current.len() } else { 6 };
                    let is_current = citizen.number.shown[..shows] == current[..shows];
                    let mut shown: Vec<&str> = citizen.comments.iter().map(|comment| comment.text.as_str()).collect();
                    shown.sort_unstable();
                    let is_same = shown == texts && is_current && citizen.citizen == rows.id.to_string();
                    self.bookings_are_shown(person, desk, &citizen);
                    self.decisions_are_shown(person, desk, &citizen);
                    self.must_be(is_same, Kind::NotTheSame, || format!("citizen {person} at desk {desk}"));
                }
            }
        }
    }

    fn shown(&self, desk: usize, person: usize) -> Option<Box<desk::door::CitizenView>> {
        let current = self.central.oracle(|oracle| oracle.world.current(person));
        self.opened(desk, current)
    }

    pub(super) fn persons(&self) -> Vec<usize> {
        self.central.oracle(|oracle| oracle.world.persons().collect())
    }

    /// Every person that the citizen is now, or was once.
    fn family(&self, citizen: usize) -> Vec<usize> {
        self.central.oracle(|oracle| {
            let persons: Vec<usize> = oracle.world.persons().collect();
            persons.into_iter().filter(|person| oracle.were_ever_one(citizen, *person)).collect()
        })
    }

    pub(super) fn in_the_backend(&self, person: usize) -> (Person, Vec<JournalLine>) {
        let number = self.central.oracle(|oracle| oracle.world.current(person));
        let purpose = Purpose { id: "test".to_owned(), note: String::new() };
        let connected = self.central.bundled(|bundled| bundled.connect(caseworker("oracle", CASEWORKERS[0].1)));
        let Ok(LookUp::Found(found)) = connected.look_up(number, Some(&purpose)) else {
            panic!("the backend does not know citizen {person}")
        };
        let FeedItem::Present { subject, rows, journal, .. } = found.item else { panic!("gone") };
        (read_rows(subject, &rows).unwrap(), journal)
    }

    pub(super) fn must_be(&self, holds: bool, kind: Kind, what: impl Fn() -> String) {
        if !holds {
            self.object(kind, what());
        }
    }
}

/// Nothing is held but because the citizen has had another number since, or because of something that is not accepted.
fn is_held_for_nothing(oracle: &crate::oracle::Oracle, written: &Written, entry: &OutboxEntry) -> bool {
    let EntryState::Held { refusal } = &entry.state else { return false };
    if refusal.code == RefusalCode::FormerNumber.as_str() {
        // Masked. Each made-up number has a birth date of its own.
        let birth_date = &entry.number.shown[..6];
        let begins = |number: domain::CprNumber| number.to_string().starts_with(birth_date);
        let mut current = oracle.world.persons().map(|person| oracle.world.current(person));
        if oracle.left().any(begins) || !current.any(begins) {
            return false;
        }
    }
    let others = oracle.written.iter().filter(|other| {
        let is_same = other.desk == written.desk && oracle.were_ever_one(other.citizen, written.citizen);
        is_same && other.commands.last().unwrap().id != written.commands.last().unwrap().id
    });
    let mut stopped = others.filter(|other| {
        // It built on a command in whose place there is another now, or on one that is not accepted.
        other.commands.len() > 1
            || !other.commands.last().is_some_and(|last| oracle.world.answered.get(&last.id).is_some_and(is_accepted))
    });
    stopped.next().is_none()
}

fn notes_of(person: &Person) -> Vec<Note> {
    let notes = person.comments.records.iter().map(|comment| Note {
        id: comment.id.0.to_string(),
        text: comment.text.clone(),
        by: comment.by.0.clone(),
        withdrawn: comment.withdrawn.is_some(),
    });
    let mut notes: Vec<Note> = notes.collect();
    notes.sort();
    notes
}

fn standing(person: &Person) -> impl Iterator<Item = &str> {
    let standing = person.comments.records.iter().filter(|comment| comment.withdrawn.is_none());
    standing.map(|comment| comment.text.as_str())
}

fn is_of_a_comment(line: &JournalLine) -> bool {
    let JournalEntry::Change(what) = &line.entry else { return false };
    matches!(what, What::CommentWritten { .. } | What::CommentCorrected { .. } | What::CommentWithdrawn { .. })
}
