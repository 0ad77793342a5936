use domain::{
    Command, CommandId, RecordId, WrittenNumber,
    communication::{Operator, ReferralContent},
    contact_course::{
        ContactGroupCode, ConversationForm, ConversationType, DeadlineContent, GuestDetails, WrittenBooking,
        WrittenChooser, WrittenConversation,
    },
};

pub fn written(number: &str) -> WrittenNumber {
    WrittenNumber(number.to_owned())
}

#[expect(clippy::panic, reason = "a test harness says so and stops")]
pub fn code<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("{text} is misspelt"))
}

pub fn register(number: &str, name: &str) -> Command {
    let (birth_date, address, municipality, protection, status) = Default::default();
    Command::RegisterPerson {
        number: written(number),
        name: name.to_owned(),
        birth_date,
        address,
        municipality,
        protection,
        status,
    }
}

pub fn change(old: &str, new: &str, event_date: &str) -> Command {
    Command::ChangeNumber { old: written(old), new: written(new), event_date: event_date.to_owned() }
}

pub fn status(number: &str, status: &str, municipality: Option<&str>) -> Command {
    let status = domain::PersonStatus::try_from(status.to_owned()).unwrap_or(domain::PersonStatus::RESIDENT);
    Command::ChangeStatus { number: written(number), status, municipality: municipality.map(code) }
}

pub fn comment(number: &str, text: &str) -> Command {
    Command::WriteComment { number: written(number), text: text.to_owned() }
}

pub fn affiliation(number: &str, jobcentre: &str, from: &str) -> Command {
    Command::RegisterAffiliation { number: written(number), jobcentre: code(jobcentre), from: code(from) }
}

pub fn contact_person(number: &str) -> Command {
    Command::RegisterContactPerson { number: written(number) }
}

pub fn end_contact_person(number: &str) -> Command {
    Command::EndContactPerson { number: written(number), caseworker: None }
}

pub fn end_contact_person_of(number: &str, caseworker: &str) -> Command {
    let caseworker = Some(domain::CaseworkerId(caseworker.to_owned()));
    Command::EndContactPerson { number: written(number), caseworker }
}

/// An individual jobsamtale at the jobcentre.
pub fn job_conversation(start: &str) -> WrittenBooking {
    WrittenBooking {
        kind: ConversationType::JOB,
        form: ConversationForm(1),
        meeting: WrittenBooking::INDIVIDUAL.to_owned(),
        group_meeting: None,
        start: exercise::moment(start).unwrap_or_default(),
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

/// An individual jobsamtale that was held at the jobcentre.
pub fn held(at: &str) -> WrittenConversation {
    WrittenConversation {
        kind: ConversationType::JOB,
        form: ConversationForm(1),
        at: exercise::moment(at).unwrap_or_default(),
        booking: None,
        booking_seen: Vec::new(),
        agreement: None,
        participants: Vec::new(),
        with_more_authorities: false,
        participation: None,
    }
}

pub fn hold(number: &str, conversation: WrittenConversation) -> Command {
    Command::RegisterHeldConversation { number: written(number), conversation: Box::new(conversation), next: None }
}

pub fn book(number: &str, booking: WrittenBooking) -> Command {
    Command::MakeBooking { number: written(number), booking: Box::new(booking), guest: None }
}

pub fn rebook(number: &str, record: RecordId, seen: CommandId, booking: WrittenBooking) -> Command {
    Command::ChangeBooking { number: written(number), record, seen: vec![seen], booking: Box::new(booking) }
}

pub fn cancel(number: &str, record: RecordId) -> Command {
    Command::CancelBooking { number: written(number), record, seen: Vec::new(), reason: None }
}

pub fn contact_group(number: &str, group: u32, from: &str) -> Command {
    Command::RecordContactGroup { number: written(number), group: ContactGroupCode(group), from: code(from) }
}

pub fn join(number: &str, fund: &str, from: &str) -> Command {
    Command::StartMembership { number: written(number), fund: code(fund), from: code(from) }
}

pub fn leave(number: &str, fund: &str, to: &str) -> Command {
    Command::EndMembership { number: written(number), fund: code(fund), to: code(to) }
}

pub fn take_part(number: &str, record: RecordId, guest: GuestDetails) -> Command {
    Command::SetParticipation { number: written(number), record, seen: Vec::new(), guest: Some(Box::new(guest)) }
}

pub fn take_no_part(number: &str, record: RecordId) -> Command {
    Command::SetParticipation { number: written(number), record, seen: Vec::new(), guest: None }
}

pub fn choose(number: &str, chooser: WrittenChooser, takes_part: bool) -> Command {
    Command::SaveParticipationChoice { number: written(number), chooser, takes_part }
}

pub fn deadline(kind: ConversationType, book_by: &str, hold_by: &str) -> DeadlineContent {
    DeadlineContent { kind, book_by: code(book_by), hold_by: code(hold_by), at_once: false }
}

pub fn set_deadline(number: &str, deadline: DeadlineContent) -> Command {
    Command::SetDeadline { number: written(number), deadline }
}

pub fn change_deadline(number: &str, record: RecordId, revision: u32, deadline: DeadlineContent) -> Command {
    Command::ChangeDeadline { number: written(number), record, revision, deadline }
}

pub fn withdraw_deadline(number: &str, record: RecordId, revision: u32) -> Command {
    Command::WithdrawDeadline { number: written(number), record, revision }
}

pub fn referral(from: &str) -> ReferralContent {
    let operator = Operator { cvr: "99000017".to_owned(), p_number: None, name: "Øvelsesaktøren".to_owned() };
    ReferralContent { operator, from: code(from), to: None, reason: None }
}

pub fn refer(number: &str, referral: ReferralContent) -> Command {
    Command::RegisterReferral { number: written(number), referral: Box::new(referral) }
}

pub fn end_referral(number: &str, record: RecordId, revision: u32, to: &str) -> Command {
    Command::EndReferral { number: written(number), record, revision, to: code(to) }
}
