//! The program as a trainer runs it: what it prints and how it ends.

#![expect(clippy::unwrap_used, reason = "a test says so and stops")]

use std::{
    fs,
    process::{Command, Output},
};

const GOOD: &str = r#"title = "Et nyt nummer"
rules = ["S23-1.1a"]
clock = "2023-09-18T09:00"

[[person]]
label = "mette"
number = "150385-1234"
name = "Mette Øvelsen"
affiliation = [{ jobcentre = "75100", from = "2021-03-01" }]

[[step]]
say = "CPR melder et nyt nummer."
say_en = "CPR reports a new number."
actor = "cpr"
do = { change_number = { old = "mette", new = "150385-1318", event_date = "20230917" } }

[[expect]]
after = 1
accepted = true
person = { who = "mette", number = "150385-1318" }
"#;

fn scenario(arguments: &[&str], files: &[(&str, &str)]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    Command::new(env!("CARGO_BIN_EXE_scenario")).current_dir(folder.path()).args(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_file_that_holds_ends_with_0() {
    let ran = scenario(&["check", "good.toml"], &[("good.toml", GOOD)]);
    assert_eq!(ran.status.code(), Some(0), "{}", err(&ran));
    assert_eq!(out(&ran), "good.toml: holds\n");
}

#[test]
fn an_expectation_that_fails_ends_with_1_and_says_step_expected_and_got() {
    let other = GOOD.replace("number = \"150385-1318\" }", "number = \"150385-1234\" }");
    let ran = scenario(&["check", "good.toml", "other.toml"], &[("good.toml", GOOD), ("other.toml", &other)]);
    assert_eq!(ran.status.code(), Some(1));
    let said = "  after step 1 (line 17): person.number: expected \"1503851234\", got \"1503851318\"\n";
    assert_eq!(out(&ran), format!("good.toml: holds\nother.toml: does not hold\n{said}"));
}

#[test]
fn a_rule_that_is_named_and_does_not_speak_ends_with_1() {
    let other = GOOD.replace("\"S23-1.1a\"", "\"S23-1.1a\", \"S23-1.3b\"");
    let ran = scenario(&["check", "other.toml"], &[("other.toml", &other)]);
    assert_eq!(ran.status.code(), Some(1));
    assert!(out(&ran).contains("the file names S23-1.3b"), "{}", out(&ran));
}

#[test]
fn a_bad_file_ends_with_2_and_says_where() {
    for (line, instead, said) in [
        ("clock = \"2023-09-18T09:00\"", "clock = \"nu\"", "bad.toml:3:9: a moment is written"),
        ("actor = \"cpr\"", "actr = \"cpr\"", "bad.toml:14:1: unknown field `actr`"),
        ("name = \"Mette Øvelsen\"", "name = Mette", "bad.toml:8:8: "),
        ("after = 1", "after = 7", "bad.toml:18:9: there is no step 7"),
        ("number = \"150385-1234\"", "number = \"150385\"", "bad.toml:5:1: the person cannot be set up so: 1001"),
    ] {
        let bad = GOOD.replacen(line, instead, 1);
        let ran = scenario(&["check", "bad.toml"], &[("bad.toml", &bad)]);
        assert_eq!(ran.status.code(), Some(2), "{instead}: {}", out(&ran));
        assert!(err(&ran).starts_with(said), "{instead}: {}", err(&ran));
    }
    let ran = scenario(&["check", "nobody.toml"], &[]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(err(&ran).starts_with("nobody.toml:1:1: "), "{}", err(&ran));
    assert_eq!(scenario(&[], &[]).status.code(), Some(2));
    assert_eq!(scenario(&["check"], &[]).status.code(), Some(2));
    assert_eq!(scenario(&["play", "a", "b"], &[]).status.code(), Some(2));
}

#[test]
fn json_says_the_same() {
    let ran =
        scenario(&["check", "good.toml", "bad.toml", "--json"], &[("good.toml", GOOD), ("bad.toml", "title = 5")]);
    assert_eq!(ran.status.code(), Some(2));
    let reports: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(reports[0]["holds"], true);
    assert_eq!(reports[0]["rules"][0], "S23-1.1a");
    assert_eq!(reports[1]["holds"], false);
    assert!(reports[1]["bad"].as_str().unwrap().starts_with("1:9: "));
}

#[test]
fn a_telling_says_what_happened_and_why_in_both_languages() {
    let danish = scenario(&["play", "good.toml"], &[("good.toml", GOOD)]);
    assert_eq!(danish.status.code(), Some(0));
    for said in ["CPR melder et nyt nummer.", "Godkendt.", "150385-1318", "[S23-1.1a]", "Alt gik som ventet."] {
        assert!(out(&danish).contains(said), "{said}: {}", out(&danish));
    }
    let english = scenario(&["play", "good.toml", "--en"], &[("good.toml", GOOD)]);
    for said in ["CPR reports a new number.", "Accepted.", "Everything went as expected."] {
        assert!(out(&english).contains(said), "{said}: {}", out(&english));
    }
}
