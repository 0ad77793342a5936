use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use backend::Bundled;
use desk::{
    Caseworker, Desk, Faults, Line,
    door::{
        Confirm, Correcting, DeskError, DeskEvent, Discard, Door, Draft, DraftForm, EntryRef, EntryState, Nothing,
        OpenAnswer, OpenBy, OpenCitizen, OutboxEntry, Preview, PurposeGiven, RefusalView, SwitchConnection,
    },
};
use domain::{Actor, CaseworkerId, Command, CommandId, RuleId};
use exchange::{Envelope, SetClock};

use super::{Done, Stage, opened_as};
use crate::file::{Act, DeskAct, DeskLine, Scenario, Switch};

/// The desks of a stage.
pub(super) struct Desks {
    folder: PathBuf,
    seats: BTreeMap<String, Seat>,
}

/// One desk with somebody at it.
struct Seat {
    desk: Desk,
    who: Actor,
    faults: Faults,
    heard: Arc<Mutex<Vec<DeskEvent>>>,
    /// Every command of this desk as it was last seen.
    seen: BTreeMap<CommandId, OutboxEntry>,
}

/// A command in an outbox, in the words of the file.
pub struct Outboxed {
    /// `waiting`, `held` …
    pub state: String,
    /// Why it is refused or held.
    pub code: Option<String>,
    /// The rule behind it.
    pub rule: Option<String>,
    /// Whether *Send på det nye nummer* is offered.
    pub can_send_on_new_number: bool,
}

impl Desks {
    /// Opens every desk that the scenario names.
    pub fn open(folder: &Path, scenario: &Scenario, bundled: &Bundled, clock: &Arc<SetClock>) -> Result<Self, String> {
        let mut desks = Self { folder: folder.to_owned(), seats: BTreeMap::new() };
        let named = scenario.steps.iter().filter_map(|step| match &step.act {
            Act::Desk { desk, .. } => Some(desk),
            Act::Actor { .. } | Act::Read { .. } | Act::Clock(_) | Act::Repeat { .. } => None,
        });
        let names: BTreeSet<&String> = named.collect();
        for (nth, name) in names.into_iter().enumerate() {
            let line = described(name, &scenario.desks)?;
            let seat = desks.seat(nth, &line, bundled, clock).map_err(|error| format!("{name}: {error}"))?;
            desks.seats.insert(name.clone(), seat);
        }
        Ok(desks)
    }

    fn seat(&self, nth: usize, line: &DeskLine, bundled: &Bundled, clock: &Arc<SetClock>) -> Result<Seat, String> {
        let name = line.caseworker.clone().unwrap_or_else(|| "Line Bjerre".to_owned());
        let who = Caseworker { id: CaseworkerId(name.clone()), name, jobcentre: line.jobcentre };
        let actor = Actor::Caseworker { caseworker: who.id.clone(), jobcentre: who.jobcentre };
        let faults = Faults::default();
        let wire = Line::with_faults(bundled.connect(actor.clone()), faults.clone());
        let heard: Arc<Mutex<Vec<DeskEvent>>> = Arc::default();
        let ear = Arc::clone(&heard);
        let listener = move |event| ear.lock().unwrap_or_else(PoisonError::into_inner).push(event);
        let folder = self.folder.join(format!("desk-{nth}"));
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let desk = Desk::open_exercise(&folder, wire, who, clock.clone(), listener);
        let desk = desk.map_err(|error| error.to_string())?;
        // A scenario says itself when something happens: nothing rests.
        let session = desk.session(Nothing {}).map_err(|error| words(&error))?;
        let settings = desk::door::Settings { rest_seconds: 0, ..session.settings };
        desk.set(settings).map_err(|error| words(&error))?;
        desk.settle();
        Ok(Seat { desk, who: actor, faults, heard, seen: BTreeMap::new() })
    }
}

/// The desk of a jobcentre may be called by the end of its name: `aarhus` is of Jobcenter Aarhus.
fn described(name: &str, lines: &[DeskLine]) -> Result<DeskLine, String> {
    if let Some(line) = lines.iter().find(|line| line.name == name) {
        return Ok(line.clone());
    }
    let full = format!("jobcenter {}", name.to_lowercase());
    let reference = reference::lists();
    let found = reference.jobcentres.iter().find(|jobcentre| jobcentre.name.to_lowercase() == full);
    let jobcentre = found.ok_or_else(|| format!("there is no desk {name}, and no Jobcenter of that name"))?.code;
    Ok(DeskLine { name: name.to_owned(), jobcentre, caseworker: None })
}

