use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Authority, participation, summon};
use crate::{
    Area, Audience, CprNumber, Decision, Message, MessageBody, Occasion, Person, RecordId, Refusal, RefusalCode,
    RuleId, What, WrittenNumber,
    decide::{Case, ForTheDead},
    person::{Filed, Record},
};

/// The choices to keep somebody away from a joint conversation (mødedeltagelsesvalg) of one person.
pub type ParticipationChoices = Filed<ParticipationChoice>;

/// One choice that somebody stays away from the citizen's next joint conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParticipationChoice {
    /// Its id.
    pub id: RecordId,
    /// The number it was registered under.
    pub number: CprNumber,
    /// Whose choice it is.
    pub chooser: Chooser,
    /// Who registered it.
    pub by: Authority,
    /// When the backend registered it, UTC.
    pub registered: DateTime<Utc>,
    /// Whether it stands.
    pub state: ChoiceState,
}

/// Whose choice it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chooser {
    /// The citizen says no to the fund's taking part.
    Citizen,
    /// The authority that does not summon stays away from the first joint conversation.
    Guest(Authority),
}

/// Whose choice somebody writes down. Which authority a guest is, is known from who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WrittenChooser {
    /// The citizen's.
    Citizen,
    /// That of the authority that writes it.
    Guest,
}

/// Whether a choice stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ChoiceState {
    /// It does.
    Stands,
    /// It was taken back.
    Withdrawn {
        /// When, UTC.
        at: DateTime<Utc>,
    },
    /// The joint conversation was held, and the next one is chosen for anew.
    Reset {
        /// Which one was held.
        conversation: RecordId,
    },
}

/// What happens to a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceChange {
    /// Somebody says no.
    Declined {
        /// The number it is registered under.
        number: CprNumber,
        /// Whose choice it is.
        chooser: Chooser,
        /// Who registers it.
        by: Authority,
    },
    /// It is taken back.
    Withdrawn {
        /// Whose choice it is.
        chooser: Chooser,
    },
    /// It is used up.
    Reset {
        /// Whose choice it is.
        chooser: Chooser,
        /// Which joint conversation was held.
        conversation: RecordId,
    },
}

/// An authority registers that somebody stays away from the next joint conversation, or comes after all.
pub(crate) fn decide_choice(
    case: &Case,
    number: &WrittenNumber,
    chooser: WrittenChooser,
    takes_part: bool,
) -> Result<Decision, Refusal> {
    let unless = if takes_part { ForTheDead::Always } else { ForTheDead::Never };
    let (person, number) = case.addressed(Area::ParticipationChoices, number, unless)?;
    let by = summon::authority(case, person)?;
    let chooser = match chooser {
        WrittenChooser::Citizen => Chooser::Citizen,
        // What one has said no to can be taken back, also when one is no longer the guest.
        WrittenChooser::Guest if takes_part => Chooser::Guest(by),
        WrittenChooser::Guest => Chooser::Guest(guest(case, person, by)?),
    };
    let mut decision = Decision::default();
    let standing = person.participation_choices.standing().find(|choice| choice.chooser == chooser);
    let (record, change) = match (standing, takes_part) {
        (None, false) => (case.occasion.command.record(0), ChoiceChange::Declined { number, chooser, by }),
        (Some(choice), true) => (choice.id, ChoiceChange::Withdrawn { chooser }),
        (Some(_), false) => return refuse(RefusalCode::ChosenAlready),
        (None, true) => return refuse(RefusalCode::NoChoice),
    };
    let what = What::ParticipationChoice { record, change };
    decision.change(person.id, RuleId::SbParticipation, what);
    if !takes_part {
        participation::keep_away(case, person, &mut decision, chooser);
    }
    if decision.messages.is_empty() {
        tell(case, person, &mut decision, takes_part);
    }
    Ok(decision)
}

/// What a joint conversation that was held does: every choice was for that one.
///
/// [ours] The guest's too: DFDG resets it by rules of its own, which are not known.
///
/// That one is cancelled or moved resets nothing: by DFDG's wiki a choice holds for one talk, and is reset when a held one
/// is registered. Until then none has been held, so the no is of the next one, whichever day that is; the citizen is asked
/// again when it is taken back.
pub(super) fn reset(person: &Person, decision: &mut Decision, conversation: RecordId) {
    for choice in person.participation_choices.standing() {
        let change = ChoiceChange::Reset { chooser: choice.chooser, conversation };
        decision.change(person.id, RuleId::SbParticipation, What::ParticipationChoice { record: choice.id, change });
    }
}

/// Only who does not summon may stay away. [ours] Where nothing is summoned yet, a jobcentre will.
fn guest(case: &Case, person: &Person, by: Authority) -> Result<Authority, Refusal> {
    if by.fund().is_some() == fund_summons(person, case.occasion.now.instant) {
        refuse(RefusalCode::NotTheGuest)
    } else {
        Ok(by)
    }
}

/// Whether it is a fund that summons to the first joint conversation that begins after `now`, so that the jobcentre is the
/// guest.
#[must_use]
pub fn fund_summons(person: &Person, now: DateTime<Utc>) -> bool {
    person.bookings.first_joint(now).is_some_and(|booking| booking.by.fund().is_some())
}

/// [ours] Where no booking changes, the other authority hears of the choice alone.
fn tell(case: &Case, person: &Person, decision: &mut Decision, takes_part: bool) {
    let today = case.occasion.now.today;
    let (jobcentre, fund) =
        (person.jobcentre_on(today).map(Audience::Jobcentre), person.fund_on(today).map(Audience::Fund));
    let own = super::tell::own_audience(case.actor);
    let number = person.current_number();
    for to in [jobcentre, fund].into_iter().flatten().filter(|to| Some(*to) != own) {
        let body = MessageBody::GetMeetingParticipation { number, booking: None, start: None, takes_part };
        decision.messages.push(Message { subject: person.id, rules: vec![RuleId::SbParticipation], to, body });
    }
}

fn refuse<T>(code: RefusalCode) -> Result<T, Refusal> {
    Err(Refusal::new(code, RuleId::SbParticipation))
}

impl Chooser {
    /// Whether the choice is that `authority` stays away.
    #[must_use]
    pub fn keeps_away(self, authority: Authority) -> bool {
        match self {
            Self::Citizen => authority.fund().is_some(),
            Self::Guest(guest) => guest == authority,
        }
    }
}

impl Record for ParticipationChoice {
    const AREA: Area = Area::ParticipationChoices;

    fn id(&self) -> RecordId {
        self.id
    }
}

impl ParticipationChoices {
    /// Those that stand.
    pub fn standing(&self) -> impl Iterator<Item = &ParticipationChoice> {
        self.records.iter().filter(|choice| choice.state == ChoiceState::Stands)
    }

    pub(crate) fn carry_out(&mut self, record: RecordId, change: &ChoiceChange, occasion: Occasion) {
        let at = occasion.now.instant;
        match change {
            ChoiceChange::Declined { number, chooser, by } => {
                let (number, chooser, by) = (*number, *chooser, *by);
                let state = ChoiceState::Stands;
                self.add(
                    ParticipationChoice { id: record, number, chooser, by, registered: at, state },
                    occasion.now.today,
                );
            }
            ChoiceChange::Withdrawn { .. } => {
                self.change(record, |choice| choice.state = ChoiceState::Withdrawn { at });
            }
            ChoiceChange::Reset { conversation, .. } => {
                self.change(record, |choice| choice.state = ChoiceState::Reset { conversation: *conversation });
            }
        }
    }
}
