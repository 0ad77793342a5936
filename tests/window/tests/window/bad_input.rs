//! What a hurried person does: each gets a clear sentence and loses nothing.

use serde_json::json;
use window::{Language, Theme, Window};

use crate::way;

#[test]
fn rubbish_in_the_search_field_gets_a_sentence() {
    let window = way::enter(Theme::Light, Language::Danish);
    let long = "a".repeat(300);
    for typed in [
        "15038",
        "150385-12",
        "310285-1234",
        "0000000000",
        "750385-1234",
        "151385-1234",
        "abcdef",
        &long,
        "\u{202e}150385",
        "\"",
        "* OR *",
        "NEAR(a b)",
        "name: -x ^",
        "'; DROP TABLE",
        "999999-9999",
    ] {
        let found = window.ask("search", json!({ "text": typed })).unwrap();
        let says = found["note"]["da"].as_str().unwrap_or_default();
        let hits = found["hits"].as_array().unwrap().len();
        assert!(hits > 0 || says.ends_with('.'), "{typed:?}: {found}");
    }
    way::search(&window, "310285-1234");
    let says = window.ask("search", json!({ "text": "310285-1234" })).unwrap()["note"]["da"].clone();
    window.wait_for_text(says.as_str().unwrap());
    window.press("Enter");
    window.assert_accessible();
    assert_eq!(window.value("[role=combobox]"), "310285-1234", "what was typed is still there");
}

#[test]
fn rubbish_in_a_note_is_refused_before_it_is_sent() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    way::begin_note(&window);
    window.type_text("<b>vigtigt</b>");
    window.wait_for_text("4933");
    window.press("Ctrl+Enter");
    window.painted();
    let groups = ["resting", "waiting", "refused", "accepted"];
    assert_eq!(groups.map(|group| way::outbox(&window, group)), [0, 0, 0, 0]);
    assert!(window.script("return document.querySelector('textarea').value", vec![]) == json!("<b>vigtigt</b>"));
}

#[test]
fn a_second_instance_says_that_the_first_is_open() {
    let first = way::enter(Theme::Light, Language::Danish);
    let second = Window::open_beside(&first);
    second.wait_for_text("Sagsbord er allerede åbent");
    second.assert_accessible();
    way::open(&first, "150385-1234", "Mette Øvelsen");
}
