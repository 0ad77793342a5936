use chrono::NaiveDate;

use super::{Filing, People, merge};
use crate::{
    Area, Audience, CprNumber, Decision, EventDate, Message, MessageBody, NotDone, NoticeKind, Person, Refusal,
    RefusalCode, RuleId, What, WrittenNumber, carry_out, decide::Case,
};

/// A change of number from the CPR register (S23-1.1a, b, c, f, j; S23-1.2a, b).
///
/// It is accepted for numbers that nobody is known by: events arrive out of order, and the person may come later.
pub(crate) fn decide_change_number(
    case: &Case,
    old: &WrittenNumber,
    new: &WrittenNumber,
    given: &str,
) -> Result<Decision, Refusal> {
    let (old, new) = (Case::number(old)?, Case::number(new)?);
    case.register()?;
    if old == new {
        return Err(Refusal::new(RefusalCode::SameNumber, RuleId::S23_1_2a));
    }

    let today = case.occasion.now.today;
    let mut decision = Decision::default();
    let (had_old, has_new) = (case.people.by_number(old), case.people.by_number(new));
    if let Some(person) = has_new.filter(|person| person.numbers.has_received(old, new, given)) {
        decision.leave(person.id, RuleId::S23_1_1a, NotDone::AlreadyKnown);
        return Ok(decision);
    }

    // The survivor is the one who holds the new number.
    let survivor = match (had_old, has_new) {
        (_, Some(person)) | (Some(person), None) => person.id,
        (None, None) => case.occasion.command.person(),
    };
    let absorbed = had_old.filter(|person| person.id != survivor);
    if let Some(absorbed) = absorbed {
        decision.change(survivor, RuleId::S23_1_1a, What::PersonsMerged { absorbed: absorbed.id });
    }
    let event_date = event_date(given, today);
    let what = What::NumberChanged { old, new, event_date, given: given.to_owned() };
    decision.change(survivor, RuleId::S23_1_1a, what);
    if event_date == EventDate::DayOfReceipt(today) {
        decision.notice(survivor, RuleId::S23_1_2b, NoticeKind::EventDateReplaced);
    }

    settle_records(case, &mut decision, survivor, absorbed);
    tell(case, &mut decision, survivor, (old, new, event_date));
    Ok(decision)
}

/// CPR's date when it is ÅÅÅÅMMDD and a real day, else the day of receipt (S23-1.2b).
fn event_date(given: &str, today: NaiveDate) -> EventDate {
    let is_eight_digits = given.len() == 8 && given.bytes().all(|byte| byte.is_ascii_digit());
    match NaiveDate::parse_from_str(given, "%Y%m%d") {
        Ok(day) if is_eight_digits => EventDate::FromCpr(day),
        _ => EventDate::DayOfReceipt(today),
    }
}

/// The records follow the person to the new number, and where two persons were merged, those on the older number give
/// way (S23-1.1b, c, f). Before the release nothing follows: the conversion does it later.
fn settle_records(case: &Case, decision: &mut Decision, survivor: crate::PersonId, absorbed: Option<&Person>) {
    let today = case.occasion.now.today;
    let lost_before =
        case.people.by_id(survivor).map_or(0, merge::count_lost_values) + absorbed.map_or(0, merge::count_lost_values);

    let mut after = after(case, decision);
    let Some(person) = after.by_id(survivor) else { return };
    let mut followers = person.hangings();
    followers.retain(|one| one.area.is_moved(today) && !one.is_empty);
    if !followers.is_empty() {
        let converts = followers.iter().any(|one| one.filing == Filing::UnderOwnNumber);
        let areas = followers.iter().map(|one| one.area).collect();
        let rule = if converts { RuleId::S23_1_1b } else { RuleId::S23_1_1c };
        decision.change(survivor, rule, What::RecordsFollow { areas });
    }
    let current = person.current_number();
    let groups = person.contact_groups.records.iter().map(|record| (Area::ContactGroups, record.number));
    let memberships = person.memberships.records.iter().map(|record| (Area::Membership, record.number));
    for (area, number) in groups.chain(memberships).filter(|(_, number)| *number != current) {
        decision.leave(survivor, RuleId::S23_1_1e, NotDone::StaysUnderNumber { area, number });
    }

    // Every change settles anew, not only a merge: a way back along a ring turns older into newer. Where no two persons
    // were merged, no periods overlap and nothing happens.
    if Area::Affiliation.is_moved(today) {
        merge::settle(person, decision);
    }
    after = self::after(case, decision);
    let Some(person) = after.by_id(survivor) else { return };
    let count = |is_kind: fn(&What) -> bool| decision.changes.iter().filter(|c| is_kind(&c.what)).count();
    let cut = count(|what| matches!(what, What::PeriodCut { .. }));
    let dropped = count(|what| matches!(what, What::PeriodDropped { .. }));
    let values = merge::count_lost_values(person).saturating_sub(lost_before);
    if cut + dropped + values > 0 {
        decision.notice(survivor, RuleId::S23_1_1f, NoticeKind::MergeConflicts { cut, dropped, values });
    }
    if absorbed.is_some() && person.jobcentre_on(today).is_none() {
        decision.notice(survivor, RuleId::S23_1_1f, NoticeKind::NoAffiliationToday);
    }
}

/// `GetCprChanged` to every main jobcentre open today, and to the current unemployment fund (S23-1.1j, S23-1.2a, b).
fn tell(
    case: &Case,
    decision: &mut Decision,
    survivor: crate::PersonId,
    (old, new, event_date): (CprNumber, CprNumber, EventDate),
) {
    let after = after(case, decision);
    let Some(person) = after.by_id(survivor) else { return };
    let body = MessageBody::GetCprChanged { old, new, event_date };
    let rules = vec![RuleId::S23_1_1j, RuleId::S23_1_2a, RuleId::S23_1_2b];
    decision.messages.push(Message {
        subject: survivor,
        rules: rules.clone(),
        to: Audience::EveryJobcentre,
        body: body.clone(),
    });
    if let Some(fund) = person.fund_on(case.occasion.now.today) {
        let rules = [rules, vec![RuleId::S23_1_8a]].concat();
        decision.messages.push(Message { subject: survivor, rules, to: Audience::Fund(fund), body });
    }
    let current = person.current_number();
    if current != new {
        decision.leave(survivor, RuleId::S23_1_1a, NotDone::NotTheCurrentNumber { current });
    }
}

fn after(case: &Case, decision: &Decision) -> People {
    let mut people = case.people.clone();
    carry_out(&mut people, decision, case.occasion);
    people
}
