use crate::{
    Actor, Area, CaseworkerId, Command, CprNumber, Decision, FundCode, JobcentreCode, Occasion, People, Person,
    RELEASE_2023_3, Reference, Refusal, RefusalCode, RuleId, WrittenNumber, communication, contact_course, membership,
    person, status,
};

/// Decides what `command` from `actor` does to `people`, without doing it.
///
/// `people` holds at least everybody who has a number that the command names. The guards stand in the order of
/// S23-1.1l: format, person known, current number, dead, rights, and then the area's own.
///
/// # Errors
/// The first guard that fails answers; nothing is carried out.
pub fn decide(
    people: &People,
    reference: &Reference,
    actor: &Actor,
    command: &Command,
    occasion: Occasion,
) -> Result<Decision, Refusal> {
    let case = Case { people, reference, actor, occasion };
    match command {
        Command::RegisterPerson { .. }
        | Command::ChangeName { .. }
        | Command::ChangeAddress { .. }
        | Command::ChangeProtection { .. }
        | Command::ChangeStatus { .. } => person::decide_basic_data(&case, command),
        Command::ChangeNumber { old, new, event_date } => person::decide_change_number(&case, old, new, event_date),
        Command::StartMembership { number, fund, from } => membership::decide_start(&case, number, *fund, *from),
        Command::EndMembership { number, fund, to } => membership::decide_end(&case, number, *fund, *to),
        Command::RegisterAffiliation { number, jobcentre, from } => {
            communication::decide_affiliation(&case, number, *jobcentre, *from)
        }
        Command::WriteComment { number, text } => communication::decide_comment(&case, number, text),
        Command::CorrectComment { number, comment, text } => {
            communication::decide_correction(&case, number, *comment, text)
        }
        Command::WithdrawComment { number, comment } => communication::decide_withdrawal(&case, number, *comment),
        Command::RegisterContactPerson { number } => communication::decide_contact_person(&case, number),
        Command::EndContactPerson { number, caseworker } => {
            communication::decide_contact_person_end(&case, number, caseworker.as_ref())
        }
        Command::RegisterReferral { number, referral } => communication::decide_referral(&case, number, referral),
        Command::EndReferral { number, record, revision, to } => {
            communication::decide_referral_end(&case, number, (*record, *revision), *to)
        }
        Command::MakeBooking { number, booking, guest } => {
            contact_course::decide_booking(&case, number, booking, guest.as_deref())
        }
        Command::ChangeBooking { number, record, seen, booking } => {
            contact_course::decide_booking_change(&case, number, (*record, seen), booking)
        }
        Command::CancelBooking { number, record, seen, reason } => {
            contact_course::decide_booking_cancelled(&case, number, (*record, seen), reason.as_deref())
        }
        Command::RegisterHeldConversation { number, conversation, next } => {
            contact_course::decide_held(&case, number, conversation, next.as_deref())
        }
        Command::SetParticipation { number, record, seen, guest } => {
            contact_course::decide_participation(&case, number, (*record, seen), guest.as_deref())
        }
        Command::SaveParticipationChoice { number, chooser, takes_part } => {
            contact_course::decide_choice(&case, number, *chooser, *takes_part)
        }
        Command::SetDeadline { number, deadline } => contact_course::decide_deadline(&case, number, *deadline),
        Command::ChangeDeadline { number, record, revision, deadline } => {
            contact_course::decide_deadline_change(&case, number, (*record, *revision), *deadline)
        }
        Command::WithdrawDeadline { number, record, revision } => {
            contact_course::decide_deadline_withdrawn(&case, number, (*record, *revision))
        }
        Command::RecordContactGroup { number, group, from } => {
            status::decide_contact_group(&case, number, *group, *from)
        }
    }
}

/// Everything that a decision may look at.
pub(crate) struct Case<'a> {
    pub people: &'a People,
    pub reference: &'a Reference,
    pub actor: &'a Actor,
    pub occasion: Occasion,
}

