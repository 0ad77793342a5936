use chrono::Days;
use domain::{
    CaseworkerId, Command, CommandId, Decision, Now, Occasion, People, Person, PersonId, Refusal, WrittenNumber,
    carry_out,
    contact_course::{Authority, ConversationType},
    decide,
};
use exchange::Outcome;

use crate::begun::on_what_stands;
use crate::cache::Stored;
use crate::door::{DeskError, Draft, DraftForm, Preview, Text};
use crate::outbox::corrected;
use crate::room::{Room, command_ids, guard, new_command_id, person_id, record_id};
use crate::view::{Foreseen, Seen};
use crate::{Known, Pending, PendingState, booking, dates, deadline, held, participation, referral, view};

/// What a draft belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Of {
    /// A citizen: one draft of each [kind](DraftForm::key).
    Citizen(PersonId, String),
    /// A command that it corrects. The same words on the citizen's own page are another draft.
    Command(CommandId),
}

impl Of {
    pub fn draft(subject: PersonId, form: &DraftForm, renews: Option<CommandId>) -> Self {
        renews.map_or_else(|| Self::Citizen(subject, form.key()), Self::Command)
    }
}

/// A draft, read, on its citizen.
pub(crate) struct Considered {
    pub known: Known,
    pub stored: Vec<Stored>,
    /// The citizen with what waits carried out.
    pub after: Person,
    pub id: CommandId,
    pub command: Command,
    pub outcome: Result<Decision, Refusal>,
}

/// A citizen as all that is known here makes them.
struct Standing {
    /// What the backend has said, its verdicts too.
    known: Known,
    stored: Vec<Stored>,
    /// The citizen with what waits carried out.
    after: Person,
}

/// What becomes of reading a draft.
pub(crate) enum Considering {
    Whole(Box<Considered>),
    Incomplete(Text),
}

impl Room {
    /// What the draft would do; of a draft that corrects a command, that command.
    pub fn preview(&self, draft: &Draft, renews: Option<CommandId>) -> Result<Preview, DeskError> {
        let considered = match self.consider(draft, renews)? {
            Considering::Incomplete(text) => return Ok(Preview::Incomplete { text }),
            Considering::Whole(considered) => considered,
        };
        let offline_since = guard(&self.sync).offline_since();
        let tomorrow = offline_since
            .and_then(|_| self.now().checked_add_days(Days::new(1)))
            .map(|tomorrow| self.decide_on(&considered.after, considered.id, &considered.command, Now::at(tomorrow)));
        let also_meets = match &considered.outcome {
            Ok(decision) => self.also_meets(considered.known.person.id, decision)?,
            Err(_) => None,
        };
        Ok(view::preview(&Foreseen {
            also_meets,
            outcome: &considered.outcome,
            tomorrow: tomorrow.as_ref(),
            command: &considered.command,
            person: &considered.after,
            names: &self.names,
            today: self.today(),
            offline_since,
            fetched_at: considered.known.fetched_at,
            others_wait: considered.stored.iter().any(|stored| stored.pending.state.is_open()),
        }))
    }

    /// Reads a draft and decides it on the citizen as they will be when what waits is carried out.
    pub fn consider(&self, draft: &Draft, renews: Option<CommandId>) -> Result<Considering, DeskError> {
        let subject = self.opened(person_id(&draft.citizen)?)?;
        let Standing { known, stored, after } = self.standing(subject)?;
        if let Some(text) = view::missing(&draft.form) {
            return Ok(Considering::Incomplete(text));
        }
        let command = match self.read_form(&draft.form, &known.person)? {
            Ok(read) => read,
            Err(text) => return Ok(Considering::Incomplete(text)),
        };
        let command = match renews {
            Some(old) => corrected(command, old, &stored),
            None => command,
        };
        let command = booking::as_it_stands(command, &after);
        let id = self.draft_id(Of::draft(subject, &draft.form, renews));
        let outcome = self.decide_on(&after, id, &command, Now::at(self.now()));
        Ok(Considering::Whole(Box::new(Considered { known, stored, after, id, command, outcome })))
    }

    /// The citizen as all that is known here makes them.
    fn standing(&self, subject: PersonId) -> Result<Standing, DeskError> {
        // Asked before the rows are read: a verdict that comes meanwhile is then looked at, and not passed over.
        let has_pulled = guard(&self.sync).has_pulled_since_push();
        let mut known = self.files.cache.known(subject)?.ok_or_else(|| self.gone(subject))?;
        let ids = self.files.cache.ids(known.person.id)?;
        let stored = self.files.outbox.of(&ids, self.now())?;
        // What the journal tells is in the rows already, whether its answer has come or not.
        let is_in_rows = |id: CommandId| known.journal.iter().any(|line| line.command == id);
        let apart: Vec<&Stored> = stored.iter().filter(|stored| !is_in_rows(stored.id)).collect();
        // A pull that came later has the last word, on those whom it brings.
        if !(has_pulled && known.in_scope) {
            known.person = with_verdicts(known.person, &apart);
        }
        let after = self.with_what_waits(&known.person, &apart);
        Ok(Standing { known, stored, after })
    }

