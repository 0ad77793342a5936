use chrono::{DateTime, Utc};
use domain::{CommandKind, Person};

use super::{
    Mask, number, reference, tags,
    tell_command::{first_words, title},
};
use crate::{
    dates,
    door::{Draft, DraftForm, Text, UnsentDraft},
};

/// What is typed on a citizen and not confirmed.
pub struct Typed<'a> {
    /// The form, and the id that it is typed on.
    pub draft: Draft,
    /// The citizen now, where the citizen is here.
    pub person: Option<&'a Person>,
    /// When it was last typed in.
    pub at: DateTime<Utc>,
}

/// A draft as it stands in *Ikke sendt*. Every number is masked.
#[must_use]
pub fn unsent_draft(typed: Typed) -> UnsentDraft {
    let Typed { draft, person, at } = typed;
    UnsentDraft {
        citizen: person.map(|person| person.id.to_string()),
        name: person.map_or_else(tags::not_here, |person| Text::same(tags::name(person))),
        number: person.map(|person| number(person, person.current_number(), Mask::Hidden)),
        title: title(kind(&draft.form).as_str()),
        summary: summary(&draft.form),
        typed_at: dates::at(at),
        draft,
    }
}

fn kind(form: &DraftForm) -> CommandKind {
    match form {
        DraftForm::Comment { .. } => CommandKind::WriteComment,
        DraftForm::CorrectComment { .. } => CommandKind::CorrectComment,
        DraftForm::WithdrawComment { .. } => CommandKind::WithdrawComment,
        DraftForm::Affiliation { .. } => CommandKind::RegisterAffiliation,
        DraftForm::ContactPerson => CommandKind::RegisterContactPerson,
        DraftForm::EndContactPerson => CommandKind::EndContactPerson,
    }
}

/// What is typed may be half a date, or no jobcentre yet.
fn summary(form: &DraftForm) -> Text {
    match form {
        DraftForm::Comment { text } | DraftForm::CorrectComment { text, .. } => Text::same(first_words(text)),
        DraftForm::WithdrawComment { .. } | DraftForm::ContactPerson | DraftForm::EndContactPerson => Text::same(""),
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
