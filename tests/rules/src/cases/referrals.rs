//! Referrals to other operators: a row for each of their codes.

use domain::{
    RefusalCode as Code, RuleId as Rule,
    communication::{Operator, ReferralContent},
};

use super::{
    Case,
    commands::{affiliation, code, end_referral, refer, referral},
    table::{A, AFTER, BEFORE, Before, LINE, accepted, refused, registered, with},
};

/// When the referral that the others are about was registered.
const MADE: &str = "2023-09-02T08:00";

pub fn all() -> Vec<Case> {
    [what_a_referral_says(), what_becomes_of_a_referral()].into_iter().flatten().collect()
}

fn ours() -> Before {
    with(registered(A), [(BEFORE, LINE, affiliation(A, "75100", "2023-09-01"))])
}

fn referred(content: ReferralContent) -> Before {
    with(ours(), [(MADE, LINE, refer(A, content))])
}

/// The record that the third of the commands before has made.
fn record() -> domain::RecordId {
    exercise::command_id(exercise::moment(MADE).unwrap_or_default(), "2").record(0)
}

fn until(to: &str) -> ReferralContent {
    ReferralContent { to: Some(code(to)), ..referral("2023-09-01") }
}

fn what_a_referral_says() -> Vec<Case> {
    let rule = Rule::SbReferral;
    let by = |change: fn(&mut Operator)| {
        let mut content = referral("2023-09-18");
        change(&mut content.operator);
        refer(A, content)
    };
    let long = ReferralContent { reason: Some("ø".repeat(2001)), ..referral("2023-09-18") };
    vec![
        accepted("a_referral", AFTER, ours(), LINE, refer(A, referral("2023-09-18")), &[rule]),
        refused("seven_digits_of_cvr", ours(), LINE, by(|one| one.cvr = "9900001".into()), Code::BadCvr, rule),
        refused("one_digit_of_p", ours(), LINE, by(|one| one.p_number = Some("1".into())), Code::BadPNumber, rule),
        refused("an_operator_without_name", ours(), LINE, by(|one| one.name.clear()), Code::BadOperatorName, rule),
        refused("a_long_reason_for_a_referral", ours(), LINE, refer(A, long), Code::LongReferralReason, rule),
        refused(
            "a_referral_that_ends_before_it_begins",
            ours(),
            LINE,
            refer(A, until("2023-08-31")),
            Code::ReferralEndsBeforeStart,
            rule,
        ),
        refused(
            "a_second_referral_to_the_operator",
            referred(referral("2023-09-01")),
            LINE,
            refer(A, referral("2023-10-01")),
            Code::ReferredAlready,
            rule,
        ),
    ]
}

fn what_becomes_of_a_referral() -> Vec<Case> {
    let rule = Rule::SbReferral;
    let end = || end_referral(A, record(), 1, "2023-09-29");
    let ended = with(referred(until("2023-10-20")), [(AFTER, LINE, end_referral(A, record(), 1, "2023-10-06"))]);
    vec![
        accepted("a_referral_ends", AFTER, referred(referral("2023-09-01")), LINE, end(), &[rule]),
        refused("no_referral_to_end", ours(), LINE, end(), Code::UnknownReferral, rule),
        refused("a_referral_that_is_over", referred(until("2023-09-17")), LINE, end(), Code::ReferralIsOver, rule),
        refused("a_referral_ended_by_another", ended, LINE, end(), Code::ReferralChangedMeanwhile, rule),
    ]
}
