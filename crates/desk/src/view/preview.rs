use chrono::{DateTime, NaiveDate, Utc};
use domain::{Command, Decision, Person, Refusal, RuleId};
use exchange::Fingerprint;

use super::{
    Mask, Names, Reader, Tense,
    reference::{chip, our_reading},
    refusal,
    tell_change::change,
    tell_command::first_words,
    tell_message::{audience, body, not_done, notice},
    understood_days::understood_days,
    whose,
};
use crate::{
    dates,
    door::{BookingFields, DraftForm, Effect, Preview, RuleChip, Text},
};

/// What a draft would do, decided at this desk.
pub struct Foreseen<'a> {
    /// Whom else who is to hold the conversation meets at that time.
    pub also_meets: Option<Text>,
    /// Decided as of now.
    pub outcome: &'a Result<Decision, Refusal>,
    /// Decided as of tomorrow: what comes of it if it leaves after midnight.
    pub tomorrow: Option<&'a Result<Decision, Refusal>>,
    /// What was decided on.
    pub command: &'a Command,
    /// The citizen with the open pending commands carried out.
    pub person: &'a Person,
    /// What people are called.
    pub names: &'a Names,
    /// The Danish day.
    pub today: NaiveDate,
    /// Since when the backend has not answered.
    pub offline_since: Option<DateTime<Utc>>,
    /// When the citizen's rows came from the backend.
    pub fetched_at: DateTime<Utc>,
    /// Whether other commands on this citizen wait before it.
    pub others_wait: bool,
}

/// "Det sker der": the decision in words, or the refusal.
#[must_use]
pub fn preview(foreseen: &Foreseen) -> Preview {
    let days = understood_days(foreseen.command);
    match foreseen.outcome {
        Err(why) => Preview::Refused { refusal: refusal(why), days },
        Ok(decision) => Preview::Accepted {
            effects: effects(decision, foreseen_by(foreseen), Tense::Foreseen, typed(foreseen.command)),
            days,
            caution: caution(foreseen),
            also_meets: foreseen.also_meets.clone(),
            fingerprint: fingerprint(foreseen.outcome),
        },
    }
}

fn fingerprint(outcome: &Result<Decision, Refusal>) -> String {
    match serde_json::to_value(Fingerprint::of(outcome)) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(_) | Err(_) => String::new(),
    }
}

/// What is still missing before a draft can be decided; none when nothing is.
#[must_use]
pub fn missing(form: &DraftForm) -> Option<Text> {
    match form {
        DraftForm::Comment { text } if text.trim().is_empty() => {
            Some(Text::new("Skriv kommentaren.", "Write the comment."))
        }
        DraftForm::CorrectComment { text, .. } if text.trim().is_empty() => {
            Some(Text::new("Skriv kommentarens nye tekst.", "Write the comment's new text."))
        }
        DraftForm::Affiliation { jobcentre, from } => match (jobcentre.trim().is_empty(), from.trim().is_empty()) {
            (true, true) => Some(Text::new("Vælg jobcenter og første dag.", "Choose the jobcentre and the first day.")),
            (true, false) => Some(Text::new("Vælg jobcenter.", "Choose the jobcentre.")),
            (false, true) => {
                Some(Text::new("Skriv den første dag i jobcentret.", "Write the first day in the jobcentre."))
            }
            (false, false) => None,
        },
        DraftForm::MakeBooking { fields } | DraftForm::ChangeBooking { fields, .. } => missing_of_a_booking(fields),
        DraftForm::HeldConversation { fields, next, .. } => {
            let held = [
                (&fields.conversation_type, "samtaletype", "the conversation type"),
                (&fields.form, "samtaleform", "the conversation form"),
                (&fields.day, "dag", "the day"),
                (&fields.from, "klokkeslæt", "the time"),
            ];
            missing_of(&held).or_else(|| next.as_ref().and_then(missing_of_a_booking))
        }
        DraftForm::SetDeadline { fields } | DraftForm::ChangeDeadline { fields, .. } => missing_of(&[
            (&fields.conversation_type, "samtaletype", "the conversation type"),
            (&fields.book_by, "sidste dag for booking", "the last day for booking"),
            (&fields.hold_by, "sidste dag for samtalen", "the last day for the conversation"),
        ]),
        DraftForm::RegisterReferral { fields } => missing_of(&[
            (&fields.cvr, "CVR-nummer", "the CVR number"),
            (&fields.name, "navn på den anden aktør", "the operator's name"),
            (&fields.from, "første dag", "the first day"),
        ]),
        DraftForm::EndReferral { to, .. } => missing_of(&[(to, "sidste dag", "the last day")]),
        DraftForm::Participation { .. }
        | DraftForm::ParticipationChoice { .. }
        | DraftForm::WithdrawDeadline { .. }
        | DraftForm::Comment { .. }
        | DraftForm::CorrectComment { .. }
        | DraftForm::WithdrawComment { .. }
        | DraftForm::ContactPerson
        | DraftForm::EndContactPerson { .. }
        | DraftForm::CancelBooking { .. } => None,
    }
}

