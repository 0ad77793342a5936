use super::super::home::is_home;
use super::*;

/// The address, the place of a meeting, and whether that is the citizen's home.
const ROWS: [(&str, &str, bool); 55] = [
    ("Tuschgade 11, 2. th.", "Tuschgade 11, 2. th.", true),
    ("Tuschgade 11, 2. th.", "tuschgade 11", true),
    ("Tuschgade 11, 2. th.", "TUSCHGADE 11 2 TH", true),
    ("Tuschgade 11, 2. th.", "Tuschgade  11,2.th", true),
    ("Tuschgade 11, 2. th.", "Tuschgade11", true),
    ("Tuschgade 11, 2. th.", "Hjemme hos borgeren, Tuschgade\n11, 3. sal tv, 8000 Aarhus C", true),
    ("Tuschgade 11, 2. th.", "Tuschgade nr. 11", true),
    ("Tuschgade 11, 2. th.", "Tuschgade 011", true),
    ("Tuschgade 11, 2. th.", "Tuschgade 11, DK-8000 Aarhus C", true),
    ("Tuschgade 11, 2. th.", "Tuschgade 11, kode 1234 ved døren", true),
    ("Tuschgade 11, 2. th.", "Tuschgade 11 i gården", true),
    ("Tuschgade 11 2 th", "Tuschgade 11, stuen", true),
    ("TUSCHGADE 11,02 TH", "Tuschgade 11", true),
    ("Tuschgade 11", "Tuschgade 11, kl. tv., 8000 Aarhus", true),
    ("Tuschgade 11, 2. th.", "Tuschgade 1", false),
    ("Tuschgade 11, 2. th.", "Tuschgade 111", false),
    ("Tuschgade 11, 2. th.", "Tuschgade 12, 2. th.", false),
    ("Tuschgade 11, 2. th.", "Tuschgade", false),
    ("Tuschgade 11, 2. th.", "Gade 11", false),
    ("Tuschgade 11, 2. th.", "Tuschgade 11, 8700 Horsens", false),
    ("Tuschgade 11, 2. th.", "Tuschgade 11, 2. th., 8700 Horsens", false),
    ("Tuschgade 11, 2. th.", "Mødelokale 11, Kontorgade 2", false),
    ("Tuschgade 11 B", "Tuschgade 11b, 1. sal", true),
    ("Tuschgade 11B", "Tuschgade 11 B", true),
    ("Tuschgade 11B", "Tuschgade 11", false),
    ("Tuschgade 11", "Tuschgade 11 B", false),
    ("Nørre Allé 3, st. tv.", "nørre alle 3", true),
    ("Nørre Allé 3, st. tv.", "Nørreallé 3 st. tv.", true),
    ("Nørre Allé 3, st. tv.", "Nørre-Allé 3", true),
    ("Nørre Allé 3, st. tv.", "Søndre Allé 3", false),
    ("Åboulevarden 1", "Aaboulevarden 1", true),
    ("Aaboulevarden 1", "A\u{30a}boulevarden 1", true),
    ("10. Februar Vej 4", "10. februar vej 4, 1. tv", true),
    ("10. Februar Vej 4", "10. Februar Vej 5", false),
    ("Christian 10.s Vej 5", "Christian 10s vej 5", true),
    ("Christian 10.s Vej 5", "Christian 10.s Vej 10", false),
    ("Vej 9, 4", "vej 9", true),
    ("Herregården", "Herregården, hovedindgangen", true),
    ("Herregården", "Herrens gård", false),
    ("Tuschgade 11, 2. th.", "Tuschg. 11", true),
    ("Tuschgade 11, 2. th.", "Hos borgeren i Tuschgd. 11, 2. th.", true),
    ("Tuschg 11", "Tuschgade 11", true),
    ("Møllevej 3", "Møllev. 3, 1. tv.", true),
    ("10. Februar Vej 4", "10. Februar V. 4", true),
    ("Nørre Allé 3, st. tv.", "Nørre All. 3", true),
    ("Nørreallé 3", "Nørre Al. 3", true),
    ("Tuschplads 2", "Tuschpl. 2", true),
    ("Tusch Boulevard 2", "Tusch Blvd. 2", true),
    ("Tuschgade 11, 2. th.", "Tuschg. 12", false),
    ("Tuschgade 11, 2. th.", "Tuschv. 11", false),
    ("Tuschgade 11, 2. th.", "G. 11", false),
    ("Tuschgade 11, 2. th.", "Tuschg. 11, 8700 Horsens", false),
    ("", "Lokale 2", false),
    ("  ,", "Lokale 2", false),
    ("Tuschgade 11", "", false),
];

#[test]
fn a_home_is_known_by_road_and_house_number() {
    for (street, place, is) in ROWS {
        let address = Address { street: street.into(), postal_code: "8000".into(), town: "Aarhus C".into() };
        assert_eq!(is_home(place, &address), is, "{street:?}: {place:?}");
    }
}

/// Another postcode is only another where both are known.
#[test]
fn an_address_without_a_postcode_is_known_all_the_same() {
    let address = Address { street: "Tuschgade 11".into(), postal_code: String::new(), town: String::new() };
    assert!(is_home("Tuschgade 11, 8700 Horsens", &address));
}
