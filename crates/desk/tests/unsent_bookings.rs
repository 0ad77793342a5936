//! Bookings that wait, and what builds on them: it follows them to a new number, and is not sent without them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use desk::Desk;
use desk::door::*;
use world::*;

/// Offline, with Mette summoned: what is written is not sent before the caseworker says so.
fn summoned_offline() -> (World, Desk, CitizenView, OutboxEntry) {
    let (world, desk, mette) = with_mette();
    switch(&desk, false);
    let summons = confirm(&desk, draft(&mette, DraftForm::MakeBooking { fields: fields() }));
    (world, desk, mette, summons)
}

fn only_booking(desk: &Desk, number: &str) -> BookingView {
    let mut bookings = open_by(desk, number).bookings;
    assert_eq!(bookings.len(), 1);
    bookings.remove(0)
}

/// What somebody does with the booking that stands on the page.
fn acts(desk: &Desk, mette: &CitizenView) -> [DraftForm; 3] {
    let BookingView { meeting: MeetingView { booking, .. }, writings: seen, fields, .. } = only_booking(desk, METTE);
    let later = BookingFields { from: "13.00".into(), until: "45".into(), ..fields };
    [
        DraftForm::ChangeBooking { booking: booking.clone(), seen: seen.clone(), fields: later, begun: None },
        DraftForm::CancelBooking { booking: booking.clone(), seen: seen.clone(), reason: "Syg".into() },
        DraftForm::HeldConversation { booking: Some(booking), seen, fields: held(), next: None },
    ]
    .map(|form| draft(mette, form).form)
}

/// The citizen gets another number while a summons and an act on it wait: both are kept back (S23-1.1k).
fn renumber(world: &World, desk: &Desk, both: [&OutboxEntry; 2]) {
    world.new_number(METTE, METTE_NEW);
    world.pass(9);
    switch(desk, true);
    desk.settle();
    for entry in both {
        assert!(matches!(entry_of(desk, &entry.command).state, EntryState::Held { .. }));
    }
}

#[test]
fn what_is_done_with_a_waiting_booking_follows_it_to_the_new_number() {
    for which in 0..3 {
        let (world, desk, mette, summons) = summoned_offline();
        let act = confirm(&desk, draft(&mette, acts(&desk, &mette)[which].clone()));
        renumber(&world, &desk, [&summons, &act]);
        assert!(desk.send_on_new_number(reference_to(&act)).is_err(), "what it builds on first");
        let summons = desk.send_on_new_number(reference_to(&summons)).unwrap();
        let act = desk.send_on_new_number(reference_to(&act)).unwrap();
        world.pass(9);
        desk.settle();
        assert!(is_accepted(&desk, &summons), "{which}");
        assert!(is_accepted(&desk, &act), "{which}: {:?}", entry_of(&desk, &act.command).state);
        let booking = only_booking(&desk, METTE_NEW);
        match which {
            0 => assert!(booking.meeting.start.ends_with("T13:00")),
            1 => assert_eq!(booking.meeting.state, "cancelled"),
            _ => assert_eq!(booking.meeting.state, "held"),
        }
    }
}

#[test]
fn a_corrected_act_on_a_booking_follows_it_too() {
    for which in 0..3 {
        let (world, desk, mette, summons) = summoned_offline();
        let act = confirm(&desk, draft(&mette, acts(&desk, &mette)[which].clone()));
        renumber(&world, &desk, [&summons, &act]);
        desk.send_on_new_number(reference_to(&summons)).unwrap();
        let draft = entry_of(&desk, &act.command).draft.unwrap();
        let correcting = Correcting { command: act.command.clone(), form: draft.form.clone() };
        let fingerprint = match desk.preview_correction(correcting).unwrap() {
            Preview::Accepted { fingerprint, .. } => fingerprint,
            other => panic!("{which}: {other:?}"),
        };
        let act = desk.confirm(Confirm { draft, fingerprint, renews: Some(act.command) }).unwrap();
        world.pass(9);
        desk.settle();
        assert!(is_accepted(&desk, &act), "{which}: {:?}", entry_of(&desk, &act.command).state);
    }
}

