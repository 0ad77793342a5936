use chrono::{DateTime, Utc};
use domain::{Command, Decision, Person, Refusal, RuleId, What, danish_day};
use exchange::{JournalEntry, Outcome, Verdict};

use super::{
    Mask, Names, Reader, Tense, concerned, number, preview,
    reference::chip,
    refusal, tags,
    tell_change::{Told, change},
    tell_command::{fields, summary, title},
    whose,
};
use crate::{
    CourseStep, Known, Pending, PendingState, Step, Went,
    begun::{begun_from, on_what_stands},
    booking::fields as fields_of,
    dates,
    door::{
        BookingFields, Correction, CourseLine, Draft, DraftForm, EntryState, NumberView, Otherwise, OutboxEntry,
        RuleChip, Text,
    },
    room::command_names,
    sync::{self, Queued, WaitsFor},
};

/// A command of the outbox, with what it takes to tell of it.
pub struct Entry<'a> {
    /// The command.
    pub pending: &'a Pending,
    /// Its citizen, where the citizen is here.
    pub known: Option<&'a Known>,
    /// What people are called.
    pub names: &'a Names,
    /// The text as it was sealed.
    pub raw: &'a str,
    /// Every open command of the desk, in the order in which they will be sent.
    pub queue: &'a [Queued],
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
    /// What is typed in its correction.
    pub correcting: Option<&'a DraftForm>,
}

/// Whether a command has its place among what is not sent or not settled.
#[must_use]
pub fn is_unsent(state: &PendingState) -> bool {
    state.is_open() || state.needs_somebody() || state.is_to_be_seen() || *state == PendingState::Unreadable
}

/// A command as it stands in *Ikke sendt*. Every number is masked.
#[must_use]
pub fn outbox_entry(entry: &Entry) -> OutboxEntry {
    let Pending { envelope, command, state } = entry.pending;
    let person = entry.known.map(|known| &known.person);
    let name = match person {
        Some(person) => Text::same(tags::name(person)),
        None => tags::not_here(),
    };
    // Sent as it was, it would leave behind what is typed in its correction.
    let can_be_sent = state.needs_somebody() && command.is_some() && entry.correcting.is_none();
    let can_send_on_new_number = can_be_sent && renumbered(entry).is_some();
    let is_lost = matches!(state, PendingState::Lost { .. });
    OutboxEntry {
        command: envelope.id.to_string(),
        citizen: person.map(|person| person.id.to_string()),
        name,
        number: written_under(entry),
        title: title(&envelope.kind),
        summary: command.as_ref().map(|command| summary(command, entry.names).da).unwrap_or_default(),
        written_at: dates::at(envelope.written_at),
        state: entry_state(entry),
        draft: person.zip(command.as_ref()).and_then(|(person, command)| draft(person, command, entry.shown)),
        correcting: entry.correcting.cloned().map(|form| match person {
            Some(person) => on_what_stands(form, person),
            None => form,
        }),
        // Where the citizen is not here any more, the number it is written under is still read here.
        corrections: if state.needs_somebody() || person.is_none() { corrections(entry) } else { typed_fields(entry) },
        unread: command.is_none().then(|| without_numbers(entry.raw)),
        renews: envelope.renews.map(|old| old.to_string()),
        course: course(entry),
        can_send_on_new_number,
        can_send_again: is_lost && can_be_sent && person.is_some() && !can_send_on_new_number,
        can_discard: state.can_be_discarded(),
    }
}

