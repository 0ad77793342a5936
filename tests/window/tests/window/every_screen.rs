//! Every screen, in both themes and both languages: axe finds nothing, the policy blocks nothing, and a picture is kept.

use window::{Language, Theme, Window};

use crate::{outside, way};

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

    way::begin_note(&window);
    window.type_text("Ringede i dag.");
    window.wait_for_text(word("bliver gemt på borgeren", "is saved on the citizen"));
    see(&window, "note", suffix);
    window.press("Escape");

    window.press("Alt+J");
    window.wait_for_text(word("Skriv navn eller kode", "Type a name or a code"));
    see(&window, "jobcentre", suffix);
    window.press("Escape");

    window.press("Alt+3");
    window.wait_for_text(word("Nyt personnummer", "New CPR number"));
    see(&window, "history", suffix);
    window.click("[data-line]");
    window.wait_for("[data-line][aria-pressed=true]");
    see(&window, "why", suffix);

    window.press("Alt+4");
    window.wait_for_text(word("Åbnet med et tidligere nummer", "Opened by a former number"));
    see(&window, "access-log", suffix);

    way::open(&window, "091190-4126", "Amina Lærredal");
    see(&window, "merged", suffix);
    window.click_role("button", word("Fletterapport", "Merge report"));
    window.wait_for_text(word("Jobcenter Silkeborg", "Jobcenter Silkeborg"));
    see(&window, "merge-report", suffix);

    window.press("Ctrl+4");
    window.wait_for("[data-row]");
    see(&window, "inbox", suffix);
    window.click("[data-row]");
    window.wait_for_text(word("Hvorfor den ligger her", "Why it is here"));
    see(&window, "inbox-message", suffix);

    window.press("Ctrl+5");
    window.wait_for_text(word("Alt er sendt", "Everything"));
    see(&window, "unsent-empty", suffix);
    see_what_opens_over_a_screen(&window, word, suffix);
    see_what_is_refused(&window, word, suffix);
    window.assert_within_policy();
}

fn see_what_opens_over_a_screen(
    window: &Window,
    word: impl Fn(&'static str, &'static str) -> &'static str,
    suffix: &str,
) {
    window.press("F1");
    window.wait_for_text(word("Overalt", "Everywhere"));
    see(window, "keys", suffix);
    window.press("Escape");

    window.click("header .pill");
    window.wait_for("[role=switch]");
    see(window, "connection", suffix);
    window.press("Escape");

    window.click("header .me");
    window.wait_for_text(word("Udseende", "Appearance"));
    see(window, "settings", suffix);
    window.press("Escape");

    let other = exercise::load().citizens.iter().find(|citizen| citizen.file.contains("andet-jobcenter")).unwrap();
    way::search(window, &other.to_try[0].typed);
    window.press("Enter");
    window.wait_for("input[type=radio]");
    see(window, "purpose", suffix);
    window.press("Escape");
}

fn see_what_is_refused(window: &Window, word: impl Fn(&'static str, &'static str) -> &'static str, suffix: &str) {
    way::rest_not(window);
    way::switch_connection(window, false);
    way::open(window, "080274-2116", "Birgitte Tavleholm");
    let current = window.text("main .number .digits");
    way::write_note(window, "Vil gerne have en ny tid.");
    way::wait_for_outbox(window, "waiting", 1);
    window.press("Ctrl+5");
    window.wait_for_text("Vil gerne have en ny tid.");
    see(window, "unsent-waiting", suffix);
    window.press("F2");
    window.wait_for_text(word("Du har slået forbindelsen fra", "You have switched the connection off"));
    see(window, "trouble", suffix);
    window.press("Escape");
    window.press_cross();
    window.wait_for_text(word("Luk alligevel", "Close anyway"));
    see(window, "leaving", suffix);
    window.press("Escape");
    outside::cpr_changes_number(&window.data(), &current, "080274-2213");
    way::switch_connection(window, true);
    way::wait_for_outbox(window, "refused", 1);
    window.wait_for_text("9460");
    see(window, "unsent-refused", suffix);
    window.press("Ctrl+1");
    window.wait_for_text(word("Mandag 18. september", "Monday 18 September"));
    see(window, "my-day-refused", suffix);
}

/// Keeps a picture, and fails where axe finds something.
pub fn see(window: &Window, name: &str, suffix: &str) {
    window.screenshot(&format!("{name}-{suffix}"));
    window.assert_accessible();
}
