//! Joint conversations on the page: it offers what can be done, and nothing that is always refused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use desk::Desk;
use desk::door::*;
use domain::contact_course::{ConversationType, GuestDetails, SourceSystem, WrittenBooking};
use domain::{Actor, Command, RecordId, WrittenNumber};
use world::*;

fn fund() -> Actor {
    Actor::Fund { fund: "90".parse().unwrap() }
}

/// Mette is a member of a fund, and somebody outside summons her to a joint conversation with a guest.
fn summoned_by(actor: &Actor, owner: Option<u32>) -> (World, Desk, CitizenView) {
    let world = World::new();
    world.joins(METTE, "90");
    let owner = owner.map(SourceSystem);
    let booking = WrittenBooking { kind: ConversationType::JOINT, owner, caseworker: None, ..in_room_nine() };
    let (number, guest) = (WrittenNumber(METTE.into()), Some(Box::new(GuestDetails::default())));
    world.acts(actor, &Command::MakeBooking { number, booking: Box::new(booking), guest });
    let desk = world.desk();
    let mette = open_by(&desk, METTE);
    (world, desk, mette)
}

fn only_joint(mette: &CitizenView) -> JointView {
    assert_eq!(mette.bookings.len(), 1);
    mette.bookings[0].joint.clone().unwrap()
}

fn choice(mette: &CitizenView, takes_part: bool) -> Draft {
    draft(mette, DraftForm::ParticipationChoice { chooser: "guest".into(), takes_part })
}

/// SB-PARTICIPATION: who takes part is said here of what is to come, and not of what another system has booked.
#[test]
fn who_takes_part_is_offered_where_it_can_be_said() {
    let jobcentre = "75100".parse().unwrap();
    let system = |system: u32| Actor::CaseSystem { jobcentre, system: SourceSystem(system) };
    for (case, actor, owner, expected) in [
        ("ours", system(17), None, true),
        ("another system's", system(17), Some(17), false),
        ("the fund's, with us", fund(), None, true),
    ] {
        let (world, desk, mette) = summoned_by(&actor, owner);
        let joint = only_joint(&mette);
        assert_eq!((joint.takes_part, joint.can_invite, joint.can_remove), (true, expected, expected), "{case}");
        let BookingView { meeting: MeetingView { booking, .. }, writings: seen, .. } = mette.bookings[0].clone();
        let fields = GuestFields::default();
        let removal = draft(&mette, DraftForm::Participation { booking, seen, takes_part: false, fields });
        let is_accepted = matches!(desk.preview(removal).unwrap(), Preview::Accepted { .. });
        assert_eq!(is_accepted, expected, "{case}");

        world.pass(3 * 24 * 3600);
        let past = only_joint(&open_by(&desk, METTE));
        assert_eq!((past.can_invite, past.can_remove), (false, false), "{case}, when it is over");
    }
}

/// SB-PARTICIPATION: this jobcentre stays away from what a fund summons to, and can take that back, also when it is no guest
/// any more.
#[test]
fn a_jobcentre_stays_away_as_a_guest() {
    let (world, desk, mette) = summoned_by(&fund(), None);
    rest(&desk, 8);
    assert_eq!(mette.may_decline, ["citizen", "guest"]);
    confirm(&desk, choice(&mette, false));
    world.pass(9);
    desk.settle();
    let mette = open_by(&desk, METTE);
    assert_eq!((mette.may_decline.as_slice(), only_joint(&mette).takes_part), (&["citizen".to_owned()][..], false));
    let offered = |mette: &CitizenView| {
        let choices = mette.participation_choices.iter();
        choices.map(|choice| (choice.chooser.clone(), choice.can_take_back)).collect::<Vec<_>>()
    };
    assert_eq!(offered(&mette), [("guest".to_owned(), true)]);

    let record = RecordId(mette.bookings[0].meeting.booking.parse().unwrap());
    let number = WrittenNumber(METTE.into());
    world.acts(&fund(), &Command::CancelBooking { number, record, seen: Vec::new(), reason: None });
    switch(&desk, true);
    desk.settle();
    let mette = open_by(&desk, METTE);
    assert_eq!(mette.bookings[0].meeting.state, "cancelled");
    assert_eq!(offered(&mette), [("guest".to_owned(), true)]);
    let yes = confirm(&desk, choice(&mette, true));
    world.pass(9);
    desk.settle();
    assert!(is_accepted(&desk, &yes), "{:?}", entry_of(&desk, &yes.command).state);
    assert_eq!(open_by(&desk, METTE).may_decline, ["citizen"], "nobody summons: the jobcentre is no guest");
}

