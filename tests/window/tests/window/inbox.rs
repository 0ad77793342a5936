//! The inbox by the keyboard alone: read, done, taken back, and from there to the merge report.

use serde_json::json;
use window::{Language, Theme, Window};

use crate::way;

/// How many messages stand so in the group, as the desk tells it.
fn count(window: &Window, asks: &str, what: &str) -> u64 {
    let inbox = window.ask("inbox", json!({ "with_done": false, "most": 50 })).unwrap();
    let groups = inbox["groups"].as_array().unwrap();
    groups.iter().find(|group| group["asks"] == asks).unwrap()[what].as_u64().unwrap()
}

const FOCUSED_ROW: &str = "return document.activeElement?.dataset.row ?? null";

#[test]
fn whoever_goes_through_the_inbox_stands_on_the_next_message() {
    let window = way::enter(Theme::Light, Language::Danish);
    window.press("Ctrl+4");
    window.wait_for("[data-row]");
    window.wait_until("the heading has the focus", "return document.activeElement?.tagName === 'H1'", vec![]);
    let second = window.script("return document.querySelectorAll('[data-row]')[1].dataset.row", vec![]);
    window.press("Down");
    assert_ne!(window.script(FOCUSED_ROW, vec![]), json!(null), "the first arrow goes into the list");
    window.press("Enter");
    window.wait_until("the message has the focus", "return document.activeElement?.id === 'message-title'", vec![]);
    window.press("B");
    window.wait_for_text("Ubehandlet");
    window.press("Escape");
    window.wait_until(
        "the next message has the focus, and keeps it",
        "return document.activeElement?.dataset.row === arguments[0]",
        vec![second.clone()],
    );
    window.painted();
    assert_eq!(window.script(FOCUSED_ROW, vec![]), second);
}

/// On a small screen the list gives way, and all of the message is in sight.
#[test]
fn a_message_fits_a_small_screen() {
    let window = way::enter(Theme::Light, Language::Danish);
    window.resize(1024, 768);
    window.press("Ctrl+4");
    window.wait_for("[data-row]");
    window.press("Down");
    window.press("Enter");
    window.wait_until("the message has the focus", "return document.activeElement?.id === 'message-title'", vec![]);
    window.screenshot("inbox-1024-da-light");
    let cut = "return [...document.querySelectorAll('.reader *')]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.className)";
    assert_eq!(window.script(cut, vec![]), json!([]));
    let widths = "const width = (css) => document.querySelector(css).getBoundingClientRect().width;
        return width('.reader') > width('.list')";
    assert_eq!(window.script(widths, vec![]), json!(true), "the message has more room than the list");
}

#[test]
fn a_message_is_read_done_and_taken_back_by_the_keyboard() {
    let window = way::enter(Theme::Light, Language::Danish);
    window.wait_for_text("Beskeder, der kræver handling");
    window.press("Ctrl+4");
    window.wait_for("[data-row]");
    let waiting = count(&window, "action", "total");
    assert!(waiting > 0);
    window.script("document.querySelector('[data-row]').focus()", vec![]);
    window.press("Down");
    window.press("Up");
    window.press("Enter");
    window.wait_for_text("Hvorfor den ligger her");
    window.wait_for_text("Åbnet af");
    window.wait_until("the message has the focus", "return document.activeElement?.id === 'message-title'", vec![]);
    window.press("B");
    window.wait_for_text("Ubehandlet");
    assert_eq!(count(&window, "action", "total"), waiting - 1);
    window.press("U");
    window.wait_for_text("Ikke behandlet");
    assert_eq!(count(&window, "action", "total"), waiting);
    window.press("Ctrl+Enter");
    window.wait_for("#merge-title");
    window.press("Alt+Left");
    window.wait_for_text("Hvorfor den ligger her");
    window.assert_within_policy();
}
