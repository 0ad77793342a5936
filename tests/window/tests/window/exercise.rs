//! The outer world, played from the window: the desk sees what a fund, the register and the citizen do, the clock goes
//! forward, and the exercise begins again.

use std::time::{Duration, Instant};

use serde_json::json;
use window::{Language, Theme, Window};

use crate::way;

pub const METTE: (&str, &str) = ("150385-1234", "Mette Øvelsen");

/// From the citizen who is open to the outer world, with that citizen chosen.
pub fn outside(window: &Window, name: &str) {
    window.press("F4");
    window.wait_until(
        "the outer world is about the open citizen",
        "return document.querySelector('main .who h2')?.innerText.includes(arguments[0])
            && document.activeElement?.matches('[data-first]')",
        vec![json!(name)],
    );
}

/// Plays somebody who sends something.
pub fn play(window: &Window, role: &str, act: &str) {
    window.script("document.querySelector(`main input[type=radio][value=${arguments[0]}]`).click()", vec![json!(role)]);
    choose(window, "[data-first]", act);
}

/// Chooses in a list, by what is sent.
fn choose(window: &Window, css: &str, value: &str) {
    window.wait_until(
        &format!("{value} can be chosen in {css}"),
        "const list = document.querySelector(arguments[0]);
         if (!list || ![...list.options].some((option) => option.value === arguments[1])) return false;
         list.focus();
         list.value = arguments[1];
         list.dispatchEvent(new Event('change', { bubbles: true }));
         return true",
        vec![json!(css), json!(value)],
    );
}

/// Types in the field with this label, in the place of what stands there.
pub fn fill(window: &Window, label: &str, text: &str) {
    window.click_role("textbox", label);
    window.press("Ctrl+A");
    window.type_text(text);
}

/// Fills in a booking: a job conversation from then, for three quarters of an hour.
pub fn fill_booking(window: &Window, day: &str, from: &str) {
    let fields = "main form .when";
    choose(window, "main form .fields select", "7");
    for (nth, text) in [(1, day), (2, from)] {
        window.click(&format!("{fields} > :nth-child({nth}) input"));
        window.press("Ctrl+A");
        window.type_text(text);
    }
}

pub fn send(window: &Window, answer: &str) {
    window.press("Ctrl+Enter");
    window.wait_until(
        &format!("the answer is {answer}"),
        "return document.querySelector('main .panel .head')?.innerText.includes(arguments[0])",
        vec![json!(answer)],
    );
}

/// The fund's booking stands at the desk at once, and is another's beside the caseworker's own.
#[test]
fn a_booking_of_the_fund_is_a_double_booking_for_the_caseworker() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    way::open(&window, METTE.0, METTE.1);
    outside(&window, METTE.1);
    play(&window, "fund", "start_membership");
    choose(&window, "main form .two select", "90");
    fill(&window, "Første dag", "d");
    send(&window, "Medlem af a-kasse");
    play(&window, "fund", "make_booking");
    fill_booking(&window, "+2", "10");
    window.assert_accessible();
    window.screenshot("exercise-fund");
    send(&window, "Ny indkaldelse");
    window.wait_for_text("er booket");

    window.press("F4");
    window.wait_for_text("Tidslinje");
    window.press("Alt+B");
    window.wait_for("select:focus");
    choose(&window, "main form .fields select", "8");
    for (nth, text) in [(1, "+2"), (2, "10.15")] {
        window.click(&format!("main form .when > :nth-child({nth}) input"));
        window.type_text(text);
    }
    window.wait_for_text("A-kassen Midtvej");
    window.wait_for_text("bookes");
    window.screenshot("exercise-double");
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "accepted", 1);
    window.wait_until(
        "both bookings say that they are double",
        "return (document.querySelector('main').innerText.match(/Dobbelt/gi) ?? []).length >= 2",
        vec![],
    );
    window.assert_accessible();
    window.assert_within_policy();
}

/// S23-1.1h: the desk has the new number at once, and what comes on the old one is refused with 9460.
#[test]
fn the_register_changes_a_number_and_the_old_one_gets_9460() {
    let window = way::enter(Theme::Dark, Language::Danish);
    way::open(&window, METTE.0, METTE.1);
    outside(&window, METTE.1);
    play(&window, "cpr", "change_number");
    fill(&window, "Nyt CPR-nummer", "080274-2213");
    fill(&window, "CPR's dato for skiftet", "d");
    send(&window, "Godkendt");
    window.assert_accessible();
    window.screenshot("exercise-accepted");

    play(&window, "fund", "make_booking");
    choose(&window, "main form .two select", "90");
    choose(&window, "main form .two > :nth-child(3) select", "1");
    fill_booking(&window, "+2", "10");
    send(&window, "Afvist 9460");
    window.wait_for_text("DFDG skriver");
    window.assert_accessible();
    window.screenshot("exercise-refused");

    window.press("F4");
    window.wait_for_text("Tidslinje");
    window.wait_until(
        "the desk shows the new number",
        "return document.querySelector('main .number .digits')?.innerText.includes('080274-2213')",
        vec![],
    );
    window.assert_within_policy();
}

