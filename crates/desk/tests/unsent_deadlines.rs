//! Deadlines that wait, and what is done with them: not without them, to a new number, and never over what a colleague wrote.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use desk::Desk;
use desk::door::*;
use domain::{
    Command, RecordId, WrittenNumber,
    contact_course::{ConversationType, DeadlineContent},
};
use world::*;

/// A deadline that waits, and what is done with it.
fn deadline_offline() -> (World, Desk, CitizenView, OutboxEntry, DeadlineView) {
    let (world, desk, mette) = with_mette();
    switch(&desk, false);
    let fields =
        DeadlineFields { conversation_type: "1".into(), book_by: "+14".into(), hold_by: "+28".into(), at_once: false };
    let set = confirm(&desk, draft(&mette, DraftForm::SetDeadline { fields }));
    let deadline = open_by(&desk, METTE).deadlines.remove(0);
    (world, desk, mette, set, deadline)
}

#[test]
fn what_is_done_with_a_waiting_deadline_is_not_sent_without_it() {
    let (world, desk, mette, set, DeadlineView { deadline, revision, .. }) = deadline_offline();
    let withdrawn = confirm(&desk, draft(&mette, DraftForm::WithdrawDeadline { deadline, revision }));
    desk.undo(reference_to(&set)).unwrap();
    world.pass(9);
    switch(&desk, true);
    desk.settle();
    let EntryState::Held { refusal } = entry_of(&desk, &withdrawn.command).state else { panic!("sent all the same") };
    assert_eq!(refusal.code, "SB-2305");
}

#[test]
fn what_is_done_with_a_waiting_deadline_follows_it_to_the_new_number() {
    let (world, desk, mette, set, DeadlineView { deadline, revision, fields, .. }) = deadline_offline();
    let fields = DeadlineFields { hold_by: "+21".into(), ..fields };
    let changed = confirm(&desk, draft(&mette, DraftForm::ChangeDeadline { deadline, revision, fields, begun: None }));
    world.new_number(METTE, METTE_NEW);
    world.pass(9);
    switch(&desk, true);
    desk.settle();
    for entry in [&set, &changed] {
        assert!(matches!(entry_of(&desk, &entry.command).state, EntryState::Held { .. }));
    }
    let set = desk.send_on_new_number(reference_to(&set)).unwrap();
    let changed = desk.send_on_new_number(reference_to(&changed)).unwrap();
    world.pass(9);
    desk.settle();
    assert!(is_accepted(&desk, &set), "{:?}", entry_of(&desk, &set.command).state);
    assert!(is_accepted(&desk, &changed), "{:?}", entry_of(&desk, &changed.command).state);
}

/// A deadline that is sent, and a desk without a connection.
fn set_and_offline() -> (World, Desk, CitizenView, DeadlineView) {
    let (world, desk, mette, _, deadline) = deadline_offline();
    world.pass(9);
    switch(&desk, true);
    desk.settle();
    switch(&desk, false);
    (world, desk, mette, deadline)
}

/// A colleague gives the citizen a week more to book in, and the desk hears of it.
fn a_week_more(world: &World, desk: &Desk, deadline: &str) {
    let record = RecordId(deadline.parse().unwrap());
    let (book_by, hold_by) = ("2023-10-11".parse().unwrap(), "2023-10-18".parse().unwrap());
    let deadline = DeadlineContent { kind: ConversationType(1), book_by, hold_by, at_once: false };
    let number = WrittenNumber(METTE.into());
    world.colleague("karim", &Command::ChangeDeadline { number, record, revision: 1, deadline });
    world.pass(9);
    switch(desk, true);
    desk.settle();
}

fn refused_as_unseen(desk: &Desk, mine: &OutboxEntry) -> OutboxEntry {
    let mine = entry_of(desk, &mine.command);
    let EntryState::Refused { refusal, .. } = &mine.state else { panic!("{:?}", mine.state) };
    assert_eq!(refusal.code, "SB-2307");
    mine
}

