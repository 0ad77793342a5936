use std::collections::BTreeMap;
use std::path::Path;

use desk::drawn::Drawn;
use domain::communication::ReferralChange;
use domain::contact_course::{BookingChange, ChoiceChange, DeadlineChange, DeadlineContent};
use domain::{Command, CommandId, CommandKind, RefusalCode, What};
use exchange::{Opened, Outcome, RawCommand, Verdict};
use rusqlite::Row;

use super::{backend_folder, desk_folder};
use crate::made_up;
use crate::oracle::DECISIONS;

/// A command of the outbox, as it lies on the disk.
#[derive(Debug)]
pub(super) struct Kept {
    pub stage: String,
    pub asks: Asks,
    pub is_of_a_booking: bool,
    /// Its kind, where it is about a deadline, a referral or who takes part.
    pub decision: Option<CommandKind>,
    pub verdict: Option<Verdict>,
    /// The steps of its course.
    steps: Vec<String>,
}

/// What a command asks for, and so how it must end.
#[derive(Debug)]
pub(super) enum Asks {
    /// Something that is accepted, and of which the backend then has these words.
    Words(Vec<String>),
    /// Something that is refused with this code.
    Nothing(RefusalCode),
}

impl Asks {
    fn of(id: CommandId, command: Command) -> Self {
        if let Some(decided) = decided(id, &command) {
            return Self::Words(vec![decided]);
        }
        match command {
            Command::WriteComment { text, .. } => Self::Words(vec![text]),
            Command::RegisterAffiliation { .. } => Self::Nothing(RefusalCode::UnknownJobcentre),
            Command::MakeBooking { booking, .. } => Self::Words(booking.description.into_iter().collect()),
            Command::ChangeBooking { booking, .. } => match booking.description {
                Some(words) if words.starts_with("late") => Self::Nothing(RefusalCode::BookingChangedMeanwhile),
                words => Self::Words(words.into_iter().collect()),
            },
            Command::CancelBooking { reason, .. } => Self::Words(reason.into_iter().collect()),
            Command::RegisterHeldConversation { conversation, next, .. } => {
                let next = next.and_then(|next| next.description);
                Self::Words(conversation.agreement.into_iter().chain(next).collect())
            }
            Command::RegisterReferral { referral, .. } => Self::Words(referral.reason.into_iter().collect()),
            Command::SetParticipation { guest, .. } => {
                Self::Words(guest.and_then(|guest| guest.name).into_iter().collect())
            }
            other => panic!("nobody writes that: {other:?}"),
        }
    }

    /// The stage at which the command ends, and the step that leads there; and the one that never does.
    fn end(&self) -> (&'static str, &'static str) {
        match self {
            Self::Words(_) => ("accepted", "refused"),
            Self::Nothing(_) => ("refused", "accepted"),
        }
    }

    fn is_answered_by(&self, verdict: &Verdict) -> bool {
        match (&verdict.outcome, self) {
            (Outcome::Accepted { .. }, Self::Words(_)) => true,
            (Outcome::Refused(why), Self::Nothing(code)) => why.code == *code,
            _ => false,
        }
    }
}

impl Kept {
    pub fn is_at_its_end(&self) -> bool {
        self.stage == self.asks.end().0
    }

    /// The stage, the verdict and the course are stored together or not at all, and as this command must end.
    pub fn is_whole(&self) -> bool {
        let has = |step: &str| self.steps.iter().any(|taken| taken.contains(step));
        let (end, never) = self.asks.end();
        let is_answered = self.is_at_its_end();
        let is_sent = is_answered || self.stage == "sent";
        has("confirmed")
            && self.stage != never
            && !has(never)
            && self.verdict.is_some() == is_answered
            && self.verdict.as_ref().is_none_or(|verdict| self.asks.is_answered_by(verdict))
            && has("\"sent\"") == is_sent
            && has(end) == is_answered
    }
}

/// The outbox as it lies on the disk. The test's own statements: what the desk would make of it is another matter.
pub(super) fn kept(folder: &Path) -> BTreeMap<String, Kept> {
    let file = made_up::reading(&desk_folder(folder).join("outbox.db"));
    let mut rows = file.prepare("SELECT id, raw, stage, verdict FROM command").unwrap();
    let mut course = file.prepare("SELECT step FROM course WHERE command = ?1 ORDER BY nth").unwrap();
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, verdict(row, 3)?))).unwrap();
    let read = rows.map(|row| {
        let (blob, raw, stage, verdict): (Vec<u8>, String, String, Option<Verdict>) = row.unwrap();
        let steps = course.query_map([&blob], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
        let id = uuid::Uuid::from_slice(&blob).unwrap();
        let raw = RawCommand { id: domain::CommandId(id), text: raw };
        let Opened::Command(_, command) = raw.open() else { panic!("that is no command") };
        let decision = Some(command.kind()).filter(|kind| DECISIONS.contains(kind));
        let is_of_a_booking = is_of_a_booking(&command);
        let asks = Asks::of(raw.id, command);
        (id.to_string(), Kept { stage, asks, is_of_a_booking, decision, verdict, steps })
    });
    read.collect()
}

