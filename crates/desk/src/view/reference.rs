use std::sync::OnceLock;

use ::reference::{Bilingual, CodeEntry, CodeList, Confidence, Whose};
use chrono::NaiveDate;
use domain::{
    Area, FundCode, Jobcentre, JobcentreCode, MunicipalityCode, Period, PersonStatus, RuleId,
    contact_course::{ContactGroupCode, ConversationForm, ConversationType, SourceSystem},
};

use crate::door::{Choice, CodeChoice, JobcentreView, ReferenceView, RuleChip, RuleView, Text, uncapital};

/// The rules, and what is chosen from lists.
#[must_use]
pub fn reference() -> ReferenceView {
    let rules = ::reference::rules().iter().map(|rule| RuleView {
        rule: chip(rule.id),
        title: both(&rule.title),
        dfdg: rule.dfdg.as_ref().map(both),
        ours: rule.ours.as_ref().map(both),
        source: both(&rule.source),
    });
    let purposes = ::reference::purposes().iter();
    let purposes = purposes.map(|purpose| Choice { id: purpose.id.clone(), text: Text::new(&purpose.da, &purpose.en) });
    ReferenceView {
        rules: rules.collect(),
        purposes: purposes.collect(),
        conversation_types: codes(::reference::conversation_types(), |_| true),
        deadline_types: codes(::reference::conversation_types(), |id| ConversationType(id).is_self_bookable()),
        conversation_forms: codes(::reference::conversation_forms(), |_| true),
    }
}

/// The ids with names, in their order, each with its number: by that caseworkers know them.
fn codes(list: &CodeList, offers: fn(u32) -> bool) -> Vec<CodeChoice> {
    let choice = |entry: &CodeEntry| CodeChoice {
        id: entry.id.to_string(),
        text: both(&entry.name),
        is_provisional: entry.status == Confidence::Provisional,
    };
    list.entry.iter().filter(|entry| offers(entry.id)).map(choice).collect()
}

/// The jobcentres that are open on `today`, in the order of their names.
#[must_use]
pub fn jobcentres(today: NaiveDate) -> JobcentreView {
    let open = all_jobcentres().iter().filter(|one| Period { from: one.open_from, to: one.open_to }.holds(today));
    let mut open: Vec<&Jobcentre> = open.collect();
    open.sort_by_cached_key(|one| (danish_order(&one.name), one.code));
    let choices = open.into_iter().map(|one| Choice { id: one.code.to_string(), text: Text::same(&one.name) });
    JobcentreView { jobcentres: choices.collect() }
}

/// A rule's chip. Ours where the rule as a whole is our reading.
#[must_use]
pub fn chip(rule: RuleId) -> RuleChip {
    let ours = ::reference::rule(rule).is_some_and(|text| text.whose == Whose::Ours);
    RuleChip { id: rule.to_string(), ours }
}

/// The chip of a statement that is our reading of a rule of DFDG's.
pub(super) fn our_reading(rule: RuleId) -> RuleChip {
    RuleChip { id: rule.to_string(), ours: true }
}

/// A jobcentre's name.
#[must_use]
pub fn jobcentre_name(code: JobcentreCode) -> Text {
    let all = all_jobcentres();
    match all.binary_search_by_key(&code, |one| one.code).ok().and_then(|at| all.get(at)) {
        Some(one) => Text::same(&one.name),
        None => unknown("Jobcenter", "Jobcentre", code.as_str()),
    }
}

/// A fund's name.
pub(super) fn fund_name(code: FundCode) -> Text {
    match ::reference::funds().iter().find(|one| one.code == code) {
        Some(one) => Text::same(&one.name),
        None => unknown("A-kasse", "Unemployment fund", code.as_str()),
    }
}

/// A conversation type's name.
pub(super) fn conversation_type(kind: ConversationType) -> Text {
    listed(::reference::conversation_types(), kind.0, ("Samtaletype", "Conversation type"))
}

/// A conversation form's name.
pub(super) fn conversation_form(form: ConversationForm) -> Text {
    listed(::reference::conversation_forms(), form.0, ("Samtaleform", "Conversation form"))
}

