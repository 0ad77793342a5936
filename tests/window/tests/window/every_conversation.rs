//! Every screen of the contact course and the calendar, in both themes and both languages: axe finds nothing, the policy
//! blocks nothing, and a picture is kept.

use window::{Language, Theme, Window};

use crate::bookings::{FLEMMING, METTE, book};
use crate::every_screen::see;
use crate::way;

const SANDER: (&str, &str) = ("171088-1162", "Sander Blyantskov");
const BIRGITTE: (&str, &str) = ("080274-2116", "Birgitte Tavleholm");

#[test]
fn in_danish_and_light() {
    see_every_conversation(Theme::Light, Language::Danish, "da-light");
}

#[test]
fn in_danish_and_dark() {
    see_every_conversation(Theme::Dark, Language::Danish, "da-dark");
}

#[test]
fn in_english_and_light() {
    see_every_conversation(Theme::Light, Language::English, "en-light");
}

#[test]
fn in_english_and_dark() {
    see_every_conversation(Theme::Dark, Language::English, "en-dark");
}

/// The word in the language of the window.
type Word<'a> = &'a dyn Fn(&'static str, &'static str) -> &'static str;

fn see_every_conversation(theme: Theme, language: Language, suffix: &str) {
    let danish = language == Language::Danish;
    let word = |da: &'static str, en: &'static str| if danish { da } else { en };
    let window = way::enter(theme, language);
    way::rest_not(&window);
    see_an_empty_calendar(&window, &word, suffix);
    book_two(&window);
    see_a_deadline(&window, &word, suffix);
    see_a_booking(&window, &word, suffix);
    see_a_joint_conversation(&window, &word, suffix);
    see_a_referral(&window, &word, suffix);
    see_the_calendar(&window, &word, suffix);
    window.press("Ctrl+1");
    window.wait_for_text(word("Samtaler i dag", "Conversations today"));
    see(&window, "my-day-conversations", suffix);
    window.press("Ctrl+4");
    window.wait_for("[data-row]");
    see(&window, "inbox-offline", suffix);
    window.assert_within_policy();
}

fn see_an_empty_calendar(window: &Window, word: Word, suffix: &str) {
    window.press("Ctrl+3");
    window.wait_for_text(word("Ingen samtaler i perioden.", "No conversations in these days."));
    see(window, "calendar-empty", suffix);
}

/// One on Wednesday, and one this morning that is still to be registered as held.
fn book_two(window: &Window) {
    book(window, SANDER, ("20.09.2023", "10.15", "45"));
    window.press("Ctrl+Enter");
    way::wait_for_outbox(window, "accepted", 1);
    book(window, METTE, ("d", "9", "30"));
    window.press("Ctrl+Enter");
    way::wait_for_outbox(window, "accepted", 2);
}

fn see_a_deadline(window: &Window, word: Word, suffix: &str) {
    window.press("Alt+2");
    window.click_role("button", word("Ny frist", "New deadline"));
    window.wait_for("select:focus");
    window.type_text("j");
    window.press("Tab");
    window.type_text("+9");
    window.press("Tab");
    window.type_text("+20");
    window.wait_for_text(word("book senest 27.09.2023", "book by 27.09.2023"));
    see(window, "deadline-form", suffix);
    window.press("Ctrl+Enter");
    way::wait_for_outbox(window, "accepted", 3);
    window.wait_for_text(word("9 dage tilbage", "9 days left"));
    see(window, "conversations", suffix);
}

/// It meets the deadline, and the caseworker meets somebody else at that time.
fn see_a_booking(window: &Window, word: Word, suffix: &str) {
    book(window, METTE, ("20.09.2023", "10", "45"));
    window.click_role("textbox", word("Sted", "Place"));
    window.type_text("Lokale 2.14");
    window.wait_for_text(word("Du møder også en anden borger", "You also meet another citizen"));
    see(window, "booking-form", suffix);
    window.press("Ctrl+Enter");
    way::wait_for_outbox(window, "accepted", 4);
}

fn see_a_joint_conversation(window: &Window, word: Word, suffix: &str) {
    way::open(window, FLEMMING.0, FLEMMING.1);
    window.press("Alt+B");
    window.wait_for("select:focus");
    let choose_joint = "
        const select = document.activeElement;
        select.value = '17';
        select.dispatchEvent(new Event('change', { bubbles: true }));
    ";
    window.script(choose_joint, vec![]);
    window.press("Tab");
    window.press("Tab");
    window.press("Space");
    window.press("Tab");
    window.type_text("+3");
    window.press("Tab");
    window.type_text("13");
    window.wait_for_text(word("får besked", "is told"));
    see(window, "joint-form", suffix);
    window.press("Ctrl+Enter");
    way::wait_for_outbox(window, "accepted", 5);
    window.press("Alt+2");
    window.wait_for_text(word("A-kassen Midtvej deltager", "A-kassen Midtvej takes part"));
    see(window, "joint", suffix);
    window
        .click(word("article button[aria-label^='Ret deltageren']", "article button[aria-label^='Change who takes']"));
    window.wait_for("main form input:focus");
    window.type_text("Ane Prøve");
    window.wait_for_text(word("oplysningerne er ændret", "the details are changed"));
    see(window, "participation-form", suffix);
    window.press("Escape");
}

fn see_a_referral(window: &Window, word: Word, suffix: &str) {
    window.press("Alt+1");
    window.click_role("button", word("Henvis til anden aktør", "Refer to another operator"));
    window.wait_for("main form input:focus");
    window.type_text("Øvelsesaktøren");
    window.press("Tab");
    window.type_text("99000017");
    window.press("Tab");
    window.press("Tab");
    window.type_text("d");
    window.wait_for_text(word("fra 18.09.2023 uden slutdato", "from 18.09.2023 without an end"));
    see(window, "referral-form", suffix);
    window.press("Escape");
}

/// With one that waits.
fn see_the_calendar(window: &Window, word: Word, suffix: &str) {
    way::switch_connection(window, false);
    book(window, BIRGITTE, ("22.09.2023", "9.30", "45"));
    window.press("Ctrl+Enter");
    way::wait_for_outbox(window, "waiting", 1);
    window.press("Ctrl+3");
    window.wait_for_text(word("5 samtaler", "5 conversations"));
    see(window, "calendar-week", suffix);
    window.click("[data-booking]:not(.past)");
    window.wait_for_text(word("Åbn borgeren", "Open the citizen"));
    see(window, "calendar-chosen", suffix);
    window.press("Escape");
    window.click_role("radio", word("Liste", "List"));
    window.wait_for("main table");
    see(window, "calendar-list", suffix);
    window.click_role("radio", word("Dag", "Day"));
    window.wait_for_text(word("Mandag 18. september", "Monday 18 September"));
    window.click_role("button", word("Senere", "Later"));
    window.click_role("button", word("Senere", "Later"));
    window.wait_for_text("Sander Blyantskov");
    window.wait_for_text(word("Onsdag 20. september", "Wednesday 20 September"));
    see(window, "calendar-day", suffix);
}
