use std::sync::OnceLock;

use chrono::{DateTime, Utc};
use domain::{Actor, Command, RuleId};
use serde::Deserialize;

use crate::{
    Sent, actor, command_id, moment,
    written::{self, record_of_step, step_named},
};

/// The made-up citizens of the exercise, and the moment at which it starts.
#[derive(Clone, Debug)]
pub struct Exercise {
    /// Monday 18 September 2023 at 10.05: the morning of the release.
    pub start: DateTime<Utc>,
    /// Name of the caseworker at the desk.
    pub caseworker: &'static str,
    /// The caseworker as an actor.
    pub who: Actor,
    /// Everybody, one file each.
    pub citizens: Vec<Citizen>,
}

/// One citizen's file.
#[derive(Clone, Debug)]
pub struct Citizen {
    /// Name of the file.
    pub file: &'static str,
    /// What to type, and what it shows.
    pub to_try: Vec<ToTry>,
    /// What has happened so far, oldest first.
    pub life: Vec<Sent>,
}

/// Something to try in the exercise.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToTry {
    /// What to type in the search field.
    pub typed: String,
    /// What it shows, in Danish.
    pub da: String,
    /// What it shows, in English.
    pub en: String,
    /// The rule it shows.
    pub rule: RuleId,
}

impl Exercise {
    /// Everything that has happened, in the order in which it happened.
    #[must_use]
    pub fn life(&self) -> Vec<Sent> {
        let mut life: Vec<Sent> = self.citizens.iter().flat_map(|citizen| citizen.life.iter().cloned()).collect();
        life.sort_by_key(|sent| sent.at);
        life
    }

    /// What is worth trying, in the order of the files.
    pub fn to_try(&self) -> impl Iterator<Item = &ToTry> {
        self.citizens.iter().flat_map(|citizen| &citizen.to_try)
    }
}

/// The exercise.
#[must_use]
pub fn load() -> &'static Exercise {
    static EXERCISE: OnceLock<Exercise> = OnceLock::new();
    EXERCISE.get_or_init(made_up)
}

#[expect(clippy::expect_used, reason = "the files are part of the program, and a test reads every one")]
fn made_up() -> Exercise {
    Exercise {
        start: moment("2023-09-18T10:05").expect("the start is a moment"),
        caseworker: "Line Bjerre",
        who: actor("caseworker:75100/Line Bjerre").expect("the caseworker is an actor"),
        citizens: FILES.iter().map(|(file, text)| read(file, text).expect("a citizen can be read")).collect(),
    }
}

macro_rules! files {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../../assets/exercise/", $name, ".toml")))),*]
    };
}

const FILES: &[(&str, &str)] = files! {
    "01-kaede"
    "02-ring"
    "03-fletning-afkortet-og-droppet"
    "04-fletning-vaerdi-tabt"
    "05-fletning-uden-jobcenter"
    "06-skift-foer-releasen"
    "07-to-skift-samme-dag"
    "08-daarlig-dato"
    "09-doed"
    "10-doed-med-tidligere-nummer"
    "11-udrejst-foer-releasen"
    "12-udrejst-efter-releasen"
    "13-forsvundet"
    "14-kommune-999"
    "15-navne-og-adressebeskyttelse"
    "16-adressebeskyttelse-med-udloeb"
    "17-medlemskab-paa-tidligere-nummer"
    "18-medlemskab-slut-i-gaar"
    "19-andet-jobcenter"
    "20-tilflytter"
    "21-raekkefoelge"
    "22-aa-og-dobbeltnavn"
    "23-rettet-og-trukket-tilbage"
    "24-almindelig"
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "try")]
    to_try: Vec<ToTry>,
    life: Vec<Event>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Event {
    at: String,
    by: String,
    #[serde(rename = "do")]
    command: Command,
}

