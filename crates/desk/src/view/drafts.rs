use chrono::{DateTime, Utc};
use domain::{CommandKind, CprNumber, Person, contact_course::ConversationType};

use super::{
    Mask, concerned,
    number::{number, of_a_stranger},
    reference, referrals, tags,
    tell_command::{first_words, title},
};
use crate::{
    dates,
    door::{
        BookingFields, DeadlineFields, Draft, DraftForm, DraftRef, GuestFields, HeldFields, OpenBy, Text, UnsentDraft,
    },
};

/// What is typed on a citizen and not confirmed.
pub struct Typed<'a> {
    /// Its kind, and the id that it is typed on.
    pub of: DraftRef,
    /// The form; none where this version cannot read it.
    pub form: Option<DraftForm>,
    /// The form as it is kept.
    pub raw: String,
    /// The citizen now, where the citizen is here.
    pub person: Option<&'a Person>,
    /// A number of the citizen's, as it stands with what is typed.
    pub number: Option<CprNumber>,
    /// Whether another stands in its form.
    pub is_second: bool,
    /// When it was last typed in.
    pub at: DateTime<Utc>,
}

/// A draft as it stands in *Ikke sendt*. Every number is masked. On somebody who is not here it is told in full: there is no
/// page to read it on.
#[must_use]
pub fn unsent_draft(typed: Typed) -> UnsentDraft {
    let Typed { of, form, raw, person, number: kept, is_second, at } = typed;
    let now = person.map(|person| number(person, person.current_number(), Mask::Hidden));
    let opens_by = match (person, kept) {
        // Its text stands here, and in no form.
        _ if form.is_none() => None,
        // A form holds one choice, and whoever typed in it would type over the one that stands there.
        _ if is_second => None,
        (Some(person), _) => Some(OpenBy::Citizen(person.id.to_string())),
        (None, Some(_)) => Some(OpenBy::Typed(of.citizen.clone())),
        (None, None) => None,
    };
    let (title, summary) = match &form {
        Some(form) => {
            let of = person.and_then(|person| concerned::by_form(form, person));
            (title(kind(form).as_str()), after(of, summary(form, person.is_some())))
        }
        None => (Text::new("Kladde, der ikke kan læses", "A draft that cannot be read"), Text::same(raw)),
    };
    UnsentDraft {
        opens_by,
        is_second,
        is_here: person.is_some(),
        name: person.map_or_else(tags::not_here, |person| Text::same(tags::name(person))),
        number: now.or_else(|| kept.map(|kept| of_a_stranger(&kept.into()))),
        title,
        summary,
        typed_at: dates::at(at),
        draft: form.map(|form| Draft { citizen: of.citizen.clone(), form }),
        of,
    }
}

/// What it is of, and what is typed.
fn after(of: Option<Text>, typed: Text) -> Text {
    let both = |of: String, typed: String| if typed.trim().is_empty() { of } else { format!("{of}: {typed}") };
    match of {
        Some(of) => Text::new(both(of.da, typed.da), both(of.en, typed.en)),
        None => typed,
    }
}

fn kind(form: &DraftForm) -> CommandKind {
    match form {
        DraftForm::Comment { .. } => CommandKind::WriteComment,
        DraftForm::CorrectComment { .. } => CommandKind::CorrectComment,
        DraftForm::WithdrawComment { .. } => CommandKind::WithdrawComment,
        DraftForm::Affiliation { .. } => CommandKind::RegisterAffiliation,
        DraftForm::ContactPerson => CommandKind::RegisterContactPerson,
        DraftForm::EndContactPerson { .. } => CommandKind::EndContactPerson,
        DraftForm::MakeBooking { .. } => CommandKind::MakeBooking,
        DraftForm::ChangeBooking { .. } => CommandKind::ChangeBooking,
        DraftForm::CancelBooking { .. } => CommandKind::CancelBooking,
        DraftForm::HeldConversation { .. } => CommandKind::RegisterHeldConversation,
        DraftForm::Participation { .. } => CommandKind::SetParticipation,
        DraftForm::ParticipationChoice { .. } => CommandKind::SaveParticipationChoice,
        DraftForm::SetDeadline { .. } => CommandKind::SetDeadline,
        DraftForm::ChangeDeadline { .. } => CommandKind::ChangeDeadline,
        DraftForm::WithdrawDeadline { .. } => CommandKind::WithdrawDeadline,
        DraftForm::RegisterReferral { .. } => CommandKind::RegisterReferral,
        DraftForm::EndReferral { .. } => CommandKind::EndReferral,
    }
}

