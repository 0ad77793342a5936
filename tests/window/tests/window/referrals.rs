//! A citizen is referred to another operator, and the referral ends.

use serde_json::json;
use window::{Language, Theme};

use crate::way;

/// The section stands below the facts.
const INTO_VIEW: &str = "document.getElementById('referrals').scrollIntoView({ block: 'center' });";

/// What can be pressed below the form.
const ON_ONE_LINE: &str = "
    const tops = [...document.querySelectorAll('main form .foot button')].map((button) => button.offsetTop);
    return tops.length === 3 && new Set(tops).size === 1";

#[test]
fn a_citizen_is_referred_and_the_referral_ends() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    window.wait_for_text("Henvisninger til anden aktør");
    window.assert_accessible();
    window.script(INTO_VIEW, vec![]);
    window.screenshot("no-referral");
    window.click_role("button", "Henvis til anden aktør");
    window.wait_for("main form input:focus");
    window.type_text("Øvelsesaktøren");
    window.press("Tab");
    window.type_text("99 00 00 1");
    window.press("Tab");
    window.type_text("1000000017");
    window.press("Tab");
    window.type_text("d");
    // One digit is missing.
    window.wait_for_text("SB-2401");
    window.assert_accessible();
    window.press("Shift+Tab");
    window.press("Shift+Tab");
    window.press("End");
    window.type_text("7");
    window.wait_for_text("Henvisning til Øvelsesaktøren");
    window.wait_for_text("fra 18.09.2023 uden slutdato");
    window.wait_for_text("får ingen besked");
    window.wait_for_text("Kladde gemt");
    assert_eq!(window.script(ON_ONE_LINE, vec![]), json!(true));
    window.assert_accessible();
    window.screenshot("referral-form");
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "accepted", 1);
    window.wait_for_text("CVR 99000017 · P-nr. 1000000017 · Line Bjerre, Jobcenter Aarhus");
    window.assert_accessible();
    window.script(INTO_VIEW, vec![]);
    window.screenshot("referral");

    window.click_role("button", "Afslut: henvisningen til Øvelsesaktøren");
    window.wait_for("main form input:focus");
    window.type_text("-1");
    window.wait_for_text("SB-2405");
    window.press("Ctrl+A");
    window.type_text("+11");
    window.wait_for_text("slutter 29.09.2023");
    window.assert_accessible();
    window.screenshot("end-referral");
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "accepted", 2);
    window.wait_for_text("fra 18.09.2023 til 29.09.2023");
    window.press("Alt+3");
    window.wait_for_text("Henvisning slutter");
    window.wait_for_text("Henvisning til anden aktør");
    window.assert_accessible();
    window.assert_within_policy();
}

/// One that is over from the start does not stand among those that run.
#[test]
fn a_referral_that_is_over_is_put_away() {
    let window = way::enter(Theme::Dark, Language::English);
    way::rest_not(&window);
    way::open(&window, "050872-0148", "Flemming Sætlinje");
    window.wait_for_text("Referrals to other operators");
    window.click_role("button", "Refer to another operator");
    window.wait_for("main form input:focus");
    window.type_text("Øvelsesaktøren");
    window.press("Tab");
    window.type_text("99000017");
    window.press("Tab");
    window.press("Tab");
    window.type_text("-20");
    window.press("Tab");
    window.type_text("-1");
    window.press("Tab");
    window.type_text("Guidance and a traineeship");
    window.wait_for_text("from 29.08.2023 to 17.09.2023");
    window.wait_for_text("Sunday 17.09.2023 · week 37");
    window.assert_accessible();
    window.screenshot("referral-form-dark");
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "accepted", 1);
    window.wait_for_text("Ended (1)");
    window.click("section[aria-labelledby='referrals'] summary");
    window.wait_for_text("Guidance and a traineeship");
    window.assert_accessible();
    window.script(INTO_VIEW, vec![]);
    window.screenshot("referral-over-dark");
    window.assert_within_policy();
}
