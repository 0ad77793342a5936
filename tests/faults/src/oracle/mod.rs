//! What must hold, kept as simply as possible: a model of what the backend must know, and a list of what caseworkers have
//! confirmed with what has become of it.

mod deadlines;
mod decisions;
mod meetings;
mod participation;
mod referrals;
mod tally;
pub mod typed;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use desk::door::{BookingFields, DraftForm};
use domain::{Actor, Command, CommandId, CprNumber};
use exchange::{AccessLink, Answer, Opened, Outcome, RawCommand};

pub use deadlines::{Met, Term};
pub use decisions::{DECISIONS, Decisions};
pub use meetings::{ALONE, Diary, JOINT, Meeting, Side, State};
pub use participation::{Choice, ChoiceEnd, Who};
pub use referrals::Referral;
pub use tally::Tally;
use world::name_of;
pub use world::{Note, World};

/// The simple model beside the real thing. The first thing that does not hold is kept.
#[derive(Default)]
pub struct Oracle {
    /// What the backend must know.
    pub world: World,
    /// What it knew when its file was copied.
    copy: World,
    /// Everything that a caseworker has confirmed.
    pub written: Vec<Written>,
    by_command: BTreeMap<CommandId, usize>,
    outer_world: BTreeSet<CommandId>,
    /// The numbers that were ever taken from their citizens.
    left: BTreeSet<CprNumber>,
    /// Pairs of citizens that were ever one.
    merged: Vec<(usize, usize)>,
    /// Commands that were accepted, and that a restored backup has forgotten.
    pub forgotten: BTreeSet<CommandId>,
    /// What each device has handed in.
    logs: BTreeMap<String, BTreeMap<u64, AccessLink>>,
    /// How often a backup was restored.
    pub restored: usize,
    /// What was typed of a booking, by its words, and when it begins.
    typed: BTreeMap<String, (BookingFields, DateTime<Utc>)>,
    /// How many booking commands there were.
    pub tally: Tally,
    /// How many on deadlines, referrals and who takes part.
    pub decisions: Decisions,
    /// The latest moment that the backend's clock has shown.
    pub latest: DateTime<Utc>,
    violation: Option<Violation>,
}

/// What a caseworker wrote, and what was made of it.
pub struct Written {
    /// At which desk.
    pub desk: usize,
    /// About whom.
    pub citizen: usize,
    /// The commands that it became, one in the place of the other; the last one counts.
    pub commands: Vec<Sent>,
    /// How it ended at the desk, if a caseworker has ended it.
    pub end: End,
}

/// One command, as the caseworker confirmed it.
#[derive(Clone)]
pub struct Sent {
    /// Its id.
    pub id: CommandId,
    /// What was typed.
    pub form: DraftForm,
}

/// What a caseworker has made of a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// Nothing: it is to be sent.
    Open,
    /// It was taken back.
    TakenBack,
    /// It was discarded.
    Discarded,
}

/// Something that must hold and does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// What kind of thing.
    pub kind: Kind,
    /// What exactly.
    pub what: String,
}

/// What can fail to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Confirmed, and neither accepted nor shown.
    Lost,
    /// Done twice.
    Twice,
    /// Done under an id that nobody has confirmed.
    Stranger,
    /// Done in somebody else's name.
    ByAnother,
    /// Done although it was taken back or discarded.
    Revived,
    /// An answer is not what it was.
    AnswerChanged,
    /// An answer is not what the rules say.
    WrongAnswer,
    /// Held back without a reason.
    HeldForNothing,
    /// Still waiting although everything has been sent.
    Stuck,
    /// The backend's rows are not what was accepted.
    WrongRows,
    /// A desk does not show what the backend has.
    NotTheSame,
    /// A message of a change of number is missing, or came twice.
    Messages,
    /// A chain of an access log does not hold.
    Log,
    /// A booking or a held conversation is not what was typed.
    NotAsTyped,
    /// What was typed is gone.
    Draft,
    /// A desk says that a file cannot be used.
    File,
    /// The program has panicked.
    Panic,
}

impl Oracle {
    /// Nothing has happened in this world yet.
    pub fn of(world: World) -> Self {
        Self { world, ..Self::default() }
    }

    /// Remembers what does not hold, if everything did until now.
    pub fn object(&mut self, kind: Kind, what: impl Into<String>) {
        if self.violation.is_none() {
            self.violation = Some(Violation { kind, what: what.into() });
        }
    }

    /// What does not hold.
    pub fn violation(&self) -> Option<Violation> {
        self.violation.clone()
    }