/// What the citizen has booked on Jobnet, the citizen cancels there; the caseworker sees both.
#[test]
fn the_citizen_books_and_cancels_on_jobnet() {
    let window = way::enter(Theme::Light, Language::English);
    way::open(&window, METTE.0, METTE.1);
    outside(&window, METTE.1);
    play(&window, "jobnet", "make_booking");
    fill_booking(&window, "+3", "9.30");
    window.click("main form details summary");
    window.click_role("checkbox", "The citizen may cancel");
    send(&window, "New booking");
    play(&window, "jobnet", "cancel_booking");
    window.wait_until(
        "what was booked is to be chosen",
        "const lists = [...document.querySelectorAll('main form > .field select')];
         const list = lists.at(-1);
         if (!list || list.options.length < 2) return false;
         list.focus();
         list.value = list.options[1].value;
         list.dispatchEvent(new Event('change', { bubbles: true }));
         return list.options[1].innerText.includes('21.09.2023')",
        vec![],
    );
    send(&window, "Cancelling of a booking");
    window.assert_accessible();
    window.screenshot("exercise-jobnet");

    window.press("F4");
    window.wait_for_text("Timeline");
    window.press("Alt+2");
    window.wait_for_text("Self-booked");
    window.wait_for_text("Cancelled");
    window.assert_within_policy();
}

/// What is today everywhere follows the clock, over midnight; and the clock never goes back.
#[test]
fn the_clock_goes_over_midnight_and_today_with_it() {
    let window = way::enter(Theme::Light, Language::Danish);
    window.press("F4");
    window.wait_for_text("mandag den 18. september 2023");
    fill(&window, "Dag", "d");
    fill(&window, "Klokken", "23.59");
    window.press("Enter");
    window.wait_for_text("kl. 23.59");
    window.click_role("button", "+1 time");
    window.wait_for_text("tirsdag den 19. september 2023");
    fill(&window, "Dag", "18.09.2023");
    fill(&window, "Klokken", "10");
    window.press("Enter");
    window.wait_for_text("Øvelsesuret går kun frem");
    window.assert_accessible();
    window.screenshot("exercise-clock");

    window.press("Ctrl+1");
    window.wait_for_text("Tirsdag 19. september");
    window.press("Ctrl+3");
    window.wait_until(
        "the calendar marks the new day",
        "return document.querySelector('main [aria-current=date]')?.innerText.includes('19')",
        vec![],
    );
    way::open(&window, METTE.0, METTE.1);
    window.press("Alt+B");
    window.wait_for("select:focus");
    fill_booking(&window, "18.09.2023", "15");
    window.wait_for_text("MoedeStarttidspunkt kan ikke være tidligere end dags dato");
    window.assert_within_policy();
}

/// Asks first, and says what is lost; then everything is as it was when the exercise was opened first.
#[test]
#[expect(clippy::disallowed_methods, reason = "the time is what is promised")]
fn a_reset_begins_the_exercise_again_within_two_seconds() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::open(&window, METTE.0, METTE.1);
    way::begin_note(&window);
    window.type_text("En kladde, der går tabt.");
    window.wait_for_text("Kladde gemt");
    outside(&window, METTE.1);
    play(&window, "cpr", "change_name");
    fill(&window, "Nyt navn", "Mette Andetnavn");
    send(&window, "Godkendt");
    window.click_role("button", "+1 uge");
    window.wait_for_text("mandag den 25. september 2023");

    window.click_role("button", "Nulstil øvelsen");
    window.wait_for("dialog[open]");
    window.wait_for_text("Det går tabt:");
    window.wait_for_text("kladder (1)");
    window.assert_accessible();
    window.screenshot("exercise-reset");
    window.press("Escape");
    window.wait_until_gone("dialog[open]");
    window.wait_for_text("mandag den 25. september 2023");

    window.click_role("button", "Nulstil øvelsen");
    window.find_role("button", "Nulstil øvelsen nu");
    let begun = Instant::now();
    window.click_role("button", "Nulstil øvelsen nu");
    window.wait_for("main button.way");
    let took = begun.elapsed();
    println!("reset of the exercise, from the press to the first screen: {} ms", took.as_millis());
    assert!(took < Duration::from_secs(2), "{took:?}");

    way::into_the_exercise(&window, Language::Danish);
    let session = window.ask("session", json!({})).unwrap();
    assert_eq!((&session["connection"]["drafts"], &session["recent"]), (&json!(0), &json!([])));
    way::open(&window, METTE.0, METTE.1);
    window.press("Alt+N");
    window.wait_for("textarea:focus");
    assert_eq!(window.value("textarea:focus"), "");
    window.assert_within_policy();
}
