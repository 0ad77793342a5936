//! The form of a held conversation: from what is typed to what is written in a command, and back.

use chrono::NaiveDate;
use domain::{
    CommandId, RecordId,
    contact_course::{
        ConversationForm, ConversationType, Participant, ParticipantRole, Participation, WrittenConversation,
    },
};

use crate::{
    dates,
    door::{HeldFields, ParticipantField, Text},
    times,
};

/// What is typed, as a command has it.
///
/// # Errors
/// A sentence about the first field that is not right yet.
pub(crate) fn read(
    fields: &HeldFields,
    booking: (Option<RecordId>, Vec<CommandId>),
    today: NaiveDate,
) -> Result<WrittenConversation, Text> {
    let code = |typed: &str| typed.trim().parse::<u32>().ok();
    let kind = code(&fields.conversation_type)
        .ok_or_else(|| Text::new("Vælg samtaletype fra listen.", "Choose the conversation type from the list."))?;
    let form = code(&fields.form)
        .ok_or_else(|| Text::new("Vælg samtaleform fra listen.", "Choose the conversation form from the list."))?;
    let form = ConversationForm(form);
    let day = dates::read(&fields.day, today)?;
    let at = times::instant(day, times::read(&fields.from)?)?;
    let participation = match fields.fund.as_str() {
        "took_part" => Some(Participation::TookPart),
        "stayed_away" => Some(Participation::StayedAway),
        "" => {
            return Err(Text::new(
                "Vælg, om den anden myndighed deltog.",
                "Choose whether the other authority took part.",
            ));
        }
        _ => None,
    };
    let agreement = fields.agreement.trim();
    let participant = |field: &ParticipantField| {
        Some(Participant { name: field.name.trim().to_owned(), role: role_named(&field.role)?, form })
    };
    Ok(WrittenConversation {
        kind: ConversationType(kind),
        form,
        at,
        booking: booking.0,
        booking_seen: booking.1,
        agreement: (!agreement.is_empty()).then(|| agreement.to_owned()),
        participants: fields.participants.iter().filter_map(participant).collect(),
        with_more_authorities: participation.is_some(),
        participation,
    })
}

/// A form filled as a conversation is written: to correct it.
pub(crate) fn fields(written: &WrittenConversation) -> HeldFields {
    let participant =
        |one: &Participant| ParticipantField { name: one.name.clone(), role: role_name(one.role).to_owned() };
    HeldFields {
        conversation_type: written.kind.to_string(),
        form: written.form.to_string(),
        day: dates::show(domain::danish_day(written.at)),
        from: times::typed(written.at),
        agreement: written.agreement.clone().unwrap_or_default(),
        fund: match written.participation {
            Some(Participation::TookPart) => "took_part",
            Some(Participation::StayedAway) => "stayed_away",
            None => "no",
        }
        .to_owned(),
        participants: written.participants.iter().map(participant).collect(),
    }
}

/// The name of a role at the door.
pub(crate) fn role_name(role: ParticipantRole) -> &'static str {
    match role {
        ParticipantRole::FundConsultant => "fund_consultant",
        ParticipantRole::Mentor => "mentor",
        ParticipantRole::SupportPerson => "support_person",
        ParticipantRole::Assessor => "assessor",
        ParticipantRole::Representative => "representative",
        ParticipantRole::DisabilityHelper => "disability_helper",
        ParticipantRole::Interpreter => "interpreter",
        ParticipantRole::Other => "other",
    }
}

fn role_named(name: &str) -> Option<ParticipantRole> {
    ParticipantRole::ALL.iter().copied().find(|role| role_name(*role) == name)
}