/// A conversation without a booking, held this morning, with the next one booked.
fn held_and_next(desk: &Desk, mette: &CitizenView) -> (OutboxEntry, BookingView) {
    let form = DraftForm::HeldConversation { booking: None, seen: Vec::new(), fields: held(), next: Some(fields()) };
    let entry = confirm(desk, draft(mette, form));
    (entry, only_booking(desk, METTE))
}

#[test]
fn what_is_done_with_the_next_booking_builds_on_the_held_conversation() {
    let (world, desk, mette) = with_mette();
    switch(&desk, false);
    let (held, _) = held_and_next(&desk, &mette);
    let [_, cancel, _] = acts(&desk, &mette);
    let cancel = confirm(&desk, draft(&mette, cancel));
    desk.undo(reference_to(&held)).unwrap();
    world.pass(9);
    switch(&desk, true);
    desk.settle();
    let EntryState::Held { refusal } = entry_of(&desk, &cancel.command).state else { panic!("sent all the same") };
    assert_eq!(refusal.code, "90036");
}

#[test]
fn what_is_done_with_the_next_booking_follows_it_to_the_new_number() {
    let (world, desk, mette) = with_mette();
    switch(&desk, false);
    let (held, _) = held_and_next(&desk, &mette);
    let [change, ..] = acts(&desk, &mette);
    let change = confirm(&desk, draft(&mette, change));
    renumber(&world, &desk, [&held, &change]);
    desk.send_on_new_number(reference_to(&held)).unwrap();
    let change = desk.send_on_new_number(reference_to(&change)).unwrap();
    world.pass(9);
    desk.settle();
    assert!(is_accepted(&desk, &change), "{:?}", entry_of(&desk, &change.command).state);
    assert!(only_booking(&desk, METTE_NEW).meeting.start.ends_with("T13:00"));
}

/// A booking that is sent, and a colleague's desk: two who change the same one.
fn two_who_change() -> (World, Desk, CitizenView, BookingView) {
    let (world, desk, mette) = with_mette();
    no_rest(&desk);
    confirm(&desk, draft(&mette, DraftForm::MakeBooking { fields: fields() }));
    desk.settle();
    let booking = only_booking(&desk, METTE);
    (world, desk, mette, booking)
}

fn with_another_title(
    BookingView { meeting: MeetingView { booking, .. }, writings: seen, fields, .. }: BookingView,
) -> DraftForm {
    let begun = Some(fields.clone());
    let fields = BookingFields { title: "Husk CV".into(), can_cancel: true, ..fields };
    DraftForm::ChangeBooking { booking, seen, fields, begun }
}

/// What stands after both: mine in what I typed, the colleague's in everything else.
fn is_of_both(form: &DraftForm) {
    let DraftForm::ChangeBooking { seen, fields, .. } = form else { panic!() };
    assert!(seen.len() >= 2, "the colleague's is seen");
    assert_eq!((fields.title.as_str(), fields.can_cancel), ("Husk CV", true), "typed here");
    assert_eq!((fields.place.as_str(), fields.from.as_str(), fields.until.as_str()), ("Lokale 9", "14.00", "60 min"));
    assert_eq!((fields.description.as_str(), fields.day.as_str()), ("Medbring CV.", "22.09.2023"));
}

#[test]
fn a_draft_leaves_to_a_colleague_what_was_not_typed_in_it() {
    let (world, desk, mette, booking) = two_who_change();
    desk.save_draft(SaveDraft { draft: draft(&mette, with_another_title(booking.clone())) }).unwrap();
    world.colleague_changes(METTE, &booking);
    switch(&desk, true);
    desk.settle();
    is_of_both(&open_by(&desk, METTE).drafts[0].form);
}

#[test]
fn a_refused_change_leaves_to_a_colleague_what_was_not_typed_in_it() {
    let (world, desk, mette, booking) = two_who_change();
    switch(&desk, false);
    let mine = confirm(&desk, draft(&mette, with_another_title(booking.clone())));
    world.colleague_changes(METTE, &booking);
    switch(&desk, true);
    desk.settle();
    let mine = entry_of(&desk, &mine.command);
    let EntryState::Refused { refusal, .. } = &mine.state else { panic!("{:?}", mine.state) };
    assert_eq!(refusal.code, "SB-2014");
    let again = mine.draft.unwrap();
    is_of_both(&again.form);

    // What is typed on in the correction is kept as it stands, and confirmed.
    desk.save_correction(Correcting { command: mine.command.clone(), form: again.form.clone() }).unwrap();
    let kept = entry_of(&desk, &mine.command).correcting.unwrap();
    assert_eq!(kept, again.form);
    let Preview::Accepted { fingerprint, .. } =
        desk.preview_correction(Correcting { command: mine.command.clone(), form: kept }).unwrap()
    else {
        panic!()
    };
    desk.confirm(Confirm { draft: again, fingerprint, renews: Some(mine.command) }).unwrap();
    desk.settle();
    let now = only_booking(&desk, METTE);
    assert_eq!((now.title.as_deref(), now.meeting.place.as_deref()), (Some("Husk CV"), Some("Lokale 9")));
}

