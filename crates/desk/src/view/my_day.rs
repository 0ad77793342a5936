use std::collections::HashSet;

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::{CommandId, JobcentreCode, NoticeKind, PersonStatus, RuleId, What, danish_day};
use exchange::{JournalEntry, JournalLine};

use super::{
    Mask, Names, Reader, Tense, hit,
    reference::{chip, our_reading},
    tell_change::{change, since},
    tell_message::{notice, stays_in},
    whose,
};
use crate::{
    Known, dates,
    door::{CalendarEntry, DayItem, DueLine, MessageLine, MyDay, OutboxView, RuleChip, Text},
};

/// For how many days what came in is news.
const NEWS_DAYS: u64 = 7;
/// For how many days the losses of a merge stand to be checked.
const CHECK_DAYS: u64 = 90;

/// What the page of the day is made of.
pub struct Day<'a> {
    /// *Ikke sendt*.
    pub outbox: OutboxView,
    /// How many wait.
    pub waiting: u32,
    /// The caseworker's conversations of the day.
    pub conversations: Vec<CalendarEntry>,
    /// The deadlines that need the caseworker.
    pub due: Vec<DueLine>,
    /// The messages that need somebody, told.
    pub messages: Vec<MessageLine>,
    /// The commands that there is a message of: what a merge cost is said there, and there it can be done.
    pub told_of: &'a HashSet<CommandId>,
    /// The citizens to look at.
    pub citizens: &'a [&'a Known],
    /// The caseworker's jobcentre: citizens of another one have no place on the page.
    pub own: JobcentreCode,
    /// The Danish day.
    pub today: NaiveDate,
}

/// The page of the day, newest first in each list.
#[must_use]
pub fn my_day(day: Day) -> MyDay {
    let is_ours = |known: &&&Known| known.person.jobcentre_on(day.today).is_none_or(|jobcentre| jobcentre == day.own);
    let ours: Vec<&Known> = day.citizens.iter().filter(is_ours).copied().collect();
    let mut to_check: Vec<DayItem> = ours.iter().flat_map(|known| to_check(known, day.told_of, day.today)).collect();
    let mut news: Vec<DayItem> = ours.iter().flat_map(|known| self::news(known, day.today)).collect();
    for items in [&mut to_check, &mut news] {
        items.sort_by(|a, b| (&b.at, &a.citizen.name).cmp(&(&a.at, &b.citizen.name)));
    }
    let OutboxView { refused, otherwise, .. } = day.outbox;
    MyDay {
        refused,
        otherwise,
        waiting: day.waiting,
        conversations: day.conversations,
        due: day.due,
        messages: day.messages,
        to_check,
        news,
    }
}

/// What needs an eye on one citizen: no jobcentre, losses in a merge, 999.
#[must_use]
pub fn to_check(known: &Known, told_of: &HashSet<CommandId>, today: NaiveDate) -> Vec<DayItem> {
    let person = &known.person;
    let mut items = Vec::new();
    let mut add = |at, icon: &str, told, rule| items.push(item(known, today, at, icon, told, rule));
    if person.jobcentre_on(today).is_none() && !person.is_dead() {
        let at = last(known, |kind| matches!(kind, NoticeKind::NoAffiliationToday)).unwrap_or(known.fetched_at);
        let title = Text::new("Intet jobcenter i dag", "No jobcentre today");
        let detail = Text::new("Registrér det rette jobcenter.", "Register the right jobcentre.");
        add(at, "jobcentre", (title, detail), whose::of_no_jobcentre(person));
    }
    for (line, kind) in notices(known).filter(|(line, _)| is_within(line.at, CHECK_DAYS, today)) {
        if matches!(kind, NoticeKind::MergeConflicts { .. }) && !told_of.contains(&line.command) {
            add(line.at, "merge", notice(kind), whose::of_notice(kind, RuleId::S23_1_1f));
        }
    }
    if person.basic().municipality.is_some_and(|municipality| municipality.is_999) {
        let at = last(known, |kind| matches!(kind, NoticeKind::Municipality999)).unwrap_or(known.fetched_at);
        add(at, "municipality", notice(&NoticeKind::Municipality999), chip(RuleId::S23_1_3b));
    }
    items
}

/// What came in on one citizen in the last days: new numbers, deaths, emigrations, protections.
#[must_use]
pub fn news(known: &Known, today: NaiveDate) -> Vec<DayItem> {
    let recent = known.journal.iter().filter(|line| is_within(line.at, NEWS_DAYS, today));
    recent.filter_map(|line| one_piece_of_news(known, line, today)).collect()
}