impl Stage {
    pub(super) fn at_desk(&mut self, name: &str, act: &DeskAct, lose_reply: bool) -> Result<Done, String> {
        let act = match act {
            DeskAct::Write(command) => DeskAct::Write(self.resolved(command)?),
            DeskAct::Correct { step, command } => DeskAct::Correct { step: *step, command: self.resolved(command)? },
            other => other.clone(),
        };
        let of = |step: usize| {
            let id = self.done.get(step - 1).filter(|done| done.desk.as_deref() == Some(name)).and_then(|done| done.id);
            id.ok_or_else(|| format!("step {step} wrote nothing at {name}"))
        };
        let seat = self.desks.seats.get(name).ok_or_else(|| format!("there is no desk {name}"))?;
        if lose_reply {
            seat.faults.lose_answers(1);
        }
        let mut done = match &act {
            DeskAct::Write(command) => match seat.write(command, None)? {
                Written::Done(done) => *done,
                Written::UnderFormerNumber => self.send_past_the_form(&seat.who, command)?,
            },
            DeskAct::Correct { step, command } => match seat.write(command, Some(of(*step)?))? {
                Written::Done(done) => *done,
                Written::UnderFormerNumber => return Err("a correction is written under the current number".to_owned()),
            },
            DeskAct::Go(switch) => {
                let online = *switch == Switch::Online;
                seat.desk.switch_connection(SwitchConnection { online }).map_err(|error| words(&error))?;
                Done::default()
            }
            DeskAct::LookUp { typed, purpose } => seat.look_up(typed, purpose.as_deref())?,
            DeskAct::SendOnNewNumber(step) => {
                let number = self.done.get(step - 1).and_then(|done| done.number);
                Done { number, ..confirmed(seat.desk.send_on_new_number(entry(of(*step)?)))? }
            }
            DeskAct::SendNow(step) => confirmed(seat.desk.send_now(entry(of(*step)?)))?,
            DeskAct::Undo(step) => {
                self.kept(name, |seat| seat.desk.undo(entry(of(*step)?)).map_err(|error| words(&error)))?
            }
            DeskAct::Discard { step, reason } => {
                let command = of(*step)?.to_string();
                let discard = Discard { command, reason: reason.clone() };
                self.kept(name, |seat| seat.desk.discard(discard).map_err(|error| words(&error)))?
            }
        };
        done.desk = Some(name.to_owned());
        Ok(done)
    }

    /// Keeps the last word on a command that leaves the outbox.
    fn kept(&self, name: &str, act: impl FnOnce(&Seat) -> Result<OutboxEntry, String>) -> Result<Done, String> {
        let seat = self.desks.seats.get(name).ok_or_else(|| format!("there is no desk {name}"))?;
        let left = act(seat)?;
        Ok(Done { left: Some(left), ..Done::default() })
    }

    /// A desk writes under the number that it knows as the current one. A command that names one it knows as former can
    /// only come from another program, past the form: straight to the backend.
    fn send_past_the_form(&self, who: &Actor, command: &Command) -> Result<Done, String> {
        let nth = self.done.len() as u64 + 1;
        let now = self.now();
        let id = exercise::command_id(now, &format!("step {nth}"));
        self.send(who.clone(), Envelope::of(id, nth, command, now).seal())
    }

    /// Lets every desk that is online pull and push, and notes what came of it.
    pub(super) fn desks_catch_up(&mut self) -> Result<(), String> {
        let mut heard = Vec::new();
        for (name, seat) in &mut self.desks.seats {
            // Twice: after a lost reply the desk asks again, as it does in earnest when the wait is over.
            seat.desk.settle();
            seat.desk.settle();
            seat.note()?;
            let events = std::mem::take(&mut *seat.heard.lock().unwrap_or_else(PoisonError::into_inner));
            heard.extend(events.into_iter().map(|event| (name.clone(), event)));
        }
        if let Some(done) = self.done.last_mut() {
            done.heard = heard;
            if let (Some(left), Some(name)) = (done.left.take(), &done.desk)
                && let (Some(seat), Ok(id)) = (self.desks.seats.get_mut(name), left.command.parse())
            {
                seat.seen.insert(CommandId(id), left);
            }
        }
        self.note_rules()
    }

    /// The rules behind what desks wrote: from the refusal, or from the history of the citizen.
    fn note_rules(&mut self) -> Result<(), String> {
        for at in 0..self.done.len() {
            let Some(done) = self.done.get(at).filter(|done| done.sent.is_none()) else { continue };
            let Ok(entry) = self.in_outbox(done) else { continue };
            let mut rules = done.rules.clone();
            rules.extend(entry.rule.as_deref().and_then(|rule| rule.parse::<RuleId>().ok()));
            if let (Some(id), Some(number), true) = (done.id, done.number, entry.state == "accepted") {
                let journal = self.find(number)?.journal;
                rules.extend(
                    journal.iter().filter(|line| line.command == id).flat_map(|line| line.rules.iter().copied()),
                );
            }
            if let Some(done) = self.done.get_mut(at) {
                done.rules = rules;
            }
        }
        Ok(())
    }

