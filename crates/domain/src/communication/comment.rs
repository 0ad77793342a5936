use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Area, CaseworkerId, CprNumber, Decision, Person, RecordId, Refusal, RefusalCode, RuleId, What, WrittenNumber,
    decide::{Case, ForTheDead},
    person::{Filed, Record},
};

/// The longest comment, in characters.
pub const MAX_COMMENT: usize = 1500;

/// Comments on one person. Withdrawn ones stay, so that the history can be told.
pub type Comments = Filed<Comment>;

/// One comment.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// Its id.
    pub id: RecordId,
    /// The number it was registered under.
    pub number: CprNumber,
    /// What it says.
    pub text: String,
    /// By whom.
    pub by: CaseworkerId,
    /// When the backend registered it, UTC.
    pub registered: DateTime<Utc>,
    /// When it last got another text, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<DateTime<Utc>>,
    /// When it was taken back, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<DateTime<Utc>>,
}

impl Record for Comment {
    const AREA: Area = Area::Comments;

    fn id(&self) -> RecordId {
        self.id
    }
}

impl Comments {
    /// The comment with `id`, unless it is withdrawn.
    #[must_use]
    pub fn standing(&self, id: RecordId) -> Option<&Comment> {
        self.records.iter().find(|comment| comment.id == id && comment.withdrawn.is_none())
    }
}

/// A caseworker writes a comment.
pub(crate) fn decide_comment(case: &Case, number: &WrittenNumber, text: &str) -> Result<Decision, Refusal> {
    let (person, number) = case.addressed(Area::Comments, number, ForTheDead::Never)?;
    let (by, _) = own_citizen(case, person)?;
    check_text(text)?;
    let record = case.occasion.command.record(0);
    let what = What::CommentWritten { record, number, text: text.to_owned(), by: by.clone() };
    Ok(one(person, what))
}

/// A caseworker gives a comment another text.
pub(crate) fn decide_correction(
    case: &Case,
    number: &WrittenNumber,
    comment: RecordId,
    text: &str,
) -> Result<Decision, Refusal> {
    let (person, _) = case.addressed(Area::Comments, number, ForTheDead::Never)?;
    own_citizen(case, person)?;
    let standing = standing(person, comment)?;
    check_text(text)?;
    let what = What::CommentCorrected { record: comment, before: standing.text.clone(), after: text.to_owned() };
    Ok(one(person, what))
}

/// A caseworker takes a comment back. Cancelling counts as registering (S23-1.1h), and is allowed on the dead (S23-1.4a).
pub(crate) fn decide_withdrawal(case: &Case, number: &WrittenNumber, comment: RecordId) -> Result<Decision, Refusal> {
    let (person, _) = case.addressed(Area::Comments, number, ForTheDead::Always)?;
    own_citizen(case, person)?;
    let standing = standing(person, comment)?;
    Ok(one(person, What::CommentWithdrawn { record: comment, before: standing.text.clone() }))
}

/// [ours] A jobcentre writes on its own citizens, and on those whom no jobcentre has.
fn own_citizen<'a>(case: &Case<'a>, person: &Person) -> Result<(&'a CaseworkerId, crate::JobcentreCode), Refusal> {
    let (caseworker, own) = case.caseworker()?;
    match person.jobcentre_on(case.occasion.now.today) {
        Some(jobcentre) if jobcentre != own => Err(Case::no_rights()),
        _ => Ok((caseworker, own)),
    }
}

fn standing(person: &Person, comment: RecordId) -> Result<&Comment, Refusal> {
    person.comments.standing(comment).ok_or(Refusal::new(RefusalCode::UnknownComment, RuleId::SbComment))
}

fn check_text(text: &str) -> Result<(), Refusal> {
    let refuse = |code| Err(Refusal::new(code, RuleId::SbComment));
    if text.trim().is_empty() {
        return refuse(RefusalCode::EmptyComment);
    }
    if text.chars().count() > MAX_COMMENT {
        return refuse(RefusalCode::LongComment);
    }
    if has_html_tag(text) { refuse(RefusalCode::HtmlInComment) } else { Ok(()) }
}

/// `<` with a letter or `/` after it, and a `>` further on. "<3" and "a < b" are no tags.
fn has_html_tag(text: &str) -> bool {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        let opens = after.strip_prefix('/').unwrap_or(after).starts_with(|c: char| c.is_ascii_alphabetic());
        if opens && after.contains('>') {
            return true;
        }
        rest = after;
    }
    false
}

fn one(person: &Person, what: What) -> Decision {
    let mut decision = Decision::default();
    decision.change(person.id, RuleId::SbComment, what);
    decision
}
