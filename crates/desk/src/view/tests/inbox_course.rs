use domain::contact_course::{ConversationType, GuestDetails, WrittenBooking};
use exchange::{Concern, InboxMessage, MessageId};

use super::{tellings::booking, *};
use crate::door::Asks;

/// What the jobcentre was told of by somebody else, as a caseworker there reads it on a day.
fn asks(world: &World, known: &Known, kind: &str, (keeps_everybody, today): (bool, &str)) -> Vec<Asks> {
    let to_us = world.journal.iter().filter_map(|line| match &line.entry {
        JournalEntry::Message { to: to @ domain::Audience::Jobcentre(_), body }
            if serde_json::to_value(body).unwrap().get(kind).is_some() =>
        {
            let message =
                domain::Message { subject: line.subject, rules: line.rules.clone(), to: *to, body: body.clone() };
            Some(InboxMessage {
                id: MessageId { command: line.command, nth: 0 },
                sequence: line.sequence,
                at: line.at,
                subject: line.subject,
                concern: Concern::Ours,
                message: serde_json::to_value(message).unwrap(),
            })
        }
        _ => None,
    });
    let today = day(today);
    let here = keeps_everybody.then_some((&known.person, known.journal.as_slice()));
    let read = |one: InboxMessage| {
        let whose = Whose::of(here, one.concern, (AARHUS.parse().unwrap(), keeps_everybody), today);
        let handled = Handled::default();
        message(&Received { messages: &[one], whose, handled: &handled, names: &names(), today }).asks
    };
    to_us.map(read).collect()
}

/// 45 minutes on 20 September.
fn meeting(kind: ConversationType, time: &str) -> WrittenBooking {
    WrittenBooking {
        kind,
        rebooking_possible: false,
        rebooking_deadline: None,
        ..WrittenBooking::from(&*booking(time))
    }
}

fn book(number: &str, booking: WrittenBooking, guest: Option<GuestDetails>) -> Command {
    Command::MakeBooking { number: written(number), booking: Box::new(booking), guest: guest.map(Box::new) }
}

/// SB-DOUBLE-BOOKING: two at the same time ask for somebody, until the day is over; one that is cancelled asks for nobody.
#[test]
fn a_clash_asks_for_somebody_while_it_lies_ahead() {
    let mut world = World::of_mette();
    world.run(&line(), book(A, meeting(ConversationType::JOB, "10:00"), None));
    let theirs = world.run(&fund(), book(A, meeting(ConversationType(8), "10:15"), None));
    let on = |world: &World, keeps, today| asks(world, &world.known(A), "GetBookings", (keeps, today));
    for (what, keeps, today, expected) in [
        ("the day before", true, "2023-09-19", Asks::Action),
        ("on the day", true, "2023-09-20", Asks::Action),
        ("the day after", true, "2023-09-21", Asks::Notice),
        ("on the day, not kept here", false, "2023-09-20", Asks::Action),
        ("the day after, not kept here", false, "2023-09-21", Asks::Notice),
    ] {
        assert_eq!(on(&world, keeps, today), [expected], "{what}");
    }
    let cancel =
        Command::CancelBooking { number: written(A), record: theirs.record(0), seen: Vec::new(), reason: None };
    world.run(&fund(), cancel);
    assert_eq!(on(&world, true, "2023-09-19"), [Asks::Notice, Asks::Notice], "nothing is in the way any more");
    assert_eq!(on(&world, false, "2023-09-19")[1], Asks::Notice, "a cancelled one, not kept here");
}

/// S23-1.6a: that the fund does not come asks for somebody while the meeting stands and is not over.
#[test]
fn a_warning_asks_for_somebody_while_the_meeting_stands() {
    let mut world = World::of_mette();
    let booking = book(A, meeting(ConversationType::JOINT, "10:00"), Some(GuestDetails::default()));
    let ours = world.run(&line(), booking).record(0);
    world.run(&fund(), Command::SetParticipation { number: written(A), record: ours, seen: Vec::new(), guest: None });
    let on = |world: &World, today| asks(world, &world.known(A), "GetWarning", (true, today));
    for (today, expected) in [("2023-09-19", Asks::Action), ("2023-09-20", Asks::Action), ("2023-09-21", Asks::Notice)]
    {
        assert_eq!(on(&world, today), [expected], "{today}");
    }
    world.run(&line(), Command::CancelBooking { number: written(A), record: ours, seen: Vec::new(), reason: None });
    assert_eq!(on(&world, "2023-09-19"), [Asks::Notice], "it is cancelled");
}
