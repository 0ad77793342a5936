//! Bookings at the desk: in the calendar, in a correction, taken back, and in a file for another calendar.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use chrono::{DateTime, TimeDelta, Utc};
use desk::Desk;
use desk::door::*;
use domain::contact_course::{ConversationForm, ConversationType, WrittenBooking};
use domain::{Command, RecordId, WrittenNumber};
use world::*;

fn fields(day: &str, from: &str, until: &str) -> BookingFields {
    BookingFields {
        conversation_type: "7".into(),
        form: "1".into(),
        day: day.into(),
        from: from.into(),
        until: until.into(),
        ..BookingFields::default()
    }
}

fn make(citizen: &CitizenView, day: &str, from: &str, until: &str) -> Draft {
    made_of(citizen, fields(day, from, until))
}

/// Of a type of which a citizen may have several to come.
fn follow_up(citizen: &CitizenView, day: &str, from: &str, until: &str) -> Draft {
    made_of(citizen, BookingFields { conversation_type: "2".into(), ..fields(day, from, until) })
}

fn made_of(citizen: &CitizenView, fields: BookingFields) -> Draft {
    Draft { citizen: citizen.citizen.clone(), form: DraftForm::MakeBooking { fields } }
}

fn change(citizen: &CitizenView, booking: &BookingView, from: &str, until: &str) -> Draft {
    let fields = BookingFields { from: from.into(), until: until.into(), ..booking.fields.clone() };
    let form = DraftForm::ChangeBooking {
        booking: booking.meeting.booking.clone(),
        seen: booking.writings.clone(),
        fields,
        begun: Some(booking.fields.clone()),
    };
    Draft { citizen: citizen.citizen.clone(), form }
}

fn cancel(citizen: &CitizenView, booking: &BookingView) -> Draft {
    let form = DraftForm::CancelBooking {
        booking: booking.meeting.booking.clone(),
        seen: booking.writings.clone(),
        reason: String::new(),
    };
    Draft { citizen: citizen.citizen.clone(), form }
}

fn entries(desk: &Desk, from: &str, days: u32, whose: CalendarOf) -> Vec<CalendarEntry> {
    desk.calendar(CalendarAsk { from: from.into(), days, whose }).unwrap().entries
}

/// What stands in the week of the world, in short.
fn week(desk: &Desk) -> Vec<(String, String, String, bool)> {
    let tell = |entry: CalendarEntry| {
        let CalendarEntry { name, booking, .. } = entry;
        (name, booking.start, booking.state, booking.waiting.is_some())
    };
    entries(desk, "2023-09-18", 7, CalendarOf::Mine).into_iter().map(tell).collect()
}

fn row(name: &str, start: &str, state: &str, waits: bool) -> (String, String, String, bool) {
    (name.into(), start.into(), state.into(), waits)
}

/// Sends what has rested.
fn send(world: &World, desk: &Desk) {
    world.pass(9);
    desk.settle();
}

#[test]
fn the_calendar_shows_what_is_stored_and_what_waits_and_a_cancelled_one_gives_way() {
    let (world, desk, mette) = with_mette();
    confirm(&desk, make(&mette, "21.09.2023", "10", "45"));
    send(&world, &desk);
    switch(&desk, false);
    let bo = open_by(&desk, BO);
    confirm(&desk, make(&bo, "22.09.2023", "9.30", "10.15"));
    let stored = row("Mette Øvelsen", "2023-09-21T10:00", "coming", false);
    let waits = row("Bo Bang", "2023-09-22T09:30", "coming", true);
    assert_eq!(week(&desk), [stored, waits.clone()]);

    let booking = open_by(&desk, METTE).bookings[0].clone();
    confirm(&desk, cancel(&mette, &booking));
    let gone = |waiting| row("Mette Øvelsen", "2023-09-21T10:00", "cancelled", waiting);
    assert_eq!(week(&desk), [gone(true), waits]);
    world.pass(9);
    switch(&desk, true);
    desk.settle();
    assert_eq!(week(&desk), [gone(false), row("Bo Bang", "2023-09-22T09:30", "coming", false)]);
    assert!(entries(&desk, "2023-09-23", 7, CalendarOf::Jobcentre).is_empty());

    // A day is asked for as it is typed everywhere else.
    assert_eq!(entries(&desk, "uge 38 fr", 1, CalendarOf::Mine).len(), 1);
    let wrong = desk.calendar(CalendarAsk { from: "30.02".into(), days: 1, whose: CalendarOf::Mine });
    assert!(matches!(wrong, Err(DeskError::Asked { .. })), "{wrong:?}");
}

