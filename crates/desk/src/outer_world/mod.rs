//! The outer world of an exercise: a trainer plays an unemployment fund, the CPR register, Jobnet or another case system,
//! and moves the clock. What they do is a command of that actor to the bundled backend, which decides it as any other.
//! A desk of real citizens has no outer world, and answers none of this.

mod acts;
mod field;
mod role;
mod typed;

use std::sync::Arc;

use backend::Bundled;
use backend::exercise::{ExerciseClock, NotMoved, by_id, by_number};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{Actor, Command, Now, Person, WrittenNumber};
use exchange::{Answer, Clock, Envelope, NoAnswer, Verdict};

use crate::door::{
    About, Acted, DeskError, Found, MoveClock, OuterAct, OuterCitizen, OuterWorldAsk, OuterWorldView, Text,
};
use crate::room::{Room, asked, new_command_id, person_id};
use crate::search::{Reading, read};
use crate::view::Mask;
use crate::{dates, times, view};
use acts::act_of;
use role::Role;
use typed::Typed;

/// The bundled backend as everybody else reaches it, and the one clock. It holds no other backend, by its type.
pub struct OuterWorld {
    /// Where the commands go.
    pub backend: Bundled,
    /// The clock of desk and backend.
    pub clock: Arc<ExerciseClock>,
    /// Where the exercise begins.
    pub start: DateTime<Utc>,
}

impl Room {
    /// Who can be played, and the citizen that the acts are about.
    pub fn outer_world_seen(&self, ask: &OuterWorldAsk) -> Result<OuterWorldView, DeskError> {
        let world = self.outside()?;
        let (mut person, mut hits, mut note) = (None, Vec::new(), None);
        match &ask.about {
            None => {}
            Some(About::Citizen(id)) => person = Some(self.outsider(id)?),
            Some(About::Typed(typed)) => match read(typed, self.today()) {
                Reading::Number(number) => {
                    person = by_number(&world.backend, number).map_err(no_answer)?;
                    note = person.is_none().then(nobody_has_it);
                }
                Reading::Useless(_, why) => note = Some(why),
                Reading::Nothing | Reading::FirstDigits(_) | Reading::BirthDate(..) | Reading::Name(_) => {
                    let found = self.named_so(typed)?;
                    match &found.hits[..] {
                        [] => note = Some(found.note.unwrap_or_else(nobody_is_called_so)),
                        [one] => person = Some(self.outsider(&one.citizen)?),
                        _ => hits = found.hits,
                    }
                }
            },
        }
        Ok(OuterWorldView {
            start: dates::at(world.start),
            roles: role::views(),
            citizen: person.map(|person| self.as_outsider(&person)),
            hits,
            note,
        })
    }

    /// Sends the command of somebody outside, and says what the backend answered.
    pub fn act(&self, act: &OuterAct) -> Result<Acted, DeskError> {
        let world = self.outside()?;
        let role = Role::named(&act.role).ok_or(DeskError::Malformed)?;
        let before = self.outsider(&act.citizen)?;
        let actor = role.actor(&act.which, self.who.jobcentre).map_err(|text| DeskError::Asked { text })?;
        let command = self.command(&actor, role, act, &before)?;
        let verdict = world.decide(&actor, &command)?;
        let after = self.outsider(&act.citizen)?;
        Ok(view::acted(&view::Outcome {
            command: &command,
            by: &actor,
            verdict: &verdict,
            person: &after,
            mask: self.mask_outside(),
            names: &self.names,
            today: self.today(),
        }))
    }

    /// What is typed as a command; what is missing is said first.
    fn command(&self, actor: &Actor, role: Role, act: &OuterAct, person: &Person) -> Result<Command, DeskError> {
        let form = act_of(role, &act.act).ok_or(DeskError::Malformed)?;
        let (own, today) = (self.who.jobcentre, self.today());
        let typed = Typed { fields: &act.typed, booking: act.booking.as_ref(), actor, person, own, today };
        if let Some(text) = typed.missing(form.fields) {
            return Err(DeskError::Asked { text });
        }
        let which = usize::try_from(act.under).unwrap_or(usize::MAX);
        let under = person.numbers.newest_first().get(which).copied().ok_or(DeskError::Malformed)?;
        (form.command)(WrittenNumber::from(under), &typed).map_err(|text| DeskError::Asked { text })
    }