/// What the dead may still be subject to (S23-1.4a).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ForTheDead {
    /// A jobcentre affiliation, from the release on.
    FromTheRelease,
    /// Cancelling or ending what stands, and everything that the register says.
    Always,
    /// Every other creation and change: 4405.
    Never,
}

impl<'a> Case<'a> {
    /// Guard 1, format (1001).
    pub fn number(written: &WrittenNumber) -> Result<CprNumber, Refusal> {
        match written.read() {
            Ok(number) if number != CprNumber::NOT_KNOWN => Ok(number),
            _ => Err(Refusal::new(RefusalCode::BadNumber, RuleId::S23_1_1l)),
        }
    }

    /// Guards 1 and 2, format (1001) and person known (4404).
    pub fn citizen(&self, written: &WrittenNumber) -> Result<(&'a Person, CprNumber), Refusal> {
        let number = Self::number(written)?;
        match self.people.by_number(number) {
            Some(person) => Ok((person, number)),
            None => Err(Refusal::new(RefusalCode::UnknownPerson, RuleId::S23_1_1l)),
        }
    }

    /// Guard 3, current number (9460), for what is created, changed or cancelled in `area`.
    pub fn on_the_current_number(&self, area: Area, person: &Person, number: CprNumber) -> Result<(), Refusal> {
        let today = self.occasion.now.today;
        if today < RELEASE_2023_3 || number == person.current_number() {
            return Ok(());
        }
        let rule = if area.is_moved(today) { RuleId::S23_1_1h } else { RuleId::S23_1_1i };
        Err(Refusal::new(RefusalCode::FormerNumber, rule))
    }

    /// Guard 4, dead (4405).
    pub fn alive(&self, person: &Person, unless: ForTheDead) -> Result<(), Refusal> {
        let allowed = match unless {
            ForTheDead::Always => true,
            ForTheDead::FromTheRelease => RELEASE_2023_3 <= self.occasion.now.today,
            ForTheDead::Never => false,
        };
        if allowed || !person.is_dead() { Ok(()) } else { Err(Refusal::new(RefusalCode::Dead, RuleId::S23_1_4a)) }
    }

    /// Guards 2 to 4: whom a command in `area` is about, by the number that it was given.
    pub fn addressed(
        &self,
        area: Area,
        number: &WrittenNumber,
        unless: ForTheDead,
    ) -> Result<(&'a Person, CprNumber), Refusal> {
        let (person, number) = self.citizen(number)?;
        self.on_the_current_number(area, person, number)?;
        self.alive(person, unless)?;
        Ok((person, number))
    }

    /// Guard 5, rights (4575): only a caseworker.
    pub fn caseworker(&self) -> Result<(&'a CaseworkerId, JobcentreCode), Refusal> {
        match self.actor {
            Actor::Caseworker { caseworker, jobcentre } => Ok((caseworker, *jobcentre)),
            Actor::Cpr | Actor::Fund { .. } | Actor::Jobnet | Actor::CaseSystem { .. } => Err(Self::no_rights()),
        }
    }

    /// Guard 5, rights (4575): only the CPR register.
    pub fn register(&self) -> Result<(), Refusal> {
        match self.actor {
            Actor::Cpr => Ok(()),
            Actor::Caseworker { .. } | Actor::Fund { .. } | Actor::Jobnet | Actor::CaseSystem { .. } => {
                Err(Self::no_rights())
            }
        }
    }

    /// Guard 5, rights (90006, 90007): a fund only on who is its member on the day of registration (S23-1.8a).
    pub fn member_of(&self, person: &Person, fund: FundCode) -> Result<(), Refusal> {
        match person.fund_on(self.occasion.now.today) {
            Some(own) if own == fund => Ok(()),
            Some(_) => Err(Refusal::new(RefusalCode::OtherFundsMember, RuleId::S23_1_8a)),
            None => Err(Refusal::new(RefusalCode::NoMember, RuleId::S23_1_8a)),
        }
    }

    pub fn no_rights() -> Refusal {
        Refusal::new(RefusalCode::NoRights, RuleId::S23_1_1l)
    }
}
