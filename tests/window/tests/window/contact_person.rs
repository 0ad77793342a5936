//! A caseworker becomes a citizen's contact person, and stops; and a desk that keeps the caseload.

use serde_json::json;
use window::{Language, Opening, Theme, Window};

use crate::way;

/// What the page says of contact persons.
const SAID: &str = "[...document.querySelectorAll('dl > div')]
    .find((row) => ['Kontaktperson', 'Contact person'].includes(row.querySelector('dt')?.innerText))?.innerText ?? ''";

fn wait_until_said(window: &Window, what: &str, says: &str) {
    window.wait_until(what, &format!("return ({SAID}).includes(arguments[0])"), vec![json!(says)]);
}

#[test]
fn a_caseworker_becomes_contact_person_and_stops() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    wait_until_said(&window, "nobody is contact person", "ingen i dag");
    window.assert_accessible();
    window.click_role("button", "Bliv kontaktperson");
    window.wait_for_text("begynder 18.09.2023");
    window.wait_for_text("Det er dig, der bliver kontaktperson");
    window.assert_accessible();
    window.screenshot("become-contact-person");
    // The form has the focus: the keys alone confirm it.
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "accepted", 1);
    wait_until_said(&window, "Line is contact person", "Line Bjerre");
    wait_until_said(&window, "since today", "siden 18.09.2023");
    window.wait_until("nothing waits", &format!("return !({SAID}).includes('Venter')"), vec![]);
    window.assert_accessible();
    window.screenshot("contact-person");

    window.click_role("button", "Stop som kontaktperson");
    window.wait_for_text("slutter 18.09.2023");
    window.click_role("button", "Stop som kontaktperson for Mette");
    way::wait_for_outbox(&window, "accepted", 2);
    wait_until_said(&window, "today is the last day", "til og med 18.09.2023");
    wait_until_said(&window, "it can begin again", "Bliv kontaktperson");
    window.press("Alt+3");
    window.wait_for_text("Kontaktperson stopper");
    window.wait_for_text("Ny kontaktperson");
    window.assert_accessible();
    window.assert_within_policy();
}

/// A colleague who has left ends nothing: the button beside the name does.
#[test]
fn a_colleague_is_ended_as_contact_person() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    way::open(&window, "050872-0148", "Flemming Sætlinje");
    wait_until_said(&window, "a colleague is it too", "Karim Holt");
    window.assert_accessible();
    window.screenshot("colleague-contact-person");
    window.click_role("button", "Afslut Karim Holt som kontaktperson");
    window.wait_for_text("Kontaktperson Karim Holt");
    window.wait_for_text("slutter 18.09.2023");
    window.wait_for_text("den sidste dag, Karim Holt er borgerens kontaktperson");
    window.assert_accessible();
    window.screenshot("end-colleague-contact-person");
    // After a lock it is still Karim whom the form is of.
    window.press("Ctrl+L");
    window.wait_for_text("Låst siden");
    window.press("Enter");
    window.wait_for_text("den sidste dag, Karim Holt er borgerens kontaktperson");
    window.wait_for_text("slutter 18.09.2023");
    window.click_role("button", "Afslut hos Flemming");
    way::wait_for_outbox(&window, "accepted", 1);
    wait_until_said(&window, "today is Karim's last day", "til og med 18.09.2023");
    wait_until_said(&window, "Line is it still", "Stop som kontaktperson");
    let said = format!("return !({SAID}).includes('Afslut')");
    window.wait_until("nobody is left to end but oneself", &said, vec![]);
    window.press("Alt+3");
    window.wait_for_text("Kontaktperson Karim Holt");
    window.assert_accessible();
    window.assert_within_policy();
}

#[test]
fn a_desk_that_keeps_the_caseload_says_so() {
    let window = Window::open_as(Opening::of(Theme::Dark, Language::English).with(&["--caseload"]));
    way::into_the_exercise(&window, Language::English);
    window.press("Ctrl+2");
    window.wait_for_text("3 in your caseload");
    window.wait_for_text("Flemming Sætlinje");
    window.assert_accessible();
    window.screenshot("caseload");
    way::search(&window, "150385-1482");
    window.wait_for_text("The number is not in your caseload.");
    way::open(&window, "150385-1482", "Mette Øvelsen");
    wait_until_said(&window, "whoever is not kept is looked up", "none today");
    way::open(&window, "050872-0148", "Flemming Sætlinje");
    wait_until_said(&window, "a colleague is it too", "Karim Holt");
    window.assert_accessible();
}
