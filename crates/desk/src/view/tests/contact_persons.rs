use super::*;
use crate::view::citizen;

fn caseworker(id: &str, jobcentre: &str) -> Actor {
    Actor::Caseworker { caseworker: CaseworkerId(id.into()), jobcentre: jobcentre.parse().unwrap() }
}

fn becomes() -> Command {
    Command::RegisterContactPerson { number: written(A) }
}

/// Who is shown, and whether somebody at `own` may end them.
fn shown(world: &World, own: &'static str) -> Vec<(String, bool)> {
    let look = Look { own, ..Look::at(world, A) };
    look.see(citizen).contact_persons.into_iter().map(|one| (one.caseworker, one.can_end)).collect()
}

/// SB-CONTACT-PERSON: a colleague whom nobody has ended. One's own ends by itself, and whoever is called the same at another
/// jobcentre is somebody else.
#[test]
fn an_open_colleague_can_be_ended() {
    let mut world = World::of_mette();
    for id in ["lbj", "karim", "åse"] {
        world.run(&caseworker(id, AARHUS), becomes());
    }
    world.run(&caseworker("åse", AARHUS), Command::EndContactPerson { number: written(A), caseworker: None });
    assert_eq!(shown(&world, AARHUS), [("karim".into(), true), ("lbj".into(), false), ("åse".into(), false)]);
    assert!(shown(&world, FAVRSKOV).iter().all(|(_, can_end)| !can_end));

    world.run(&caseworker("karim", FAVRSKOV), move_to(A, FAVRSKOV, "2023-09-18"));
    world.run(&caseworker("karim", FAVRSKOV), becomes());
    assert_eq!(shown(&world, AARHUS), [("karim".to_owned(), false)], "whose own is open as well");
    assert_eq!(shown(&world, FAVRSKOV), [("karim".to_owned(), true)]);
}
