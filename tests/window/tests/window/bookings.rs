//! A conversation from nothing to moved to cancelled, with the keyboard alone; and how many presses each takes.

use std::cell::Cell;

use window::{Language, Theme, Window};

use crate::way;

/// STAR counted about 40 for one conversation.
const MOST: usize = 12;

/// Counts every press, characters of dates and times included.
struct Presses<'a> {
    window: &'a Window,
    count: Cell<usize>,
}

impl<'a> Presses<'a> {
    fn of(window: &'a Window) -> Self {
        Self { window, count: Cell::new(0) }
    }

    fn press(&self, chord: &str) {
        self.window.press(chord);
        self.count.set(self.count.get() + 1);
    }

    fn types(&self, text: &str) {
        self.window.type_text(text);
        self.count.set(self.count.get() + text.chars().count());
    }

    /// Ends the count at the waiting mark.
    #[expect(clippy::print_stdout, reason = "the figure is for whoever reads what the tests say")]
    fn saved(&self, what: &str, mark: &str) {
        self.window.wait_for_text(mark);
        let count = self.count.replace(0);
        println!("presses to {what}: {count}");
        assert!(count <= MOST, "{what}: {count}");
    }
}

#[test]
fn a_conversation_is_booked_moved_and_cancelled_by_keys() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    way::switch_connection(&window, false);
    way::open(&window, "150385-1234", "Mette Øvelsen");
    let presses = Presses::of(&window);

    presses.press("Alt+B");
    window.wait_for("select:focus");
    presses.types("j");
    window.wait_until("the type is chosen", "return document.activeElement.value === '7'", vec![]);
    presses.press("Tab");
    presses.press("Tab");
    presses.types("+2");
    presses.press("Tab");
    presses.types("10");
    window.wait_for_text("Jobsamtale onsdag 20.09.2023 kl. 10.00–10.45");
    window.wait_for_text("bookes");
    window.assert_accessible();
    window.screenshot("booking-form");
    presses.press("Ctrl+Enter");
    presses.saved("book", "Venter på at blive sendt");
    window.assert_accessible();
    window.screenshot("booked");

    window.click_role("button", "Flyt eller ret Jobsamtale 20.09.2023 10.00");
    window.wait_for("main input:focus");
    // Alt+2 and the click.
    presses.count.set(2);
    presses.types("+3");
    window.wait_for_text("flyttes til torsdag 21.09.2023 kl. 10.00–10.45");
    window.assert_accessible();
    window.screenshot("booking-move");
    presses.press("Ctrl+Enter");
    presses.saved("move", "Torsdag");

    window.click_role("button", "Aflys Jobsamtale 21.09.2023 10.00");
    presses.count.set(2);
    window.wait_for_text("aflyses");
    window.assert_accessible();
    window.screenshot("booking-cancel");
    presses.press("Ctrl+Enter");
    presses.saved("cancel", "Aflyst");
    window.assert_accessible();
    window.assert_within_policy();
}

/// Rubbish in every field gets a sentence, and nothing that was typed goes away.
#[test]
fn what_cannot_be_booked_is_said_in_words() {
    let window = way::enter(Theme::Dark, Language::English);
    way::open(&window, "150385-1234", "Mette Øvelsen");
    window.press("Alt+B");
    window.wait_for("select:focus");
    window.wait_for_text("Choose or write the conversation type, the day and the time.");
    window.type_text("j");
    let day = "main form .when input";
    for (typed, said) in [
        ("30.02.2024", "There is no such day: February 2024 has 29 days"),
        ("20.09.1823", "The date is too far away"),
        ("17.09.2023", "MoedeStarttidspunkt kan ikke være tidligere end dags dato"),
        ("20.09.2199", "The meeting lies more than two years ahead"),
        ("29.10.2023", "2.30 comes twice"),
        ("31.03.2024", "there is no 02.30"),
    ] {
        fill(&window, day, 0, typed);
        fill(&window, day, 1, if said.contains("2.30") { "2.30" } else { "10" });
        window.wait_for_text(said);
    }
    window.assert_accessible();
    window.screenshot("booking-refused");
    fill(&window, day, 0, "20.09.2023");
    fill(&window, day, 1, "10");
    fill(&window, day, 2, "9.59");
    window.wait_for_text("MoedeSluttidspunkt kan ikke være tidligere end moedestarttidspunktet");
    fill(&window, day, 2, "");
    window.wait_for_text("Job conversation Wednesday 20.09.2023 at 10.00");

    // Closed and opened again, everything is there.
    window.press("Escape");
    window.press("Alt+B");
    window.wait_for("select:focus");
    window.wait_until(
        "the day is kept",
        "return document.querySelector('main form .when input').value === '20.09.2023'",
        vec![],
    );
    window.assert_within_policy();
}

