//! A live desk from its first start on: whose it is, the way to its key, and the way back in.

use serde_json::json;
use window::{Language, Opening, Theme, Window};

use crate::way;

const PASSPHRASE: &str = "fire ord som ingen";

fn opening() -> Opening {
    Opening::of(Theme::Light, Language::Danish).with(&["--live"])
}

#[test]
fn a_desk_is_set_up_and_from_then_on_asks_for_its_passphrase() {
    let mut window = Window::open_as(opening());
    window.wait_for_text("Gør Sagsbord klar");
    window.wait_for_text("Der er ingen nøglering på denne pc");
    assert_eq!(window.ask("session", json!({})).unwrap_err()["error"], "locked", "nobody has set it up");
    say_who(&window);
    a_passphrase_is_typed_twice(&window);
    window.press("Enter");
    is_open(&window);
    assert!(!window.page_text().contains("ØVELSE"), "real citizens are not made up");

    window.press("Ctrl+L");
    window.wait_for_text("Låst siden");
    tab_goes_to_what_unlocks_first(&window);
    asks_for_the_passphrase(&window);
    is_open(&window);
    window.close();

    window.reopen();
    window.wait_for_text("Glemt adgangssætningen?");
    asks_for_the_passphrase(&window);
    is_open(&window);
    assert_eq!(window.ask("session", json!({})).unwrap()["caseworker"], "Line Bjerre", "nobody is asked twice");
    window.assert_within_policy();
}

/// By the keyboard alone: the first field has the focus, and the button to show what is typed is passed by.
fn say_who(window: &Window) {
    window.wait_until("the name has the focus", "return document.activeElement?.autocomplete === 'name'", vec![]);
    window.type_text("Line Bjerre");
    window.press("Tab");
    window.type_text("line");
    window.press("Tab");
    window.type_text("Aarhus");
    window.wait_for("[role=option][data-highlighted]");
    window.press("Enter");
    window.wait_until(
        "the jobcentre is chosen",
        "return document.querySelector('[role=combobox]').value.includes('75100')",
        vec![],
    );
    // While it closes it lies over the button below it.
    window.wait_until_gone("[role=option]");
    window.press("Tab");
}

fn a_passphrase_is_typed_twice(window: &Window) {
    const DIFFER: &str = "De to er ikke ens";
    window.wait_for_text("Mindst 12 tegn");
    window.wait_for_text("Ingen kan finde den frem for dig");
    window.type_text("kort");
    to_the_second(window);
    window.type_text("kort");
    window.press("Enter");
    window.wait_for_text("skal have mindst 12 tegn");
    assert!(!window.data().join("live").exists(), "no key is made of it");
    window.wait_until(
        "all of it fits in the first window",
        "return document.querySelector('main [type=submit]').getBoundingClientRect().bottom < innerHeight",
        vec![],
    );

    window.click_role("textbox", "Adgangssætning");
    window.press("Ctrl+A");
    window.type_text(PASSPHRASE);
    to_the_second(window);
    window.press("Ctrl+A");
    window.type_text("fire ord");
    window.painted();
    assert!(!window.page_text().contains(DIFFER), "it is still being typed");
    window.type_text("X");
    window.wait_for_text(DIFFER);
    window.press("Backspace");
    window.wait_until(
        "it may be right again",
        "return !document.body.innerText.includes(arguments[0])",
        vec![json!(DIFFER)],
    );
    window.press("Enter");
    window.wait_for_text(DIFFER);
    assert!(window.focused().contains("Skriv den igen"), "{}", window.focused());
    window.type_text(" som ingen");
    window.painted();
    assert!(!window.page_text().contains(DIFFER));
}

fn to_the_second(window: &Window) {
    window.press("Tab");
    window.press("Tab");
    assert!(window.focused().contains("Skriv den igen"), "{}", window.focused());
}

