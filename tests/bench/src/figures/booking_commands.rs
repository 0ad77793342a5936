//! The backend of the largest jobcentre executes commands that summon, one by one and by the hundred; each answer leaves
//! when it is on the disk.

use std::{collections::HashMap, path::Path, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use exchange::{Backend, RawCommand};
use rusqlite::{Connection, types::Value};

use super::{
    asked::{in_one, numbers},
    bookings::{booker, command, sealed, shown},
};
use crate::{
    Bar, Failure, Figure, Scale, Spread,
    bare::Row,
    changes::{Changes, Piece},
    measure::{InTurn, timed},
    place::Place,
    report::thousands,
};

/// As many as leave together, where there are citizens enough.
const BATCH: usize = 100;
/// Batches in each run.
const BATCHES: usize = 5;

pub fn measure_single(root: &Path, scale: &Scale) -> Result<Figure, Failure> {
    let measured = measure(root, scale, 1, scale.runs * scale.in_a_run)?;
    let (ours, bare, ratio) = measured.spreads();
    let rate = 1.0 / ratio;
    Ok(Figure {
        name: "booking-command",
        what: format!("one booking command in the backend, durable, {} citizens", thousands(f64::from(scale.many))),
        reference: "FULL transactions of the same rows".to_owned(),
        ours,
        bare,
        ratio,
        bars: vec![Bar {
            text: "≥ 0.5 × the rate".to_owned(),
            measured: format!("{rate:.2} × the rate"),
            met: rate >= 0.5,
        }],
        notes: vec![measured.rows, format!("{} commands/s", thousands(1e6 / ours.p50))],
    })
}

pub fn measure_batch(root: &Path, scale: &Scale) -> Result<Figure, Failure> {
    let batch = BATCH.min(scale.many as usize / 10);
    let measured = measure(root, scale, batch, scale.runs * BATCHES.min(scale.in_a_run / 2))?;
    let (ours, bare, ratio) = measured.spreads();
    let a_second = |spread: Spread| batch as f64 / spread.p50 * 1e6;
    Ok(Figure {
        name: "booking-batch",
        what: format!(
            "{batch} booking commands in the backend, durable, {} citizens",
            thousands(f64::from(scale.many))
        ),
        reference: "one FULL transaction of the same rows".to_owned(),
        ours,
        bare,
        ratio,
        bars: vec![Bar::at_least(10_000.0, "commands/s", a_second(ours))],
        notes: vec![measured.rows, format!("the reference: {} commands/s", thousands(a_second(bare)))],
    })
}

struct Measured {
    in_turn: InTurn,
    rows: String,
}

impl Measured {
    fn spreads(&self) -> (Spread, Spread, f64) {
        (Spread::of(&self.in_turn.ours), Spread::of(&self.in_turn.bare), self.in_turn.ratio())
    }
}

/// So many batches of so many, in turn with the reference, which writes the rows that a rehearsal has left.
fn measure(root: &Path, scale: &Scale, batch: usize, batches: usize) -> Result<Measured, Failure> {
    let place = Place::with_citizens(root, scale.many)?;
    let work = root.join("booking-ours");
    let start = place.copy_to(&root.join("booking-start"))?;
    let commands = accepted(&start, &start.copy_to(&work)?, batch * batches)?;
    let rehearsed = start.copy_to(&work)?;
    execute(&rehearsed, &commands, batch, |_, _| Ok(()))?;
    let changes = Changes::between(&start.backend_file()?, &in_the_same_epoch(&start, &rehearsed)?)?.without("epoch");
    let changes = in_their_order(changes, &commands);
    let rows = format!("rows written for one command: {:.1}", changes.count() as f64 / commands.len().max(1) as f64);

    let mut file = start.copy_to(&root.join("booking-bare"))?.backend_file()?;
    let mut in_turn = InTurn::default();
    execute(&start.copy_to(&work)?, &commands, batch, |nth, taken| {
        in_turn.ours.push(taken);
        let piece = Piece { nth, of: batches };
        let (written, taken) = timed(|| in_one(&mut file, |file| changes.write(file, piece)));
        in_turn.bare.push(taken);
        written
    })?;
    Ok(Measured { in_turn, rows })
}

/// The rows in the order of the commands that have written them. Each command is on a citizen of its own.
fn in_their_order(changes: Changes, commands: &[RawCommand]) -> Changes {
    let ids = commands.iter().map(|command| command.id.0.as_bytes().to_vec());
    let mut order: HashMap<Vec<u8>, usize> = ids.zip(0..).collect();
    let nth = |order: &HashMap<Vec<u8>, usize>, row: &Row| {
        row.iter().find_map(|value| if let Value::Blob(id) = value { order.get(id).copied() } else { None })
    };
    // A line of the journal has both ids: the citizen's first.
    for line in changes.inserted("journal") {
        if let (Some(nth), Some(Value::Blob(citizen))) = (nth(&order, line), line.get(1)) {
            order.insert(citizen.clone(), nth);
        }
    }
    changes.in_the_order(|row| nth(&order, row))
}

/// The file as it were if no epoch had begun with its opening: that is no part of what a command writes.
fn in_the_same_epoch(start: &Place, rehearsed: &Place) -> Result<Connection, Failure> {
    let (start, rehearsed) = (start.backend_file()?, rehearsed.backend_file()?);
    let epoch: String = start.query_row("SELECT value FROM setting WHERE name = 'epoch'", [], |row| row.get(0))?;
    rehearsed.execute("UPDATE setting SET value = ?1 WHERE name = 'epoch'", [epoch])?;
    Ok(rehearsed)
}

/// Commands as a desk sends them, on so many citizens who can be summoned; tried out on a copy.
fn accepted(place: &Place, trial: &Place, count: usize) -> Result<Vec<RawCommand>, Failure> {
    let at: DateTime<Utc> = "2023-09-20T07:00:00Z".parse()?;
    let numbers = numbers(place, count + count / 10 + 5)?;
    let asked = numbers.iter().enumerate().map(|(nth, number)| {
        let command = command(number, nth, at + TimeDelta::days(7) + TimeDelta::minutes(nth as i64 % 480));
        // One after the other, as they come from desks.
        let id = exercise::command_id(at + TimeDelta::milliseconds(nth as i64), &format!("measured {nth}"));
        (id, nth, command)
    });
    let asked: Vec<_> = asked.collect();
    let unseen: Vec<RawCommand> = asked.iter().map(|(id, nth, command)| sealed(*id, *nth, command, at, None)).collect();
    let answers = trial.open_backend()?.connect(booker(0)?).push(&unseen)?;
    let accepted = asked.iter().zip(&answers).filter_map(|((id, nth, command), answer)| {
        shown(answer).map(|seen| sealed(*id, *nth, command, at, Some(seen)))
    });
    let accepted: Vec<RawCommand> = accepted.take(count).collect();
    if accepted.len() < count {
        return Err("too few of the made-up citizens can be summoned".into());
    }
    Ok(accepted)
}

fn execute(
    place: &Place,
    commands: &[RawCommand],
    batch: usize,
    mut each: impl FnMut(usize, Duration) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let connection = place.open_backend()?.connect(booker(0)?);
    for (nth, commands) in commands.chunks(batch).enumerate() {
        let (answers, taken) = timed(|| connection.push(commands));
        if answers?.iter().filter_map(shown).count() != commands.len() {
            return Err("a command is refused that was not before".into());
        }
        each(nth, taken)?;
    }
    Ok(())
}
