use super::{booked_by, code, moved, world};
use crate::{
    Actor, Audience, Command, CommandId, Decision, MessageBody, RecordId, Refusal, RefusalCode, RuleId,
    contact_course::{Authority, ConversationType, GuestDetails, SourceSystem, WrittenBooking},
    testing::{
        A, AARHUS, B, FAVRSKOV, World, cancel_booking, caseworker_of, change_seen, change_status, danish,
        end_membership, fund, invite, job_conversation, jobnet, line, number, participation, start_membership,
        system_of,
    },
};

pub(super) fn joint(start: &str) -> WrittenBooking {
    WrittenBooking { kind: ConversationType::JOINT, ..job_conversation(start) }
}

/// A joint conversation that the jobcentre has summoned to, in which the fund takes part.
pub(super) fn with_the_fund() -> (World, RecordId) {
    let (world, record) = booked_by(world(), &line(), joint("2023-09-20T10:00"));
    (world.with(&line(), &invite(A, record)), record)
}

fn guest(world: &World, record: RecordId) -> Option<Authority> {
    world.person(A).bookings.find(record).unwrap().guest.as_ref().map(|guest| guest.authority)
}

fn funds(code: &str) -> Authority {
    Authority::Fund(code.parse().unwrap())
}

fn aarhus() -> Authority {
    Authority::Jobcentre(AARHUS.parse().unwrap())
}

/// SB-PARTICIPATION: the guards in their order (S23-1.1l); of two that fail, the first answers.
#[test]
fn who_says_who_takes_part() {
    use RefusalCode::*;
    let (ours, record) = booked_by(world(), &line(), joint("2023-09-20T10:00"));
    let (of_fund, by_fund) = booked_by(world(), &fund("90"), joint("2023-09-20T10:00"));
    let (ordinary, job) = booked_by(world(), &line(), job_conversation("2023-09-20T10:00"));
    let cancelled = ours.clone().with(&line(), &cancel_booking(A, record));
    let dead = ours.clone().with(&Actor::Cpr, &change_status(A, "90", None));
    let renumbered = ours.clone().with_change(A, B, "20230917");
    let no_fund = ours.clone().with(&fund("90"), &end_membership(A, "90", "2023-09-17"));
    let owner = |joint: WrittenBooking| WrittenBooking { owner: Some(SourceSystem(17)), ..joint };
    let (owned, by_system) = booked_by(world(), &system_of(AARHUS, 17), owner(joint("2023-09-20T10:00")));
    let stranger = RecordId(uuid::Uuid::nil());
    for (case, world, actor, command, refused) in [
        ("a system's, by that system", owned.clone(), system_of(AARHUS, 17), invite(A, by_system), None),
        ("by another", owned.clone(), system_of(AARHUS, 18), invite(A, by_system), Some(OwnedByAnotherSystem)),
        ("in Sagsbord", owned.clone(), line(), invite(A, by_system), Some(OwnedByAnotherSystem)),
        ("by the fund that is asked", owned, fund("90"), invite(A, by_system), None),
        ("the jobcentre that summons", ours.clone(), line(), invite(A, record), None),
        ("its system", ours.clone(), system_of(AARHUS, 17), invite(A, record), None),
        ("the fund that is asked", ours.clone(), fund("90"), invite(A, record), None),
        ("another fund", ours.clone(), fund("91"), invite(A, record), Some(OtherFundsMember)),
        ("another jobcentre", ours.clone(), caseworker_of(FAVRSKOV), invite(A, record), Some(NoRights)),
        ("the next jobcentre", moved(ours.clone()), caseworker_of(FAVRSKOV), invite(A, record), None),
        ("the citizen", ours.clone(), jobnet(), invite(A, record), Some(NoRights)),
        ("the register", ours.clone(), Actor::Cpr, invite(A, record), Some(NoRights)),
        ("the fund that summons", of_fund.clone(), fund("90"), invite(A, by_fund), None),
        ("the jobcentre that a fund asks", of_fund, line(), invite(A, by_fund), None),
        ("on what nobody knows", ours.clone(), line(), invite(A, stranger), Some(UnknownBooking)),
        ("on what is not joint", ordinary, line(), invite(A, job), Some(NotJoint)),
        ("on what is cancelled", cancelled, line(), invite(A, record), Some(BookingDoesNotStand)),
        ("where no fund has the citizen", no_fund, line(), invite(A, record), Some(NoGuest)),
        ("on the dead", dead, line(), invite(A, record), Some(Dead)),
        ("on a former number", renumbered.clone(), line(), invite(A, record), Some(FormerNumber)),
        ("on the current number", renumbered, line(), invite(B, record), None),
        ("that nobody does, as nobody did", ours, line(), participation(A, record, None), Some(NothingChanged)),
    ] {
        assert_eq!(code(world.decides(&actor, &command)), refused, "{case}");
    }
}

