//! The tests of the crates that say in their first comment which rule they prove: `/// S23-1.1b, c and e: …`.

use std::{fs, path::Path};

use domain::RuleId;

use crate::scenarios::root;

/// A test and the rules that it says it proves.
pub struct Proof {
    /// `domain: the_name_of_the_test`.
    pub test: String,
    /// Which rules.
    pub rules: Vec<RuleId>,
}

/// Every such test, in the order of the files.
#[must_use]
pub fn all() -> Vec<Proof> {
    let mut proofs = Vec::new();
    for name in ["domain", "exchange", "backend", "desk", "exercise"] {
        in_folder(name, &root().join("crates").join(name), &mut proofs);
    }
    proofs
}

fn in_folder(name: &str, folder: &Path, proofs: &mut Vec<Proof>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            in_folder(name, &path, proofs);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            proofs.extend(in_text(name, &fs::read_to_string(&path).unwrap_or_default()));
        }
    }
}

/// Comments that stand on `#[test]`.
fn in_text(name: &str, text: &str) -> Vec<Proof> {
    let mut proofs = Vec::new();
    let mut comment = String::new();
    let mut is_test = false;
    for line in text.lines().map(str::trim) {
        if let Some(said) = line.strip_prefix("///") {
            comment.push_str(said);
        } else if line.starts_with("#[") {
            is_test |= line == "#[test]";
        } else {
            let rules = rules_in(&comment);
            if let Some(test) = line.strip_prefix("fn ").and_then(|rest| rest.split('(').next())
                && is_test
                && !rules.is_empty()
            {
                proofs.push(Proof { test: format!("{name}: {test}"), rules });
            }
            comment.clear();
            is_test = false;
        }
    }
    proofs
}

/// The rules in a comment. After a whole id the next may be short: `S23-1.1j and 1.2a`, `S23-1.1b, c and e:`.
#[must_use]
pub fn rules_in(comment: &str) -> Vec<RuleId> {
    let mut rules: Vec<RuleId> = Vec::new();
    let mut last: Option<String> = None;
    let spaced: String = comment.chars().map(|c| if ",;:()".contains(c) { ' ' } else { c }).collect();
    for word in spaced.split_whitespace() {
        let word = word.trim_end_matches('.');
        let whole = match &last {
            _ if word.starts_with('S') && word.contains('-') => word.to_owned(),
            Some(last) if is_section(word) => format!("{}-{word}", last.split('-').next().unwrap_or_default()),
            Some(last) if word.len() == 1 => format!("{}{word}", last.trim_end_matches(char::is_alphabetic)),
            Some(_) if word == "and" => continue,
            _ => {
                last = None;
                continue;
            }
        };
        match whole.parse() {
            Ok(rule) => {
                if !rules.contains(&rule) {
                    rules.push(rule);
                }
                last = Some(whole);
            }
            Err(_) => last = None,
        }
    }
    rules
}

fn is_section(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit()) && word.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_read() {
        let read = |comment: &str| rules_in(comment).iter().map(|rule| rule.as_str()).collect::<Vec<_>>().join(" ");
        for (comment, rules) in [
            ("S23-1.1a: the chain", "S23-1.1a"),
            ("S23-1.1b, c and e: what follows", "S23-1.1b S23-1.1c S23-1.1e"),
            ("S23-1.1j and 1.2a: one message", "S23-1.1j S23-1.2a"),
            ("The guards (SB-ID) and S22-2a.", "SB-ID S22-2a"),
            ("Nothing of the kind, a word", ""),
        ] {
            assert_eq!(read(comment), rules, "{comment}");
        }
    }

    #[test]
    fn only_tests_count() {
        let text = "/// S23-1.1a: not a test\nfn one() {}\n/// S23-1.1b: a test\n#[test]\nfn two() {}\n#[test]\nfn three() {}\n";
        let proofs = in_text("x", text);
        assert_eq!(proofs.len(), 1);
        assert_eq!(proofs[0].test, "x: two");
    }
}
