//! How a caseworker gets about, by the keyboard.

use serde_json::json;
use window::{Language, Theme, Window};

/// The exercise, entered by Enter.
pub fn enter(theme: Theme, language: Language) -> Window {
    let window = Window::open(theme, language);
    into_the_exercise(&window, language);
    window
}

/// From the first screen to the page of the day.
pub fn into_the_exercise(window: &Window, language: Language) {
    window.wait_for("main button");
    speak(window, language);
    window.wait_until(
        "the way into the exercise has the focus",
        "return document.activeElement?.matches('main button.way')",
        vec![],
    );
    window.press("Enter");
    window.wait_for_text(match language {
        Language::Danish => "Mandag 18. september",
        Language::English => "Monday 18 September",
    });
}

/// The exercise begins in Danish; whoever wants English chooses it on the first screen.
fn speak(window: &Window, language: Language) {
    if language == Language::English {
        window.script("document.querySelector('input[type=radio][value=en]').click()", vec![]);
        window.wait_for_text("made-up citizens");
        window.script("document.querySelector('main button.way').focus()", vec![]);
    }
}

/// Types in the search field and opens what is found.
pub fn open(window: &Window, typed: &str, expect: &str) {
    search(window, typed);
    window.press("Enter");
    window.wait_until(
        &format!("{expect} is open"),
        "return document.querySelector('main h1')?.innerText.includes(arguments[0])",
        vec![json!(expect)],
    );
}

/// Types in the search field.
pub fn search(window: &Window, typed: &str) {
    window.press("Escape");
    window.press("Ctrl+K");
    window.wait_until(
        "the search field has the focus",
        "return document.activeElement?.getAttribute('role') === 'combobox'",
        vec![],
    );
    window.press("Ctrl+A");
    window.type_text(typed);
}

/// Lets commands leave at once: the rest is for people who change their minds.
pub fn rest_not(window: &Window) {
    let mut settings = window.ask("session", json!({})).unwrap()["settings"].clone();
    settings["rest_seconds"] = json!(0);
    window.ask("set", settings).unwrap();
}

/// Goes offline or online by the switch behind the pill.
pub fn switch_connection(window: &Window, online: bool) {
    window.click("header .pill");
    window.click("[role=switch]");
    window.wait_until(
        if online { "the desk is online" } else { "the desk is offline" },
        "return document.querySelector('[role=switch]')?.getAttribute('aria-checked') === arguments[0]",
        vec![json!(online.to_string())],
    );
    window.press("Escape");
    window.wait_until_gone("[role=switch]");
}

/// Begins a note on the open citizen: the field has the focus.
pub fn begin_note(window: &Window) {
    window.press("Alt+N");
    window.wait_until("the note field has the focus", "return document.activeElement?.tagName === 'TEXTAREA'", vec![]);
}

/// Waits until a field of the open form holds what was typed.
pub fn wait_for_form(window: &Window, typed: &str) {
    window.wait_until(
        "the form stands as it was typed",
        "return [...document.querySelectorAll('main form input')].some((field) => field.value === arguments[0])",
        vec![json!(typed)],
    );
}

/// Writes a note on the open citizen and confirms it.
pub fn write_note(window: &Window, text: &str) {
    begin_note(window);
    window.type_text(text);
    window.wait_until(
        "the preview says that it is saved",
        "return /bliver gemt på borgeren|is saved on the citizen/.test(document.body.innerText)",
        vec![],
    );
    window.press("Ctrl+Enter");
}

/// Goes offline, and confirms a note on a citizen: it waits.
pub fn write_offline(window: &Window, (number, name): (&str, &str), text: &str) {
    rest_not(window);
    switch_connection(window, false);
    open(window, number, name);
    write_note(window, text);
    wait_for_outbox(window, "waiting", 1);
}

/// How many commands stand so in the outbox.
pub fn outbox(window: &Window, group: &str) -> usize {
    window.ask("outbox", json!({})).unwrap()[group].as_array().map_or(0, Vec::len)
}

/// Waits until so many commands stand so in the outbox.
#[expect(clippy::disallowed_methods, reason = "the desk's own clock says nothing of how long a test has waited")]
pub fn wait_for_outbox(window: &Window, group: &str, count: usize) {
    let begun = std::time::Instant::now();
    while outbox(window, group) != count {
        let all = window.ask("outbox", json!({})).unwrap();
        assert!(begun.elapsed() < window::PATIENCE, "{count} commands are never {group}: {all}");
        window.painted();
    }
}

/// Waits until a passphrase can be typed.
pub fn wait_for_passphrase_field(window: &Window) {
    window.wait_until(
        "the passphrase has the focus",
        "return document.activeElement?.type === 'password' && document.activeElement.value === ''",
        vec![],
    );
}

/// Closes the window where it asks first, by its cross alone.
pub fn leave_anyway(window: &mut Window) {
    window.press_cross();
    window.wait_for("dialog[open]");
    window.press_cross();
    window.wait_for_end();
}
