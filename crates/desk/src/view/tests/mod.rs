//! The views over citizens whose records the rules themselves have made.

mod citizen;
mod contact_persons;
mod home;
mod icalendar;
mod inbox;
mod inbox_course;
mod lists;
mod masks;
mod outbox;
mod preview;
mod tellings;
mod trouble;
mod unsent;

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::{
    Actor, CaseworkerId, Command, CommandId, CprNumber, Decision, Now, Occasion, People, Person, Refusal, RuleId,
    WrittenNumber, carry_out, danish_day, decide, person::Address, person::Protection,
};
use exchange::{Envelope, JournalEntry, JournalLine};
use uuid::Uuid;

use super::*;
use crate::{Known, Pending, PendingState, Went, door::OutboxView};

pub(super) const A: &str = "1503851846";
pub(super) const B: &str = "1503851793";
pub(super) const C: &str = "1603851684";
pub(super) const AARHUS: &str = "75100";
pub(super) const FAVRSKOV: &str = "71000";
pub(super) const EARLIER: &str = "2023-09-18T09:00";

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn number_of(text: &str) -> CprNumber {
    text.parse().unwrap()
}

pub(super) fn written(text: &str) -> WrittenNumber {
    WrittenNumber(text.to_owned())
}

pub(super) static NAMES: LazyLock<Names> = LazyLock::new(names);

/// A command of which nothing else is known.
pub(super) fn bare<'a>(pending: &'a Pending, known: Option<&'a Known>) -> Entry<'a> {
    Entry {
        pending,
        raw: "",
        known,
        names: &NAMES,
        queue: &[],
        online: true,
        now: danish("2023-09-18T10:05"),
        steps: &[],
        shown: None,
        verdict: None,
        correcting: None,
    }
}

/// Danish local time as an instant.
pub(super) fn danish(text: &str) -> DateTime<Utc> {
    let local: NaiveDateTime = format!("{text}:00").parse().unwrap();
    local.and_local_timezone(chrono_tz::Europe::Copenhagen).earliest().unwrap().to_utc()
}

pub(super) fn line() -> Actor {
    Actor::Caseworker { caseworker: CaseworkerId("lbj".into()), jobcentre: AARHUS.parse().unwrap() }
}

pub(super) fn fund() -> Actor {
    Actor::Fund { fund: "90".parse().unwrap() }
}

pub(super) fn names() -> Names {
    Names { caseworkers: [(CaseworkerId("lbj".into()), "Line Bjerre".to_owned())].into() }
}

/// Citizens and the journal, as a backend would have them.
pub(super) struct World {
    pub people: People,
    pub journal: Vec<JournalLine>,
    pub now: DateTime<Utc>,
    commands: u128,
}

impl World {
    pub fn at(time: &str) -> Self {
        Self { people: People::default(), journal: Vec::new(), now: danish(time), commands: 0 }
    }

    /// Mette in Aarhus since 2021, with a comment and a fund, on number A.
    pub fn of_mette() -> Self {
        let mut world = Self::at(EARLIER);
        world.person(A, "Mette Øvelsen");
        world.affiliate(A, AARHUS, "2021-03-01");
        world.run(&line(), write(A, "Ringede i dag."));
        world.run(
            &fund(),
            Command::StartMembership { number: written(A), fund: "90".parse().unwrap(), from: day("2022-01-01") },
        );
        world.now = danish("2023-09-18T10:05");
        world
    }

    pub fn later(&mut self, time: &str) {
        self.now = danish(time);
    }

    pub fn person(&mut self, number: &str, name: &str) {
        self.run(
            &Actor::Cpr,
            Command::RegisterPerson {
                number: written(number),
                name: name.to_owned(),
                birth_date: None,
                address: Some(address("Åboulevarden 1")),
                municipality: Some("751".parse().unwrap()),
                protection: None,
                status: None,
            },
        );
    }

    pub fn affiliate(&mut self, number: &str, jobcentre: &str, from: &str) {
        let actor = Actor::Caseworker { caseworker: CaseworkerId("obs".into()), jobcentre: jobcentre.parse().unwrap() };
        self.run(&actor, move_to(number, jobcentre, from));
    }

    pub fn change_number(&mut self, old: &str, new: &str, event_date: &str) {
        let command = Command::ChangeNumber { old: written(old), new: written(new), event_date: event_date.to_owned() };
        self.run(&Actor::Cpr, command);
    }

    pub fn protect(&mut self, number: &str, protection: Protection) {
        self.run(&Actor::Cpr, Command::ChangeProtection { number: written(number), protection });
    }

    pub fn status(&mut self, number: &str, status: &str, municipality: Option<&str>) {
        self.run(
            &Actor::Cpr,
            Command::ChangeStatus {
                number: written(number),
                status: status.to_owned().try_into().unwrap(),
                municipality: municipality.map(|code| code.parse().unwrap()),
            },
        );
    }

    /// Decides, carries out, and writes the journal as the backend does.
    pub fn run(&mut self, actor: &Actor, command: Command) -> CommandId {
        let occasion = self.occasion();
        let decision = decide(&self.people, &::reference::lists(), actor, &command, occasion).unwrap();
        carry_out(&mut self.people, &decision, occasion);
        self.write_journal(actor, &command, &decision, occasion.command);
        occasion.command
    }

