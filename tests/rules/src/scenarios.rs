//! Every scenario of the project, played once.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use desk::door::{DeskEvent, OpenAnswer};
use domain::CommandKind;
use scenario::{
    Played, Scenario,
    file::{Act, DeskAct, Switch},
};

/// A scenario and what came of it.
pub struct Run {
    /// The file's name without its ending.
    pub name: String,
    /// As it was read.
    pub scenario: Scenario,
    /// What came of it.
    pub played: Played,
    /// The kinds of events that desks told.
    pub heard: BTreeSet<&'static str>,
    /// How look-ups ended.
    pub opened: BTreeSet<&'static str>,
}

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The scenario files, in the order of their names.
#[must_use]
pub fn files() -> Vec<PathBuf> {
    let folder = fs::read_dir(root().join("assets/scenarios"));
    let mut files: Vec<PathBuf> = folder.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

/// Every scenario, played.
///
/// # Panics
/// When a file cannot be read or played: then there is nothing to report on.
pub fn all() -> &'static [Run] {
    static RUNS: OnceLock<Vec<Run>> = OnceLock::new();
    RUNS.get_or_init(|| files().iter().map(|file| run(file)).collect())
}

#[expect(clippy::panic, reason = "a test harness says so and stops")]
fn run(file: &Path) -> Run {
    let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let text = fs::read_to_string(file).unwrap_or_default();
    let scenario = scenario::read(&text).unwrap_or_else(|bad| panic!("{name}.toml:{bad}"));
    let (mut heard, mut opened) = (BTreeSet::new(), BTreeSet::new());
    let played = scenario::play(&scenario, |_, _, done, _| {
        heard.extend(done.heard.iter().map(|(_, event)| kind_of(event)));
        opened.extend(done.opened.as_ref().map(answer_of));
    });
    let played = played.unwrap_or_else(|error| panic!("{name}.toml: {error}"));
    Run { name, scenario, played, heard, opened }
}

/// The kinds of commands that a scenario sends.
#[must_use]
pub fn commands(run: &Run) -> BTreeSet<CommandKind> {
    let mut kinds: BTreeSet<CommandKind> = BTreeSet::new();
    for step in &run.scenario.steps {
        match &step.act {
            Act::Actor { command, .. }
            | Act::Repeat { with: Some(command), .. }
            | Act::Desk { act: DeskAct::Write(command) | DeskAct::Correct { command, .. }, .. } => {
                kinds.insert(command.kind());
            }
            Act::Repeat { with: None, .. } | Act::Read { .. } | Act::Desk { .. } | Act::Clock(_) => {}
        }
    }
    kinds
}

/// The kinds of steps that a scenario takes.
#[must_use]
pub fn steps(run: &Run) -> BTreeSet<&'static str> {
    let kind = |act: &Act| match act {
        Act::Actor { fault: true, .. } => "actor with fault",
        Act::Actor { .. } => "actor",
        Act::Read { .. } => "read",
        Act::Clock(_) => "clock",
        Act::Repeat { with: Some(_), .. } => "repeat with another content",
        Act::Repeat { with: None, .. } => "repeat",
        Act::Desk { lose_reply: true, .. } => "lose_reply",
        Act::Desk { act, .. } => match act {
            DeskAct::Write(_) => "write",
            DeskAct::Correct { .. } => "correct",
            DeskAct::Go(Switch::Offline) => "offline",
            DeskAct::Go(Switch::Online) => "online",
            DeskAct::LookUp { .. } => "look_up",
            DeskAct::SendOnNewNumber(_) => "send_on_new_number",
            DeskAct::SendNow(_) => "send_now",
            DeskAct::Undo(_) => "undo",
            DeskAct::Discard { .. } => "discard",
        },
    };
    run.scenario.steps.iter().map(|step| kind(&step.act)).collect()
}

/// What [`steps`] can find.
pub const STEPS: [&str; 16] = [
    "actor",
    "actor with fault",
    "clock",
    "correct",
    "discard",
    "lose_reply",
    "look_up",
    "offline",
    "online",
    "read",
    "repeat",
    "repeat with another content",
    "send_now",
    "send_on_new_number",
    "undo",
    "write",
];

fn kind_of(event: &DeskEvent) -> &'static str {
    match event {
        DeskEvent::Changed { .. } => "changed",
        DeskEvent::Outbox => "outbox",
        DeskEvent::Connection { .. } => "connection",
        DeskEvent::Trouble => "trouble",
        DeskEvent::Inbox => "inbox",
        DeskEvent::Gate { .. } => "gate",
        DeskEvent::LocksSoon { .. } => "locks_soon",
    }
}

fn answer_of(answer: &OpenAnswer) -> &'static str {
    match answer {
        OpenAnswer::Citizen { .. } => "citizen",
        OpenAnswer::AskPurpose { .. } => "ask_purpose",
        OpenAnswer::Unknown { .. } => "unknown",
        OpenAnswer::OutOfReach { .. } => "out_of_reach",
    }
}