/// At another desk, the colleague has moved it first.
fn a_colleague_moves(world: &World, booking: &BookingView, start: DateTime<Utc>) {
    let written = WrittenBooking {
        kind: ConversationType(7),
        form: ConversationForm(1),
        meeting: WrittenBooking::INDIVIDUAL.to_owned(),
        group_meeting: None,
        start,
        end: Some(start + TimeDelta::minutes(45)),
        minutes: None,
        place: None,
        phone: None,
        link: None,
        title: None,
        description: None,
        caseworker: None,
        rebooking_possible: false,
        rebooking_deadline: None,
        cancelling_possible: false,
        cancelling_deadline: None,
        owner: None,
        self_booked: false,
    };
    let record = RecordId(booking.meeting.booking.parse().unwrap());
    let number = WrittenNumber(METTE.into());
    world.colleague(
        "karim",
        &Command::ChangeBooking { number, record, seen: seen(booking), booking: Box::new(written) },
    );
}

#[test]
fn the_correction_of_a_refused_move_begins_with_the_writing_that_stands_now() {
    let (world, desk, mette) = with_mette();
    confirm(&desk, make(&mette, "21.09.2023", "10", "45"));
    send(&world, &desk);
    let booking = open_by(&desk, METTE).bookings[0].clone();
    switch(&desk, false);
    let moved = confirm(&desk, change(&mette, &booking, "11", "11.45"));
    world.pass(9);
    a_colleague_moves(&world, &booking, danish(2023, 9, 25, 13, 0));
    switch(&desk, true);
    desk.settle();
    let refused = entry_of(&desk, &moved.command);
    let EntryState::Refused { refusal, .. } = &refused.state else { panic!("{:?}", refused.state) };
    assert_eq!(refusal.code, "SB-2014");
    let stands = open_by(&desk, METTE).bookings[0].clone();
    assert_eq!((stands.meeting.start.as_str(), stands.writings.len()), ("2023-09-25T13:00", 2), "the colleague's");

    // All that was typed is there, written against what stands now.
    let draft = refused.draft.clone().unwrap();
    let DraftForm::ChangeBooking { seen, fields, .. } = &draft.form else { panic!("{:?}", draft.form) };
    assert_eq!((seen.len(), fields.from.as_str(), fields.until.as_str()), (2, "11.00", "45 min"));
    let correcting = Correcting { command: moved.command.clone(), form: draft.form.clone() };
    let Preview::Accepted { fingerprint, .. } = desk.preview_correction(correcting).unwrap() else { panic!() };
    let corrected = desk.confirm(Confirm { draft, fingerprint, renews: Some(moved.command) }).unwrap();
    send(&world, &desk);
    assert!(is_accepted(&desk, &corrected));
    let stands = open_by(&desk, METTE).bookings[0].clone();
    assert_eq!((stands.meeting.start.as_str(), stands.writings.len()), ("2023-09-21T11:00", 3));
}

