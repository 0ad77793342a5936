//! Everything that can happen has words, in both languages.

use domain::{
    Area, Audience, CommandKind, EventDate, JobcentreCode, MessageBody, NotDone, NoticeKind, Period, PersonId,
    PersonStatus, RecordId, RefusalCode, What,
    communication::{Operator, ReferralChange, ReferralContent},
    contact_course::{
        Authorities, Authority, BookingChange, BookingContent, Cancelling, ChoiceChange, Chooser, ContactGroupCode,
        ConversationForm, ConversationType, DeadlineChange, DeadlineContent, DoubleBooking, Guest, GuestDetails,
        Happening, HeldChange, HeldContent, Meeting, Participant, ParticipantRole, Participation, Rebooking,
    },
    status::ContactGroupChange,
};

use super::*;
use crate::{
    door::Text,
    view::{
        tell_change::{self, Told},
        tell_command, tell_message, whose,
    },
};

fn assert_told(what: &str, text: &Text) {
    for words in [&text.da, &text.en] {
        assert!(!words.trim().is_empty(), "{what} says nothing");
        assert!(!words.to_uppercase().contains("TODO"), "{what}: {words}");
        assert!(!words.contains("  ") && !words.contains(".."), "{what}: {words}");
    }
}

fn record(nth: u128) -> RecordId {
    RecordId(Uuid::from_u128(nth))
}

