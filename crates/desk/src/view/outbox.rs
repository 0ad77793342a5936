use chrono::{DateTime, Utc};
use domain::{Command, CommandId, Person, RuleId, What, danish_day};
use exchange::JournalEntry;

use super::{
    Mask, Reader, Tense, number,
    reference::chip,
    refusal, tags,
    tell_change::change,
    tell_command::{fields, summary, title},
};
use crate::{
    Known, Pending, PendingState, dates,
    door::{Correction, CourseLine, Draft, DraftForm, EntryState, NumberView, OutboxEntry, RuleChip, Text},
};

/// A command of the outbox, with what it takes to tell of it.
pub struct Entry<'a> {
    /// The command.
    pub pending: &'a Pending,
    /// Its citizen, where the citizen is here.
    pub known: Option<&'a Known>,
    /// Every waiting command of the desk, in the order in which they will be sent.
    pub queue: &'a [CommandId],
    /// Whether the backend answers.
    pub online: bool,
    /// The moment, UTC.
    pub now: DateTime<Utc>,
}

/// A command as it stands in *Ikke sendt*. Every number is masked.
#[must_use]
pub fn outbox_entry(entry: &Entry) -> OutboxEntry {
    let Pending { envelope, command, state } = entry.pending;
    let person = entry.known.map(|known| &known.person);
    let name = match person {
        Some(person) => Text::same(tags::name(person)),
        None => Text::new("Borgeren er ikke længere på denne pc", "The citizen is not at this desk any more"),
    };
    OutboxEntry {
        command: envelope.id.to_string(),
        citizen: person.map(|person| person.id.to_string()),
        name,
        number: written_under(entry),
        title: title(&envelope.kind),
        summary: command.as_ref().map(|command| summary(command).da).unwrap_or_default(),
        written_at: dates::at(envelope.written_at),
        state: entry_state(entry),
        draft: person.zip(command.as_ref()).and_then(|(person, command)| draft(person, command)),
        corrections: if state.needs_somebody() { corrections(entry) } else { Vec::new() },
        course: course(entry),
        can_send_on_new_number: state.needs_somebody() && command.is_some() && renumbered(entry).is_some(),
    }
}

fn written_under(entry: &Entry) -> NumberView {
    let written = &entry.pending.envelope.number;
    match (entry.known, written.read()) {
        (Some(known), Ok(one)) => number::number(&known.person, one, Mask::Hidden),
        _ => number::of_a_stranger(written),
    }
}

/// The citizen's number now, where it is another than the command is written under (S23-1.1k).
fn renumbered(entry: &Entry) -> Option<NumberView> {
    let person = &entry.known?.person;
    let written = entry.pending.envelope.number.read().ok()?;
    let current = person.current_number();
    let is_former = written != current && person.numbers.known.contains(&written);
    is_former.then(|| number::number(person, current, Mask::Hidden))
}

fn entry_state(entry: &Entry) -> EntryState {
    match &entry.pending.state {
        PendingState::Resting { until } => {
            let left = (*until - entry.now).num_milliseconds().max(0);
            EntryState::Resting { left_ms: u32::try_from(left).unwrap_or(u32::MAX) }
        }
        PendingState::Waiting => {
            let id = entry.pending.envelope.id;
            let before = entry.queue.iter().position(|one| *one == id).unwrap_or(entry.queue.len());
            EntryState::Waiting { place: u32::try_from(before + 1).unwrap_or(u32::MAX), reason: waits_for(entry) }
        }
        PendingState::Sent => EntryState::Sent,
        PendingState::Held(why) => EntryState::Held { refusal: refusal(why) },
        PendingState::Refused { refusal: why, at } => EntryState::Refused { refusal: refusal(why), at: dates::at(*at) },
        PendingState::Accepted { at, otherwise } => {
            EntryState::Accepted { at: dates::at(*at), otherwise: otherwise.then(|| went_otherwise(entry)) }
        }
        PendingState::Undone { .. } => EntryState::Undone,
        PendingState::Discarded { reason, .. } => EntryState::Discarded { reason: reason.clone() },
        PendingState::Unreadable => EntryState::Unreadable,
    }
}

fn waits_for(entry: &Entry) -> Text {
    let builds_on = entry.pending.envelope.builds_on.filter(|id| entry.queue.contains(id));
    match (builds_on, entry.online) {
        (_, false) => Text::new("Venter på forbindelse", "Waits for a connection"),
        (Some(_), true) => {
            Text::new("Venter på den registrering, den bygger på", "Waits for the command that it builds on")
        }
        (None, true) => Text::new("Sendes om lidt", "Is sent in a moment"),
    }
}

/// What was done in place of what was shown: read from the journal once it is here.
fn went_otherwise(entry: &Entry) -> Text {
    let done = entry.known.map(done).unwrap_or_default();
    let changes: Vec<Text> =
        done.into_iter().filter(|(id, _)| *id == entry.pending.envelope.id).map(|it| it.1).collect();
    let joined = |one: fn(&Text) -> &str| changes.iter().map(one).collect::<Vec<_>>().join("; ");
    if changes.is_empty() {
        return Text::new(
            "Det gik anderledes end vist. Se i Historik, hvad der blev gjort.",
            "It went otherwise than shown. See in Historik (history) what was done.",
        );
    }
    Text::new(
        format!("Det gik anderledes end vist. Det blev gjort: {}.", joined(|text| &text.da)),
        format!("It went otherwise than shown. This was done: {}.", joined(|text| &text.en)),
    )
}