/// SB-PARTICIPATION: who leaves is taken off by either authority, on the dead too, and by a fund that has lost its member.
#[test]
fn who_takes_part_no_more() {
    use RefusalCode::*;
    let (world, record) = with_the_fund();
    let left = world.clone().with(&fund("90"), &end_membership(A, "90", "2023-09-17"));
    let joined = left.clone().with(&fund("91"), &start_membership(A, "91", "2023-09-18"));
    let dead = world.clone().with(&Actor::Cpr, &change_status(A, "90", None));
    for (case, world, actor, refused) in [
        ("by the jobcentre", world.clone(), line(), None),
        ("by the fund", world.clone(), fund("90"), None),
        ("by another fund", world, fund("91"), Some(NoRights)),
        ("by the fund that the citizen has left", left, fund("90"), None),
        ("by the fund that the citizen has joined", joined.clone(), fund("91"), None),
        ("on the dead", dead, line(), None),
    ] {
        assert_eq!(code(world.decides(&actor, &participation(A, record, None))), refused, "{case}");
    }
    assert_eq!(guest(&joined.with(&line(), &invite(A, record)), record), Some(funds("91")), "the citizen's fund today");
}

/// SB-PARTICIPATION: what is said of the guest, on both sides of each boundary.
#[test]
fn what_is_said_of_the_guest_is_looked_at() {
    use RefusalCode::*;
    let (world, record) = booked_by(world(), &line(), joint("2023-09-20T10:00"));
    let some = |text: &str| Some(text.to_owned());
    for (case, details, refused) in [
        ("a name of 256 characters", GuestDetails { name: Some("å".repeat(256)), ..Default::default() }, None),
        ("of 257", GuestDetails { name: Some("å".repeat(257)), ..Default::default() }, Some(LongGuestText)),
        ("a way of 257", GuestDetails { contact: Some("å".repeat(257)), ..Default::default() }, Some(LongGuestText)),
        ("a telephone", GuestDetails { phone: some("+4570101010"), ..Default::default() }, None),
        ("with a letter", GuestDetails { phone: some("7010101o"), ..Default::default() }, Some(BadPhone)),
        ("an address", GuestDetails { email: some("samtaler@akasse.example"), ..Default::default() }, None),
        ("without a host", GuestDetails { email: some("samtaler@"), ..Default::default() }, Some(BadEmail)),
        ("without a user", GuestDetails { email: some("@akasse.example"), ..Default::default() }, Some(BadEmail)),
        ("with two signs", GuestDetails { email: some("a@b@akasse.example"), ..Default::default() }, Some(BadEmail)),
        ("with a blank", GuestDetails { email: some("a b@akasse.example"), ..Default::default() }, Some(BadEmail)),
        ("blanks alone", GuestDetails { email: some("  "), ..Default::default() }, None),
    ] {
        let answer = world.decides(&line(), &participation(A, record, Some(details)));
        assert_eq!(code(answer), refused, "{case}");
    }
}

fn told(answer: Result<Decision, Refusal>) -> Vec<(RuleId, Audience, &'static str)> {
    let kind = |body: &MessageBody| match body {
        MessageBody::GetMeetingParticipation { takes_part: true, .. } => "takes part",
        MessageBody::GetMeetingParticipation { takes_part: false, .. } => "takes no part",
        MessageBody::GetWarning { .. } => "warning",
        _ => "other",
    };
    let messages = answer.unwrap().messages;
    messages.iter().map(|message| (message.rules[0], message.to, kind(&message.body))).collect()
}

