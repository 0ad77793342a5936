//! A refused command stays until somebody acts: S23-1.1h and S23-1.1k in the real window.

use serde_json::{Value, json};
use window::{Language, Theme, Window};

use crate::{outside, way};

const BIRGITTE: (&str, &str) = ("080274-2116", "Birgitte Tavleholm");

/// A note is written offline, and is refused because of what has happened meanwhile at the citizen's number.
fn refused_after(happens: impl FnOnce(&Window, &str)) -> Window {
    let window = way::enter(Theme::Light, Language::Danish);
    way::write_offline(&window, BIRGITTE, "Birgitte vil gerne have en ny tid.");
    let current = window.text("main .number .digits");
    happens(&window, &current);
    way::switch_connection(&window, true);
    way::wait_for_outbox(&window, "refused", 1);
    window
}

fn refused_after_a_change_of_number() -> Window {
    let window = refused_after(|window, current| outside::cpr_changes_number(&window.data(), current, "080274-2213"));
    window.wait_for_text("1 afvist");
    window
}

#[test]
fn what_was_typed_in_a_note_that_is_taken_back_is_a_draft_again() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::write_offline(&window, ("150385-1482", "Mette Øvelsen"), "Skrevet på den forkerte.");
    window.press("Ctrl+5");
    window.wait_until("the list has the focus", "return document.activeElement?.dataset.row !== undefined", vec![]);
    window.press("Enter");
    window.wait_until("what can be done has it", "return document.activeElement?.closest('.reader') !== null", vec![]);
    window.press("Enter");
    window.wait_for_text("ligger som kladde hos borgeren");
    way::wait_for_outbox(&window, "waiting", 0);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    window.wait_until(
        "the note stands as it was typed",
        "return document.querySelector('main textarea')?.value === 'Skrevet på den forkerte.'",
        vec![],
    );
}

fn wait_for_focused_row(window: &Window, what: &str, row: &Value) {
    window.wait_until(what, "return document.activeElement?.dataset.row === arguments[0]", vec![row.clone()]);
}

#[test]
fn whoever_comes_stands_in_the_list_and_stands_there_again_when_one_is_dealt_with() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    way::switch_connection(&window, false);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    for text in ["Den første.", "Den anden."] {
        way::write_note(&window, text);
        window.wait_until(
            "the note is saved",
            "return document.querySelector('main textarea')?.value !== arguments[0]",
            vec![json!(text)],
        );
    }
    way::wait_for_outbox(&window, "waiting", 2);
    window.press("Ctrl+5");
    window.wait_for("[data-row]");
    let rows =
        window.script("return [...document.querySelectorAll('[data-row]')].map((row) => row.dataset.row)", vec![]);
    wait_for_focused_row(&window, "the first has the focus", &rows[0]);
    window.press("Down");
    wait_for_focused_row(&window, "the arrows belong to the list", &rows[1]);

    window.press("Delete");
    window.wait_until("the reason has the focus", "return document.activeElement?.tagName === 'TEXTAREA'", vec![]);
    window.type_text("Skrevet to gange.");
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "waiting", 1);
    wait_for_focused_row(&window, "the one that is left has the focus", &rows[0]);
}

#[test]
fn a_note_on_a_former_number_is_corrected_and_sent_again() {
    let window = refused_after_a_change_of_number();
    window.press("Ctrl+5");
    window.wait_for_text("Birgitte vil gerne have en ny tid.");
    window.wait_for_text("Det er ikke tilladt at registrere oplysninger på borgers ikke-aktuelle personnummer");
    window.wait_for_text("9460");

    window.click_role("button", "Ret og send igen");
    window.wait_until(
        "all that was typed is in the form",
        "return [...document.querySelectorAll('textarea')].some((field) => field.value.startsWith('Birgitte vil gerne'))",
        vec![],
    );
    window.script("document.querySelector('textarea').focus()", vec![]);
    window.press("End");
    window.type_text(" Helst fredag.");
    window.wait_for_text("bliver gemt på borgeren");
    window.press("Ctrl+Enter");
    // Whoever goes on at once is not called back when it is sent.
    way::search(&window, "080274");
    way::wait_for_outbox(&window, "accepted", 1);
    way::wait_for_outbox(&window, "refused", 0);
    window.wait_for_text("Alt er sendt og besvaret");
    window.painted();
    assert_eq!(window.value("[role=combobox]"), "080274");
    assert!(window.focused().starts_with("combobox"), "{}", window.focused());
    way::open(&window, "080274-2116", "Birgitte Tavleholm");
    window.wait_for_text("Birgitte vil gerne have en ny tid. Helst fredag.");
    window.assert_within_policy();
}

