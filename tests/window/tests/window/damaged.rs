//! Damaged files: it is said what happened, nothing is replaced in silence, and what is not sent is not lost.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use window::{Language, Theme, Window};

use crate::{outside, way};

#[test]
fn a_damaged_cache_is_said_and_fetched_again_and_the_outbox_is_whole() {
    let mut window = way::enter(Theme::Light, Language::Danish);
    way::write_offline(&window, ("150385-1482", "Mette Øvelsen"), "Skrevet før skaden.");
    way::leave_anyway(&mut window);
    outside::damage(&outside::exercise_desk(&window.data()).join("cache.db"));

    window.reopen();
    way::into_the_exercise(&window, Language::Danish);
    window.press("Ctrl+2");
    window.wait_for_text("Den lokale kopi af borgerne kunne ikke åbnes");
    window.wait_for_text("Det, du har skrevet, er ikke berørt.");
    window.assert_accessible();
    window.screenshot("damaged-cache");
    assert!(!aside(&window, "cache.db").exists(), "it would keep citizens for longer than they may be kept");

    way::wait_for_outbox(&window, "accepted", 1);
    assert_eq!(window.ask("session", json!({})).unwrap()["citizens"], 21, "all are fetched again");
    way::open(&window, "150385-1482", "Mette Øvelsen");
    window.wait_for_text("Skrevet før skaden.");
    window.click_role("button", "Forstået");
    window.wait_until(
        "what is understood is not said again",
        "return !document.body.innerText.includes('lokale kopi')",
        vec![],
    );
    window.assert_within_policy();
}

#[test]
fn a_damaged_outbox_is_read_out_before_it_is_given_up() {
    let mut window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    way::switch_connection(&window, false);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    write_many(&window);
    way::begin_note(&window);
    window.type_text("Halvt skrevet");
    window.wait_for_text("Kladde gemt");
    way::leave_anyway(&mut window);
    let file = outside::exercise_desk(&window.data()).join("outbox.db");
    let damaged = outside::damage_a_little(&file);

    window.reopen();
    window.wait_for_text("Filen med det, der ikke er sendt, er beskadiget");
    window.wait_for_text("Den er ikke rørt.");
    assert_eq!(window.ask("outbox", json!({})).unwrap_err()["error"], "locked");
    window.click_role("button", "Eksportér det, der kan læses");
    window.wait_for_text("er skrevet i en fil, som kun du kan læse");
    window.assert_accessible();
    window.screenshot("damaged-outbox");
    read_export(&window);
    assert_eq!(fs::read(&file).unwrap(), damaged, "nothing is given up by an export");

    window.click_role("button", "Begynd med en tom liste");
    window.wait_for_text("Sæt flueben ud for det, du opgiver.");
    assert!(!aside(&window, "outbox.db").exists());
    window.click("input[type=checkbox]");
    window.click_role("button", "Begynd med en tom liste");
    way::into_the_exercise(&window, Language::Danish);
    window.wait_for_text("Den gamle fil er lagt til side som outbox.db.set-aside-1");
    assert_eq!(fs::read(aside(&window, "outbox.db")).unwrap(), damaged, "set aside as it was");
    let outbox = window.ask("outbox", json!({})).unwrap();
    for group in ["resting", "waiting", "refused", "accepted"] {
        assert_eq!(outbox[group], json!([]), "{group}");
    }
    window.assert_within_policy();
}

/// Enough that there is something on both sides of a damaged page.
fn write_many(window: &Window) {
    let citizen: Value = window.ask("session", json!({})).unwrap()["recent"][0]["citizen"].clone();
    for nth in 0..30 {
        let text = format!("Besked {nth}. {}", "æ".repeat(300));
        let draft = json!({ "citizen": citizen, "form": { "kind": "comment", "text": text } });
        let preview = window.ask("preview", draft.clone()).unwrap();
        let confirm = json!({ "draft": draft, "fingerprint": preview["fingerprint"], "renews": null });
        window.ask("confirm", confirm).unwrap();
    }
    way::wait_for_outbox(window, "waiting", 30);
}

/// The one file that may name somebody: it is read as its owner would, and deleted.
fn read_export(window: &Window) {
    let files: Vec<PathBuf> = fs::read_dir(window.data().join("eksport")).unwrap().map(|f| f.unwrap().path()).collect();
    let [file] = files.as_slice() else { panic!("{files:?}") };
    assert!(window.page_text().contains(&file.display().to_string()), "the caseworker is told where it is");
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
    let text = fs::read_to_string(file).unwrap();
    let read = text.matches("Besked ").count();
    assert!((15..30).contains(&read), "{read} of 30 can be read");
    assert!(text.contains("150385-1482") && text.contains("Mette Øvelsen") && text.contains("Halvt skrevet"));
    assert!(text.contains("kunne ikke læses"), "what is missing is said");
    fs::remove_file(file).unwrap();
}

fn aside(window: &Window, file: &str) -> PathBuf {
    let desk: &Path = &outside::exercise_desk(&window.data());
    desk.join(format!("{file}.set-aside-1"))
}