/// Whoever corrects it has what stands now before them, and confirms.
fn confirm_again(world: &World, desk: &Desk, mine: OutboxEntry) {
    let again = mine.draft.unwrap();
    let correcting = Correcting { command: mine.command.clone(), form: again.form.clone() };
    let Preview::Accepted { fingerprint, .. } = desk.preview_correction(correcting).unwrap() else { panic!("refused") };
    let again = desk.confirm(Confirm { draft: again, fingerprint, renews: Some(mine.command) }).unwrap();
    world.pass(9);
    desk.settle();
    assert!(is_accepted(desk, &again), "{:?}", entry_of(desk, &again.command).state);
}

/// SB-DEADLINE: what a colleague has changed meanwhile is taken back only by who has seen it.
#[test]
fn a_deadline_is_not_taken_back_unseen() {
    let (world, desk, mette, DeadlineView { deadline, revision, .. }) = set_and_offline();
    let form = DraftForm::WithdrawDeadline { deadline: deadline.clone(), revision };
    let mine = confirm(&desk, draft(&mette, form));
    a_week_more(&world, &desk, &deadline);
    let mine = refused_as_unseen(&desk, &mine);
    assert_eq!(open_by(&desk, METTE).deadlines[0].book_by, "2023-10-11", "as the colleague has it");
    confirm_again(&world, &desk, mine);
    assert_eq!(open_by(&desk, METTE).deadlines[0].state, "done");
}

/// SB-DEADLINE: who has changed it themselves has not seen what a colleague wrote meanwhile, and takes nothing back unseen.
#[test]
fn a_deadline_that_is_changed_here_is_not_taken_back_over_a_colleagues_change() {
    let (world, desk, mette, deadline) = set_and_offline();
    let of = deadline.deadline.clone();
    let changed = confirm(&desk, draft(&mette, a_later_meeting(deadline)));
    let DeadlineView { deadline, revision, .. } = open_by(&desk, METTE).deadlines.remove(0);
    let withdrawn = confirm(&desk, draft(&mette, DraftForm::WithdrawDeadline { deadline, revision }));
    a_week_more(&world, &desk, &of);
    refused_as_unseen(&desk, &changed);
    let EntryState::Held { .. } = entry_of(&desk, &withdrawn.command).state else { panic!("sent all the same") };
    assert_eq!(open_by(&desk, METTE).deadlines[0].book_by, "2023-10-11", "as the colleague has it");
}

/// SB-DEADLINE: a booking that meets it is no writing of it: one of mine hides no colleague's change, and is not taken for one
/// where it comes to nothing.
#[test]
fn my_own_booking_says_nothing_of_who_has_changed_the_deadline() {
    for (colleague_changes, undone) in [(true, false), (true, true), (false, true), (false, false)] {
        let (world, desk, mette, DeadlineView { deadline: of, .. }) = set_and_offline();
        rest(&desk, 8);
        let of_its_type = BookingFields { conversation_type: "1".into(), ..fields() };
        let booked = confirm(&desk, draft(&mette, DraftForm::MakeBooking { fields: of_its_type }));
        let deadline = open_by(&desk, METTE).deadlines.remove(0);
        assert_eq!(deadline.state, "booked");
        let changed = confirm(&desk, draft(&mette, a_later_meeting(deadline)));
        if undone {
            desk.undo(reference_to(&booked)).unwrap();
        }
        if colleague_changes {
            a_week_more(&world, &desk, &of);
            refused_as_unseen(&desk, &changed);
            assert_eq!(open_by(&desk, METTE).deadlines[0].book_by, "2023-10-11", "as the colleague has it");
        } else {
            world.pass(9);
            switch(&desk, true);
            desk.settle();
            assert!(is_accepted(&desk, &changed), "{:?}", entry_of(&desk, &changed.command).state);
        }
    }
}

