use super::BasicData;
use crate::{
    Command, CprNumber, Decision, JobcentreCode, MunicipalityCode, NotDone, NoticeKind, Person, PersonId, PersonStatus,
    RELEASE_2023_3, Refusal, RefusalCode, RuleId, What, decide::Case,
};

/// What the CPR register says of a person: a new one, or another name, address, protection or status.
///
/// [ours] It is filed under the number that the event names, a former one too, and the newest number's word stands
/// (SB-REGISTER): so it does not matter whether the event or a change of number arrives first.
pub(crate) fn decide_basic_data(case: &Case, command: &Command) -> Result<Decision, Refusal> {
    let number = Case::number(command.written_under())?;
    let known = case.people.by_number(number);
    let is_new = matches!(command, Command::RegisterPerson { .. });
    if known.is_none() && !is_new {
        return Err(Refusal::new(RefusalCode::UnknownPerson, RuleId::S23_1_1l));
    }
    case.register()?;

    let filed = known.map(|person| person.basic_data.of(number)).unwrap_or_default();
    let mut decision = Decision::default();
    let subject = known.map_or_else(|| case.occasion.command.person(), |person| person.id);
    if is_new && !filed.registered {
        decision.change(subject, RuleId::SbRegister, What::PersonRegistered { number });
    }
    let before = match known {
        Some(person) if person.current_number() == number => person.basic(),
        _ => filed.clone(),
    };
    let mut said = Said { decision, subject, number, filed, before };
    match command {
        Command::RegisterPerson { name, birth_date, address, municipality, protection, status, .. } => {
            let is_another = said.filed.name.as_ref().is_some_and(|filed| filed != name);
            if is_another {
                return Err(Refusal::new(RefusalCode::KnownPerson, RuleId::SbRegister));
            }
            said.name(name);
            if let Some(birth_date) = birth_date {
                said.birth_date(*birth_date);
            }
            if let Some(address) = address {
                said.address(address);
            }
            if let Some(protection) = protection {
                said.protection(*protection);
            }
            if said.filed.status.is_none() {
                said.status(status.unwrap_or(PersonStatus::RESIDENT));
            }
            if let Some(municipality) = municipality {
                said.municipality(*municipality);
            }
        }
        Command::ChangeName { name, .. } => said.name(name),
        Command::ChangeAddress { address, municipality, .. } => {
            said.address(address);
            said.municipality(*municipality);
        }
        Command::ChangeProtection { protection, .. } => said.protection(*protection),
        Command::ChangeStatus { status, municipality, .. } => {
            said.status(*status);
            if let Some(municipality) = municipality {
                said.municipality(*municipality);
            }
            if let Some(person) = known.filter(|person| person.current_number() == number) {
                keep_or_move_affiliation(case, person, *status, &mut said.decision);
            }
        }
        Command::ChangeNumber { .. }
        | Command::StartMembership { .. }
        | Command::EndMembership { .. }
        | Command::RegisterAffiliation { .. }
        | Command::WriteComment { .. }
        | Command::CorrectComment { .. }
        | Command::WithdrawComment { .. }
        | Command::RegisterContactPerson { .. }
        | Command::EndContactPerson { .. }
        | Command::RegisterReferral { .. }
        | Command::EndReferral { .. }
        | Command::MakeBooking { .. }
        | Command::ChangeBooking { .. }
        | Command::CancelBooking { .. }
        | Command::RegisterHeldConversation { .. }
        | Command::SetParticipation { .. }
        | Command::SaveParticipationChoice { .. }
        | Command::SetDeadline { .. }
        | Command::ChangeDeadline { .. }
        | Command::WithdrawDeadline { .. }
        | Command::RecordContactGroup { .. } => {}
    }

    let mut decision = said.decision;
    if decision.changes.is_empty() && decision.not_done.is_empty() {
        decision.leave(subject, RuleId::SbRegister, NotDone::AlreadyKnown);
    }
    if known.is_some_and(|person| person.current_number() != number) && !decision.changes.is_empty() {
        decision.leave(subject, RuleId::SbRegister, NotDone::NewerNumberStands);
    }
    Ok(decision)
}

