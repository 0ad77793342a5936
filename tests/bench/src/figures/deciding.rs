//! The rules decide one booking: no file, no line, no window.

use std::{hint::black_box, path::Path};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Actor, Command, Decision, Now, Occasion, People, Person, decide};
use exchange::{Backend, FeedItem, Scope, read_rows};

use super::{
    bookings::{booker, command},
    ratio_of_medians,
};
use crate::{
    Bar, Failure, Figure, Scale, Spread,
    measure::{InTurn, timed},
    place::Place,
};

/// The most citizens who are decided on.
const CITIZENS: usize = 1_000;

pub fn measure(root: &Path, scale: &Scale) -> Result<Figure, Failure> {
    let place = Place::with_citizens(root, scale.citizens)?.copy_to(&root.join("deciding"))?;
    let reference = reference::lists();
    let asked = asked(&place)?;
    let decide = |one: &Asked| decide(&one.people, &reference, &one.actor, &one.command, one.occasion);
    let asked: Vec<(Asked, Decision)> =
        asked.into_iter().filter_map(|one| decide(&one).ok().map(|decision| (one, decision))).collect();
    let mut in_turn = InTurn::default();
    for _ in 0..scale.runs {
        for (one, decision) in asked.iter().take(scale.in_a_run) {
            in_turn.ours.push(timed(|| black_box(decide(black_box(one)))).1);
            in_turn.bare.push(timed(|| black_box(black_box(decision).clone())).1);
        }
    }
    let (ours, bare) = (Spread::of(&in_turn.ours), Spread::of(&in_turn.bare));
    let ratio = ratio_of_medians(&ours, &bare);
    Ok(Figure {
        name: "deciding",
        what: "deciding one booking, the pure rule".to_owned(),
        reference: "a copy of the same decision".to_owned(),
        ours,
        bare,
        ratio,
        bars: vec![Bar::at_most(5.0, "µs p50", ours.p50)],
        notes: vec![format!("each of {} citizens in turn", asked.len().min(scale.in_a_run))],
    })
}

/// Somebody is to be summoned.
struct Asked {
    people: People,
    actor: Actor,
    command: Command,
    occasion: Occasion,
}

fn asked(place: &Place) -> Result<Vec<Asked>, Failure> {
    let at: DateTime<Utc> = "2023-09-20T07:00:00Z".parse()?;
    let page = place.open_backend()?.connect(booker(0)?).pull(Scope::Jobcentre, None, CITIZENS)?;
    let mut asked = Vec::new();
    for (nth, item) in page.items.into_iter().enumerate() {
        let FeedItem::Present { subject, rows, .. } = item else { continue };
        let person: Person = read_rows(subject, &rows)?;
        let command = command(person.current_number().digits(), nth, at + TimeDelta::days(7));
        let occasion = Occasion {
            command: exercise::command_id(at, &format!("decided {nth}")),
            now: Now::at(at),
            receipt: nth as u64,
        };
        asked.push(Asked { people: People::new(vec![person]), actor: booker(nth)?, command, occasion });
    }
    Ok(asked)
}
