use super::{booked, booked_by, code, moved, world};
use crate::{
    Actor, Audience, Command, MessageBody, NoticeKind, RecordId, RefusalCode,
    contact_course::{ConversationType, DeadlineContent, Due, Happening, WrittenBooking},
    testing::{
        A, AARHUS, B, FAVRSKOV, World, cancel_booking, caseworker_of, change_deadline, change_status, conversation,
        day, deadline, fund, hold, job_conversation, jobnet, line, make_booking, set_deadline, system_of,
        withdraw_deadline,
    },
};

pub(super) fn ordinary() -> DeadlineContent {
    deadline(7, "2023-10-02", "2023-10-20")
}

pub(super) fn with_deadline() -> (World, RecordId) {
    let world = world().with(&line(), &set_deadline(A, ordinary()));
    let record = world.last_command().record(0);
    (world, record)
}

pub(super) fn of_type(kind: u32, start: &str) -> WrittenBooking {
    WrittenBooking { kind: ConversationType(kind), ..job_conversation(start) }
}

/// SB-DEADLINE, S23-1.8a: the guards in their order (S23-1.1l), and each check on both sides of its boundary.
#[test]
fn a_deadline_is_set() {
    use RefusalCode::*;
    let dead = || world().with(&Actor::Cpr, &change_status(A, "90", None));
    let renumbered = || world().with_change(A, B, "20230917");
    let (with_booking, _) = booked();
    let begun = with_booking.clone().at("2023-09-20T10:00");
    let (with_four, _) = booked_by(world(), &line(), of_type(4, "2023-09-20T10:00"));
    let (with_two, _) = booked_by(world(), &line(), of_type(2, "2023-09-20T10:00"));
    let (second, _) = with_deadline();
    for (case, world, actor, on, content, refused) in [
        ("by the own jobcentre", world(), line(), A, ordinary(), None),
        ("by its system", world(), system_of(AARHUS, 17), A, ordinary(), None),
        ("by the own fund", world(), fund("90"), A, ordinary(), None),
        ("by another fund", world(), fund("91"), A, ordinary(), Some(OtherFundsMember)),
        ("by another jobcentre", world(), caseworker_of(FAVRSKOV), A, ordinary(), Some(NoRights)),
        ("by the former jobcentre", moved(world()), line(), A, ordinary(), Some(NoRights)),
        ("through Jobnet", world(), jobnet(), A, ordinary(), Some(NoRights)),
        ("by the register", world(), Actor::Cpr, A, ordinary(), Some(NoRights)),
        ("on the dead", dead(), line(), A, ordinary(), Some(Dead)),
        ("on a former number", renumbered(), line(), A, ordinary(), Some(FormerNumber)),
        ("on the current number", renumbered(), line(), B, ordinary(), None),
        ("for type 21", world(), line(), A, deadline(21, "2023-10-02", "2023-10-20"), Some(BadType)),
        ("for type 3, whose name is not known", world(), line(), A, deadline(3, "2023-10-02", "2023-10-20"), None),
        ("for a joint one", world(), line(), A, deadline(17, "2023-10-02", "2023-10-20"), Some(NotSelfBookable)),
        ("until yesterday", world(), line(), A, deadline(7, "2023-09-17", "2023-10-20"), Some(DeadlinePassed)),
        ("until today", world(), line(), A, deadline(7, "2023-09-18", "2023-10-20"), None),
        ("held before booked", world(), line(), A, deadline(7, "2023-10-02", "2023-10-01"), Some(HeldBeforeBooked)),
        ("held on the day", world(), line(), A, deadline(7, "2023-10-02", "2023-10-02"), None),
        ("beside its booking", with_booking.clone(), line(), A, ordinary(), Some(BookedAlready)),
        ("beside a booking of 4", with_four, line(), A, deadline(4, "2023-10-02", "2023-10-20"), Some(BookedAlready)),
        ("beside a booking of 2", with_two, line(), A, deadline(2, "2023-10-02", "2023-10-20"), None),
        ("beside a booking of another type", with_booking, line(), A, deadline(4, "2023-10-02", "2023-10-20"), None),
        ("beside one that has begun", begun, line(), A, ordinary(), None),
        ("a second of the type", second.clone(), line(), A, ordinary(), Some(AnotherSuchDeadline)),
        ("a second of another type", second, line(), A, deadline(4, "2023-10-02", "2023-10-20"), None),
    ] {
        assert_eq!(code(world.decides(&actor, &set_deadline(on, content))), refused, "{case}");
    }
}

