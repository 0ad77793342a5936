use domain::contact_course::{Authorities, HeldConversation, Participant, ParticipantRole, Participation};

use super::{
    Seen,
    reference::{conversation_form, conversation_type},
    tell_booking::authority,
};
use crate::{
    dates,
    door::{HeldView, Text},
};

/// What was held with the citizen, the latest first.
pub(super) fn held(seen: &Seen) -> Vec<HeldView> {
    let mut held: Vec<&HeldConversation> = seen.after.held_conversations.records.iter().collect();
    held.sort_by_key(|one| (std::cmp::Reverse(one.content.at), one.id));
    held.into_iter().map(|one| view(seen, one)).collect()
}

fn view(seen: &Seen, held: &HeldConversation) -> HeldView {
    let content = &held.content;
    let is_known = seen.known.person.held_conversations.records.iter().any(|known| known.id == held.id);
    HeldView {
        conversation: held.id.to_string(),
        conversation_type: conversation_type(content.kind),
        form: conversation_form(content.form),
        at: dates::at(content.at),
        by: authority(held.by),
        caseworker: held.caseworker.as_ref().map(|caseworker| seen.names.of(caseworker)),
        agreement: content.agreement.clone(),
        participants: content.participants.iter().map(participant).collect(),
        fund: fund(content.authorities),
        waiting: (!is_known).then(|| Text::new("Venter på at blive sendt", "Waits to be sent")),
    }
}

fn participant(one: &Participant) -> Text {
    let role = role(one.role);
    Text::new(format!("{}: {}", role.da, one.name), format!("{}: {}", role.en, one.name))
}

/// A role, by the law's own word.
pub(super) fn role(role: ParticipantRole) -> Text {
    let (da, en) = match role {
        ParticipantRole::FundConsultant => ("A-kassekonsulent", "Fund consultant"),
        ParticipantRole::Mentor => ("Mentor", "Mentor"),
        ParticipantRole::SupportPerson => ("Støtte- eller kontaktperson", "Support person"),
        ParticipantRole::Assessor => ("Bisidder", "Assessor"),
        ParticipantRole::Representative => ("Partsrepræsentant", "Representative"),
        ParticipantRole::DisabilityHelper => ("Handicaphjælper", "Disability helper"),
        ParticipantRole::Interpreter => ("Tolk", "Interpreter"),
        ParticipantRole::Other => ("Anden deltager", "Other participant"),
    };
    Text::new(da, en)
}

/// Whether the other authority took part.
pub(super) fn fund(authorities: Authorities) -> Option<Text> {
    match authorities {
        Authorities::One => None,
        Authorities::Two(Participation::TookPart) => Some(Text::new("A-kassen deltog", "The fund took part")),
        Authorities::Two(Participation::StayedAway) => {
            Some(Text::new("A-kassen deltog ikke", "The fund did not take part"))
        }
    }
}
