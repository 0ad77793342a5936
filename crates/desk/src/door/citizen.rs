use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    BookingView, ChoiceView, DeadlineView, Draft, HeldView, NumberView, OutboxEntry, ReferralView, RuleChip, Text,
};

/// One citizen as a caseworker sees them: one person, whatever the number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CitizenView {
    /// Person id.
    pub citizen: String,
    /// Full name.
    pub name: String,
    /// The name that stands on a button.
    pub given_name: String,
    /// The current number.
    pub number: NumberView,
    /// Every number, newest first.
    pub numbers: Vec<NumberView>,
    /// `ÅÅÅÅ-MM-DD`.
    pub birth_date: Option<String>,
    /// In whole years today; none for the dead.
    pub age: Option<u32>,
    /// Dead, emigrated, disappeared, protected, 999.
    pub tags: Vec<TagView>,
    /// Jobcentre today.
    pub jobcentre: Option<PlaceView>,
    /// Whether that is the caseworker's own.
    pub own: bool,
    /// Who is contact person today, with what waits carried out; who has been it the longest first.
    pub contact_persons: Vec<ContactPersonView>,
    /// Whether the caseworker is one of them and has not ended it, with what waits carried out.
    pub is_contact_person: bool,
    /// Referrals to other operators: the latest first, and those that are over last.
    pub referrals: Vec<ReferralView>,
    /// Unemployment fund today.
    pub fund: Option<PlaceView>,
    /// Municipality, and what is known of 999.
    pub municipality: Option<PlaceView>,
    /// Address.
    pub address: AddressView,
    /// Set when the citizen was opened with a former number.
    pub opened_by_former: Option<OpenedByFormer>,
    /// What gave way in merges.
    pub merge_report: Vec<MergeLine>,
    /// What the caseworker should know.
    pub notices: Vec<NoticeView>,
    /// The picture of periods.
    pub timeline: TimelineView,
    /// The contact group today: "10 Fleksjobansat".
    pub contact_group: Option<Text>,
    /// Bookings: what is to come, in the order of time, and then what has been; those that wait are marked.
    pub bookings: Vec<BookingView>,
    /// Deadlines: what is due first, and what is done with last.
    pub deadlines: Vec<DeadlineView>,
    /// Who stays away from the next joint conversation.
    pub participation_choices: Vec<ChoiceView>,
    /// Whose no to the next joint conversation can be registered here: `citizen`, and `guest` for this jobcentre's.
    pub may_decline: Vec<String>,
    /// Conversations that were held, the latest first; those that wait are marked.
    pub held_conversations: Vec<HeldView>,
    /// Comments, newest first; those that wait are marked.
    pub comments: Vec<CommentView>,
    /// What is not sent or was refused, of this citizen.
    pub unsent: Vec<OutboxEntry>,
    /// The latest lines of the history.
    pub latest: Vec<HistoryGroup>,
    /// What is typed and not confirmed.
    pub drafts: Vec<Draft>,
    /// How fresh this is: "Hentet 10.05", or that the desk is offline since.
    pub as_of: Text,
}

/// Somebody who is contact person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactPersonView {
    /// User name.
    pub caseworker: String,
    /// Full name, or the user name where no name is known.
    pub name: String,
    /// First day, `ÅÅÅÅ-MM-DD`.
    pub since: String,
    /// Whether it is a colleague of the own jobcentre whom nobody has ended: that can be done here.
    pub can_end: bool,
    /// Last day, `ÅÅÅÅ-MM-DD`; none while open.
    pub until: Option<String>,
    /// Set while it, or its end, is not sent.
    pub waiting: Option<Text>,
}

/// A mark with icon and words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TagView {
    /// Which: `dead`, `emigrated`, `disappeared`, `name_and_address`, `address`, `999`, `former_number`, `no_jobcentre`.
    pub kind: String,
    /// The words.
    pub text: Text,
}

/// A jobcentre, a fund or a municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlaceView {
    /// Code.
    pub code: String,
    /// Name, or the code with "(navn ikke kendt)".
    pub name: Text,
    /// First day, `ÅÅÅÅ-MM-DD`.
    pub since: Option<String>,
    /// The number it is filed under, where that is a former one (S23-1.1e).
    pub filed_under: Option<NumberView>,
    /// Something to know about it.
    pub note: Option<Text>,
    /// The rule behind the note.
    pub rule: Option<RuleChip>,
}

