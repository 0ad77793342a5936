//! What the tests of the rules share: a world that executes commands in order, and made-up numbers.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use uuid::Uuid;

use crate::{
    Actor, CaseworkerId, Command, CommandId, CprNumber, Decision, FundCode, Jobcentre, JobcentreCode, Now, Occasion,
    People, Person, RecordId, Reference, Refusal, WrittenNumber, carry_out,
    communication::{Operator, ReferralContent},
    contact_course::{
        CodeRange, ContactGroupCode, ConversationForm, ConversationType, DeadlineContent, GuestDetails, SourceSystem,
        WrittenBooking, WrittenChooser, WrittenConversation,
    },
    decide,
};

pub(crate) const A: &str = "1503851234";
pub(crate) const B: &str = "1503851318";
pub(crate) const C: &str = "1603851326";
pub(crate) const D: &str = "2206920017";
pub(crate) const AARHUS: &str = "75100";
pub(crate) const FAVRSKOV: &str = "71000";

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn number(text: &str) -> CprNumber {
    text.parse().unwrap()
}

pub(crate) fn written(text: &str) -> WrittenNumber {
    WrittenNumber(text.to_owned())
}

/// Danish local time in winter or summer, whichever holds on that day, as an instant.
pub(crate) fn danish(text: &str) -> DateTime<Utc> {
    let local: NaiveDateTime = format!("{text}:00").parse().unwrap();
    local.and_local_timezone(chrono_tz::Europe::Copenhagen).earliest().unwrap().to_utc()
}

pub(crate) fn line() -> Actor {
    caseworker_of(AARHUS)
}

pub(crate) fn caseworker_of(jobcentre: &str) -> Actor {
    Actor::Caseworker { caseworker: CaseworkerId("line".to_owned()), jobcentre: jobcentre.parse().unwrap() }
}

pub(crate) fn fund(code: &str) -> Actor {
    Actor::Fund { fund: code.parse().unwrap() }
}

/// Some persons, and what has been executed on them.
#[derive(Clone)]
pub(crate) struct World {
    pub people: People,
    pub reference: Reference,
    pub now: Now,
    receipt: u64,
}

impl World {
    /// Nobody, on the morning of the release.
    pub fn new() -> Self {
        let open = |code: &str, from: &str, to: Option<&str>| Jobcentre {
            code: code.parse().unwrap(),
            name: format!("Jobcenter {code}"),
            open_from: day(from),
            open_to: to.map(day),
        };
        let reference = Reference {
            jobcentres: vec![
                open("10100", "2009-08-01", None),
                open("71000", "2009-08-01", None),
                open("75100", "2009-08-01", None),
                open("75101", "2007-01-01", Some("2023-09-17")),
                open("75110", "2009-08-01", None),
            ],
            conversation_types: CodeRange { first: 1, last: 20 },
            conversation_forms: CodeRange { first: 1, last: 8 },
            legality: Vec::new(),
            resetting: Vec::new(),
        };
        Self { people: People::default(), reference, now: Now::at(danish("2023-09-18T09:00")), receipt: 0 }
    }

    pub fn at(mut self, local: &str) -> Self {
        self.now = Now::at(danish(local));
        self
    }

    pub fn decides(&self, actor: &Actor, command: &Command) -> Result<Decision, Refusal> {
        decide(&self.people, &self.reference, actor, command, self.occasion())
    }

    /// Executes, and says what was decided.
    pub fn does(&mut self, actor: &Actor, command: &Command) -> Result<Decision, Refusal> {
        let decision = self.decides(actor, command)?;
        let occasion = self.occasion();
        carry_out(&mut self.people, &decision, occasion);
        self.receipt += 1;
        Ok(decision)
    }

    /// Executes what must be accepted.
    pub fn with(mut self, actor: &Actor, command: &Command) -> Self {
        self.does(actor, command).unwrap_or_else(|refusal| panic!("{command:?} was refused with {refusal:?}"));
        self
    }

    pub fn with_person(self, number: &str) -> Self {
        self.with(&Actor::Cpr, &register(number))
    }

