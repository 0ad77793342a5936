//! Every screen, in both themes and both languages: axe finds nothing, the policy blocks nothing, and a picture is kept.

use window::{Language, Theme, Window};

use crate::way;

#[test]
fn in_danish_and_light() {
    see_every_screen(Theme::Light, Language::Danish, "da-light");
}

#[test]
fn in_danish_and_dark() {
    see_every_screen(Theme::Dark, Language::Danish, "da-dark");
}

#[test]
fn in_english_and_light() {
    see_every_screen(Theme::Light, Language::English, "en-light");
}

#[test]
fn in_english_and_dark() {
    see_every_screen(Theme::Dark, Language::English, "en-dark");
}

fn see_every_screen(theme: Theme, language: Language, suffix: &str) {
    let danish = language == Language::Danish;
    let word = |da: &'static str, en: &'static str| if danish { da } else { en };
    let window = Window::open(theme, language);
    window.wait_for("main button");
    see(&window, "start", suffix);
    way::into_the_exercise(&window, language);
    see(&window, "my-day", suffix);

    window.press("Ctrl+2");
    window.wait_for("table");
    see(&window, "citizens", suffix);

    way::search(&window, "øv");
    window.wait_for("[role=option]");
    see(&window, "search", suffix);

    way::open(&window, "150385-1234", "Mette Øvelsen");
    window.wait_for_text(word("Tidslinje", "Timeline"));
    see(&window, "citizen", suffix);
    window.click_role("radio", word("Tabel", "Table"));
    window.wait_for("main table");
    see(&window, "citizen-table", suffix);

    window.press("Alt+N");
    window.type_text("Ringede i dag.");
    window.wait_for_text(word("bliver gemt på borgeren", "is saved on the citizen"));
    see(&window, "note", suffix);
    window.press("Escape");

    window.press("Alt+J");
    window.wait_for_text(word("Skriv navn eller kode", "Type a name or a code"));
    see(&window, "jobcentre", suffix);
    window.press("Escape");

    window.press("Alt+2");
    window.wait_for_text(word("Nyt personnummer", "New CPR number"));
    see(&window, "history", suffix);

    way::open(&window, "091190-4126", "Amina Lærredal");
    see(&window, "merged", suffix);

    window.press("Ctrl+3");
    window.wait_for_text(word("Alt er sendt", "Everything"));
    see(&window, "unsent-empty", suffix);
    window.assert_within_policy();
}

fn see(window: &Window, name: &str, suffix: &str) {
    window.screenshot(&format!("{name}-{suffix}"));
    window.assert_accessible();
}
