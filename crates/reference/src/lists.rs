use std::sync::OnceLock;

use chrono::NaiveDate;
use domain::{
    FundCode, JobcentreCode, MunicipalityCode, Period, PersonStatus, Reference,
    contact_course::{CodeRange, ContactGroupCode, ConversationForm, ConversationType, LegalityRow, ResettingRow},
};
use serde::Deserialize;

use crate::{Bilingual, embedded};

/// How far a list can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Compared with an official source.
    Confirmed,
    /// Ours until a better source is found.
    Provisional,
}

/// The lists that a decision reads: the jobcentres with the days on which they are open, in order of code, and what is known of
/// conversations.
#[must_use]
pub fn lists() -> Reference {
    let mut jobcentres: Vec<_> = jobcentre_file()
        .jobcentre
        .iter()
        .map(|entry| domain::Jobcentre {
            code: entry.code,
            name: entry.name.clone(),
            open_from: entry.open_from,
            open_to: entry.open_to,
        })
        .collect();
    jobcentres.sort_by_key(|jobcentre| jobcentre.code);
    let range = |list: &CodeList| CodeRange { first: list.first, last: list.last };
    Reference {
        jobcentres,
        conversation_types: range(conversation_types()),
        conversation_forms: range(conversation_forms()),
        legality: legality(),
        resetting: resetting(),
    }
}

/// DFDG's conversation types.
#[must_use]
pub fn conversation_types() -> &'static CodeList {
    static FILE: OnceLock<CodeList> = OnceLock::new();
    embedded(&FILE, include_str!("../../../assets/code_lists/conversation_types.toml"))
}

/// DFDG's conversation forms.
#[must_use]
pub fn conversation_forms() -> &'static CodeList {
    static FILE: OnceLock<CodeList> = OnceLock::new();
    embedded(&FILE, include_str!("../../../assets/code_lists/conversation_forms.toml"))
}

/// DFDG's contact groups.
#[must_use]
pub fn contact_groups() -> &'static CodeList {
    static FILE: OnceLock<CodeList> = OnceLock::new();
    embedded(&FILE, include_str!("../../../assets/code_lists/contact_groups.toml"))
}

/// The systems that a booking can come from.
#[must_use]
pub fn source_systems() -> &'static CodeList {
    static FILE: OnceLock<CodeList> = OnceLock::new();
    embedded(&FILE, include_str!("../../../assets/code_lists/source_systems.toml"))
}

/// Denmark's municipalities, and 999.
#[must_use]
pub fn municipalities() -> &'static [Municipality] {
    static FILE: OnceLock<MunicipalityFile> = OnceLock::new();
    &embedded(&FILE, include_str!("../../../assets/code_lists/municipalities.toml")).municipality
}

/// The unemployment funds.
#[must_use]
pub fn funds() -> &'static [Fund] {
    static FILE: OnceLock<FundFile> = OnceLock::new();
    &embedded(&FILE, include_str!("../../../assets/code_lists/unemployment_funds.toml")).fund
}

/// The purposes of a look-up outside one's own jobcentre.
#[must_use]
pub fn purposes() -> &'static [Purpose] {
    static FILE: OnceLock<PurposeFile> = OnceLock::new();
    &embedded(&FILE, include_str!("../../../assets/code_lists/purposes.toml")).purpose
}

/// CPR's person statuses.
#[must_use]
pub fn person_statuses() -> &'static [PersonStatusEntry] {
    static FILE: OnceLock<PersonStatusFile> = OnceLock::new();
    &embedded(&FILE, include_str!("../../../assets/code_lists/person_status.toml")).person_status
}

/// A list of DFDG's that is not known in full.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeList {
    #[serde(rename = "status")]
    _status: Confidence,
    #[serde(rename = "source")]
    _source: String,
    /// The first id.
    pub first: u32,
    /// The last id.
    pub last: u32,
    /// Those with a name, in the order of their ids.
    #[serde(alias = "type", alias = "form", alias = "group", alias = "system")]
    pub entry: Vec<CodeEntry>,
}

/// One id with its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeEntry {
    /// DFDG's id.
    pub id: u32,
    /// Its name.
    pub name: Bilingual,
    /// How far that can be trusted.
    pub status: Confidence,
}

impl CodeList {
    /// The name of an id, where one is known.
    #[must_use]
    pub fn name(&self, id: u32) -> Option<&Bilingual> {
        self.entry.iter().find(|entry| entry.id == id).map(|entry| &entry.name)
    }
}

/// A municipality.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    /// Three digits.
    pub code: MunicipalityCode,
    /// Plain name, as in "Jobcenter X".
    pub name: String,
    /// Whether it may be chosen from a list; 999 may not (S23-1.3b).
    #[serde(default = "yes")]
    pub offered: bool,
    /// What must be shown beside it.
    #[serde(default)]
    pub note: Option<Bilingual>,
}

/// An unemployment fund.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fund {
    /// Two digits.
    pub code: FundCode,
    /// Name.
    pub name: String,
    /// Whether it is made up for the exercises.
    pub fictitious: bool,
}

/// Why a caseworker looks a citizen up.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// As it stands in the access log.
    pub id: String,
    /// Danish.
    pub da: String,
    /// English.
    pub en: String,
}

/// A person status in CPR.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonStatusEntry {
    /// Two digits.
    pub code: PersonStatus,
    /// Ours; CPR's meaning.
    pub name: Bilingual,
    /// What the citizen's page must show.
    pub mark: Mark,
}

