//! Commands that have waited leave, and every verdict is on the disk at both ends.

use std::{path::Path, time::Duration};

use desk::door::Door;
use rusqlite::Connection;

use super::asked::{all_settled, drafted, go_offline, in_one, no_rest, numbers, open, unwilling};
use crate::{
    Bar, Failure, Figure, Scale, Spread,
    changes::{Changes, Piece, share},
    measure::{InTurn, timed},
    place::Place,
    report::thousands,
};

/// The most commands that leave together.
const BATCH: usize = desk::sync::MAX_BATCH;

pub fn measure(root: &Path, scale: &Scale) -> Result<Figure, Failure> {
    let place = Place::with_citizens(root, scale.citizens)?;
    let waiting = place.copy_to(&root.join("push-waiting"))?;
    write(&waiting, scale.waiting)?;
    let work = root.join("push-ours");
    let rehearsed = waiting.copy_to(&work)?;
    send(&rehearsed)?;
    let bare = Bare::between(&waiting, &rehearsed, scale.waiting)?;
    let mut in_turn = InTurn::default();
    for _ in 0..scale.runs {
        let ours = waiting.copy_to(&work)?;
        in_turn.ours.push(send(&ours)?);
        in_turn.bare.push(bare.write(&waiting.copy_to(&root.join("push-bare"))?)?);
    }
    let (ours, reference) = (Spread::of(&in_turn.ours), Spread::of(&in_turn.bare));
    Ok(Figure {
        name: "push",
        what: format!("push of {} waiting commands, durable verdicts", thousands(scale.waiting as f64)),
        reference: format!("the same rows in the same {} batches", bare.batches),
        ours,
        bare: reference,
        ratio: in_turn.ratio(),
        bars: vec![
            Bar::at_most(3.0, "×", in_turn.ratio()),
            Bar::at_least(10_000.0, "commands/s", scale.waiting as f64 / ours.p50 * 1e6),
        ],
        notes: vec![format!(
            "rows written: {} in the backend, {} in the outbox, {} in the cache",
            bare.backend.count(),
            bare.outbox.count(),
            bare.cache.count()
        )],
    })
}

/// One comment on each of so many citizens, confirmed while the desk is offline.
fn write(place: &Place, count: usize) -> Result<(), Failure> {
    let numbers = numbers(place, count + count / 10 + 1)?;
    let bundled = place.open_backend()?;
    let desk = place.open_desk(&bundled)?;
    let citizens = numbers.iter().map(|number| open(&desk, number)).collect::<Result<Vec<_>, _>>()?;
    // What was opened is handed in here, so that it is no part of the push.
    desk.settle();
    go_offline(&desk)?;
    no_rest(&desk)?;
    let mut written = 0;
    for citizen in &citizens {
        if written < count
            && let Some(draft) = drafted(&desk, citizen, written)?
        {
            desk.confirm(draft).map_err(unwilling)?;
            written += 1;
        }
    }
    Ok(())
}

/// How long it takes until every verdict is at the desk.
fn send(place: &Place) -> Result<Duration, Failure> {
    let bundled = place.open_backend()?;
    let desk = place.open_desk(&bundled)?;
    let ((), taken) = timed(|| desk.settle());
    all_settled(&desk)?;
    Ok(taken)
}

/// The transactions of the reference.
struct Bare {
    batches: usize,
    backend: Changes,
    outbox: Changes,
    cache: Changes,
}

impl Bare {
    fn between(before: &Place, after: &Place, waiting: usize) -> Result<Self, Failure> {
        Ok(Self {
            batches: waiting.div_ceil(BATCH),
            // Opening a citizen was logged and is handed in on the way: ours alone does that.
            backend: Changes::between(&before.backend_file()?, &after.backend_file()?)?.without("access"),
            outbox: Changes::between(&before.desk_file("outbox.db")?, &after.desk_file("outbox.db")?)?,
            cache: Changes::between(&before.desk_file("cache.db")?, &after.desk_file("cache.db")?)?,
        })
    }

    /// Each batch as the program writes it: marked as sent, executed, answered, and pulled.
    fn write(&self, place: &Place) -> Result<Duration, Failure> {
        let (mut backend, mut cache) = (place.backend_file()?, place.desk_file("cache.db")?);
        let mut outbox = place.desk_file("outbox.db")?;
        let (written, taken) = timed(|| -> Result<(), Failure> {
            for nth in 0..self.batches {
                let piece = Piece { nth, of: self.batches };
                in_one(&mut outbox, |file| mark_sent(file, &self.outbox, piece))?;
                in_one(&mut backend, |file| self.backend.write(file, piece))?;
                in_one(&mut outbox, |file| self.outbox.write(file, piece))?;
                in_one(&mut cache, |file| self.cache.write(file, piece))?;
            }
            Ok(())
        });
        written?;
        Ok(taken)
    }
}

/// The stage is written twice: before the command leaves, and with its verdict.
fn mark_sent(file: &Connection, outbox: &Changes, piece: Piece) -> Result<(), Failure> {
    let mut mark = file.prepare_cached("UPDATE command SET stage = 'sent' WHERE id = ?1")?;
    for row in share(outbox.updated("command"), piece) {
        mark.execute([row.first()])?;
    }
    Ok(())
}
