//! The calendar: what stands, with what is not in the rows yet.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use desk::Desk;
use desk::door::*;
use sealed::header::exercise_key;
use world::*;

/// The week of the world's day.
fn week(desk: &Desk) -> Vec<MeetingView> {
    let ask = CalendarAsk { from: "2023-09-18".into(), days: 7, whose: CalendarOf::Mine };
    desk.calendar(ask).unwrap().entries.into_iter().map(|entry| entry.booking).collect()
}

/// Between the answer and the next pull the rows are as before; a line that is cut makes that last.
#[test]
fn what_is_accepted_and_not_pulled_yet_stands_in_the_calendar() {
    let world = World::new();
    let (cuts, faults) = (Arc::new(AtomicBool::new(false)), world.faults.clone());
    let desk = world.open_with({
        let cuts = Arc::clone(&cuts);
        move |event| {
            if matches!(event, DeskEvent::Changed { .. }) && cuts.load(Ordering::SeqCst) {
                faults.cut(true);
            }
        }
    });
    no_rest(&desk);
    desk.settle();
    let mette = open_by(&desk, METTE);
    // The answer comes, and the line goes.
    let answered = |form| {
        switch(&desk, false);
        let entry = confirm(&desk, draft(&mette, form));
        cuts.store(true, Ordering::SeqCst);
        switch(&desk, true);
        desk.settle();
        assert!(is_accepted(&desk, &entry));
        assert!(!desk.connection(Nothing {}).unwrap().online, "nothing was pulled since");
        let week = week(&desk);
        assert_eq!(week.iter().map(|booking| &booking.waiting).collect::<Vec<_>>(), vec![&None; week.len()]);
        cuts.store(false, Ordering::SeqCst);
        world.faults.cut(false);
        switch(&desk, true);
        desk.settle();
        week
    };

    let made = answered(DraftForm::MakeBooking { fields: fields() });
    assert_eq!(made.len(), 1);
    let BookingView { meeting: MeetingView { booking, .. }, writings: seen, fields, .. } =
        open_by(&desk, METTE).bookings.remove(0);
    let later = BookingFields { from: "13.00".into(), until: "45".into(), ..fields };
    let moved = answered(DraftForm::ChangeBooking { booking: booking.clone(), seen, fields: later, begun: None });
    assert_eq!(moved.iter().map(|booking| booking.start.as_str()).collect::<Vec<_>>(), ["2023-09-22T13:00"]);
    let cancelled = answered(DraftForm::CancelBooking { booking, seen: Vec::new(), reason: String::new() });
    assert_eq!(cancelled.iter().map(|booking| booking.state.as_str()).collect::<Vec<_>>(), ["cancelled"]);
    assert_eq!(week(&desk)[0].state, "cancelled");
}

/// What somebody has written of a conversation is read where the citizen is opened, which is noted.
#[test]
fn a_calendar_says_nothing_of_what_is_written_of_a_conversation() {
    const WRITTEN: [&str; 4] = ["Om helbredet", "Medbring lægens brev.", "+4512345678", "Er indlagt"];
    let (world, desk, mette) = with_mette();
    no_rest(&desk);
    let says_nothing = |state: &str| {
        let ask = CalendarAsk { from: "2023-09-18".into(), days: 7, whose: CalendarOf::Jobcentre };
        let told = serde_json::to_string(&desk.calendar(ask).unwrap()).unwrap();
        assert!(told.contains("Lokale 3") && told.contains(state), "{told}");
        assert_eq!(WRITTEN.iter().find(|words| told.contains(**words)), None, "{told}");
    };
    switch(&desk, false);
    let [title, description, phone, reason] = WRITTEN.map(str::to_owned);
    let fields = BookingFields { title, description, phone, ..fields() };
    confirm(&desk, draft(&mette, DraftForm::MakeBooking { fields }));
    says_nothing("coming");
    switch(&desk, true);
    desk.settle();
    says_nothing("coming");
    let BookingView { meeting: MeetingView { booking, .. }, writings: seen, .. } =
        open_by(&desk, METTE).bookings.remove(0);
    switch(&desk, false);
    confirm(&desk, draft(&mette, DraftForm::CancelBooking { booking, seen, reason }));
    says_nothing("cancelled");
    switch(&desk, true);
    desk.settle();
    says_nothing("cancelled");

    let page = serde_json::to_string(&open_by(&desk, METTE).bookings).unwrap();
    assert_eq!(WRITTEN.iter().find(|words| !page.contains(**words)), None, "{page}");
    drop(desk);
    let cache = as_it_is(&world.desk_folder().join("cache.db"), &exercise_key(&world.desk_folder()).unwrap());
    let bodies: String = cache.query_row("SELECT group_concat(body) FROM booking", [], |row| row.get(0)).unwrap();
    assert_eq!(WRITTEN[..2].iter().chain(&WRITTEN[3..]).find(|words| bodies.contains(**words)), None, "{bodies}");
}

/// A desk whose program had no bookings kept those of a later backend unread. They are fetched once more when it has them,
/// and are as they lay there.
#[test]
fn bookings_that_an_earlier_version_could_not_read_stand_in_the_calendar() {
    let (world, desk, mette) = with_mette();
    no_rest(&desk);
    confirm(&desk, draft(&mette, DraftForm::MakeBooking { fields: fields() }));
    desk.settle();
    assert_eq!(week(&desk).len(), 1);
    drop(desk);
    let cache = as_it_is(&world.desk_folder().join("cache.db"), &exercise_key(&world.desk_folder()).unwrap());
    let with_bookings = "SELECT citizen FROM record WHERE area = 'bookings'";
    assert_eq!(cache.execute(&format!("UPDATE citizen SET unread = 1 WHERE id IN ({with_bookings})"), []).unwrap(), 1);
    cache.execute_batch("DROP TABLE booking; DROP TABLE due; PRAGMA user_version = 4").unwrap();
    drop(cache);
    let desk = world.desk();
    assert_eq!(week(&desk).len(), 1);
}
