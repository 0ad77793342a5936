use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Audience, CprNumber, FundCode, JobcentreCode, MunicipalityCode, NotDone, NoticeKind, PersonStatus, RefusalCode,
    RuleId,
    contact_course::{Authority, Happening},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use toml::Spanned;

use super::{BadFile, Place, Step};

/// Something that must hold after a step.
#[derive(Clone, Debug)]
pub struct Expect {
    /// After which step it is looked at.
    pub after: usize,
    /// Whose command it is about; the same step's, if the file does not say otherwise.
    pub of: usize,
    /// What.
    pub point: Point,
    /// Line in the file.
    pub line: usize,
}

/// One thing that must hold.
#[derive(Clone, Debug)]
pub enum Point {
    /// The backend accepted the command.
    Accepted,
    /// The backend refused it, or the desk did before sending.
    Refused {
        /// With this code.
        code: RefusalCode,
        /// Because of this rule.
        rule: RuleId,
    },
    /// There is no verdict yet.
    NoVerdict,
    /// Exactly these rules speak in the decision or the refusal.
    Rules(Vec<RuleId>),
    /// Exactly these messages were made.
    Messages(Vec<Told>),
    /// These have the command's messages in their inboxes.
    Told(Vec<Recipient>),
    /// These have not.
    NotTold(Vec<Recipient>),
    /// Exactly these notices were given.
    Notices(Vec<NoticeKind>),
    /// Exactly this was left alone.
    NotDone(Vec<NotDone>),
    /// A person looks so, whichever of the numbers is used.
    Person(Box<PersonLook>),
    /// The command stands so in the outbox of its desk.
    Outbox(Outlook),
    /// The look-up ended so.
    Opened(OpenedAs),
    /// A fund read so much.
    Read(Box<ReadLook>),
    /// The desk told its face of these kinds of events, whatever else it told.
    Heard(Vec<String>),
    /// The repeated command got the same answer as the first time.
    SameAnswer,
}

/// A message as the file expects it. What is not written of its content is not looked at.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// DFDG's type: `GetCprChanged`.
    pub kind: String,
    /// To whom.
    #[serde(deserialize_with = "audience")]
    pub to: Audience,
    /// The number before.
    pub old: Option<CprNumber>,
    /// The number after.
    pub new: Option<CprNumber>,
    /// The date it carries.
    pub event_date: Option<NaiveDate>,
    /// What happened to what it is about.
    pub happening: Option<Happening>,
}

/// One authority with an inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Recipient {
    /// A jobcentre, by its code.
    Jobcentre(JobcentreCode),
    /// A fund: `fund:90`.
    Fund(FundCode),
}

impl TryFrom<String> for Recipient {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.strip_prefix("fund:") {
            Some(fund) => fund.parse().map(Self::Fund),
            None => text.parse().map(Self::Jobcentre),
        }
    }
}

/// How a person must look. What is not written is not looked at.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonLook {
    /// A label, or any number of the person.
    pub who: String,
    /// The current number.
    pub number: Option<CprNumber>,
    /// Every number, newest first.
    pub numbers: Option<Vec<CprNumber>>,
    /// The name.
    pub name: Option<String>,
    /// The status.
    pub status: Option<PersonStatus>,
    /// The last real municipality.
    pub municipality: Option<MunicipalityCode>,
    /// Whether DFDG has 999 in its place.
    pub is_999: Option<bool>,
    /// Whether the address is protected today.
    pub protected: Option<bool>,
    /// The jobcentre today; `none` for no one.
    pub jobcentre: Option<String>,
    /// The fund today; `none` for no one.
    pub fund: Option<String>,
    /// Every affiliation that stands, in the order of time.
    pub affiliation: Option<Vec<AffiliationLook>>,
    /// Whether the records of the moved areas hang on the person; no before the conversion.
    pub converted: Option<bool>,
    /// The comments that stand, oldest first.
    pub comments: Option<Vec<String>>,
    /// Who is contact person today, in the order of their user names.
    pub contact_persons: Option<Vec<String>>,
    /// The referrals to other operators, in the order of time.
    pub referrals: Option<Vec<ReferralLook>>,
    /// The contact group today, by its id; 0 for none.
    pub contact_group: Option<u32>,
    /// The bookings that stand, in the order of time.
    pub bookings: Option<Vec<BookingLook>>,
    /// Every membership, in the order of time.
    pub membership: Option<Vec<MembershipLook>>,
    /// What the merge report says was lost: `cut`, `dropped` or `value`, in its order.
    pub merge_report: Option<Vec<String>>,
}

