use super::{
    booked_by, code, moved,
    participation::{joint, with_the_fund},
    world,
};
use crate::{
    Actor, Audience, NoticeKind, RefusalCode, RuleId,
    contact_course::{ChoiceState, Chooser, ConversationType, WrittenChooser, WrittenConversation},
    testing::{
        A, AARHUS, B, FAVRSKOV, World, cancel_booking, caseworker_of, change_booking, change_status, choose,
        conversation, end_membership, fund, hold, invite, job_conversation, jobnet, line, make_booking, system_of,
    },
};

fn says_no(chooser: WrittenChooser) -> crate::Command {
    choose(A, chooser, false)
}

fn standing(world: &World) -> Vec<Chooser> {
    world.person(A).participation_choices.standing().map(|choice| choice.chooser).collect()
}

/// SB-PARTICIPATION: the guards in their order (S23-1.1l). The citizen's choice is registered by either authority; the
/// guest's by itself, and who summons is no guest.
#[test]
fn who_registers_a_choice() {
    use RefusalCode::*;
    use WrittenChooser::{Citizen, Guest};
    let dead = world().with(&Actor::Cpr, &change_status(A, "90", None));
    let renumbered = world().with_change(A, B, "20230917");
    let left = world().with(&fund("90"), &end_membership(A, "90", "2023-09-17"));
    let (ours, _) = booked_by(world(), &line(), joint("2023-09-20T10:00"));
    let (of_fund, by_fund) = booked_by(world(), &fund("90"), joint("2023-09-20T10:00"));
    let no_more = of_fund.clone().with(&line(), &says_no(Guest)).with(&fund("90"), &cancel_booking(A, by_fund));
    let (began, _) = booked_by(world(), &fund("90"), joint("2023-09-18T09:00"));
    for (case, world, actor, command, refused) in [
        ("the citizen's, by us", world(), line(), says_no(Citizen), None),
        ("by our system", world(), system_of(AARHUS, 17), says_no(Citizen), None),
        ("by the fund", world(), fund("90"), says_no(Citizen), None),
        ("by another fund", world(), fund("91"), says_no(Citizen), Some(OtherFundsMember)),
        ("by a fund that the citizen has left", left, fund("90"), says_no(Citizen), Some(NoMember)),
        ("by another jobcentre", world(), caseworker_of(FAVRSKOV), says_no(Citizen), Some(NoRights)),
        ("by the former jobcentre", moved(world()), line(), says_no(Citizen), Some(NoRights)),
        ("through Jobnet", world(), jobnet(), says_no(Citizen), Some(NoRights)),
        ("on the dead", dead, line(), says_no(Citizen), Some(Dead)),
        ("on a former number", renumbered, line(), says_no(Citizen), Some(FormerNumber)),
        ("the guest's, where nothing is booked: the fund's", world(), fund("90"), says_no(Guest), None),
        ("and not ours", world(), line(), says_no(Guest), Some(NotTheGuest)),
        ("where we summon: the fund's", ours.clone(), fund("90"), says_no(Guest), None),
        ("and not ours", ours, line(), says_no(Guest), Some(NotTheGuest)),
        ("where the fund summons: ours", of_fund.clone(), line(), says_no(Guest), None),
        ("and not the fund's", of_fund, fund("90"), says_no(Guest), Some(NotTheGuest)),
        ("a yes of ours after the fund's is cancelled", no_more, line(), choose(A, Guest, true), None),
        ("and a second", world(), line(), choose(A, Guest, true), Some(NoChoice)),
        ("where what the fund summoned to has begun: the fund's again", began, fund("90"), says_no(Guest), None),
        ("a yes that nobody has said no to", world(), line(), choose(A, Citizen, true), Some(NoChoice)),
        ("a second no", world().with(&line(), &says_no(Citizen)), fund("90"), says_no(Citizen), Some(ChosenAlready)),
        ("a yes after a no", world().with(&line(), &says_no(Citizen)), fund("90"), choose(A, Citizen, true), None),
        (
            "the fund's no beside the citizen's",
            world().with(&line(), &says_no(Citizen)),
            fund("90"),
            says_no(Guest),
            None,
        ),
    ] {
        assert_eq!(code(world.decides(&actor, &command)), refused, "{case}");
    }
}

