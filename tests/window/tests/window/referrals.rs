//! A citizen is referred to another operator, and the referral ends.

use window::{Language, Theme};

use crate::way;

/// The section stands below the facts.
const INTO_VIEW: &str = "document.getElementById('referrals').scrollIntoView({ block: 'center' });";

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