    /// Moves the clock that desk and backend go by.
    pub fn move_clock(&self, to: &MoveClock) -> Result<(), DeskError> {
        let world = self.outside()?;
        let now = world.clock.now();
        let moved = match to {
            MoveClock::Hour => now.checked_add_signed(TimeDelta::hours(1)),
            MoveClock::Day => times::days_after(now, 1),
            MoveClock::Week => times::days_after(now, 7),
            MoveClock::To { day, time } => {
                let at = dates::read(day, self.today()).and_then(|day| times::instant(day, times::read(time)?));
                Some(at.map_err(|text| DeskError::Asked { text })?)
            }
        };
        world.clock.move_to(moved.ok_or(DeskError::Malformed)?).map_err(|why| match why {
            NotMoved::Back => asked(
                "Øvelsesuret går kun frem: det, der er registreret, er registreret før nu. Nulstil øvelsen for at begynde forfra.",
                "The exercise clock goes forward only: what is registered was registered before now. Reset the exercise to begin again.",
            ),
            NotMoved::NotKept(_) => asked(
                "Uret er stillet, men kan ikke gemmes på pc'en. Se efter, om der er plads på disken.",
                "The clock is moved, but cannot be kept on this pc. See whether there is room on the disk.",
            ),
        })
    }

    /// Only where all citizens are made up.
    fn outside(&self) -> Result<&OuterWorld, DeskError> {
        self.outer_world.get().filter(|_| self.exercise).ok_or_else(|| {
            asked("Omverdenen kan kun spilles i en øvelse.", "The outer world can be played in an exercise only.")
        })
    }

    /// A citizen as the backend has them, whoever's they are.
    fn outsider(&self, id: &str) -> Result<Person, DeskError> {
        let found = by_id(&self.outside()?.backend, person_id(id)?).map_err(no_answer)?;
        found.ok_or(DeskError::Gone { text: nobody_has_it() })
    }

    /// A name is looked for at the desk, and that is noted like every search.
    fn named_so(&self, typed: &str) -> Result<Found, DeskError> {
        let found = self.search(typed)?;
        self.settle_search(typed)?;
        Ok(found)
    }

    fn as_outsider(&self, person: &Person) -> OuterCitizen {
        view::outsider(person, self.mask_outside(), self.today())
    }

    /// Whoever plays the register knows the numbers; a citizen who sits at the desk sees none.
    fn mask_outside(&self) -> Mask {
        if self.settings().hide_numbers { Mask::Hidden } else { Mask::Open }
    }
}

impl OuterWorld {
    fn decide(&self, actor: &Actor, command: &Command) -> Result<Verdict, DeskError> {
        let now = Now::at(self.clock.now());
        let sealed = Envelope::of(new_command_id(), 1, command, now.instant).seal();
        let answers = self.backend.execute_at(actor, &[sealed], now).map_err(no_answer)?;
        match answers.into_iter().next() {
            Some(Answer::Verdict(verdict)) => Ok(verdict),
            Some(Answer::NotUnderstood { .. } | Answer::IdTaken { .. }) | None => Err(DeskError::Malformed),
        }
    }
}

fn no_answer(_: NoAnswer) -> DeskError {
    asked(
        "Serveren kunne ikke udføre det lige nu. Intet er ændret. Prøv igen.",
        "The backend could not do that just now. Nothing is changed. Try again.",
    )
}

fn nobody_has_it() -> Text {
    Text::new(
        "Ingen i øvelsen har eller har haft det nummer. Skriv et andet nummer eller et navn.",
        "Nobody in the exercise has or has had that number. Write another number or a name.",
    )
}

fn nobody_is_called_so() -> Text {
    Text::new(
        "Ingen borger på denne pc hedder det. Skriv et CPR-nummer for at vælge en borger i et andet jobcenter.",
        "No citizen at this desk is called that. Write a CPR number to choose a citizen of another jobcentre.",
    )
}
