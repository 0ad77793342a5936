//! The form of a scenario file. Commands, notices and what is not done are read by the same types as everywhere else.

mod expect;
mod people;
mod place;
mod step;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    CprNumber, JobcentreCode, Period, RuleId, WrittenNumber,
    contact_course::{ContactGroupCode, ConversationForm, ConversationType, LegalityRow, ResettingRow},
};
use exercise::written;
use serde::Deserialize;
use toml::Spanned;

pub use expect::{
    AffiliationLook, BookingLook, Code, Expect, MembershipLook, OpenedAs, Outlook, PersonLook, Point, ReadLook,
    Recipient, ReferralLook, Told,
};
pub use people::{Fixture, MembershipLine, PeriodLine, StatusLine};
pub use place::{BadFile, Place};
pub use step::{Act, DeskAct, Step, Switch, Words};

/// A scenario, read.
#[derive(Debug)]
pub struct Scenario {
    /// What it is about.
    pub title: Words,
    /// The rules that it must show.
    pub rules: Vec<RuleId>,
    /// When it starts, UTC.
    pub start: DateTime<Utc>,
    /// What is supposed of the table of legality, beyond what is known.
    pub suppose: Vec<LegalityRow>,
    /// What is supposed of the table of what resets the contact course, of which nothing is known.
    pub suppose_resetting: Vec<ResettingRow>,
    /// Desks that are not simply a jobcentre's only one.
    pub desks: Vec<DeskLine>,
    /// Who is there from the start.
    pub people: Vec<Fixture>,
    /// What happens.
    pub steps: Vec<Step>,
    /// What must come of it, in the order of the file.
    pub expects: Vec<Expect>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Supposed {
    #[serde(rename = "type")]
    kind: ConversationType,
    group: ContactGroupCode,
    is_legal: bool,
    from: NaiveDate,
    to: Option<NaiveDate>,
}

impl From<Supposed> for LegalityRow {
    fn from(line: Supposed) -> Self {
        let Supposed { kind, group, is_legal, from, to } = line;
        Self { kind, group, is_legal, period: Period { from, to } }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SupposedResetting {
    #[serde(rename = "type")]
    kind: ConversationType,
    form: ConversationForm,
    is_resetting: bool,
    from: NaiveDate,
    to: Option<NaiveDate>,
}

impl From<SupposedResetting> for ResettingRow {
    fn from(line: SupposedResetting) -> Self {
        let SupposedResetting { kind, form, is_resetting, from, to } = line;
        Self { kind, form, is_resetting, period: Period { from, to } }
    }
}

/// A desk by name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskLine {
    /// How steps call it.
    pub name: String,
    /// Whose desk.
    pub jobcentre: JobcentreCode,
    /// Who sits at it.
    pub caseworker: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    title_en: Option<String>,
    #[serde(default)]
    rules: Vec<RuleId>,
    clock: Spanned<String>,
    #[serde(default)]
    suppose: Vec<Supposed>,
    #[serde(default)]
    suppose_resetting: Vec<SupposedResetting>,
    #[serde(default)]
    desk: Vec<DeskLine>,
    #[serde(default)]
    person: Vec<Spanned<people::Line>>,
    step: Vec<Spanned<step::Line>>,
    #[serde(default)]
    expect: Vec<Spanned<expect::Line>>,
}

/// `a × 1501`: the letter so many times, for a text that is too long.
fn repeated(text: &str) -> Option<String> {
    const MOST: usize = 10_000;
    let (letter, times) = text.split_once(" × ")?;
    let times = times.parse().ok().filter(|times| *times <= MOST)?;
    (letter.chars().count() == 1).then(|| letter.repeat(times))
}

/// Reads a scenario.
///
/// # Errors
/// [`BadFile`]: what is wrong, and where.
pub fn read(text: &str) -> Result<Scenario, BadFile> {
    let labels = labels(text)?;
    let named = |key: &str, text: &str| match key {
        "comment" | "record" | "booking" | "seen" | "booking_seen" => {
            written::step_named(text).map(|step| written::record_of_step(step).to_string())
        }
        "number" | "old" | "new" => labels.iter().find(|(label, _)| label == text).map(|(_, number)| number.0.clone()),
        // Danish time, as trainers write it; a night that the clock is set is refused as it stands.
        "start" | "end" | "at" => exercise::moment(text).ok().map(|moment| moment.to_rfc3339()),
        "text" | "reason" | "name" | "contact" | "description" | "agreement" => repeated(text),
        _ => None,
    };
    let place = Place::in_text(text);
    let file: File = written::read(text, &named).map_err(|error| place.of_error(&error))?;
    let start = exercise::moment(file.clock.get_ref()).map_err(|error| place.bad(file.clock.span(), error))?;
    let mut people = Vec::new();
    for line in file.person {
        people.push(people::fixture(line, start, &place)?);
    }
    let mut steps: Vec<Step> = Vec::new();
    for line in file.step {
        let step = step::step(line, steps.len() + 1, &place)?;
        steps.push(step);
    }
    let mut expects = Vec::new();
    for line in file.expect {
        expects.extend(expect::expect(line, &steps, &place)?);
    }
    let title = Words { da: file.title.clone(), en: file.title_en.unwrap_or(file.title) };
    let suppose = file.suppose.into_iter().map(LegalityRow::from).collect();
    let suppose_resetting = file.suppose_resetting.into_iter().map(ResettingRow::from).collect();
    Ok(Scenario {
        title,
        rules: file.rules,
        start,
        suppose,
        suppose_resetting,
        desks: file.desk,
        people,
        steps,
        expects,
    })
}

impl Scenario {
    /// The number that `who` stands for: a label, or a number as it is written.
    #[must_use]
    pub fn number(&self, who: &str) -> Option<CprNumber> {
        let labelled = self.people.iter().find(|person| person.label == who);
        labelled.map_or_else(|| who.parse().ok(), |person| person.number.read().ok())
    }
}

/// Labels and their numbers, read before the rest so that commands may name a person by label.
fn labels(text: &str) -> Result<Vec<(String, WrittenNumber)>, BadFile> {
    #[derive(Deserialize)]
    struct Labelled {
        label: Option<String>,
        number: Option<String>,
    }
    #[derive(Deserialize)]
    struct People {
        #[serde(default)]
        person: Vec<Labelled>,
    }
    let place = Place::in_text(text);
    let people: People = written::read(text, &|_, _| None).map_err(|error| place.of_error(&error))?;
    let labelled = |line: Labelled| Some((line.label?, WrittenNumber(line.number?)));
    Ok(people.person.into_iter().filter_map(labelled).collect())
}
