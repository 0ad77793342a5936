//! One command at a time: confirmed into the outbox, sent, decided, answered, and pulled into the cache.

use std::{path::Path, sync::LazyLock, time::Duration};

use desk::{
    Desk,
    door::{Confirm, Door},
};
use rusqlite::{Connection, params_from_iter, types::Value};

use super::asked::{all_settled, drafted, in_one, no_rest, numbers, open, unwilling};
use crate::{
    Bar, Failure, Figure, Scale, Spread, bare,
    changes::{Changes, Piece, share},
    measure::{InTurn, timed},
    place::Place,
    report::thousands,
};

pub fn measure(root: &Path, scale: &Scale) -> Result<Figure, Failure> {
    let place = Place::with_citizens(root, scale.citizens)?;
    let work = root.join("one-command");
    let count = scale.in_a_run.min(20);
    let rehearsed = place.copy_to(&work)?;
    let before = prepared(&rehearsed, count)?;
    // The rows of the reference are those that a first turn of ours has written.
    let start = rehearsed.copy_to(&root.join("one-command-start"))?;
    run(&rehearsed, &before, None, &mut InTurn::default())?;
    let changes = Written::between(&start, &rehearsed, count)?;
    let mut in_turn = InTurn::default();
    for _ in 0..scale.runs {
        let ours = start.copy_to(&work)?;
        let bare = Bare::open(&start.copy_to(&root.join("one-command-bare"))?, &changes)?;
        run(&ours, &before, Some(bare), &mut in_turn)?;
    }
    let (ours, bare) = (Spread::of(&in_turn.ours), Spread::of(&in_turn.bare));
    Ok(Figure {
        name: "one-command",
        what: "one command, outbox to verdict to cache, in-process".to_owned(),
        reference: "the same rows in transactions of their own, FULL but for the cache".to_owned(),
        ours,
        bare,
        ratio: in_turn.ratio(),
        bars: vec![Bar::at_most(4.0, "×", in_turn.ratio())],
        notes: vec![
            format!("{} citizens", thousands(f64::from(scale.citizens))),
            format!("rows written for one command: {:.1}", changes.count() as f64 / count as f64),
            "five transactions each: confirmed, sent, executed, answered, pulled".to_owned(),
        ],
    })
}

/// The citizens to write on; the desk is closed again.
fn prepared(place: &Place, count: usize) -> Result<Vec<String>, Failure> {
    let bundled = place.open_backend()?;
    let desk = place.open_desk(&bundled)?;
    no_rest(&desk)?;
    let mut written_on = Vec::new();
    for number in numbers(place, count * 2 + 5)? {
        let citizen = open(&desk, &number)?;
        if written_on.len() < count && drafted(&desk, &citizen, 0)?.is_some() {
            written_on.push(number);
        }
    }
    desk.settle();
    Ok(written_on)
}

/// One command on each of the citizens, in turn with the reference.
fn run(place: &Place, numbers: &[String], mut bare: Option<Bare>, in_turn: &mut InTurn) -> Result<(), Failure> {
    let bundled = place.open_backend()?;
    let desk = place.open_desk(&bundled)?;
    let mut drafts = Vec::new();
    for number in numbers {
        drafts.push(open(&desk, number)?);
    }
    // What was opened is handed in here, so that it is no part of the figure.
    desk.settle();
    for (nth, citizen) in drafts.iter().enumerate() {
        let draft = drafted(&desk, citizen, nth)?.ok_or("a comment is refused that was not before")?;
        let (done, taken) = timed(|| from_end_to_end(&desk, draft));
        done?;
        all_settled(&desk)?;
        if let Some(bare) = &mut bare {
            in_turn.ours.push(taken);
            in_turn.bare.push(bare.write(Piece { nth, of: numbers.len() })?);
        }
    }
    Ok(())
}

fn from_end_to_end(desk: &Desk, draft: Confirm) -> Result<(), Failure> {
    desk.confirm(draft).map_err(unwilling)?;
    desk.settle();
    Ok(())
}

/// What the commands have written, file by file.
struct Written {
    outbox: Changes,
    backend: Changes,
    cache: Changes,
}