/// An affiliation that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AffiliationLook {
    /// Where.
    pub jobcentre: JobcentreCode,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: Option<NaiveDate>,
}

/// A referral to another operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferralLook {
    /// The operator's CVR number.
    pub cvr: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: Option<NaiveDate>,
}

/// A booking that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookingLook {
    /// The conversation type, by its id.
    #[serde(rename = "type")]
    pub kind: u32,
    /// UTC; Danish time in the file.
    pub start: DateTime<Utc>,
    /// Who summons.
    pub by: Authority,
}

/// A membership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MembershipLook {
    /// Which fund.
    pub fund: FundCode,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// The number it is filed under.
    pub number: CprNumber,
}

/// How a command stands in an outbox.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlook {
    /// `resting`, `waiting`, `sent`, `held`, `refused`, `accepted`, `undone`, `discarded` or `gone`.
    pub state: String,
    /// With this code, when refused or held.
    pub code: Option<Code>,
    /// Because of this rule, when refused or held.
    pub rule: Option<RuleId>,
    /// Whether *Send på det nye nummer* is offered.
    pub can_send_on_new_number: Option<bool>,
}

/// How a look-up ended.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenedAs {
    /// `citizen`, `ask_purpose`, `unknown` or `out_of_reach`.
    pub answer: String,
    /// Who was opened: the name.
    pub name: Option<String>,
    /// The current number as it is shown.
    pub number: Option<String>,
    /// Whether the page says that a former number was typed.
    pub by_former: Option<bool>,
    /// The marks on the page, in their order.
    pub tags: Option<Vec<String>>,
    /// The rules that stand somewhere on the page, whatever others stand there.
    pub rules: Option<Vec<RuleId>>,
}

/// What a fund read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadLook {
    /// Whether it may.
    pub may: bool,
    /// The types of the bookings, in the order of time.
    pub bookings: Option<Vec<u32>>,
    /// The types of the held conversations, in the order of time.
    pub held: Option<Vec<u32>>,
}

/// A refusal code, as a number or with its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "CodeText")]
pub struct Code(pub RefusalCode);

#[derive(Deserialize)]
#[serde(untagged)]
enum CodeText {
    Number(u32),
    Text(String),
}

impl TryFrom<CodeText> for Code {
    type Error = String;

