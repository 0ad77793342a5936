use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    Actor, CaseworkerId, Command, FundCode, JobcentreCode, MunicipalityCode, PersonStatus, WrittenNumber,
    person::{Address, Protection},
};
use exercise::{Sent, command_id, moment};
use serde::Deserialize;
use toml::Spanned;

use super::{BadFile, Place};

/// Somebody who is there when the scenario starts, as the commands that made it so.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// How the file calls them.
    pub label: String,
    /// The first number.
    pub number: WrittenNumber,
    /// Line in the file.
    pub line: usize,
    /// Before the start, oldest first.
    pub life: Vec<Sent>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    label: Option<String>,
    number: WrittenNumber,
    name: String,
    birth_date: Option<NaiveDate>,
    address: Option<Address>,
    municipality: Option<MunicipalityCode>,
    protection: Option<Protection>,
    status: Option<StatusLine>,
    #[serde(default)]
    affiliation: Vec<PeriodLine>,
    #[serde(default)]
    membership: Vec<MembershipLine>,
}

/// A jobcentre from a day on. It ends where the next one starts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodLine {
    /// Where.
    pub jobcentre: JobcentreCode,
    /// First day; the command is sent on that morning.
    pub from: NaiveDate,
}

/// A membership.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MembershipLine {
    /// Which fund.
    pub fund: FundCode,
    /// First day; the command is sent on that day.
    pub from: NaiveDate,
    /// Last day; the command is sent on that day, or just before the scenario starts.
    pub to: Option<NaiveDate>,
}

/// A status that came after the person was registered.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusLine {
    /// Two digits.
    pub code: PersonStatus,
    /// The day on which CPR sends it.
    pub from: NaiveDate,
}

/// Everything is sent through the ordinary door on its own day: nothing is written past the rules.
pub(super) fn fixture(line: Spanned<Line>, start: DateTime<Utc>, place: &Place) -> Result<Fixture, BadFile> {
    let span = line.span();
    let Line { label, number, name, birth_date, address, municipality, protection, status, affiliation, membership } =
        line.into_inner();
    let days = affiliation.iter().map(|line| line.from).chain(membership.iter().map(|line| line.from));
    let day_before = domain::danish_day(start).checked_sub_days(Days::new(1)).unwrap_or_default();
    let first = days.chain(status.iter().map(|status| status.from)).min().map_or(day_before, |day| day.min(day_before));

    let mut sent: Vec<(NaiveDate, &str, Actor, Command)> = Vec::new();
    let register = Command::RegisterPerson {
        number: number.clone(),
        name,
        birth_date,
        address,
        municipality,
        protection,
        status: None,
    };
    sent.push((first, "06:00", Actor::Cpr, register));
    for PeriodLine { jobcentre, from } in affiliation {
        let by = Actor::Caseworker { caseworker: CaseworkerId("sagsbehandler".to_owned()), jobcentre };
        sent.push((from, "07:00", by, Command::RegisterAffiliation { number: number.clone(), jobcentre, from }));
    }
    for MembershipLine { fund, from, to } in membership {
        let by = Actor::Fund { fund };
        sent.push((from, "07:10", by.clone(), Command::StartMembership { number: number.clone(), fund, from }));
        if let Some(to) = to {
            sent.push((to, "07:20", by, Command::EndMembership { number: number.clone(), fund, to }));
        }
    }
    if let Some(StatusLine { code, from }) = status {
        let command = Command::ChangeStatus { number: number.clone(), status: code, municipality: None };
        sent.push((from, "07:30", Actor::Cpr, command));
    }

    let mut life = Vec::new();
    for (nth, (day, time, by, command)) in sent.into_iter().enumerate() {
        let at = moment(&format!("{day}T{time}")).map_err(|error| place.bad(span.clone(), error))?;
        // What would come after the start is sent in the last minutes before it.
        let minutes = i64::try_from(nth).unwrap_or_default();
        let at = if at < start { at } else { start - TimeDelta::seconds(300 - minutes) };
        life.push(Sent { at, by, id: command_id(at, &format!("{} {nth}", number.0)), command });
    }
    life.sort_by_key(|sent| sent.at);
    let label = label.unwrap_or_else(|| number.0.clone());
    Ok(Fixture { label, number, line: place.line_and_column(span.start).0, life })
}