/// Writes in the nth field that the selector finds.
fn fill(window: &Window, css: &str, nth: usize, text: &str) {
    let script = "
        const field = document.querySelectorAll(arguments[0])[arguments[1]];
        field.focus();
        field.value = arguments[2];
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    ";
    window.script(script, vec![css.into(), nth.into(), text.into()]);
}

/// The calendar shows what is booked, also what waits, and leads to the citizen by keys alone.
#[test]
fn the_calendar_shows_the_week_and_leads_to_the_citizen() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    way::switch_connection(&window, false);
    for (number, name, from, until) in
        [("150385-1234", "Mette Øvelsen", "10", "10.45"), ("050872-0148", "Flemming Sætlinje", "10.30", "11.15")]
    {
        way::open(&window, number, name);
        window.press("Alt+B");
        window.wait_for("select:focus");
        window.type_text("j");
        fill(&window, "main form .when input", 0, "20.09.2023");
        fill(&window, "main form .when input", 1, from);
        fill(&window, "main form .when input", 2, until);
        window.wait_for_text("bookes");
        window.press("Ctrl+Enter");
        window.wait_for_text("Venter på at blive sendt");
    }
    window.press("Ctrl+3");
    window.wait_for("[data-booking]");
    window.wait_for_text("Uge 38");
    window.wait_for_text("2 samtaler");
    window.assert_accessible();
    window.screenshot("calendar");
    window.script("document.querySelector('[data-booking]').focus()", vec![]);
    window.press("Down");
    window.wait_until(
        "the second has the focus",
        "return document.activeElement?.innerText.includes('Flemming')",
        vec![],
    );
    window.press("Enter");
    window.wait_for_text("Åbn borgeren");
    window.assert_accessible();
    window.screenshot("calendar-chosen");
    window.press("PageDown");
    window.wait_for_text("Uge 39");
    window.wait_for_text("Ingen samtaler i perioden.");
    window.assert_accessible();
    window.press("T");
    window.wait_for_text("Uge 38");
    window.click_role("radio", "Liste");
    window.wait_for("main table");
    window.assert_accessible();
    window.screenshot("calendar-list");
    window.click("main tbody tr:last-child button");
    window.click_role("button", "Flyt eller ret");
    window.wait_for_text("Ret samtale");
    window.wait_for("main input:focus");
    window.assert_accessible();
    window.assert_within_policy();
}

/// Another form asks for a link; and what is typed stands there again when the box is ticked once more.
fn the_next_has_fields_of_its_own(window: &Window) {
    let choose = "
        const select = document.querySelectorAll('main form .next select')[1];
        select.value = arguments[0];
        select.dispatchEvent(new Event('change', { bubbles: true }));
    ";
    window.script(choose, vec!["8".into()]);
    window.wait_for_text("Mødelink");
    window.wait_for_text("Det digitale møde mangler et link.");
    window.click("main form label.check input");
    window.wait_until_gone("main form .next");
    window.click("main form label.check input");
    let kept = "return document.querySelector('main form .next .when input')?.value === '+28'";
    window.wait_until("the day is kept", kept, vec![]);
    window.script(choose, vec!["1".into()]);
    window.wait_for_text("Jobsamtale mandag 16.10.2023 kl. 10.00–10.45");
}