pub(crate) fn missing_of_a_booking(fields: &BookingFields) -> Option<Text> {
    let asked = [
        (&fields.conversation_type, "samtaletype", "the conversation type"),
        (&fields.form, "samtaleform", "the conversation form"),
        (&fields.day, "dag", "the day"),
        (&fields.from, "klokkeslæt", "the time"),
    ];
    missing_of(&asked)
}

/// The fields that stand empty, by their names in both languages.
fn missing_of(asked: &[(&String, &'static str, &'static str)]) -> Option<Text> {
    let missing: Vec<_> = asked.iter().filter(|(typed, ..)| typed.trim().is_empty()).collect();
    let listed = |one: fn(&&(&String, &'static str, &'static str)) -> &'static str, and: &str| {
        let names: Vec<&str> = missing.iter().map(one).collect();
        match names.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, rest)) => format!("{} {and} {last}", rest.join(", ")),
            None => String::new(),
        }
    };
    (!missing.is_empty()).then(|| {
        Text::new(
            format!("Vælg eller skriv {}.", listed(|one| one.1, "og")),
            format!("Choose or write {}.", listed(|one| one.2, "and")),
        )
    })
}

fn foreseen_by<'a>(foreseen: &Foreseen<'a>) -> Reader<'a> {
    Reader { person: foreseen.person, mask: Mask::Hidden, today: foreseen.today, names: foreseen.names }
}

/// Always in the order: changes, stays, told, not told. A change that has no other detail is told with what was `typed`.
pub(super) fn effects(decision: &Decision, reader: Reader, tense: Tense, typed: Option<Text>) -> Vec<Effect> {
    let effect = |group: &str, (subject, outcome): (Text, Text), detail, check, rule: RuleChip| Effect {
        group: group.to_owned(),
        subject,
        outcome,
        detail,
        check,
        rule,
    };
    let mut effects = Vec::new();
    for one in &decision.changes {
        let told = change(&one.what, reader, tense);
        let detail = told.detail.or_else(|| told.before.map(was)).or_else(|| typed.clone());
        effects.push(effect(
            "changes",
            (told.subject, told.after),
            detail,
            false,
            whose::of_change(&one.what, one.rule),
        ));
    }
    for one in &decision.notices {
        effects.push(effect("changes", notice(&one.kind), None, true, whose::of_notice(&one.kind, one.rule)));
    }
    for one in &decision.not_done {
        effects.push(effect(
            "stays",
            not_done(&one.what, reader),
            None,
            false,
            whose::of_not_done(&one.what, one.rule),
        ));
    }
    for one in &decision.messages {
        let rule = one.rules.first().copied().unwrap_or(RuleId::S23_1_1j);
        let gets = Text::new("får besked", "is told");
        effects.push(effect("told", (audience(one.to), gets), Some(body(&one.body, reader)), false, chip(rule)));
    }
    if decision.messages.is_empty() {
        let rule = decision.rules().next().unwrap_or(RuleId::SbId);
        let nobody =
            (Text::new("Jobcentre og a-kasse", "Jobcentres and fund"), Text::new("får ingen besked", "are not told"));
        effects.push(effect("not_told", nobody, None, false, our_reading(rule)));
    }
    effects
}