    pub fn with_affiliation(self, number: &str, jobcentre: &str, from: &str) -> Self {
        let actor = caseworker_of(jobcentre);
        self.with(&actor, &affiliation(number, jobcentre, from))
    }

    pub fn with_change(self, old: &str, new: &str, event_date: &str) -> Self {
        self.with(&Actor::Cpr, &change_number(old, new, event_date))
    }

    pub fn person(&self, of: &str) -> &Person {
        self.people.by_number(number(of)).unwrap()
    }

    /// A booking, and who has written it so far.
    pub fn seen(&self, number: &str, record: RecordId) -> (RecordId, Vec<CommandId>) {
        let booking = self.person(number).bookings.find(record);
        (record, booking.map(|booking| booking.writings.clone()).unwrap_or_default())
    }

    pub fn last_command(&self) -> CommandId {
        CommandId(Uuid::from_u128(u128::from(self.receipt)))
    }

    fn occasion(&self) -> Occasion {
        let receipt = self.receipt + 1;
        Occasion { command: CommandId(Uuid::from_u128(u128::from(receipt))), now: self.now, receipt }
    }
}

pub(crate) fn register(number: &str) -> Command {
    Command::RegisterPerson {
        number: written(number),
        name: format!("Prøve {number}"),
        birth_date: None,
        address: None,
        municipality: None,
        protection: None,
        status: None,
    }
}

pub(crate) fn change_number(old: &str, new: &str, event_date: &str) -> Command {
    Command::ChangeNumber { old: written(old), new: written(new), event_date: event_date.to_owned() }
}

pub(crate) fn change_status(number: &str, status: &str, municipality: Option<&str>) -> Command {
    Command::ChangeStatus {
        number: written(number),
        status: status.to_owned().try_into().unwrap(),
        municipality: municipality.map(|code| code.parse().unwrap()),
    }
}

pub(crate) fn affiliation(number: &str, jobcentre: &str, from: &str) -> Command {
    Command::RegisterAffiliation {
        number: written(number),
        jobcentre: jobcentre.parse::<JobcentreCode>().unwrap(),
        from: day(from),
    }
}

pub(crate) fn comment(number: &str, text: &str) -> Command {
    Command::WriteComment { number: written(number), text: text.to_owned() }
}

pub(crate) fn contact_person(number: &str) -> Command {
    Command::RegisterContactPerson { number: written(number) }
}

pub(crate) fn end_contact_person(number: &str) -> Command {
    Command::EndContactPerson { number: written(number), caseworker: None }
}

pub(crate) fn end_contact_person_of(number: &str, caseworker: &str) -> Command {
    Command::EndContactPerson { number: written(number), caseworker: Some(CaseworkerId(caseworker.to_owned())) }
}

/// A referral without an end, with nothing that need not be said. The operator is made up.
pub(crate) fn referral(from: &str) -> ReferralContent {
    let operator = Operator { cvr: "99000017".to_owned(), p_number: None, name: "Øvelsesaktøren".to_owned() };
    ReferralContent { operator, from: day(from), to: None, reason: None }
}

pub(crate) fn refer(number: &str, referral: ReferralContent) -> Command {
    Command::RegisterReferral { number: written(number), referral: Box::new(referral) }
}

pub(crate) fn end_referral(number: &str, record: RecordId, revision: u32, to: &str) -> Command {
    Command::EndReferral { number: written(number), record, revision, to: day(to) }
}

pub(crate) fn jobnet() -> Actor {
    Actor::Jobnet
}

pub(crate) fn system_of(jobcentre: &str, system: u32) -> Actor {
    Actor::CaseSystem { jobcentre: jobcentre.parse().unwrap(), system: SourceSystem(system) }
}

/// An individual jobsamtale at the jobcentre, with nothing that need not be said.
pub(crate) fn job_conversation(start: &str) -> WrittenBooking {
    WrittenBooking {
        kind: ConversationType::JOB,
        form: ConversationForm(1),
        meeting: WrittenBooking::INDIVIDUAL.to_owned(),
        group_meeting: None,
        start: danish(start),
        end: None,
        minutes: None,
        place: None,
        phone: None,
        link: None,
        title: None,
        description: None,
        caseworker: None,
        rebooking_possible: false,
        rebooking_deadline: None,
        cancelling_possible: false,
        cancelling_deadline: None,
        owner: None,
        self_booked: false,
    }
}

