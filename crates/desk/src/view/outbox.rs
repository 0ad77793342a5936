use chrono::{DateTime, Utc};
use domain::{Command, CommandId, Decision, Person, Refusal, RuleId, What, danish_day};
use exchange::{JournalEntry, Outcome, Verdict};

use super::{
    Mask, Reader, Tense, number,
    reference::chip,
    refusal, tags,
    tell_change::{Told, change},
    tell_command::{fields, summary, title},
    whose,
};
use crate::{
    CourseStep, Known, Pending, PendingState, Step, dates,
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
    /// What has happened to it, oldest first.
    pub steps: &'a [CourseStep],
    /// What was shown before confirming.
    pub shown: Option<&'a Decision>,
    /// What the backend answered.
    pub verdict: Option<&'a Verdict>,
}

/// Whether a command has its place among what is not sent or not settled.
#[must_use]
pub fn is_unsent(state: &PendingState) -> bool {
    state.is_open() || state.needs_somebody() || *state == PendingState::Unreadable
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
        // Where the citizen is not here any more, all that was typed is still read here.
        corrections: if state.needs_somebody() || person.is_none() { corrections(entry) } else { Vec::new() },
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

/// What was shown, and what was done in its place.
fn went_otherwise(entry: &Entry) -> Text {
    let person = entry.known.map(|known| &known.person);
    let done = entry.verdict.and_then(|verdict| match &verdict.outcome {
        Outcome::Accepted { decision, .. } => Some(decision),
        Outcome::Refused(_) => None,
    });
    let (Some(person), Some(shown), Some(done)) = (person, entry.shown, done) else {
        return Text::new(
            "Det gik anderledes end vist. Se i Historik, hvad der blev gjort.",
            "It went otherwise than shown. See in Historik (history) what was done.",
        );
    };
    let reader = Reader { person, mask: Mask::Hidden, today: danish_day(entry.now) };
    let (shown, done) = (in_short(shown, reader, Tense::Foreseen), in_short(done, reader, Tense::Happened));
    Text::new(
        format!("Det gik anderledes end vist. Vist: {}. Gjort: {}.", shown.da, done.da),
        format!("It went otherwise than shown. Shown: {}. Done: {}.", shown.en, done.en),
    )
}

/// The changes of a decision on one line.
fn in_short(decision: &Decision, reader: Reader, tense: Tense) -> Text {
    let told: Vec<Told> = decision.changes.iter().map(|one| change(&one.what, reader, tense)).collect();
    if told.is_empty() {
        return Text::new("ingen ændringer", "no changes");
    }
    let joined = |one: fn(&Told) -> String| told.iter().map(one).collect::<Vec<_>>().join("; ");
    Text::new(
        joined(|told| format!("{} {}", told.subject.da, told.after.da)),
        joined(|told| format!("{} {}", told.subject.en, told.after.en)),
    )
}

/// The form that a command was typed in, filled as it was: to begin a correction with. None for what no caseworker types.
#[must_use]
pub fn form(command: &Command) -> Option<DraftForm> {
    Some(match command {
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
    })
}

fn draft(person: &Person, command: &Command) -> Option<Draft> {
    Some(Draft { citizen: person.id.to_string(), form: form(command)? })
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
    let written_at = entry.pending.envelope.written_at;
    let mut course: Vec<_> = entry.steps.iter().map(|one| (one.at, step(entry, one.step))).collect();
    let until =
        if is_unsent(&entry.pending.state) { entry.now } else { entry.steps.last().map_or(entry.now, |one| one.at) };
    for line in entry.known.iter().flat_map(|known| &known.journal) {
        let is_new_number = matches!(line.entry, JournalEntry::Change(What::NumberChanged { .. }));
        if is_new_number && (written_at..=until).contains(&line.at) {
            let text = Text::new("Borgeren fik nyt personnummer fra CPR", "The citizen got a new CPR number from CPR");
            course.push((line.at, (text, Some(chip(RuleId::S23_1_1a)))));
        }
    }
    course.sort_by_key(|(at, _)| *at);
    course.into_iter().map(|(at, (text, rule))| CourseLine { at: dates::at(at), text, rule }).collect()
}

fn step(entry: &Entry, step: Step) -> (Text, Option<RuleChip>) {
    let plain = |da: &str, en: &str| (Text::new(da, en), None);
    let stopped = |da: &str, en: &str, why: Refusal| {
        let code = why.code.as_str();
        (Text::new(format!("{da} med {code}"), format!("{en} with {code}")), Some(whose::of_refusal(why.rule)))
    };
    match step {
        Step::Confirmed if entry.pending.envelope.renews.is_some() => {
            let text = Text::new(
                "Skrevet i stedet for en tidligere registrering, og gemt på denne pc",
                "Written in place of an earlier command, and saved at this desk",
            );
            (text, Some(chip(RuleId::S23_1_1k)))
        }
        Step::Confirmed => plain("Skrevet og gemt på denne pc", "Written and saved at this desk"),
        Step::SentNow => plain("Må sendes med det samme", "May be sent at once"),
        Step::Sent => plain("Sendt", "Sent"),
        Step::Held(why) => stopped("Holdt tilbage på denne pc", "Kept back at this desk", why),
        Step::Refused(why) => stopped("Afvist", "Refused", why),
        Step::Accepted => plain("Godkendt", "Accepted"),
        Step::NotUnderstood => plain(
            "Centralen kender ikke den slags registrering endnu. Den venter",
            "The backend does not know this kind of command yet. It waits",
        ),
        Step::Undone => plain("Fortrudt, før den blev sendt", "Taken back before it was sent"),
        Step::Discarded => plain("Kasseret med begrundelse", "Discarded with a reason"),
        Step::Renewed(_) => {
            let text = Text::new("En ny registrering er skrevet i stedet", "A new command is written in its place");
            (text, Some(chip(RuleId::S23_1_1k)))
        }
    }
}
