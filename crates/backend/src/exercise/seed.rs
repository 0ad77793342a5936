use chrono::{DateTime, Utc};
use domain::{Actor, Command, CommandId, Now};
use exchange::{Answer, Envelope, NoAnswer, RawCommand};
use uuid::{Builder, Uuid};

use crate::{Bundled, authority::Task};

/// Commands in one transaction: a commit costs more than a decision.
const BATCH: usize = 500;

/// Something that somebody did before the exercise begins.
#[derive(Clone, Debug)]
pub struct Past {
    /// The moment of registration, UTC.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Actor,
    /// What.
    pub command: Command,
}

/// Executes what came before, in the order given, by the same way as every other command. The ids follow from place and
/// moment, so an interrupted seeding is taken up by doing it again.
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
    let place = place as u64;
    Envelope::of(CommandId(id(place, past.at)), place, &past.command, past.at).seal()
}

/// Of version 7, as every command's, but with the place where chance would be.
fn id(place: u64, at: DateTime<Utc>) -> Uuid {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    let mut tail = [0; 10];
    tail[2..].copy_from_slice(&place.to_be_bytes());
    Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
}