#[test]
fn a_booking_that_is_taken_back_is_a_draft_again() {
    let (_world, desk, mette) = with_mette();
    let draft = make(&mette, "21.09.2023", "10", "45");
    let entry = confirm(&desk, draft.clone());
    assert_eq!(week(&desk).len(), 1);
    assert_eq!(desk.undo(reference_to(&entry)).unwrap().state, EntryState::Undone);
    assert!(week(&desk).is_empty());
    let [kept] = &open_by(&desk, METTE).drafts[..] else { panic!("one draft") };
    let DraftForm::MakeBooking { fields } = &kept.form else { panic!("{:?}", kept.form) };
    let told = (fields.conversation_type.as_str(), fields.day.as_str(), fields.from.as_str(), fields.until.as_str());
    assert_eq!(told, ("7", "21.09.2023", "10.00", "45 min"));
    // As it stands there, it says the same again.
    confirm(&desk, kept.clone());
    assert_eq!(week(&desk), [row("Mette Øvelsen", "2023-09-21T10:00", "coming", true)]);
}

#[test]
fn both_nights_when_the_clock_changes_have_their_hours() {
    let (world, desk, mette) = with_mette();
    let booked = |day: &str, from: &str, until: &str| {
        confirm(&desk, follow_up(&mette, day, from, until));
        send(&world, &desk);
    };
    booked("29.10.2023", "2.30 sommertid", "30");
    booked("29.10.2023", "2.30 vintertid", "30");
    booked("31.03.2024", "1.30", "60");
    let typed = |booking: &str| {
        let mut shown = open_by(&desk, METTE).bookings;
        shown.retain(|view| view.meeting.booking == booking);
        shown.remove(0).fields
    };
    let told = |day: &str| -> Vec<(String, Option<String>, String, bool)> {
        let tell = |entry: CalendarEntry| {
            let MeetingView { booking, start, end, double, .. } = entry.booking;
            (start, end, typed(&booking).from, double.is_some())
        };
        entries(&desk, day, 1, CalendarOf::Mine).into_iter().map(tell).collect()
    };
    assert_eq!(
        told("2023-10-29"),
        [
            ("2023-10-29T02:30".into(), Some("2023-10-29T02:00".into()), "02.30 sommertid".into(), false),
            ("2023-10-29T02:30".into(), Some("2023-10-29T03:00".into()), "02.30 vintertid".into(), false),
        ],
        "an hour apart, and not double"
    );
    let night = ("2024-03-31T01:30".into(), Some("2024-03-31T03:30".into()), "01.30".into(), false);
    assert_eq!(told("2024-03-31"), [night], "the hour after half past one ends at half past three");
    // The one in the night to winter time has a form that says which of the two it is.
    let first = &entries(&desk, "2023-10-29", 1, CalendarOf::Mine)[0].booking.booking;
    let shown = open_by(&desk, METTE).bookings;
    let summer = shown.iter().find(|view| view.meeting.booking == *first).unwrap();
    let moved = change(&mette, summer, &summer.fields.from, "45");
    assert!(matches!(desk.preview(moved).unwrap(), Preview::Accepted { .. }));
    // Each in UTC in a file.
    let file = exported(&desk, &mette, first).1;
    assert!(file.contains("DTSTART:20231029T003000Z\r\nDTEND:20231029T010000Z\r\n"), "{file}");
}

fn also_meets(desk: &Desk, draft: &Draft) -> Option<String> {
    match desk.preview(draft.clone()).unwrap() {
        Preview::Accepted { also_meets, .. } => also_meets.map(|text| text.da),
        other => panic!("{other:?}"),
    }
}