fn a_later_meeting(DeadlineView { deadline, revision, fields, .. }: DeadlineView) -> DraftForm {
    let begun = Some(fields.clone());
    let fields = DeadlineFields { hold_by: "25.10.2023".into(), ..fields };
    DraftForm::ChangeDeadline { deadline, revision, fields, begun }
}

/// What stands after both: mine in what I typed, the colleague's in everything else.
fn is_of_both(form: &DraftForm) {
    let DraftForm::ChangeDeadline { revision, fields, begun, .. } = form else { panic!("{form:?}") };
    assert_eq!((*revision, fields.book_by.as_str(), fields.hold_by.as_str()), (2, "11.10.2023", "25.10.2023"));
    assert_eq!(begun.as_ref().map(|begun| begun.hold_by.as_str()), Some("18.10.2023"), "as the colleague has it");
}

#[test]
fn a_draft_leaves_to_a_colleague_what_was_not_typed_in_it() {
    let (world, desk, mette, deadline) = set_and_offline();
    let of = deadline.deadline.clone();
    desk.save_draft(SaveDraft { draft: draft(&mette, a_later_meeting(deadline)) }).unwrap();
    a_week_more(&world, &desk, &of);
    is_of_both(&open_by(&desk, METTE).drafts[0].form);
}

#[test]
fn a_refused_change_leaves_to_a_colleague_what_was_not_typed_in_it() {
    let (world, desk, mette, deadline) = set_and_offline();
    let of = deadline.deadline.clone();
    let mine = confirm(&desk, draft(&mette, a_later_meeting(deadline)));
    a_week_more(&world, &desk, &of);
    let mine = refused_as_unseen(&desk, &mine);
    is_of_both(&mine.draft.as_ref().unwrap().form);
    confirm_again(&world, &desk, mine);
    let now = open_by(&desk, METTE).deadlines.remove(0);
    assert_eq!((now.book_by.as_str(), now.hold_by.as_str()), ("2023-10-11", "2023-10-25"));
}

/// What is done with something that stands says with which, also where nothing is typed; so does a draft of it.
#[test]
fn an_entry_and_a_draft_say_what_they_are_of() {
    let (_world, desk, mette, ..) = deadline_offline();
    confirm(&desk, draft(&mette, DraftForm::MakeBooking { fields: fields() }));
    let booking = open_by(&desk, METTE).bookings.remove(0).meeting.booking;
    let of = |entry: &OutboxEntry| {
        let entry = entry_of(&desk, &entry.command);
        let concerned = entry.corrections.iter().filter(|one| one.field.da == "Gælder");
        concerned.map(|one| one.sent.da.clone()).collect::<Vec<_>>()
    };
    let deadline_told = "Frist for samtaletype 1 (navn ikke kendt): book senest 04.10.2023, afhold senest 18.10.2023";
    let booking_told = "Samtaletype 1 (navn ikke kendt) fredag 22.09.2023 kl. 10.00–10.45";

    let typed = DraftForm::CancelBooking { booking: booking.clone(), seen: Vec::new(), reason: "Syg".into() };
    desk.save_draft(SaveDraft { draft: draft(&mette, typed.clone()) }).unwrap();
    let drafts = desk.outbox(Nothing {}).unwrap().drafts;
    assert_eq!(drafts[0].summary.da, format!("{booking_told}: Syg"));

    let cancelled = confirm(&desk, draft(&mette, typed));
    assert_eq!(of(&cancelled), [booking_told]);
    let DeadlineView { deadline, revision, .. } = open_by(&desk, METTE).deadlines.remove(0);
    let withdrawn = confirm(&desk, draft(&mette, DraftForm::WithdrawDeadline { deadline, revision }));
    assert_eq!(of(&withdrawn), [deadline_told]);
    let made = confirm(&desk, draft(&mette, DraftForm::MakeBooking { fields: fields() }));
    assert_eq!(of(&made), [""; 0], "what makes something is of nothing else");
}
