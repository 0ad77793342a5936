use std::collections::HashMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};
use domain::{
    CaseworkerId, JobcentreCode, PersonId,
    contact_course::{Booking, BookingContent, DoubleBooking, Meeting},
};

use super::{
    Names,
    bookings::{Looked, Looks, drawn},
    tell_booking::named,
};
use crate::{
    dates,
    door::{CalendarDay, CalendarEntry, CalendarOf, CalendarView, Text},
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
    pub booking: Booking,
    /// As the backend last said it.
    pub known: Said,
}

/// What the backend last said of a booking.
pub enum Said {
    /// What stands there.
    TheSame,
    /// Something of it waits.
    Otherwise(Box<Booking>),
    /// All of it waits.
    Nothing,
}

impl Found {
    fn known(&self) -> Option<&Booking> {
        match &self.known {
            Said::TheSame => Some(&self.booking),
            Said::Otherwise(said) => Some(said),
            Said::Nothing => None,
        }
    }
}

/// Some days of a calendar.
#[must_use]
pub fn calendar(of: &Shown) -> CalendarView {
    let today = domain::danish_day(of.now);
    let looks = Looks { names: of.names, now: of.now, today, own: of.own };
    let doubles = doubles(of.found);
    let by_caseworker = by_caseworker(of.found);
    let is_mine = |found: &Found| found.booking.content.caseworker.as_ref() == Some(of.caseworker);
    let mut entries = Vec::with_capacity(of.found.len());
    entries.extend(of.found.iter().zip(doubles).filter_map(|(found, double)| {
        let is_mine = is_mine(found);
        let stands_in_my_way = || of.found.iter().any(|other| is_mine_too(other, found, of.caseworker));
        if of.whose == CalendarOf::Mine && !is_mine && !stands_in_my_way() {
            return None;
        }
        let looked = Looked { booking: &found.booking, known: found.known(), present: Some(of.own), double };
        Some(CalendarEntry {
            citizen: found.subject.to_string(),
            name: found.name.clone(),
            is_mine,
            booking: drawn(looks, &looked),
            group: match found.booking.content.meeting {
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
        && mine.booking.content.caseworker.as_ref() == Some(caseworker)
        && is_double(&mine.booking, &found.booking)
}

fn is_double(one: &Booking, other: &Booking) -> bool {
    one.id != other.id && one.stands() && other.stands() && one.content.overlaps(&other.content)
}

/// For each booking another of the same citizen's at the same time.
fn doubles(found: &[Found]) -> Vec<Option<DoubleBooking>> {
    let mut of: HashMap<PersonId, Vec<&Booking>> = HashMap::new();
    for one in found {
        of.entry(one.subject).or_default().push(&one.booking);
    }
    let double = |one: &Found| {
        let other = of.get(&one.subject)?.iter().find(|other| is_double(&one.booking, other))?;
        Some(DoubleBooking {
            booking: other.id,
            by: other.by,
            kind: other.content.kind,
            start: other.content.start,
            end: other.content.end,
        })
    };
    found.iter().map(double).collect()
}

fn by_caseworker(found: &[Found]) -> HashMap<&CaseworkerId, Vec<&Found>> {
    let mut by: HashMap<&CaseworkerId, Vec<&Found>> = HashMap::new();
    for one in found {
        if let Some(caseworker) = &one.booking.content.caseworker {
            by.entry(caseworker).or_default().push(one);
        }
    }
    by
}

/// In the calendar, where both stand: the other citizens whom the caseworker meets at that time, and to what.
fn also_meets_of(found: &Found, by_caseworker: &HashMap<&CaseworkerId, Vec<&Found>>) -> Option<Text> {
    let content = &found.booking.content;
    let theirs = by_caseworker.get(content.caseworker.as_ref()?).filter(|_| found.booking.stands())?;
    let told = at_once(theirs.iter().copied(), found.subject, content).map(|other| {
        let what = named(&other.booking.content);
        Text::new(format!("{}, {}", other.name, what.da), format!("{}, {}", other.name, what.en))
    });
    one_after_another(&told.collect::<Vec<_>>())
}

/// What the caseworker of `content` holds with other citizens at that time: nobody is at two conversations at once. Those of
/// one group meeting are one conversation.
fn at_once<'a>(
    found: impl Iterator<Item = &'a Found>,
    subject: PersonId,
    content: &BookingContent,
) -> impl Iterator<Item = &'a Found> {
    let is_same_meeting =
        |other: &BookingContent| matches!(other.meeting, Meeting::Group(_)) && other.meeting == content.meeting;
    found.filter(move |other| {
        let theirs = &other.booking.content;
        other.subject != subject
            && other.booking.stands()
            && theirs.caseworker.is_some()
            && theirs.caseworker == content.caseworker
            && theirs.overlaps(content)
            && !is_same_meeting(theirs)
    })
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
    let told: Vec<Text> = at_once(found.iter(), subject, content).map(|other| named(&other.booking.content)).collect();
    let what = one_after_another(&told)?;
    let (others_da, others_en) =
        if told.len() == 1 { ("en anden borger", "another citizen") } else { ("andre borgere", "other citizens") };
    let who = content.caseworker.as_ref().filter(|holder| *holder != own).map(|holder| names.of(holder));
    let (who_da, who_en) = match who {
        None => ("Du".to_owned(), "You also meet".to_owned()),
        Some(name) => (name.clone(), format!("{name} also meets")),
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