/// One event's values, each recorded where it differs from what is filed.
struct Said {
    decision: Decision,
    subject: PersonId,
    number: CprNumber,
    /// What is filed under the number: what is said again changes nothing.
    filed: BasicData,
    /// What was known of the person until now, where the number is the current one.
    before: BasicData,
}

impl Said {
    fn name(&mut self, name: &str) {
        if self.filed.name.as_deref() != Some(name) {
            let (number, before) = (self.number, self.before.name.clone());
            self.change(What::NameRecorded { number, before, after: name.to_owned() });
        }
    }

    fn birth_date(&mut self, after: chrono::NaiveDate) {
        if self.filed.birth_date != Some(after) {
            self.change(What::BirthDateRecorded { number: self.number, after });
        }
    }

    fn address(&mut self, after: &super::Address) {
        if self.filed.address.as_ref() != Some(after) {
            let (number, before) = (self.number, self.before.address.clone());
            self.change(What::AddressRecorded { number, before, after: after.clone() });
        }
    }

    fn protection(&mut self, after: super::Protection) {
        if self.filed.protection != Some(after) {
            self.change(What::ProtectionRecorded { number: self.number, before: self.before.protection, after });
        }
    }

    fn status(&mut self, after: PersonStatus) {
        if self.filed.status != Some(after) {
            self.change(What::StatusRecorded { number: self.number, before: self.before.status, after });
        }
    }

    /// 999 is taken as it comes, with a word to the caseworker; no jobcentre is derived from it, and the last real
    /// municipality stays (S23-1.3b).
    fn municipality(&mut self, after: MunicipalityCode) {
        let filed = self.filed.municipality;
        let before = filed
            .and_then(|filed| if filed.is_999 { Some(MunicipalityCode::KMD_SICKNESS_BENEFIT) } else { filed.real });
        if before == Some(after) {
            return;
        }
        let is_999 = after == MunicipalityCode::KMD_SICKNESS_BENEFIT;
        let rule = if is_999 { RuleId::S23_1_3b } else { RuleId::SbRegister };
        self.decision.change(self.subject, rule, What::MunicipalityRecorded { number: self.number, before, after });
        if is_999 {
            self.decision.notice(self.subject, rule, NoticeKind::Municipality999);
            let municipality = self.before.municipality.and_then(|municipality| municipality.real);
            self.decision.leave(self.subject, rule, NotDone::MunicipalityKept { municipality });
        }
    }

    fn change(&mut self, what: What) {
        self.decision.change(self.subject, RuleId::SbRegister, what);
    }
}

/// From the release on, who emigrates or disappears stays in their jobcentre. Until then DFDG moved them to Jobcenter
/// København on the day, and nobody is moved back (S23-1.3a).
fn keep_or_move_affiliation(case: &Case, person: &Person, status: PersonStatus, decision: &mut Decision) {
    let today = case.occasion.now.today;
    let leaves = matches!(status, PersonStatus::Emigrated | PersonStatus::Disappeared);
    let before = person.basic().status;
    let Some(jobcentre) = person.jobcentre_on(today).filter(|_| leaves && before != Some(status)) else {
        return;
    };
    if today >= RELEASE_2023_3 {
        decision.leave(person.id, RuleId::S23_1_3a, NotDone::AffiliationKept { jobcentre });
        return;
    }
    if jobcentre == JobcentreCode::COPENHAGEN {
        return;
    }
    let record = case.occasion.command.record(0);
    let number = person.current_number();
    let moves =
        person.affiliations.moves(person.id, RuleId::S23_1_3a, record, number, JobcentreCode::COPENHAGEN, today);
    decision.changes.extend(moves);
}
