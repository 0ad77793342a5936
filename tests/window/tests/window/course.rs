//! Deadlines, and who takes part in a joint conversation.

use serde_json::json;
use window::{Language, Theme, Window};

use crate::way;

/// What a list shows of its choice fits in it: as wide as the same list is when nothing holds it.
const NOTHING_IS_CUT: &str = "
    const list = document.activeElement;
    const free = list.cloneNode(true);
    free.style.cssText = 'position: absolute; width: max-content';
    list.after(free);
    const fits = free.offsetWidth <= list.offsetWidth;
    free.remove();
    return fits";

/// A deadline is set, a conversation is booked for it with two presses and a day, and it stands as met.
#[test]
fn a_deadline_is_set_and_met() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    way::open(&window, "150385-1234", "Mette Øvelsen");
    window.press("Alt+2");
    window.wait_for_text("Der er ingen frist, der venter.");
    window.click_role("button", "Ny frist");
    window.wait_for("select:focus");
    window.type_text("j");
    window.press("Tab");
    window.type_text("+3");
    window.press("Tab");
    window.type_text("+20");
    window.wait_for_text("mindre end otte dage til at booke");
    window.assert_accessible();
    window.screenshot("deadline-form");
    window.press("Ctrl+A");
    window.type_text("-1");
    window.wait_for_text("SB-2302");
    window.press("Ctrl+A");
    window.type_text("+20");
    window.press("Shift+Tab");
    window.type_text("+9");
    window.wait_for_text("book senest 27.09.2023, afhold senest 08.10.2023");
    window.wait_for_text("onsdag 27.09.2023 · uge 39");
    window.wait_for_text("søndag 08.10.2023 · uge 40");
    window.screenshot("deadline-days");
    window.press("Ctrl+Enter");
    window.wait_for_text("Ikke booket: 9 dage tilbage");
    window.assert_accessible();
    window.screenshot("deadline");

    window.click_role("button", "Book samtale til fristen Jobsamtale 27.09.2023");
    window.wait_for("select:focus");
    window.press("Tab");
    window.press("Tab");
    window.type_text("+2");
    window.press("Tab");
    window.type_text("10");
    window.wait_for_text("Frist for jobsamtale");
    window.wait_for_text("opfyldes af en indkaldelse");
    window.screenshot("deadline-met-form");
    window.press("Ctrl+Enter");
    window.wait_for_text("Booket: Jobsamtale onsdag 20.09.2023 kl. 10.00–10.45");
    window.assert_accessible();
    window.screenshot("deadline-met");

    window.click_role("button", "Ret fristen Jobsamtale 27.09.2023");
    window.wait_for("select:focus");
    window.press("Tab");
    window.press("Tab");
    window.press("Ctrl+A");
    window.type_text("27.9");
    window.wait_for_text("afhold senest 27.09.2023");
    window.assert_accessible();
    window.screenshot("deadline-met-changed-form");
    window.press("Ctrl+Enter");
    window.wait_for_text("book senest 27.09.2023, afhold senest 27.09.2023");
    window.wait_for_text("Booket: Jobsamtale onsdag 20.09.2023 kl. 10.00–10.45");
    window.assert_within_policy();
}

/// A deadline whose last day it is stands on the page of the day, one press from the form of its booking.
#[test]
fn a_deadline_that_is_due_stands_on_the_page_of_the_day() {
    let window = way::enter(Theme::Dark, Language::Danish);
    way::rest_not(&window);
    way::open(&window, "150385-1234", "Mette Øvelsen");
    window.press("Alt+2");
    window.click_role("button", "Ny frist");
    window.wait_for("select:focus");
    window.type_text("j");
    window.press("Tab");
    window.type_text("d");
    window.press("Tab");
    window.type_text("+14");
    window.wait_for_text("book senest 18.09.2023, afhold senest 02.10.2023");
    window.press("Ctrl+Enter");
    window.wait_for_text("Sidste dag for booking er i dag");
    window.press("Ctrl+1");
    window.wait_for_text("Frister");
    window.wait_for_text("Sidste dag for booking er i dag");
    window.assert_accessible();
    window.screenshot("my-day-deadline");
    window.click_role("button", "Book til fristen, Mette Øvelsen: Jobsamtale");
    window.wait_for_text("Ny samtale");
    window.wait_for("select:focus");
    window.press("Tab");
    window.press("Tab");
    window.type_text("+2");
    window.press("Tab");
    window.type_text("10");
    window.wait_for_text("Frist for jobsamtale");
    window.press("Ctrl+Enter");
    window.wait_for_text("Booket: Jobsamtale");
    window.press("Ctrl+1");
    window.wait_for_text("Se efter");
    window.wait_until_gone("#day-due");
    window.assert_within_policy();
}

/// The fund comes to a joint conversation, does not after all, and the citizen's no keeps it away.
#[test]
fn a_fund_takes_part_and_then_does_not() {
    let window = way::enter(Theme::Dark, Language::English);
    way::rest_not(&window);
    way::open(&window, "050872-0148", "Flemming Sætlinje");
    window.press("Alt+B");
    window.wait_for("select:focus");
    choose(&window, "17");
    assert_eq!(window.script(NOTHING_IS_CUT, vec![]), json!(true));
    window.press("Tab");
    window.press("Tab");
    window.press("Space");
    window.press("Tab");
    window.type_text("+2");
    window.press("Tab");
    window.type_text("10");
    window.wait_for_text("is told");
    window.assert_accessible();
    window.screenshot("joint-form");
    window.press("Ctrl+Enter");
    window.wait_for_text("takes part");
    window.assert_accessible();
    window.screenshot("joint");

    window.press("Alt+2");
    window.click("article button[aria-label^='Change who takes part']");
    window.wait_for("main form input:focus");
    window.type_text("Ane Prøve");
    window.wait_for_text("takes part; the details are changed");
    lock_and_unlock(&window);
    window.wait_for_text("takes part; the details are changed");
    window.press("Ctrl+Enter");
    window.wait_for_text("Ane Prøve");
    window.click_role("button", "The citizen says no to the fund");
    window.wait_for_text("takes no part any more");
    lock_and_unlock(&window);
    window.wait_for_text("takes no part any more");
    window.assert_accessible();
    window.screenshot("joint-no");
    window.press("Ctrl+Enter");
    window.wait_for_text("The fund takes no part");
    window.wait_for_text("The citizen says yes after all");
    window.assert_accessible();
    window.screenshot("joint-declined");
    window.assert_within_policy();
}

/// In mid-form, which stands there again.
fn lock_and_unlock(window: &Window) {
    window.press("Ctrl+L");
    window.wait_for_text("Locked since");
    window.press("Enter");
}

fn choose(window: &Window, value: &str) {
    let script = "
        const select = document.activeElement;
        select.value = arguments[0];
        select.dispatchEvent(new Event('change', { bubbles: true }));
    ";
    window.script(script, vec![value.into()]);
}
