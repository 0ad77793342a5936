use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CalendarEntry, CodeChoice, Connection, HitView, MessageLine, OutboxEntry, RuleChip, Text};

/// Who is at the desk, and how the screen is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Session {
    /// Whether all citizens are made up.
    pub exercise: bool,
    /// The caseworker's name.
    pub caseworker: String,
    /// Initials.
    pub initials: String,
    /// Name of the caseworker's jobcentre.
    pub jobcentre: String,
    /// Code of the caseworker's jobcentre.
    pub jobcentre_code: String,
    /// The Danish calendar day, `ÅÅÅÅ-MM-DD` (the exercise clock in an exercise).
    pub today: String,
    /// Danish time, `10.05`.
    pub time: String,
    /// ISO week.
    pub week: u32,
    /// How the screen is set.
    pub settings: Settings,
    /// How the desk stands with the backend.
    pub connection: Connection,
    /// How many citizens are here.
    pub citizens: u32,
    /// How long they stay, where there is something to say of it.
    pub kept: Kept,
    /// What it means that only those are kept here whom the caseworker is contact person for, where that is the policy.
    pub caseload: Option<Text>,
    /// How many messages need somebody.
    pub inbox: u32,
    /// Last opened first, at most eight.
    pub recent: Vec<HitView>,
    /// Numbers and names that are worth trying, in an exercise.
    pub to_try: Vec<Try>,
}

/// How long citizens stay at this desk. The sentences say what happened and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Kept {
    /// There is nothing to say.
    Fresh,
    /// There has been no contact for ten days or more, and they will go.
    RunsOut {
        /// When.
        text: Text,
    },
    /// There was no contact for more than 14 days, and they are gone.
    Dropped {
        /// What to do.
        text: Text,
    },
    /// Nothing has been fetched since the desk was new, or was given another scope: nothing is known of who is missing.
    NotFetched {
        /// What to do.
        text: Text,
    },
    /// The policy of this desk is to keep nobody.
    Nobody {
        /// What that means.
        text: Text,
    },
}

/// Something to try in the exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Try {
    /// What to type in the search field.
    pub typed: String,
    /// What it shows.
    pub shows: Text,
    /// The rule it shows.
    pub rule: RuleChip,
}

/// How the screen is set. Kept between starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// `da` or `en`.
    pub language: String,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// Whether all numbers are masked: a citizen sits at the desk.
    pub hide_numbers: bool,
    /// Seconds that a confirmed command rests before it may leave, 0 to 30.
    pub rest_seconds: u32,
    /// Minutes without a key or a movement before the desk locks, 1 to 60.
    #[serde(default = "ten")]
    pub lock_minutes: u32,
}

fn ten() -> u32 {
    10
}

/// The page of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MyDay {
    /// Refused, held and lost commands, first.
    pub refused: Vec<OutboxEntry>,
    /// What went otherwise than shown, and nobody has said that it is seen.
    pub otherwise: Vec<OutboxEntry>,
    /// How many wait.
    pub waiting: u32,
    /// The caseworker's own conversations of the day that are not cancelled, in the order of time.
    pub conversations: Vec<CalendarEntry>,
    /// Deadlines of the caseworker's own citizens, and of those without a contact person, that are due or overdue: the one
    /// that has been due the longest first.
    pub due: Vec<DueLine>,
    /// Messages that need somebody, newest first.
    pub messages: Vec<MessageLine>,
    /// What needs an eye: merges with losses, citizens without a jobcentre, 999.
    pub to_check: Vec<DayItem>,
    /// What came in: new numbers, deaths, emigrations, protections. Newest first.
    pub news: Vec<DayItem>,
}

/// A deadline on the page of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueLine {
    /// Whose.
    pub citizen: HitView,
    /// Which.
    pub deadline: String,
    /// For which conversation.
    pub conversation_type: Text,
    /// Its code, as the form of a booking has it.
    pub code: String,
    /// What there is to do.
    pub standing: Text,
    /// Whether the last day has passed; else it is today.
    pub is_overdue: bool,
    /// Since when: `2023-09-18`, Danish calendar day.
    pub since: String,
    /// Whether nothing is booked: then that is to be done.
    pub can_book: bool,
    /// The booking that can be registered as held here, if there is one.
    pub booking: Option<String>,
}

/// One line of the page of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DayItem {
    /// Who.
    pub citizen: HitView,
    /// `2023-09-18T10:05`, Danish time.
    pub at: String,
    /// What happened.
    pub title: Text,
    /// What it means.
    pub detail: Text,
    /// Which rule.
    pub rule: RuleChip,
    /// `number`, `merge`, `dead`, `emigrated`, `disappeared`, `protection`, `municipality`, `jobcentre`.
    pub icon: String,
}

/// What the screens show of rules, refusals and lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReferenceView {
    /// Every rule.
    pub rules: Vec<RuleView>,
    /// Reasons for looking at a citizen of another jobcentre.
    pub purposes: Vec<Choice>,
    /// The conversation types whose names are known.
    pub conversation_types: Vec<CodeChoice>,
    /// Those of them that a deadline can be of: what a citizen can book.
    pub deadline_types: Vec<CodeChoice>,
    /// The conversation forms whose names are known.
    pub conversation_forms: Vec<CodeChoice>,
}

/// A rule's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RuleView {
    /// Its name.
    pub rule: RuleChip,
    /// At most 70 characters.
    pub title: Text,
    /// What DFDG says.
    pub dfdg: Option<Text>,
    /// Our reading, or our rule.
    pub ours: Option<Text>,
    /// Where it stands.
    pub source: Text,
}

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Choice {
    /// What is sent.
    pub id: String,
    /// What is shown.
    pub text: Text,
}

/// The jobcentres that are open today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JobcentreView {
    /// In the order of their names.
    pub jobcentres: Vec<Choice>,
}
