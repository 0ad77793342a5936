//! A caseworker presses Enter on a number, and the citizen is painted.

use std::path::Path;

use super::{asked::numbers, ratio_of_medians};
use crate::{
    Failure, Figure, Scale, Spread,
    measure::InTurn,
    place::Place,
    report::thousands,
    window::{Program, Seat},
};

pub fn measure(root: &Path, scale: &Scale) -> Result<Figure, Failure> {
    let (data, place) = Place::of_the_program(root, scale.citizens)?;
    let numbers = numbers(&place, scale.runs.max(scale.looked_up))?;
    let (ours, bare) = (Seat::of(Program::Ours(data))?, Seat::of(Program::Bare)?);
    let open = (ours.open()?, bare.open()?);
    ours.enter()?;
    bare.enter()?;
    let mut in_turn = InTurn::default();
    for (nth, number) in numbers.iter().enumerate() {
        for is_ours in [nth % 2 == 0, nth % 2 == 1] {
            let (seat, taken) = if is_ours { (&ours, &mut in_turn.ours) } else { (&bare, &mut in_turn.bare) };
            taken.push(seat.look_up(number)?);
        }
    }
    ours.close(open.0)?;
    bare.close(open.1)?;
    let (ours, bare) = (Spread::of(&in_turn.ours), Spread::of(&in_turn.bare));
    Ok(Figure {
        name: "window-look-up",
        what: format!(
            "look-up through the window, key press → painted citizen, {} citizens",
            thousands(f64::from(scale.citizens))
        ),
        reference: "a bare round trip: key press → what a command answers, painted".to_owned(),
        ours,
        bare,
        ratio: ratio_of_medians(&ours, &bare),
        bars: Vec::new(),
        notes: vec!["the number is typed, and what is found is painted, before Enter is pressed".to_owned()],
    })
}
