//! Every day that is typed in a form is said back, beside the field that it was typed in.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use desk::door::*;
use world::*;

fn forms() -> [(DraftForm, UnderstoodDays); 6] {
    let none = UnderstoodDays::default;
    let day = |day: &str| Some(format!("2023-{day}"));
    let can_both = BookingFields {
        can_rebook: true,
        rebook_until: "d".into(),
        can_cancel: true,
        cancel_until: "21.09.2023".into(),
        ..fields()
    };
    let deadline = DeadlineFields {
        conversation_type: "1".into(),
        book_by: "+14".into(),
        hold_by: "18.10.2023".into(),
        at_once: false,
    };
    let referral = ReferralFields {
        cvr: "99000017".into(),
        p_number: String::new(),
        name: "Øvelsesaktøren".into(),
        from: "d".into(),
        to: "+10".into(),
        reason: String::new(),
    };
    [
        (
            DraftForm::Affiliation { jobcentre: "46100".into(), from: "d".into() },
            UnderstoodDays { from: day("09-20"), ..none() },
        ),
        (DraftForm::MakeBooking { fields: fields() }, UnderstoodDays { day: day("09-22"), ..none() }),
        (
            DraftForm::MakeBooking { fields: can_both },
            UnderstoodDays { day: day("09-22"), rebook_until: day("09-20"), cancel_until: day("09-21"), ..none() },
        ),
        (
            DraftForm::HeldConversation { booking: None, seen: Vec::new(), fields: held(), next: Some(fields()) },
            UnderstoodDays { day: day("09-20"), next_day: day("09-22"), ..none() },
        ),
        (
            DraftForm::SetDeadline { fields: deadline },
            UnderstoodDays { book_by: day("10-04"), hold_by: day("10-18"), ..none() },
        ),
        (
            DraftForm::RegisterReferral { fields: referral },
            UnderstoodDays { from: day("09-20"), to: day("09-30"), ..none() },
        ),
    ]
}

#[test]
fn each_day_is_said_back() {
    let (_world, desk, mette) = with_mette();
    for (form, expected) in forms() {
        let Preview::Accepted { days, .. } = desk.preview(draft(&mette, form.clone())).unwrap() else {
            panic!("{form:?} is not accepted")
        };
        assert_eq!(days, expected, "{form:?}");
    }
}

/// What stands already is changed and ended.
#[test]
fn each_day_of_a_change_is_said_back() {
    let (_world, desk, mette) = with_mette();
    for (form, _) in forms() {
        if !matches!(form, DraftForm::Affiliation { .. }) {
            confirm(&desk, draft(&mette, form));
        }
    }
    let shown = open_by(&desk, METTE);
    let BookingView { meeting: MeetingView { booking, .. }, writings: seen, .. } = shown.bookings[0].clone();
    let DeadlineView { deadline, revision, fields: days, .. } = shown.deadlines[0].clone();
    let ReferralView { referral, revision: of_referral, .. } = shown.referrals[0].clone();
    let day = |day: &str| Some(format!("2023-{day}"));
    let none = UnderstoodDays::default;
    let moved = BookingFields { day: "+5".into(), ..fields() };
    let longer = DeadlineFields { hold_by: "+30".into(), ..days };
    for (form, expected) in [
        (
            DraftForm::ChangeBooking { booking, seen, fields: moved, begun: None },
            UnderstoodDays { day: day("09-25"), ..none() },
        ),
        (
            DraftForm::ChangeDeadline { deadline, revision, fields: longer, begun: None },
            UnderstoodDays { book_by: day("10-04"), hold_by: day("10-20"), ..none() },
        ),
        (
            DraftForm::EndReferral { referral, revision: of_referral, to: "+5".into() },
            UnderstoodDays { to: day("09-25"), ..none() },
        ),
    ] {
        let Preview::Accepted { days, .. } = desk.preview(draft(&mette, form.clone())).unwrap() else {
            panic!("{form:?} is not accepted")
        };
        assert_eq!(days, expected, "{form:?}");
    }
}

/// A day that was read otherwise than it was meant may be why it would be refused.
#[test]
fn a_day_that_would_be_refused_is_said_back_too() {
    let (_world, desk, mette) = with_mette();
    let fields = DeadlineFields {
        conversation_type: "1".into(),
        book_by: "1909".into(),
        hold_by: "18.10.2023".into(),
        at_once: false,
    };
    let Preview::Refused { refusal, days } = desk.preview(draft(&mette, DraftForm::SetDeadline { fields })).unwrap()
    else {
        panic!("it is accepted")
    };
    assert_eq!((refusal.code.as_str(), days.book_by.as_deref()), ("SB-2301", Some("2023-09-19")));
}
