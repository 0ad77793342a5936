//! Every rule is executed, every scenario holds, and the page about it is current.

use std::{collections::BTreeSet, fs};

use domain::{CommandKind, RefusalCode, RuleId};
use rules::{cases, document, live, scenarios};
use scenario::file::Point;

/// Rules that come with their areas.
const LATER: [RuleId; 1] = [RuleId::S23_1_1d];

#[test]
fn every_scenario_holds() {
    for run in scenarios::all() {
        let said: Vec<String> = run.played.mismatches.iter().map(ToString::to_string).collect();
        assert!(run.played.holds(), "{}: {said:#?}, missing {:?}", run.name, run.played.missing);
    }
}

#[test]
fn every_rule_is_in_a_scenario() {
    let shown: BTreeSet<RuleId> = scenarios::all().iter().flat_map(|run| run.played.rules.iter().copied()).collect();
    let named: BTreeSet<RuleId> = scenarios::all().iter().flat_map(|run| run.scenario.rules.iter().copied()).collect();
    for rule in RuleId::ALL.iter().filter(|rule| !LATER.contains(rule)) {
        assert!(shown.contains(rule), "{rule} is in no scenario");
        assert!(named.contains(rule), "no scenario is about {rule}");
    }
    for rule in LATER {
        assert!(!shown.contains(&rule), "{rule} has come: take it out of LATER");
    }
}

#[test]
fn every_kind_of_command_step_event_and_answer_is_in_a_scenario() {
    let runs = scenarios::all();
    let commands: BTreeSet<CommandKind> = runs.iter().flat_map(scenarios::commands).collect();
    assert_eq!(commands, CommandKind::ALL.iter().copied().collect());
    let steps: BTreeSet<&str> = runs.iter().flat_map(scenarios::steps).collect();
    assert_eq!(steps, BTreeSet::from(scenarios::STEPS));
    let heard: BTreeSet<&str> = runs.iter().flat_map(|run| run.heard.iter().copied()).collect();
    assert_eq!(heard, BTreeSet::from(["changed", "connection", "inbox", "outbox", "trouble"]));
    let opened: BTreeSet<&str> = runs.iter().flat_map(|run| run.opened.iter().copied()).collect();
    assert_eq!(opened, BTreeSet::from(["ask_purpose", "citizen", "out_of_reach", "unknown"]));
}

#[test]
fn every_case_comes_out_as_the_table_says() {
    for case in cases::all() {
        assert_eq!(case.decide().comes, case.comes, "{}", case.name);
    }
}

#[test]
fn every_live_test_shows_its_rule() {
    for live in live::all() {
        assert!(live.rules.contains(&live.shows), "{} does not show {}: {:?}", live.name, live.shows, live.rules);
    }
}

#[test]
fn every_rule_speaks_in_a_test() {
    let in_the_table = cases::all().into_iter().flat_map(|case| case.decide().rules);
    let spoke: BTreeSet<RuleId> = in_the_table.chain(live::all().iter().flat_map(|live| live.rules.clone())).collect();
    let expected: BTreeSet<RuleId> = RuleId::ALL.iter().copied().filter(|rule| !LATER.contains(rule)).collect();
    assert_eq!(spoke, expected);
}

/// The codes that no decision gives: a command that cannot be read (the envelope), an id that is taken and a fault (the
/// backend). The scenarios and the tests of those crates have them.
#[test]
fn every_refusal_code_of_a_decision_is_in_the_table() {
    let elsewhere = [RefusalCode::BadMessage, RefusalCode::IdTaken, RefusalCode::Fault];
    let refused: BTreeSet<RefusalCode> = cases::all()
        .iter()
        .filter_map(|case| match case.comes {
            cases::Comes::Refused(code, _) => Some(code),
            cases::Comes::Accepted(_) => None,
        })
        .collect();
    let expected = RefusalCode::ALL.iter().copied().filter(|code| !elsewhere.contains(code));
    assert_eq!(refused, expected.collect());
}

/// Each by what a scenario expects of a command, or of its place in the outbox. None can be written that is no command.
#[test]
fn every_refusal_code_is_in_a_scenario() {
    let expects = scenarios::all().iter().flat_map(|run| &run.scenario.expects);
    let refused: BTreeSet<RefusalCode> = expects
        .filter_map(|expect| match &expect.point {
            Point::Refused { code, .. } => Some(*code),
            Point::Outbox(outlook) => outlook.code.map(|code| code.0),
            _ => None,
        })
        .collect();
    let expected = RefusalCode::ALL.iter().copied().filter(|code| *code != RefusalCode::BadMessage);
    assert_eq!(refused, expected.collect());
}

#[test]
fn the_page_about_the_rules_is_current() {
    let file = scenarios::root().join("docs/rules.md");
    let page = document::write();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &page).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == page, "docs/rules.md is not current: run UPDATE=1 cargo test -p rules");
}

/// The first scenario that a trainer writes holds, as the guide says.
#[test]
fn the_first_scenario_of_the_guide_holds() {
    let guide = fs::read_to_string(scenarios::root().join("docs/scenarios.md")).unwrap();
    let mut first = String::new();
    let mut is_inside = false;
    for line in guide.lines() {
        match line {
            "```toml" => is_inside = true,
            "```" => is_inside = false,
            line if is_inside => first.extend([line, "\n"]),
            _ => {}
        }
    }
    let read = scenario::read(&first).unwrap();
    let played = scenario::play(&read, |_, _, _, _| {}).unwrap();
    assert!(played.holds(), "{:?}", played.mismatches);
    assert_eq!(read.steps.len(), 2);
}

#[test]
fn the_guide_names_every_command() {
    let guide = fs::read_to_string(scenarios::root().join("docs/scenarios.md")).unwrap();
    for kind in CommandKind::ALL {
        assert!(guide.contains(&format!("| `{}` |", kind.as_str())), "{}", kind.as_str());
    }
}
