//! The state machine of the sync and the order of the outbox, without clock, file or network.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use desk::sync::{Base, Input, MAX_BATCH, Output, Queued, Stage, Sync, due, to_hold};
use domain::{Area, CommandId, CprNumber, PersonId, Refusal, RefusalCode, RuleId};
use uuid::Uuid;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(19_700) + TimeDelta::seconds(seconds)
}

fn today() -> NaiveDate {
    domain::danish_day(at(0))
}

fn number(text: &str) -> Option<CprNumber> {
    text.parse().ok()
}

/// The `nth` command, on a citizen of its own unless another is named.
fn queued(nth: u128) -> Queued {
    Queued {
        id: id(nth),
        sequence: u64::try_from(nth).unwrap_or(u64::MAX),
        subject: PersonId(Uuid::from_u128(1000 + nth)),
        number: number("1503851234"),
        area: Some(Area::Comments),
        stage: Stage::Waiting,
        base: Base::Firm,
    }
}

fn on(nth: u128, citizen: u128) -> Queued {
    Queued { subject: PersonId(Uuid::from_u128(citizen)), ..queued(nth) }
}

fn id(nth: u128) -> CommandId {
    CommandId(Uuid::from_u128(nth))
}

fn resting(queued: Queued, until: i64) -> Queued {
    Queued { stage: Stage::Resting { until: at(until) }, ..queued }
}

/// A machine that has just pulled everything and has nothing to do.
fn pulled() -> Sync {
    let mut sync = Sync::default();
    assert_eq!(sync.next(at(0), &[], false), Output::Pull);
    sync.hear(Input::Pulled { more: false }, at(0));
    sync
}

fn settled() -> Sync {
    let mut sync = pulled();
    assert!(matches!(sync.next(at(0), &[], false), Output::Wait(Some(_))));
    sync
}

#[test]
fn a_pull_comes_before_every_push() {
    let mut sync = settled();
    let queue = [queued(1)];
    assert_eq!(sync.next(at(1), &queue, false), Output::Pull);
    sync.hear(Input::Pulled { more: true }, at(1));
    assert_eq!(sync.next(at(1), &queue, false), Output::Pull, "everything, not a part");
    sync.hear(Input::Pulled { more: false }, at(1));
    assert_eq!(sync.next(at(1), &queue, false), Output::Push(vec![id(1)]));
    sync.hear(Input::Answered, at(1));
    assert!(!sync.has_pulled_since_push());
    assert_eq!(sync.next(at(1), &[queued(2)], false), Output::Pull, "also between two pushes");
    sync.hear(Input::Pulled { more: false }, at(1));
    assert!(sync.has_pulled_since_push());
}

#[test]
fn one_request_is_in_flight_at_a_time() {
    let mut sync = Sync::default();
    assert_eq!(sync.next(at(0), &[queued(1)], true), Output::Pull);
    assert_eq!(sync.next(at(0), &[queued(1)], true), Output::Wait(None));
    sync.hear(Input::Online, at(0));
    assert_eq!(sync.next(at(0), &[queued(1)], true), Output::Wait(None));
}

#[test]
fn waits_double_from_one_second_to_sixty_and_end_with_an_answer() {
    let mut sync = Sync::default();
    let mut now = 0;
    for seconds in [1, 2, 4, 8, 16, 32, 60, 60, 60] {
        assert_eq!(sync.next(at(now), &[], false), Output::Pull);
        sync.hear(Input::NoAnswer, at(now));
        assert!(!sync.is_online());
        assert_eq!(sync.offline_since(), Some(at(0)));
        assert_eq!(sync.next(at(now), &[], false), Output::Wait(Some(at(now + seconds))));
        now += seconds;
    }
    assert_eq!(sync.next(at(now), &[], false), Output::Pull);
    sync.hear(Input::Pulled { more: false }, at(now));
    assert!(sync.is_online());
    assert_eq!(sync.offline_since(), None);
    sync.hear(Input::Ask, at(now));
    assert_eq!(sync.next(at(now), &[], false), Output::Pull);
    sync.hear(Input::NoAnswer, at(now));
    assert_eq!(sync.next(at(now), &[], false), Output::Wait(Some(at(now + 1))), "from the beginning again");
}