fn was(before: Text) -> Text {
    Text::new(format!("Før: {}", before.da), format!("Before: {}", before.en))
}

/// The first words of a new comment, and who becomes contact person; everything else is told by its outcome.
pub(super) fn typed(command: &Command) -> Option<Text> {
    match command {
        Command::WriteComment { text, .. } => Some(Text::same(first_words(text))),
        Command::RegisterContactPerson { .. } => {
            Some(Text::new("Det er dig, der bliver kontaktperson", "It is you who becomes contact person"))
        }
        Command::RegisterPerson { .. }
        | Command::ChangeName { .. }
        | Command::ChangeAddress { .. }
        | Command::ChangeProtection { .. }
        | Command::ChangeStatus { .. }
        | Command::ChangeNumber { .. }
        | Command::StartMembership { .. }
        | Command::EndMembership { .. }
        | Command::RegisterAffiliation { .. }
        | Command::CorrectComment { .. }
        | Command::WithdrawComment { .. }
        | Command::EndContactPerson { .. }
        | Command::RegisterReferral { .. }
        | Command::EndReferral { .. }
        | Command::MakeBooking { .. }
        | Command::ChangeBooking { .. }
        | Command::CancelBooking { .. }
        | Command::RegisterHeldConversation { .. }
        | Command::SetParticipation { .. }
        | Command::SaveParticipationChoice { .. }
        | Command::SetDeadline { .. }
        | Command::ChangeDeadline { .. }
        | Command::WithdrawDeadline { .. }
        | Command::RecordContactGroup { .. } => None,
    }
}

/// What may turn out otherwise: facts that are old, commands that wait before it, and midnight.
fn caution(foreseen: &Foreseen) -> Option<Text> {
    let mut cautions = Vec::new();
    if foreseen.offline_since.is_some() {
        let fetched = dates::moment(foreseen.fetched_at, foreseen.today);
        cautions.push(Text::new(
            format!(
                "Du er offline. Nummer, status og jobcenter er hentet {} og kan have ændret sig. Serveren afgør det, når der er forbindelse.",
                fetched.da
            ),
            format!(
                "You are offline. Number, status and jobcentre were fetched {} and may have changed. The backend decides once there is a connection.",
                fetched.en
            ),
        ));
    }
    if foreseen.others_wait {
        cautions.push(Text::new(
            "Der venter andre registreringer på borgeren. Her er regnet med, at de bliver godkendt.",
            "Other commands on the citizen are waiting. Here they are taken to be accepted.",
        ));
    }
    cautions.extend(foreseen.tomorrow.and_then(|tomorrow| after_midnight(foreseen, tomorrow)));
    let joined = |one: fn(&Text) -> &str| cautions.iter().map(one).collect::<Vec<_>>().join(" ");
    (!cautions.is_empty()).then(|| Text::new(joined(|text| &text.da), joined(|text| &text.en)))
}

/// The day of registration is the day on which the backend decides: what leaves after midnight may go otherwise.
fn after_midnight(foreseen: &Foreseen, tomorrow: &Result<Decision, Refusal>) -> Option<Text> {
    if foreseen.offline_since.is_none() || foreseen.outcome == tomorrow {
        return None;
    }
    Some(match tomorrow {
        Err(why) => {
            let code = why.code.as_str();
            Text::new(
                format!("Det skal nå frem inden midnat: i morgen bliver det afvist med {code}."),
                format!("It must arrive before midnight: tomorrow it is refused with {code}."),
            )
        }
        Ok(_) => Text::new(
            "Det, der vises her, gælder, hvis det når frem inden midnat. Senere kan det gå anderledes.",
            "What is shown here holds if it arrives before midnight. Later it may go otherwise.",
        ),
    })
}
