use backend::Bundled;
use domain::{CommandId, Now, Refusal};
use exchange::{Answer, Envelope, NoAnswer, Outcome, RawCommand};

use crate::Sent;

/// Executes what happened before the exercise, each command at its own moment, by the same door as every other. Ids are
/// fixed, so what was interrupted is taken up by doing it again.
///
/// # Errors
/// [`NoAnswer`]: what was executed until then stands.
pub fn seed(bundled: &Bundled, life: impl IntoIterator<Item = Sent>) -> Result<Seeded, NoAnswer> {
    let mut seeded = Seeded::default();
    let mut batch: Vec<Sent> = Vec::new();
    for sent in life {
        if batch.first().is_some_and(|first| (first.at, &first.by) != (sent.at, &sent.by)) {
            seeded.execute(bundled, &batch)?;
            batch.clear();
        }
        batch.push(sent);
    }
    seeded.execute(bundled, &batch)?;
    Ok(seeded)
}

/// How a seeding went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seeded {
    /// How many commands were executed.
    pub executed: u64,
    /// Those that the rules refused: none, unless somebody else had been there before.
    pub refused: Vec<(CommandId, Refusal)>,
}

impl Seeded {
    /// Commands of one actor at one moment, in one transaction.
    fn execute(&mut self, bundled: &Bundled, batch: &[Sent]) -> Result<(), NoAnswer> {
        let Some(Sent { at, by, .. }) = batch.first() else { return Ok(()) };
        let sealed: Vec<RawCommand> = (self.executed + 1..)
            .zip(batch)
            .map(|(sequence, sent)| Envelope::of(sent.id, sequence, &sent.command, sent.at).seal())
            .collect();
        for answer in bundled.execute_at(by, &sealed, Now::at(*at))? {
            self.executed += 1;
            if let Answer::Verdict(verdict) = answer
                && let Outcome::Refused(refusal) = verdict.outcome
            {
                self.refused.push((verdict.id, refusal));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use exchange::{Backend, SetClock};
    use sealed::Key;

    use super::*;

    fn opened(folder: &std::path::Path) -> Bundled {
        let clock = Arc::new(SetClock::at(crate::load().start));
        Bundled::open(folder, &Key::from_bytes([7; 32]), reference::jobcentres(), clock).unwrap()
    }

    #[test]
    fn the_exercise_is_taken_in_without_a_refusal_and_twice_is_once() {
        let folder = tempfile::tempdir().unwrap();
        let bundled = opened(folder.path());
        let seeded = seed(&bundled, crate::load().life()).unwrap();
        assert_eq!(seeded.refused, []);
        let connection = bundled.connect(crate::load().who.clone());
        let first = connection.pull(None, 1_000).unwrap();
        assert_eq!(first.items.len(), 21, "the jobcentre's own citizens");
        assert_eq!(seed(&bundled, crate::load().life()).unwrap(), seeded);
        assert_eq!(connection.pull(None, 1_000).unwrap(), first);
    }

    /// Prints how long an average jobcentre takes: `cargo test -p exercise --release -- --nocapture generated_citizens`.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the time is printed for people, nothing depends on it")]
    fn generated_citizens_are_taken_in_without_a_refusal() {
        let folder = tempfile::tempdir().unwrap();
        let bundled = opened(folder.path());
        let count = if cfg!(debug_assertions) { 300 } else { 4_200 };
        let life: Vec<Sent> = crate::generate(7, count).collect();
        let begun = std::time::Instant::now();
        let seeded = seed(&bundled, life).unwrap();
        println!("{} commands of {count} citizens in {:?}", seeded.executed, begun.elapsed());
        assert_eq!(seeded.refused, []);
    }
}
