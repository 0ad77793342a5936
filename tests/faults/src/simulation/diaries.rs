//! What must hold of bookings and held conversations at the end: in the backend, in its journal and messages, in each desk's
//! calendar, and on each citizen's page.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use desk::door::{CalendarAsk, CalendarOf, CitizenView, Door};
use desk::drawn::{Drawn, DrawnState};
use domain::contact_course::{Authority, Booking, BookingChange, BookingState, HeldConversation};
use domain::{CommandId, JobcentreCode, MessageBody, Person, RecordId, What, danish_day};
use exchange::{Backend, InboxMessage, JournalEntry, JournalLine};

use super::{CASEWORKERS, Simulation};
use crate::made_up::{self, caseworker};
use crate::oracle::{Diary, Kind, Meeting, Side, State};

/// A booking in few words: which, by whom, with which words, from when, how often it was written, and what became of it.
type Line = (String, Side, String, i64, usize, State);

impl Simulation {
    /// Rows, journal and messages.
    pub(super) fn bookings_are_what_was_accepted(&self) {
        for person in self.persons() {
            let (rows, journal) = self.in_the_backend(person);
            let diary = self.diary(person);
            let is_same = lines(&rows) == expected(&diary);
            self.must_be(is_same, Kind::WrongRows, || format!("bookings of citizen {person}"));
            let is_same = talks(&rows) == expected_talks(&diary);
            self.must_be(is_same, Kind::WrongRows, || format!("held conversations of citizen {person}"));
            let told = times_told(&journal);
            let times = diary.meetings.iter().map(|meeting| (meeting.id, meeting.writings.len()));
            let once = diary.talks.iter().map(|talk| (talk.id, 1));
            let is_same = told == times.chain(once).collect();
            self.must_be(is_same, Kind::Twice, || format!("what the journal tells of meetings of citizen {person}"));
        }
        self.jobcentres_are_told_of_the_funds_bookings();
    }

    fn jobcentres_are_told_of_the_funds_bookings(&self) {
        for (name, jobcentre) in CASEWORKERS {
            let own: JobcentreCode = jobcentre.parse().unwrap();
            let by_the_fund = self.central.oracle(|oracle| oracle.world.by_the_fund.clone());
            let expected: BTreeSet<CommandId> =
                by_the_fund.into_iter().filter(|(to, _)| *to == own).map(|(_, command)| command).collect();
            let connected = self.central.bundled(|bundled| bundled.connect(caseworker(name, jobcentre)));
            let page = connected.messages(None, 1_000).unwrap();
            let of_a_booking = |message: &&InboxMessage| {
                matches!(message.read().map(|read| read.body), Some(MessageBody::GetBookings { .. }))
            };
            let told: Vec<CommandId> = page.messages.iter().filter(of_a_booking).map(|one| one.id.command).collect();
            let is_same = told.len() == expected.len() && told.into_iter().collect::<BTreeSet<_>>() == expected;
            self.must_be(is_same, Kind::Messages, || format!("{name} is told of the fund's bookings"));
        }
    }

    /// Both as it lies on the disk and as it is shown.
    pub(super) fn each_calendar_has_the_bookings_of_its_citizens(&mut self) {
        let persons = self.persons();
        let diaries = persons.iter().map(|person| (self.in_the_backend(*person).0.id.to_string(), self.diary(*person)));
        let diaries: BTreeMap<String, Diary> = diaries.collect();
        for desk in 0..self.desks.len() {
            let stored = self.stored_calendar(desk);
            for (citizen, lines) in &stored {
                let is_same = diaries.get(citizen).is_some_and(|diary| *lines == expected_in_a_calendar(diary));
                self.must_be(is_same, Kind::NotTheSame, || format!("a calendar that lies at desk {desk}"));
            }
            self.figures.in_calendars += stored.values().map(Vec::len).sum::<usize>();
            self.calendar_shows(desk, &diaries);
        }
    }

