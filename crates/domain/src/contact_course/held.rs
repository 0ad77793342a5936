use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Authority, ConversationForm, ConversationType};
use crate::{
    Area, CaseworkerId, CommandId, CprNumber, Occasion, RecordId,
    person::{Filed, Record},
};

/// The conversations that were held (afholdte samtaler) with one person.
pub type HeldConversations = Filed<HeldConversation>;

/// One conversation that was held.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldConversation {
    /// Its id.
    pub id: RecordId,
    /// The number it was registered under.
    pub number: CprNumber,
    /// Who held it.
    pub by: Authority,
    /// Who registered it, where a caseworker did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caseworker: Option<CaseworkerId>,
    /// What was held.
    pub content: HeldContent,
    /// When the backend registered it, UTC.
    pub registered: DateTime<Utc>,
}

/// What a held conversation was.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldContent {
    /// Conversation type (samtaletype).
    #[serde(rename = "type")]
    pub kind: ConversationType,
    /// Conversation form (samtaleform).
    pub form: ConversationForm,
    /// When it was held, UTC.
    pub at: DateTime<Utc>,
    /// The booking that it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking: Option<RecordId>,
    /// What was agreed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// Who took part beside the citizen and who held it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<Participant>,
    /// Whether another authority was to take part.
    pub authorities: Authorities,
}

/// Somebody who took part.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// 1 to 100 characters.
    pub name: String,
    /// As what.
    pub role: ParticipantRole,
    /// How: in person, by telephone …
    pub form: ConversationForm,
}

/// As what somebody takes part, by the law's own list. DFDG's ids are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParticipantRole {
    /// A-kassekonsulent.
    FundConsultant,
    /// Mentor.
    Mentor,
    /// Støtte- eller kontaktperson.
    SupportPerson,
    /// Bisidder.
    Assessor,
    /// Partsrepræsentant.
    Representative,
    /// Handicaphjælper.
    DisabilityHelper,
    /// Tolk.
    Interpreter,
    /// Anden deltager.
    Other,
}

impl ParticipantRole {
    /// Every role, in the order of the law.
    pub const ALL: &[Self] = &[
        Self::FundConsultant,
        Self::Mentor,
        Self::SupportPerson,
        Self::Assessor,
        Self::Representative,
        Self::DisabilityHelper,
        Self::Interpreter,
        Self::Other,
    ];
}

/// Whether one authority held a conversation, or two were to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authorities {
    /// One.
    One,
    /// Two, and whether the other came.
    Two(Participation),
}

/// Whether the other authority took part. DFDG's ids are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Participation {
    /// It did.
    TookPart,
    /// It did not.
    StayedAway,
}

/// What happens to a held conversation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldChange {
    /// It is registered.
    Registered {
        /// The number it is registered under.
        number: CprNumber,
        /// Who held it.
        by: Authority,
        /// Who registers it, where a caseworker does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caseworker: Option<CaseworkerId>,
        /// What was held.
        content: Box<HeldContent>,
    },
}

/// A held conversation as somebody wrote it in a command, not yet looked at.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenConversation {
    /// Samtaletype.
    #[serde(rename = "type")]
    pub kind: ConversationType,
    /// Samtaleform.
    pub form: ConversationForm,
    /// When it was held, UTC.
    pub at: DateTime<Utc>,
    /// The booking that it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking: Option<RecordId>,
    /// The commands that had written that booking when it was looked at; none where nobody looked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub booking_seen: Vec<CommandId>,
    /// What was agreed on: at most 2000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// Who took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<Participant>,
    /// InterviewWithMoreAuthorities.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub with_more_authorities: bool,
    /// ParticipationStatus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participation: Option<Participation>,
}

impl Record for HeldConversation {
    const AREA: Area = Area::HeldConversations;

    fn id(&self) -> RecordId {
        self.id
    }
}

impl HeldConversations {
    pub(crate) fn carry_out(&mut self, record: RecordId, change: &HeldChange, occasion: Occasion) {
        let HeldChange::Registered { number, by, caseworker, content } = change;
        let held = HeldConversation {
            id: record,
            number: *number,
            by: *by,
            caseworker: caseworker.clone(),
            content: content.as_ref().clone(),
            registered: occasion.now.instant,
        };
        self.add(held, occasion.now.today);
    }
}

/// The type alone: debug text ends in logs.
impl fmt::Debug for WrittenConversation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WrittenConversation(type {})", self.kind)
    }
}

/// The id alone.
impl fmt::Debug for HeldConversation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HeldConversation({})", self.id)
    }
}

/// The type alone.
impl fmt::Debug for HeldContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HeldContent(type {})", self.kind)
    }
}

/// The role alone.
impl fmt::Debug for Participant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Participant({:?})", self.role)
    }
}

/// The kind alone.
impl fmt::Debug for HeldChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HeldChange(Registered)")
    }
}
