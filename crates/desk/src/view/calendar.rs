use std::collections::HashMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};
use domain::{
    CaseworkerId, JobcentreCode, PersonId,
    contact_course::{Booking, BookingContent, DoubleBooking, Meeting},
};

use super::{
    Names,
    bookings::{Looked, Looks, meeting, waiting},
    tell_booking::named_at,
};
use crate::{
    dates,
    door::{CalendarDay, CalendarEntry, CalendarOf, CalendarView, Text},
    drawn::Drawn,
};

/// What a calendar is made of.
pub struct Shown<'a> {
    /// The first day, and how many.
    pub from: NaiveDate,
    /// How many.
    pub count: u32,
    /// Whose.
    pub whose: CalendarOf,
    /// What stands in it, in the order of time.
    pub found: &'a [Found],
    /// Who looks.
    pub caseworker: &'a CaseworkerId,
    /// The caseworker's jobcentre.
    pub own: JobcentreCode,
    /// What people are called.
    pub names: &'a Names,
    /// The moment, UTC.
    pub now: DateTime<Utc>,
    /// Whether not all citizens of the jobcentre are kept here.
    pub is_partial: bool,
    /// How fresh it is.
    pub as_of: Text,
}

/// A booking of a calendar.
pub struct Found {
    /// Whose.
    pub subject: PersonId,
    /// The citizen's name.
    pub name: String,
    /// With what waits carried out.
    pub booking: Drawn,
    /// What of it is not sent.
    pub waiting: Option<Text>,
}

impl Found {
    /// One as it will be, beside what the backend last said of it; none where all of it waits.
    #[must_use]
    pub fn worked_out(subject: PersonId, name: String, booking: &Booking, known: Option<&Booking>) -> Self {
        Self { subject, name, booking: Drawn::of(booking), waiting: waiting(known, booking) }
    }
}

/// Some days of a calendar.
#[must_use]
pub fn calendar(of: &Shown) -> CalendarView {
    let today = domain::danish_day(of.now);
    let looks = Looks { names: of.names, now: of.now, today, own: of.own };
    let doubles = doubles(of.found);
    let by_caseworker = by_caseworker(of.found);
    let is_mine = |found: &Found| found.booking.caseworker.as_ref() == Some(of.caseworker);
    let mut entries = Vec::with_capacity(of.found.len());
    entries.extend(of.found.iter().zip(doubles).filter_map(|(found, double)| {
        let is_mine = is_mine(found);
        let stands_in_my_way = || of.found.iter().any(|other| is_mine_too(other, found, of.caseworker));
        if of.whose == CalendarOf::Mine && !is_mine && !stands_in_my_way() {
            return None;
        }
        let (booking, waiting) = (found.booking.clone(), found.waiting.clone());
        let looked = Looked { booking, waiting, present: Some(of.own), double };
        Some(CalendarEntry {
            citizen: found.subject.to_string(),
            name: found.name.clone(),
            is_mine,
            booking: meeting(looks, looked),
            group: match found.booking.meeting {
                Meeting::Group(meeting) => Some(meeting.to_string()),
                Meeting::Individual => None,
            },
            also_meets: also_meets_of(found, &by_caseworker),
        })
    }));
    CalendarView {
        entries,
        days: (0..of.count).filter_map(|nth| of.from.checked_add_days(Days::new(u64::from(nth)))).map(day).collect(),
        is_partial: of.is_partial,
        as_of: of.as_of.clone(),
    }
}

/// Whether `mine` is a standing conversation of the caseworker's with the same citizen, at the time of `found`.
fn is_mine_too(mine: &Found, found: &Found, caseworker: &CaseworkerId) -> bool {
    mine.subject == found.subject
        && mine.booking.caseworker.as_ref() == Some(caseworker)
        && is_double(&mine.booking, &found.booking)
}

fn is_double(one: &Drawn, other: &Drawn) -> bool {
    one.id != other.id && one.stands() && other.stands() && one.overlaps((other.start, other.until))
}

/// For each booking another of the same citizen's at the same time.
fn doubles(found: &[Found]) -> Vec<Option<DoubleBooking>> {
    let mut of: HashMap<PersonId, Vec<&Drawn>> = HashMap::new();
    for one in found {
        of.entry(one.subject).or_default().push(&one.booking);
    }
    let double = |one: &Found| {
        let other = of.get(&one.subject)?.iter().find(|other| is_double(&one.booking, other))?;
        Some(DoubleBooking { booking: other.id, by: other.by, kind: other.kind, start: other.start, end: other.end })
    };
    found.iter().map(double).collect()
}

