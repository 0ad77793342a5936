//! The program says how it is used, and what it does not understand.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::process::{Command, Output};

fn sagsbord(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sagsbord")).args(arguments).output().unwrap()
}

#[test]
fn it_says_how_it_is_used() {
    let output = sagsbord(&["--help"]);
    assert!(output.status.success());
    assert!(String::from_utf8(output.stdout).unwrap().contains("--data FOLDER"));
}

#[test]
fn it_names_what_it_does_not_understand() {
    let output = sagsbord(&["--dat", "/a"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("“--dat”"));
}
