//! The page may ask the desk, and nothing else.

use serde_json::json;
use window::{Language, Theme, Window};

#[test]
fn the_policy_blocks_what_a_page_of_ours_never_does() {
    let window = Window::open(Theme::Light, Language::Danish);
    window.wait_for("main");
    window.assert_within_policy();

    window.script(
        "const script = document.createElement('script');
         script.textContent = 'window.ran = true';
         document.head.append(script);",
        vec![],
    );
    blocked(&window, "script-src");
    assert_eq!(window.script("return window.ran ?? null", vec![]), json!(null));

    window.script("document.querySelector('main').setAttribute('style', 'color: red')", vec![]);
    blocked(&window, "style-src");

    let elsewhere = window.script_async("await fetch('http://127.0.0.1:9/')", vec![]);
    assert!(elsewhere.is_err(), "{elsewhere:?}");
    blocked(&window, "connect-src");

    window.script("new Image().src = 'http://127.0.0.1:9/a.png'", vec![]);
    blocked(&window, "img-src");
}

#[test]
fn a_command_that_was_not_granted_is_refused() {
    let window = Window::open(Theme::Light, Language::Danish);
    window.wait_for("main");
    assert_eq!(window.script("return typeof window.__TAURI__", vec![]), "undefined");
    for command in ["plugin:window|set_title", "plugin:event|emit", "plugin:app|version", "no_such_command"] {
        let answer = window.script_async(
            "return window.__TAURI_INTERNALS__.invoke(arguments[0], { label: 'main', value: 'x', event: 'x', payload: null })",
            vec![json!(command)],
        );
        let refusal = answer.expect_err(command);
        assert!(refusal.contains("not allowed") || refusal.contains("not found"), "{command}: {refusal}");
    }
}

/// Waits until the policy has blocked something by this directive.
fn blocked(window: &Window, directive: &str) {
    window.wait_until(
        &format!("{directive} has blocked something"),
        "return window.policyViolations.some((violation) => violation.startsWith(arguments[0]))",
        vec![json!(directive)],
    );
}
