//! Every form that was ever released can still be read, and is written again as it was. A vector is never changed: a new
//! form gets a new file. `UPDATE=1 cargo test -p exchange` writes those that are missing.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::{fs, path::PathBuf};

use chrono::{DateTime, Utc};
use domain::{
    Actor, Area, Audience, CaseworkerId, Command, CommandId, CommandKind, CprNumber, Decision, EventDate, Message,
    MessageBody, PersonId, RecordId, Refusal, RefusalCode, RuleId, What, WrittenNumber,
    communication::{Operator, ReferralContent},
    contact_course::{
        ContactGroupCode, ConversationForm, ConversationType, DeadlineContent, GuestDetails, Participant,
        ParticipantRole, Participation, SourceSystem, WrittenBooking, WrittenChooser, WrittenConversation,
    },
    person::{Address, Protection},
};
use exchange::{
    AccessAction, AccessEntry, AccessHead, Answer, AsShown, Concern, Cursor, Envelope, Epoch, FeedItem, FeedPage,
    Fingerprint, InboxCursor, InboxMessage, InboxPage, JournalEntry, JournalLine, KeptMark, Mark, MarkKind, MessageId,
    Opened, Outcome, RawCommand, Row, TypedNumber, Verdict, first_broken,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

const A: &str = "1503851234";
const B: &str = "1503851318";

fn command(kind: CommandKind) -> Command {
    let number = || WrittenNumber(A.to_owned());
    let comment = RecordId(Uuid::from_u128(9));
    let address = Address { street: "Prøvevej 1".into(), postal_code: "8000".into(), town: "Aarhus C".into() };
    match kind {
        CommandKind::RegisterPerson => Command::RegisterPerson {
            number: number(),
            name: "Mette Øvelsen".into(),
            birth_date: Some("1985-03-15".parse().unwrap()),
            address: Some(address),
            municipality: Some("751".parse().unwrap()),
            protection: Some(Protection::Address { until: Some("2024-03-01".parse().unwrap()) }),
            status: Some("01".to_owned().try_into().unwrap()),
        },
        CommandKind::ChangeName => Command::ChangeName { number: number(), name: "Mette Nyholm".into() },
        CommandKind::ChangeAddress => {
            Command::ChangeAddress { number: number(), address, municipality: "751".parse().unwrap() }
        }
        CommandKind::ChangeProtection => {
            Command::ChangeProtection { number: number(), protection: Protection::NameAndAddress { until: None } }
        }
        CommandKind::ChangeStatus => Command::ChangeStatus {
            number: number(),
            status: "80".to_owned().try_into().unwrap(),
            municipality: Some("999".parse().unwrap()),
        },
        CommandKind::ChangeNumber => {
            Command::ChangeNumber { old: number(), new: WrittenNumber(B.to_owned()), event_date: "20230917".to_owned() }
        }
        CommandKind::StartMembership => Command::StartMembership {
            number: number(),
            fund: "90".parse().unwrap(),
            from: "2023-09-01".parse().unwrap(),
        },
        CommandKind::EndMembership => {
            Command::EndMembership { number: number(), fund: "90".parse().unwrap(), to: "2023-09-18".parse().unwrap() }
        }
        CommandKind::RegisterAffiliation => Command::RegisterAffiliation {
            number: number(),
            jobcentre: "75100".parse().unwrap(),
            from: "2023-09-18".parse().unwrap(),
        },
        CommandKind::WriteComment => Command::WriteComment { number: number(), text: "Ringede i dag.".into() },
        CommandKind::CorrectComment => {
            Command::CorrectComment { number: number(), comment, text: "Ringede i går.".into() }
        }
        CommandKind::WithdrawComment => Command::WithdrawComment { number: number(), comment },
        CommandKind::RegisterContactPerson => Command::RegisterContactPerson { number: number() },
        CommandKind::EndContactPerson => Command::EndContactPerson { number: number(), caseworker: None },
        CommandKind::RegisterReferral => Command::RegisterReferral {
            number: number(),
            referral: Box::new(ReferralContent {
                operator: Operator {
                    cvr: "99000017".into(),
                    p_number: Some("1000000017".into()),
                    name: "Øvelsesaktøren".into(),
                },
                from: "2023-09-18".parse().unwrap(),
                to: Some("2023-12-15".parse().unwrap()),
                reason: Some("Vejledning og opkvalificering.".into()),
            }),
        },
        CommandKind::EndReferral => {
            Command::EndReferral { number: number(), record: comment, revision: 2, to: "2023-10-20".parse().unwrap() }
        }
        CommandKind::MakeBooking => {
            Command::MakeBooking { number: number(), booking: Box::new(booking()), guest: Some(Box::new(guest())) }
        }
        CommandKind::ChangeBooking => {
            Command::ChangeBooking { number: number(), record: comment, seen: writings(), booking: Box::new(booking()) }
        }
        CommandKind::CancelBooking => Command::CancelBooking {
            number: number(),
            record: comment,
            seen: writings(),
            reason: Some("Borgeren er syg.".into()),
        },
        CommandKind::RegisterHeldConversation => Command::RegisterHeldConversation {
            number: number(),
            conversation: Box::new(WrittenConversation {
                kind: ConversationType::JOINT,
                form: ConversationForm(1),
                at: moment(),
                booking: Some(comment),
                booking_seen: writings(),
                agreement: Some("Søger tre job om ugen.".into()),
                participants: vec![Participant {
                    name: "Tolk Tolkesen".into(),
                    role: ParticipantRole::Interpreter,
                    form: ConversationForm(2),
                }],
                with_more_authorities: true,
                participation: Some(Participation::TookPart),
            }),
            next: Some(Box::new(booking())),
        },
        CommandKind::SetParticipation => Command::SetParticipation {
            number: number(),
            record: comment,
            seen: writings(),
            guest: Some(Box::new(guest())),
        },
        CommandKind::SaveParticipationChoice => {
            Command::SaveParticipationChoice { number: number(), chooser: WrittenChooser::Citizen, takes_part: false }
        }
        CommandKind::SetDeadline => Command::SetDeadline { number: number(), deadline: deadline() },
        CommandKind::ChangeDeadline => {
            Command::ChangeDeadline { number: number(), record: comment, revision: 2, deadline: deadline() }
        }
        CommandKind::WithdrawDeadline => Command::WithdrawDeadline { number: number(), record: comment, revision: 2 },
        CommandKind::RecordContactGroup => Command::RecordContactGroup {
            number: number(),
            group: ContactGroupCode(10),
            from: "2023-09-18".parse().unwrap(),
        },
    }
}

fn guest() -> GuestDetails {
    GuestDetails {
        name: Some("Ane Prøve".into()),
        contact: Some("hovednummeret".into()),
        phone: Some("+4570101010".into()),
        email: Some("samtaler@akasse.example".into()),
    }
}

fn deadline() -> DeadlineContent {
    DeadlineContent {
        kind: ConversationType::JOB,
        book_by: "2023-10-02".parse().unwrap(),
        hold_by: "2023-10-20".parse().unwrap(),
        at_once: true,
    }
}

/// A booking with everything that one can say.
fn booking() -> WrittenBooking {
    let day = Some("2023-09-19".parse().unwrap());
    WrittenBooking {
        kind: ConversationType::JOB,
        form: ConversationForm::DIGITAL,
        meeting: WrittenBooking::GROUP.into(),
        group_meeting: Some(Uuid::from_u128(4)),
        start: "2023-09-20T08:00:00Z".parse().unwrap(),
        end: Some("2023-09-20T08:45:00Z".parse().unwrap()),
        minutes: Some(45),
        place: Some("lokale 2.14".into()),
        phone: Some("+4587132020".into()),
        link: Some("https://moede.example.dk/7".into()),
        title: Some("Jobsamtale".into()),
        description: Some("Tag dit CV med.".into()),
        caseworker: Some(CaseworkerId("line".into())),
        rebooking_possible: true,
        rebooking_deadline: day,
        cancelling_possible: true,
        cancelling_deadline: day,
        owner: Some(SourceSystem::JOBNET),
        self_booked: true,
    }
}

fn writings() -> Vec<CommandId> {
    [3, 4].map(|nth| CommandId(Uuid::from_u128(nth))).to_vec()
}

fn moment() -> DateTime<Utc> {
    "2023-09-18T08:05:00Z".parse().unwrap()
}

fn id(nth: u128) -> CommandId {
    CommandId(Uuid::from_u128(nth))
}

/// Of a colleague's: the second version of the kind.
fn end_of_a_colleague() -> Command {
    Command::EndContactPerson { number: WrittenNumber(A.to_owned()), caseworker: Some(CaseworkerId("karim".into())) }
}

fn envelope(kind: CommandKind) -> Envelope {
    envelope_of(&command(kind))
}

fn envelope_of(command: &Command) -> Envelope {
    let mut envelope = Envelope::of(id(1), 7, command, moment());
    envelope.seen = Some(12);
    envelope.fingerprint = Some(Fingerprint::of(&Ok(Decision::default())));
    envelope.builds_on = Some(id(2));
    envelope.renews = Some(id(3));
    envelope
}

fn verdicts() -> Value {
    let number = |text: &str| text.parse::<CprNumber>().unwrap();
    let subject = PersonId(Uuid::from_u128(5));
    let event_date = EventDate::FromCpr("2023-09-17".parse().unwrap());
    let mut decision = Decision::default();
    let what = What::NumberChanged { old: number(A), new: number(B), event_date, given: "20230917".to_owned() };
    decision.changes.push(domain::Change { subject, rule: RuleId::S23_1_1a, what });
    decision.messages.push(Message {
        subject,
        rules: vec![RuleId::S23_1_1j, RuleId::S23_1_2a],
        to: Audience::EveryJobcentre,
        body: MessageBody::GetCprChanged { old: number(A), new: number(B), event_date },
    });
    let accepted = Outcome::Accepted { decision, as_shown: AsShown::Otherwise };
    let refused = Outcome::Refused(Refusal { code: RefusalCode::FormerNumber, rule: RuleId::S23_1_1h });
    let verdict = |outcome| Answer::Verdict(Verdict { id: id(1), outcome, decided_at: moment() });
    serde_json::to_value([
        verdict(accepted),
        verdict(refused),
        Answer::NotUnderstood { id: id(2) },
        Answer::IdTaken { id: id(3) },
    ])
    .unwrap()
}

fn page() -> Value {
    let subject = PersonId(Uuid::from_u128(5));
    let line = JournalLine {
        sequence: 3,
        subject,
        command: id(1),
        kind: "change_number".to_owned(),
        actor: Actor::Caseworker { caseworker: CaseworkerId("line".into()), jobcentre: "75100".parse().unwrap() },
        at: moment(),
        written_at: moment(),
        rules: vec![RuleId::S23_1_1a],
        entry: JournalEntry::Change(What::PersonsMerged { absorbed: PersonId(Uuid::from_u128(6)) }),
    };
    let row = Row { area: Area::Comments, schema: 1, body: "{\"filing\":\"on_person\",\"records\":[]}".to_owned() };
    let present =
        FeedItem::Present { subject, version: 12, rows: vec![row], aliases: vec![subject], journal: vec![line] };
    let gone = FeedItem::Gone { subject, survivor: Some(PersonId(Uuid::from_u128(6))), is_ours: false };
    let next = Cursor { epoch: Epoch(Uuid::from_u128(8)), position: 12 };
    let items = vec![present, gone];
    let page = FeedPage { after: None, items, next, more: true, now: moment(), from_the_start: false };
    serde_json::to_value(page).unwrap()
}

fn inbox() -> Value {
    let number = |text: &str| text.parse::<CprNumber>().unwrap();
    let subject = PersonId(Uuid::from_u128(5));
    let event_date = EventDate::DayOfReceipt("2023-09-18".parse().unwrap());
    let known = Message {
        subject,
        rules: vec![RuleId::S23_1_1j, RuleId::S23_1_2a, RuleId::S23_1_2b],
        to: Audience::EveryJobcentre,
        body: MessageBody::GetCprChanged { old: number(A), new: number(B), event_date },
    };
    let message = |nth, concern, message| InboxMessage {
        id: MessageId { command: id(1), nth },
        sequence: 40 + u64::from(nth),
        at: moment(),
        subject,
        concern,
        message,
    };
    let later =
        json!({ "subject": subject, "to": { "jobcentre": "75100" }, "body": { "GetMoonPhase": { "phase": 3 } } });
    let mark = |nth: u128, what| Mark {
        id: Uuid::from_u128(nth),
        message: MessageId { command: id(1), nth: 0 },
        what,
        at: moment(),
    };
    let kept =
        |position, what| KeptMark { position, by: CaseworkerId("line".into()), mark: mark(u128::from(position), what) };
    let page = InboxPage {
        messages: vec![
            message(0, Concern::Ours, serde_json::to_value(known).unwrap()),
            message(1, Concern::Others, later),
        ],
        marks: vec![kept(7, MarkKind::Opened), kept(8, MarkKind::Done), kept(9, MarkKind::TakenBack)],
        next: InboxCursor { epoch: Epoch(Uuid::from_u128(8)), message: 41, mark: 9 },
        more: true,
        from_the_start: false,
    };
    serde_json::to_value(page).unwrap()
}

fn vectors() -> Vec<(String, Value)> {
    let envelopes = CommandKind::ALL
        .iter()
        .map(|kind| (format!("envelope-1-{}.json", kind.as_str()), serde_json::to_value(envelope(*kind)).unwrap()));
    envelopes
        .chain([
            (
                "envelope-2-end_contact_person.json".to_owned(),
                serde_json::to_value(envelope_of(&end_of_a_colleague())).unwrap(),
            ),
            ("answers-1.json".to_owned(), verdicts()),
            ("page-1.json".to_owned(), page()),
            ("inbox-1.json".to_owned(), inbox()),
        ])
        .collect()
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

#[test]
#[expect(clippy::disallowed_methods, reason = "whoever adds a form asks for its vector to be written")]
fn what_is_written_today_is_what_was_released() {
    for (name, value) in vectors() {
        let file = folder().join(&name);
        if !file.exists() && std::env::var("UPDATE").is_ok() {
            fs::write(&file, serde_json::to_string_pretty(&value).unwrap() + "\n").unwrap();
        }
        let released: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(value, released, "{name}");
    }
}

#[test]
fn every_released_form_is_read_and_written_again_as_it_was() {
    let mut read = 0;
    for file in fs::read_dir(folder()).unwrap() {
        let file = file.unwrap();
        let name = file.file_name().into_string().unwrap();
        let value: Value = serde_json::from_str(&fs::read_to_string(file.path()).unwrap()).unwrap();
        let again = match name.split('-').next() {
            Some("envelope") => {
                let raw = RawCommand { id: id(1), text: value.to_string() };
                let Opened::Command(envelope, command) = raw.open() else { panic!("{name} is not understood") };
                assert_eq!(command.kind().as_str(), envelope.kind, "{name}");
                serde_json::to_value(*envelope).unwrap()
            }
            Some("answers") => {
                serde_json::to_value(serde_json::from_value::<Vec<Answer>>(value.clone()).unwrap()).unwrap()
            }
            Some("page") => serde_json::to_value(serde_json::from_value::<FeedPage>(value.clone()).unwrap()).unwrap(),
            Some("inbox") => serde_json::to_value(serde_json::from_value::<InboxPage>(value.clone()).unwrap()).unwrap(),
            _ => panic!("{name} is no vector"),
        };
        assert_eq!(again, value, "{name}");
        read += 1;
    }
    assert!(read >= CommandKind::ALL.len() + 2);
}

#[test]
fn fields_of_a_later_version_survive() {
    let mut value = serde_json::to_value(envelope(CommandKind::WriteComment)).unwrap();
    value["mood"] = json!({ "calm": true });
    let raw = RawCommand { id: id(1), text: value.to_string() };
    let Opened::Command(envelope, _) = raw.open() else { panic!("{:?}", raw.open()) };
    assert_eq!(serde_json::to_value(*envelope).unwrap(), value);
}

/// A body is of the version that first knew all of it. Under another it is not carried out: a version that knows the first
/// alone lets a colleague's wait, rather than ending the sender's own.
#[test]
fn a_body_is_of_one_version_of_its_kind() {
    let (own, colleagues) = (command(CommandKind::EndContactPerson), end_of_a_colleague());
    for (command, version, opens) in [
        (&own, 1, "Command"),
        (&own, 2, "Malformed"),
        (&own, 3, "NotUnderstood"),
        (&colleagues, 1, "Malformed"),
        (&colleagues, 2, "Command"),
        (&colleagues, 3, "NotUnderstood"),
    ] {
        let envelope = Envelope { kind_version: version, ..envelope_of(command) };
        let opened = envelope.seal().open();
        assert!(format!("{opened:?}").starts_with(opens), "{version}: {opened:?}");
        assert_eq!(envelope.seal().heading().is_some(), version < 3, "{version}");
    }
}

/// A message of a later kind survives the desk as it came, and says what it is as far as that can be read.
#[test]
fn a_message_of_a_later_kind_is_kept_and_named() {
    let page: InboxPage = serde_json::from_value(inbox()).unwrap();
    let [known, later] = &page.messages[..] else { panic!("two messages") };
    assert!(known.read().is_some() && known.is_to_everybody());
    assert_eq!((known.kind(), later.kind()), ("GetCprChanged", "GetMoonPhase"));
    assert!(later.read().is_none() && !later.is_to_everybody());
    assert_ne!(known.content(), later.content());
    let said = format!("{page:?}");
    assert!(!said.contains("150385") && !said.contains("phase"), "{said}");
}

/// A kind that is not known is no verdict; a known kind with another content is 1014.
#[test]
fn what_cannot_be_opened_is_told_apart() {
    let change = |act: fn(&mut Value)| {
        let mut value = serde_json::to_value(envelope(CommandKind::WriteComment)).unwrap();
        act(&mut value);
        RawCommand { id: id(1), text: value.to_string() }.open()
    };
    let malformed = Opened::Malformed(Refusal { code: RefusalCode::BadMessage, rule: RuleId::S23_1_1l });
    assert_eq!(change(|value| value["kind"] = json!("book_conversation")), Opened::NotUnderstood);
    assert_eq!(change(|value| value["kind_version"] = json!(2)), Opened::NotUnderstood);
    assert_eq!(change(|value| value["body"]["text"] = json!(7)), malformed);
    assert_eq!(change(|value| value["body"]["txt"] = json!("x")), malformed);
    assert_eq!(change(|value| value["id"] = json!(Uuid::from_u128(4))), malformed);
    assert_eq!(RawCommand { id: id(1), text: "{".to_owned() }.open(), malformed);
}

#[test]
fn debug_text_holds_nothing_personal() {
    let sealed = envelope(CommandKind::RegisterPerson).seal();
    let said = format!("{sealed:?} {:?} {:?}", sealed.open(), serde_json::from_value::<FeedPage>(page()).unwrap());
    for personal in ["150385", "1234", "Mette", "Øvelsen", "Prøvevej"] {
        assert!(!said.contains(personal), "{personal} in {said}");
    }
}

proptest! {
    /// No text makes opening panic, and nothing but a whole command is taken for one.
    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        let opened = RawCommand { id: id(1), text }.open();
        prop_assert!(!matches!(opened, Opened::Command(..)));
    }

    /// A chain with one link changed, left out or put elsewhere is broken at the first such link.
    #[test]
    fn a_broken_access_log_is_found(length in 2_usize..12, at in any::<prop::sample::Index>(), how in 0..3) {
        let entry = |nth: usize| AccessEntry {
            at: moment(),
            caseworker: CaseworkerId("line".into()),
            jobcentre: "75100".parse().unwrap(),
            action: AccessAction::Open { typed: TypedNumber::Former },
            subject: Some(PersonId(Uuid::from_u128(nth as u128))),
            purpose: None,
            online: true,
        };
        let mut head = AccessHead::default();
        let mut links: Vec<_> = (0..length).map(|nth| { let link = head.next(&entry(nth)); head = link.head(); link }).collect();
        prop_assert_eq!(first_broken(&AccessHead::default(), links.clone()), None);
        let at = at.index(length - 1);
        let expected = match how {
            0 => { links[at].entry.push(' '); at as u64 + 1 }
            1 => { links.remove(at); at as u64 + 2 }
            _ => { links.swap(at, at + 1); at as u64 + 2 }
        };
        prop_assert_eq!(first_broken(&AccessHead::default(), links), Some(expected));
    }
}