fn asks_for_the_passphrase(window: &Window) {
    way::wait_for_passphrase_field(window);
    assert_eq!(window.ask("session", json!({})).unwrap_err()["error"], "locked");
    window.type_text("fire ord som alle");
    window.press("Enter");
    window.wait_for_text("Adgangssætningen passer ikke");
    assert_eq!(window.value("input[type=password]"), "", "what was wrong is typed anew");
    assert_eq!(window.ask("gate", json!({})).unwrap()["is"], "locked");
    way::wait_for_passphrase_field(window);
    window.type_text(PASSPHRASE);
    window.press("Enter");
}

/// From the field to the way in, then to the way out of having forgotten, and last to the button that shows what is typed.
fn tab_goes_to_what_unlocks_first(window: &Window) {
    way::wait_for_passphrase_field(window);
    for next in ["Lås op", "Glemt adgangssætningen?", "Vis adgangssætningen"] {
        window.press("Tab");
        assert!(window.focused().contains(next), "{next}: {}", window.focused());
    }
    window.click_role("button", "Glemt adgangssætningen?");
    window.wait_for_text("Luk så Sagsbord, og åbn det igen.");
    window.assert_accessible();
    window.screenshot("locked-forgotten-da-light");
    window.click("input[type=password]");
}

fn is_open(window: &Window) {
    window.wait_for("nav");
    assert_eq!(window.ask("session", json!({})).unwrap()["exercise"], false);
}

#[test]
fn a_keychain_opens_the_desk_and_is_missed_when_it_is_gone() {
    let mut window = Window::open_as(opening().with_keychain());
    window.wait_for_text("Sådan låser du op");
    window.wait_for_text("Den, der sidder ved din åbne pc, kan også låse op");
    say_who(&window);
    assert_eq!(window.count("input[type=password]"), 0, "the keychain is enough");
    window.click_role("button", "Begynd");
    is_open(&window);
    lock(&window);
    window.press("Enter");
    is_open(&window);
    window.close();

    window.reopen();
    is_open(&window);
    window.close();

    window.hold_keychain();
    window.reopen();
    window.wait_for_text("Pc'ens nøglering svarer ikke endnu");
    window.wait_for_text("Sagsbord åbner af sig selv");
    assert_eq!(window.ask("session", json!({})).unwrap_err()["error"], "locked");
    window.assert_accessible();
    window.screenshot("keychain-silent");
    window.close();
    window.reopen();
    window.wait_for_text("Pc'ens nøglering svarer ikke endnu");
    window.let_keychain_answer();
    is_open(&window);
    window.close();

    window.lose_keychain();
    window.reopen();
    window.wait_for_text("Pc'ens nøglering svarer ikke");
    window.wait_for_text("Intet er slettet");
    assert_eq!(window.ask("session", json!({})).unwrap_err()["error"], "locked");
    window.click_role("button", "Prøv igen");
    window.wait_for_text("Pc'ens nøglering svarer ikke");
    window.assert_within_policy();
}

#[test]
fn a_keychain_that_does_not_answer_leaves_the_passphrase() {
    let mut window = Window::open_as(opening().with_keychain());
    say_who(&window);
    window.click_role("button", "Begynd");
    is_open(&window);
    window.ask("change_passphrase", json!({ "present": null, "new": PASSPHRASE })).unwrap();
    lock(&window);
    window.hold_keychain();
    window.press("Enter");
    window.wait_for_text("Venter på pc'ens nøglering");
    window.assert_accessible();
    window.screenshot("locked-keychain-still");
    window.click("input[type=password]");
    window.type_text(PASSPHRASE);
    window.press("Enter");
    is_open(&window);

    lock(&window);
    window.let_keychain_answer();
    window.press("Enter");
    is_open(&window);
}

/// Locks, and waits until the page takes keys.
fn lock(window: &Window) {
    window.press("Ctrl+L");
    window.wait_for_text("Låst siden");
    window.wait_until(
        "the keychain has the focus",
        "return document.activeElement?.innerText.includes('nøglering')",
        vec![],
    );
}