/// Mette, who is a member of a fund.
fn with_a_member() -> (World, Desk, CitizenView) {
    let world = World::new();
    world.joins(METTE, "90");
    let desk = world.desk();
    let mette = open_by(&desk, METTE);
    (world, desk, mette)
}

/// What waits here writes the booking once more on the page, and so does the colleague in the backend. Neither is taken for
/// the other: the colleague's words stand, and mine are in Ikke sendt.
#[test]
fn a_colleagues_change_is_not_taken_for_what_waited_here() {
    for (case, says, undone) in [
        ("who takes part", false, false),
        ("who takes part, undone", false, true),
        ("the citizen's no", true, false),
        ("the citizen's no, undone", true, true),
    ] {
        let (world, desk, mette) = with_a_member();
        rest(&desk, 8);
        let joint = BookingFields { conversation_type: "17".into(), fund_takes_part: true, ..fields() };
        confirm(&desk, draft(&mette, DraftForm::MakeBooking { fields: joint }));
        world.pass(9);
        desk.settle();
        let booking = only_booking(&desk, METTE);
        switch(&desk, false);
        let (record, seen) = (booking.meeting.booking.clone(), booking.writings.clone());
        let first = if says {
            DraftForm::ParticipationChoice { chooser: "citizen".into(), takes_part: false }
        } else {
            DraftForm::Participation { booking: record, seen, takes_part: false, fields: GuestFields::default() }
        };
        let first = confirm(&desk, draft(&mette, first));
        let shown = only_booking(&desk, METTE);
        assert_eq!(shown.writings.len(), 2, "{case}: written once more, here");
        let mine = confirm(&desk, draft(&mette, with_another_title(shown)));
        if undone {
            desk.undo(reference_to(&first)).unwrap();
        }
        world.colleague_changes(METTE, &booking);
        world.pass(9);
        switch(&desk, true);
        desk.settle();

        let stands = only_booking(&desk, METTE);
        assert_eq!(
            (stands.meeting.place.as_deref(), stands.title),
            (Some("Lokale 9"), None),
            "{case}: the colleague's"
        );
        let mine = entry_of(&desk, &mine.command);
        let (EntryState::Refused { refusal, .. } | EntryState::Held { refusal }) = &mine.state else {
            panic!("{case}: {:?}", mine.state)
        };
        assert_eq!(refusal.code, "SB-2014", "{case}");
        is_of_both(&mine.draft.unwrap().form);
    }
}

/// Nothing is typed where somebody is taken off: undone, it leaves no draft, and what is typed of the guest stays.
#[test]
fn a_removal_that_is_undone_leaves_no_draft() {
    let (world, desk, mette) = with_a_member();
    rest(&desk, 8);
    let joint = BookingFields { conversation_type: "17".into(), fund_takes_part: true, ..fields() };
    confirm(&desk, draft(&mette, DraftForm::MakeBooking { fields: joint }));
    world.pass(9);
    desk.settle();
    let says = |takes_part: bool| {
        let BookingView { meeting: MeetingView { booking, .. }, writings: seen, .. } = only_booking(&desk, METTE);
        let fields = GuestFields { name: "Ane Prøve".into(), ..GuestFields::default() };
        draft(&mette, DraftForm::Participation { booking, seen, takes_part, fields })
    };
    let drafts = || open_by(&desk, METTE).drafts;
    let (typed, removal) = (says(true), says(false));
    desk.save_draft(SaveDraft { draft: typed.clone() }).unwrap();
    let removed = confirm(&desk, removal);
    assert_eq!(drafts().len(), 1, "the confirmed removal has not taken it along");
    desk.undo(reference_to(&removed)).unwrap();
    assert_eq!(drafts(), std::slice::from_ref(&typed));
    let named = confirm(&desk, typed.clone());
    assert_eq!(drafts(), []);
    desk.undo(reference_to(&named)).unwrap();
    assert_eq!(drafts(), [typed]);
}

