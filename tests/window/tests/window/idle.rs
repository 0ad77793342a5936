//! Nobody at the screen: it warns, it locks, and what was typed stands there afterwards.

use serde_json::json;
use window::{Language, Opening, Theme, Window};

use crate::way;

/// Long enough that a busy machine is not taken for an absent caseworker. The warning comes after half of it.
const SHORT: &[&str] = &["--lock-after", "12"];

#[test]
fn a_desk_that_nobody_touches_warns_and_locks_and_keeps_what_was_typed() {
    let window = Window::open_as(Opening::of(Theme::Light, Language::Danish).with(SHORT));
    way::into_the_exercise(&window, Language::Danish);
    way::open(&window, "150385-1234", "Mette Øvelsen");
    window.press("Alt+J");
    window.click_role("textbox", "Første dag");
    window.type_text("2.1");

    window.wait_for_text("Sagsbord låser om lidt");
    window.press("Shift");
    window.wait_until_gone(".soon");
    assert_eq!(window.ask("gate", json!({})).unwrap()["is"], "open", "a key puts it off");
    window.type_text("0");
    window.wait_for_text("Sagsbord låser om lidt");
    window.wait_for_text("Tryk på en tast for at blive.");

    window.wait_for_text("Låst siden");
    window.wait_for_text("Det, du har skrevet, er gemt.");
    assert!(!window.page_text().contains("Mette"), "{}", window.page_text());
    assert_eq!(window.count("textarea"), 0);
    assert_eq!(window.ask("outbox", json!({})).unwrap_err()["error"], "locked");

    window.press("Enter");
    window.wait_for_text("Mette Øvelsen");
    way::wait_for_form(&window, "2.10");
    window.assert_within_policy();
}
