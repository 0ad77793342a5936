//! The program is started, and shows its first frame, which takes a key.

use std::{path::Path, time::Duration};

use crate::{
    Bar, Failure, Figure, Scale, Spread,
    measure::InTurn,
    place::Place,
    report::thousands,
    window::{Program, Seat},
};

pub fn measure(root: &Path, scale: &Scale) -> Result<Figure, Failure> {
    let (data, _) = Place::of_the_program(root, scale.citizens)?;
    let (ours, bare) = (Seat::of(Program::Ours(data))?, Seat::of(Program::Bare)?);
    let (mut in_turn, mut onward) = (InTurn::default(), Vec::new());
    for run in 0..scale.runs {
        for is_ours in [run % 2 == 0, run % 2 == 1] {
            let (seat, taken) = if is_ours { (&ours, &mut in_turn.ours) } else { (&bare, &mut in_turn.bare) };
            let opened = seat.open()?;
            taken.push(opened.took);
            let entered = seat.enter()?;
            if is_ours {
                onward.push(opened.took + entered);
            }
            seat.close(opened)?;
        }
    }
    Ok(Figure {
        name: "window-start",
        what: format!("process start → usable frame, {} citizens", thousands(f64::from(scale.citizens))),
        reference: "a window of one static page with a field".to_owned(),
        ours: Spread::of(&in_turn.ours),
        bare: Spread::of(&in_turn.bare),
        ratio: in_turn.ratio(),
        bars: vec![Bar::at_most(1.3, "×", in_turn.ratio())],
        notes: vec![
            "the first frame is the way into the exercise, with the number of citizens and the focus on its button"
                .to_owned(),
            format!(
                "with Enter pressed on it at once, the page of the day is painted {:.0} ms after the start of the process",
                millis(&onward)
            ),
        ],
    })
}

fn millis(taken: &[Duration]) -> f64 {
    Spread::of(taken).p50 / 1e3
}