/// A contact group with its number, by which caseworkers know it.
pub(super) fn contact_group(group: ContactGroupCode) -> Text {
    match ::reference::contact_groups().name(group.0) {
        Some(name) => Text::new(format!("{group} {}", name.da), format!("{group} {}", name.en)),
        None => Text::new(format!("{group} (navn ikke kendt)"), format!("{group} (name not known)")),
    }
}

/// A system's name.
pub(super) fn source_system(system: SourceSystem) -> Text {
    listed(::reference::source_systems(), system.0, ("system", "system"))
}

fn listed(list: &CodeList, id: u32, kind: (&str, &str)) -> Text {
    list.name(id).map_or_else(|| unknown(kind.0, kind.1, &id.to_string()), both)
}

/// A municipality's name; 999 is called what DFDG calls it (S23-1.3b).
pub(super) fn municipality_name(code: MunicipalityCode) -> Text {
    match ::reference::municipalities().iter().find(|one| one.code == code) {
        Some(one) if code == MunicipalityCode::KMD_SICKNESS_BENEFIT => Text::same(format!("{code} '{}'", one.name)),
        Some(one) => Text::same(&one.name),
        None => unknown("Kommune", "Municipality", code.as_str()),
    }
}

/// A person status in words.
pub(super) fn status_name(status: PersonStatus) -> Text {
    match ::reference::person_statuses().iter().find(|one| one.code == status) {
        Some(one) => both(&one.name),
        None => unknown("Personstatus", "Person status", &String::from(status)),
    }
}

/// An area in the middle of a sentence: DFDG's name in Danish.
pub(super) fn area_name(area: Area) -> Text {
    let en = match area {
        Area::Numbers => "numbers",
        Area::BasicData => "basic data",
        Area::Addresses => "addresses",
        Area::StudentGrants => "student grants",
        Area::Affiliation => "jobcentre affiliation",
        Area::Cv => "CV",
        Area::Bookings => "bookings",
        Area::HeldConversations => "held conversations",
        Area::BookingDeadlines => "booking deadlines",
        Area::ParticipationChoices => "participation choices",
        Area::BenefitHistory => "benefit history",
        Area::HealthLimitations => "health limitations",
        Area::ContactPersons => "contact persons",
        Area::Comments => "comments",
        Area::JobReferrals => "job referrals",
        Area::ActivitySupplement => "activity supplement requests",
        Area::OperatorReferrals => "referrals to another operator",
        Area::GuestAccess => "guest access requests",
        Area::TotalUnemployment => "total unemployment",
        Area::FleurBenefitPayments => "unemployment benefit payments",
        Area::FleurSupplementaryWeeks => "weeks of supplementary benefit",
        Area::FleurHolidayBenefit => "holiday benefit",
        Area::FleurEeaPeriods => "periods of EEA benefit",
        Area::FleurEarlyRetirementPayments => "early retirement payments",
        Area::FleurEarlyRetirementRights => "early retirement rights",
        Area::ContactGroups => "contact groups",
        Area::PersonCategories => "person categories",
        Area::Absence => "absence",
        Area::Plans => "plans",
        Area::KyDecisions => "decisions from KY",
        Area::Membership => "unemployment fund membership",
    };
    Text::new(uncapital(area.policy().dfdg), en)
}

/// The same text with a capital letter.
pub(super) fn capital(text: Text) -> Text {
    let capital = |text: String| {
        let mut letters = text.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    };
    Text { da: capital(text.da), en: capital(text.en) }
}

pub(super) fn both(text: &Bilingual) -> Text {
    Text::new(text.da.trim(), text.en.trim())
}

fn unknown(da: &str, en: &str, code: &str) -> Text {
    Text::new(format!("{da} {code} (navn ikke kendt)"), format!("{en} {code} (name not known)"))
}

/// In the order of their codes: a calendar asks for hundreds of names.
fn all_jobcentres() -> &'static [Jobcentre] {
    static ALL: OnceLock<Vec<Jobcentre>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = ::reference::lists().jobcentres;
        all.sort_by_key(|one| one.code);
        all
    })
}

/// `æ ø å` come last, and `Aa` sorts as `Å`.
fn danish_order(name: &str) -> String {
    let name = name.to_lowercase().replace("aa", "å");
    let last = |letter: char| match letter {
        'æ' => '\u{e000}',
        'ø' => '\u{e001}',
        'å' => '\u{e002}',
        other => other,
    };
    name.chars().map(last).collect()
}