/// One of each, and the place of its kind: without a wildcard, so that a new kind asks for its sample.
fn changes() -> Vec<What> {
    let (a, b) = (number_of(A), number_of(B));
    let (from, to) = (day("2023-01-01"), day("2023-09-17"));
    let period = Period { from, to: Some(to) };
    let area = Area::Affiliation;
    let jobcentre: JobcentreCode = AARHUS.parse().unwrap();
    let fund = "90".parse().unwrap();
    let until = Some(to);
    vec![
        What::PersonRegistered { number: a },
        What::NumberChanged { old: a, new: b, event_date: EventDate::FromCpr(to), given: "20230917".into() },
        What::PersonsMerged { absorbed: PersonId(Uuid::from_u128(9)) },
        What::RecordsFollow { areas: vec![Area::Affiliation, Area::Comments] },
        What::PeriodCut { area, record: record(1), before: Period::open(from), after: period, by: record(2) },
        What::PeriodDropped { area, record: record(1), before: period, by: record(2) },
        What::PeriodRestored { area, record: record(1), after: period },
        What::NameRecorded { number: a, before: None, after: "Mette".into() },
        What::BirthDateRecorded { number: a, after: from },
        What::AddressRecorded { number: a, before: None, after: address("Vej 1") },
        What::MunicipalityRecorded { number: a, before: None, after: "999".parse().unwrap() },
        What::ProtectionRecorded { number: a, before: None, after: Protection::NameAndAddress { until } },
        What::StatusRecorded { number: a, before: None, after: PersonStatus::Emigrated },
        What::AffiliationStarted { record: record(1), number: a, jobcentre, from },
        What::AffiliationEnded { record: record(1), jobcentre, before: Period::open(from), to },
        What::MembershipStarted { record: record(1), number: a, fund, from },
        What::MembershipEnded { record: record(1), fund, before: Period::open(from), to },
        What::CommentWritten { record: record(1), number: a, text: "Hej".into(), by: CaseworkerId("lbj".into()) },
        What::CommentCorrected { record: record(1), before: "Hej".into(), after: "Hej igen".into() },
        What::CommentWithdrawn { record: record(1), before: "Hej".into() },
        What::ContactPersonStarted {
            record: record(1),
            number: a,
            caseworker: CaseworkerId("lbj".into()),
            jobcentre,
            from,
        },
        What::ContactPersonEnded {
            record: record(1),
            caseworker: CaseworkerId("lbj".into()),
            before: Period::open(from),
            to,
        },
        What::Booking {
            record: record(1),
            change: BookingChange::Made {
                number: a,
                by: Authority::Jobcentre(jobcentre),
                content: booking("10:00"),
                guest: Some(guest()),
            },
        },
        What::Booking {
            record: record(1),
            change: BookingChange::Changed { before: booking("10:00"), after: booking("11:00") },
        },
        What::Booking {
            record: record(1),
            change: BookingChange::Cancelled { content: booking("10:00"), reason: Some("Borgeren er syg".into()) },
        },
        What::Booking {
            record: record(1),
            change: BookingChange::Held { content: booking("10:00"), conversation: record(2) },
        },
        What::Booking {
            record: record(1),
            change: BookingChange::Participation { content: booking("10:00"), before: None, after: Some(guest()) },
        },
        What::Booking {
            record: record(1),
            change: BookingChange::Participation { content: booking("10:00"), before: Some(guest()), after: None },
        },
        What::ParticipationChoice {
            record: record(3),
            change: ChoiceChange::Declined {
                number: a,
                chooser: Chooser::Citizen,
                by: Authority::Jobcentre(jobcentre),
            },
        },
        What::ParticipationChoice {
            record: record(3),
            change: ChoiceChange::Withdrawn { chooser: Chooser::Guest(Authority::Jobcentre(jobcentre)) },
        },
        What::ParticipationChoice {
            record: record(3),
            change: ChoiceChange::Reset { chooser: Chooser::Citizen, conversation: record(2) },
        },
        What::Deadline {
            record: record(4),
            change: DeadlineChange::Set { number: a, by: Authority::Jobcentre(jobcentre), content: deadline() },
        },
        What::Deadline {
            record: record(4),
            change: DeadlineChange::Changed {
                before: deadline(),
                after: DeadlineContent { at_once: true, ..deadline() },
            },
        },
        What::Deadline {
            record: record(4),
            change: DeadlineChange::Booked { content: deadline(), booking: record(1) },
        },
        What::Deadline {
            record: record(4),
            change: DeadlineChange::Reopened { content: deadline(), booking: record(1) },
        },
        What::Deadline {
            record: record(4),
            change: DeadlineChange::Held { content: deadline(), conversation: record(2) },
        },
        What::Deadline { record: record(4), change: DeadlineChange::Withdrawn { content: deadline() } },
        What::Referral {
            record: record(5),
            change: ReferralChange::Registered {
                number: a,
                jobcentre,
                caseworker: None,
                content: Box::new(ReferralContent { operator: operator(), from, to: None, reason: None }),
            },
        },
        What::Referral {
            record: record(5),
            change: ReferralChange::Ended { operator: operator(), before: Period::open(from), to },
        },
        What::HeldConversation {
            record: record(2),
            change: HeldChange::Registered {
                number: a,
                by: Authority::Jobcentre(jobcentre),
                caseworker: Some(CaseworkerId("lbj".into())),
                content: Box::new(HeldContent {
                    kind: ConversationType::JOB,
                    form: ConversationForm(2),
                    at: booking("10:00").start,
                    booking: Some(record(1)),
                    agreement: Some("Søger tre job om ugen".into()),
                    participants: vec![Participant {
                        name: "Tolk Tolkesen".into(),
                        role: ParticipantRole::Interpreter,
                        form: ConversationForm(2),
                    }],
                    authorities: Authorities::Two(Participation::TookPart),
                }),
            },
        },
        What::ContactGroup {
            record: record(1),
            change: ContactGroupChange::Started { number: a, group: ContactGroupCode(10), from },
        },
        What::ContactGroup {
            record: record(1),
            change: ContactGroupChange::Ended { group: ContactGroupCode(3), before: Period::open(from), to },
        },
    ]
}

fn guest() -> Guest {
    Guest { authority: Authority::Fund("90".parse().unwrap()), details: GuestDetails::default() }
}

