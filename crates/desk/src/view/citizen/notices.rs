use chrono::{Days, NaiveDate};
use domain::{NoticeKind, RuleId, danish_day, person::Protection};

use crate::{
    door::{NoticeView, RuleChip, Text},
    view::{
        Seen,
        reference::chip,
        tags::until_day,
        tell_message::{merge_conflicts, notice},
        whose,
    },
};

/// For how long a merge with losses is told of.
const MERGE_DAYS: u64 = 90;

/// What the caseworker should know, the most pressing first. Read from the records as they are now, so that a notice
/// goes when its reason goes; only the losses of a merge are read from the journal.
pub(super) fn notices(seen: &Seen) -> Vec<NoticeView> {
    let person = &seen.known.person;
    let basic = person.basic();
    let mut notices = Vec::new();
    let view = |tone: &str, (title, detail): (Text, Text), rule: RuleChip| NoticeView {
        title,
        detail,
        rule,
        tone: tone.to_owned(),
    };
    if person.jobcentre_on(seen.today).is_none() && !person.is_dead() {
        notices.push(view("bad", without_jobcentre(), whose::of_no_jobcentre(person)));
    }
    for kind in recent_losses(seen) {
        notices.push(view("warn", notice(kind), whose::of_notice(kind, RuleId::S23_1_1f)));
    }
    if let Some(protection) = basic.protection.filter(|protection| protection.is_in_force(seen.today)) {
        notices.push(view("warn", protected(protection), chip(RuleId::SbRegister)));
    }
    if basic.municipality.is_some_and(|municipality| municipality.is_999) {
        notices.push(view("info", notice(&NoticeKind::Municipality999), chip(RuleId::S23_1_3b)));
    }
    notices
}

fn without_jobcentre() -> (Text, Text) {
    (
        Text::new("Borgeren har intet jobcenter i dag", "The citizen has no jobcentre today"),
        Text::new(
            "Intet jobcentertilhørsforhold dækker dagen i dag. Registrér det rette jobcenter.",
            "No jobcentre affiliation covers today. Register the right jobcentre.",
        ),
    )
}

fn recent_losses<'a>(seen: &'a Seen) -> impl Iterator<Item = &'a NoticeKind> {
    let first = seen.today.checked_sub_days(Days::new(MERGE_DAYS)).unwrap_or(NaiveDate::MIN);
    let recent = seen.known.journal.iter().rev().filter(move |line| first <= danish_day(line.at));
    recent.filter_map(merge_conflicts)
}

fn protected(protection: Protection) -> (Text, Text) {
    let (da, en) = match protection {
        Protection::NameAndAddress { .. } => ("Navn og adresse er beskyttet", "Name and address are protected"),
        Protection::Address { .. } | Protection::None => ("Adressen er beskyttet", "The address is protected"),
    };
    let detail = Text::new(
        "Giv ikke oplysningerne videre, og sig dem ikke højt, når andre kan høre det.",
        "Do not pass them on, and do not say them aloud where others can hear.",
    );
    (until_day(da, en, until(protection)), detail)
}

/// The last day of a protection.
pub(super) fn until(protection: Protection) -> Option<NaiveDate> {
    match protection {
        Protection::None => None,
        Protection::Address { until } | Protection::NameAndAddress { until } => until,
    }
}