/// SB-DEADLINE: fewer than eight days to book in are told, unless the citizen must book at once.
#[test]
fn a_short_deadline_is_told() {
    for (case, book_by, at_once, is_told) in [
        ("seven days", "2023-09-25", false, true),
        ("eight days", "2023-09-26", false, false),
        ("nine days", "2023-09-27", false, false),
        ("today, at once", "2023-09-18", true, false),
    ] {
        let content = DeadlineContent { at_once, ..deadline(7, book_by, "2023-10-20") };
        let decision = world().decides(&line(), &set_deadline(A, content)).unwrap();
        let told = decision.notices.iter().any(|notice| notice.kind == NoticeKind::DeadlineShort);
        assert_eq!(told, is_told, "{case}");
    }
}

/// SB-DEADLINE: who changes it and takes it back, and what must be so.
#[test]
fn a_deadline_is_changed_and_taken_back() {
    use RefusalCode::*;
    let later = deadline(7, "2023-10-09", "2023-10-27");
    let (world, record) = with_deadline();
    let (of_fund, funds) = {
        let world = super::world().with(&fund("90"), &set_deadline(A, ordinary()));
        let record = world.last_command().record(0);
        (world, record)
    };
    let (fulfilled, _) = booked_by(world.clone(), &line(), job_conversation("2023-09-20T10:00"));
    let held = world.clone().with(&line(), &hold(A, conversation("2023-09-18T08:00"), None));
    let taken_back = world.clone().with(&line(), &withdraw_deadline(A, record, 1));
    let dead = world.clone().with(&Actor::Cpr, &change_status(A, "90", None));
    let stranger = RecordId(uuid::Uuid::nil());
    for (case, world, actor, change, withdraw) in [
        ("by who set it", world.clone(), line(), None, None),
        ("by the next jobcentre", moved(world.clone()), caseworker_of(FAVRSKOV), None, None),
        ("by the fund", world.clone(), fund("90"), Some(NoRights), Some(NoRights)),
        ("booked since", fulfilled, line(), None, None),
        ("once it is held", held, line(), Some(DeadlineIsDone), Some(DeadlineIsDone)),
        ("once it is taken back", taken_back, line(), Some(DeadlineIsDone), Some(DeadlineIsDone)),
        ("on the dead", dead, line(), Some(Dead), None),
    ] {
        assert_eq!(code(world.decides(&actor, &change_deadline(A, record, 1, later))), change, "{case}, changed");
        assert_eq!(code(world.decides(&actor, &withdraw_deadline(A, record, 1))), withdraw, "{case}, taken back");
    }
    let ours = change_deadline(A, funds, 1, later);
    assert_eq!(code(of_fund.decides(&line(), &ours)), Some(NoRights), "the fund's, by us");
    assert_eq!(code(world.decides(&line(), &change_deadline(A, stranger, 1, later))), Some(UnknownDeadline));
    assert_eq!(code(world.decides(&line(), &change_deadline(A, record, 1, ordinary()))), Some(NothingChanged));
    let changed = world.with(&line(), &change_deadline(A, record, 1, later));
    assert_eq!(
        code(changed.decides(&line(), &change_deadline(A, record, 1, ordinary()))),
        Some(DeadlineChangedMeanwhile)
    );
    assert_eq!(changed.person(A).deadlines.find(record).unwrap().content, later);
}

/// SB-DEADLINE, S23-1.1l: whose it is, whether it is done with, whether it was seen, and then what it is to say.
#[test]
fn a_change_is_looked_at_in_the_order_of_a_booking() {
    use RefusalCode::*;
    let (world, record) = with_deadline();
    let changed = world.clone().with(&line(), &change_deadline(A, record, 1, deadline(7, "2023-10-09", "2023-10-27")));
    let taken_back = world.clone().with(&line(), &withdraw_deadline(A, record, 1));
    let passed = deadline(7, "2023-09-17", "2023-10-20");
    for (case, world, actor, revision, content, refused) in [
        ("the fund, unseen and passed", &changed, fund("90"), 1, passed, NoRights),
        ("taken back, unseen and passed", &taken_back, line(), 1, passed, DeadlineIsDone),
        ("unseen and passed", &changed, line(), 1, passed, DeadlineChangedMeanwhile),
        (
            "unseen and of no type",
            &changed,
            line(),
            1,
            deadline(21, "2023-10-02", "2023-10-20"),
            DeadlineChangedMeanwhile,
        ),
        (
            "unseen and nothing new",
            &changed,
            line(),
            1,
            deadline(7, "2023-10-09", "2023-10-27"),
            DeadlineChangedMeanwhile,
        ),
        ("seen and passed", &changed, line(), 2, passed, DeadlinePassed),
        ("seen and nothing new", &changed, line(), 2, deadline(7, "2023-10-09", "2023-10-27"), NothingChanged),
    ] {
        assert_eq!(
            code(world.decides(&actor, &change_deadline(A, record, revision, content))),
            Some(refused),
            "{case}"
        );
    }
}