/// S23-1.7a: the fund gets exactly one message of each update, removal included, whoever does it. S23-1.6a: where it no
/// longer takes part in what a jobcentre has summoned to, that jobcentre gets exactly one too.
#[test]
fn each_update_is_told_once() {
    let a_kasse = Audience::Fund("90".parse().unwrap());
    let other = Audience::Fund("91".parse().unwrap());
    let jobcentre = Audience::Jobcentre(AARHUS.parse().unwrap());
    let (ours, record) = booked_by(world(), &line(), joint("2023-09-20T10:00"));
    let (with, _) = with_the_fund();
    let (of_fund, by_fund) = booked_by(world(), &fund("90"), joint("2023-09-20T10:00"));
    let with_us = of_fund.clone().with(&fund("90"), &invite(A, by_fund));
    let left = with.clone().with(&fund("90"), &end_membership(A, "90", "2023-09-17"));
    let joined = left.with(&fund("91"), &start_membership(A, "91", "2023-09-18"));
    let named = GuestDetails { name: Some("Ane Prøve".to_owned()), ..GuestDetails::default() };
    let joins = (RuleId::S23_1_7a, a_kasse, "takes part");
    let leaves = (RuleId::S23_1_7a, a_kasse, "takes no part");
    let warning = (RuleId::S23_1_6a, jobcentre, "warning");
    for (case, world, actor, record, after, expected) in [
        ("the fund is asked, by us", &ours, line(), record, Some(GuestDetails::default()), vec![joins]),
        ("by itself", &ours, fund("90"), record, Some(GuestDetails::default()), vec![joins]),
        ("somebody is named", &with, line(), record, Some(named), vec![joins]),
        ("the fund is taken off, by us", &with, line(), record, None, vec![leaves, warning]),
        ("by itself", &with, fund("90"), record, None, vec![leaves, warning]),
        ("after the citizen has moved", &moved(with.clone()), fund("90"), record, None, vec![leaves, warning]),
        (
            "another fund in its place",
            &joined,
            line(),
            record,
            Some(GuestDetails::default()),
            vec![leaves, (RuleId::S23_1_7a, other, "takes part")],
        ),
        ("we take part in the fund's", &of_fund, line(), by_fund, Some(GuestDetails::default()), vec![joins]),
        ("and no more", &with_us, line(), by_fund, None, vec![leaves]),
    ] {
        assert_eq!(told(world.decides(&actor, &participation(A, record, after))), expected, "{case}");
    }
}

/// S23-1.7a: to make the booking with somebody taking part is no update.
#[test]
fn a_booking_made_with_a_guest_is_no_update() {
    let make = |booking: WrittenBooking| crate::Command::MakeBooking {
        number: number(A).into(),
        booking: Box::new(booking),
        guest: Some(Box::default()),
    };
    let mut world = world();
    let decision = world.does(&line(), &make(joint("2023-09-20T10:00"))).unwrap();
    let is_booking = |body: &MessageBody| matches!(body, MessageBody::GetBookings { .. });
    assert!(decision.messages.iter().all(|message| is_booking(&message.body)), "{:?}", decision.messages);
    let record = world.last_command().record(0);
    assert_eq!(guest(&world, record), Some(funds("90")));
    let refused = world.decides(&line(), &make(job_conversation("2023-09-21T10:00")));
    assert_eq!(code(refused), Some(RefusalCode::NotJoint));
    let by_fund = super::world().with(&fund("90"), &make(joint("2023-09-20T10:00")));
    assert_eq!(guest(&by_fund, by_fund.last_command().record(0)), Some(aarhus()));
}

/// S23-1.6a: what becomes of another type has no guest any more; what is moved keeps it.
#[test]
fn another_type_has_no_guest() {
    let (world, record) = with_the_fund();
    let seen = || world.seen(A, record);
    let moved = world.clone().with(&line(), &change_seen(A, seen(), joint("2023-09-21T10:00")));
    assert_eq!(guest(&moved, record), Some(funds("90")));
    let to_job = change_seen(A, seen(), job_conversation("2023-09-20T10:00"));
    let warnings = told(world.decides(&line(), &to_job)).into_iter().filter(|(rule, ..)| *rule == RuleId::S23_1_6a);
    assert_eq!(warnings.count(), 1);
    assert_eq!(guest(&world.with(&line(), &to_job), record), None);
}

/// S23-1.6a: the warning says which fund, of which meeting.
#[test]
fn the_warning_names_the_fund() {
    let (world, record) = with_the_fund();
    let decision = world.decides(&line(), &participation(A, record, None)).unwrap();
    let warning = MessageBody::GetWarning {
        number: number(A),
        booking: record,
        start: danish("2023-09-20T10:00"),
        fund: "90".parse().unwrap(),
    };
    assert!(decision.messages.iter().any(|message| message.body == warning));
}

/// SB-PARTICIPATION: who says who takes part has seen the conversation as it stands, or says that they have not looked.
#[test]
fn who_takes_part_is_said_of_what_was_seen() {
    let (world, record) = with_the_fund();
    let before = world.seen(A, record).1;
    let moved = world.clone().with(&line(), &change_seen(A, world.seen(A, record), joint("2023-09-21T10:00")));
    let says = |seen: Vec<CommandId>| Command::SetParticipation { number: number(A).into(), record, seen, guest: None };
    let own = CommandId(uuid::Uuid::nil());
    for (case, seen, refused) in [
        ("before it was moved", before.clone(), Some(RefusalCode::BookingChangedMeanwhile)),
        ("before, with one's own", [before, vec![own]].concat(), Some(RefusalCode::BookingChangedMeanwhile)),
        ("as it stands", moved.seen(A, record).1, None),
        ("not looked at", vec![], None),
    ] {
        assert_eq!(code(moved.decides(&line(), &says(seen))), refused, "{case}");
    }
}