/// Nobody holds two conversations at once: told before and after, never refused.
#[test]
fn two_citizens_at_once_are_told_of() {
    let (world, desk, mette) = with_mette();
    assert_eq!(also_meets(&desk, &make(&mette, "21.09.2023", "10", "45")), None);
    confirm(&desk, make(&mette, "21.09.2023", "10", "45"));
    send(&world, &desk);
    let bo = open_by(&desk, BO);
    let says = "Du møder også en anden borger: Jobsamtale torsdag 21.09.2023 kl. 10.00–10.45.";
    assert_eq!(also_meets(&desk, &make(&bo, "21.09.2023", "10.30", "45")).as_deref(), Some(says));
    assert_eq!(also_meets(&desk, &make(&bo, "21.09.2023", "10.45", "45")), None, "one begins when the other ends");
    assert_eq!(also_meets(&desk, &follow_up(&mette, "21.09.2023", "10.30", "45")), None, "that is the citizen's own");
    let mut karims = make(&bo, "21.09.2023", "10.30", "45");
    if let DraftForm::MakeBooking { fields } = &mut karims.form {
        fields.caseworker = "karim".into();
    }
    assert_eq!(also_meets(&desk, &karims), None, "a colleague meets somebody else");

    confirm(&desk, make(&bo, "21.09.2023", "10.30", "45"));
    let told: Vec<_> = entries(&desk, "2023-09-21", 1, CalendarOf::Jobcentre)
        .into_iter()
        .map(|entry| (entry.name, entry.also_meets.map(|text| text.da).unwrap_or_default()))
        .collect();
    assert_eq!(
        told,
        [
            ("Mette Øvelsen".into(), "Bo Bang, Jobsamtale torsdag 21.09.2023 kl. 10.30–11.15".into()),
            ("Bo Bang".to_owned(), "Mette Øvelsen, Jobsamtale torsdag 21.09.2023 kl. 10.00–10.45".to_owned()),
        ]
    );
    // Moved away, neither is told of.
    let booking = open_by(&desk, METTE).bookings[0].clone();
    confirm(&desk, change(&mette, &booking, "13", "45"));
    assert!(entries(&desk, "2023-09-21", 1, CalendarOf::Mine).iter().all(|entry| entry.also_meets.is_none()));
}

#[test]
fn the_citizens_of_a_group_meeting_are_in_one_meeting() {
    let (_world, desk, mette) = with_mette();
    let bo = open_by(&desk, BO);
    let in_group =
        |citizen: &CitizenView| made_of(citizen, BookingFields { is_group: true, ..fields("21.09.2023", "10", "45") });
    confirm(&desk, in_group(&mette));
    assert_eq!(also_meets(&desk, &in_group(&bo)), None);
    confirm(&desk, in_group(&bo));
    confirm(&desk, make(&open_by(&desk, AAGE), "21.09.2023", "10", "45"));
    let entries = entries(&desk, "2023-09-21", 1, CalendarOf::Mine);
    let groups: Vec<_> = entries.iter().map(|entry| entry.group.clone()).collect();
    assert_eq!(groups.iter().flatten().count(), 2);
    assert_eq!(groups.iter().flatten().collect::<std::collections::BTreeSet<_>>().len(), 1, "the same meeting");
    let of = |name: &str| entries.iter().find(|entry| entry.name == name).unwrap().also_meets.clone().unwrap().da;
    assert_eq!(of("Mette Øvelsen"), "Aage Aagaard, Jobsamtale torsdag 21.09.2023 kl. 10.00–10.45");
    assert!(of("Aage Aagaard").contains("Mette Øvelsen") && of("Aage Aagaard").contains("; "));
}

#[test]
fn the_page_of_the_day_has_the_conversations_of_today() {
    let (world, desk, mette) = with_mette();
    let day = |desk: &Desk| {
        let tell = |entry: CalendarEntry| (entry.name, entry.booking.start, entry.booking.state);
        desk.my_day(Nothing {}).unwrap().conversations.into_iter().map(tell).collect::<Vec<_>>()
    };
    assert!(day(&desk).is_empty());
    confirm(&desk, make(&mette, "d", "13", "45"));
    send(&world, &desk);
    confirm(&desk, make(&open_by(&desk, BO), "d", "9.30", "30"));
    confirm(&desk, make(&open_by(&desk, AAGE), "+1", "10", "45"));
    let mut karims = make(&open_by(&desk, ÅSE), "d", "14", "45");
    if let DraftForm::MakeBooking { fields } = &mut karims.form {
        fields.caseworker = "karim".into();
    }
    confirm(&desk, karims);
    let told = |name: &str, start: &str, state: &str| (name.to_owned(), start.to_owned(), state.to_owned());
    let bo = |state| told("Bo Bang", "2023-09-20T09:30", state);
    assert_eq!(day(&desk), [bo("coming"), told("Mette Øvelsen", "2023-09-20T13:00", "coming")]);
    world.pass(3600);
    assert_eq!(day(&desk)[0], bo("past"), "not registered as held");
    let booking = open_by(&desk, METTE).bookings[0].clone();
    confirm(&desk, cancel(&mette, &booking));
    assert_eq!(day(&desk), [bo("past")]);
}

