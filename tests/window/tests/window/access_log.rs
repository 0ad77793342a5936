//! The access log of a citizen, and the citizen's extract of it, by the keyboard alone.

use std::path::PathBuf;

use serde_json::json;
use window::{Language, Theme, Window};

use crate::way;

#[test]
fn the_log_is_shown_checked_and_handed_out_by_the_keyboard() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::open(&window, "150385-1234", "Mette Øvelsen");
    window.press("Alt+4");
    window.wait_for_text("Åbnet med et tidligere nummer");
    assert_eq!(window.text("tbody tr:first-child td:nth-child(2)"), "Dig");
    window.assert_accessible();
    shown_once(&window);

    window.press("Alt+U");
    window.wait_for_text("Udtrækket er lavet");
    let rows = window.count("tbody tr");
    window.wait_for_text(&format!("Udtrækket er lavet: {rows} opslag"));
    window.find_role("button", "Kopiér stien");
    window.screenshot("extract-da-light");
    let written = files(&window);
    let [file] = written.as_slice() else { panic!("{written:?}") };
    assert!(window.page_text().contains(&file.display().to_string()));
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains(&format!("{rows} opslag, det seneste først")), "what is shown is what is in it");
    assert!(text.contains("Mette Øvelsen") && !text.contains("Line Bjerre"));

    window.wait_until(
        "the first button has the focus",
        "return document.activeElement?.innerText.includes('Lav udtræk')",
        vec![],
    );
    window.press("Tab");
    window.press("Enter");
    window.wait_for_text("holder:");
    window.assert_accessible();
    window.assert_within_policy();
    // As the page says: given to the citizen, and deleted. It is the one file that may name somebody.
    std::fs::remove_file(file).unwrap();
}

/// To be shown the log is noted, so a page that asks again and again would fill it.
fn shown_once(window: &Window) {
    let citizen = window.ask("session", json!({})).unwrap()["recent"][0]["citizen"].clone();
    let log = window.ask("access_log", json!({ "citizen": citizen })).unwrap();
    let lines = log["lines"].as_array().unwrap();
    assert_eq!(lines.iter().filter(|line| line["what"]["da"] == "Adgangslog vist").count(), 1, "{lines:?}");
}

/// The extracts in the desk's own folder: the home of a test has no other.
fn files(window: &Window) -> Vec<PathBuf> {
    let desks = std::fs::read_dir(window.data().join("exercise")).unwrap();
    let folders = desks.map(|desk| desk.unwrap().path().join("files"));
    folders
        .flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path()))
        .collect()
}
