//! What all processes of the window hold, a while after a number of look-ups.

use std::path::Path;

use super::asked::numbers;
use crate::{
    Bar, Failure, Figure, Scale, Spread,
    measure::median_ratio,
    place::Place,
    window::{Program, Seat, moment},
};

pub fn measure(root: &Path, scale: &Scale) -> Result<Figure, Failure> {
    let (data, place) = Place::of_the_program(root, scale.citizens)?;
    let numbers = numbers(&place, scale.looked_up)?;
    let seats = (Seat::of(Program::Ours(data))?, Seat::of(Program::Bare)?);
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    let mut parts = (String::new(), String::new());
    for run in 0..scale.memory_runs {
        for is_ours in [run % 2 == 0, run % 2 == 1] {
            let (seat, sums, parts) =
                if is_ours { (&seats.0, &mut ours, &mut parts.0) } else { (&seats.1, &mut bare, &mut parts.1) };
            let held = held_after(seat, &numbers, scale)?;
            sums.push(held.iter().map(|(_, mb)| mb).sum());
            *parts = said(&held);
        }
    }
    let ratio = median_ratio(&ours, &bare);
    Ok(Figure {
        name: "window-memory",
        what: format!("memory of all processes (PSS), {} s after {} look-ups", scale.idle.as_secs(), scale.looked_up),
        reference: "a window of one static page, after as many answers of its command".to_owned(),
        ours: Spread::of_mb(&ours),
        bare: Spread::of_mb(&bare),
        ratio,
        bars: vec![Bar::at_most(1.35, "×", ratio)],
        notes: vec![
            format!("{} runs of each", scale.memory_runs),
            format!("in the last one {}; of the reference {}", parts.0, parts.1),
        ],
    })
}

fn held_after(seat: &Seat, numbers: &[String], scale: &Scale) -> Result<Vec<(String, f64)>, Failure> {
    let opened = seat.open()?;
    seat.enter()?;
    for number in numbers {
        seat.look_up(number)?;
    }
    moment(scale.idle);
    let held = seat.held(&opened)?;
    seat.close(opened)?;
    Ok(held)
}

/// What each process holds, the largest first.
fn said(held: &[(String, f64)]) -> String {
    let mut held: Vec<&(String, f64)> = held.iter().collect();
    held.sort_by(|one, other| other.1.total_cmp(&one.1));
    held.into_iter().map(|(name, mb)| format!("{name} {mb:.0} MB")).collect::<Vec<_>>().join(", ")
}