/// What is typed may be half a date, or no jobcentre yet.
fn summary(form: &DraftForm, is_short: bool) -> Text {
    match form {
        DraftForm::Comment { text } | DraftForm::CorrectComment { text, .. } if is_short => {
            Text::same(first_words(text))
        }
        DraftForm::Comment { text } | DraftForm::CorrectComment { text, .. } => Text::same(text),
        DraftForm::EndContactPerson { caseworker: Some(caseworker) } => Text::same(caseworker),
        DraftForm::MakeBooking { fields } | DraftForm::ChangeBooking { fields, .. } => typed_booking(fields, is_short),
        DraftForm::HeldConversation { fields, next, .. } => typed_held(fields, next.as_ref(), is_short),
        DraftForm::CancelBooking { reason, .. } if is_short => Text::same(first_words(reason)),
        DraftForm::CancelBooking { reason, .. } => Text::same(reason),
        DraftForm::Participation { fields, .. } => typed_guest(fields),
        DraftForm::SetDeadline { fields } | DraftForm::ChangeDeadline { fields, .. } => typed_deadline(fields),
        DraftForm::RegisterReferral { fields } => referrals::typed(fields, is_short),
        DraftForm::EndReferral { to, .. } => Text::same(to.trim()),
        DraftForm::WithdrawComment { .. }
        | DraftForm::ParticipationChoice { .. }
        | DraftForm::WithdrawDeadline { .. }
        | DraftForm::ContactPerson
        | DraftForm::EndContactPerson { caseworker: None } => Text::same(""),
        DraftForm::Affiliation { jobcentre, from } => {
            let code = jobcentre.trim().parse();
            let name = code.map_or_else(|_| Text::same(jobcentre.trim()), reference::jobcentre_name);
            match from.trim() {
                "" => name,
                from => Text::new(format!("{} fra {from}", name.da), format!("{} from {from}", name.en)),
            }
        }
    }
}

/// What is typed of a booking: the type and the time, and where there is no page to read it on, the rest.
pub(super) fn typed_booking(fields: &BookingFields, is_short: bool) -> Text {
    let mut typed = vec![&fields.day, &fields.from, &fields.until];
    if !is_short {
        typed.extend([&fields.place, &fields.phone, &fields.link, &fields.title, &fields.description]);
    }
    typed_conversation(&fields.conversation_type, &typed)
}

/// The same of a conversation that was held, and of the next one.
pub(super) fn typed_held(fields: &HeldFields, next: Option<&BookingFields>, is_short: bool) -> Text {
    let mut typed = vec![&fields.day, &fields.from];
    if !is_short {
        typed.push(&fields.agreement);
        typed.extend(fields.participants.iter().map(|one| &one.name));
    }
    let held = typed_conversation(&fields.conversation_type, &typed);
    let Some(next) = next.map(|next| typed_booking(next, is_short)) else { return held };
    Text::new(format!("{}. Den næste: {}", held.da, next.da), format!("{}. The next one: {}", held.en, next.en))
}

/// The type and the days.
pub(super) fn typed_deadline(fields: &DeadlineFields) -> Text {
    typed_conversation(&fields.conversation_type, &[&fields.book_by, &fields.hold_by])
}

/// Whom to find at the authority that takes part.
pub(super) fn typed_guest(fields: &GuestFields) -> Text {
    typed_conversation("", &[&fields.name, &fields.contact, &fields.phone, &fields.email])
}

fn typed_conversation(kind: &str, typed: &[&String]) -> Text {
    let kind = kind.trim().parse().map(ConversationType).map(reference::conversation_type).unwrap_or_default();
    let typed = typed.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    let joined = |kind: &str| [kind, &typed].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    Text::new(joined(&kind.da), joined(&kind.en))
}