/// The text with everything masked that may be a CPR number.
fn without_numbers(raw: &str) -> String {
    let mut shown = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        shown.push_str(before);
        let last_four = after.strip_prefix('-').map(|after| after.chars().take_while(char::is_ascii_digit).count());
        rest = match (digits.len(), last_four) {
            (10, _) => {
                shown.push_str(&format!("{}••••", &digits[..6]));
                after
            }
            (6, Some(4)) => {
                shown.push_str(&format!("{digits}-••••"));
                &after[5..]
            }
            _ => {
                shown.push_str(digits);
                after
            }
        };
    }
    shown + rest
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
            let before = entry.queue.iter().position(|one| one.id == id).unwrap_or(entry.queue.len());
            EntryState::Waiting { place: u32::try_from(before + 1).unwrap_or(u32::MAX), reason: waits_for(entry) }
        }
        PendingState::Sent => EntryState::Sent,
        PendingState::Held(why) => EntryState::Held { refusal: refusal(why) },
        PendingState::Refused { refusal: why, at } => EntryState::Refused { refusal: refusal(why), at: dates::at(*at) },
        PendingState::Accepted { at, went: Went::AsShown } => {
            EntryState::Accepted { at: dates::at(*at), otherwise: None }
        }
        PendingState::Accepted { at, went: Went::Otherwise { is_seen } } => {
            EntryState::Accepted { at: dates::at(*at), otherwise: Some(went_otherwise(entry, *is_seen)) }
        }
        PendingState::Lost { accepted_at, at } => {
            EntryState::Lost { accepted_at: dates::at(*accepted_at), at: dates::at(*at) }
        }
        PendingState::Undone { .. } => EntryState::Undone,
        PendingState::Discarded { reason, .. } => EntryState::Discarded { reason: reason.clone() },
        PendingState::Unreadable => EntryState::Unreadable,
    }
}

fn waits_for(entry: &Entry) -> Text {
    if !entry.online {
        return Text::new("Venter på forbindelse", "Waits for a connection");
    }
    match sync::waits_for(entry.queue, entry.pending.envelope.id, entry.now) {
        WaitsFor::Base => {
            Text::new("Venter på den registrering, den bygger på", "Waits for the command that it builds on")
        }
        WaitsFor::Earlier => Text::new(
            "Venter på en tidligere registrering på samme borger",
            "Waits for an earlier command on the same citizen",
        ),
        WaitsFor::Nothing => Text::new("Sendes om lidt", "Is sent in a moment"),
    }
}

/// What was shown, and what was done in its place.
fn went_otherwise(entry: &Entry, is_seen: bool) -> Otherwise {
    let person = entry.known.map(|known| &known.person);
    let done = entry.verdict.and_then(|verdict| match &verdict.outcome {
        Outcome::Accepted { decision, .. } => Some(decision),
        Outcome::Refused(_) => None,
    });
    let (Some(person), Some(shown), Some(done)) = (person, entry.shown, done) else {
        let text = Text::new(
            "Det gik anderledes end vist. Se i Historik, hvad der blev gjort.",
            "It went otherwise than shown. See in Historik (history) what was done.",
        );
        return Otherwise { text, shown: Vec::new(), done: Vec::new(), is_seen };
    };
    let reader = Reader { person, mask: Mask::Hidden, today: danish_day(entry.now), names: entry.names };
    let typed = entry.pending.command.as_ref().and_then(preview::typed);
    Otherwise {
        text: both_in_short(in_short(shown, reader, Tense::Foreseen), in_short(done, reader, Tense::Happened)),
        shown: preview::effects(shown, reader, Tense::Foreseen, typed.clone()),
        done: preview::effects(done, reader, Tense::Happened, typed),
        is_seen,
    }
}