#[test]
fn an_unanswered_push_is_pulled_for_and_pushed_again() {
    let mut sync = pulled();
    assert_eq!(sync.next(at(0), &[queued(1)], false), Output::Push(vec![id(1)]));
    sync.hear(Input::NoAnswer, at(0));
    let sent = [Queued { stage: Stage::Sent, ..queued(1) }];
    assert_eq!(sync.next(at(1), &sent, false), Output::Pull);
    sync.hear(Input::Pulled { more: false }, at(1));
    assert_eq!(sync.next(at(1), &sent, false), Output::Push(vec![id(1)]));
}

#[test]
fn switched_off_nothing_leaves_and_switched_on_it_begins_with_a_pull() {
    let mut sync = pulled();
    sync.hear(Input::Offline, at(0));
    assert_eq!(sync.next(at(0), &[queued(1)], true), Output::Wait(None));
    assert!(sync.is_switched_off() && !sync.is_online());
    sync.hear(Input::Online, at(9));
    assert_eq!(sync.next(at(9), &[queued(1)], true), Output::Pull);
}

#[test]
fn the_access_log_is_handed_in_once_a_round_and_after_the_commands() {
    let mut sync = pulled();
    assert_eq!(sync.next(at(0), &[queued(1)], true), Output::Push(vec![id(1)]));
    sync.hear(Input::Answered, at(0));
    assert_eq!(sync.next(at(0), &[], true), Output::Pull);
    sync.hear(Input::Pulled { more: false }, at(0));
    assert_eq!(sync.next(at(0), &[], true), Output::HandIn);
    sync.hear(Input::HandedIn, at(0));
    assert!(matches!(sync.next(at(0), &[], true), Output::Wait(_)));
}

#[test]
fn it_wakes_for_the_first_rest_that_ends() {
    let mut sync = settled();
    let queue = [resting(queued(1), 4), resting(queued(2), 3)];
    assert_eq!(sync.next(at(1), &queue, false), Output::Wait(Some(at(3))));
    assert_eq!(sync.next(at(3), &queue, false), Output::Pull);
}

#[test]
fn a_clock_that_is_set_back_holds_nothing_up() {
    let mut sync = settled();
    assert_eq!(sync.next(at(-86_400), &[], false), Output::Pull);
    sync.hear(Input::NoAnswer, at(0));
    assert_eq!(sync.next(at(-86_400), &[], false), Output::Pull);
    assert_eq!(due(&[resting(queued(1), 8)], at(-86_400)), [id(1)]);
}

#[test]
fn who_leaves() {
    let refused = Refusal { code: RefusalCode::LongComment, rule: RuleId::SbComment };
    let cases: [(&str, Vec<Queued>, &[u128]); 8] = [
        ("all, in the order of the desk", vec![queued(1), queued(2)], &[1, 2]),
        ("not what rests", vec![resting(queued(1), 5), queued(2)], &[2]),
        ("what has rested", vec![resting(queued(1), 0)], &[1]),
        ("the same citizen waits", vec![resting(on(1, 7), 5), on(2, 7), on(3, 8)], &[3]),
        ("what builds on an open one waits", vec![on(1, 7), Queued { base: Base::Open, ..on(2, 7) }], &[1]),
        (
            "and what comes after it on the same citizen",
            vec![on(1, 7), Queued { base: Base::Open, ..on(2, 7) }, on(3, 7), on(4, 8)],
            &[1, 4],
        ),
        ("what is sent is asked for again", vec![Queued { stage: Stage::Sent, ..on(1, 7) }, on(2, 7)], &[1, 2]),
        ("not what builds on a refused one", vec![Queued { base: Base::Stopped(refused), ..queued(1) }], &[]),
    ];
    for (what, queue, leaves) in cases {
        let expected: Vec<CommandId> = leaves.iter().map(|nth| id(*nth)).collect();
        assert_eq!(due(&queue, at(0)), expected, "{what}");
    }
    let many: Vec<Queued> = (1..=2 * MAX_BATCH as u128).map(queued).collect();
    assert_eq!(due(&many, at(0)).len(), MAX_BATCH);
}

