use chrono::{DateTime, Utc};
use domain::{Actor, Command, CommandId, Now};
use exchange::{Answer, Envelope, NoAnswer, RawCommand};

use crate::{Bundled, authority::Task};

/// Commands in one transaction: a commit costs more than a decision.
const BATCH: usize = 500;

/// Something that somebody did before the exercise begins.
#[derive(Clone, Debug)]
pub struct Past {
    /// By which command: the same at every seeding, so that an interrupted one is taken up by doing it again.
    pub id: CommandId,
    /// The moment of registration, UTC.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Actor,
    /// What.
    pub command: Command,
}

/// Executes what came before, in the order given, by the same way as every other command.
///
/// # Errors
/// [`NoAnswer::OutOfOrder`]: the commands of the batch that failed and of those after it were not executed.
pub fn seed(backend: &Bundled, past: &[Past]) -> Result<Vec<Answer>, NoAnswer> {
    let mut answers = Vec::with_capacity(past.len());
    for (nth, piece) in past.chunks(BATCH).enumerate() {
        let first = nth * BATCH + 1;
        let sealed: Vec<RawCommand> = (first..).zip(piece).map(|(place, past)| seal(place, past)).collect();
        let tasks = piece.iter().zip(&sealed);
        let tasks: Vec<Task> =
            tasks.map(|(past, command)| Task { actor: &past.actor, command, now: Now::at(past.at) }).collect();
        answers.extend(backend.execute_tasks(&tasks)?);
    }
    Ok(answers)
}

fn seal(place: usize, past: &Past) -> RawCommand {
    Envelope::of(past.id, place as u64, &past.command, past.at).seal()
}