/// Where we summon, the fund is the guest, and its choice is its own.
#[test]
fn who_summons_is_offered_no_choice_of_its_own() {
    let jobcentre = "75100".parse().unwrap();
    let (_world, desk, mette) = summoned_by(&Actor::CaseSystem { jobcentre, system: SourceSystem(17) }, None);
    assert_eq!(mette.may_decline, ["citizen"]);
    assert!(!matches!(desk.preview(choice(&mette, false)).unwrap(), Preview::Accepted { .. }));
}

/// SB-HELD: whether a guest came is asked for, and "it was not to" is no answer.
#[test]
fn whether_a_guest_came_is_asked_for() {
    let jobcentre = "75100".parse().unwrap();
    let (_world, desk, mette) = summoned_by(&Actor::CaseSystem { jobcentre, system: SourceSystem(17) }, None);
    for (said, expected) in [("", None), ("no", Some("SB-2105")), ("stayed_away", Some("")), ("took_part", Some(""))] {
        let BookingView { meeting: MeetingView { booking, .. }, writings: seen, .. } = mette.bookings[0].clone();
        let fields = HeldFields { conversation_type: "17".into(), fund: said.into(), ..held() };
        let form = DraftForm::HeldConversation { booking: Some(booking), seen, fields, next: None };
        let answer = match desk.preview(draft(&mette, form)).unwrap() {
            Preview::Incomplete { .. } => None,
            Preview::Refused { refusal, .. } => Some(refusal.code),
            Preview::Accepted { .. } => Some(String::new()),
        };
        assert_eq!(answer.as_deref(), expected, "{said}");
    }
}

/// SB-HELD: who holds a conversation without the guest that they have taken off it does not send that alone, when the guest
/// is to come after all.
#[test]
fn a_conversation_is_not_held_without_the_removal_it_was_written_after() {
    let jobcentre = "75100".parse().unwrap();
    for (case, is_undone) in [("sent", false), ("undone", true)] {
        let (world, desk, mette) = summoned_by(&Actor::CaseSystem { jobcentre, system: SourceSystem(17) }, None);
        switch(&desk, false);
        let BookingView { meeting: MeetingView { booking, .. }, writings: seen, .. } = mette.bookings[0].clone();
        let fields = GuestFields::default();
        let removal = DraftForm::Participation { booking: booking.clone(), seen, takes_part: false, fields };
        let removal = confirm(&desk, draft(&mette, removal));
        let seen = open_by(&desk, METTE).bookings[0].writings.clone();
        let fields = HeldFields { conversation_type: "17".into(), fund: "no".into(), ..held() };
        let form = DraftForm::HeldConversation { booking: Some(booking), seen, fields, next: None };
        let held = confirm(&desk, draft(&mette, form));
        if is_undone {
            desk.undo(reference_to(&removal)).unwrap();
        }
        world.pass(9);
        switch(&desk, true);
        desk.settle();
        match entry_of(&desk, &held.command).state {
            EntryState::Held { .. } => assert!(is_undone, "{case}"),
            state => assert!(!is_undone && is_accepted(&desk, &held), "{case}: {state:?}"),
        }
    }
}
