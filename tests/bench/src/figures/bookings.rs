//! Bookings as the figures write them.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Actor, CaseworkerId, Command, CommandId,
    contact_course::{ConversationForm, ConversationType, WrittenBooking},
};
use exchange::{Answer, Envelope, Fingerprint, Outcome, RawCommand, Verdict};

use crate::Failure;

/// The caseworkers of an average jobcentre.
pub const CASEWORKERS: usize = 133;

/// The nth caseworker of the jobcentre that is measured on.
pub fn caseworker(nth: usize) -> CaseworkerId {
    CaseworkerId(format!("sagsbehandler-{}", nth % CASEWORKERS))
}

/// Who of the jobcentre books.
pub fn booker(nth: usize) -> Result<Actor, Failure> {
    Ok(Actor::Caseworker { caseworker: caseworker(nth), jobcentre: crate::place::JOBCENTRE.parse()? })
}

/// A booking with as many words as caseworkers write. One in three is a job conversation, of which funds are told.
pub fn written(nth: usize, start: DateTime<Utc>) -> WrittenBooking {
    let kind = [ConversationType::JOB, ConversationType(2), ConversationType(5)][nth % 3];
    WrittenBooking {
        kind,
        form: ConversationForm(1),
        meeting: WrittenBooking::INDIVIDUAL.to_owned(),
        group_meeting: None,
        start,
        end: Some(start + TimeDelta::minutes(45)),
        minutes: None,
        place: Some(format!("Lokale {}", nth % 40)),
        phone: Some("+4570101010".to_owned()),
        link: None,
        title: Some("Om næste skridt".to_owned()),
        description: Some("Tag dit CV med. Vi taler om de stillinger, du har søgt siden sidst.".to_owned()),
        caseworker: Some(caseworker(nth)),
        rebooking_possible: true,
        rebooking_deadline: Some(domain::danish_day(start)),
        cancelling_possible: false,
        cancelling_deadline: None,
        owner: None,
        self_booked: false,
    }
}

/// The command that makes it.
pub fn command(number: &str, nth: usize, start: DateTime<Utc>) -> Command {
    let booking = Box::new(written(nth, start));
    Command::MakeBooking { number: domain::WrittenNumber(number.to_owned()), booking, guest: None }
}

/// The command as a desk sends it, which has seen the decision where there is one.
pub fn sealed(
    id: CommandId,
    nth: usize,
    command: &Command,
    at: DateTime<Utc>,
    seen: Option<Fingerprint>,
) -> RawCommand {
    Envelope { fingerprint: seen, ..Envelope::of(id, nth as u64 + 1, command, at) }.seal()
}

/// What was decided of an accepted command, as it is shown before.
pub fn shown(answer: &Answer) -> Option<Fingerprint> {
    match answer {
        Answer::Verdict(Verdict { outcome: Outcome::Accepted { decision, .. }, .. }) => {
            Some(Fingerprint::of(&Ok(decision.clone())))
        }
        _ => None,
    }
}