/// A conversation of this morning is registered as held, with what was agreed on, and the next one booked in the same form.
#[test]
fn a_conversation_is_held_and_the_next_one_booked() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    way::open(&window, "150385-1234", "Mette Øvelsen");
    window.press("Alt+B");
    window.wait_for("select:focus");
    window.type_text("j");
    fill(&window, "main form .when input", 0, "d");
    fill(&window, "main form .when input", 1, "9");
    window.wait_for_text("bookes");
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "accepted", 1);
    window.wait_for_text("Mangler at blive registreret");
    window.assert_accessible();
    window.screenshot("to-be-held");

    way::switch_connection(&window, false);
    let presses = Presses::of(&window);
    window.click_role("button", "Registrér afholdt Jobsamtale 18.09.2023 09.00");
    window.wait_for("textarea:focus");
    // Alt+2 and the click; the agreement is free text.
    presses.count.set(2);
    window.type_text("Mette søger tre job om ugen.");
    window.click("main form label.check input");
    presses.count.set(3);
    presses.press("Tab");
    presses.types("+28");
    presses.press("Tab");
    presses.types("10");
    window.wait_for_text("Jobsamtale mandag 16.10.2023 kl. 10.00–10.45");
    window.wait_for_text("registreres som afholdt");
    window.assert_accessible();
    window.screenshot("held-and-next");
    the_next_has_fields_of_its_own(&window);
    presses.press("Ctrl+Enter");
    presses.saved("register as held and book the next", "Mette søger tre job om ugen.");
    window.wait_for_text("16.10.2023");
    window.assert_accessible();
    window.screenshot("held");
    window.assert_within_policy();
}

/// Fills the form of a new conversation, and waits until the panel says that it is booked.
pub fn book(window: &Window, (number, name): (&str, &str), (day, from, until): (&str, &str, &str)) {
    way::open(window, number, name);
    window.press("Alt+B");
    window.wait_for("select:focus");
    window.type_text("j");
    fill(window, "main form .when input", 0, day);
    fill(window, "main form .when input", 1, from);
    fill(window, "main form .when input", 2, until);
    window.wait_until(
        "the panel says that it is booked",
        "return / bookes| is booked/.test(document.body.innerText)",
        vec![],
    );
}

pub const METTE: (&str, &str) = ("150385-1234", "Mette Øvelsen");
pub const FLEMMING: (&str, &str) = ("050872-0148", "Flemming Sætlinje");

/// Dragged with the mouse, a conversation is not moved: its form is filled in, and the panel says what will happen.
#[test]
fn a_conversation_is_dragged_to_another_time_and_shown_before_it_is_moved() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    book(&window, METTE, ("20.09.2023", "10", "45"));
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "accepted", 1);
    window.press("Ctrl+3");
    window.wait_for("[data-booking]");

    // A click that shakes chooses; a drag that is given up does nothing.
    drag(&window, "pointerdown", "[data-booking]", 0, 0.0);
    drag(&window, "pointermove", ".day", 3, 0.5);
    window.wait_for(".shadow");
    window.screenshot("calendar-dragged");
    window.press("Escape");
    window.wait_until_gone(".shadow");
    drag(&window, "pointerup", ".day", 3, 0.5);
    window.wait_for_text("Uge 38");

    drag(&window, "pointerdown", "[data-booking]", 0, 0.0);
    drag(&window, "pointermove", ".day", 3, 0.5);
    window.wait_for(".shadow");
    drag(&window, "pointerup", ".day", 3, 0.5);
    // Half-way down eight hours from 8 on.
    window.wait_for_text("flyttes til torsdag 21.09.2023 kl. 12.00–12.45");
    let waiting = way::outbox(&window, "waiting") + way::outbox(&window, "resting");
    assert_eq!((waiting, way::outbox(&window, "accepted")), (0, 1), "nothing is moved before it is confirmed");
    window.assert_accessible();
    window.screenshot("booking-dragged");
    window.click("main form input");
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "accepted", 2);
    window.press("Ctrl+3");
    window.wait_for_text("Torsdag 21. september, Personligt fremmøde");
    window.assert_within_policy();
}