fn by_caseworker(found: &[Found]) -> HashMap<&CaseworkerId, Vec<&Found>> {
    let mut by: HashMap<&CaseworkerId, Vec<&Found>> = HashMap::new();
    for one in found {
        if let Some(caseworker) = &one.booking.caseworker {
            by.entry(caseworker).or_default().push(one);
        }
    }
    by
}

/// In the calendar, where both stand: the other citizens whom the caseworker meets at that time, and to what.
fn also_meets_of(found: &Found, by_caseworker: &HashMap<&CaseworkerId, Vec<&Found>>) -> Option<Text> {
    let booking = &found.booking;
    let theirs = by_caseworker.get(booking.caseworker.as_ref()?).filter(|_| booking.stands())?;
    let time = (booking.start, booking.until);
    let told = at_once(theirs.iter().copied(), found.subject, booking.meeting, time).map(|other| {
        let what = named(&other.booking);
        Text::new(format!("{}, {}", other.name, what.da), format!("{}, {}", other.name, what.en))
    });
    one_after_another(&told.collect::<Vec<_>>())
}

/// What of a caseworker's conversations is with other citizens at that time: nobody is at two at once. Those of one group
/// meeting are one conversation.
fn at_once<'a>(
    theirs: impl Iterator<Item = &'a Found>,
    subject: PersonId,
    meeting: Meeting,
    time: (DateTime<Utc>, DateTime<Utc>),
) -> impl Iterator<Item = &'a Found> {
    let is_same_meeting = move |other: Meeting| matches!(other, Meeting::Group(_)) && other == meeting;
    theirs.filter(move |Found { subject: other, booking, .. }| {
        *other != subject && booking.stands() && booking.overlaps(time) && !is_same_meeting(booking.meeting)
    })
}

fn named(booking: &Drawn) -> Text {
    named_at(booking.kind, (booking.start, booking.end))
}

fn one_after_another(told: &[Text]) -> Option<Text> {
    let joined = |one: fn(&Text) -> &str| told.iter().map(one).collect::<Vec<_>>().join("; ");
    (!told.is_empty()).then(|| Text::new(joined(|text| &text.da), joined(|text| &text.en)))
}

/// The same for what is about to be booked, as a sentence. One citizen's page is open and no other's: so nobody is named.
#[must_use]
pub fn also_meets_told(
    found: &[Found],
    subject: PersonId,
    content: &BookingContent,
    own: &CaseworkerId,
    names: &Names,
) -> Option<Text> {
    let holder = content.caseworker.as_ref()?;
    let theirs = found.iter().filter(|one| one.booking.caseworker.as_ref() == Some(holder));
    let time = (content.start, content.end_or_soon());
    let told: Vec<Text> = at_once(theirs, subject, content.meeting, time).map(|other| named(&other.booking)).collect();
    let what = one_after_another(&told)?;
    let (others_da, others_en) =
        if told.len() == 1 { ("en anden borger", "another citizen") } else { ("andre borgere", "other citizens") };
    let (who_da, who_en) = if holder == own {
        ("Du".to_owned(), "You also meet".to_owned())
    } else {
        (names.of(holder), format!("{} also meets", names.of(holder)))
    };
    Some(Text::new(
        format!("{who_da} møder også {others_da}: {}.", what.da),
        format!("{who_en} {others_en}: {}.", what.en),
    ))
}

/// How fresh a calendar is.
#[must_use]
pub fn calendar_as_of(offline_since: Option<DateTime<Utc>>, today: NaiveDate) -> Text {
    match offline_since.map(|since| dates::moment(since, today)) {
        None => Text::default(),
        Some(since) => Text::new(
            format!("Offline siden {}: andres indkaldelser kan mangle", since.da),
            format!("Offline since {}: bookings of others may be missing", since.en.trim_start_matches("at ")),
        ),
    }
}

fn day(date: NaiveDate) -> CalendarDay {
    CalendarDay {
        date: dates::iso(date),
        week: date.iso_week().week(),
        is_weekend: matches!(date.weekday(), Weekday::Sat | Weekday::Sun),
        holiday: dates::holiday(date),
    }
}