fn operator() -> Operator {
    Operator { cvr: "99000017".into(), p_number: Some("1000000017".into()), name: "Øvelsesaktøren".into() }
}

fn deadline() -> DeadlineContent {
    let (book_by, hold_by) = (day("2023-10-02"), day("2023-10-20"));
    DeadlineContent { kind: ConversationType::JOB, book_by, hold_by, at_once: false }
}

/// A jobsamtale of three quarters of an hour on 20 September 2023, Danish time.
pub(super) fn booking(time: &str) -> Box<BookingContent> {
    let start = exercise::moment(&format!("2023-09-20T{time}")).unwrap();
    Box::new(BookingContent {
        kind: ConversationType::JOB,
        form: ConversationForm(1),
        meeting: Meeting::Individual,
        start,
        end: Some(start + chrono::Duration::minutes(45)),
        place: Some("lokale 2.14".into()),
        phone: None,
        link: None,
        title: None,
        description: None,
        caseworker: Some(CaseworkerId("lbj".into())),
        rebooking: Rebooking::Until(day("2023-09-18")),
        cancelling: Cancelling::Yes,
        owner: None,
        self_booked: false,
    })
}

fn place(what: &What) -> usize {
    match what {
        What::PersonRegistered { .. } => 0,
        What::NumberChanged { .. } => 1,
        What::PersonsMerged { .. } => 2,
        What::RecordsFollow { .. } => 3,
        What::PeriodCut { .. } => 4,
        What::PeriodDropped { .. } => 5,
        What::PeriodRestored { .. } => 6,
        What::NameRecorded { .. } => 7,
        What::BirthDateRecorded { .. } => 8,
        What::AddressRecorded { .. } => 9,
        What::MunicipalityRecorded { .. } => 10,
        What::ProtectionRecorded { .. } => 11,
        What::StatusRecorded { .. } => 12,
        What::AffiliationStarted { .. } => 13,
        What::AffiliationEnded { .. } => 14,
        What::MembershipStarted { .. } => 15,
        What::MembershipEnded { .. } => 16,
        What::CommentWritten { .. } => 17,
        What::CommentCorrected { .. } => 18,
        What::CommentWithdrawn { .. } => 19,
        What::ContactPersonStarted { .. } => 20,
        What::ContactPersonEnded { .. } => 21,
        What::Booking { change: BookingChange::Made { .. }, .. } => 22,
        What::Booking { change: BookingChange::Changed { .. }, .. } => 23,
        What::Booking { change: BookingChange::Cancelled { .. }, .. } => 24,
        What::Booking { change: BookingChange::Held { .. }, .. } => 25,
        What::Booking { change: BookingChange::Participation { after: Some(_), .. }, .. } => 26,
        What::Booking { change: BookingChange::Participation { after: None, .. }, .. } => 27,
        What::ParticipationChoice { change: ChoiceChange::Declined { .. }, .. } => 28,
        What::ParticipationChoice { change: ChoiceChange::Withdrawn { .. }, .. } => 29,
        What::ParticipationChoice { change: ChoiceChange::Reset { .. }, .. } => 30,
        What::Deadline { change: DeadlineChange::Set { .. }, .. } => 31,
        What::Deadline { change: DeadlineChange::Changed { .. }, .. } => 32,
        What::Deadline { change: DeadlineChange::Booked { .. }, .. } => 33,
        What::Deadline { change: DeadlineChange::Reopened { .. }, .. } => 34,
        What::Deadline { change: DeadlineChange::Held { .. }, .. } => 35,
        What::Deadline { change: DeadlineChange::Withdrawn { .. }, .. } => 36,
        What::Referral { change: ReferralChange::Registered { .. }, .. } => 37,
        What::Referral { change: ReferralChange::Ended { .. }, .. } => 38,
        What::HeldConversation { .. } => 39,
        What::ContactGroup { change: ContactGroupChange::Started { .. }, .. } => 40,
        What::ContactGroup { change: ContactGroupChange::Ended { .. }, .. } => 41,
    }
}