fn read(file: &'static str, text: &str) -> Result<Citizen, String> {
    let step = |key: &str, text: &str| {
        let step = step_named(text).filter(|_| key == "comment")?;
        Some(record_of_step(step).to_string())
    };
    let File { to_try, life } = written::read(text, &step).map_err(|error| format!("{file}: {error}"))?;
    let sent = |(nth, Event { at, by, command }): (usize, Event)| {
        let at = moment(&at).map_err(|error| format!("{file}: {error}"))?;
        let by = actor(&by).map_err(|error| format!("{file}: {error}"))?;
        Ok(Sent { at, by, id: command_id(at, &format!("{file} {nth}")), command })
    };
    let mut life: Vec<Sent> = life.into_iter().enumerate().map(sent).collect::<Result<_, String>>()?;
    let made = |(nth, sent): (usize, &Sent)| (record_of_step(nth + 1), sent.id.record(0));
    let records: Vec<_> = life.iter().enumerate().map(made).collect();
    for record in life.iter_mut().filter_map(|sent| written::record_in(&mut sent.command)) {
        let found = records.iter().find(|(step, _)| step == record);
        *record = found.ok_or_else(|| format!("{file}: a comment of no step"))?.1;
    }
    Ok(Citizen { file, to_try, life })
}

#[cfg(test)]
mod tests {
    use domain::{CprNumber, PersonStatus, person::merge_report};

    use super::*;
    use crate::tests::accepts;

    #[test]
    fn every_citizen_can_be_read_and_lives_by_the_rules() {
        let exercise = load();
        assert_eq!(exercise.citizens.len(), 24);
        assert_eq!(FILES.len(), std::fs::read_dir("../../assets/exercise").unwrap().count());
        assert!(exercise.life().iter().all(|sent| sent.at < exercise.start));
        assert_eq!(accepts(exercise.life().into_iter()).len(), 24);
    }

    #[test]
    fn every_file_says_first_what_it_shows_and_what_to_type() {
        for (file, text) in FILES {
            assert!(text.starts_with("# Viser:"), "{file}");
            assert!(text.lines().any(|line| line.starts_with("# Tast:")), "{file}");
        }
    }

    #[test]
    fn no_number_could_be_real() {
        for sent in load().life() {
            for number in sent.command.numbers() {
                assert!(!number.read().unwrap().could_be_real(), "a number in {:?} could be real", sent.command.kind());
            }
        }
    }

    #[test]
    fn what_is_worth_trying_can_be_typed() {
        for to_try in load().to_try() {
            let is_number = CprNumber::find_in(&to_try.typed).is_ok();
            assert!(is_number || ["åse wurtz", "24.04.1996"].contains(&to_try.typed.as_str()), "{}", to_try.da);
        }
    }

    /// Each citizen is what the file says: the state that the rules lead to, not what somebody wrote down.
    #[test]
    fn the_citizens_show_what_they_are_there_for() {
        let today = domain::RELEASE_2023_3;
        let people = accepts(load().life().into_iter());
        let who = |number: &str| {
            let number: CprNumber = number.parse().unwrap();
            people.iter().find(|person| person.numbers.known.contains(&number)).unwrap()
        };
        let current = |number: &str| who(number).current_number().to_string();
        assert_eq!(current("150385-1234"), "150385-1482");
        assert_eq!(current("220779-2143"), "220779-1138");
        assert_eq!(current("171088-1162"), "171088-1294");
        assert_eq!(current("291065-0137"), "291065-2277");
        assert_eq!(merge_report(who("091190-4126")).len(), 3);
        assert!(!merge_report(who("250566-1173")).is_empty());
        assert_eq!(who("120670-2094").jobcentre_on(today), None);
        assert_eq!(who("280983-0127").jobcentre_on(today).unwrap().as_str(), "10100");
        for stays in ["030576-0139", "121269-0153"] {
            assert_eq!(who(stays).jobcentre_on(today).unwrap().as_str(), "75100");
        }
        assert_eq!(who("121269-0153").basic().status, Some(PersonStatus::Disappeared));
        assert!(who("041099-0174").basic().municipality.unwrap().is_999);
        assert!(who("140853-0143").is_dead() && who("060348-0118").is_dead());
        assert_eq!(who("160558-0164").membership_filed_under(today).unwrap().to_string(), "160558-0164");
        let yesterday = today.pred_opt().unwrap();
        let left = who("180361-0148");
        assert!(left.fund_on(yesterday).is_some() && left.fund_on(today).is_none());
        assert_eq!(who("230693-4157").jobcentre_on(yesterday).unwrap().as_str(), "46100");
        assert_eq!(who("230693-4157").jobcentre_on(today).unwrap().as_str(), "75100");
        let ours = people.iter().filter(|person| person.jobcentre_on(today).is_some_and(|own| own.as_str() == "75100"));
        assert_eq!(ours.count(), 21);
    }
}
