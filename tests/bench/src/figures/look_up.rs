//! A caseworker types any number of a citizen and sees the citizen, whole; the look-up is in the access log.

use std::path::Path;

use rusqlite::{Connection, types::Value};

use super::{asked::open, ratio_of_medians};
use crate::{
    Bar, Failure, Figure, Scale, Spread, bare,
    measure::{InTurn, timed},
    place::Place,
    report::thousands,
};

/// Every so manieth look-up is by a number that the citizen has had before.
const FORMER: usize = 10;

pub fn measure(root: &Path, scale: &Scale) -> Result<Figure, Failure> {
    let place = Place::with_citizens(root, scale.many)?.copy_desk_to(&root.join("look-up"))?;
    let bundled = place.open_backend()?;
    let desk = place.open_desk(&bundled)?;
    desk.settle();
    let file = place.desk_file("cache.db")?;
    let numbers = numbers(&file, scale.runs * scale.in_a_run)?;
    let mut in_turn = InTurn::default();
    let mut rows = 0;
    for (run, numbers) in numbers.chunks(scale.in_a_run).enumerate() {
        // Whoever comes first finds the pages on the disk, and whoever comes second in the memory of the system.
        for ours in [run % 2 == 0, run % 2 == 1] {
            for number in numbers {
                if ours {
                    let (opened, taken) = timed(|| open(&desk, number));
                    opened?;
                    in_turn.ours.push(taken);
                } else {
                    let (read, taken) = timed(|| look_up(&file, number));
                    rows += read?;
                    in_turn.bare.push(taken);
                }
            }
        }
    }
    let (ours, bare) = (Spread::of(&in_turn.ours), Spread::of(&in_turn.bare));
    Ok(Figure {
        name: "look-up",
        what: format!(
            "look-up by any number → whole citizen view, access log included, {} citizens",
            thousands(f64::from(scale.many))
        ),
        reference: "point look-ups of the same rows in the same file".to_owned(),
        ours,
        bare,
        ratio: ratio_of_medians(&ours, &bare),
        bars: vec![
            Bar::at_most(4.0, "× p50", ratio_of_medians(&ours, &bare)),
            Bar::at_most(1.0, "ms p99", ours.p99 / 1e3),
        ],
        notes: vec![
            format!("{:.1} rows are read of a citizen in the mean", rows as f64 / in_turn.bare.len().max(1) as f64),
            format!("one look-up of {FORMER} is by a former number"),
        ],
    })
}

/// Numbers from all over the file.
fn numbers(cache: &Connection, count: usize) -> Result<Vec<String>, Failure> {
    let which =
        |current| format!("SELECT number FROM number WHERE current = {current} ORDER BY substr(number, 7), number");
    let texts = |rows: Vec<bare::Row>| {
        let first = |row: bare::Row| row.into_iter().next();
        rows.into_iter().filter_map(first).filter_map(|value| match value {
            Value::Text(digits) => Some(digits),
            _ => None,
        })
    };
    let current: Vec<String> = texts(bare::rows(cache, &which(1))?).collect();
    let former: Vec<String> = texts(bare::rows(cache, &which(0))?).collect();
    let mut formers = former.iter().cycle();
    let mut currents = current.iter().cycle();
    let next = |nth| {
        let former = if nth % FORMER == 0 { formers.next() } else { None };
        former.or_else(|| currents.next()).cloned()
    };
    Ok((0..count).filter_map(next).collect())
}

/// Every row of a citizen, by the keys alone.
fn look_up(file: &Connection, number: &str) -> Result<usize, Failure> {
    let mut find = file.prepare_cached("SELECT citizen FROM number WHERE number = ?1")?;
    let id: i64 = find.query_row([number], |row| row.get(0))?;
    let citizen = bare::read_all(file, "SELECT * FROM citizen WHERE id = ?1", [id])?;
    let records = bare::read_all(file, "SELECT * FROM record WHERE citizen = ?1", [id])?;
    let subject = citizen.first().and_then(|row| row.get(1));
    let lines = bare::read_all(file, "SELECT * FROM journal WHERE subject = ?1 ORDER BY sequence", [subject])?;
    Ok(1 + citizen.len() + records.len() + lines.len())
}
