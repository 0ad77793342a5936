//! A typed number opens the right citizen: S23-1.1a, S23-1.1f, S23-1.1g in the real window.

use window::{Language, Theme};

use crate::way;

const DANISH: (Theme, Language) = (Theme::Light, Language::Danish);

#[test]
fn every_number_a_citizen_ever_had_opens_the_same_citizen() {
    let window = way::enter(DANISH.0, DANISH.1);
    way::open(&window, "150385-1482", "Mette Øvelsen");
    assert!(!window.page_text().contains("tidligere nummer\n"), "the current number says nothing");

    for typed in ["150385-1234", "1503851318", " 150385 1234", "CPR-nr. 150385-1318, ringer i dag"] {
        way::open(&window, "080274-2116", "Birgitte Tavleholm");
        way::open(&window, typed, "Mette Øvelsen");
        window.wait_for_text("Du har åbnet borgeren med et tidligere nummer");
        window.wait_for_text("150385-1482 gælder siden 17.09.2023");
    }
    window.assert_within_policy();
}

/// The start of the exercise says so, and whoever sits down in the morning does so.
#[test]
fn a_number_that_is_typed_anywhere_is_looked_for() {
    let window = way::enter(DANISH.0, DANISH.1);
    window.wait_for("main h1");
    window.type_text("150385-1234");
    window.wait_until(
        "it stands in the search field",
        "return document.querySelector('[role=combobox]').value === '150385-1234'",
        vec![],
    );
    window.press("Enter");
    window.wait_for_text("Du har åbnet borgeren med et tidligere nummer");
}

#[test]
fn a_former_number_opens_the_citizen_without_a_connection_too() {
    let window = way::enter(DANISH.0, DANISH.1);
    way::switch_connection(&window, false);
    window.wait_for_text("Offline");
    way::open(&window, "150385-1234", "Mette Øvelsen");
    window.wait_for_text("Du har åbnet borgeren med et tidligere nummer");
    window.wait_for_text("Offline siden");
}

#[test]
fn a_name_is_found_while_it_is_typed() {
    let window = way::enter(DANISH.0, DANISH.1);
    for typed in ["øvels", "mette ø", "METTE ØVELSEN"] {
        way::open(&window, typed, "Mette Øvelsen");
    }
    way::search(&window, "150385");
    window.wait_for_text("Mette Øvelsen");
}

#[test]
fn the_merge_report_says_what_gave_way() {
    let window = way::enter(DANISH.0, DANISH.1);
    way::open(&window, "091190-4126", "Amina Lærredal");
    window.click_role("button", "Fletterapport");
    for said in ["afkortet", "bortfaldet", "S23-1.1f"] {
        window.wait_for_text(said);
    }
}

#[test]
fn a_citizen_of_another_jobcentre_is_opened_with_a_purpose() {
    let window = way::enter(DANISH.0, DANISH.1);
    let other = exercise::load().citizens.iter().find(|citizen| citizen.file.contains("andet-jobcenter")).unwrap();
    way::search(&window, &other.to_try[0].typed);
    window.press("Enter");
    window.wait_for("input[type=radio], [role=radio]");
    window.press("Space");
    window.press("Enter");
    window.wait_for_text("ikke jeres jobcenter");
}