    /// The bookings of everybody who is at the desk, without the program that keeps them.
    fn stored_calendar(&self, desk: usize) -> BTreeMap<String, Vec<Line>> {
        let file = made_up::reading(&self.desk_folder(desk).join("cache.db"));
        let text = "SELECT subject, body, start FROM citizen LEFT JOIN booking ON booking.citizen = citizen.id";
        let mut all = file.prepare(text).unwrap();
        let mut rows = all.query([]).unwrap();
        let mut stored: BTreeMap<String, Vec<Line>> = BTreeMap::new();
        while let Some(row) = rows.next().unwrap() {
            let subject = uuid::Uuid::from_slice(&row.get::<_, Vec<u8>>(0).unwrap()).unwrap().to_string();
            let lines = stored.entry(subject).or_default();
            if let Some(body) = row.get::<_, Option<String>>(1).unwrap() {
                let mut line = drawn_line(&serde_json::from_str(&body).unwrap());
                // By which it is found.
                line.3 = row.get(2).unwrap();
                lines.push(line);
            }
        }
        stored.values_mut().for_each(|lines| lines.sort());
        stored
    }

    /// Each day on which one of the desk's own citizens has a booking shows that day's, and no others.
    fn calendar_shows(&self, desk: usize, diaries: &BTreeMap<String, Diary>) {
        let list = self.desk(desk).citizens(desk::door::Page { from: 0, count: 500 }).unwrap();
        let own = list.citizens.iter().filter_map(|hit| diaries.get(&hit.citizen));
        let mut days: BTreeMap<_, BTreeSet<(String, usize)>> = BTreeMap::new();
        for meeting in own.flat_map(|diary| &diary.meetings) {
            let of_the_day = days.entry(danish_day(meeting.says.start)).or_default();
            of_the_day.insert((meeting.id.0.to_string(), meeting.writings.len()));
        }
        if let Some(day) = days.keys().next_back().and_then(|last| last.checked_add_days(Days::new(1))) {
            days.entry(day).or_default();
        }
        for (day, expected) in days {
            let ask = CalendarAsk { from: day.to_string(), days: 1, whose: CalendarOf::Jobcentre };
            let entries = self.desk(desk).calendar(ask).unwrap().entries;
            let shown: BTreeSet<_> =
                entries.iter().map(|entry| (entry.booking.booking.clone(), entry.booking.written)).collect();
            let is_same = entries.len() == shown.len() && shown == expected;
            self.must_be(is_same, Kind::NotTheSame, || format!("the calendar of {day} at desk {desk}"));
        }
    }

    /// On the page of a citizen.
    pub(super) fn bookings_are_shown(&self, person: usize, desk: usize, citizen: &CitizenView) {
        let diary = self.diary(person);
        let shown = citizen.bookings.iter().map(|booking| {
            let state = match booking.meeting.state.as_str() {
                "cancelled" => State::Cancelled,
                "held" => State::Held,
                _ => State::Planned,
            };
            (booking.meeting.booking.clone(), booking.writings.len(), state, booking.description.clone())
        });
        let stands = diary.meetings.iter().map(|meeting| {
            (meeting.id.0.to_string(), meeting.writings.len(), meeting.state, meeting.says.description.clone())
        });
        let is_same = shown.collect::<BTreeSet<_>>() == stands.collect();
        self.must_be(is_same, Kind::NotTheSame, || format!("the bookings of citizen {person} at desk {desk}"));
        for booking in &citizen.bookings {
            let words = booking.description.as_deref().unwrap_or_default();
            let typed = self.central.oracle(|oracle| oracle.typed_booking(words).cloned());
            let is_as_typed = typed.is_none_or(|(fields, _)| fields == booking.fields);
            self.must_be(is_as_typed, Kind::NotAsTyped, || format!("the booking of {words} at desk {desk}"));
        }
        let shown = citizen.held_conversations.iter();
        let shown: BTreeSet<_> = shown.map(|held| (held.conversation.clone(), held.agreement.clone())).collect();
        let stands = diary.talks.iter().map(|talk| (talk.id.0.to_string(), talk.says.agreement.clone()));
        let is_same = shown == stands.collect();
        self.must_be(is_same, Kind::NotTheSame, || format!("what was held with citizen {person} at desk {desk}"));
    }

