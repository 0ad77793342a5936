//! Every window is looked through when it goes: its titles, its log, all names and texts of its files. That finds somebody.

use std::fs;

use serde_json::json;
use window::{Language, Theme, Window};

#[test]
fn a_citizen_in_a_title_or_in_a_file_is_found() {
    let window = Window::open(Theme::Light, Language::Danish);
    window.wait_for("main button");
    assert_eq!(window.named(), Vec::<String>::new());
    let title = window.script("const before = document.title; document.title = 'Mette Øvelsen'; return before", vec![]);
    let file = window.data().join("150385-1234.txt");
    fs::write(&file, "bor Tavlevej 7\n").unwrap();
    let named = window.named().join("\n");
    for found in ["title:1: the name", "data: the name of entry", "data/entry 0:1: the address"] {
        assert!(named.contains(found), "{found} in:\n{named}");
    }
    window.script("document.title = arguments[0]", vec![json!(title)]);
    fs::remove_file(file).unwrap();
}
