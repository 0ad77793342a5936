//! What a command builds on: the comment, booking, deadline or referral that it is of may itself wait, be held or be lost.

use domain::{CaseworkerId, Command, CommandId, RecordId};

use crate::PendingState;
use crate::cache::Stored;

/// The open command that this one makes no sense without: what made its comment, booking, deadline or referral; the last
/// correction of a comment, and the last change of a booking, a deadline or a referral that is changed; the last affiliation; the last word on the
/// same contact person.
pub(super) fn builds_on(command: &Command, stored: &[Stored], own: &CaseworkerId) -> Option<CommandId> {
    let open = stored.iter().filter(|stored| stored.pending.state.is_open());
    let mut bases = open.filter(|base| match (command, &base.pending.command) {
        (Command::RegisterAffiliation { .. }, Some(Command::RegisterAffiliation { .. })) => true,
        (_, Some(base_command)) => {
            writes_its_record(base, command)
                || is_written_over(base, command)
                || contact_person(command, own).is_some_and(|one| contact_person(base_command, own) == Some(one))
        }
        (_, None) => false,
    });
    bases.next_back().map(|base| base.id)
}

/// What the command built on when it was written: what it names, or what has made or last changed its comment or booking.
/// The latter was accepted then, and may be lost since.
pub(super) fn base_of<'a>(command: &Command, old: &Stored, stored: &'a [Stored]) -> Option<&'a Stored> {
    let named = old.pending.envelope.builds_on;
    let mut before = stored.iter().filter(|base| base.pending.envelope.sequence < old.pending.envelope.sequence);
    stored.iter().find(|base| Some(base.id) == named).or_else(|| before.rfind(|base| writes_its_record(base, command)))
}

/// What has taken the command's place in the end; a renewal may have been renewed, or undone and made again.
pub(super) fn end_of_renewals<'a>(command: &'a Stored, stored: &'a [Stored]) -> &'a Stored {
    let mut end = command;
    // Written in this order, a renewal always comes after what it renews.
    for next in stored {
        let is_undone = matches!(next.pending.state, PendingState::Undone { .. });
        if next.pending.envelope.renews == Some(end.id) && !is_undone {
            end = next;
        }
    }
    end
}

/// A correction of `old` is of what `old` was of, under the id that this has now.
pub(crate) fn corrected(command: Command, old: CommandId, stored: &[Stored]) -> Command {
    let command = as_sent_since(command, stored);
    let old = stored.iter().find(|stored| stored.id == old);
    match old.and_then(|old| base_of(&command, old, stored)) {
        Some(base) => on_the_record_of(end_of_renewals(base, stored), command),
        None => command,
    }
}

/// The command as it speaks of what `successor` is of: the record of what it built on has another id now.
pub(super) fn on_the_record_of(successor: &Stored, mut command: Command) -> Command {
    let written = successor.pending.command.as_ref();
    let written = written.and_then(|base| written_record(base, successor.id).or_else(|| record_of(base)));
    match (&mut command, written) {
        (
            Command::CorrectComment { comment: record, .. }
            | Command::WithdrawComment { comment: record, .. }
            | Command::ChangeBooking { record, .. }
            | Command::CancelBooking { record, .. }
            | Command::SetParticipation { record, .. }
            | Command::ChangeDeadline { record, .. }
            | Command::WithdrawDeadline { record, .. }
            | Command::EndReferral { record, .. },
            Some(written),
        ) => *record = written,
        (Command::RegisterHeldConversation { conversation, .. }, Some(written)) if conversation.booking.is_some() => {
            conversation.booking = Some(written);
        }
        _ => {}
    }
    command
}

/// The command as it speaks of what its writer saw: what of that waited then has been sent in other commands since.
pub(super) fn as_sent_since(mut command: Command, stored: &[Stored]) -> Command {
    for seen in command.seen_mut() {
        if let Some(waited) = stored.iter().find(|stored| stored.id == *seen) {
            *seen = end_of_renewals(waited, stored).id;
        }
    }
    command
}

/// A change is of what stood when it was written, whichever command wrote that: also who takes part, or stays away. Who
/// holds a conversation says nothing of a guest that is to be taken off it.
fn is_written_over(base: &Stored, command: &Command) -> bool {
    match command {
        Command::ChangeBooking { seen, .. } => seen.last() == Some(&base.id),
        Command::RegisterHeldConversation { conversation, .. } => {
            let is_choice = matches!(base.pending.command, Some(Command::SetParticipation { .. }));
            is_choice && conversation.booking_seen.contains(&base.id)
        }
        _ => false,
    }
}

fn writes_its_record(base: &Stored, command: &Command) -> bool {
    let Some(base_command) = &base.pending.command else { return false };
    let written = written_record(base_command, base.id);
    written.is_some() && written == record_of(command) && needs(command, base_command)
}

/// A booking that is not moved stands all the same, and can be cancelled and held. A deadline can only be taken back as it
/// was seen, and a count of its writings cannot tell a change of one's own from a colleague's.
fn needs(command: &Command, base: &Command) -> bool {
    let is_change = |command| {
        matches!(
            command,
            &Command::ChangeBooking { .. } | &Command::ChangeDeadline { .. } | &Command::EndReferral { .. }
        )
    };
    !is_change(base) || is_change(command) || matches!(command, Command::WithdrawDeadline { .. })
}

/// The comment, booking, deadline or referral that a command is of.
fn record_of(command: &Command) -> Option<RecordId> {
    match command {
        Command::CorrectComment { comment, .. } | Command::WithdrawComment { comment, .. } => Some(*comment),
        Command::ChangeBooking { record, .. }
        | Command::CancelBooking { record, .. }
        | Command::SetParticipation { record, .. }
        | Command::ChangeDeadline { record, .. }
        | Command::WithdrawDeadline { record, .. }
        | Command::EndReferral { record, .. } => Some(*record),
        Command::RegisterHeldConversation { conversation, .. } => conversation.booking,
        _ => None,
    }
}

/// The comment, booking, deadline or referral that a command makes, or gives another content.
fn written_record(command: &Command, id: CommandId) -> Option<RecordId> {
    match command {
        Command::WriteComment { .. }
        | Command::MakeBooking { .. }
        | Command::SetDeadline { .. }
        | Command::RegisterReferral { .. } => Some(id.record(0)),
        // The conversation itself is the first record.
        Command::RegisterHeldConversation { next: Some(_), .. } => Some(id.record(1)),
        Command::CorrectComment { comment: record, .. }
        | Command::ChangeBooking { record, .. }
        | Command::ChangeDeadline { record, .. }
        | Command::EndReferral { record, .. } => Some(*record),
        _ => None,
    }
}

/// Who begins or ends to be contact person.
fn contact_person<'a>(command: &'a Command, own: &'a CaseworkerId) -> Option<&'a CaseworkerId> {
    match command {
        Command::RegisterContactPerson { .. } => Some(own),
        Command::EndContactPerson { caseworker, .. } => Some(caseworker.as_ref().unwrap_or(own)),
        _ => None,
    }
}
