//! The gate in the window: locked, nothing is shown and nothing is answered.

use serde_json::json;
use window::{Language, Theme};

use crate::way;

#[test]
fn an_exercise_is_locked_and_enter_unlocks_it_with_what_was_typed() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::open(&window, "150385-1234", "Mette Øvelsen");
    way::begin_note(&window);
    window.type_text("Ringede midt i en sæt");
    // In the middle of a word: nothing has been waited for.
    window.press("Ctrl+L");
    window.wait_for_text("Låst siden");
    assert!(!window.page_text().contains("Mette"), "{}", window.page_text());
    assert_eq!(window.count("textarea"), 0);
    window.assert_accessible();
    window.screenshot("locked-da-light");

    for operation in ["session", "outbox", "my_day", "citizens", "no such thing"] {
        assert_eq!(window.ask(operation, json!({})).unwrap_err()["error"], "locked", "{operation}");
    }
    assert_eq!(window.ask("gate", json!({})).unwrap()["is"], "locked");

    // Somebody has pressed beside the button meanwhile.
    window.script("document.activeElement.blur()", vec![]);
    window.press("Enter");
    window.wait_for_text("Mette Øvelsen");
    window.wait_until(
        "the note stands as it was typed",
        "return document.querySelector('main textarea')?.value === arguments[0]",
        vec![json!("Ringede midt i en sæt")],
    );
    window.assert_within_policy();
}