/// The number stands under its mask, and nobody can search for it. Of a citizen who is elsewhere now it is asked why.
#[test]
fn a_citizen_who_has_left_is_looked_up_from_what_was_written() {
    let window = refused_after(|window, current| outside::moves(&window.data(), current, "46100"));
    window.wait_for_text("kan du slå borgeren op derfra");
    window.press("Ctrl+5");
    window.wait_for_text("Borgeren er ikke længere på denne pc. Slå borgeren op");
    window.find_role("button", "Slå borgeren op");
    assert!(!window.page_text().contains("Søg på nummeret"), "{}", window.page_text());
    window.assert_accessible();
    window.screenshot("unsent-look-up-da-light");
    window.press("Ctrl+Enter");
    window.wait_for("input[type=radio], [role=radio]");
    window.press("Space");
    window.press("Enter");
    window.wait_until(
        "the citizen is open",
        "return document.querySelector('main h1')?.innerText.includes('Birgitte Tavleholm')",
        vec![],
    );
    window.press("Ctrl+5");
    window.find_role("button", "Ret og send igen");
    window.assert_within_policy();
}

#[test]
fn a_note_on_a_former_number_is_sent_on_the_new_one() {
    let window = refused_after_a_change_of_number();
    window.press("Ctrl+5");
    window.click_role("button", "Send på det nye nummer");
    way::wait_for_outbox(&window, "accepted", 1);
    way::wait_for_outbox(&window, "refused", 0);
}

#[test]
fn a_refused_note_is_discarded_with_a_reason() {
    let window = refused_after_a_change_of_number();
    window.press("Ctrl+5");
    window.click_role("button", "Kassér med begrundelse");
    window.wait_until(
        "the reason has the focus",
        "return ['TEXTAREA', 'INPUT'].includes(document.activeElement?.tagName)",
        vec![],
    );
    window.type_text("Aftalt på telefonen i stedet.");
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "refused", 0);
    way::open(&window, "080274-2213", "Birgitte Tavleholm");
    window.press("Alt+3");
    window.wait_for_text("Aftalt på telefonen i stedet.");
}

/// From the list by the keys alone: Enter goes to what can be done first, and Tab to the next.
fn go_to_what_can_be_done(window: &Window) {
    window.press("Ctrl+5");
    window.wait_for("[data-row]");
    window.script("document.querySelector('[data-row]').focus()", vec![]);
    window.press("Enter");
    window.wait_until("a button has the focus", "return document.activeElement?.closest('.acts') !== null", vec![]);
}

fn press_what_opens_the_form(window: &Window) {
    window.press("Enter");
    window.wait_until("the form has the focus", "return document.activeElement?.tagName === 'TEXTAREA'", vec![]);
}

#[test]
fn a_correction_that_has_begun_survives_a_power_cut() {
    let mut window = refused_after_a_change_of_number();
    go_to_what_can_be_done(&window);
    window.press("Tab");
    press_what_opens_the_form(&window);
    window.press("End");
    window.type_text(" Helst fredag.");
    window.wait_for_text("Kladde gemt");
    window.kill();
    window.reopen();
    way::into_the_exercise(&window, Language::Danish);
    window.press("Ctrl+5");
    window.wait_for_text("Rettelse begyndt");
    window.wait_for_text("Ret videre og send igen");
    go_to_what_can_be_done(&window);
    press_what_opens_the_form(&window);
    let typed = "Birgitte vil gerne have en ny tid. Helst fredag.";
    assert_eq!(window.value("form textarea"), typed, "all that was typed is there");
    window.wait_for_text("bliver gemt på borgeren");
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "refused", 0);
    way::open(&window, "080274-2116", "Birgitte Tavleholm");
    window.wait_for_text(typed);
}

#[test]
fn rail_pill_and_my_day_count_the_same() {
    let window = refused_after_a_change_of_number();
    way::switch_connection(&window, false);
    for text in ["Venter.", "Venter også."] {
        way::open(&window, "150385-1482", "Mette Øvelsen");
        way::write_note(&window, text);
    }
    way::wait_for_outbox(&window, "waiting", 2);
    window.press("Ctrl+1");
    window.wait_for_text("2 venter på at blive sendt");
    let counts = window.ask("connection", json!({})).unwrap();
    assert_eq!((&counts["waiting"], &counts["refused"], &counts["otherwise"]), (&json!(2), &json!(1), &json!(0)));
    window.wait_until(
        "the rail counts three",
        "return document.querySelector('nav .count.bad')?.innerText.trim() === '3'",
        vec![],
    );
    window.wait_until("the pill says both", "return /2 venter/.test(document.querySelector('.pill').innerText) && /1 afvist/.test(document.querySelector('.pill').innerText)", vec![]);
    window.wait_for_text("1 venter på dig");
    // The list is by citizen, and who has something to act on is first.
    window.press("Ctrl+5");
    window.wait_until(
        "both citizens stand in the list",
        "return document.querySelectorAll('.list h2').length === 2",
        vec![],
    );
    assert!(window.text(".list h2").contains("Birgitte Tavleholm"));
    assert_eq!(window.count(".list [data-row]"), 3);
    window.assert_accessible();
}