fn both_in_short(shown: Text, done: Text) -> Text {
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
        Command::RegisterContactPerson { .. } => DraftForm::ContactPerson,
        Command::EndContactPerson { caseworker, .. } => {
            DraftForm::EndContactPerson { caseworker: caseworker.as_ref().map(|caseworker| caseworker.0.clone()) }
        }
        Command::MakeBooking { booking, guest, .. } => {
            DraftForm::MakeBooking { fields: BookingFields { fund_takes_part: guest.is_some(), ..fields_of(booking) } }
        }
        Command::SetParticipation { record, seen, guest, .. } => DraftForm::Participation {
            booking: record.to_string(),
            seen: command_names(seen),
            takes_part: guest.is_some(),
            fields: crate::participation::guest_fields(guest.as_deref()),
        },
        Command::SaveParticipationChoice { chooser, takes_part, .. } => DraftForm::ParticipationChoice {
            chooser: crate::participation::chooser_name(*chooser).to_owned(),
            takes_part: *takes_part,
        },
        Command::SetDeadline { deadline, .. } => DraftForm::SetDeadline { fields: crate::deadline::fields(deadline) },
        Command::ChangeDeadline { record, revision, deadline, .. } => DraftForm::ChangeDeadline {
            deadline: record.to_string(),
            revision: *revision,
            fields: crate::deadline::fields(deadline),
            begun: None,
        },
        Command::WithdrawDeadline { record, revision, .. } => {
            DraftForm::WithdrawDeadline { deadline: record.to_string(), revision: *revision }
        }
        Command::RegisterReferral { referral, .. } => {
            DraftForm::RegisterReferral { fields: crate::referral::fields(referral) }
        }
        Command::EndReferral { record, revision, to, .. } => {
            DraftForm::EndReferral { referral: record.to_string(), revision: *revision, to: dates::show(*to) }
        }
        Command::ChangeBooking { record, seen, booking, .. } => DraftForm::ChangeBooking {
            booking: record.to_string(),
            seen: command_names(seen),
            fields: fields_of(booking),
            begun: None,
        },
        Command::RegisterHeldConversation { conversation, next, .. } => DraftForm::HeldConversation {
            booking: conversation.booking.map(|booking| booking.to_string()),
            seen: command_names(&conversation.booking_seen),
            fields: crate::held::fields(conversation),
            next: next.as_deref().map(fields_of),
        },
        Command::CancelBooking { record, seen, reason, .. } => DraftForm::CancelBooking {
            booking: record.to_string(),
            seen: command_names(seen),
            reason: reason.clone().unwrap_or_default(),
        },
        Command::RegisterPerson { .. }
        | Command::ChangeName { .. }
        | Command::ChangeAddress { .. }
        | Command::ChangeProtection { .. }
        | Command::ChangeStatus { .. }
        | Command::ChangeNumber { .. }
        | Command::StartMembership { .. }
        | Command::EndMembership { .. }
        | Command::RecordContactGroup { .. } => return None,
    })
}

/// Whoever corrects a change has what stands now before them.
fn draft(person: &Person, command: &Command, shown: Option<&Decision>) -> Option<Draft> {
    let form = on_what_stands(begun_from(form(command)?, command, shown), person);
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
    std::iter::once(number).chain(typed_fields(entry)).collect()
}

fn typed_fields(entry: &Entry) -> Vec<Correction> {
    let Some(command) = &entry.pending.command else { return Vec::new() };
    let of = concerned::by_command(command, entry.shown, entry.known.map(|known| &known.person));
    let of = of.map(|sent| Correction { field: Text::new("Gælder", "Concerns"), sent, corrected: None });
    of.into_iter().chain(fields(command, entry.names)).collect()
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
            "Serveren kender ikke den slags registrering endnu. Den venter",
            "The backend does not know this kind of command yet. It waits",
        ),
        Step::Seen => plain("Set, at det gik anderledes end vist", "Seen that it went otherwise than shown"),
        Step::Lost => plain(
            "Serveren er genskabt fra en sikkerhedskopi og kender den ikke mere",
            "The backend was restored from a backup and does not know it any more",
        ),
        Step::Found => plain("Serveren kender den igen", "The backend knows it again"),
        Step::Undone => plain("Fortrudt, før den blev sendt", "Taken back before it was sent"),
        Step::Discarded => plain("Kasseret med begrundelse", "Discarded with a reason"),
        Step::Renewed(_) => {
            let text = Text::new("En ny registrering er skrevet i stedet", "A new command is written in its place");
            (text, Some(chip(RuleId::S23_1_1k)))
        }
    }
}