/// A pointer of the mouse at a part of the height of the nth element that the selector finds.
fn drag(window: &Window, kind: &str, css: &str, nth: usize, part: f64) {
    let script = "
        const [kind, css, nth, part] = arguments;
        const { left, width, top, height } = document.querySelectorAll(css)[nth].getBoundingClientRect();
        const [clientX, clientY] = [left + width / 2, top + height * part];
        const on = kind === 'pointerdown' ? document.querySelectorAll(css)[nth] : window;
        on.dispatchEvent(new PointerEvent(kind, { bubbles: true, button: 0, clientX, clientY, pointerType: 'mouse' }));
    ";
    window.script(script, vec![kind.into(), css.into(), nth.into(), part.into()]);
}

/// One click on the booking, and the file says nothing of the citizen; in the calendar it is a key.
#[test]
fn a_booking_is_saved_as_a_calendar_file() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    book(&window, METTE, ("20.09.2023", "10", "45"));
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "accepted", 1);
    window.click_role("button", "Gem Jobsamtale 20.09.2023 10.00 som kalenderfil");
    window.wait_for_text("Kalenderfilen er gemt");
    window.assert_accessible();
    window.screenshot("booking-file");
    let place = window.text("main .place");
    let file = std::fs::read_to_string(&place).unwrap();
    assert!(file.contains("DTSTART:20230920T080000Z\r\nDTEND:20230920T084500Z\r\n"), "{file}");
    for who in ["Mette", "Øvelsen", "150385", "1234"] {
        assert!(!file.contains(who) && !place.contains(who), "{place}: {file}");
    }
    window.press("Ctrl+3");
    window.wait_for("[data-booking]");
    window.script("document.querySelector('[data-booking]').focus()", vec![]);
    window.press("Enter");
    window.wait_for_text("Gem som kalenderfil");
    window.press("E");
    window.wait_for_text("Kalenderfilen er gemt");
    assert_ne!(window.text("main .place"), place, "nothing is written over");
    window.assert_accessible();
    window.assert_within_policy();
}

/// Min dag has today's conversations; one that has not been registered is a click from its form, and each from its citizen.
#[test]
fn my_day_has_todays_conversations_and_two_at_once_are_told_of() {
    let window = way::enter(Theme::Light, Language::Danish);
    way::rest_not(&window);
    book(&window, METTE, ("d", "9", "30"));
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "accepted", 1);
    book(&window, FLEMMING, ("d", "9.15", "30"));
    window.wait_for_text("Du møder også en anden borger: Jobsamtale mandag 18.09.2023 kl. 09.00–09.30");
    window.assert_accessible();
    window.screenshot("booking-two-at-once");
    window.press("Ctrl+Enter");
    way::wait_for_outbox(&window, "accepted", 2);

    window.press("Ctrl+1");
    window.wait_for_text("Samtaler i dag");
    window.wait_for_text("2, 2 mangler registrering");
    window.assert_accessible();
    window.screenshot("my-day-conversations");
    window.click_role("button", "Registrér samtalen med Mette Øvelsen");
    window.wait_for("textarea:focus");
    window.wait_for_text("registreres som afholdt");
    window.press("Ctrl+1");
    window.click_role("button", "Åbn Flemming Sætlinje");
    window.wait_for_text("Mangler at blive registreret");
    window.assert_within_policy();
}