/// Its name and what is in it.
fn exported(desk: &Desk, citizen: &CitizenView, booking: &str) -> (String, String) {
    let request = BookingRef { citizen: citizen.citizen.clone(), booking: booking.into() };
    let file = std::path::PathBuf::from(desk.export_booking(request).unwrap().file);
    let text = std::fs::read_to_string(&file).unwrap();
    (file.file_name().unwrap().to_str().unwrap().to_owned(), text)
}

#[test]
fn a_booking_goes_into_another_calendar_without_the_citizen() {
    let (world, desk, mette) = with_mette();
    let fields = BookingFields { place: "Hos Mette Øvelsen".into(), ..fields("21.09.2023", "10", "45") };
    confirm(&desk, made_of(&mette, fields));
    let booking = open_by(&desk, METTE).bookings[0].clone();
    let line = |file: &str, name: &str| {
        let line = file.lines().find(|line| line.starts_with(&format!("{name}:"))).unwrap_or_default();
        line.trim_end().to_owned()
    };
    let told = |file: &str| ["UID", "SEQUENCE", "STATUS", "METHOD"].map(|name| line(file, name));
    let uid = format!("UID:{}@sagsbord", booking.meeting.booking);
    let expected = |sequence: &str, status: &str, method: &str| {
        [uid.clone(), format!("SEQUENCE:{sequence}"), format!("STATUS:{status}"), format!("METHOD:{method}")]
    };

    let (name, file) = exported(&desk, &mette, &booking.meeting.booking);
    assert_eq!((name.as_str(), told(&file)), ("indkaldelse-2023-09-21-1.ics", expected("0", "TENTATIVE", "PUBLISH")));
    for who in ["Mette", "Øvelsen", "1234", "150385"] {
        assert!(!file.contains(who) && !name.contains(who), "{file}");
    }
    send(&world, &desk);
    let (name, file) = exported(&desk, &mette, &booking.meeting.booking);
    assert_eq!((name.as_str(), told(&file)), ("indkaldelse-2023-09-21-2.ics", expected("0", "CONFIRMED", "PUBLISH")));
    confirm(&desk, change(&mette, &booking, "11", "45"));
    send(&world, &desk);
    assert_eq!(told(&exported(&desk, &mette, &booking.meeting.booking).1), expected("1", "CONFIRMED", "PUBLISH"));
    let booking = open_by(&desk, METTE).bookings[0].clone();
    confirm(&desk, cancel(&mette, &booking));
    send(&world, &desk);
    assert_eq!(told(&exported(&desk, &mette, &booking.meeting.booking).1), expected("2", "CANCELLED", "CANCEL"));
}

#[test]
fn nobody_takes_a_booking_along_of_a_citizen_who_is_not_opened() {
    let (world, desk, mette) = with_mette();
    confirm(&desk, make(&mette, "21.09.2023", "10", "45"));
    send(&world, &desk);
    let booking = open_by(&desk, METTE).bookings[0].meeting.booking.clone();
    drop(desk);
    let desk = world.desk();
    let ask =
        |booking: &str| desk.export_booking(BookingRef { citizen: mette.citizen.clone(), booking: booking.into() });
    assert!(matches!(ask(&booking), Err(DeskError::Asked { .. })));
    open_by(&desk, METTE);
    assert!(ask(&booking).is_ok());
    assert!(matches!(ask(&mette.citizen), Err(DeskError::Asked { .. })), "no such booking");
    assert!(matches!(ask("../../etc"), Err(DeskError::Malformed)));
}
