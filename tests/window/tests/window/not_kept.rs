//! A file that cannot be written: what is typed and not kept is said before a lock and before the window closes, and stands
//! in the page until it is kept.

use sealed::{Durability, Migration, OpenError};
use serde_json::json;
use window::{Language, Opening, Theme, Window};

use crate::{outside, way};

const NOT_KEPT: &str = "Det sidste, du skrev, er ikke gemt";

/// Another program holds the outbox, as a backup may: nothing is written there until the answer is dropped.
pub fn hold_outbox(window: &Window) -> impl Sized {
    let desk = outside::exercise_desk(&window.data());
    let (file, key) = (desk.join("outbox.db"), sealed::header::exercise_key(&desk).unwrap());
    let Err(OpenError::LaterVersion { found, .. }) = sealed::open(&file, &key, Durability::Normal, &[]) else {
        panic!("the outbox has a schema")
    };
    let as_it_is = Migration { version: found, sql: "" };
    let held = sealed::open(&file, &key, Durability::Normal, &[as_it_is]).unwrap();
    held.execute_batch("BEGIN IMMEDIATE").unwrap();
    held
}

fn wait_for_note(window: &Window, text: &str) {
    window.wait_until(
        "the note stands as it was typed",
        "return document.querySelector('main textarea')?.value === arguments[0]",
        vec![json!(text)],
    );
}

fn wait_for_safe_choice(window: &Window) {
    window.wait_until(
        "the safe choice has the focus",
        "return document.activeElement?.innerText.includes('Bliv')",
        vec![],
    );
}

#[test]
fn the_window_does_not_close_over_a_text_that_could_not_be_kept() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    let held = hold_outbox(&window);
    way::begin_note(&window);
    window.type_text("Ringede om kurset");
    window.press_cross();
    window.wait_for("dialog[open]");
    window.wait_for_text(NOT_KEPT);
    window.wait_for_text("Lukker du, går teksten tabt.");
    wait_for_safe_choice(&window);
    assert!(!window.page_text().contains("Intet går tabt"), "{}", window.page_text());
    window.assert_accessible();
    window.screenshot("leaving-not-kept");

    window.press("Escape");
    window.wait_until_gone("dialog[open]");
    wait_for_note(&window, "Ringede om kurset");
    drop(held);
    // Nobody types: it is tried again.
    window.wait_for_text("Kladde gemt");
    window.press_cross();
    window.wait_for("dialog[open]");
    window.wait_for_text("1 kladde er ikke bekræftet.");
    assert!(!window.page_text().contains(NOT_KEPT), "it is kept by now");
    window.assert_within_policy();
}

#[test]
fn a_lock_is_asked_about_and_holds_on_to_a_text_that_could_not_be_kept() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    let held = hold_outbox(&window);
    way::begin_note(&window);
    window.type_text("Ringede om kurset");
    window.press("Ctrl+L");
    window.wait_for("dialog[open]");
    window.wait_for_text(NOT_KEPT);
    wait_for_safe_choice(&window);
    window.assert_accessible();
    window.screenshot("lock-not-kept");
    window.press("Escape");
    window.wait_until_gone("dialog[open]");
    assert_eq!(window.ask("gate", json!({})).unwrap()["is"], "open");
    wait_for_note(&window, "Ringede om kurset");

    window.press("Ctrl+L");
    window.wait_for("dialog[open]");
    window.press("Ctrl+L");
    window.wait_for_text("Låst siden");
    window.wait_for_text(NOT_KEPT);
    let page = window.page_text();
    assert!(!page.contains("Mette") && !page.contains("Det, du har skrevet, er gemt."), "{page}");
    assert_eq!(window.count("textarea"), 0);
    window.assert_accessible();
    window.screenshot("locked-not-kept");
    // Behind the lock the text is only in the page: the window says so before it closes.
    window.press_cross();
    window.wait_for("dialog[open]");
    window.wait_for_text("Lukker du, går teksten tabt.");
    window.press("Escape");
    window.wait_until_gone("dialog[open]");

    drop(held);
    window.press("Enter");
    window.wait_for_text("Mette Øvelsen");
    wait_for_note(&window, "Ringede om kurset");
    window.wait_for_text("Kladde gemt");
    window.assert_within_policy();
}

#[test]
fn a_desk_that_locks_by_itself_holds_on_to_a_text_that_could_not_be_kept() {
    let window = Window::open_as(Opening::of(Theme::Light, Language::Danish).with(&["--lock-after", "12"]));
    way::into_the_exercise(&window, Language::Danish);
    way::open(&window, "150385-1234", "Mette Øvelsen");
    let held = hold_outbox(&window);
    window.press("Alt+J");
    window.click_role("textbox", "Første dag");
    window.type_text("2.10");
    window.wait_for_text("Låst siden");
    window.wait_for_text(NOT_KEPT);
    assert!(!window.page_text().contains("Mette"), "{}", window.page_text());
    assert_eq!(window.count("input"), 0);

    drop(held);
    window.press("Enter");
    window.wait_for_text("Mette Øvelsen");
    way::wait_for_form(&window, "2.10");
    window.wait_for_text("Kladde gemt");
}
