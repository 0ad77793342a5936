//! `./dev bench`: measures, prints the table, writes the JSON.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that people call on a terminal")]

use std::{path::PathBuf, process::ExitCode};

use bench::{Failure, Report, Scale, figures};

fn main() -> ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    match run(&asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Failure> {
    let (asked, runs) = match arguments {
        [flag, runs, asked @ ..] if flag == "--runs" => (asked, runs.parse()?),
        asked => (asked, Scale::FULL.runs),
    };
    let scale = Scale { runs, memory_runs: Scale::FULL.memory_runs.min(runs), ..Scale::FULL };
    if let Some(unknown) = asked.iter().find(|name| !figures::ALL.iter().any(|(known, _)| known == name)) {
        let known: Vec<&str> = figures::ALL.iter().map(|(name, _)| *name).collect();
        return Err(format!("There is no figure called “{unknown}”. There are: {}.", known.join(", ")).into());
    }
    let target = target()?;
    let mut report = Report::begin();
    for (name, measure) in
        figures::ALL.iter().filter(|(name, _)| asked.is_empty() || asked.iter().any(|one| one == name))
    {
        eprintln!("{name} …");
        let figure = measure(&target.join("bench-data"), &scale)?;
        eprintln!("{}", figure.said());
        report.figures.push(figure);
    }
    println!("{}\n\n{}", report.machine, report.table());
    std::fs::write(target.join("bench.json"), report.json()?)?;
    Ok(())
}

/// The folder that this program was built in: `target/release/bench` is in `target`.
fn target() -> Result<PathBuf, Failure> {
    let program = std::env::current_exe()?;
    Ok(program.ancestors().nth(2).ok_or("The program lies in no folder.")?.to_owned())
}