#[test]
fn every_change_is_told_before_and_after_it_happens() {
    let world = World::of_mette();
    let reader = Reader { person: world.by(A), mask: Mask::Hidden, today: day("2023-09-18"), names: &NAMES };
    for (at, what) in changes().iter().enumerate() {
        assert_eq!(place(what), at);
        for tense in [Tense::Happened, Tense::Foreseen] {
            let Told { subject, before, after, detail } = tell_change::change(what, reader, tense);
            let name = format!("{what:?}");
            assert_told(&name, &subject);
            assert_told(&name, &after);
            before.iter().chain(&detail).for_each(|text| assert_told(&name, text));
        }
    }
}

/// A day that is behind is past; the last day of a period is past only on the day after.
#[test]
fn tenses_follow_the_day() {
    let world = World::of_mette();
    let jobcentre: JobcentreCode = AARHUS.parse().unwrap();
    let (from, to) = (day("2023-09-18"), day("2023-09-18"));
    let starts = What::AffiliationStarted { record: record(1), number: number_of(A), jobcentre, from };
    let ends = What::AffiliationEnded { record: record(1), jobcentre, before: Period::open(day("2021-03-01")), to };
    for (what, tense, today, da, en) in [
        (&starts, Tense::Happened, "2023-09-17", "begynder 18.09.2023", "begins on 18.09.2023"),
        (&starts, Tense::Happened, "2023-09-18", "begyndte 18.09.2023", "began on 18.09.2023"),
        (&starts, Tense::Happened, "2023-09-19", "begyndte 18.09.2023", "began on 18.09.2023"),
        (&starts, Tense::Foreseen, "2023-09-19", "begynder 18.09.2023", "begins on 18.09.2023"),
        (&ends, Tense::Happened, "2023-09-18", "slutter 18.09.2023", "ends on 18.09.2023"),
        (&ends, Tense::Happened, "2023-09-19", "sluttede 18.09.2023", "ended on 18.09.2023"),
        (&ends, Tense::Foreseen, "2023-09-19", "slutter 18.09.2023", "ends on 18.09.2023"),
    ] {
        let reader = Reader { person: world.by(A), mask: Mask::Hidden, today: day(today), names: &NAMES };
        let after = tell_change::change(what, reader, tense).after;
        assert_eq!((after.da.as_str(), after.en.as_str()), (da, en), "{today}");
    }
}

