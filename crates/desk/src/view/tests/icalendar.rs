use domain::{
    CommandId, RecordId,
    contact_course::{
        Authority, Booking, BookingContent, BookingState, Cancelling, ConversationForm, ConversationType, Meeting,
        Rebooking,
    },
};

use super::*;

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn commands(times: u128) -> Vec<CommandId> {
    (1..=times).map(|nth| CommandId(Uuid::from_u128(nth))).collect()
}

fn booking() -> Booking {
    Booking {
        id: RecordId(Uuid::from_u128(7)),
        number: number_of(A),
        by: Authority::Jobcentre(AARHUS.parse().unwrap()),
        guest: None,
        content: BookingContent {
            kind: ConversationType(7),
            form: ConversationForm(1),
            meeting: Meeting::Individual,
            start: utc("2023-09-20T08:00:00Z"),
            end: Some(utc("2023-09-20T08:45:00Z")),
            place: Some("Lokale 2.14".into()),
            phone: Some("+4512345678".into()),
            link: None,
            title: Some("Om Mettes jobmål".into()),
            description: Some("Mette Øvelsen, 150385-1846".into()),
            caseworker: None,
            rebooking: Rebooking::No,
            cancelling: Cancelling::No,
            owner: None,
            self_booked: false,
        },
        writings: commands(1),
        registered: utc("2023-09-18T08:00:00Z"),
        state: BookingState::Planned,
    }
}

fn written(booking: &Booking, is_sent: bool) -> String {
    let mut world = World::of_mette();
    world.change_number(A, B, "20230918");
    let person = world.by(B);
    icalendar(&Exported { person, booking, is_sent, exercise: true, now: utc("2023-09-18T08:05:00Z") })
}

/// The lines as a reader has them: put together again where they were folded.
fn read(file: &str) -> Vec<String> {
    file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn a_booking_is_an_event_with_a_name_of_its_own() {
    assert_eq!(
        read(&written(&booking(), true)),
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Sagsbord//Kalender//DA",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            "UID:00000000-0000-0000-0000-000000000007@sagsbord",
            "SEQUENCE:0",
            "DTSTAMP:20230918T080500Z",
            "DTSTART:20230920T080000Z",
            "DTEND:20230920T084500Z",
            "SUMMARY:ØVELSE – Jobsamtale\\, personligt fremmøde",
            "LOCATION:Lokale 2.14",
            "ORGANIZER;CN=\"Jobcenter Aarhus\":invalid:nomail",
            "STATUS:CONFIRMED",
            "CLASS:PRIVATE",
            "END:VEVENT",
            "END:VCALENDAR",
        ]
    );
}

#[test]
fn what_waits_is_tentative_and_what_is_cancelled_takes_the_same_event_away() {
    let lines = |booking: &Booking, is_sent| {
        let told = ["METHOD", "UID", "SEQUENCE", "STATUS"];
        let is_told = |line: &String| told.iter().any(|name| line.starts_with(&format!("{name}:")));
        read(&written(booking, is_sent)).into_iter().filter(is_told).collect::<Vec<_>>()
    };
    let uid = "UID:00000000-0000-0000-0000-000000000007@sagsbord";
    assert_eq!(lines(&booking(), false), ["METHOD:PUBLISH", uid, "SEQUENCE:0", "STATUS:TENTATIVE"]);
    let moved = Booking { writings: commands(2), ..booking() };
    assert_eq!(lines(&moved, true), ["METHOD:PUBLISH", uid, "SEQUENCE:1", "STATUS:CONFIRMED"]);
    let state = BookingState::Cancelled { at: utc("2023-09-19T08:00:00Z"), reason: Some("Mette er syg".into()) };
    let cancelled = Booking { writings: commands(3), state, ..booking() };
    assert_eq!(lines(&cancelled, true), ["METHOD:CANCEL", uid, "SEQUENCE:2", "STATUS:CANCELLED"]);
    assert!(!written(&cancelled, true).contains("syg"));
}

/// Both clock changes: half past two comes twice, and an hour later than half past one there is no half past two.
#[test]
fn times_are_right_in_the_nights_when_the_clock_changes() {
    for (start, end, says) in [
        ("2023-10-29T00:30:00Z", "2023-10-29T01:30:00Z", ["DTSTART:20231029T003000Z", "DTEND:20231029T013000Z"]),
        ("2024-03-31T00:30:00Z", "2024-03-31T01:30:00Z", ["DTSTART:20240331T003000Z", "DTEND:20240331T013000Z"]),
    ] {
        let mut booking = booking();
        (booking.content.start, booking.content.end) = (utc(start), Some(utc(end)));
        let lines = read(&written(&booking, true));
        assert!(says.iter().all(|line| lines.iter().any(|found| found == line)), "{lines:?}");
    }
    let mut open = booking();
    open.content.end = None;
    assert!(!written(&open, true).contains("DTEND"));
}

#[test]
fn long_lines_are_folded_between_characters_and_what_means_something_is_escaped() {
    let mut booking = booking();
    let place =
        "Mødelokalet på første sal; til højre, forbi „Åen\"\\trappen og så hele vejen ned ad gangen — æøå".repeat(3);
    booking.content.place = Some(format!("{place}\nEND:VEVENT\r\nX:1\u{7}"));
    let file = written(&booking, true);
    assert!(file.split_terminator("\r\n").all(|line| line.len() <= 75), "{file}");
    assert!(file.split_terminator("\r\n").any(|line| line.len() >= 73), "lines are as long as they may be");
    assert!(!file.replace("\r\n", "").contains(['\r', '\n', '\u{7}']), "{file:?}");
    let escaped = place.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    let lines = read(&file);
    let location = lines.iter().find(|line| line.starts_with("LOCATION:")).unwrap();
    assert_eq!(*location, format!("LOCATION:{escaped}\\nEND:VEVENT\\nX:1 "));
    assert_eq!(lines.iter().filter(|line| *line == "END:VEVENT").count(), 1);
}

#[test]
fn a_file_does_not_say_who_is_summoned() {
    for place in [
        "Hos Mette",
        "ØVELSENs bopæl",
        "hjemme hos 150385-1846",
        "1503851793",
        "15 03 85 17 93",
        "åboulevarden 1, 8000 Aarhus C",
        "Aaboulevarden 1, 3. tv.",
    ] {
        let mut booking = booking();
        booking.content.place = Some(place.into());
        let is_whole_word = place != "ØVELSENs bopæl";
        let file = written(&booking, true);
        assert_eq!(file.contains("LOCATION"), !is_whole_word, "{place}: {file}");
        for who in ["mette", "1846", "1793", "12345678", "jobmål"] {
            assert!(!file.to_lowercase().contains(who), "{who}: {file}");
        }
    }
    let mut linked = booking();
    (linked.content.place, linked.content.link) = (None, Some("https://moede.example/1".into()));
    assert!(written(&linked, true).contains("LOCATION:https://moede.example/1\r\n"));
}