/// The mark that a person status gives a citizen's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// None.
    None,
    /// 90.
    Dead,
    /// 80.
    Emigrated,
    /// 70.
    Disappeared,
}

macro_rules! files {
    ($($file:ident { $list:ident: $entry:ty })*) => {
        $(
            #[derive(Deserialize)]
            #[serde(deny_unknown_fields)]
            struct $file {
                #[serde(rename = "status")]
                _status: Confidence,
                #[serde(rename = "source")]
                _source: String,
                $list: Vec<$entry>,
            }
        )*
    };
}

files! {
    JobcentreFile { jobcentre: JobcentreEntry }
    MunicipalityFile { municipality: Municipality }
    FundFile { fund: Fund }
    PurposeFile { purpose: Purpose }
    PersonStatusFile { person_status: PersonStatusEntry }
    LegalityFile { pair: LegalityPair }
    ResettingFile { pair: ResettingPair }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JobcentreEntry {
    code: JobcentreCode,
    name: String,
    #[serde(rename = "municipality")]
    _municipality: MunicipalityCode,
    open_from: NaiveDate,
    #[serde(default)]
    open_to: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LegalityPair {
    #[serde(rename = "type")]
    kind: ConversationType,
    group: ContactGroupCode,
    is_legal: bool,
    from: NaiveDate,
    #[serde(default)]
    to: Option<NaiveDate>,
}

fn legality() -> Vec<LegalityRow> {
    static FILE: OnceLock<LegalityFile> = OnceLock::new();
    let file = embedded(&FILE, include_str!("../../../assets/code_lists/legality.toml"));
    let row = |pair: &LegalityPair| LegalityRow {
        kind: pair.kind,
        group: pair.group,
        is_legal: pair.is_legal,
        period: Period { from: pair.from, to: pair.to },
    };
    file.pair.iter().map(row).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResettingPair {
    #[serde(rename = "type")]
    kind: ConversationType,
    form: ConversationForm,
    is_resetting: bool,
    from: NaiveDate,
    #[serde(default)]
    to: Option<NaiveDate>,
}

fn resetting() -> Vec<ResettingRow> {
    static FILE: OnceLock<ResettingFile> = OnceLock::new();
    let file = embedded(&FILE, include_str!("../../../assets/code_lists/resetting.toml"));
    let row = |pair: &ResettingPair| ResettingRow {
        kind: pair.kind,
        form: pair.form,
        is_resetting: pair.is_resetting,
        period: Period { from: pair.from, to: pair.to },
    };
    file.pair.iter().map(row).collect()
}

fn jobcentre_file() -> &'static JobcentreFile {
    static FILE: OnceLock<JobcentreFile> = OnceLock::new();
    embedded(&FILE, include_str!("../../../assets/code_lists/jobcentres.toml"))
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_jobcentre_lies_in_a_municipality_that_its_code_begins_with() {
        for entry in &jobcentre_file().jobcentre {
            assert!(entry.code.as_str().starts_with(entry._municipality.as_str()), "{}", entry.code);
            let is_known = municipalities().iter().any(|known| known.code == entry._municipality && known.offered);
            assert!(is_known, "{}", entry.code);
        }
    }

    #[test]
    fn the_jobcentres_stand_in_order_of_code_and_each_once() {
        let codes: Vec<_> = lists().jobcentres.iter().map(|jobcentre| jobcentre.code).collect();
        assert!(codes.is_sorted_by(|a, b| a < b));
        assert!(codes.contains(&JobcentreCode::COPENHAGEN));
    }

    /// S23-1.3b.
    #[test]
    fn only_999_is_never_offered_and_it_says_why() {
        let hidden: Vec<_> = municipalities().iter().filter(|municipality| !municipality.offered).collect();
        assert_eq!(hidden.len(), 1);
        assert_eq!(hidden[0].code, MunicipalityCode::KMD_SICKNESS_BENEFIT);
        assert!(hidden[0].note.is_some());
    }

    #[test]
    fn the_statuses_that_a_rule_speaks_of_have_their_mark() {
        let mark = |status| person_statuses().iter().find(|entry| entry.code == status).map(|entry| entry.mark);
        assert_eq!(mark(PersonStatus::Dead), Some(Mark::Dead));
        assert_eq!(mark(PersonStatus::Emigrated), Some(Mark::Emigrated));
        assert_eq!(mark(PersonStatus::Disappeared), Some(Mark::Disappeared));
        assert_eq!(mark(PersonStatus::RESIDENT), Some(Mark::None));
    }

    #[test]
    fn a_code_list_stands_in_order_and_within_its_ends() {
        for list in [conversation_types(), conversation_forms(), contact_groups(), source_systems()] {
            assert!(list.entry.is_sorted_by(|a, b| a.id < b.id));
            assert!(list.entry.iter().all(|entry| (list.first..=list.last).contains(&entry.id)));
        }
    }

    /// SB-LEGALITY: the one pair that a source names, and no other.
    #[test]
    fn one_pair_is_known_to_be_legal() {
        let known: Vec<_> = legality().iter().map(|row| (row.kind.0, row.group.0, row.is_legal)).collect();
        assert_eq!(known, [(5, 10, true)]);
    }

    #[test]
    fn there_are_five_purposes_and_every_fund_is_made_up() {
        assert_eq!(purposes().len(), 5);
        assert!(!funds().is_empty() && funds().iter().all(|fund| fund.fictitious));
    }
}