    /// A caseworker has confirmed something.
    pub fn confirmed(&mut self, desk: usize, citizen: usize, sent: Sent) {
        self.by_command.insert(sent.id, self.written.len());
        self.written.push(Written { desk, citizen, commands: vec![sent], end: End::Open });
    }

    /// Another command has taken a command's place.
    pub fn renewed(&mut self, old: CommandId, sent: Sent) {
        let written = self.by_command[&old];
        self.by_command.insert(sent.id, written);
        self.written[written].commands.push(sent);
    }

    /// A caseworker has taken a command back. One that it took the place of stands again.
    pub fn taken_back(&mut self, id: CommandId) {
        let written = &mut self.written[self.by_command[&id]];
        if written.commands.len() == 1 {
            written.end = End::TakenBack;
        } else {
            written.commands.pop();
        }
    }

    /// A caseworker has discarded a command.
    pub fn discarded(&mut self, id: CommandId) {
        self.written[self.by_command[&id]].end = End::Discarded;
    }

    /// Whether somebody has confirmed it.
    pub fn is_known(&self, id: CommandId) -> bool {
        self.by_command.contains_key(&id)
    }

    /// About whom it is.
    pub fn whose(&self, id: CommandId) -> Option<usize> {
        Some(self.written[*self.by_command.get(&id)?].citizen)
    }

    /// What was typed.
    pub fn form_of(&self, id: CommandId) -> Option<DraftForm> {
        let written = &self.written[*self.by_command.get(&id)?];
        written.commands.iter().find(|sent| sent.id == id).map(|sent| sent.form.clone())
    }

    /// A booking is typed: what, and when it begins.
    pub fn types_booking(&mut self, fields: &BookingFields, start: DateTime<Utc>) {
        self.typed.insert(fields.description.clone(), (fields.clone(), start));
    }

    /// What was typed of the booking with these words, and when it begins.
    pub fn typed_booking(&self, words: &str) -> Option<&(BookingFields, DateTime<Utc>)> {
        self.typed.get(words)
    }

    /// The outer world is about to send a command.
    pub fn outer_world(&mut self, id: CommandId) {
        self.outer_world.insert(id);
    }

    /// The backend's file is copied.
    pub fn backed_up(&mut self) {
        self.copy = self.world.clone();
    }

    /// The copy is in the file's place.
    pub fn restored(&mut self) {
        let accepted = self.world.answered.values().filter(|answer| is_accepted(answer)).map(Answer::id);
        let forgotten = accepted.filter(|id| !self.copy.answered.contains_key(id));
        self.forgotten.extend(forgotten.collect::<Vec<_>>());
        self.world = self.copy.clone();
        self.restored += 1;
    }

    /// Whether the citizen was ever the same person as the other.
    pub fn were_ever_one(&self, one: usize, other: usize) -> bool {
        let mut family = BTreeSet::from([one]);
        for _ in 0..self.merged.len() {
            for (from, to) in &self.merged {
                if family.contains(from) || family.contains(to) {
                    family.extend([*from, *to]);
                }
            }
        }
        family.contains(&other)
    }

    /// Whether the citizen was ever two.
    pub fn was_ever_two(&self, citizen: usize) -> bool {
        self.merged.iter().any(|(from, to)| *from == citizen || *to == citizen)
    }