fn done(known: &Known) -> Vec<(CommandId, Text)> {
    let reader = Reader { person: &known.person, mask: Mask::Hidden, today: danish_day(known.fetched_at) };
    let told = |what: &What| {
        let told = change(what, reader, Tense::Happened);
        Text::new(format!("{}: {}", told.subject.da, told.after.da), format!("{}: {}", told.subject.en, told.after.en))
    };
    let changes = known.journal.iter().filter_map(|line| match &line.entry {
        JournalEntry::Change(what) => Some((line.command, told(what))),
        JournalEntry::Message { .. } | JournalEntry::Notice(_) | JournalEntry::NotDone(_) => None,
    });
    changes.collect()
}

/// What was typed, to begin a correction with.
fn draft(person: &Person, command: &Command) -> Option<Draft> {
    let form = match command {
        Command::WriteComment { text, .. } => DraftForm::Comment { text: text.clone() },
        Command::CorrectComment { comment, text, .. } => {
            DraftForm::CorrectComment { comment: comment.to_string(), text: text.clone() }
        }
        Command::WithdrawComment { comment, .. } => DraftForm::WithdrawComment { comment: comment.to_string() },
        Command::RegisterAffiliation { jobcentre, from, .. } => {
            DraftForm::Affiliation { jobcentre: jobcentre.to_string(), from: dates::show(*from) }
        }
        Command::RegisterPerson { .. }
        | Command::ChangeName { .. }
        | Command::ChangeAddress { .. }
        | Command::ChangeProtection { .. }
        | Command::ChangeStatus { .. }
        | Command::ChangeNumber { .. }
        | Command::StartMembership { .. }
        | Command::EndMembership { .. } => return None,
    };
    Some(Draft { citizen: person.id.to_string(), form })
}

/// Field by field: the number first, which alone is corrected by the program, and only on request.
fn corrections(entry: &Entry) -> Vec<Correction> {
    let sent = written_under(entry);
    let new = renumbered(entry);
    let sent = match new {
        Some(_) => Text::new(format!("{} (tidligere)", sent.shown), format!("{} (former)", sent.shown)),
        None => Text::same(sent.shown),
    };
    let corrected = new.map(|new| match new.since.and_then(|since| since.parse().ok()).map(dates::show) {
        Some(day) => Text::new(
            format!("{} (nuværende, siden {day})", new.shown),
            format!("{} (current, since {day})", new.shown),
        ),
        None => Text::new(format!("{} (nuværende)", new.shown), format!("{} (current)", new.shown)),
    });
    let number = Correction { field: Text::new("Personnummer", "CPR number"), sent, corrected };
    let fields = entry.pending.command.as_ref().map(fields).unwrap_or_default();
    std::iter::once(number).chain(fields).collect()
}

/// What happened to it, oldest first; changes of the citizen's number in between are a part of it.
fn course(entry: &Entry) -> Vec<CourseLine> {
    let Pending { envelope, state, .. } = entry.pending;
    let mut course = vec![(envelope.written_at, written(envelope.renews.is_some()))];
    let last = match state {
        PendingState::Refused { refusal, at } => {
            let text = Text::new(
                format!("Afvist med {}", refusal.code.as_str()),
                format!("Refused with {}", refusal.code.as_str()),
            );
            Some((*at, (text, Some(chip(refusal.rule)))))
        }
        PendingState::Accepted { at, .. } => Some((*at, (Text::new("Godkendt", "Accepted"), None))),
        PendingState::Undone { at } => {
            Some((*at, (Text::new("Fortrudt, før den blev sendt", "Taken back before it was sent"), None)))
        }
        PendingState::Discarded { at, .. } => {
            Some((*at, (Text::new("Kasseret med begrundelse", "Discarded with a reason"), None)))
        }
        PendingState::Resting { .. }
        | PendingState::Waiting
        | PendingState::Sent
        | PendingState::Held(_)
        | PendingState::Unreadable => None,
    };
    let until = last.as_ref().map_or(entry.now, |(at, _)| *at);
    for line in entry.known.iter().flat_map(|known| &known.journal) {
        let is_new_number = matches!(line.entry, JournalEntry::Change(What::NumberChanged { .. }));
        if is_new_number && (envelope.written_at..=until).contains(&line.at) {
            let text = Text::new("Nyt personnummer modtaget fra CPR", "New CPR number received from CPR");
            course.push((line.at, (text, Some(chip(RuleId::S23_1_1a)))));
        }
    }
    course.extend(last);
    course.into_iter().map(|(at, (text, rule))| CourseLine { at: dates::at(at), text, rule }).collect()
}

fn written(renews: bool) -> (Text, Option<RuleChip>) {
    if renews {
        let text = Text::new(
            "Skrevet i stedet for en registrering, der blev afvist eller holdt tilbage, og gemt på denne pc",
            "Written in place of a command that was refused or kept back, and saved at this desk",
        );
        (text, Some(chip(RuleId::S23_1_1k)))
    } else {
        (Text::new("Skrevet og gemt på denne pc", "Written and saved at this desk"), None)
    }
}
