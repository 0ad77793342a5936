use crate::{
    Actor, RefusalCode,
    testing::{A, AARHUS, B, FAVRSKOV, World, change_status, contact_group, day, line, number, system_of},
};

fn world() -> World {
    World::new().with_person(A).with_affiliation(A, AARHUS, "2021-03-01")
}

/// SB-CONTACT-GROUP: the guards in their order, and one group at a time.
#[test]
fn a_contact_group_is_recorded() {
    use RefusalCode::*;
    let system = || system_of(AARHUS, 17);
    let in_two = world().with(&system(), &contact_group(A, 2, "2023-09-10"));
    let dead = world().with(&Actor::Cpr, &change_status(A, "90", None));
    let renumbered = world().with_change(A, B, "20230917");
    for (case, world, actor, command, refused) in [
        ("the first", world(), system(), contact_group(A, 2, "2023-09-10"), None),
        ("the next, the day after the first began", in_two.clone(), system(), contact_group(A, 10, "2023-09-11"), None),
        (
            "the next, the day it began",
            in_two.clone(),
            system(),
            contact_group(A, 10, "2023-09-10"),
            Some(ContactGroupTooEarly),
        ),
        ("the next, the day before", in_two, system(), contact_group(A, 10, "2023-09-09"), Some(ContactGroupTooEarly)),
        ("by a caseworker, for now", world(), line(), contact_group(A, 2, "2023-09-10"), Some(NoRights)),
        (
            "by another jobcentre's system",
            world(),
            system_of(FAVRSKOV, 17),
            contact_group(A, 2, "2023-09-10"),
            Some(NoRights),
        ),
        ("on the dead", dead, system(), contact_group(A, 2, "2023-09-10"), Some(Dead)),
        ("on a former number", renumbered.clone(), system(), contact_group(A, 2, "2023-09-10"), Some(FormerNumber)),
        ("on the current number", renumbered, system(), contact_group(B, 2, "2023-09-10"), None),
    ] {
        assert_eq!(world.decides(&actor, &command).err().map(|refusal| refusal.code), refused, "{case}");
    }
}

/// SB-CONTACT-GROUP: the one before ends the day before. S23-1.1e: filed under its number, and read across all of them.
#[test]
fn a_new_contact_group_ends_the_one_before() {
    let world = world().with(&system_of(AARHUS, 17), &contact_group(A, 2, "2023-09-10"));
    let world = world.with(&system_of(AARHUS, 17), &contact_group(A, 10, "2023-09-20")).with_change(A, B, "20230917");
    for (on, group) in [
        ("2023-09-09", None),
        ("2023-09-10", Some(2)),
        ("2023-09-19", Some(2)),
        ("2023-09-20", Some(10)),
        ("2023-09-21", Some(10)),
    ] {
        assert_eq!(world.person(B).contact_group_on(day(on)).map(|group| group.0), group, "{on}");
    }
    assert!(world.person(B).contact_groups.records.iter().all(|record| record.number == number(A)));
}