/// The subject, the value before and the value after, as a caseworker reads them.
#[test]
fn changes_are_told_in_these_words() {
    let mut world = World::of_mette();
    world.change_number(A, B, "20230917");
    let reader = Reader { person: world.by(B), mask: Mask::Open, today: day("2023-09-18"), names: &NAMES };
    let told: Vec<String> = changes()
        .iter()
        .map(|what| {
            let told = tell_change::change(what, reader, Tense::Happened);
            let before = told.before.map(|before| before.da + " → ").unwrap_or_default();
            format!("{}: {before}{}", told.subject.da, told.after.da)
        })
        .collect();
    assert_eq!(
        told,
        [
            "Borgeren: blev registreret med 150385-1846 (tidligere)",
            "Personnummer: 150385-1846 (tidligere) → 150385-1793 (nuværende)",
            "Borgeren: registreret som to personer → er flettet til én",
            "Jobcentertilhørsforhold og kommentarer: fulgte med til borgerens nye nummer",
            "Jobcentertilhørsforhold: fra 01.01.2023 uden slutdato → blev afkortet til 17.09.2023",
            "Jobcentertilhørsforhold: fra 01.01.2023 til 17.09.2023 → bortfaldt",
            "Jobcentertilhørsforhold: afkortet eller bortfaldet → står igen, fra 01.01.2023 til 17.09.2023",
            "Navn: ikke oplyst → Mette",
            "Fødselsdato: 01.01.2023",
            "Adresse: ikke oplyst → Vej 1, 8000 Aarhus C",
            "Kommune: ikke oplyst → 999 'KMD Sygedagpengesystem'",
            "Navne- og adressebeskyttelse: ikke oplyst → navn og adresse beskyttet til 17.09.2023",
            "Personstatus: ikke oplyst → Udrejst",
            "Jobcenter Aarhus: begyndte 01.01.2023",
            "Jobcenter Aarhus: fra 01.01.2023 uden slutdato → sluttede 17.09.2023",
            "Medlemskab af A-kassen Midtvej: begyndte 01.01.2023",
            "Medlemskab af A-kassen Midtvej: fra 01.01.2023 uden slutdato → sluttede 17.09.2023",
            "Kommentar: »Hej«",
            "Kommentar: »Hej« → »Hej igen«",
            "Kommentar: »Hej« → trukket tilbage",
            "Kontaktperson: begyndte 01.01.2023",
            "Kontaktperson Line Bjerre: fra 01.01.2023 uden slutdato → sluttede 17.09.2023",
            "Jobsamtale onsdag 20.09.2023 kl. 10.00–10.45: er booket",
            "Jobsamtale onsdag 20.09.2023 kl. 10.00–10.45: er flyttet til onsdag 20.09.2023 kl. 11.00–11.45",
            "Jobsamtale onsdag 20.09.2023 kl. 10.00–10.45: er aflyst",
            "Indkaldelsen til jobsamtale onsdag 20.09.2023 kl. 10.00–10.45: står som afholdt",
            "A-kassen Midtvej: deltager",
            "A-kassen Midtvej: deltager ikke mere",
            "Borgerens valg: A-kassen skal ikke deltage i den næste",
            "Valg fra Jobcenter Aarhus: er taget tilbage",
            "Borgerens valg: er brugt: den næste vælges der for igen",
            "Frist for jobsamtale: book senest 02.10.2023, afhold senest 20.10.2023",
            "Frist for jobsamtale: book senest 02.10.2023, afhold senest 20.10.2023 → book straks, afhold senest 20.10.2023",
            "Frist for jobsamtale: er opfyldt af en indkaldelse",
            "Frist for jobsamtale: er åben igen",
            "Frist for jobsamtale: er opfyldt: samtalen er afholdt",
            "Frist for jobsamtale: er taget tilbage",
            "Henvisning til Øvelsesaktøren: fra 01.01.2023 uden slutdato",
            "Henvisning til Øvelsesaktøren: fra 01.01.2023 uden slutdato → sluttede 17.09.2023",
            "Jobsamtale onsdag 20.09.2023 kl. 10.00: er afholdt",
            "Kontaktgruppe 10 Fleksjobansat: begyndte 01.01.2023",
            "Kontaktgruppe 3 (navn ikke kendt): fra 01.01.2023 uden slutdato → sluttede 17.09.2023",
        ]
    );
}

fn notices() -> Vec<NoticeKind> {
    let place = |kind: &NoticeKind| match kind {
        NoticeKind::NoAffiliationToday => 0,
        NoticeKind::MergeConflicts { .. } => 1,
        NoticeKind::Municipality999 => 2,
        NoticeKind::EventDateReplaced => 3,
        NoticeKind::DoubleBooking(_) => 4,
        NoticeKind::LegalityUnknown { .. } => 5,
        NoticeKind::FormForReferralsAlone => 6,
        NoticeKind::JointHeldAsAnother => 7,
        NoticeKind::DeadlineShort => 8,
        NoticeKind::BookedAfterDeadline { .. } => 9,
    };
    let all = vec![
        NoticeKind::NoAffiliationToday,
        NoticeKind::MergeConflicts { cut: 1, dropped: 2, values: 0 },
        NoticeKind::Municipality999,
        NoticeKind::EventDateReplaced,
        NoticeKind::DoubleBooking(DoubleBooking {
            booking: record(1),
            by: Authority::Fund("90".parse().unwrap()),
            kind: ConversationType(15),
            start: booking("10:00").start,
            end: None,
        }),
        NoticeKind::LegalityUnknown { kind: ConversationType::JOB, group: ContactGroupCode(10) },
        NoticeKind::FormForReferralsAlone,
        NoticeKind::JointHeldAsAnother,
        NoticeKind::DeadlineShort,
        NoticeKind::BookedAfterDeadline { hold_by: day("2023-10-20") },
    ];
    assert!(all.iter().map(place).eq(0..all.len()));
    all
}

