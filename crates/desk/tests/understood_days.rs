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