/// What is written on one's own that waits is of that one, and both are done.
#[test]
fn a_change_goes_on_from_who_takes_part_as_that_waits() {
    let (world, desk, mette) = with_a_member();
    rest(&desk, 8);
    let joint = BookingFields { conversation_type: "17".into(), ..fields() };
    confirm(&desk, draft(&mette, DraftForm::MakeBooking { fields: joint }));
    world.pass(9);
    desk.settle();
    switch(&desk, false);
    let BookingView { meeting: MeetingView { booking, .. }, writings: seen, .. } = only_booking(&desk, METTE);
    let fields = GuestFields { name: "Ane Prøve".into(), ..GuestFields::default() };
    let invites = confirm(&desk, draft(&mette, DraftForm::Participation { booking, seen, takes_part: true, fields }));
    let mine = confirm(&desk, draft(&mette, with_another_title(only_booking(&desk, METTE))));
    renumber(&world, &desk, [&invites, &mine]);
    assert!(desk.send_on_new_number(reference_to(&mine)).is_err(), "what it was written on first");
    let invites = desk.send_on_new_number(reference_to(&invites)).unwrap();
    let mine = desk.send_on_new_number(reference_to(&mine)).unwrap();
    world.pass(9);
    desk.settle();
    assert!(is_accepted(&desk, &invites), "{:?}", entry_of(&desk, &invites.command).state);
    assert!(is_accepted(&desk, &mine), "{:?}", entry_of(&desk, &mine.command).state);
    let stands = only_booking(&desk, METTE_NEW);
    assert_eq!((stands.title.as_deref(), stands.joint.map(|joint| joint.takes_part)), (Some("Husk CV"), Some(true)));
}

/// The summons, who takes part in it, and what is done with it then wait one on the other: all three follow the citizen, each
/// on the booking that the one before it has made.
#[test]
fn what_is_written_on_who_takes_part_in_a_waiting_booking_follows_it() {
    for which in [0, 2] {
        let (world, desk, mette) = with_a_member();
        switch(&desk, false);
        rest(&desk, 8);
        let joint = BookingFields { conversation_type: "17".into(), fund_takes_part: true, ..fields() };
        let summons = confirm(&desk, draft(&mette, DraftForm::MakeBooking { fields: joint }));
        let BookingView { meeting: MeetingView { booking, .. }, writings: seen, .. } = only_booking(&desk, METTE);
        let fields = GuestFields::default();
        let removes =
            confirm(&desk, draft(&mette, DraftForm::Participation { booking, seen, takes_part: false, fields }));
        let act = confirm(&desk, draft(&mette, acts(&desk, &mette)[which].clone()));
        renumber(&world, &desk, [&summons, &removes]);
        let sent = [&summons, &removes, &act].map(|entry| desk.send_on_new_number(reference_to(entry)).unwrap());
        world.pass(9);
        desk.settle();
        for entry in sent {
            assert!(is_accepted(&desk, &entry), "{which}: {:?}", entry_of(&desk, &entry.command).state);
        }
        let booking = only_booking(&desk, METTE_NEW);
        match which {
            0 => assert!(booking.meeting.start.ends_with("T13:00")),
            _ => assert_eq!(booking.meeting.state, "held"),
        }
    }
}

/// A booking that is sent, and moved offline.
fn moved_offline() -> (World, Desk, CitizenView, OutboxEntry) {
    let (world, desk, mette, _) = two_who_change();
    switch(&desk, false);
    rest(&desk, 8);
    let [moved, ..] = acts(&desk, &mette);
    let moved = confirm(&desk, draft(&mette, moved));
    (world, desk, mette, moved)
}

#[test]
fn a_booking_is_cancelled_or_held_all_the_same_when_its_move_is_undone() {
    for which in 1..3 {
        let (world, desk, mette, moved) = moved_offline();
        let act = confirm(&desk, draft(&mette, acts(&desk, &mette)[which].clone()));
        desk.undo(reference_to(&moved)).unwrap();
        world.pass(9);
        switch(&desk, true);
        desk.settle();
        assert!(is_accepted(&desk, &act), "{which}: {:?}", entry_of(&desk, &act.command).state);
        let booking = only_booking(&desk, METTE);
        assert_eq!((booking.meeting.start.as_str(), booking.writings.len()), ("2023-09-22T10:00", 2));
        assert_eq!(booking.meeting.state, if which == 1 { "cancelled" } else { "held" });
    }
}

