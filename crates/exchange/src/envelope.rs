use std::{borrow::Cow, fmt};

use chrono::{DateTime, Utc};
use domain::{Command, CommandId, CommandKind, Decision, Refusal, RefusalCode, RuleId, WrittenNumber};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// Version of everything in this crate, told in the handshake.
pub const PROTOCOL: u32 = 1;

/// A command on its way: what is asked, by which id, and what the caseworker had seen when asking.
///
/// Who asks is not in here: actor and rights come from the connection. Fields that this version does not know are kept
/// and written out again.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// Made and stored at the desk before anything is sent. Answered once and for ever.
    pub id: CommandId,
    /// The desk's own order, from 1.
    pub sequence: u64,
    /// Name of the kind, as in [`CommandKind::as_str`].
    pub kind: String,
    /// Version of the kind's body.
    pub kind_version: u32,
    /// The number the command is written under.
    pub number: WrittenNumber,
    /// Feed number of the citizen that was on the screen; none when the citizen was not known here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<u64>,
    /// The desk's time of writing, UTC. Kept and shown; decides nothing.
    pub written_at: DateTime<Utc>,
    /// The decision that was shown before confirming.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<Fingerprint>,
    /// A command that must be accepted before this one makes sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub builds_on: Option<CommandId>,
    /// The refused or held command that this one takes the place of (S23-1.1k).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renews: Option<CommandId>,
    /// What the kind asks for.
    pub body: Value,
    /// Fields of a later version.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// A command as the outbox keeps and sends it: the text is never written anew, only its id is looked at.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawCommand {
    /// The id in the envelope.
    pub id: CommandId,
    /// The envelope as JSON.
    pub text: String,
}

/// What this version makes of a raw command.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// A command it can decide.
    Command(Box<Envelope>, Command),
    /// A kind, or a version of a kind, that it does not know. No verdict: it waits for a version that does.
    NotUnderstood,
    /// A known kind that does not hold what the kind asks for: 1014.
    Malformed(Refusal),
}

/// What stands on the outside of an envelope: enough to find its place among others, without opening it.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The kind of the command.
    pub kind: CommandKind,
    /// The number the command is written under.
    pub number: WrittenNumber,
}

impl Envelope {
    /// Puts a command in an envelope.
    #[must_use]
    pub fn of(id: CommandId, sequence: u64, command: &Command, written_at: DateTime<Utc>) -> Self {
        let body = match serde_json::to_value(command) {
            Ok(Value::Object(one)) => one.into_iter().next().map_or(Value::Null, |(_, body)| body),
            _ => Value::Null,
        };
        Self {
            id,
            sequence,
            kind: command.kind().as_str().to_owned(),
            kind_version: version_of(command),
            number: command.written_under().clone(),
            seen: None,
            written_at,
            fingerprint: None,
            builds_on: None,
            renews: None,
            body,
            rest: Map::new(),
        }
    }

    /// The text that is stored and sent.
    #[must_use]
    pub fn seal(&self) -> RawCommand {
        RawCommand { id: self.id, text: serde_json::to_string(self).unwrap_or_default() }
    }
}

/// Kind and id alone: debug text ends in logs.
impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Envelope({} {})", self.kind, self.id)
    }
}

/// The id alone: debug text ends in logs.
impl fmt::Debug for RawCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawCommand({})", self.id)
    }
}

impl RawCommand {
    /// Reads the heading alone; none where this version does not know the kind.
    #[must_use]
    pub fn heading(&self) -> Option<Heading> {
        #[derive(Deserialize)]
        struct Written<'a> {
            #[serde(borrow)]
            kind: Cow<'a, str>,
            kind_version: u32,
            number: WrittenNumber,
        }
        let written: Written = serde_json::from_str(&self.text).ok()?;
        let kind = known(&written.kind, written.kind_version)?;
        Some(Heading { kind, number: written.number })
    }

    /// Reads the envelope and the command in it.
    #[must_use]
    pub fn open(&self) -> Opened {
        let malformed = Opened::Malformed(Refusal { code: RefusalCode::BadMessage, rule: RuleId::S23_1_1l });
        let Ok(envelope) = serde_json::from_str::<Envelope>(&self.text) else { return malformed };
        if known(&envelope.kind, envelope.kind_version).is_none() {
            return Opened::NotUnderstood;
        }
        let tagged = Value::Object(Map::from_iter([(envelope.kind.clone(), envelope.body.clone())]));
        match serde_json::from_value(tagged) {
            Ok(command) if envelope.id == self.id && envelope.kind_version == version_of(&command) => {
                Opened::Command(Box::new(envelope), command)
            }
            _ => malformed,
        }
    }

    /// A digest of the text: how the same id with another content is noticed.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.text.as_bytes()).into()
    }
}

/// Under which version of its kind a body is written: the first that knows all that it asks for, so that every earlier one
/// still does what it can and leaves the rest to wait.
fn version_of(command: &Command) -> u32 {
    match command {
        Command::EndContactPerson { caseworker: Some(_), .. } => 2,
        _ => 1,
    }
}

/// The kind of that name, where this version knows that version of it.
fn known(kind: &str, version: u32) -> Option<CommandKind> {
    let kind = CommandKind::ALL.iter().copied().find(|one| one.as_str() == kind)?;
    let latest = if kind == CommandKind::EndContactPerson { 2 } else { 1 };
    (1..=latest).contains(&version).then_some(kind)
}

/// A digest of a decision: whether the verdict does what the preview showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of a decision, or of a refusal.
    #[must_use]
    pub fn of(outcome: &Result<Decision, Refusal>) -> Self {
        let text = match outcome {
            Ok(decision) => serde_json::to_string(decision),
            Err(refusal) => serde_json::to_string(refusal),
        };
        let digest = Sha256::digest(text.unwrap_or_default().as_bytes());
        Self(digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect())
    }
}
