use chrono::NaiveDate;
use domain::{
    CprNumber, Period, RuleId,
    communication::Affiliation,
    contact_course::Booking,
    membership::MembershipRecord,
    person::{NumberChange, Standing},
};

use super::{
    Seen,
    number::{labelled, until},
    reference::{chip, conversation_type, fund_name, jobcentre_name, our_reading},
    tell_booking::{authority, named},
    tell_change::period,
};
use crate::{
    dates,
    door::{LaneView, PeriodView, RuleChip, Text, TimelineView},
};

/// The picture of periods: numbers, jobcentre, fund.
pub(super) fn timeline(seen: &Seen) -> TimelineView {
    let mut number_changes: Vec<String> =
        seen.after.numbers.changes.iter().map(|change| dates::iso(change.event_date.day())).collect();
    number_changes.sort();
    number_changes.dedup();
    let affiliations = seen.after.affiliations.records.iter().map(|one| affiliation(seen, one)).collect();
    let memberships = seen.after.memberships.records.iter().map(|one| membership(seen, one)).collect();
    let bookings = seen.after.bookings.standing().map(|one| booking(seen, one)).collect();
    TimelineView {
        today: dates::iso(seen.today),
        lanes: vec![
            lane("numbers", Text::new("Numre", "Numbers"), numbers(seen)),
            lane("jobcentre", Text::new("Jobcenter", "Jobcentre"), affiliations),
            lane("fund", Text::new("A-kasse", "Unemployment fund"), memberships),
            lane("bookings", Text::new("Samtaler", "Conversations"), bookings),
        ],
        number_changes,
    }
}

fn lane(id: &str, name: Text, mut periods: Vec<PeriodView>) -> LaneView {
    periods.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
    LaneView { id: id.to_owned(), name, periods }
}

/// One bar a number, and one more for each earlier time that a number was the current one (a ring: A to B to A).
fn numbers(seen: &Seen) -> Vec<PeriodView> {
    let numbers = &seen.after.numbers;
    let last = numbers.newest_first().into_iter().map(|one| (one, numbers.since(one), until(seen.after, one)));
    let age = |change: &NumberChange| (change.event_date.day(), change.receipt);
    let current = numbers.current();
    let earlier = numbers.changes.iter().filter(|change| change.old == current).map(|away| {
        let to_it = numbers.changes.iter().filter(|change| change.new == current && age(change) < age(away));
        let from = to_it.max_by_key(|change| age(change)).map(|change| change.event_date.day());
        (current, from, away.event_date.day().pred_opt())
    });
    last.chain(earlier).map(|(number, from, to)| spell(seen, number, from, to)).collect()
}

fn spell(seen: &Seen, number: CprNumber, from: Option<NaiveDate>, to: Option<NaiveDate>) -> PeriodView {
    let label = labelled(seen.reader(), number);
    let days = match (from.map(dates::show), to.map(dates::show)) {
        (None, None) => Text::new("hele tiden", "all the time"),
        (None, Some(to)) => Text::new(format!("til {to}"), format!("until {to}")),
        (Some(from), None) => Text::new(format!("siden {from}"), format!("since {from}")),
        (Some(from), Some(to)) if from == to => {
            Text::new(format!("kun {from}, skiftet igen samme dag"), format!("only on {from}, changed again that day"))
        }
        (Some(from), Some(to)) => Text::new(format!("fra {from} til {to}"), format!("from {from} to {to}")),
    };
    PeriodView {
        from: from.map(dates::iso),
        to: to.map(dates::iso),
        spoken: Text::new(
            format!("Personnummer {}, {}.", label.da, days.da),
            format!("CPR number {}, {}.", label.en, days.en),
        ),
        label,
        state: "standing".to_owned(),
        rule: None,
    }
}

fn affiliation(seen: &Seen, record: &Affiliation) -> PeriodView {
    let name = jobcentre_name(record.jobcentre);
    let known = seen.known.person.affiliations.records.iter().find(|one| one.id == record.id);
    let shown = record.period().unwrap_or(record.registered);
    let registered = period(record.registered);
    let (state, more, rule) = match (known, record.standing) {
        (None, _) => ("waiting", Some(waits()), None),
        (Some(known), _) if known.registered != record.registered => ("standing", Some(ends_when_sent()), None),
        (Some(_), Standing::InFull) => ("standing", None, None),
        (Some(_), Standing::Cut { .. }) => ("cut", Some(was_cut(&registered)), Some(our_reading(RuleId::S23_1_1f))),
        (Some(_), Standing::Dropped { .. }) => ("dropped", Some(was_dropped()), Some(our_reading(RuleId::S23_1_1f))),
    };
    bar(seen, name, shown, record.number, state, more, rule)
}

/// A membership stays on the number it was registered under (S23-1.1e).
fn membership(seen: &Seen, record: &MembershipRecord) -> PeriodView {
    let is_filed_apart = record.number != seen.after.current_number();
    let rule = is_filed_apart.then(|| chip(RuleId::S23_1_1e));
    let name = fund_name(record.fund);
    bar(seen, name, record.period, record.number, "standing", None, rule)
}

/// A booking is a day in the picture.
fn booking(seen: &Seen, booking: &Booking) -> PeriodView {
    let day = dates::iso(booking.content.day());
    let (kind, named, by) = (conversation_type(booking.content.kind), named(&booking.content), authority(booking.by));
    let is_known = seen.known.person.bookings.find(booking.id).is_some_and(|known| known.content == booking.content);
    let mut spoken = Text::new(format!("{}, {}.", named.da, by.da), format!("{}, {}.", named.en, by.en));
    if !is_known {
        let waits = waits();
        spoken = Text::new(format!("{} {}", spoken.da, waits.da), format!("{} {}", spoken.en, waits.en));
    }
    PeriodView {
        from: Some(day.clone()),
        to: Some(day),
        label: kind,
        spoken,
        state: if is_known { "standing" } else { "waiting" }.to_owned(),
        rule: None,
    }
}

fn bar(
    seen: &Seen,
    label: Text,
    shown: Period,
    number: CprNumber,
    state: &str,
    more: Option<Text>,
    rule: Option<RuleChip>,
) -> PeriodView {
    let (days, number) = (period(shown), labelled(seen.reader(), number));
    let mut spoken = Text::new(
        format!("{}, {}. Registreret på {}.", label.da, days.da, number.da),
        format!("{}, {}. Registered on {}.", label.en, days.en, number.en),
    );
    if let Some(more) = more {
        spoken = Text::new(format!("{} {}", spoken.da, more.da), format!("{} {}", spoken.en, more.en));
    }
    PeriodView {
        from: Some(dates::iso(shown.from)),
        to: shown.to.map(dates::iso),
        label,
        spoken,
        state: state.to_owned(),
        rule,
    }
}

fn waits() -> Text {
    Text::new("Venter på at blive sendt.", "Waits to be sent.")
}

fn ends_when_sent() -> Text {
    Text::new(
        "Slutdatoen gælder først, når den registrering, der venter, er godkendt.",
        "The end counts only once the waiting command is accepted.",
    )
}

fn was_cut(registered: &Text) -> Text {
    Text::new(
        format!("Afkortet ved fletning: den var registreret {}.", registered.da),
        format!("Cut in a merge: it was registered {}.", registered.en),
    )
}

fn was_dropped() -> Text {
    Text::new(
        "Bortfaldet ved fletning: en periode på et nyere nummer går forud.",
        "Dropped in a merge: a period on a newer number goes before it.",
    )
}