impl Written {
    fn between(before: &Place, after: &Place, count: usize) -> Result<Self, Failure> {
        let outbox = Changes::between(&before.desk_file("outbox.db")?, &after.desk_file("outbox.db")?)?;
        if outbox.inserted("command").len() != count {
            return Err("not every command came into the outbox".into());
        }
        Ok(Self {
            outbox,
            // Who was opened is handed in before the first command.
            backend: Changes::between(&before.backend_file()?, &after.backend_file()?)?.without("access"),
            cache: Changes::between(&before.desk_file("cache.db")?, &after.desk_file("cache.db")?)?,
        })
    }

    fn count(&self) -> usize {
        self.outbox.count() + self.backend.count() + self.cache.count()
    }
}

/// The files of the reference.
struct Bare<'a> {
    changes: &'a Written,
    /// The columns of a command, by name.
    columns: Vec<String>,
    outbox: Connection,
    backend: Connection,
    cache: Connection,
}

impl<'a> Bare<'a> {
    fn open(place: &Place, changes: &'a Written) -> Result<Self, Failure> {
        let (outbox, cache) = (place.desk_file("outbox.db")?, place.desk_file("cache.db")?);
        let columns = bare::columns(&outbox, "command")?.into_iter().map(|(name, _)| name).collect();
        Ok(Self { changes, columns, outbox, backend: place.backend_file()?, cache })
    }

    fn write(&mut self, piece: Piece) -> Result<Duration, Failure> {
        let Self { changes, columns, outbox, backend, cache } = self;
        let (written, taken) = timed(|| -> Result<(), Failure> {
            in_one(outbox, |file| confirm(file, columns, &changes.outbox, piece))?;
            in_one(outbox, |file| mark_sent(file, &changes.outbox, piece))?;
            in_one(backend, |file| changes.backend.write(file, piece))?;
            in_one(outbox, |file| answer(file, columns, &changes.outbox, piece))?;
            in_one(cache, |file| changes.cache.write(file, piece))
        });
        written?;
        Ok(taken)
    }
}

/// The command comes into the outbox: as it is at the end, but for what becomes of it.
fn confirm(file: &Connection, columns: &[String], outbox: &Changes, piece: Piece) -> Result<(), Failure> {
    for row in share(outbox.inserted("command"), piece) {
        let values = columns.iter().zip(row).map(|(name, value)| match name.as_str() {
            "stage" => &*RESTING,
            "verdict" | "settled_at" => &Value::Null,
            _ => value,
        });
        file.prepare_cached(&bare::insert("command", row.len()))?.execute(params_from_iter(values))?;
    }
    course(file, outbox, piece, 0)
}

static RESTING: LazyLock<Value> = LazyLock::new(|| Value::Text("resting".to_owned()));

/// The command has left.
fn mark_sent(file: &Connection, outbox: &Changes, piece: Piece) -> Result<(), Failure> {
    let mut mark = file.prepare_cached("UPDATE command SET stage = 'sent', settled_at = ?2 WHERE id = ?1")?;
    for row in share(outbox.inserted("command"), piece) {
        mark.execute((row.first(), row.last()))?;
    }
    course(file, outbox, piece, 1)
}

/// The command has its verdict.
fn answer(file: &Connection, columns: &[String], outbox: &Changes, piece: Piece) -> Result<(), Failure> {
    let verdict = columns.iter().position(|name| name == "verdict");
    let verdict = verdict.ok_or("an outbox without verdicts")?;
    let mut answer =
        file.prepare_cached("UPDATE command SET stage = 'accepted', verdict = ?2, settled_at = ?3 WHERE id = ?1")?;
    for row in share(outbox.inserted("command"), piece) {
        answer.execute((row.first(), &row[verdict], row.last()))?;
    }
    course(file, outbox, piece, 2)
}

/// The nth step of each command's course.
fn course(file: &Connection, outbox: &Changes, piece: Piece, step: usize) -> Result<(), Failure> {
    let steps = share(outbox.inserted("course"), piece);
    for row in steps.iter().skip(step).step_by(3) {
        file.prepare_cached(&bare::insert("course", row.len()))?.execute(params_from_iter(row))?;
    }
    Ok(())
}