/// SB-PARTICIPATION: a no takes the guest off the first coming joint conversation alone, and while it stands the guest is
/// not asked again.
#[test]
fn a_no_keeps_away_from_the_first() {
    let (world, first) = with_the_fund();
    let (world, second) = booked_by(world, &line(), joint("2023-10-20T10:00"));
    let world = world.with(&line(), &invite(A, second));
    let guests =
        |world: &World| [first, second].map(|record| world.person(A).bookings.find(record).unwrap().guest.is_some());
    assert_eq!(guests(&world), [true, true]);
    for (chooser, actor) in [(WrittenChooser::Citizen, line()), (WrittenChooser::Guest, fund("90"))] {
        let declined = world.clone().with(&actor, &says_no(chooser));
        assert_eq!(guests(&declined), [false, true], "{chooser:?}");
        assert_eq!(code(declined.decides(&line(), &invite(A, first))), Some(RefusalCode::ParticipationDeclined));
        let again = declined.with(&actor, &choose(A, chooser, true));
        assert_eq!(code(again.decides(&line(), &invite(A, first))), None, "{chooser:?}, taken back");
        assert_eq!(guests(&again), [false, true], "a yes asks nobody by itself");
    }
}

/// S23-1.6a, S23-1.7a: a no that takes the fund off tells as every removal does, and nothing beside it; one that changes no
/// booking tells the other authority.
#[test]
fn a_choice_is_told_once() {
    let a_kasse = Audience::Fund("90".parse().unwrap());
    let jobcentre = Audience::Jobcentre(AARHUS.parse().unwrap());
    let (booked, _) = with_the_fund();
    let told = |world: &World, actor: &Actor| {
        let decision = world.decides(actor, &says_no(WrittenChooser::Citizen)).unwrap();
        decision.messages.iter().map(|message| (message.rules[0], message.to)).collect::<Vec<_>>()
    };
    let removal = [(RuleId::S23_1_7a, a_kasse), (RuleId::S23_1_6a, jobcentre)];
    assert_eq!(told(&booked, &line()), removal);
    assert_eq!(told(&booked, &fund("90")), removal);
    assert_eq!(told(&world(), &line()), [(RuleId::SbParticipation, a_kasse)]);
    assert_eq!(told(&world(), &fund("90")), [(RuleId::SbParticipation, jobcentre)]);
}

/// SB-PARTICIPATION: a joint conversation that is held resets every choice, also where the fund did not come; one of
/// another type resets none, and where it was booked as joint the caseworker is told.
#[test]
fn a_held_joint_conversation_resets() {
    let (world, record) = booked_by(world(), &line(), joint("2023-09-20T10:00"));
    let world = world.with(&line(), &says_no(WrittenChooser::Citizen));
    let world = world.with(&fund("90"), &says_no(WrittenChooser::Guest)).at("2023-09-20T11:00");
    let of_type = |kind| WrittenConversation { kind, booking: Some(record), ..conversation("2023-09-20T10:00") };
    let held = world.clone().with(&line(), &hold(A, of_type(ConversationType::JOINT), None));
    assert_eq!(standing(&held), []);
    let conversation = held.last_command().record(0);
    let choices = &held.person(A).participation_choices.records;
    assert!(choices.iter().all(|choice| choice.state == ChoiceState::Reset { conversation }), "{choices:?}");

    let another = hold(A, of_type(ConversationType::JOB), None);
    let decision = world.decides(&line(), &another).unwrap();
    assert!(decision.notices.iter().any(|notice| notice.kind == NoticeKind::JointHeldAsAnother));
    assert_eq!(standing(&world.with(&line(), &another)).len(), 2);
}

/// SB-PARTICIPATION, S23-1.1b: a choice hangs on the person and holds on a new number.
#[test]
fn a_choice_follows_the_person() {
    let world = world().with(&line(), &says_no(WrittenChooser::Citizen)).with_change(A, B, "20230918");
    let booking = make_booking(B, joint("2023-09-20T10:00"));
    let world = world.with(&line(), &booking);
    let record = world.last_command().record(0);
    assert_eq!(code(world.decides(&line(), &invite(B, record))), Some(RefusalCode::ParticipationDeclined));
    let ordinary = world.decides(&line(), &make_booking(B, job_conversation("2023-09-21T10:00")));
    assert_eq!(code(ordinary), None, "an ordinary conversation is nobody's choice");
}

/// SB-PARTICIPATION: only a held one uses a choice up. After the first is moved or cancelled, the no is of the next.
#[test]
fn a_choice_outlives_what_is_cancelled_or_moved() {
    let (world, first) = booked_by(world(), &line(), joint("2023-09-20T10:00"));
    let world = world.with(&line(), &says_no(WrittenChooser::Citizen));
    for (case, command) in
        [("moved", change_booking(A, first, joint("2023-10-02T10:00"))), ("cancelled", cancel_booking(A, first))]
    {
        let (after, next) = booked_by(world.clone().with(&line(), &command), &line(), joint("2023-09-27T10:00"));
        assert_eq!(standing(&after), [Chooser::Citizen], "{case}");
        let asked = after.decides(&line(), &invite(A, next));
        assert_eq!(code(asked), Some(RefusalCode::ParticipationDeclined), "{case}");
    }
}
