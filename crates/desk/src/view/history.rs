use chrono::{DateTime, TimeDelta, Utc};
use domain::{Actor, Area, Command, RuleId, danish_day};
use exchange::{JournalEntry, JournalLine};

use super::{
    Reader, Seen, Tense,
    reference::chip,
    refusal,
    tell_change::{self, Told},
    tell_command::{by, summary, title},
    tell_message::{audience, body, not_done, notice},
    whose,
};
use crate::{
    Pending, PendingState, dates,
    door::{HistoryGroup, HistoryLine, HistoryView, RuleChip, Text},
};

/// The chain of causes: each command with all that it led to, newest first; what waits or was refused here among them.
#[must_use]
pub fn history(seen: &Seen) -> HistoryView {
    let mut groups: Vec<(DateTime<Utc>, u64, HistoryGroup)> = Vec::new();
    for line in &seen.known.journal {
        let command = line.command.to_string();
        let told = tell(line, seen.reader());
        match groups.iter_mut().find(|(_, _, group)| group.command == command) {
            Some((_, _, group)) => group.lines.push(told),
            None => groups.push((line.at, line.sequence, group_of(seen, line, told))),
        }
    }
    let in_journal = |pending: &&Pending| !seen.known.journal.iter().any(|line| line.command == pending.envelope.id);
    let apart = seen.pending.iter().filter(in_journal);
    groups.extend(apart.filter_map(|pending| Some((when(pending)?, u64::MAX, group_of_pending(seen, pending)?))));
    groups.sort_by_key(|(at, sequence, _)| std::cmp::Reverse((*at, *sequence)));
    HistoryView { groups: groups.into_iter().map(|(_, _, group)| group).collect() }
}

fn group_of(seen: &Seen, line: &JournalLine, told: HistoryLine) -> HistoryGroup {
    let by_kind = match &line.actor {
        Actor::Caseworker { caseworker, .. } if caseworker == seen.caseworker => "you",
        Actor::Caseworker { .. } => "caseworker",
        Actor::Cpr => "register",
        Actor::Fund { .. } => "fund",
        Actor::Jobnet => "citizen",
        Actor::CaseSystem { .. } => "system",
    };
    HistoryGroup {
        command: line.command.to_string(),
        written_at: written_apart(line.written_at, line.at),
        at: dates::at(line.at),
        title: title(&line.kind),
        by: by(&line.actor, seen.names),
        by_kind: by_kind.to_owned(),
        state: "accepted".to_owned(),
        lines: vec![told],
    }
}

/// When it was written, where that is another day or more than a minute away: a short rest is not worth a word.
fn written_apart(written: DateTime<Utc>, at: DateTime<Utc>) -> Option<String> {
    let is_apart = (at - written).abs() > TimeDelta::minutes(1) || danish_day(at) != danish_day(written);
    is_apart.then(|| dates::at(written))
}

/// One line of the journal in words.
fn tell(line: &JournalLine, reader: Reader) -> HistoryLine {
    let (kind, subject, before, after) = match &line.entry {
        JournalEntry::Change(what) => {
            let Told { subject, before, after, detail } = tell_change::change(what, reader, Tense::Happened);
            let after = match detail {
                Some(detail) => {
                    Text::new(format!("{}. {}", after.da, detail.da), format!("{}. {}", after.en, detail.en))
                }
                None => after,
            };
            ("change", subject, before, after)
        }
        JournalEntry::Message { to, body: said } => {
            let to = audience(*to);
            let subject = Text::new(format!("Besked til {}", lower(&to.da)), format!("Message to {}", lower(&to.en)));
            ("message", subject, None, body(said, reader))
        }
        JournalEntry::Notice(kind) => {
            let (subject, after) = notice(kind);
            ("notice", subject, None, after)
        }
        JournalEntry::NotDone(what) => {
            let (subject, after) = not_done(what, reader);
            ("not_done", subject, None, after)
        }
    };
    HistoryLine {
        kind: kind.to_owned(),
        subject,
        before,
        after,
        rules: line.rules.iter().map(|rule| chip_of(&line.entry, *rule)).collect(),
        area: filter(line.area()).to_owned(),
    }
}

/// Whose word a line of the journal is.
fn chip_of(entry: &JournalEntry, rule: RuleId) -> RuleChip {
    match entry {
        JournalEntry::Change(what) => whose::of_change(what, rule),
        JournalEntry::Message { .. } => chip(rule),
        JournalEntry::Notice(kind) => whose::of_notice(kind, rule),
        JournalEntry::NotDone(what) => whose::of_not_done(what, rule),
    }
}

/// "Alle jobcentre" in the middle of a sentence; a fund keeps its name.
fn lower(audience: &str) -> String {
    if audience.starts_with("Alle ") || audience.starts_with("Every ") {
        audience.to_lowercase()
    } else {
        audience.to_owned()
    }
}

/// Under which filter an area stands.
fn filter(area: Area) -> &'static str {
    if area == Area::Numbers {
        "numbers"
    } else if area == Area::Affiliation {
        "jobcentre"
    } else if area == Area::Membership {
        "fund"
    } else if area == Area::Comments {
        "comments"
    } else if area == Area::ContactPersons {
        "contact_persons"
    } else if area == Area::OperatorReferrals {
        "referrals"
    } else if matches!(
        area,
        Area::Bookings | Area::HeldConversations | Area::BookingDeadlines | Area::ParticipationChoices
    ) {
        "conversations"
    } else if area == Area::ContactGroups {
        "contact_group"
    } else {
        "person"
    }
}

