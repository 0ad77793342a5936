//! A typed number or name opens the right citizen, and what is no number gets a clear sentence.

mod world;

use world::*;

#[test]
fn a_typed_number_opens_the_citizen() {
    let world = World::new();
    let desk = world.desk();
    for typed in [METTE, "150385-1234", " 150385 1234 ", "cpr: 150385-1234.", "\u{202e}1503851234\u{202c}"] {
        assert_eq!(open_by(&desk, typed).name, "Mette Øvelsen", "{typed}");
    }
}