fn is_of_a_booking(command: &Command) -> bool {
    matches!(
        command,
        Command::MakeBooking { .. }
            | Command::ChangeBooking { .. }
            | Command::CancelBooking { .. }
            | Command::RegisterHeldConversation { .. }
    )
}

/// What a command asks for that nobody has written in words of their own: told with its id, as no other may have done it.
fn decided(id: CommandId, command: &Command) -> Option<String> {
    let what = match command {
        Command::SetDeadline { deadline, .. } => deadline_set(deadline),
        Command::ChangeDeadline { deadline, .. } => deadline_changed(deadline),
        Command::WithdrawDeadline { record, .. } => format!("{record} is taken back"),
        Command::EndReferral { record, to, .. } => format!("{record} ends on {to}"),
        Command::SetParticipation { record, guest: None, .. } => format!("nobody takes part in {record}"),
        Command::SaveParticipationChoice { takes_part, .. } => choice(*takes_part),
        _ => return None,
    };
    Some(format!("{what}, by {id}"))
}

/// The same of what the journal tells. That a choice has taken a guest off is told beside the choice.
pub(super) fn told(id: CommandId, what: &What, by_choice: bool) -> Option<String> {
    let what = match what {
        What::Deadline { change: DeadlineChange::Set { content, .. }, .. } => deadline_set(content),
        What::Deadline { change: DeadlineChange::Changed { after, .. }, .. } => deadline_changed(after),
        What::Deadline { record, change: DeadlineChange::Withdrawn { .. } } => format!("{record} is taken back"),
        What::Referral { change: ReferralChange::Registered { content, .. }, .. } => return content.reason.clone(),
        What::Referral { record, change: ReferralChange::Ended { to, .. } } => format!("{record} ends on {to}"),
        What::Booking { change: BookingChange::Participation { after: Some(after), .. }, .. } => {
            return after.details.name.clone();
        }
        What::Booking { record, change: BookingChange::Participation { after: None, .. } } if !by_choice => {
            format!("nobody takes part in {record}")
        }
        What::ParticipationChoice { change, .. } => choice(matches!(change, ChoiceChange::Withdrawn { .. })),
        _ => return None,
    };
    Some(format!("{what}, by {id}"))
}

fn deadline_set(DeadlineContent { kind, book_by, hold_by, .. }: &DeadlineContent) -> String {
    format!("a deadline for {kind} is set: {book_by}, {hold_by}")
}

fn deadline_changed(DeadlineContent { kind, book_by, hold_by, .. }: &DeadlineContent) -> String {
    format!("a deadline for {kind} is changed: {book_by}, {hold_by}")
}

fn choice(takes_part: bool) -> String {
    format!("the fund comes: {takes_part}")
}

/// Each booking in the desk's calendar as it lies on the disk: how often it was written, by its id.
pub(super) fn calendar(folder: &Path) -> BTreeMap<String, usize> {
    let file = made_up::reading(&desk_folder(folder).join("cache.db"));
    let mut rows = file.prepare("SELECT body FROM booking").unwrap();
    let bodies = rows.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let bookings = bodies.map(|body| serde_json::from_str::<Drawn>(&body.unwrap()).unwrap());
    bookings.map(|booking| (booking.id.to_string(), booking.written)).collect()
}

/// Every verdict that the backend has stored.
pub(super) fn verdicts(folder: &Path) -> BTreeMap<String, Verdict> {
    let file = made_up::reading(&backend_folder(folder).join("backend.db"));
    let mut rows = file.prepare("SELECT verdict FROM command").unwrap();
    let verdicts = rows.query_map([], |row| verdict(row, 0)).unwrap();
    verdicts.map(|verdict| verdict.unwrap().unwrap()).map(|verdict| (verdict.id.0.to_string(), verdict)).collect()
}

fn verdict(row: &Row, column: usize) -> rusqlite::Result<Option<Verdict>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.map(|text| serde_json::from_str(&text).unwrap()))
}