/// SB-DEADLINE: nobody takes back what they have not seen. A writing that they saw and that never came about is no harm.
#[test]
fn a_deadline_is_taken_back_as_it_was_seen() {
    use RefusalCode::*;
    let (world, record) = with_deadline();
    let changed = world.clone().with(&line(), &change_deadline(A, record, 1, deadline(7, "2023-10-09", "2023-10-27")));
    let (booked, booking) = booked_by(world.clone(), &line(), job_conversation("2023-09-20T10:00"));
    let reopened = booked.clone().with(&line(), &cancel_booking(A, booking));
    let (changed_and_booked, _) = booked_by(changed.clone(), &line(), job_conversation("2023-09-20T10:00"));
    for (case, world, actor, revision, refused) in [
        ("as it was set", &world, line(), 1, None),
        ("a change later that never came about", &world, line(), 2, None),
        ("before it was changed", &changed, line(), 1, Some(DeadlineChangedMeanwhile)),
        ("as it was changed", &changed, line(), 2, None),
        ("booked since", &booked, line(), 1, None),
        ("booked and freed since", &reopened, line(), 1, None),
        ("changed before it was booked", &changed_and_booked, line(), 1, Some(DeadlineChangedMeanwhile)),
        ("as it was changed, booked since", &changed_and_booked, line(), 2, None),
        ("before it was changed, and no rights", &changed, fund("90"), 1, Some(NoRights)),
    ] {
        assert_eq!(code(world.decides(&actor, &withdraw_deadline(A, record, revision))), refused, "{case}");
    }
}

/// SB-DEADLINE: what is due, with the day before, the day and the day after each last day.
#[test]
fn what_is_due() {
    let (open, record) = with_deadline();
    let (booked, _) = booked_by(open.clone(), &line(), job_conversation("2023-10-19T10:00"));
    let held = open.clone().with(&line(), &hold(A, conversation("2023-09-18T08:00"), None));
    let taken_back = open.clone().with(&line(), &withdraw_deadline(A, record, 1));
    for (on, is_open, is_booked) in [
        ("2023-10-01", Due::InTime, Due::InTime),
        ("2023-10-02", Due::Today, Due::InTime),
        ("2023-10-03", Due::NotBooked, Due::InTime),
        ("2023-10-20", Due::NotBooked, Due::InTime),
        ("2023-10-21", Due::NotHeld, Due::NotHeld),
    ] {
        let due = |world: &World| world.person(A).deadlines.find(record).unwrap().due(day(on));
        assert_eq!((due(&open), due(&booked)), (is_open, is_booked), "{on}");
        assert_eq!((due(&held), due(&taken_back)), (Due::InTime, Due::InTime), "{on}, done with");
        for world in [&open, &booked, &held, &taken_back] {
            let from = world.person(A).deadlines.find(record).unwrap().due_from();
            let needs_somebody = from.is_some_and(|from| from <= day(on));
            assert_eq!(needs_somebody, due(world) != Due::InTime, "{on}: filed by {from:?}");
        }
    }
}

/// SB-DEADLINE: `GetInterviewDeadline` to the jobcentre that has the citizen, when another does it.
#[test]
fn the_jobcentre_is_told_of_what_others_do() {
    let told = |world: &World, actor: &Actor, command: &Command| {
        let decision = world.decides(actor, command).unwrap();
        let told = decision.messages.iter().filter_map(|message| match &message.body {
            MessageBody::GetInterviewDeadline { happening, .. } => Some((message.to, *happening)),
            _ => None,
        });
        told.collect::<Vec<_>>()
    };
    let jobcentre = Audience::Jobcentre(AARHUS.parse().unwrap());
    let (open, _) = with_deadline();
    let self_booked = WrittenBooking { self_booked: true, ..job_conversation("2023-09-20T10:00") };
    assert_eq!(told(&world(), &line(), &set_deadline(A, ordinary())), []);
    assert_eq!(told(&world(), &fund("90"), &set_deadline(A, ordinary())), [(jobcentre, Happening::Made)]);
    let (two, _) = booked_by(world(), &line(), of_type(2, "2023-09-20T10:00"));
    let beside = set_deadline(A, deadline(2, "2023-10-02", "2023-10-20"));
    assert_eq!(told(&two, &fund("90"), &beside), [(jobcentre, Happening::Made)], "once, where it is met at once");
    assert_eq!(told(&open, &jobnet(), &make_booking(A, self_booked)), [(jobcentre, Happening::Changed)]);
    assert_eq!(told(&open, &line(), &make_booking(A, job_conversation("2023-09-20T10:00"))), []);
}
