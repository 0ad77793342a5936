//! Before the window closes it is said what is unsent, and nobody is trapped.

use serde_json::json;
use window::{Language, Opening, Theme, Window};

use crate::way;

fn with_one_waiting() -> Window {
    let window = way::enter(Theme::Light, Language::Danish);
    way::write_offline(&window, ("150385-1482", "Mette Øvelsen"), "Venter.");
    window
}

fn asked(window: &Window, says: &str) {
    window.press_cross();
    window.wait_for("dialog[open]");
    window.wait_for_text(says);
    window.wait_until(
        "the safe choice has the focus",
        "return document.activeElement?.innerText.includes('Bliv')",
        vec![],
    );
}

/// The window may be gone before the driver lets go of the key.
fn press_enter_soon(window: &Window) {
    window.script("setTimeout(() => document.activeElement.click(), 100)", vec![]);
}

#[test]
fn what_waits_is_said_and_the_safe_choice_stays() {
    let mut window = with_one_waiting();
    asked(&window, "1 venter på at blive sendt.");
    window.wait_for_text("Intet går tabt");
    window.wait_for_text("inden midnat");
    assert!(!window.page_text().contains("Send nu og luk"), "there is no connection");
    window.assert_accessible();
    window.press("Escape");
    window.wait_until_gone("dialog[open]");
    assert_eq!(way::outbox(&window, "waiting"), 1);

    asked(&window, "1 venter på at blive sendt.");
    window.press("Tab");
    press_enter_soon(&window);
    window.wait_for_end();
    window.reopen();
    way::into_the_exercise(&window, Language::Danish);
    way::wait_for_outbox(&window, "accepted", 1);
}

#[test]
fn what_rests_is_sent_first_where_somebody_asks_for_it() {
    let mut window = way::enter(Theme::Light, Language::Danish);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    way::write_note(&window, "Hviler.");
    way::wait_for_outbox(&window, "resting", 1);
    asked(&window, "1 kan stadig fortrydes og er ikke sendt.");
    window.press("Tab");
    press_enter_soon(&window);
    window.wait_for_end();
    window.reopen();
    way::into_the_exercise(&window, Language::Danish);
    assert_eq!(way::outbox(&window, "accepted"), 1, "it was sent before the window closed");
}

#[test]
fn what_is_typed_this_moment_is_kept_and_said() {
    let mut window = way::enter(Theme::Light, Language::Danish);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    way::begin_note(&window);
    window.type_text("Halvt");
    asked(&window, "1 kladde er ikke bekræftet.");
    // Pressed again while it asks, the cross closes.
    window.press_cross();
    window.wait_for_end();
    window.reopen();
    way::into_the_exercise(&window, Language::Danish);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    window.wait_until(
        "what was typed is there",
        "return [...document.querySelectorAll('textarea')].some((field) => field.value === arguments[0])",
        vec![json!("Halvt")],
    );
}

/// What is confirmed is sent; a draft is not. Each is said with the names of those whom it is about.
#[test]
fn what_waits_and_what_is_typed_are_said_apart_and_on_whom() {
    let mut window = with_one_waiting();
    way::open(&window, "080274-2116", "Birgitte Tavleholm");
    way::begin_note(&window);
    window.type_text("Halvt");
    asked(&window, "1 kladde er ikke bekræftet.");
    window.wait_for_text("Mette Øvelsen 150385-••••");
    window.wait_for_text("Birgitte Tavleholm 080274-••••");
    window.wait_for_text("Det, du har bekræftet, sendes, næste gang Sagsbord er åbent");
    window.wait_for_text("En kladde bliver ikke sendt, før du selv bekræfter den.");
    window.assert_accessible();
    window.screenshot("leaving-da-light");
    window.press_cross();
    window.wait_for_end();
}

#[test]
fn a_page_that_does_not_answer_keeps_nobody() {
    let mut window = with_one_waiting();
    window.script("setTimeout(() => (location.href = 'about:blank'), 0)", vec![]);
    window.wait_until("our page is gone", "return location.href === 'about:blank'", vec![]);
    window.press_cross();
    window.wait_for_end();
}

#[test]
fn where_everything_is_settled_the_window_closes_at_once() {
    let mut window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    way::write_note(&window, "Sendt.");
    way::wait_for_outbox(&window, "accepted", 1);
    window.close();
}

/// Long enough to reach the question on a busy machine.
const SHORT: &[&str] = &["--lock-after", "20"];

#[test]
fn whoever_finds_the_question_behind_a_lock_reads_no_names() {
    let window = Window::open_as(Opening::of(Theme::Light, Language::Danish).with(SHORT));
    way::into_the_exercise(&window, Language::Danish);
    way::write_offline(&window, ("150385-1482", "Mette Øvelsen"), "Venter.");
    asked(&window, "1 venter på at blive sendt.");
    window.wait_for_text("Mette Øvelsen");
    window.wait_for_text("Låst siden");
    window.wait_until_gone("dialog[open]");
    assert!(!window.page_text().contains("Mette"), "{}", window.page_text());
    window.press("Enter");
    window.wait_for("nav");
    assert_eq!(way::outbox(&window, "waiting"), 1);
}
