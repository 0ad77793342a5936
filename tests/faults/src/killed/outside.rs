use backend::Bundled;
use chrono::{DateTime, Utc};
use domain::contact_course::{ConversationForm, ConversationType, WrittenBooking};
use domain::{Actor, Command, CommandId, CprNumber, RecordId};
use exchange::{Answer, Envelope, Outcome};

use super::telling::say;
use super::{ANNA, Said, fund};
use crate::made_up;

/// Above the commands with which the tests begin.
const FIRST: u64 = 1 << 40;

/// Whether nobody at the desk has written it.
pub(super) fn is_outside(id: CommandId) -> bool {
    id.0.as_u128() <= u128::from(u64::MAX)
}

/// The fund summons its member.
pub(super) fn the_fund_books(bundled: &Bundled, number: CprNumber, nth: usize, now: DateTime<Utc>) {
    let command = Command::MakeBooking { number: number.into(), booking: Box::new(booking(nth, now)), guest: None };
    execute(bundled, &fund(), FIRST + 2 * nth as u64, &command, now);
}

/// A colleague changes a booking. Says whether it was as often written as it was seen.
pub(super) fn a_colleague_changes(
    bundled: &Bundled,
    (number, record, seen): (CprNumber, RecordId, &[String]),
    nth: usize,
    now: DateTime<Utc>,
) -> bool {
    let booking = Box::new(WrittenBooking { title: Some(super::forms::SHARED.to_owned()), ..booking(nth, now) });
    let seen = seen.iter().map(|writing| CommandId(writing.parse().unwrap())).collect();
    let command = Command::ChangeBooking { number: number.into(), record, seen, booking };
    execute(bundled, &made_up::caseworker("bo", ANNA.1), FIRST + 2 * nth as u64 + 1, &command, now)
}

fn execute(bundled: &Bundled, actor: &Actor, sequence: u64, command: &Command, now: DateTime<Utc>) -> bool {
    let id = made_up::command_id(sequence);
    let answers = bundled.execute(actor, &[Envelope::of(id, sequence, command, now).seal()]).unwrap();
    let is_done = |answer: &Answer| matches!(answer, Answer::Verdict(verdict) if matches!(verdict.outcome, Outcome::Accepted { .. }));
    let is_done = answers.iter().all(is_done);
    if is_done {
        say(&Said::Outside(id.0.to_string()));
    }
    is_done
}

fn booking(nth: usize, now: DateTime<Utc>) -> WrittenBooking {
    WrittenBooking {
        kind: ConversationType(12),
        form: ConversationForm(1),
        meeting: WrittenBooking::INDIVIDUAL.to_owned(),
        group_meeting: None,
        start: now + chrono::TimeDelta::days(5),
        end: None,
        minutes: Some(45),
        place: None,
        phone: None,
        link: None,
        title: None,
        description: Some(format!("outside {nth}")),
        caseworker: None,
        rebooking_possible: false,
        rebooking_deadline: None,
        cancelling_possible: false,
        cancelling_deadline: None,
        owner: None,
        self_booked: false,
    }
}