    fn try_from(text: CodeText) -> Result<Self, String> {
        let text = match text {
            CodeText::Number(number) => number.to_string(),
            CodeText::Text(text) => text,
        };
        let code = RefusalCode::ALL.iter().find(|code| code.as_str() == text);
        code.copied().map(Self).ok_or_else(|| format!("no refusal has the code {text}"))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RefusedLine {
    code: Code,
    rule: RuleId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    after: Spanned<usize>,
    of: Option<Spanned<usize>>,
    accepted: Option<Spanned<bool>>,
    refused: Option<RefusedLine>,
    no_verdict: Option<Spanned<bool>>,
    rules: Option<Vec<RuleId>>,
    messages: Option<Vec<Told>>,
    told: Option<Vec<Recipient>>,
    not_told: Option<Vec<Recipient>>,
    notices: Option<Vec<Spanned<toml::Value>>>,
    not_done: Option<Vec<Spanned<toml::Value>>>,
    person: Option<PersonLook>,
    outbox: Option<Outlook>,
    opened: Option<OpenedAs>,
    read: Option<ReadLook>,
    heard: Option<Vec<String>>,
    same_answer: Option<Spanned<bool>>,
}

/// One expectation a line of the file; a line may hold several, each is looked at by itself.
pub(super) fn expect(line: Spanned<Line>, steps: &[Step], place: &Place) -> Result<Vec<Expect>, BadFile> {
    let span = line.span();
    let at = place.line_and_column(span.start).0;
    let line = line.into_inner();
    let known = |step: &Spanned<usize>, last: usize| match *step.get_ref() {
        known if (1..=last).contains(&known) => Ok(known),
        other => Err(place.bad(step.span(), format!("there is no step {other} to look at"))),
    };
    let after = known(&line.after, steps.len())?;
    let of = line.of.as_ref().map_or(Ok(after), |of| known(of, after))?;
    let holds = |flag: Option<Spanned<bool>>, point: Point| match flag {
        Some(flag) if !*flag.get_ref() => Err(place.bad(flag.span(), "write what is expected, not what is not")),
        Some(_) => Ok(Some(point)),
        None => Ok(None),
    };
    let points = [
        holds(line.accepted, Point::Accepted)?,
        line.refused.map(|RefusedLine { code, rule }| Point::Refused { code: code.0, rule }),
        holds(line.no_verdict, Point::NoVerdict)?,
        line.rules.map(Point::Rules),
        line.messages.map(Point::Messages),
        line.told.map(Point::Told),
        line.not_told.map(Point::NotTold),
        line.notices.map(|lines| strict(lines, place)).transpose()?.map(Point::Notices),
        line.not_done.map(|lines| strict(lines, place)).transpose()?.map(Point::NotDone),
        line.person.map(|person| Point::Person(Box::new(person))),
        line.outbox.map(Point::Outbox),
        line.opened.map(Point::Opened),
        line.read.map(|read| Point::Read(Box::new(read))),
        line.heard.map(Point::Heard),
        holds(line.same_answer, Point::SameAnswer)?,
    ];
    let expects: Vec<Expect> =
        points.into_iter().flatten().map(|point| Expect { after, of, point, line: at }).collect();
    if expects.is_empty() { Err(place.bad(span, "an expectation that expects nothing")) } else { Ok(expects) }
}

/// Reads values whose own type lets unknown fields pass, and lets none pass.
fn strict<T: Serialize + DeserializeOwned>(lines: Vec<Spanned<toml::Value>>, place: &Place) -> Result<Vec<T>, BadFile> {
    let read = |line: Spanned<toml::Value>| {
        let (span, value) = (line.span(), line.into_inner());
        let read = T::deserialize(value.clone()).map_err(|error| place.bad(span.clone(), error.message()))?;
        let again = toml::Value::try_from(&read).map_err(|error| place.bad(span.clone(), error))?;
        match unknown_field(&value, &again) {
            Some(field) => Err(place.bad(span, format!("unknown field `{field}`"))),
            None => Ok(read),
        }
    };
    lines.into_iter().map(read).collect()
}

fn unknown_field(written: &toml::Value, read: &toml::Value) -> Option<String> {
    let written = written.as_table()?;
    written.iter().find_map(|(key, value)| match read.get(key) {
        Some(read) => unknown_field(value, read),
        None => Some(key.clone()),
    })
}

fn audience<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Audience, D::Error> {
    let text = String::deserialize(deserializer)?;
    match (text.strip_prefix("fund:").map(str::parse), text.parse()) {
        (None, _) if text == "every_jobcentre" => Ok(Audience::EveryJobcentre),
        (None, Ok(jobcentre)) => Ok(Audience::Jobcentre(jobcentre)),
        (Some(Ok(fund)), _) => Ok(Audience::Fund(fund)),
        _ => Err(serde::de::Error::custom(
            "a message goes to \"every_jobcentre\", to a jobcentre, \"75100\", or to a fund, \"fund:90\"",
        )),
    }
}
