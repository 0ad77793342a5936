use chrono::{DateTime, Utc};
use domain::{Actor, Command, CprNumber};
use serde::Deserialize;
use toml::Spanned;

use super::{BadFile, Place};

/// A sentence of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Danish.
    pub da: String,
    /// English; the Danish one where the file has none.
    pub en: String,
}

/// One thing that happens.
#[derive(Clone, Debug)]
pub struct Step {
    /// What the trainer says about it.
    pub say: Option<Words>,
    /// What happens.
    pub act: Act,
    /// Line in the file.
    pub line: usize,
}

/// What happens.
#[derive(Clone, Debug)]
pub enum Act {
    /// A command comes straight to the backend.
    Actor {
        /// From whom.
        actor: Actor,
        /// Which.
        command: Command,
        /// Whether the decision of this one command fails inside (S22-2a).
        fault: bool,
    },
    /// A fund reads of a citizen at the backend.
    Read {
        /// Who.
        actor: Actor,
        /// Whom: any number.
        number: CprNumber,
    },
    /// Somebody does something at a desk.
    Desk {
        /// Which.
        desk: String,
        /// What.
        act: DeskAct,
        /// Whether the backend's next answer to what the desk sends is lost on the way.
        lose_reply: bool,
    },
    /// The clock of everybody is set.
    Clock(DateTime<Utc>),
    /// The command of an earlier step comes once more with the same id.
    Repeat {
        /// Of which step.
        step: usize,
        /// With another content.
        with: Option<Command>,
    },
}

/// What somebody does at a desk.
#[derive(Clone, Debug)]
pub enum DeskAct {
    /// Writes a command and confirms it.
    Write(Command),
    /// Corrects the refused command of an earlier step and sends it again, with a new id.
    Correct {
        /// Of which step.
        step: usize,
        /// As it is now.
        command: Command,
    },
    /// Goes offline or online.
    Go(Switch),
    /// Opens a citizen.
    LookUp {
        /// What is typed.
        typed: String,
        /// Why, for a citizen of another jobcentre.
        purpose: Option<String>,
    },
    /// *Send på det nye nummer*.
    SendOnNewNumber(usize),
    /// Ends the rest of a command.
    SendNow(usize),
    /// Takes a command back.
    Undo(usize),
    /// *Kassér med begrundelse*.
    Discard {
        /// Of which step.
        step: usize,
        /// Why.
        reason: String,
    },
}

/// The switch of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Switch {
    /// Off.
    Offline,
    /// On.
    Online,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    say: Option<String>,
    say_en: Option<String>,
    actor: Option<Spanned<String>>,
    desk: Option<String>,
    #[serde(rename = "do")]
    command: Option<Command>,
    read: Option<Spanned<String>>,
    clock: Option<Spanned<String>>,
    repeat: Option<Spanned<usize>>,
    go: Option<Switch>,
    look_up: Option<String>,
    purpose: Option<String>,
    correct: Option<Spanned<usize>>,
    send_on_new_number: Option<Spanned<usize>>,
    send_now: Option<Spanned<usize>>,
    undo: Option<Spanned<usize>>,
    discard: Option<Spanned<usize>>,
    reason: Option<String>,
    #[serde(default)]
    lose_reply: bool,
    #[serde(default)]
    fault: bool,
}

pub(super) fn step(line: Spanned<Line>, nth: usize, place: &Place) -> Result<Step, BadFile> {
    let span = line.span();
    let mut line = line.into_inner();
    let say = line.say.take().map(|da| Words { en: line.say_en.take().unwrap_or_else(|| da.clone()), da });
    let act = act(line, nth, place).map_err(|problem| match problem {
        Problem::At(bad) => bad,
        Problem::Shape(problem) => place.bad(span.clone(), problem),
    })?;
    Ok(Step { say, act, line: place.line_and_column(span.start).0 })
}