fn not_done() -> Vec<NotDone> {
    let place = |what: &NotDone| match what {
        NotDone::AlreadyKnown => 0,
        NotDone::AffiliationKept { .. } => 1,
        NotDone::MunicipalityKept { municipality: Some(_) } => 2,
        NotDone::MunicipalityKept { municipality: None } => 3,
        NotDone::StaysUnderNumber { .. } => 4,
        NotDone::NewerNumberStands => 5,
        NotDone::NotTheCurrentNumber { .. } => 6,
        NotDone::ResettingUnknown => 7,
    };
    let all = vec![
        NotDone::AlreadyKnown,
        NotDone::AffiliationKept { jobcentre: AARHUS.parse().unwrap() },
        NotDone::MunicipalityKept { municipality: Some("751".parse().unwrap()) },
        NotDone::MunicipalityKept { municipality: None },
        NotDone::StaysUnderNumber { area: Area::Membership, number: number_of(A) },
        NotDone::NewerNumberStands,
        NotDone::NotTheCurrentNumber { current: number_of(B) },
        NotDone::ResettingUnknown,
    ];
    assert!(all.iter().map(place).eq(0..all.len()));
    all
}

#[test]
fn every_notice_and_everything_left_alone_is_told() {
    let world = World::of_mette();
    let reader = Reader { person: world.by(A), mask: Mask::Hidden, today: day("2023-09-18"), names: &NAMES };
    for kind in notices() {
        let (title, detail) = tell_message::notice(&kind);
        assert_told(&format!("{kind:?}"), &title);
        assert_told(&format!("{kind:?}"), &detail);
    }
    for what in not_done() {
        let (subject, outcome) = tell_message::not_done(&what, reader);
        assert_told(&format!("{what:?}"), &subject);
        assert_told(&format!("{what:?}"), &outcome);
    }
}

#[test]
fn every_message_and_audience_is_told() {
    let world = World::of_mette();
    let reader = Reader { person: world.by(A), mask: Mask::Hidden, today: day("2023-09-18"), names: &NAMES };
    let fund = |code: &str| Audience::Fund(code.parse().unwrap());
    for to in [Audience::EveryJobcentre, Audience::Jobcentre(AARHUS.parse().unwrap()), fund("90"), fund("77")] {
        assert_told(&format!("{to:?}"), &tell_message::audience(to));
    }
    for event_date in [EventDate::FromCpr(day("2023-09-17")), EventDate::DayOfReceipt(day("2023-09-18"))] {
        let body = MessageBody::GetCprChanged { old: number_of(A), new: number_of(B), event_date };
        assert_told("GetCprChanged", &tell_message::body(&body, reader));
    }
    for happening in [Happening::Made, Happening::Changed, Happening::Cancelled] {
        let body = MessageBody::GetBookings {
            number: number_of(A),
            booking: record(1),
            happening,
            by: Authority::Jobcentre(AARHUS.parse().unwrap()),
            kind: ConversationType::JOB,
            start: booking("10:00").start,
        };
        assert_told("GetBookings", &tell_message::body(&body, reader));
    }
}

