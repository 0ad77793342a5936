//! What a caseworker writes without a connection is safe, is sent when it can be, and is answered.

use serde_json::json;
use window::{Language, Theme};

use crate::{not_kept, way};

#[test]
fn a_note_written_offline_is_sent_and_answered() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    way::switch_connection(&window, false);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    way::write_note(&window, "Ringede i dag om kurset i anlægsgartneri.");
    window.wait_for_text("Offline, 1 venter");
    window.wait_for_text("Ringede i dag om kurset i anlægsgartneri.");
    way::wait_for_outbox(&window, "waiting", 1);

    way::switch_connection(&window, true);
    way::wait_for_outbox(&window, "accepted", 1);
    window.wait_for_text("Synkroniseret");
    window.press("Alt+3");
    window.wait_for_text("Line Bjerre");
    window.wait_for_text("Ringede i dag om kurset i anlægsgartneri.");
    // By the keys alone: the first line has the focus, and Enter says why.
    window.wait_until("a line has the focus", "return document.activeElement?.matches('[data-line]')", vec![]);
    window.press("Down");
    window.press("Enter");
    window.wait_for_text("fordi reglen siger");
}

#[test]
fn where_nothing_was_written_nothing_is_said_to_be_sent() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::switch_connection(&window, false);
    window.click("header .pill");
    window.wait_for_text("Intet venter på at blive sendt.");
    let told = window.text(".truth");
    assert!(!told.contains("Alt er sendt"), "{told}");
    window.screenshot("offline-panel-da-light");
}

#[test]
fn enter_twice_makes_one_note() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    way::write_note(&window, "Kun én gang.");
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "accepted", 1);
    assert_eq!(["resting", "waiting", "refused"].map(|group| way::outbox(&window, group)), [0, 0, 0]);
}

#[test]
fn a_note_that_rests_can_be_taken_back() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    way::write_note(&window, "Skrevet på den forkerte.");
    window.wait_for_text("Sendes om");
    window.wait_until("nobody writes", "return document.activeElement?.tagName !== 'TEXTAREA'", vec![]);
    window.press("Ctrl+Z");
    window.wait_for_text("Fortrudt");
    way::wait_for_outbox(&window, "resting", 0);
    let groups = ["waiting", "refused", "accepted"];
    assert_eq!(groups.map(|group| way::outbox(&window, group)), [0, 0, 0]);
}

/// On a slow disk Ctrl+Z may come before the note is saved: it is not lost in the field, and takes the note back.
#[test]
fn whoever_is_faster_than_the_disk_takes_back_all_the_same() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    way::begin_note(&window);
    window.type_text("Skrevet på den forkerte.");
    window.wait_for_text("bliver gemt på borgeren");
    window.wait_for_text("Kladde gemt");
    let held = not_kept::hold_outbox(&window);
    window.press("Ctrl+Enter");
    window.wait_for_text("Gemmer …");
    window.press("Ctrl+Z");
    drop(held);
    window.wait_for_text("Fortrudt");
    way::wait_for_outbox(&window, "resting", 0);
    let groups = ["waiting", "refused", "accepted"];
    assert_eq!(groups.map(|group| way::outbox(&window, group)), [0, 0, 0]);
    window.wait_until(
        "the note stands as it was typed",
        "return document.querySelector('main textarea')?.value === 'Skrevet på den forkerte.'",
        vec![],
    );
}

/// On a slow disk the desk may take a while to put the two together: what were typed meanwhile would be in neither.
#[test]
fn nobody_types_in_a_note_while_another_comes_back_to_it() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    way::write_note(&window, "Det første.");
    window.wait_for_text("Sendes om");
    way::begin_note(&window);
    window.type_text("Det næste");
    window.wait_for_text("Kladde gemt");
    let held = not_kept::hold_outbox(&window);
    window.click_role("button", "Fortryd");
    window.wait_until("nobody types", "return document.querySelector('main textarea')?.closest('[inert]')", vec![]);
    drop(held);
    window.wait_until(
        "both stand in the note",
        r"const note = document.querySelector('main textarea');
          return note?.value === 'Det første.\n\nDet næste' && document.activeElement === note",
        vec![],
    );
}

/// The page was brought before anything was typed; what stands there when it is opened again is what was typed since.
#[test]
fn what_was_typed_in_a_form_stands_there_when_it_is_opened_again() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    window.press("Alt+J");
    window.click_role("textbox", "Første dag");
    window.type_text("2.10");
    window.press("Escape");
    window.wait_until_gone("main form input");
    window.press("Alt+J");
    way::wait_for_form(&window, "2.10");
    window.wait_for_text("Kladde gemt");
    window.click_role("button", "Slet kladde");
    window.wait_until_gone("main form input");
    window.press("Alt+J");
    window.wait_until(
        "nothing that was thrown away stands there",
        "const fields = [...document.querySelectorAll('main form input')];
         return fields.length > 0 && fields.every((field) => field.value === '')",
        vec![],
    );
}

#[test]
fn what_was_typed_on_a_citizen_stands_there_for_whoever_goes_back() {
    let window = way::enter(Theme::Light, Language::Danish);
    let both =
        [("150385-1482", "Mette Øvelsen", "Skrevet på Mette."), ("080274-2116", "Birgitte Tavleholm", "Og her.")];
    for (number, name, text) in both {
        way::open(&window, number, name);
        way::begin_note(&window);
        window.type_text(text);
        window.wait_for_text("Kladde gemt");
    }
    let stands = |name: &str, text: &str| {
        window.wait_for_text(name);
        window.wait_until(
            "what was typed stands in the note",
            "return document.querySelector('main h1')?.innerText.includes(arguments[0])
               && document.querySelector('main textarea')?.value === arguments[1]",
            vec![json!(name), json!(text)],
        );
    };
    window.press("Alt+Left");
    stands(both[0].1, both[0].2);
    window.press("Alt+Right");
    stands(both[1].1, both[1].2);
    window.press("Ctrl+1");
    window.wait_for_text("Beskeder, der kræver handling");
    window.press("Alt+Left");
    stands(both[1].1, both[1].2);
}

#[test]
fn what_is_typed_and_what_waits_survive_a_power_cut() {
    let mut window = way::enter(Theme::Light, Language::Danish);
    way::write_offline(&window, ("150385-1482", "Mette Øvelsen"), "Dette venter.");
    way::begin_note(&window);
    window.type_text("Dette er kun tastet");
    window.wait_for_text("Kladde gemt");
    window.kill();
    window.reopen();
    way::into_the_exercise(&window, Language::Danish);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    window.wait_until(
        "what was typed is in the field again",
        "return [...document.querySelectorAll('textarea')].some((field) => field.value === arguments[0])",
        vec![json!("Dette er kun tastet")],
    );
    // The desk is online again after the start, and sends what waited.
    way::wait_for_outbox(&window, "accepted", 1);
}