    /// The numbers that were ever taken from their citizens.
    pub fn left(&self) -> impl Iterator<Item = CprNumber> + '_ {
        self.left.iter().copied()
    }

    /// The backend has answered.
    pub fn hears(&mut self, actor: &Actor, commands: &[RawCommand], answers: &[Answer], now: DateTime<Utc>) {
        let ids: Vec<CommandId> = commands.iter().map(|command| command.id).collect();
        if ids != answers.iter().map(Answer::id).collect::<Vec<_>>() {
            return self.object(Kind::WrongAnswer, "the answers are not to what was asked");
        }
        self.latest = self.latest.max(now);
        for (raw, answer) in commands.iter().zip(answers) {
            self.hears_one(actor, raw, answer, now);
        }
    }

    fn hears_one(&mut self, actor: &Actor, raw: &RawCommand, answer: &Answer, now: DateTime<Utc>) {
        if let Some(before) = self.world.answered.get(&raw.id) {
            if before != answer {
                self.object(Kind::AnswerChanged, self.named(raw.id));
            }
            return;
        }
        let Opened::Command(_, command) = raw.open() else { panic!("the simulation writes what can be read") };
        self.may_be_executed(raw.id, &command, name_of(actor));
        let outcome = match answer {
            Answer::Verdict(verdict) => &verdict.outcome,
            other => return self.object(Kind::WrongAnswer, format!("{}: {other:?}", self.named(raw.id))),
        };
        let objection = self.world.objection(actor, &command, now);
        match (outcome, objection) {
            (Outcome::Refused(refusal), Some(code)) if refusal.code == code => {}
            (Outcome::Accepted { .. }, None) => {
                self.is_as_typed(&command);
                if self.form_of(raw.id).is_some_and(|form| !typed::is_said(&form, &command)) {
                    self.object(Kind::NotAsTyped, self.named(raw.id));
                }
                self.notes_change_of_number(&command);
                self.world.carry_out(raw.id, actor, &command, now);
            }
            (outcome, expected) => {
                let got = match outcome {
                    Outcome::Refused(refusal) => refusal.code.as_str(),
                    Outcome::Accepted { .. } => "accepted",
                };
                let expected = expected.map_or("accepted", |code| code.as_str());
                self.object(Kind::WrongAnswer, format!("{}: {got} instead of {expected}", self.named(raw.id)));
            }
        }
        self.tally.count(actor, &command, outcome);
        self.decisions.count(actor, &command, outcome);
        self.world.answered.insert(raw.id, answer.clone());
    }

    /// What a caseworker's booking says is what was typed.
    fn is_as_typed(&mut self, command: &Command) {
        let booking = match command {
            Command::MakeBooking { booking, .. } | Command::ChangeBooking { booking, .. } => booking,
            Command::RegisterHeldConversation { next: Some(next), .. } => next,
            _ => return,
        };
        let Some(words) = &booking.description else { return };
        if self.typed.get(words).is_some_and(|(_, start)| *start != booking.start) {
            self.object(Kind::NotAsTyped, format!("the booking of {words} begins at another time"));
        }
    }

    /// Only what somebody has confirmed and not ended, in their own name, and once.
    fn may_be_executed(&mut self, id: CommandId, command: &Command, by: &str) {
        if let Some(text) = typed::words_of(command)
            && self.world.texts.contains(text)
        {
            return self.object(Kind::Twice, text.clone());
        }
        if self.outer_world.contains(&id) {
            return;
        }
        let Some(written) = self.by_command.get(&id) else {
            return self.object(Kind::Stranger, format!("a command of the kind {}", command.kind().as_str()));
        };
        let written = &self.written[*written];
        let stands = written.end == End::Open && written.commands.last().is_some_and(|last| last.id == id);
        if crate::simulation::CASEWORKERS[written.desk].0 != by {
            self.object(Kind::ByAnother, format!("{} in the name of {by}", self.named(id)));
        } else if !stands {
            self.object(Kind::Revived, self.named(id));
        }
    }

    fn notes_change_of_number(&mut self, command: &Command) {
        if let Command::ChangeNumber { old, new, .. } = command {
            let (old, new) = (old.read().unwrap(), new.read().unwrap());
            self.left.insert(old);
            let with = |number| self.world.persons().find(|person| self.world.numbers(*person).contains(&number));
            if let (Some(from), Some(to)) = (with(old), with(new)) {
                self.merged.push((from, to));
            }
        }
    }

    /// A desk has handed in a piece of its access log: the same link is always the same.
    pub fn hears_log(&mut self, device: &str, links: &[AccessLink]) {
        let log = self.logs.entry(device.to_owned()).or_default();
        let is_other = links.iter().any(|link| log.get(&link.sequence).is_some_and(|before| before != link));
        log.extend(links.iter().map(|link| (link.sequence, link.clone())));
        if is_other {
            self.object(Kind::Log, "a link is not what it was");
        }
    }

    /// Every device that has handed in.
    pub fn devices(&self) -> impl Iterator<Item = &str> {
        self.logs.keys().map(String::as_str)
    }

    /// All that a device has handed in.
    pub fn log(&self, device: &str) -> impl Iterator<Item = AccessLink> + '_ {
        self.logs.get(device).into_iter().flat_map(|links| links.values().cloned())
    }

    /// A command in words that are the same at every run.
    pub fn named(&self, id: CommandId) -> String {
        let Some(written) = self.by_command.get(&id) else { return "a command of the outer world".to_owned() };
        let Written { desk, citizen, commands, .. } = &self.written[*written];
        let form = commands.iter().find(|sent| sent.id == id).map(|sent| &sent.form);
        let text = form.and_then(typed::words).map_or("no text", String::as_str);
        format!("what was written at desk {desk} as number {written} on citizen {citizen} ({text})")
    }
}

/// Whether the command was carried out.
pub fn is_accepted(answer: &Answer) -> bool {
    matches!(answer, Answer::Verdict(verdict) if matches!(verdict.outcome, Outcome::Accepted { .. }))
}
