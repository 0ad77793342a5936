//! Known trouble stands in the open, and what can be done about it is one press away.

use serde_json::json;
use window::{Language, Theme};

use crate::{outside, way};

#[test]
fn a_connection_that_is_switched_off_is_said_and_switched_on_from_the_panel() {
    let window = way::enter(Theme::Light, Language::Danish);
    window.press("F2");
    window.wait_for_text("Alt er, som det skal være");
    window.wait_for_text("Set efter kl.");
    window.assert_accessible();
    window.press("Escape");
    window.wait_until_gone("dialog[open]");

    way::switch_connection(&window, false);
    way::search(&window, "driftsproblemer");
    window.wait_for("[role=option]");
    window.press("Enter");
    window.wait_for_text("Du har slået forbindelsen fra");
    window.wait_until("the panel has the focus", "return document.activeElement?.closest('dialog') !== null", vec![]);
    window.find_role("button", "Slå forbindelsen til");
    window.script("document.querySelector('dialog[open] .actions button').focus()", vec![]);
    window.press("Enter");
    window.wait_for_text("Alt er, som det skal være");
    window.assert_within_policy();
}

#[test]
fn digits_go_to_the_search_but_not_from_behind_the_panel() {
    let window = way::enter(Theme::Light, Language::Danish);
    window.press("F2");
    window.wait_for("dialog[open]");
    window.type_text("1503");
    window.press("Escape");
    window.wait_until_gone("dialog[open]");
    assert_eq!(window.value("[role=combobox]"), "", "nobody is looked for behind a panel");

    window.type_text("0802");
    window.wait_until(
        "what is typed on the page stands in the search",
        "return document.activeElement?.getAttribute('role') === 'combobox' && document.activeElement.value === arguments[0]",
        vec![json!("0802")],
    );
}

#[test]
fn what_a_restored_backend_has_lost_is_shown_and_sent_again_on_request() {
    let mut window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    window.close();
    outside::back_up(&window.data());
    window.reopen();
    way::into_the_exercise(&window, Language::Danish);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    way::write_note(&window, "Skrevet efter sikkerhedskopien.");
    way::wait_for_outbox(&window, "accepted", 1);
    window.close();
    outside::restore(&window.data());
    window.reopen();
    way::into_the_exercise(&window, Language::Danish);
    way::wait_for_outbox(&window, "refused", 1);

    window.press("F2");
    window.wait_for_text("Serveren har mistet 1 godkendt registrering");
    window.screenshot("trouble-lost");
    window.assert_accessible();
    window.script("document.querySelector('dialog[open] .actions button').focus()", vec![]);
    window.press("Enter");
    window.wait_for_text("Skrevet efter sikkerhedskopien.");
    window.wait_for_text("Serveren har mistet den");
    window.screenshot("unsent-lost");
    window.assert_accessible();
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "refused", 0);
    way::wait_for_outbox(&window, "accepted", 1);
    window.assert_within_policy();
}
