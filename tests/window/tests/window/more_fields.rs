//! What somebody has opened in a form stays open while they type, and while the desk tells of something.

use serde_json::json;
use window::{Language, Theme, Window};

use crate::{
    exercise::{METTE, fill, fill_booking, outside, play, send},
    way,
};

const OPEN: &str = "return document.querySelector('main form details').open";

/// More fields have been opened, and what is typed and ticked there stands in sight, with the keys in it.
fn type_in_more_fields(window: &Window, title: &str, may_cancel: &str) {
    window.click("main form details summary");
    fill(window, title, "Om praktik");
    assert_eq!(window.script(OPEN, vec![]), json!(true), "open after a text was typed");
    window.click_role("checkbox", may_cancel);
    assert_eq!(window.script(OPEN, vec![]), json!(true), "open after a box was ticked");
}

/// The last choice of the form is the one that had the keys, and has them still.
fn the_keys_are_in_more_fields(window: &Window) {
    let script = "
        const details = document.querySelector('main form details');
        return details.open && details.contains(document.activeElement) && document.activeElement.checked";
    assert_eq!(window.script(script, vec![]), json!(true));
}

#[test]
fn more_fields_stay_open_while_somebody_types_in_a_booking() {
    let window = way::enter(Theme::Dark, Language::Danish);
    way::rest_not(&window);
    way::open(&window, METTE.0, METTE.1);
    window.press("Alt+B");
    window.wait_for("select:focus");
    fill_booking(&window, "+2", "10");
    type_in_more_fields(&window, "Titel", "Borgeren må aflyse");
    window.wait_for_text("bookes");
    the_keys_are_in_more_fields(&window);
    window.assert_accessible();
    window.screenshot("booking-more-fields");
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "accepted", 1);
    window.wait_for_text("Om praktik");
    window.assert_within_policy();
}

/// The outer world is looked at again as often as the desk tells that something has changed.
#[test]
fn a_look_in_the_middle_of_a_form_takes_nothing_from_it() {
    let window = way::enter(Theme::Light, Language::English);
    way::open(&window, METTE.0, METTE.1);
    outside(&window, METTE.1);
    play(&window, "jobnet", "make_booking");
    fill_booking(&window, "+3", "9.30");
    type_in_more_fields(&window, "Title", "The citizen may cancel");

    let citizen = window.ask("session", json!({})).unwrap()["recent"][0]["citizen"].clone();
    let renamed = json!({
        "citizen": citizen, "under": 0, "role": "cpr", "which": "", "act": "change_name",
        "typed": { "name": "Mette Andetnavn" }, "booking": null,
    });
    window.ask("act", renamed).unwrap();
    window.wait_until(
        "the look has come",
        "return document.querySelector('main .who h2').innerText.includes('Mette Andetnavn')",
        vec![],
    );
    the_keys_are_in_more_fields(&window);
    send(&window, "New booking");
    window.press("F4");
    window.wait_for_text("Timeline");
    window.press("Alt+2");
    window.wait_for_text("Om praktik");
    window.assert_within_policy();
}