#[test]
fn who_is_held() {
    let refused = Refusal { code: RefusalCode::LongComment, rule: RuleId::SbComment };
    let held = |code| Some(Refusal { code, rule: RuleId::S23_1_1k });
    let former = Queued { number: number("1503851318"), ..queued(1) };
    let booking = Queued { area: Some(Area::Bookings), ..queued(1) };
    let deadline = Queued { area: Some(Area::BookingDeadlines), ..queued(1) };
    let cases = [
        ("on the current number", queued(1), None),
        ("on a former number in a moved area", former.clone(), held(RefusalCode::FormerNumber)),
        ("the same while it rests", resting(former.clone(), 8), held(RefusalCode::FormerNumber)),
        ("what has left is owed an answer", Queued { stage: Stage::Sent, ..former.clone() }, None),
        ("an area that is not moved", Queued { area: Some(Area::Membership), ..former.clone() }, None),
        ("what this version cannot read", Queued { number: None, area: None, ..queued(1) }, None),
        ("on a refused one", Queued { base: Base::Stopped(refused), ..queued(1) }, held(RefusalCode::LongComment)),
        ("a comment that is gone", Queued { base: Base::Gone, ..queued(1) }, held(RefusalCode::UnknownComment)),
        ("a booking that is gone", Queued { base: Base::Gone, ..booking.clone() }, held(RefusalCode::UnknownBooking)),
        (
            "a change of a booking that is gone",
            Queued { base: Base::ChangeGone, ..booking },
            held(RefusalCode::BookingChangedMeanwhile),
        ),
        (
            "a deadline that is gone",
            Queued { base: Base::Gone, ..deadline.clone() },
            held(RefusalCode::UnknownDeadline),
        ),
        (
            "a referral that is gone",
            Queued { base: Base::Gone, area: Some(Area::OperatorReferrals), ..queued(1) },
            held(RefusalCode::UnknownReferral),
        ),
        (
            "a change of a deadline that is gone",
            Queued { base: Base::ChangeGone, ..deadline },
            held(RefusalCode::DeadlineChangedMeanwhile),
        ),
        (
            "an end of a referral that is gone",
            Queued { base: Base::ChangeGone, area: Some(Area::OperatorReferrals), ..queued(1) },
            held(RefusalCode::ReferralChangedMeanwhile),
        ),
        ("on an open one", Queued { base: Base::Open, ..queued(1) }, None),
    ];
    for (what, queued, expected) in cases {
        let held = to_hold(std::slice::from_ref(&queued), today(), |_| number("1503851234"));
        assert_eq!(held.first().map(|(_, why)| *why), expected, "{what}");
    }
    assert!(to_hold(std::slice::from_ref(&former), today(), |_| None).is_empty(), "a citizen who is not here");
    let before = domain::RELEASE_2023_3.pred_opt().unwrap_or_default();
    assert!(to_hold(&[former], before, |_| number("1503851234")).is_empty(), "before the release");
}

#[test]
fn a_restored_backend_is_asked_after_the_push_until_it_has_told_all() {
    let mut sync = pulled();
    sync.hear(Input::NewEpoch, at(0));
    assert_eq!(sync.next(at(0), &[queued(1)], true), Output::Push(vec![id(1)]), "nobody waits for the past");
    sync.hear(Input::Answered, at(0));
    assert_eq!(sync.next(at(0), &[], true), Output::Pull);
    sync.hear(Input::Pulled { more: false }, at(0));
    assert_eq!(sync.next(at(0), &[], true), Output::AskKnown);
    sync.hear(Input::NoAnswer, at(0));
    assert_eq!(sync.next(at(5), &[], true), Output::Pull, "a lost answer is asked for again");
    sync.hear(Input::Pulled { more: false }, at(5));
    for more in [true, true, false] {
        assert_eq!(sync.next(at(5), &[], true), Output::AskKnown);
        sync.hear(Input::Told { more }, at(5));
    }
    assert_eq!(sync.next(at(5), &[], true), Output::HandIn);
}

#[test]
fn a_file_that_fails_is_waited_for_and_says_nothing_of_the_backend() {
    let mut sync = settled();
    assert_eq!(sync.next(at(5), &[], false), Output::Pull);
    sync.hear(Input::FileFailed, at(5));
    assert!(sync.is_online() && sync.offline_since().is_none());
    assert_eq!(sync.next(at(5), &[], false), Output::Wait(Some(at(6))));
    assert_eq!(sync.next(at(6), &[], false), Output::Pull);
}
