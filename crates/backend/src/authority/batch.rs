use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{Decision, JobcentreCode, People, Person, PersonId, RuleId, What};
use exchange::{JournalEntry, MessageId, changed_rows};

use super::{
    execute::Asked,
    scope::{self, Scopes},
};
use crate::store::{Line, NewMessage, StoreError, Tables};

/// What a transaction gathers for its last step: only there do subjects get their feed numbers and lines their places, so
/// that no desk can read past something that is not committed yet.
pub(super) struct Batch {
    receipt: u64,
    day: NaiveDate,
    touched: BTreeMap<PersonId, Touched>,
    lines: Vec<Line>,
}

/// What became of a subject.
enum Touched {
    /// It is there, in these scopes.
    Stands { scopes: Scopes, has_merged: bool },
    /// It was merged into another.
    Merged,
}

impl Batch {
    /// The scopes are kept as of the day they stand for, whatever moment a command is executed at.
    pub fn begin(tables: Tables) -> Result<Self, StoreError> {
        let day = tables.settled()?.ok_or(StoreError::Value)?;
        Ok(Self { receipt: tables.receipt()?, day, touched: BTreeMap::new(), lines: Vec::new() })
    }

    pub fn next_receipt(&mut self) -> u64 {
        self.receipt += 1;
        self.receipt
    }

    /// Writes what a decision has changed, and notes what it says.
    pub fn record(
        &mut self,
        tables: Tables,
        asked: &Asked,
        decision: &Decision,
        before: &People,
        after: &People,
    ) -> Result<(), StoreError> {
        let merges = decision.changes.iter().filter_map(|change| match change.what {
            What::PersonsMerged { absorbed } => Some((absorbed, change.subject)),
            _ => None,
        });
        let merges: Vec<_> = merges.collect();
        for (absorbed, survivor) in &merges {
            tables.merge(*absorbed, *survivor)?;
            self.touch(*absorbed, Touched::Merged);
        }
        let earlier = self.lines.len();
        self.note_lines(asked, decision);
        for person in after.iter() {
            let is_told_of = self.lines.iter().skip(earlier).any(|line| line.subject == person.id);
            if write_changed(tables, before.by_id(person.id), person)? || is_told_of {
                let has_merged = merges.iter().any(|(_, survivor)| *survivor == person.id);
                self.touch(person.id, Touched::Stands { scopes: Scopes::on(person, self.day), has_merged });
            }
        }
        keep_messages(tables, asked, decision, before)
    }

    /// The last step before the commit.
    pub fn finish(self, tables: Tables) -> Result<(), StoreError> {
        let mut head = tables.feed_head()?;
        let mut versions = BTreeMap::new();
        for (subject, touched) in &self.touched {
            head += 1;
            versions.insert(*subject, head);
            match touched {
                Touched::Merged => Scopes::nobodys().place(tables, *subject, head)?,
                Touched::Stands { scopes, has_merged } => {
                    scopes.place(tables, *subject, head)?;
                    tables.set_version(*subject, head)?;
                    if *has_merged {
                        tables.set_merged(*subject, head)?;
                    }
                }
            }
        }
        for line in &self.lines {
            tables.add_line(line, versions.get(&line.subject).copied().unwrap_or(head))?;
        }
        tables.set_receipt(self.receipt)?;
        tables.set_feed_head(head)
    }

    fn touch(&mut self, subject: PersonId, touched: Touched) {
        match (self.touched.get_mut(&subject), touched) {
            (Some(Touched::Stands { scopes, has_merged }), Touched::Stands { scopes: now, has_merged: too }) => {
                *scopes = now;
                *has_merged |= too;
            }
            (_, touched) => {
                self.touched.insert(subject, touched);
            }
        }
    }

    fn note_lines(&mut self, asked: &Asked, decision: &Decision) {
        let line = |subject, rules, entry| Line {
            subject,
            command: asked.id(),
            kind: asked.command.kind().as_str(),
            actor: asked.actor.clone(),
            at: asked.occasion.now.instant,
            written_at: asked.envelope.written_at,
            rules,
            entry,
        };
        let one = |rule: RuleId| vec![rule];
        let changes = decision.changes.iter();
        self.lines.extend(changes.map(|it| line(it.subject, one(it.rule), JournalEntry::Change(it.what.clone()))));
        self.lines.extend(
            decision.messages.iter().map(|it| {
                line(it.subject, it.rules.clone(), JournalEntry::Message { to: it.to, body: it.body.clone() })
            }),
        );
        let notices = decision.notices.iter();
        self.lines.extend(notices.map(|it| line(it.subject, one(it.rule), JournalEntry::Notice(it.kind.clone()))));
        let not_done = decision.not_done.iter();
        self.lines.extend(not_done.map(|it| line(it.subject, one(it.rule), JournalEntry::NotDone(it.what.clone()))));
    }
}

/// Keeps the messages, each with the jobcentres that had the citizen before.
fn keep_messages(tables: Tables, asked: &Asked, decision: &Decision, before: &People) -> Result<(), StoreError> {
    let now = asked.occasion.now;
    for (nth, message) in (0..).zip(&decision.messages) {
        let is_absorbed = |id: PersonId| {
            let is_it = |what: &What| matches!(what, What::PersonsMerged { absorbed } if *absorbed == id);
            decision.changes.iter().any(|change| change.subject == message.subject && is_it(&change.what))
        };
        let held = before.iter().filter(|person| person.id == message.subject || is_absorbed(person.id));
        let had: Vec<JobcentreCode> = held.filter_map(|person| person.jobcentre_on(now.today)).collect();
        let id = MessageId { command: asked.id(), nth };
        tables.add_message(&NewMessage { id, now, message, had: &had })?;
    }
    Ok(())
}

/// Writes the rows, the numbers and the days of turning that are not as before. Says whether anything was.
fn write_changed(tables: Tables, before: Option<&Person>, after: &Person) -> Result<bool, StoreError> {
    let nothing = Person::new(after.id);
    let before = before.unwrap_or(&nothing);
    if before == after {
        return Ok(false);
    }
    for row in changed_rows(before, after) {
        tables.put_row(after.id, &row)?;
    }
    for number in after.numbers.known.iter().filter(|number| !before.numbers.known.contains(number)) {
        tables.give_number(*number, after.id)?;
    }
    if before.affiliations != after.affiliations || before.contact_persons != after.contact_persons {
        tables.set_turns(after.id, &scope::turns(after))?;
    }
    Ok(true)
}
