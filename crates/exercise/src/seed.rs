use backend::{Bundled, exercise::Past};
use domain::{CommandId, Refusal};
use exchange::{Answer, NoAnswer, Outcome, Verdict};

use crate::Sent;

/// Executes what happened before the exercise, each command at its own moment, by the same door as every other. Ids are
/// fixed, so what was interrupted is taken up by doing it again.
///
/// # Errors
/// [`NoAnswer`]: what was executed until then stands.
pub fn seed(bundled: &Bundled, life: impl IntoIterator<Item = Sent>) -> Result<Seeded, NoAnswer> {
    let past: Vec<Past> =
        life.into_iter().map(|Sent { id, at, by, command }| Past { id, at, actor: by, command }).collect();
    let answers = backend::exercise::seed(bundled, &past)?;
    let refused = answers.iter().filter_map(|answer| match answer {
        Answer::Verdict(Verdict { id, outcome: Outcome::Refused(refusal), .. }) => Some((*id, *refusal)),
        Answer::Verdict(_) | Answer::NotUnderstood { .. } | Answer::IdTaken { .. } => None,
    });
    Ok(Seeded { executed: answers.len() as u64, refused: refused.collect() })
}

/// How a seeding went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seeded {
    /// How many commands were executed.
    pub executed: u64,
    /// Those that the rules refused: none, unless somebody else had been there before.
    pub refused: Vec<(CommandId, Refusal)>,
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use exchange::{Backend, Scope, SetClock};
    use sealed::Key;

    use super::*;

    fn opened(folder: &std::path::Path) -> Bundled {
        let clock = Arc::new(SetClock::at(crate::load().start));
        Bundled::open(folder, &Key::from_bytes([7; 32]), reference::lists(), clock).unwrap()
    }

    #[test]
    fn the_exercise_is_taken_in_without_a_refusal_and_twice_is_once() {
        let folder = tempfile::tempdir().unwrap();
        let bundled = opened(folder.path());
        let seeded = seed(&bundled, crate::load().life()).unwrap();
        assert_eq!(seeded.refused, []);
        let connection = bundled.connect(crate::load().who.clone());
        let first = connection.pull(Scope::Jobcentre, None, 1_000).unwrap();
        assert_eq!(first.items.len(), 21, "the jobcentre's own citizens");
        assert_eq!(seed(&bundled, crate::load().life()).unwrap(), seeded);
        assert_eq!(connection.pull(Scope::Jobcentre, None, 1_000).unwrap(), first);
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