/// An address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum AddressView {
    /// Nobody has said one.
    Unknown,
    /// Open to see.
    Open {
        /// Road and number.
        street: String,
        /// `8000 Aarhus C`.
        town: String,
    },
    /// Protected: not handed out.
    Protected {
        /// Last day of the protection, `ÅÅÅÅ-MM-DD`.
        until: Option<String>,
    },
}

/// That the citizen was opened with a former number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpenedByFormer {
    /// The typed one.
    pub typed: NumberView,
    /// The current one.
    pub current: NumberView,
    /// S23-1.1g.
    pub rule: RuleChip,
}

/// One line of the merge report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MergeLine {
    /// `cut`, `dropped` or `value`.
    pub kind: String,
    /// What it was.
    pub what: Text,
    /// Before.
    pub before: Text,
    /// After.
    pub after: Text,
    /// On which number it was.
    pub number: NumberView,
    /// S23-1.1f.
    pub rule: RuleChip,
}

/// Something to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoticeView {
    /// What happened, and what it means.
    pub title: Text,
    /// What to do.
    pub detail: Text,
    /// Which rule.
    pub rule: RuleChip,
    /// `info`, `warn` or `bad`.
    pub tone: String,
}

/// The picture of periods. The window and the zoom are the face's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TimelineView {
    /// Today, `ÅÅÅÅ-MM-DD`.
    pub today: String,
    /// From the top.
    pub lanes: Vec<LaneView>,
    /// Days on which the number changed, `ÅÅÅÅ-MM-DD`.
    pub number_changes: Vec<String>,
}

/// One lane.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LaneView {
    /// `numbers`, `jobcentre`, `fund` or `bookings`.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// In the order of their starts.
    pub periods: Vec<PeriodView>,
}

/// One period of a lane.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PeriodView {
    /// First day, `ÅÅÅÅ-MM-DD`; none where it is not known.
    pub from: Option<String>,
    /// Last day, `ÅÅÅÅ-MM-DD`; none while open.
    pub to: Option<String>,
    /// What stands in the bar.
    pub label: Text,
    /// What a screen reader says: everything.
    pub spoken: Text,
    /// `standing`, `cut`, `dropped` or `waiting`.
    pub state: String,
    /// The rule, where a merge or a filing stands behind.
    pub rule: Option<RuleChip>,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CommentView {
    /// Record id; for one that waits, the id it will get.
    pub comment: String,
    /// What it says.
    pub text: String,
    /// By whom.
    pub by: String,
    /// `2023-09-18T10:05`, Danish time.
    pub at: String,
    /// When it was corrected, the same form.
    pub corrected: Option<String>,
    /// The number it was registered under, where that is a former one.
    pub number: Option<NumberView>,
    /// Set while it, its correction or its withdrawal is not sent: "venter på forbindelse".
    pub waiting: Option<Text>,
    /// Whether it may be corrected or withdrawn here.
    pub editable: bool,
}

/// The history of a citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HistoryView {
    /// Newest first.
    pub groups: Vec<HistoryGroup>,
}

/// One command and all that it led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HistoryGroup {
    /// Command id.
    pub command: String,
    /// `2023-09-18T10:05`, Danish time: when it was registered.
    pub at: String,
    /// When it was written, where that was another minute.
    pub written_at: Option<String>,
    /// What was done: "Nyt personnummer".
    pub title: Text,
    /// By whom: "CPR-registret", "Line Bjerre, Jobcenter Aarhus".
    pub by: Text,
    /// `you`, `caseworker`, `register`, `fund`, `citizen` or `system`.
    pub by_kind: String,
    /// `accepted`, `refused`, `discarded` or `waiting`.
    pub state: String,
    /// Its effects.
    pub lines: Vec<HistoryLine>,
}

/// One effect in the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HistoryLine {
    /// `change`, `message`, `notice` or `not_done`.
    pub kind: String,
    /// What it is about.
    pub subject: Text,
    /// Before.
    pub before: Option<Text>,
    /// After, or what happened.
    pub after: Text,
    /// Every rule that says so, the deciding one first.
    pub rules: Vec<RuleChip>,
    /// `numbers`, `person`, `jobcentre`, `fund`, `contact_persons`, `referrals`, `conversations`, `contact_group`, `comments`: for the
    /// filter.
    pub area: String,
}