    /// A citizen as the backend has said, and with what waits carried out.
    pub fn as_they_will_be(&self, subject: PersonId) -> Result<(Person, Person), DeskError> {
        let Standing { known, after, .. } = self.standing(subject)?;
        Ok((known.person, after))
    }

    /// The person with every open command carried out, in the desk's order. One that no longer applies is passed over.
    fn with_what_waits(&self, person: &Person, apart: &[&Stored]) -> Person {
        let mut people = People::new(vec![person.clone()]);
        for Stored { id, pending, .. } in apart.iter().filter(|stored| stored.pending.state.is_open()) {
            let Some(command) = &pending.command else { continue };
            let occasion = self.occasion(*id, Now::at(self.now()));
            if let Ok(decision) = decide(&people, &self.reference, &self.actor(), command, occasion) {
                carry_out(&mut people, &decision, occasion);
            }
        }
        people.by_id(person.id).cloned().unwrap_or_else(|| person.clone())
    }

    fn decide_on(&self, person: &Person, id: CommandId, command: &Command, now: Now) -> Result<Decision, Refusal> {
        let people = People::new(vec![person.clone()]);
        decide(&people, &self.reference, &self.actor(), command, self.occasion(id, now))
    }

    fn occasion(&self, command: CommandId, now: Now) -> Occasion {
        Occasion { command, now, receipt: u64::MAX }
    }

    /// The id that the draft will have as a command. It stays the same until the draft is confirmed or dropped.
    fn draft_id(&self, of: Of) -> CommandId {
        *guard(&self.draft_ids).entry(of).or_insert_with(new_command_id)
    }

    pub fn forget_draft_id(&self, of: &Of) {
        guard(&self.draft_ids).remove(of);
    }

    /// A form as a command, or a sentence about what is not right yet.
    fn read_form(&self, form: &DraftForm, person: &Person) -> Result<Result<Command, Text>, DeskError> {
        let number = WrittenNumber::from(person.current_number());
        let today = self.today();
        Ok(match form {
            DraftForm::Comment { text } => Ok(Command::WriteComment { number, text: text.clone() }),
            DraftForm::CorrectComment { comment, text } => {
                Ok(Command::CorrectComment { number, comment: record_id(comment)?, text: text.clone() })
            }
            DraftForm::WithdrawComment { comment } => {
                Ok(Command::WithdrawComment { number, comment: record_id(comment)? })
            }
            DraftForm::ContactPerson => Ok(Command::RegisterContactPerson { number }),
            DraftForm::EndContactPerson { caseworker } => {
                Ok(Command::EndContactPerson { number, caseworker: caseworker.clone().map(CaseworkerId) })
            }
            DraftForm::Affiliation { jobcentre, from } => match jobcentre.trim().parse() {
                Ok(jobcentre) => {
                    dates::read(from, today).map(|from| Command::RegisterAffiliation { number, jobcentre, from })
                }
                Err(_) => Err(Text::new("Vælg jobcentret fra listen.", "Choose the jobcentre from the list.")),
            },
            DraftForm::MakeBooking { fields } => booking::read(fields, &self.writer()).map(|written| {
                // The choice is kept while somebody tries another type.
                let is_joint = written.kind == ConversationType::JOINT;
                let guest = (is_joint && fields.fund_takes_part).then(Box::default);
                Command::MakeBooking { number, booking: Box::new(written), guest }
            }),
            DraftForm::ChangeBooking { booking, seen, fields, .. } => {
                let (record, seen) = (record_id(booking)?, command_ids(seen)?);
                let written = booking::read(fields, &booking::Writer { holds: None, ..self.writer() });
                written.map(|written| Command::ChangeBooking { number, record, seen, booking: Box::new(written) })
            }
            DraftForm::HeldConversation { booking, seen, fields, next } => {
                let of = booking.as_deref().map(record_id).transpose()?;
                let held = held::read(fields, (of, command_ids(seen)?), today);
                held.and_then(|conversation| {
                    let next = next.as_ref().map(|next| booking::read(next, &self.writer())).transpose()?;
                    let (conversation, next) = (Box::new(conversation), next.map(Box::new));
                    Ok(Command::RegisterHeldConversation { number, conversation, next })
                })
            }
            DraftForm::CancelBooking { booking, seen, reason } => {
                let reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
                let (record, seen) = (record_id(booking)?, command_ids(seen)?);
                Ok(Command::CancelBooking { number, record, seen, reason })
            }
            DraftForm::Participation { booking, seen, takes_part, fields } => {
                let guest = takes_part.then(|| Box::new(participation::read(fields)));
                let (record, seen) = (record_id(booking)?, command_ids(seen)?);
                Ok(Command::SetParticipation { number, record, seen, guest })
            }
            DraftForm::ParticipationChoice { chooser, takes_part } => {
                let chooser = participation::chooser_named(chooser).ok_or(DeskError::Malformed)?;
                Ok(Command::SaveParticipationChoice { number, chooser, takes_part: *takes_part })
            }
            DraftForm::SetDeadline { fields } => {
                deadline::read(fields, today).map(|deadline| Command::SetDeadline { number, deadline })
            }
            DraftForm::ChangeDeadline { deadline: record, revision, fields, .. } => {
                let (record, revision) = (record_id(record)?, *revision);
                let deadline = deadline::read(fields, today);
                deadline.map(|deadline| Command::ChangeDeadline { number, record, revision, deadline })
            }
            DraftForm::WithdrawDeadline { deadline, revision } => {
                Ok(Command::WithdrawDeadline { number, record: record_id(deadline)?, revision: *revision })
            }
            DraftForm::RegisterReferral { fields } => referral::read(fields, today)
                .map(|referral| Command::RegisterReferral { number, referral: Box::new(referral) }),
            DraftForm::EndReferral { referral, revision, to } => {
                let (record, revision) = (record_id(referral)?, *revision);
                dates::read(to, today).map(|to| Command::EndReferral { number, record, revision, to })
            }
        })
    }