#[test]
fn every_kind_of_command_has_a_title_and_an_unknown_one_says_so() {
    let mut titles: Vec<String> = CommandKind::ALL.iter().map(|kind| tell_command::title(kind.as_str()).da).collect();
    CommandKind::ALL.iter().for_each(|kind| assert_told(kind.as_str(), &tell_command::title(kind.as_str())));
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), CommandKind::ALL.len(), "two kinds are called the same");
    assert_eq!(tell_command::title("tie_a_knot").da, "Registrering fra en nyere version");
}

#[test]
fn every_refusal_is_told_and_dfdgs_words_stand_to_the_letter() {
    for code in RefusalCode::ALL {
        let view = refusal(&Refusal { code: *code, rule: RuleId::S23_1_1l });
        for text in [&view.what, &view.why, &view.what_to_do] {
            assert_told(code.as_str(), text);
            assert!(!text.da.contains("Sagsbord kender ikke"), "{} has no text of its own", code.as_str());
        }
        assert_eq!(view.dfdg.as_deref(), code.text());
    }
    let former = refusal(&Refusal { code: RefusalCode::FormerNumber, rule: RuleId::S23_1_1h });
    assert_eq!(former.code, "9460");
    let words = "Det er ikke tilladt at registrere oplysninger på borgers ikke-aktuelle personnummer";
    assert_eq!(former.dfdg.as_deref(), Some(words));
}

/// Every text of every page of every world: in both languages, and nothing left to write.
#[test]
fn no_text_on_any_page_is_empty() {
    fn walk(what: &str, value: &serde_json::Value, found: &mut usize) {
        match value {
            serde_json::Value::Object(fields) => {
                if let (Some(da), Some(en)) = (fields.get("da"), fields.get("en")) {
                    let words = |text: &serde_json::Value| text.as_str().unwrap().to_owned();
                    assert_told(what, &Text::new(words(da), words(en)));
                    *found += 1;
                }
                fields.values().for_each(|value| walk(what, value, found));
            }
            serde_json::Value::Array(all) => all.iter().for_each(|value| walk(what, value, found)),
            _ => {}
        }
    }
    for (what, world, current) in super::masks::worlds() {
        let look = Look::at(&world, current).typed(A).with(super::masks::commands_of_every_state(A, current));
        let pages = look.see(|seen| (crate::view::citizen(seen), crate::view::history(seen)));
        let mut found = 0;
        walk(what, &serde_json::to_value(pages).unwrap(), &mut found);
        assert!(found > 100, "{what} has only {found} texts");
    }
}

/// A dashed edge where the statement is our reading.
#[test]
fn what_is_ours_is_never_shown_as_dfdgs() {
    let ours = |rule, ours| (rule, ours);
    for (rule, is_ours) in [
        ours(RuleId::S23_1_1a, false),
        ours(RuleId::S23_1_1h, false),
        ours(RuleId::S23_1_1k, true),
        ours(RuleId::S23_1_1l, true),
        ours(RuleId::S23_1_3a, false),
        ours(RuleId::SbComment, true),
        ours(RuleId::SbId, true),
    ] {
        assert_eq!(chip(rule).ours, is_ours, "{rule}");
    }
    for (what, is_ours) in [(4, true), (5, true), (6, true), (1, false), (3, false)] {
        assert_eq!(whose::of_change(&changes()[what], RuleId::S23_1_1f).ours, is_ours, "{:?}", changes()[what]);
    }
    assert!(whose::of_refusal(RuleId::S23_1_1i).ours && whose::of_refusal(RuleId::S23_1_4a).ours);
    assert!(!whose::of_refusal(RuleId::S23_1_1h).ours);
    let kept = NotDone::AffiliationKept { jobcentre: AARHUS.parse().unwrap() };
    assert!(!whose::of_not_done(&kept, RuleId::S23_1_3a).ours);
    assert!(whose::of_not_done(&NotDone::AlreadyKnown, RuleId::S23_1_1a).ours);
}
