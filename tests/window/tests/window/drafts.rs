//! What is typed and not confirmed is found again: in *Ikke sendt*, apart from the commands, and in its form.

use serde_json::json;
use window::{Language, Theme, Window};

use crate::{outside, way};

const WRITES: &str = "return document.activeElement?.value === arguments[0]";

fn type_on_mette(window: &Window, text: &str) {
    way::open(window, "150385-1482", "Mette Øvelsen");
    way::begin_note(window);
    window.type_text(text);
    window.wait_for_text("Kladde gemt");
}

fn wait_for_drafts(window: &Window) {
    window.press("Ctrl+5");
    window.wait_until("a draft has the focus", "return 'draft' in (document.activeElement?.dataset ?? {})", vec![]);
}

#[test]
fn a_draft_is_listed_and_enter_leads_to_its_form() {
    let window = way::enter(Theme::Light, Language::Danish);
    type_on_mette(&window, "Ringede om kurset i anlægsgartneri");
    window.wait_until(
        "the rail says so, and counts no command",
        "return [...document.querySelectorAll('nav .entry')].some((entry) => /Ikke sendt\\s*1 kladde$/.test(entry.innerText.trim()))",
        vec![],
    );
    let citizen = window.ask("session", json!({})).unwrap()["recent"][0]["citizen"].clone();
    let form = json!({ "kind": "affiliation", "jobcentre": "46100", "from": "+7" });
    window.ask("save_draft", json!({ "draft": { "citizen": citizen, "form": form } })).unwrap();
    window.wait_for_text("2 kladder");

    wait_for_drafts(&window);
    window.wait_for_text("Ringede om kurset i anlægsgartneri");
    window.wait_for_text("Jobcenter Odense fra +7");
    assert!(window.page_text().contains("150385-••••"), "{}", window.page_text());
    window.assert_accessible();
    window.screenshot("drafts-da-light");
    window.press("Enter");
    window.wait_until("the draft stands in its form", WRITES, vec![json!("Ringede om kurset i anlægsgartneri")]);

    wait_for_drafts(&window);
    window.press("Down");
    window.press("Enter");
    window.wait_until(
        "the form of the other one is open",
        "return document.querySelector('main form h2')?.innerText === 'Nyt jobcenter'",
        vec![],
    );
    window.assert_within_policy();
}

/// Two who are typed on become one: the form holds the one choice, and the other waits until that is settled.
#[test]
fn of_two_choices_on_one_citizen_the_row_leads_to_its_own_form() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::switch_connection(&window, false);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    way::open(&window, "080274-2116", "Birgitte Tavleholm");
    let former = window.text("main .number .digits");
    let recent = window.ask("session", json!({})).unwrap()["recent"].clone();
    for (citizen, from) in [(&recent[0], "+3"), (&recent[1], "+7")] {
        let form = json!({ "kind": "affiliation", "jobcentre": "46100", "from": from });
        window.ask("save_draft", json!({ "draft": { "citizen": citizen["citizen"], "form": form } })).unwrap();
    }
    outside::cpr_changes_number(&window.data(), &former, "150385-1482");
    way::switch_connection(&window, true);

    wait_for_drafts(&window);
    window.wait_for_text("Åbnes, når borgerens anden kladde af samme slags er bekræftet eller kasseret");
    assert_eq!(window.count("[data-draft][aria-disabled=true]"), 1);
    window.assert_accessible();
    window.screenshot("drafts-two-choices-da-light");
    window.press("Enter");
    window.painted();
    assert_eq!(window.count("[data-draft]"), 2, "it leads to no other's form");
    window.press("Down");
    window.press("Enter");
    way::wait_for_form(&window, "+7");

    wait_for_drafts(&window);
    window.press("Down");
    window.press("Delete");
    window.wait_for_text("Det skrevne går tabt.");
    window.press("Tab");
    window.press("Enter");
    window.wait_for_text("Kladden er kasseret.");
    window.wait_until(
        "the one that is left can be opened, and has the focus",
        "return document.activeElement?.dataset.draft !== undefined && document.activeElement.ariaDisabled === 'false'",
        vec![],
    );
    window.press("Enter");
    way::wait_for_form(&window, "+3");
    window.assert_within_policy();
}

#[test]
fn a_draft_is_thrown_away_where_it_is_listed() {
    let window = way::enter(Theme::Light, Language::Danish);
    type_on_mette(&window, "Skal ikke bruges");
    wait_for_drafts(&window);
    window.press("Delete");
    window.wait_for_text("Det skrevne går tabt.");
    window.wait_until(
        "the safe choice has the focus",
        "return document.activeElement?.innerText.includes('Behold')",
        vec![],
    );
    window.press("Escape");
    window.wait_until("the draft has the focus", "return 'draft' in (document.activeElement?.dataset ?? {})", vec![]);
    window.press("Delete");
    window.wait_for_text("Det skrevne går tabt.");
    window.press("Tab");
    window.press("Enter");
    window.wait_for_text("Kladden er kasseret.");
    window.wait_for_text("Alt er sendt og besvaret");
    let outbox = window.ask("outbox", json!({})).unwrap();
    assert_eq!(outbox["drafts"], json!([]));
    way::open(&window, "150385-1482", "Mette Øvelsen");
    assert_eq!(window.value("main textarea"), "");
}

#[test]
fn beside_what_waits_the_drafts_have_a_place_of_their_own() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::write_offline(&window, ("080274-2116", "Birgitte Tavleholm"), "Venter.");
    type_on_mette(&window, "Halvt");
    window.press("Ctrl+5");
    window.wait_for_text("Kladder");
    assert_eq!((window.count("[data-row]"), window.count("[data-draft]")), (1, 1));
    window.assert_accessible();
    window.screenshot("drafts-beside-da-light");
}

/// The desk puts the two together: nothing of either is lost, and nothing stands there twice.
#[test]
fn what_is_taken_back_stands_above_what_was_typed_since() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    way::write_note(&window, "Skrevet først.");
    way::wait_for_outbox(&window, "resting", 1);
    way::begin_note(&window);
    window.type_text("Skrevet siden");
    window.click_role("button", "Fortryd");
    window.wait_for_text("Fortrudt");
    let both = "Skrevet først.\n\nSkrevet siden";
    window.wait_until(
        "both stand in the note, once",
        "return document.querySelector('main textarea').value === arguments[0]",
        vec![json!(both)],
    );
    window.wait_until(
        "the desk has kept the same",
        "return document.activeElement === document.querySelector('main textarea')",
        vec![],
    );
    window.type_text(".");
    window.wait_for_text("Kladde gemt");
    let drafts = window.ask("outbox", json!({})).unwrap()["drafts"].clone();
    assert_eq!(drafts[0]["draft"]["form"]["text"], format!("{both}."));
    assert_eq!(drafts.as_array().map(Vec::len), Some(1));
}