    pub(super) fn diary(&self, person: usize) -> Diary {
        self.central.oracle(|oracle| oracle.world.diary(person).clone())
    }
}

fn lines(person: &Person) -> Vec<Line> {
    let mut lines: Vec<Line> = person.bookings.records.iter().map(line).collect();
    lines.sort();
    lines
}

fn line(booking: &Booking) -> Line {
    let state = match booking.state {
        BookingState::Planned => State::Planned,
        BookingState::Cancelled { .. } => State::Cancelled,
        BookingState::Held { .. } => State::Held,
    };
    let words = booking.content.description.clone().unwrap_or_default();
    let start = booking.content.start.timestamp_millis();
    (booking.id.0.to_string(), side(booking.by), words, start, booking.writings.len(), state)
}

/// A calendar keeps nothing of what was written of a conversation.
fn drawn_line(drawn: &Drawn) -> Line {
    let state = match drawn.state {
        DrawnState::Planned => State::Planned,
        DrawnState::Cancelled => State::Cancelled,
        DrawnState::Held => State::Held,
    };
    let start = drawn.start.timestamp_millis();
    (drawn.id.0.to_string(), side(drawn.by), String::new(), start, drawn.written, state)
}

fn expected_in_a_calendar(diary: &Diary) -> Vec<Line> {
    let mut lines = expected(diary);
    lines.iter_mut().for_each(|line| line.2.clear());
    lines
}

pub(super) fn side(by: Authority) -> Side {
    match by {
        Authority::Jobcentre(_) => Side::Jobcentre,
        Authority::Fund(_) => Side::Fund,
    }
}

fn expected(diary: &Diary) -> Vec<Line> {
    let line = |meeting: &Meeting| {
        let (words, start) = (meeting.says.description.clone().unwrap_or_default(), meeting.says.start);
        (meeting.id.0.to_string(), meeting.by, words, start.timestamp_millis(), meeting.writings.len(), meeting.state)
    };
    let mut lines: Vec<Line> = diary.meetings.iter().map(line).collect();
    lines.sort();
    lines
}

type Told = (String, i64, Option<String>, Option<RecordId>);

fn talks(person: &Person) -> BTreeSet<Told> {
    let told = |held: &HeldConversation| {
        let content = &held.content;
        (held.id.0.to_string(), content.at.timestamp_millis(), content.agreement.clone(), content.booking)
    };
    person.held_conversations.records.iter().map(told).collect()
}

fn expected_talks(diary: &Diary) -> BTreeSet<Told> {
    let talks = diary.talks.iter();
    let told = talks.map(|talk| {
        let says = &talk.says;
        (talk.id.0.to_string(), says.at.timestamp_millis(), says.agreement.clone(), says.booking)
    });
    told.collect()
}

/// How often the journal tells that each booking or held conversation was written. That a guest goes with a change of type
/// is told beside the change.
fn times_told(journal: &[JournalLine]) -> BTreeMap<RecordId, usize> {
    let mut told = BTreeMap::new();
    let mut changed = BTreeSet::new();
    for line in journal {
        let JournalEntry::Change(what) = &line.entry else { continue };
        let record = match what {
            What::Booking { record, change: BookingChange::Changed { .. } } => {
                changed.insert((line.command, *record));
                *record
            }
            What::Booking { record, change: BookingChange::Participation { .. } }
                if changed.contains(&(line.command, *record)) =>
            {
                continue;
            }
            What::Booking { record, .. } | What::HeldConversation { record, .. } => *record,
            _ => continue,
        };
        *told.entry(record).or_default() += 1;
    }
    told
}