    fn writer(&self) -> booking::Writer<'_> {
        let authority = Authority::Jobcentre(self.who.jobcentre);
        booking::Writer { holds: Some(&self.who.id), authority, today: self.today() }
    }

    /// Every command on the citizen, under any id that was ever theirs.
    pub fn stored_of(&self, subject: PersonId) -> Result<Vec<Stored>, DeskError> {
        Ok(self.files.outbox.of(&self.files.cache.ids(subject)?, self.now())?)
    }

    /// Shows a citizen as they are seen here and now.
    pub fn seen<T>(&self, subject: PersonId, show: impl FnOnce(&Seen) -> T) -> Result<T, DeskError> {
        let Standing { known, stored, after } = self.standing(subject)?;
        let subject = known.person.id;
        let unsent: Vec<&Stored> = stored.iter().filter(|stored| view::is_unsent(&stored.pending.state)).collect();
        // The place in the queue is told of those alone.
        let queue = if unsent.is_empty() { Vec::new() } else { self.queue()? };
        let unsent = unsent.into_iter().map(|stored| self.told(stored, &queue)).collect::<Result<Vec<_>, _>>()?;
        let pending: Vec<Pending> = stored.into_iter().map(|stored| stored.pending).collect();
        let forms = self.files.outbox.drafts(subject)?;
        let drafts = forms.into_iter().map(|form| on_what_stands(form, &after));
        let drafts: Vec<Draft> = drafts.map(|form| Draft { citizen: subject.to_string(), form }).collect();
        let typed = guard(&self.opened).get(&subject).copied().flatten();
        let offline_since = guard(&self.sync).offline_since();
        Ok(show(&Seen {
            known: &known,
            pending: &pending,
            after: &after,
            typed,
            today: self.today(),
            now: self.now(),
            own: self.who.jobcentre,
            hide_numbers: self.settings().hide_numbers,
            drafts: &drafts,
            offline_since,
            caseworker: &self.who.id,
            names: &self.names,
            unsent: &unsent,
        }))
    }
}

/// The person with what the backend has accepted and no pull has brought yet: exactly what the verdict says was done. What
/// the backend has lost since is not done.
fn with_verdicts(person: Person, apart: &[&Stored]) -> Person {
    let id = person.id;
    let mut people = People::new(vec![person.clone()]);
    let stand = apart.iter().filter(|stored| matches!(stored.pending.state, PendingState::Accepted { .. }));
    for verdict in stand.filter_map(|stored| stored.verdict.as_ref()) {
        if let Outcome::Accepted { decision, .. } = &verdict.outcome {
            let now = Now::at(verdict.decided_at);
            carry_out(&mut people, decision, Occasion { command: verdict.id, now, receipt: u64::MAX });
        }
    }
    people.by_id(id).cloned().unwrap_or(person)
}