    pub fn decide(&mut self, command: &Command) -> Result<Decision, Refusal> {
        let occasion = self.occasion();
        decide(&self.people, &::reference::lists(), &line(), command, occasion)
    }

    fn occasion(&mut self) -> Occasion {
        self.commands += 1;
        let command = CommandId(Uuid::from_u128(self.commands));
        Occasion { command, now: Now::at(self.now), receipt: u64::try_from(self.commands).unwrap() }
    }

    fn write_journal(&mut self, actor: &Actor, command: &Command, decision: &Decision, id: CommandId) {
        let changes = decision.changes.iter().map(|one| (vec![one.rule], JournalEntry::Change(one.what.clone())));
        let messages = decision
            .messages
            .iter()
            .map(|one| (one.rules.clone(), JournalEntry::Message { to: one.to, body: one.body.clone() }));
        let notices = decision.notices.iter().map(|one| (vec![one.rule], JournalEntry::Notice(one.kind.clone())));
        let undone = decision.not_done.iter().map(|one| (vec![one.rule], JournalEntry::NotDone(one.what.clone())));
        let entries: Vec<(Vec<RuleId>, JournalEntry)> = changes.chain(messages).chain(notices).chain(undone).collect();
        let subject = self.people.by_number(command.written_under().read().unwrap()).unwrap().id;
        for (rules, entry) in entries {
            self.journal.push(JournalLine {
                sequence: u64::try_from(self.journal.len()).unwrap(),
                subject,
                command: id,
                kind: command.kind().as_str().to_owned(),
                actor: actor.clone(),
                at: self.now,
                written_at: self.now,
                rules,
                entry,
            });
        }
    }

    pub fn by(&self, number: &str) -> &Person {
        self.people.by_number(number_of(number)).unwrap()
    }

    /// What a desk has of the one citizen of this world.
    pub fn known(&self, number: &str) -> Known {
        Known {
            person: self.by(number).clone(),
            version: 1,
            journal: self.journal.clone(),
            fetched_at: self.now,
            in_scope: true,
        }
    }
}

pub(super) fn address(street: &str) -> Address {
    Address { street: street.to_owned(), postal_code: "8000".into(), town: "Aarhus C".into() }
}

pub(super) fn write(number: &str, text: &str) -> Command {
    Command::WriteComment { number: written(number), text: text.to_owned() }
}

pub(super) fn move_to(number: &str, jobcentre: &str, from: &str) -> Command {
    Command::RegisterAffiliation { number: written(number), jobcentre: jobcentre.parse().unwrap(), from: day(from) }
}

pub(super) fn pending(id: u128, command: Command, at: &str, state: PendingState) -> Pending {
    let envelope = Envelope::of(CommandId(Uuid::from_u128(id)), 1, &command, danish(at));
    Pending { envelope, command: Some(command), state }
}

/// How one looks at a citizen in a test.
pub(super) struct Look {
    pub known: Known,
    pub pending: Vec<Pending>,
    pub after: Person,
    pub typed: Option<CprNumber>,
    pub own: &'static str,
    pub hide: bool,
    pub offline_since: Option<DateTime<Utc>>,
    pub now: DateTime<Utc>,
}

impl Look {
    pub fn at(world: &World, number: &str) -> Self {
        let known = world.known(number);
        let after = known.person.clone();
        let now = world.now;
        Self { known, pending: Vec::new(), after, typed: None, own: AARHUS, hide: false, offline_since: None, now }
    }

    pub fn hidden(mut self) -> Self {
        self.hide = true;
        self
    }

    pub fn typed(mut self, number: &str) -> Self {
        self.typed = Some(number_of(number));
        self
    }

    /// With commands of the outbox; the open ones are carried out on what is shown.
    pub fn with(mut self, pending: Vec<Pending>) -> Self {
        let mut people = People::new(vec![self.after.clone()]);
        for one in pending.iter().filter(|one| one.state.is_open()) {
            let occasion = Occasion { command: one.envelope.id, now: Now::at(self.now), receipt: u64::MAX };
            let command = one.command.as_ref().unwrap();
            let decision = decide(&people, &::reference::lists(), &line(), command, occasion).unwrap();
            carry_out(&mut people, &decision, occasion);
        }
        self.after = people.by_id(self.after.id).unwrap().clone();
        self.pending = pending;
        self
    }

    pub fn see<T>(&self, view: impl FnOnce(&Seen) -> T) -> T {
        let unsent: Vec<OutboxEntry> = self
            .pending
            .iter()
            .filter(|one| is_unsent(&one.state))
            .map(|pending| {
                let online = self.offline_since.is_none();
                outbox_entry(&Entry { online, now: self.now, ..bare(pending, Some(&self.known)) })
            })
            .collect();
        view(&Seen {
            known: &self.known,
            pending: &self.pending,
            after: &self.after,
            typed: self.typed,
            today: danish_day(self.now),
            now: self.now,
            own: self.own.parse().unwrap(),
            hide_numbers: self.hide,
            drafts: &[],
            offline_since: self.offline_since,
            caseworker: &CaseworkerId("lbj".into()),
            names: &names(),
            unsent: &unsent,
        })
    }
}
