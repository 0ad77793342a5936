//! The window opens, can be used by everyone, and comes back as it was left.

use serde_json::json;
use window::{Language, Theme, Window};

#[test]
fn the_window_opens_and_the_desk_answers() {
    let window = Window::open(Theme::Light, Language::Danish);
    window.wait_for("main");
    assert_eq!(window.ask("session", json!({})).unwrap()["exercise"], true);
    assert_eq!(window.ask("no such thing", json!({})).unwrap_err()["error"], "malformed");
    window.assert_within_policy();
    window.screenshot("opens");
}

#[test]
fn axe_finds_nothing_in_either_theme() {
    for theme in [Theme::Light, Theme::Dark] {
        let window = Window::open(theme, Language::Danish);
        window.wait_for("main button");
        let dark = window.script("return matchMedia('(prefers-color-scheme: dark)').matches", vec![]);
        assert_eq!(dark, theme == Theme::Dark);
        window.assert_accessible();
    }
}

#[test]
fn axe_does_find_what_is_wrong() {
    let window = Window::open(Theme::Light, Language::Danish);
    window.wait_for("main button");
    window.script("document.querySelector('main').append(document.createElement('input'))", vec![]);
    let found: Vec<String> = window.axe().into_iter().map(|violation| violation.rule).collect();
    assert_eq!(found, ["label"]);
}

#[test]
fn a_closed_window_comes_back_with_its_size() {
    let mut window = Window::open(Theme::Light, Language::Danish);
    window.resize(1200, 800);
    window.wait_until("the page has its new size", "return innerWidth === 1200", vec![]);
    window.close();
    window.reopen();
    window.wait_until("the page has the size it had", "return innerWidth === 1200", vec![]);
    window.kill();
    window.reopen();
    window.wait_for("main");
}

#[test]
fn an_element_is_found_by_what_a_person_calls_it() {
    let window = Window::open(Theme::Light, Language::Danish);
    window.wait_for("main button");
    window.script(
        "document.body.innerHTML = `<main>
            <button>Gem på Mette Hansen</button><button id=save>Gem</button><button hidden>Kassér alt</button>
            <label>Fra dato <input id=from></label><div id=said></div></main>`;
         document.querySelector('#save').addEventListener('click', () => document.querySelector('#said').textContent = 'Gemt');
         document.addEventListener('keydown', (e) => {
             if (e.ctrlKey && e.altKey && e.key === 'k') document.querySelector('#said').textContent = 'Genvej';
         });",
        vec![],
    );
    window.click_role("button", "Gem");
    window.wait_for_text("Gemt");
    window.find_role("button", "Mette Hansen");
    window.find_role("textbox", "Fra dato");
    window.click("#from");
    assert_eq!(window.focused(), "input Fra dato");
    window.type_text("æ18.09");
    assert_eq!(window.value("#from"), "æ18.09");
    window.press("Ctrl+Alt+K");
    window.wait_for_text("Genvej");
    assert_eq!(window.value("#from"), "æ18.09");
}
