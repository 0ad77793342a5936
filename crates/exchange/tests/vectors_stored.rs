//! What is kept for years, in the forms in which it was released: rows, the journal, the access log, and every name that
//! stands for a rule, a refusal, an area or a kind. And what a later version may add: where a text is kept and passed on,
//! what this version does not know stays in it to the letter; where a value is read to be written again, nothing is read
//! that would be lost.
//!
//! `UPDATE=1 cargo test -p exchange` writes vectors that are missing; one that is there is never changed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::{collections::BTreeSet, fs, path::PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    AREAS, Actor, Area, Audience, CaseworkerId, CommandId, CommandKind, CprNumber, EventDate, MessageBody, NotDone,
    NoticeKind, Period, Person, PersonId, PersonStatus, RecordId, RefusalCode, RuleId, What,
    communication::{
        Affiliation, Affiliations, Comment, Comments, ContactPerson, ContactPersons, Operator, Referral,
        ReferralChange, ReferralContent, Referrals,
    },
    contact_course::{
        Authorities, Authority, Booking, BookingChange, BookingContent, BookingState, Bookings, Cancelling,
        ChoiceChange, ChoiceState, Chooser, ContactGroupCode, ConversationForm, ConversationType, Deadline,
        DeadlineChange, DeadlineContent, DeadlineState, Deadlines, DoubleBooking, Guest, GuestDetails, Happening,
        HeldChange, HeldContent, HeldConversation, HeldConversations, Meeting, Participant, ParticipantRole,
        Participation, ParticipationChoice, ParticipationChoices, Rebooking, SourceSystem,
    },
    membership::{MembershipRecord, Memberships},
    person::{Address, BasicData, BasicDataByNumber, Filing, Municipality, NumberChange, Protection, Standing},
    status::{ContactGroup, ContactGroupChange, ContactGroups},
};
use exchange::{
    AccessAction, AccessEntry, AccessHead, AccessLink, Answer, FeedItem, FeedPage, JournalEntry, JournalLine, Opened,
    Purpose, RawCommand, Row, RowError, TypedNumber, first_broken, read_rows, write_rows,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use uuid::Uuid;

const A: &str = "1503851234";
const B: &str = "1503851318";

fn number(text: &str) -> CprNumber {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment() -> DateTime<Utc> {
    "2023-09-18T08:05:00Z".parse().unwrap()
}

fn record(nth: u128) -> RecordId {
    RecordId(Uuid::from_u128(nth))
}

fn subject() -> PersonId {
    PersonId(Uuid::from_u128(5))
}

fn address() -> Address {
    Address { street: "Prøvevej 1".into(), postal_code: "8000".into(), town: "Aarhus C".into() }
}

/// Somebody of whom everything is known that a row can hold, each in every form it can have.
fn person() -> Person {
    let mut person = Person::new(subject());
    person.numbers.known = vec![number(A), number(B)];
    let event_dates = [EventDate::FromCpr(day("2023-09-17")), EventDate::DayOfReceipt(day("2023-09-18"))];
    person.numbers.changes = (1..)
        .zip(event_dates)
        .map(|(receipt, event_date)| NumberChange {
            old: number(A),
            new: number(B),
            event_date,
            given: "20230917".into(),
            receipt,
        })
        .collect();
    let all = BasicData {
        registered: true,
        name: Some("Mette Øvelsen".into()),
        birth_date: Some(day("1985-03-15")),
        address: Some(address()),
        municipality: Some(Municipality { real: Some("751".parse().unwrap()), is_999: true }),
        protection: Some(Protection::NameAndAddress { until: Some(day("2024-03-01")) }),
        status: Some(PersonStatus::Emigrated),
    };
    person.basic_data = BasicDataByNumber(vec![(number(A), BasicData::default()), (number(B), all)]);
    let standings =
        [Standing::InFull, Standing::Cut { to: day("2023-09-17"), by: record(1) }, Standing::Dropped { by: record(1) }];
    let period = |to: Option<&str>| Period { from: day("2021-03-01"), to: to.map(day) };
    let affiliation = |(nth, standing)| Affiliation {
        id: record(nth),
        number: number(A),
        jobcentre: "75100".parse().unwrap(),
        registered: period(if nth == 1 { None } else { Some("2023-12-31") }),
        standing,
    };
    person.affiliations =
        Affiliations { filing: Filing::UnderOwnNumber, records: (1..).zip(standings).map(affiliation).collect() };
    let comment = |nth, corrected, withdrawn| Comment {
        id: record(nth),
        number: number(A),
        text: "Ringede i dag.".into(),
        by: CaseworkerId("line".into()),
        registered: moment(),
        corrected,
        withdrawn,
    };
    let records = vec![comment(7, None, None), comment(8, Some(moment()), Some(moment()))];
    person.comments = Comments { filing: Filing::OnPerson, records };
    let membership = |(nth, to)| MembershipRecord {
        id: record(nth),
        number: number(A),
        fund: "90".parse().unwrap(),
        period: period(to),
    };
    person.memberships = Memberships { records: (9..).zip([None, Some("2023-09-18")]).map(membership).collect() };
    person
}

/// The same citizen with what has come since: contact persons.
fn person_2() -> Person {
    let mut person = person();
    let contact_person = |(nth, to): (u128, Option<&str>)| ContactPerson {
        id: record(nth),
        number: number(A),
        caseworker: CaseworkerId("line".into()),
        jobcentre: "75100".parse().unwrap(),
        period: Period { from: day("2023-09-01"), to: to.map(day) },
    };
    person.contact_persons = ContactPersons {
        filing: Filing::UnderOwnNumber,
        records: (11..).zip([None, Some("2023-09-18")]).map(contact_person).collect(),
    };
    person
}

/// The same citizen with what has come since: bookings and contact groups.
fn person_3() -> Person {
    let mut person = person_2();
    let booking = |(nth, (state, content))| Booking {
        id: record(nth),
        number: number(A),
        by: if nth == 13 {
            Authority::Jobcentre("75100".parse().unwrap())
        } else {
            Authority::Fund("90".parse().unwrap())
        },
        content,
        guest: (nth != 13).then(|| guest(nth == 14)),
        writings: [3, 4].map(|nth| CommandId(Uuid::from_u128(nth))).to_vec(),
        registered: moment(),
        state,
    };
    let cancelled = |reason: Option<&str>| BookingState::Cancelled { at: moment(), reason: reason.map(str::to_owned) };
    let held_as = BookingState::Held { conversation: record(18) };
    let states = [BookingState::Planned, cancelled(None), cancelled(Some("Syg.")), held_as];
    let records = (13..).zip(states.into_iter().zip(contents())).map(booking).collect();
    person.bookings = Bookings { filing: Filing::UnderOwnNumber, records };
    let group = |(nth, to): (u128, Option<&str>)| ContactGroup {
        id: record(nth),
        number: number(A),
        group: ContactGroupCode(10),
        period: Period { from: day("2023-09-01"), to: to.map(day) },
    };
    let conversation = |(nth, content)| HeldConversation {
        id: record(nth),
        number: number(A),
        by: Authority::Jobcentre("75100".parse().unwrap()),
        caseworker: (nth == 19).then(|| CaseworkerId("line".into())),
        content,
        registered: moment(),
    };
    person.held_conversations =
        HeldConversations { filing: Filing::UnderOwnNumber, records: (19..).zip(held()).map(conversation).collect() };
    person.contact_groups = ContactGroups { records: (30..).zip([None, Some("2023-09-18")]).map(group).collect() };
    with_course(person)
}

fn referral(is_least: bool) -> ReferralContent {
    let say = |text: &str| (!is_least).then(|| text.to_owned());
    let operator = Operator { cvr: "99000017".into(), p_number: say("1000000017"), name: "Øvelsesaktøren".into() };
    let to = (!is_least).then(|| day("2023-12-15"));
    ReferralContent { operator, from: day("2023-09-18"), to, reason: say("Vejledning og opkvalificering.") }
}

/// What has come of deadlines, choices and referrals.
fn with_course(mut person: Person) -> Person {
    let (by, number) = (Authority::Fund("90".parse().unwrap()), number(A));
    let states = [
        DeadlineState::Open,
        DeadlineState::Booked { booking: record(13) },
        DeadlineState::Held { conversation: record(19) },
        DeadlineState::Withdrawn { at: moment() },
    ];
    let deadline = |(nth, state): (u128, DeadlineState)| {
        let content = deadline(nth == 40);
        Deadline { id: record(nth), number, by, content, revision: 2, registered: moment(), state }
    };
    let records = (40..).zip(states).map(deadline).collect();
    person.deadlines = Deadlines { filing: Filing::UnderOwnNumber, records };
    let states = [
        (Chooser::Citizen, ChoiceState::Stands),
        (Chooser::Guest(by), ChoiceState::Withdrawn { at: moment() }),
        (Chooser::Citizen, ChoiceState::Reset { conversation: record(19) }),
    ];
    let choice = |(nth, (chooser, state)): (u128, (Chooser, ChoiceState))| ParticipationChoice {
        id: record(nth),
        number,
        chooser,
        by,
        registered: moment(),
        state,
    };
    let records = (50..).zip(states).map(choice).collect();
    person.participation_choices = ParticipationChoices { filing: Filing::OnPerson, records };
    let referral = |(nth, is_least): (u128, bool)| Referral {
        id: record(nth),
        number,
        jobcentre: "75100".parse().unwrap(),
        caseworker: (!is_least).then(|| CaseworkerId("line".into())),
        content: referral(is_least),
        revision: if is_least { 1 } else { 2 },
        registered: moment(),
    };
    let records = (60..).zip([true, false]).map(referral).collect();
    person.referrals = Referrals { filing: Filing::UnderOwnNumber, records };
    person
}

fn guest(is_least: bool) -> Guest {
    let details = GuestDetails {
        name: Some("Ane Prøve".into()),
        contact: Some("hovednummeret".into()),
        phone: Some("+4570101010".into()),
        email: Some("ane@akasse.example".into()),
    };
    let details = if is_least { GuestDetails::default() } else { details };
    Guest { authority: Authority::Fund("90".parse().unwrap()), details }
}

fn deadline(at_once: bool) -> DeadlineContent {
    DeadlineContent { kind: ConversationType::JOB, book_by: day("2023-10-02"), hold_by: day("2023-10-20"), at_once }
}

/// Conversations that say as little and as much as one can.
fn held() -> [HeldContent; 3] {
    let least = HeldContent {
        kind: ConversationType::JOB,
        form: ConversationForm(1),
        at: moment(),
        booking: None,
        agreement: None,
        participants: Vec::new(),
        authorities: Authorities::One,
    };
    let participant =
        |role: &ParticipantRole| Participant { name: "Tolk Tolkesen".into(), role: *role, form: ConversationForm(2) };
    let most = HeldContent {
        booking: Some(record(13)),
        agreement: Some("Søger tre job om ugen.".into()),
        participants: ParticipantRole::ALL.iter().map(participant).collect(),
        authorities: Authorities::Two(Participation::TookPart),
        ..least.clone()
    };
    let between = HeldContent { authorities: Authorities::Two(Participation::StayedAway), ..least.clone() };
    [least, most, between]
}

/// Four bookings that say everything that one can say, each in another form.
fn contents() -> [BookingContent; 4] {
    let least = BookingContent {
        kind: ConversationType::JOB,
        form: ConversationForm(1),
        meeting: Meeting::Individual,
        start: moment(),
        end: None,
        place: None,
        phone: None,
        link: None,
        title: None,
        description: None,
        caseworker: None,
        rebooking: Rebooking::No,
        cancelling: Cancelling::No,
        owner: None,
        self_booked: false,
    };
    let most = BookingContent {
        meeting: Meeting::Group(Uuid::from_u128(4)),
        end: Some(moment()),
        place: Some("lokale 2.14".into()),
        phone: Some("+4587132020".into()),
        link: Some("https://moede.example.dk/7".into()),
        title: Some("Jobsamtale".into()),
        description: Some("Tag dit CV med.".into()),
        caseworker: Some(CaseworkerId("line".into())),
        rebooking: Rebooking::Until(day("2023-09-18")),
        cancelling: Cancelling::Until(day("2023-09-18")),
        owner: Some(SourceSystem::JOBNET),
        self_booked: true,
        ..least.clone()
    };
    let between = BookingContent { cancelling: Cancelling::Yes, ..least.clone() };
    [least.clone(), most, between, least]
}

/// What a journal can tell since the second release.
fn journal_3() -> Vec<JournalLine> {
    let (number, record, day, fund) = (number(A), record(1), day("2023-09-18"), "90".parse().unwrap());
    let [least, most, _, _] = contents().map(Box::new);
    let (by, group) = (Authority::Fund(fund), ContactGroupCode(10));
    let booking = |change| JournalEntry::Change(What::Booking { record, change });
    let conversation = |caseworker, content| {
        let change = HeldChange::Registered { number, by, caseworker, content: Box::new(content) };
        JournalEntry::Change(What::HeldConversation { record, change })
    };
    let contact_group = |change| JournalEntry::Change(What::ContactGroup { record, change });
    let told = |happening| JournalEntry::Message {
        to: Audience::Jobcentre("75100".parse().unwrap()),
        body: MessageBody::GetBookings {
            number,
            booking: record,
            happening,
            by: Authority::Jobcentre("75100".parse().unwrap()),
            kind: ConversationType::JOB,
            start: moment(),
        },
    };
    let choice = |change| JournalEntry::Change(What::ParticipationChoice { record, change });
    let becomes = |change| JournalEntry::Change(What::Deadline { record, change });
    let referred = |change| JournalEntry::Change(What::Referral { record, change });
    let registered = |caseworker: Option<&str>| ReferralChange::Registered {
        number,
        jobcentre: "75100".parse().unwrap(),
        caseworker: caseworker.map(|caseworker| CaseworkerId(caseworker.into())),
        content: Box::new(referral(caseworker.is_none())),
    };
    let sent = |body| JournalEntry::Message { to: Audience::Fund("90".parse().unwrap()), body };
    let double = |end| DoubleBooking { booking: record, by, kind: ConversationType::JOB, start: moment(), end };
    let kind = ConversationType::JOB;
    let entries = vec![
        booking(BookingChange::Made { number, by, content: most.clone(), guest: None }),
        booking(BookingChange::Made { number, by, content: most.clone(), guest: Some(guest(false)) }),
        booking(BookingChange::Participation { content: least.clone(), before: None, after: Some(guest(true)) }),
        booking(BookingChange::Participation { content: least.clone(), before: Some(guest(true)), after: None }),
        booking(BookingChange::Changed { before: least.clone(), after: most.clone() }),
        booking(BookingChange::Cancelled { content: least.clone(), reason: None }),
        booking(BookingChange::Cancelled { content: least.clone(), reason: Some("Syg.".into()) }),
        booking(BookingChange::Held { content: least, conversation: record }),
        conversation(None, held()[0].clone()),
        conversation(Some(CaseworkerId("line".into())), held()[1].clone()),
        choice(ChoiceChange::Declined { number, chooser: Chooser::Guest(by), by }),
        choice(ChoiceChange::Withdrawn { chooser: Chooser::Citizen }),
        choice(ChoiceChange::Reset { chooser: Chooser::Citizen, conversation: record }),
        becomes(DeadlineChange::Set { number, by, content: deadline(false) }),
        becomes(DeadlineChange::Changed { before: deadline(false), after: deadline(true) }),
        becomes(DeadlineChange::Booked { content: deadline(false), booking: record }),
        becomes(DeadlineChange::Reopened { content: deadline(false), booking: record }),
        becomes(DeadlineChange::Held { content: deadline(false), conversation: record }),
        becomes(DeadlineChange::Withdrawn { content: deadline(false) }),
        referred(registered(None)),
        referred(registered(Some("line"))),
        referred(ReferralChange::Ended { operator: referral(true).operator, before: Period::open(day), to: day }),
        sent(MessageBody::GetMeetingParticipation { number, booking: None, start: None, takes_part: false }),
        sent(MessageBody::GetMeetingParticipation {
            number,
            booking: Some(record),
            start: Some(moment()),
            takes_part: true,
        }),
        sent(MessageBody::GetWarning { number, booking: record, start: moment(), fund: "90".parse().unwrap() }),
        sent(MessageBody::GetInterviewDeadline {
            number,
            deadline: record,
            happening: Happening::Made,
            content: deadline(true),
        }),
        JournalEntry::Notice(NoticeKind::JointHeldAsAnother),
        JournalEntry::Notice(NoticeKind::DeadlineShort),
        JournalEntry::Notice(NoticeKind::BookedAfterDeadline { hold_by: day }),
        JournalEntry::NotDone(NotDone::ResettingUnknown),
        contact_group(ContactGroupChange::Started { number, group, from: day }),
        contact_group(ContactGroupChange::Ended { group, before: Period::open(day), to: day }),
        told(Happening::Made),
        told(Happening::Changed),
        told(Happening::Cancelled),
        JournalEntry::Notice(NoticeKind::DoubleBooking(double(None))),
        JournalEntry::Notice(NoticeKind::DoubleBooking(double(Some(moment())))),
        JournalEntry::Notice(NoticeKind::LegalityUnknown { kind, group }),
        JournalEntry::Notice(NoticeKind::FormForReferralsAlone),
    ];
    let system = Actor::CaseSystem { jobcentre: "75100".parse().unwrap(), system: SourceSystem(17) };
    (1..).zip(entries.into_iter().zip([Actor::Jobnet, system].into_iter().cycle())).map(line).collect()
}

/// The changes that have come since the first release.
fn changes_2() -> Vec<What> {
    let (number, record, day, caseworker) = (number(A), record(1), day("2023-09-18"), CaseworkerId("line".into()));
    let jobcentre = "75100".parse().unwrap();
    vec![
        What::ContactPersonStarted { record, number, caseworker: caseworker.clone(), jobcentre, from: day },
        What::ContactPersonEnded { record, caseworker, before: Period::open(day), to: day },
    ]
}

/// Every change that a journal could tell in the first release.
fn changes() -> Vec<What> {
    let (number, record, day, other) = (number(A), record(1), day("2023-09-18"), record(2));
    let (before, after) = (Period::open(day), Period { from: day, to: Some(day) });
    let area = Area::Affiliation;
    let (jobcentre, fund) = ("75100".parse().unwrap(), "90".parse().unwrap());
    vec![
        What::PersonRegistered { number },
        What::NumberChanged {
            old: number,
            new: self::number(B),
            event_date: EventDate::FromCpr(day),
            given: "x".into(),
        },
        What::PersonsMerged { absorbed: PersonId(Uuid::from_u128(6)) },
        What::RecordsFollow { areas: vec![Area::Affiliation, Area::Comments] },
        What::PeriodCut { area, record, before, after, by: other },
        What::PeriodDropped { area, record, before, by: other },
        What::PeriodRestored { area, record, after },
        What::NameRecorded { number, before: None, after: "Mette Øvelsen".into() },
        What::BirthDateRecorded { number, after: day },
        What::AddressRecorded { number, before: Some(address()), after: address() },
        What::MunicipalityRecorded { number, before: None, after: "999".parse().unwrap() },
        What::ProtectionRecorded { number, before: Some(Protection::None), after: Protection::Address { until: None } },
        What::StatusRecorded { number, before: Some(PersonStatus::Other(1)), after: PersonStatus::Dead },
        What::AffiliationStarted { record, number, jobcentre, from: day },
        What::AffiliationEnded { record, jobcentre, before, to: day },
        What::MembershipStarted { record, number, fund, from: day },
        What::MembershipEnded { record, fund, before, to: day },
        What::CommentWritten { record, number, text: "a".into(), by: CaseworkerId("line".into()) },
        What::CommentCorrected { record, before: "a".into(), after: "b".into() },
        What::CommentWithdrawn { record, before: "b".into() },
    ]
}

fn journal() -> Vec<JournalLine> {
    let event_date = EventDate::DayOfReceipt(day("2023-09-18"));
    let body = || MessageBody::GetCprChanged { old: number(A), new: number(B), event_date };
    let told = [Audience::EveryJobcentre, Audience::Fund("90".parse().unwrap())];
    let noticed = [
        NoticeKind::NoAffiliationToday,
        NoticeKind::MergeConflicts { cut: 1, dropped: 2, values: 3 },
        NoticeKind::Municipality999,
        NoticeKind::EventDateReplaced,
    ];
    let left = [
        NotDone::AlreadyKnown,
        NotDone::AffiliationKept { jobcentre: "75100".parse().unwrap() },
        NotDone::MunicipalityKept { municipality: Some("751".parse().unwrap()) },
        NotDone::MunicipalityKept { municipality: None },
        NotDone::StaysUnderNumber { area: Area::Membership, number: number(A) },
        NotDone::NewerNumberStands,
        NotDone::NotTheCurrentNumber { current: number(B) },
    ];
    let actors = [
        Actor::Cpr,
        Actor::Fund { fund: "90".parse().unwrap() },
        Actor::Caseworker { caseworker: CaseworkerId("line".into()), jobcentre: "75100".parse().unwrap() },
    ];
    let entries = changes().into_iter().map(JournalEntry::Change);
    let entries = entries.chain(told.into_iter().map(|to| JournalEntry::Message { to, body: body() }));
    let entries = entries.chain(noticed.into_iter().map(JournalEntry::Notice));
    let entries = entries.chain(left.into_iter().map(JournalEntry::NotDone));
    (1..).zip(entries.zip(actors.into_iter().cycle())).map(line).collect()
}

fn journal_2() -> Vec<JournalLine> {
    let entries = changes_2().into_iter().map(JournalEntry::Change);
    (1..).zip(entries.zip(std::iter::repeat(Actor::Cpr))).map(line).collect()
}

fn line((sequence, (entry, actor)): (u64, (JournalEntry, Actor))) -> JournalLine {
    JournalLine {
        sequence,
        subject: subject(),
        command: CommandId(Uuid::from_u128(1)),
        kind: "change_number".to_owned(),
        actor,
        at: moment(),
        written_at: moment(),
        rules: vec![RuleId::S23_1_1a],
        entry,
    }
}

/// A chain with an entry of every form of the first release.
fn access() -> Vec<AccessLink> {
    let actions = [
        AccessAction::Open { typed: TypedNumber::Current },
        AccessAction::Open { typed: TypedNumber::Former },
        AccessAction::Open { typed: TypedNumber::None },
        AccessAction::Search { hits: 20 },
        AccessAction::Unmask,
        AccessAction::Copy,
    ];
    let entry = |action| AccessEntry {
        at: moment(),
        caseworker: CaseworkerId("line".into()),
        jobcentre: "75100".parse().unwrap(),
        action,
        subject: (!matches!(action, AccessAction::Search { .. })).then(subject),
        purpose: (action == AccessAction::Unmask).then(|| Purpose { id: "oversight".into(), note: "Tilsyn.".into() }),
        online: action != AccessAction::Copy,
    };
    let mut head = AccessHead::default();
    let link = |action| {
        let link = head.next(&entry(action));
        head = link.head();
        link
    };
    actions.map(link).to_vec()
}

/// Every name that stands in a stored text.
fn names() -> Value {
    let areas: Vec<Area> = AREAS.iter().map(|policy| policy.area).collect();
    let schemas: Vec<u32> = AREAS.iter().map(|policy| policy.schema).collect();
    let kinds: Vec<&str> = CommandKind::ALL.iter().map(|kind| kind.as_str()).collect();
    json!({ "areas": areas, "schemas": schemas, "kinds": kinds, "refusals": RefusalCode::ALL, "rules": RuleId::ALL })
}

fn written(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

fn vectors() -> [(&'static str, Value); 10] {
    [
        ("rows-1.json", written(&write_rows(&person()))),
        ("journal-1.json", written(&journal())),
        ("access-1.json", written(&access())),
        ("names-1.json", names()),
        ("rows-2.json", written(&write_rows(&person_2()))),
        ("journal-2.json", written(&journal_2())),
        ("names-2.json", names()),
        ("rows-3.json", written(&write_rows(&person_3()))),
        ("journal-3.json", written(&journal_3())),
        ("names-3.json", names()),
    ]
}

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors_stored").join(name)
}

fn released<T: DeserializeOwned>(name: &str) -> T {
    serde_json::from_str(&fs::read_to_string(file(name)).unwrap()).unwrap()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "whoever adds a form asks for its vector to be written")]
fn what_is_stored_today_is_what_was_released() {
    for (name, value) in vectors() {
        if !file(name).exists() && std::env::var("UPDATE").is_ok() {
            fs::create_dir_all(file(name).parent().unwrap()).unwrap();
            fs::write(file(name), serde_json::to_string_pretty(&value).unwrap() + "\n").unwrap();
        }
        if !name.starts_with("names-") {
            assert_eq!(value, released::<Value>(name), "{name}");
        }
    }
}

/// A name may come; none goes, and none is given to something else.
#[test]
fn every_released_name_still_stands_for_something() {
    for file in ["names-1.json", "names-2.json", "names-3.json"] {
        still_stand(&released(file), &names());
    }
}

fn still_stand(released: &Value, now: &Value) {
    let all = |names: &Value, of: &str| -> BTreeSet<String> {
        names[of].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    for of in ["areas", "kinds", "refusals", "rules"] {
        assert!(all(released, of).is_subset(&all(now, of)), "{of}");
    }
    let form = |names: &Value| -> Vec<(Value, u64)> {
        let (areas, schemas) = (names["areas"].as_array().unwrap(), names["schemas"].as_array().unwrap());
        areas.iter().cloned().zip(schemas.iter().map(|schema| schema.as_u64().unwrap())).collect()
    };
    for (area, schema) in form(released) {
        let now = form(now).into_iter().find(|(other, _)| *other == area).unwrap().1;
        assert!(now >= schema, "the form of {area} never goes back");
    }
}

#[test]
fn released_rows_are_read_and_written_again_as_they_were() {
    for (file, person) in [("rows-1.json", person()), ("rows-2.json", person_2()), ("rows-3.json", person_3())] {
        let rows: Vec<Row> = released(file);
        let read = read_rows(subject(), &rows).unwrap();
        assert_eq!(read, person, "{file}");
        assert_eq!(write_rows(&read), rows, "{file}");
    }
}

#[test]
fn the_released_journal_is_read_and_written_again_as_it_was() {
    let journals = [("journal-1.json", journal()), ("journal-2.json", journal_2()), ("journal-3.json", journal_3())];
    for (file, journal) in journals {
        let lines: Vec<JournalLine> = released(file);
        assert_eq!(written(&lines), released::<Value>(file), "{file}");
        assert_eq!(lines, journal, "{file}");
    }
}

/// A chain that was made by the first release holds for ever, whatever a later one would write of the same entry.
#[test]
fn the_released_access_log_holds() {
    let links: Vec<AccessLink> = released("access-1.json");
    assert_eq!(first_broken(&AccessHead::default(), links.clone()), None);
    for link in &links {
        let entry: AccessEntry = serde_json::from_str(&link.entry).unwrap();
        assert_eq!(serde_json::to_string(&entry).unwrap(), link.entry);
    }
    assert_eq!(links, access());
}

/// Puts a field of a later version into every object, however deep; not into an enum's `{ "name": … }`, which can only be
/// another name.
fn with_later_fields(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(fields) => {
            let mut grown = fields.clone();
            grown.insert("later".to_owned(), json!({ "of": ["a later version", 1.5, null] }));
            let inside = fields.iter().flat_map(|(key, inner)| {
                with_later_fields(inner).into_iter().map(move |inner| {
                    let mut fields = fields.clone();
                    fields.insert(key.clone(), inner);
                    Value::Object(fields)
                })
            });
            inside.chain([Value::Object(grown)]).collect()
        }
        Value::Array(items) => {
            let inside = items.iter().enumerate().flat_map(|(at, inner)| {
                with_later_fields(inner).into_iter().map(move |inner| {
                    let mut items = items.clone();
                    items[at] = inner;
                    Value::Array(items)
                })
            });
            inside.collect()
        }
        _ => Vec::new(),
    }
}

/// The backend reads rows to write them again. So what it does not know it does not read at all: the row stays as it is,
/// and whoever asks for a change of it waits. Every object in every row, one after the other.
#[test]
fn a_row_with_something_unknown_in_it_is_not_read() {
    let mut grown = 0;
    for row in write_rows(&person_3()) {
        for body in with_later_fields(&serde_json::from_str(&row.body).unwrap()) {
            let later = Row { body: body.to_string(), ..row.clone() };
            let error = read_rows(subject(), &[later]).unwrap_err();
            assert!(matches!(error, RowError::Damaged { area } if area == row.area), "{error}");
            grown += 1;
        }
        let later = Row { schema: row.schema + 1, body: "{\"later\":true}".to_owned(), ..row.clone() };
        assert_eq!(read_rows(subject(), &[later]), Err(RowError::LaterForm { area: row.area, schema: row.schema + 1 }));
    }
    assert!(grown > 25, "{grown}");
}

/// A desk keeps a row as it came, also one that it cannot read.
#[test]
fn a_row_of_a_later_form_passes_through_the_feed_to_the_letter() {
    let body = "{ \"later\":{\"calm\" : 1.50,\"a\":[]} }";
    let row = Row { area: Area::Comments, schema: 2, body: body.to_owned() };
    let item =
        FeedItem::Present { subject: subject(), version: 12, rows: vec![row], aliases: vec![], journal: journal() };
    let sent = serde_json::to_string(&item).unwrap();
    let FeedItem::Present { rows, .. } = serde_json::from_str(&sent).unwrap() else { panic!("the citizen is gone") };
    assert_eq!(rows[0].body, body);
}

/// A command is kept and sent as the text that it was sealed as; so is a link of the access log.
#[test]
fn a_command_and_a_link_keep_their_text() {
    let id = CommandId(Uuid::from_u128(1));
    for text in ["{\"id\" : 1, \"later\":1.50}", "", "no JSON at all"] {
        let raw = RawCommand { id, text: text.to_owned() };
        assert!(!matches!(raw.open(), Opened::Command(..)));
        let sent = serde_json::to_string(&raw).unwrap();
        assert_eq!(serde_json::from_str::<RawCommand>(&sent).unwrap(), raw);
    }
    let entry = "{\"at\":\"2033-01-01T00:00:00Z\",  \"later\":[1.50]}".to_owned();
    let link = AccessLink { sequence: 1, entry, hash: String::new() };
    let sent = serde_json::to_string(&link).unwrap();
    assert_eq!(serde_json::from_str::<AccessLink>(&sent).unwrap(), link);
}

/// A body holds what its kind asks for, and nothing else: what is asked for and not understood is not left out in
/// silence. A later version that asks for more gives the kind another version, and that waits.
#[test]
fn a_body_with_something_unknown_is_not_carried_out() {
    let envelopes = fs::read_dir(file("../vectors")).unwrap().map(|entry| entry.unwrap().path());
    let envelopes = envelopes.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("envelope-"));
    let mut grown = 0;
    for path in envelopes {
        let envelope: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let id = serde_json::from_value(envelope["id"].clone()).unwrap();
        let open = |envelope: &Value| RawCommand { id, text: envelope.to_string() }.open();
        for body in with_later_fields(&envelope["body"]) {
            let mut later = envelope.clone();
            later["body"] = body;
            assert!(matches!(open(&later), Opened::Malformed(_)));
            later["kind_version"] = json!(9);
            assert_eq!(open(&later), Opened::NotUnderstood);
            grown += 1;
        }
    }
    assert!(grown >= CommandKind::ALL.len());
}

/// What is only shown is read without what this version does not know, and the rest is understood as ever. Nothing is lost:
/// the backend's own lines are never written again.
#[test]
fn fields_of_a_later_version_in_what_is_shown_are_passed_over() {
    let line = &written(&journal())[0];
    let mut later = line.clone();
    later["later"] = json!(1);
    assert_eq!(serde_json::from_value::<JournalLine>(later).unwrap(), journal()[0]);
    let page: Value = serde_json::from_str(&fs::read_to_string(file("../vectors/page-1.json")).unwrap()).unwrap();
    let mut later = page.clone();
    later["later"] = json!(1);
    later["items"][0]["present"]["later"] = json!(1);
    later["items"][1]["gone"]["later"] = json!(1);
    later["next"]["later"] = json!(1);
    let read = |page: Value| serde_json::from_value::<FeedPage>(page).unwrap();
    assert_eq!(read(later), read(page));
    let text = fs::read_to_string(file("../vectors/answers-1.json")).unwrap();
    let answers: Value = serde_json::from_str(&text).unwrap();
    let mut later = answers.clone();
    later[0]["verdict"]["later"] = json!(1);
    later[0]["verdict"]["outcome"]["accepted"]["later"] = json!(1);
    later[0]["verdict"]["outcome"]["accepted"]["decision"]["later"] = json!([]);
    later[1]["verdict"]["outcome"]["refused"]["later"] = json!("");
    let read = |answers: Value| serde_json::from_value::<Vec<Answer>>(answers).unwrap();
    assert_eq!(read(later), read(answers));
}
