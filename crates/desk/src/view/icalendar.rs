use chrono::{DateTime, Utc};
use domain::{
    Person,
    contact_course::{Booking, BookingState},
};

use super::{
    home::is_home,
    reference::{conversation_form, conversation_type},
    tags,
    tell_booking::authority,
};

/// A booking on its way into other calendars.
pub struct Exported<'a> {
    /// Whose.
    pub person: &'a Person,
    /// With what waits carried out.
    pub booking: &'a Booking,
    /// Whether the backend has said so.
    pub is_sent: bool,
    /// Whether the citizen is made up.
    pub exercise: bool,
    /// The moment, UTC.
    pub now: DateTime<Utc>,
}

/// The booking as RFC 5545 has it, to be read by the calendar of the caseworker or of the citizen. The file leaves the
/// sealed ones, so it does not say who is summoned: what somebody has written freely of the conversation is not in it, nor
/// the number to call, which may be the citizen's own. Times are in UTC: so the hour that comes twice is one of the two.
#[must_use]
pub fn icalendar(of: &Exported) -> String {
    let Booking { id, by, content, writings, state, .. } = of.booking;
    let is_cancelled = matches!(state, BookingState::Cancelled { .. });
    let status = match (is_cancelled, of.is_sent) {
        (true, _) => "CANCELLED",
        (false, true) => "CONFIRMED",
        (false, false) => "TENTATIVE",
    };
    let (kind, form) = (conversation_type(content.kind).da, conversation_form(content.form).da);
    let exercise = if of.exercise { "ØVELSE – " } else { "" };
    let mut lines = Lines::default();
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//Sagsbord//Kalender//DA");
    lines.add("METHOD", if is_cancelled { "CANCEL" } else { "PUBLISH" });
    lines.add("BEGIN", "VEVENT");
    lines.add("UID", &format!("{id}@sagsbord"));
    lines.add("SEQUENCE", &writings.len().saturating_sub(1).to_string());
    lines.add("DTSTAMP", &utc(of.now));
    lines.add("DTSTART", &utc(content.start));
    if let Some(end) = content.end {
        lines.add("DTEND", &utc(end));
    }
    lines.add("SUMMARY", &escaped(&format!("{exercise}{kind}, {}", lower(&form))));
    let place = content.place.as_ref().or(content.link.as_ref()).filter(|place| !says_who(place, of.person));
    if let Some(place) = place {
        lines.add("LOCATION", &escaped(place));
    }
    // Asked for by RFC 5546. Nobody can answer it by mail.
    lines.add(&format!("ORGANIZER;CN={}", quoted(&authority(*by).da)), "invalid:nomail");
    lines.add("STATUS", status);
    lines.add("CLASS", "PRIVATE");
    lines.add("END", "VEVENT");
    lines.add("END", "VCALENDAR");
    lines.text
}

/// Content lines: none is longer than 75 octets, none cuts a character, each ends with CRLF (RFC 5545, 3.1).
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    const LONGEST: usize = 75;

    fn add(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            if length + letter.len_utf8() > Self::LONGEST {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(letter);
            length += letter.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

fn utc(instant: DateTime<Utc>) -> String {
    instant.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text (RFC 5545, 3.3.11). What else moves the cursor has no place in it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// The value of a parameter: within quotes nothing is escaped, and a quote cannot stand.
fn quoted(text: &str) -> String {
    let plain: String = text.chars().filter(|letter| *letter != '"' && !letter.is_control()).collect();
    format!("\"{plain}\"")
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Whether a text names the citizen: by a word of the name, a number, or the home.
fn says_who(text: &str, person: &Person) -> bool {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
    let name = tags::name(person).to_lowercase();
    let is_named = name.split_whitespace().any(|part| part.chars().count() > 1 && words.contains(&part));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_numbered = person.numbers.known.iter().any(|number| digits.contains(number.digits()));
    let is_at_home = person.basic().address.is_some_and(|address| is_home(&text, &address));
    is_named || is_numbered || is_at_home
}