/// Where a command of the outbox stands in the order of the history; nowhere when it was taken back.
fn when(pending: &Pending) -> Option<DateTime<Utc>> {
    match &pending.state {
        PendingState::Resting { .. }
        | PendingState::Waiting
        | PendingState::Sent
        | PendingState::Held(_)
        | PendingState::Unreadable => Some(pending.envelope.written_at),
        PendingState::Refused { at, .. }
        | PendingState::Accepted { at, .. }
        | PendingState::Lost { at, .. }
        | PendingState::Discarded { at, .. } => Some(*at),
        PendingState::Undone { .. } => None,
    }
}

/// A command of the outbox that the journal does not have.
fn group_of_pending(seen: &Seen, pending: &Pending) -> Option<HistoryGroup> {
    let waits = |da: &str, en: &str| ("waiting", Text::new(da, en), Vec::new());
    let (state, after, rules): (&str, Text, Vec<RuleChip>) = match &pending.state {
        PendingState::Resting { .. } => {
            waits("sendes om lidt, og kan fortrydes", "is sent in a moment and can be undone")
        }
        PendingState::Waiting => waits("venter på at blive sendt", "waits to be sent"),
        PendingState::Sent => waits("er sendt, og svaret ventes", "is sent, and the answer is awaited"),
        PendingState::Unreadable => waits(
            "venter på en version af Sagsbord, der kan læse den",
            "waits for a version of Sagsbord that can read it",
        ),
        PendingState::Held(why) => {
            let view = refusal(why);
            ("waiting", prefixed("holdt tilbage på denne pc", "kept back at this desk", &view.what), vec![view.rule])
        }
        PendingState::Refused { refusal: why, .. } => {
            let view = refusal(why);
            let (da, en) = (format!("afvist med {}", view.code), format!("refused with {}", view.code));
            ("refused", prefixed(&da, &en, &view.what), vec![view.rule])
        }
        PendingState::Lost { accepted_at, .. } => {
            let on = dates::show(danish_day(*accepted_at));
            let after = Text::new(
                format!("godkendt {on}; serveren er siden genskabt fra en sikkerhedskopi og kender den ikke mere"),
                format!(
                    "accepted {on}; the backend has since been restored from a backup and does not know it any more"
                ),
            );
            ("lost", after, vec![chip(RuleId::SbId)])
        }
        PendingState::Discarded { reason, .. } => {
            let after = Text::new(format!("kasseret: {reason}"), format!("discarded: {reason}"));
            ("discarded", after, vec![chip(RuleId::S23_1_1k)])
        }
        PendingState::Accepted { .. } => {
            let after = Text::new("godkendt; ændringen hentes om lidt", "accepted; the change is fetched in a moment");
            ("accepted", after, vec![chip(RuleId::SbId)])
        }
        PendingState::Undone { .. } => return None,
    };
    let at = when(pending)?;
    let actor = Actor::Caseworker { caseworker: seen.caseworker.clone(), jobcentre: seen.own };
    let title = title(&pending.envelope.kind);
    Some(HistoryGroup {
        command: pending.envelope.id.to_string(),
        written_at: written_apart(pending.envelope.written_at, at),
        at: dates::at(at),
        by: by(&actor, seen.names),
        by_kind: "you".to_owned(),
        state: state.to_owned(),
        lines: vec![HistoryLine {
            kind: "change".to_owned(),
            subject: pending.command.as_ref().map_or_else(|| title.clone(), |command| summary(command, seen.names)),
            before: None,
            after,
            rules,
            area: pending.command.as_ref().map_or("person", area_of).to_owned(),
        }],
        title,
    })
}

fn prefixed(da: &str, en: &str, text: &Text) -> Text {
    Text::new(format!("{da}. {}", text.da), format!("{en}. {}", text.en))
}

fn area_of(command: &Command) -> &'static str {
    match command {
        Command::ChangeNumber { .. } => "numbers",
        Command::RegisterAffiliation { .. } => "jobcentre",
        Command::StartMembership { .. } | Command::EndMembership { .. } => "fund",
        Command::WriteComment { .. } | Command::CorrectComment { .. } | Command::WithdrawComment { .. } => "comments",
        Command::RegisterContactPerson { .. } | Command::EndContactPerson { .. } => "contact_persons",
        Command::RegisterReferral { .. } | Command::EndReferral { .. } => "referrals",
        Command::MakeBooking { .. }
        | Command::ChangeBooking { .. }
        | Command::CancelBooking { .. }
        | Command::SetParticipation { .. }
        | Command::SaveParticipationChoice { .. }
        | Command::SetDeadline { .. }
        | Command::ChangeDeadline { .. }
        | Command::WithdrawDeadline { .. }
        | Command::RegisterHeldConversation { .. } => "conversations",
        Command::RecordContactGroup { .. } => "contact_group",
        Command::RegisterPerson { .. }
        | Command::ChangeName { .. }
        | Command::ChangeAddress { .. }
        | Command::ChangeProtection { .. }
        | Command::ChangeStatus { .. } => "person",
    }
}