pub(crate) fn make_booking(number: &str, booking: WrittenBooking) -> Command {
    Command::MakeBooking { number: written(number), booking: Box::new(booking), guest: None }
}

/// By somebody who has seen it as it was made.
pub(crate) fn change_booking(number: &str, record: RecordId, booking: WrittenBooking) -> Command {
    let commands = (1..).map(|receipt| CommandId(Uuid::from_u128(receipt))).take(1000);
    let made = commands.filter(|command| [0, 1].map(|nth| command.record(nth)).contains(&record)).collect();
    change_seen(number, (record, made), booking)
}

pub(crate) fn change_seen(
    number: &str,
    (record, seen): (RecordId, Vec<CommandId>),
    booking: WrittenBooking,
) -> Command {
    Command::ChangeBooking { number: written(number), record, seen, booking: Box::new(booking) }
}

pub(crate) fn cancel_booking(number: &str, record: RecordId) -> Command {
    Command::CancelBooking { number: written(number), record, seen: Vec::new(), reason: None }
}

pub(crate) fn invite(number: &str, record: RecordId) -> Command {
    participation(number, record, Some(GuestDetails::default()))
}

pub(crate) fn participation(number: &str, record: RecordId, guest: Option<GuestDetails>) -> Command {
    Command::SetParticipation { number: written(number), record, seen: Vec::new(), guest: guest.map(Box::new) }
}

pub(crate) fn choose(number: &str, chooser: WrittenChooser, takes_part: bool) -> Command {
    Command::SaveParticipationChoice { number: written(number), chooser, takes_part }
}

pub(crate) fn deadline(kind: u32, book_by: &str, hold_by: &str) -> DeadlineContent {
    DeadlineContent { kind: ConversationType(kind), book_by: day(book_by), hold_by: day(hold_by), at_once: false }
}

pub(crate) fn set_deadline(number: &str, deadline: DeadlineContent) -> Command {
    Command::SetDeadline { number: written(number), deadline }
}

pub(crate) fn change_deadline(number: &str, record: RecordId, revision: u32, deadline: DeadlineContent) -> Command {
    Command::ChangeDeadline { number: written(number), record, revision, deadline }
}

pub(crate) fn withdraw_deadline(number: &str, record: RecordId, revision: u32) -> Command {
    Command::WithdrawDeadline { number: written(number), record, revision }
}

pub(crate) fn hold(number: &str, conversation: WrittenConversation, next: Option<WrittenBooking>) -> Command {
    let (conversation, next) = (Box::new(conversation), next.map(Box::new));
    Command::RegisterHeldConversation { number: written(number), conversation, next }
}

/// A jobsamtale that was held at the jobcentre.
pub(crate) fn conversation(at: &str) -> WrittenConversation {
    WrittenConversation {
        kind: ConversationType::JOB,
        form: ConversationForm(1),
        at: danish(at),
        booking: None,
        booking_seen: Vec::new(),
        agreement: None,
        participants: Vec::new(),
        with_more_authorities: false,
        participation: None,
    }
}

pub(crate) fn contact_group(number: &str, group: u32, from: &str) -> Command {
    Command::RecordContactGroup { number: written(number), group: ContactGroupCode(group), from: day(from) }
}

pub(crate) fn start_membership(number: &str, fund: &str, from: &str) -> Command {
    Command::StartMembership { number: written(number), fund: fund.parse::<FundCode>().unwrap(), from: day(from) }
}

pub(crate) fn end_membership(number: &str, fund: &str, to: &str) -> Command {
    Command::EndMembership { number: written(number), fund: fund.parse::<FundCode>().unwrap(), to: day(to) }
}

#[test]
fn the_numbers_of_the_tests_belong_to_nobody() {
    for text in [A, B, C, D] {
        assert!(!number(text).could_be_real(), "{text}");
    }
}
