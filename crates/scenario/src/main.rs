//! `scenario check FILE… [--json]` and `scenario play FILE [--en]`.

use std::{
    env, fs,
    io::{self, Write},
    process::ExitCode,
};

use scenario::{
    Mismatch, Played, Scenario, play,
    tell::{self, Language},
};
use serde::Serialize;

const USAGE: &str = "\
scenario check FILE… [--json]   reads and plays the files, and says whether they hold
scenario play FILE [--en]       tells one file step by step

Exit code: 0 everything holds, 1 something is otherwise, 2 a file cannot be read or played.";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (flags, words): (Vec<&str>, Vec<&str>) =
        arguments.iter().map(String::as_str).partition(|argument| argument.starts_with("--"));
    let done = match (words.as_slice(), flags.as_slice()) {
        (["check", files @ ..], []) if !files.is_empty() => check(files, false),
        (["check", files @ ..], ["--json"]) if !files.is_empty() => check(files, true),
        (["play", file], []) => tell(file, Language::Danish),
        (["play", file], ["--en"]) => tell(file, Language::English),
        _ => writeln!(io::stderr(), "{USAGE}").map(|()| Ending::Unreadable),
    };
    match done {
        Ok(Ending::Holds) => ExitCode::SUCCESS,
        Ok(Ending::Otherwise) => ExitCode::from(1),
        Ok(Ending::Unreadable) | Err(_) => ExitCode::from(2),
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ending {
    Holds,
    Otherwise,
    Unreadable,
}

/// What a check found in one file.
#[derive(Serialize)]
struct Report {
    file: String,
    holds: bool,
    /// `line:column: what is wrong`, for a file that cannot be read or played.
    #[serde(skip_serializing_if = "Option::is_none")]
    bad: Option<String>,
    mismatches: Vec<Mismatch>,
    /// The rules that spoke.
    rules: Vec<domain::RuleId>,
    /// The rules that the file names and that did not speak.
    missing: Vec<domain::RuleId>,
}

fn check(files: &[&str], json: bool) -> io::Result<Ending> {
    let mut ending = Ending::Holds;
    let mut reports = Vec::new();
    for file in files {
        let report = match read(file).and_then(|scenario| played(&scenario)) {
            Err(bad) => Report::unreadable(file, bad),
            Ok(played) => Report::of(file, played),
        };
        ending = ending.max(match (&report.bad, report.holds) {
            (Some(_), _) => Ending::Unreadable,
            (None, false) => Ending::Otherwise,
            (None, true) => Ending::Holds,
        });
        if !json {
            report.print()?;
        }
        reports.push(report);
    }
    if json {
        writeln!(io::stdout(), "{}", serde_json::to_string_pretty(&reports)?)?;
    }
    Ok(ending)
}

impl Report {
    fn unreadable(file: &str, bad: String) -> Self {
        let (mismatches, rules, missing) = Default::default();
        Self { file: file.to_owned(), holds: false, bad: Some(bad), mismatches, rules, missing }
    }

    fn of(file: &str, played: Played) -> Self {
        let holds = played.holds();
        let Played { mismatches, rules, missing } = played;
        Self { file: file.to_owned(), holds, bad: None, mismatches, rules: rules.into_iter().collect(), missing }
    }

    fn print(&self) -> io::Result<()> {
        let Self { file, holds, bad, mismatches, missing, .. } = self;
        if let Some(bad) = bad {
            return writeln!(io::stderr(), "{file}:{bad}");
        }
        let mut out = io::stdout();
        writeln!(out, "{file}: {}", if *holds { "holds" } else { "does not hold" })?;
        for mismatch in mismatches {
            writeln!(out, "  {mismatch}")?;
        }
        for rule in missing {
            writeln!(out, "  the file names {rule}, and nothing that happened was due to it")?;
        }
        Ok(())
    }
}

fn tell(file: &str, language: Language) -> io::Result<Ending> {
    let mut out = io::stdout();
    let scenario = match read(file) {
        Ok(scenario) => scenario,
        Err(bad) => {
            writeln!(io::stderr(), "{file}:{bad}")?;
            return Ok(Ending::Unreadable);
        }
    };
    for line in tell::opening(&scenario, language) {
        writeln!(out, "{line}")?;
    }
    let played = play(&scenario, |nth, step, done, stage| {
        for line in tell::step(nth, step, done, stage, language) {
            // A reader who has closed the pipe has heard enough.
            let _ = writeln!(io::stdout(), "{line}");
        }
    });
    let played = match played {
        Ok(played) => played,
        Err(error) => {
            writeln!(io::stderr(), "{file}: {error}")?;
            return Ok(Ending::Unreadable);
        }
    };
    writeln!(out)?;
    for mismatch in &played.mismatches {
        writeln!(out, "{}", tell::mismatch(mismatch, language))?;
    }
    for rule in &played.missing {
        writeln!(out, "{rule}: {}", if language == Language::Danish { "kom ikke i brug" } else { "did not speak" })?;
    }
    if played.holds() {
        writeln!(
            out,
            "{}",
            if language == Language::Danish { "Alt gik som ventet." } else { "Everything went as expected." }
        )?;
        return Ok(Ending::Holds);
    }
    Ok(Ending::Otherwise)
}

fn read(file: &str) -> Result<Scenario, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("1:1: {error}"))?;
    scenario::read(&text).map_err(|bad| bad.to_string())
}

fn played(scenario: &Scenario) -> Result<Played, String> {
    play(scenario, |_, _, _, _| {}).map_err(|error| format!("{}:1: {}", error.line, error.problem))
}