fn one_piece_of_news(known: &Known, line: &JournalLine, today: NaiveDate) -> Option<DayItem> {
    let JournalEntry::Change(what) = &line.entry else { return None };
    // No caseworker is told of here.
    let reader = Reader { person: &known.person, mask: Mask::Hidden, today, names: &Names::default() };
    let (icon, told, rule) = match what {
        What::NumberChanged { event_date, .. } => {
            let detail = Text::new(
                format!("{}. Alle jobcentre har fået besked.", since(*event_date).da),
                format!("{}. Every jobcentre has been told.", since(*event_date).en),
            );
            ("number", (Text::new("Nyt personnummer", "New CPR number"), detail), chip(RuleId::S23_1_1j))
        }
        What::StatusRecorded { after, .. } => status(known, *after, today)?,
        What::ProtectionRecorded { after, .. } => {
            let told = change(what, reader, Tense::Happened);
            let title = if after.is_in_force(today) {
                Text::new("Ny beskyttelse", "New protection")
            } else {
                Text::new("Beskyttelsen er ophørt", "The protection has ended")
            };
            ("protection", (title, super::reference::capital(told.after)), chip(RuleId::SbRegister))
        }
        What::PersonRegistered { .. }
        | What::PersonsMerged { .. }
        | What::RecordsFollow { .. }
        | What::PeriodCut { .. }
        | What::PeriodDropped { .. }
        | What::PeriodRestored { .. }
        | What::NameRecorded { .. }
        | What::BirthDateRecorded { .. }
        | What::AddressRecorded { .. }
        | What::MunicipalityRecorded { .. }
        | What::AffiliationStarted { .. }
        | What::AffiliationEnded { .. }
        | What::MembershipStarted { .. }
        | What::MembershipEnded { .. }
        | What::CommentWritten { .. }
        | What::CommentCorrected { .. }
        | What::CommentWithdrawn { .. }
        | What::ContactPersonStarted { .. }
        | What::ContactPersonEnded { .. }
        | What::Referral { .. }
        | What::Booking { .. }
        | What::HeldConversation { .. }
        | What::ParticipationChoice { .. }
        | What::Deadline { .. }
        | What::ContactGroup { .. } => return None,
    };
    Some(item(known, today, line.at, icon, told, rule))
}

/// Death, emigration and disappearance are news; other statuses are not.
fn status(known: &Known, after: PersonStatus, today: NaiveDate) -> Option<(&'static str, (Text, Text), RuleChip)> {
    let stays = |why| match known.person.jobcentre_on(today) {
        Some(jobcentre) => stays_in(jobcentre, why),
        None => Text::new("Borgeren har intet jobcenter i dag", "The citizen has no jobcentre today"),
    };
    match after {
        PersonStatus::Dead => {
            let detail = Text::new(
                "Nyt og ændringer bliver afvist, men jobcentret kan stadig ændres.",
                "What is new or changed is refused, but the jobcentre can still be changed.",
            );
            Some(("dead", (Text::new("Død", "Dead"), detail), our_reading(RuleId::S23_1_4a)))
        }
        PersonStatus::Emigrated => {
            let told = (Text::new("Udrejst", "Emigrated"), stays(("udrejst", "emigrated")));
            Some(("emigrated", told, chip(RuleId::S23_1_3a)))
        }
        PersonStatus::Disappeared => {
            let told = (Text::new("Forsvundet", "Disappeared"), stays(("forsvundet", "disappeared")));
            Some(("disappeared", told, chip(RuleId::S23_1_3a)))
        }
        PersonStatus::Other(_) => None,
    }
}

fn item(
    known: &Known,
    today: NaiveDate,
    at: DateTime<Utc>,
    icon: &str,
    (title, detail): (Text, Text),
    rule: RuleChip,
) -> DayItem {
    let citizen = hit(&known.person, None, today);
    DayItem { citizen, at: dates::at(at), title, detail, rule, icon: icon.to_owned() }
}

fn notices(known: &Known) -> impl Iterator<Item = (&JournalLine, &NoticeKind)> {
    known.journal.iter().filter_map(|line| match &line.entry {
        JournalEntry::Notice(kind) => Some((line, kind)),
        JournalEntry::Change(_) | JournalEntry::Message { .. } | JournalEntry::NotDone(_) => None,
    })
}

fn last(known: &Known, is: fn(&NoticeKind) -> bool) -> Option<DateTime<Utc>> {
    notices(known).filter(|(_, kind)| is(kind)).map(|(line, _)| line.at).max()
}

fn is_within(at: DateTime<Utc>, days: u64, today: NaiveDate) -> bool {
    today.checked_sub_days(Days::new(days)).is_some_and(|first| first <= danish_day(at))
}