enum Problem {
    At(BadFile),
    Shape(&'static str),
}

const FORM: &str = "a step is one of: actor with do or read; desk with do, go, look_up, correct, send_on_new_number, send_now, undo or discard; clock; repeat";

fn act(line: Line, nth: usize, place: &Place) -> Result<Act, Problem> {
    let Line { actor, desk, clock, repeat, .. } = &line;
    match (actor, desk, clock, repeat) {
        (Some(_), None, None, None) => from_actor(line, place),
        (None, Some(desk), None, None) => {
            let desk = desk.clone();
            let lose_reply = line.lose_reply;
            if line.fault {
                return Err(Problem::Shape("a fault belongs to a step with an actor"));
            }
            Ok(Act::Desk { desk, act: at_desk(line, nth, place)?, lose_reply })
        }
        (None, None, Some(clock), None) => {
            let moment = exercise::moment(clock.get_ref());
            let moment = moment.map_err(|error| Problem::At(place.bad(clock.span(), error)))?;
            only(&line, 0)?;
            Ok(Act::Clock(moment))
        }
        (None, None, None, Some(repeat)) => {
            let step = earlier(repeat, nth, place)?;
            only(&line, usize::from(line.command.is_some()))?;
            Ok(Act::Repeat { step, with: line.command })
        }
        _ => Err(Problem::Shape(FORM)),
    }
}

fn from_actor(line: Line, place: &Place) -> Result<Act, Problem> {
    only(&line, 1)?;
    match (line.actor, line.command) {
        (Some(actor), Some(command)) => {
            Ok(Act::Actor { actor: known_actor(&actor, place)?, command, fault: line.fault })
        }
        (Some(actor), None) if line.read.is_some() && !line.fault => {
            let read = line.read.ok_or(Problem::Shape(FORM))?;
            let number = read.get_ref().parse();
            let number = number.map_err(|_| Problem::At(place.bad(read.span(), "that is no CPR number")))?;
            Ok(Act::Read { actor: known_actor(&actor, place)?, number })
        }
        _ => Err(Problem::Shape("a step with an actor needs do = { … } or read = \"…\"")),
    }
}

fn known_actor(actor: &Spanned<String>, place: &Place) -> Result<Actor, Problem> {
    exercise::actor(actor.get_ref()).map_err(|error| Problem::At(place.bad(actor.span(), error)))
}

fn at_desk(line: Line, nth: usize, place: &Place) -> Result<DeskAct, Problem> {
    only(&line, if line.correct.is_some() { 2 } else { 1 })?;
    let step = |of: &Spanned<usize>| earlier(of, nth, place);
    if let Some(of) = &line.correct {
        let step = step(of)?;
        let command = line.command.ok_or(Problem::Shape("correct needs do = { … }"))?;
        return Ok(DeskAct::Correct { step, command });
    }
    if let Some(command) = line.command {
        return Ok(DeskAct::Write(command));
    }
    if let Some(switch) = line.go {
        return Ok(DeskAct::Go(switch));
    }
    if let Some(typed) = line.look_up {
        return Ok(DeskAct::LookUp { typed, purpose: line.purpose });
    }
    if let Some(of) = &line.send_on_new_number {
        return Ok(DeskAct::SendOnNewNumber(step(of)?));
    }
    if let Some(of) = &line.send_now {
        return Ok(DeskAct::SendNow(step(of)?));
    }
    if let Some(of) = &line.undo {
        return Ok(DeskAct::Undo(step(of)?));
    }
    if let Some(of) = &line.discard {
        let step = step(of)?;
        let reason = line.reason.ok_or(Problem::Shape("discard needs a reason"))?;
        return Ok(DeskAct::Discard { step, reason });
    }
    Err(Problem::Shape(FORM))
}

/// How many of the things that a step can do stand on the line.
fn only(line: &Line, expected: usize) -> Result<(), Problem> {
    let acts = [
        line.command.is_some(),
        line.read.is_some(),
        line.go.is_some(),
        line.look_up.is_some(),
        line.correct.is_some(),
        line.send_on_new_number.is_some(),
        line.send_now.is_some(),
        line.undo.is_some(),
        line.discard.is_some(),
    ];
    let is_alone = acts.into_iter().filter(|is_there| *is_there).count() == expected;
    let fits = (line.purpose.is_none() || line.look_up.is_some())
        && (line.reason.is_none() || line.discard.is_some())
        && (!line.lose_reply || line.desk.is_some())
        && (!line.fault || line.actor.is_some());
    if is_alone && fits { Ok(()) } else { Err(Problem::Shape(FORM)) }
}

fn earlier(of: &Spanned<usize>, nth: usize, place: &Place) -> Result<usize, Problem> {
    let step = *of.get_ref();
    if (1..nth).contains(&step) {
        return Ok(step);
    }
    Err(Problem::At(place.bad(of.span(), format!("step {step} is not an earlier step than {nth}"))))
}
