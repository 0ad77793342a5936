use std::sync::OnceLock;

use domain::{RefusalCode, RuleId};
use serde::Deserialize;

use crate::embedded;

/// Every rule's text, in the order of [`RuleId`].
#[must_use]
pub fn rules() -> &'static [RuleText] {
    static RULES: OnceLock<Vec<RuleText>> = OnceLock::new();
    static GENERAL: OnceLock<RuleFile> = OnceLock::new();
    static PERSON: OnceLock<RuleFile> = OnceLock::new();
    static CONTACT_COURSE: OnceLock<RuleFile> = OnceLock::new();
    RULES.get_or_init(|| {
        let general = embedded(&GENERAL, include_str!("../../../assets/rules/general.toml"));
        let person = embedded(&PERSON, include_str!("../../../assets/rules/person.toml"));
        let contact_course = embedded(&CONTACT_COURSE, include_str!("../../../assets/rules/contact_course.toml"));
        let files = [general, person, contact_course];
        let mut rules: Vec<_> = files.into_iter().flat_map(|file| &file.rule).cloned().collect();
        rules.sort_by_key(|rule| rule.id);
        rules
    })
}

/// One rule's text. A test holds that every rule has one.
#[must_use]
pub fn rule(id: RuleId) -> Option<&'static RuleText> {
    rules().iter().find(|rule| rule.id == id)
}

/// Every refusal's text; also of DFDG's codes that no command is refused with yet.
#[must_use]
pub fn refusals() -> &'static [RefusalText] {
    static FILE: OnceLock<RefusalFile> = OnceLock::new();
    &embedded(&FILE, include_str!("../../../assets/refusals/refusals.toml")).refusal
}

/// One refusal's text. A test holds that every code has one.
#[must_use]
pub fn refusal(code: RefusalCode) -> Option<&'static RefusalText> {
    refusals().iter().find(|refusal| refusal.code == code.as_str())
}

/// A text in both languages of the screens.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Danish.
    pub da: String,
    /// English.
    pub en: String,
}

/// What a rule says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// Which rule.
    pub id: RuleId,
    /// In one line.
    pub title: Bilingual,
    /// What DFDG says, in our words.
    #[serde(default)]
    pub dfdg: Option<Bilingual>,
    /// Sagsbord's choice, where DFDG leaves something open. Never shown as DFDG's word.
    #[serde(default)]
    pub ours: Option<Bilingual>,
    /// Where it stands.
    pub source: Bilingual,
    /// Whose the rule as a whole is.
    pub whose: Whose,
}

/// Whose word a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// DFDG's.
    Dfdg,
    /// Sagsbord's choice.
    Ours,
}

/// What a caseworker reads when a command is refused.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusalText {
    /// DFDG's number, or `SB-` and ours.
    pub code: String,
    /// DFDG's own words, to the letter; always Danish.
    #[serde(default)]
    pub text: Option<String>,
    /// What DFDG's text says, where its words are not known.
    #[serde(default)]
    pub gist: Option<Bilingual>,
    /// What is wrong.
    pub what: Bilingual,
    /// Why. `{name}`, `{number}` and `{current_number}` may stand in this one and in the two beside it.
    pub why: Bilingual,
    /// What to do.
    pub what_to_do: Bilingual,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    rule: Vec<RuleText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RefusalFile {
    refusal: Vec<RefusalText>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_exactly_one_text() {
        let told: Vec<RuleId> = rules().iter().map(|rule| rule.id).collect();
        let mut all = RuleId::ALL.to_vec();
        all.sort_unstable();
        assert_eq!(told, all);
    }

    #[test]
    fn a_rule_says_something_and_ours_is_never_shown_as_dfdgs() {
        for rule in rules() {
            assert!(rule.dfdg.is_some() || rule.ours.is_some(), "{}", rule.id);
            if rule.whose == Whose::Ours {
                assert!(rule.ours.is_some(), "{}", rule.id);
            }
        }
    }

    #[test]
    fn every_refusal_code_has_exactly_one_text() {
        for code in RefusalCode::ALL {
            let told = refusals().iter().filter(|refusal| refusal.code == code.as_str()).count();
            assert_eq!(told, 1, "{}", code.as_str());
        }
    }

    #[test]
    fn dfdgs_own_words_are_the_same_here_and_in_the_rules() {
        for code in RefusalCode::ALL {
            let told = refusal(*code).and_then(|refusal| refusal.text.as_deref());
            assert_eq!(told, code.text(), "{}", code.as_str());
        }
    }

    #[test]
    fn our_own_refusals_claim_no_words_of_dfdgs() {
        for refusal in refusals().iter().filter(|refusal| refusal.code.starts_with("SB-")) {
            assert_eq!((&refusal.text, &refusal.gist), (&None, &None), "{}", refusal.code);
        }
    }
}