/// It speaks of a booking that nobody has seen: whoever wrote it looks again.
#[test]
fn a_change_on_a_change_that_is_undone_is_kept_back() {
    let (world, desk, mette, moved) = moved_offline();
    let BookingView { meeting: MeetingView { booking, .. }, writings: seen, fields, .. } = only_booking(&desk, METTE);
    let fields = BookingFields { title: "Husk CV".into(), ..fields };
    let second = confirm(&desk, draft(&mette, DraftForm::ChangeBooking { booking, seen, fields, begun: None }));
    desk.undo(reference_to(&moved)).unwrap();
    world.pass(9);
    switch(&desk, true);
    desk.settle();
    let second = entry_of(&desk, &second.command);
    let EntryState::Held { refusal } = second.state else { panic!("{:?}", second.state) };
    assert_eq!(refusal.code, "SB-2014");
    let Some(DraftForm::ChangeBooking { seen, fields, .. }) = second.draft.map(|draft| draft.form) else { panic!() };
    assert_eq!((seen.len(), fields.title.as_str(), fields.from.as_str()), (1, "Husk CV", "10.00"));
}

#[test]
fn what_the_citizen_booked_is_held_from_its_booking_and_not_changed() {
    let (world, desk, mette) = with_mette();
    world.citizen_books(METTE);
    no_rest(&desk);
    desk.settle();
    let BookingView { meeting: MeetingView { booking, can_hold, can_change, why_not, .. }, writings: seen, .. } =
        only_booking(&desk, METTE);
    assert_eq!((can_hold, can_change), (true, false));
    assert!(why_not.unwrap().da.contains("Jobnet"));
    let form = DraftForm::HeldConversation { booking: Some(booking), seen, fields: held(), next: None };
    let entry = confirm(&desk, draft(&mette, form));
    desk.settle();
    assert!(is_accepted(&desk, &entry), "{:?}", entry_of(&desk, &entry.command).state);
    let after = only_booking(&desk, METTE).meeting;
    assert_eq!((after.state.as_str(), after.can_hold), ("held", false));
}

#[test]
fn a_draft_of_a_held_conversation_is_told_with_the_next_booking() {
    let (_world, desk, mette) = with_mette();
    let next = Some(BookingFields { day: "16.10.2023".into(), place: "Lokale 7".into(), ..fields() });
    let form = DraftForm::HeldConversation { booking: None, seen: Vec::new(), fields: held(), next };
    desk.save_draft(SaveDraft { draft: draft(&mette, form) }).unwrap();
    let [told] = &desk.outbox(Nothing {}).unwrap().drafts[..] else { panic!() };
    assert!(told.summary.da.contains("8.30. Den næste: "), "{}", told.summary.da);
    assert!(told.summary.da.contains("16.10.2023 10.00 45"), "{}", told.summary.da);
}

#[test]
fn what_was_refused_as_unseen_is_sent_again_on_what_stands() {
    for which in 1..3 {
        let (world, desk, mette, booking) = two_who_change();
        switch(&desk, false);
        let mine = confirm(&desk, draft(&mette, acts(&desk, &mette)[which].clone()));
        world.colleague_changes(METTE, &booking);
        switch(&desk, true);
        desk.settle();
        let mine = entry_of(&desk, &mine.command);
        let EntryState::Refused { refusal, .. } = &mine.state else { panic!("{:?}", mine.state) };
        assert_eq!(refusal.code, "SB-2014");
        let again = mine.draft.unwrap();
        let correcting = Correcting { command: mine.command.clone(), form: again.form.clone() };
        let Preview::Accepted { fingerprint, .. } = desk.preview_correction(correcting).unwrap() else { panic!() };
        let again = desk.confirm(Confirm { draft: again, fingerprint, renews: Some(mine.command) }).unwrap();
        desk.settle();
        assert!(is_accepted(&desk, &again), "{which}: {:?}", entry_of(&desk, &again.command).state);
    }
}