    /// The command of a step in the outbox of its desk.
    ///
    /// # Errors
    /// A sentence: the step wrote nothing at a desk.
    pub fn in_outbox(&self, done: &Done) -> Result<Outboxed, String> {
        let (Some(name), Some(id)) = (&done.desk, done.id) else {
            return Err("nothing was written at a desk".to_owned());
        };
        let entry = self.desks.seats.get(name).and_then(|seat| seat.seen.get(&id));
        let entry = entry.ok_or_else(|| "the command is not in the outbox".to_owned())?;
        let (state, refusal) = match &entry.state {
            EntryState::Resting { .. } => ("resting", None),
            EntryState::Waiting { .. } => ("waiting", None),
            EntryState::Sent => ("sent", None),
            EntryState::Held { refusal } => ("held", Some(refusal)),
            EntryState::Refused { refusal, .. } => ("refused", Some(refusal)),
            EntryState::Accepted { .. } => ("accepted", None),
            EntryState::Lost { .. } => ("lost", None),
            EntryState::Undone => ("undone", None),
            EntryState::Discarded { .. } => ("discarded", None),
            EntryState::Unreadable => ("unreadable", None),
        };
        Ok(Outboxed {
            state: state.to_owned(),
            code: refusal.map(|refusal| refusal.code.clone()),
            rule: refusal.map(|refusal| refusal.rule.id.clone()),
            can_send_on_new_number: entry.can_send_on_new_number,
        })
    }
}

enum Written {
    Done(Box<Done>),
    UnderFormerNumber,
}

impl Seat {
    /// Opens the citizen, fills in the form, looks at "Det sker der", and confirms it.
    fn write(&self, command: &Command, renews: Option<CommandId>) -> Result<Written, String> {
        let number = &command.written_under().0;
        let by = || OpenBy::Number(number.clone());
        let purpose = PurposeGiven { id: "citizen_contact".to_owned(), note: String::new() };
        let opened = self.desk.open(OpenCitizen { by: by(), purpose: Some(purpose) }).map_err(|error| words(&error))?;
        let OpenAnswer::Citizen { citizen } = opened else {
            return Err("the citizen cannot be opened at the desk".to_owned());
        };
        if citizen.opened_by_former.is_some() {
            return Ok(Written::UnderFormerNumber);
        }
        let draft = Draft { citizen: citizen.citizen.clone(), form: form(command)? };
        let done = Done { number: command.written_under().read().ok(), ..Done::default() };
        let preview = match renews {
            Some(old) => {
                self.desk.preview_correction(Correcting { command: old.to_string(), form: draft.form.clone() })
            }
            None => self.desk.preview(draft.clone()),
        };
        match preview.map_err(|error| words(&error))? {
            Preview::Incomplete { text } => Err(text.da),
            Preview::Refused { refusal, .. } => {
                let RefusalView { code, rule, .. } = refusal;
                let rules = rule.id.parse().ok().into_iter().collect();
                let previewed = Some(format!("refused {code} ({})", rule.id));
                Ok(Written::Done(Box::new(Done { previewed, rules, ..done })))
            }
            Preview::Accepted { fingerprint, .. } => {
                let renews = renews.map(|id| id.to_string());
                let confirmed = confirmed(self.desk.confirm(Confirm { draft, fingerprint, renews }))?;
                Ok(Written::Done(Box::new(Done { id: confirmed.id, ..done })))
            }
        }
    }

    fn look_up(&self, typed: &str, purpose: Option<&str>) -> Result<Done, String> {
        let purpose = purpose.map(|id| PurposeGiven { id: id.to_owned(), note: String::new() });
        let by = OpenBy::Number(typed.to_owned());
        let opened = self.desk.open(OpenCitizen { by, purpose }).map_err(|error| words(&error))?;
        let rules = opened_as(&opened).rules.unwrap_or_default().into_iter().collect();
        Ok(Done { opened: Some(opened), rules, ..Done::default() })
    }

    /// Notes where every command stands now.
    fn note(&mut self) -> Result<(), String> {
        let outbox = self.desk.outbox(Nothing {}).map_err(|error| words(&error))?;
        let entries = [outbox.refused, outbox.resting, outbox.waiting, outbox.accepted].concat();
        self.seen.extend(entries.into_iter().filter_map(|entry| Some((CommandId(entry.command.parse().ok()?), entry))));
        Ok(())
    }
}

fn form(command: &Command) -> Result<DraftForm, String> {
    desk::view::form(command).ok_or_else(|| format!("a desk has no form for {}", command.kind().as_str()))
}

fn entry(id: CommandId) -> EntryRef {
    EntryRef { command: id.to_string() }
}

fn confirmed(entry: Result<OutboxEntry, DeskError>) -> Result<Done, String> {
    let entry = entry.map_err(|error| words(&error))?;
    let id = entry.command.parse().map(CommandId).map_err(|_| "the desk gave no id".to_owned())?;
    Ok(Done { id: Some(id), ..Done::default() })
}

fn words(error: &DeskError) -> String {
    match error {
        DeskError::Asked { text } | DeskError::Gone { text } | DeskError::File { text, .. } => text.da.clone(),
        DeskError::Locked => "the desk is locked".to_owned(),
        DeskError::Malformed => "the desk did not understand the request".to_owned(),
    }
}
