//! The finder finds, and takes nobody for a citizen who is none. The program ends as it should.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::fs;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::Command;
use exercise::load;
use personal_data::{What, named_below, named_in};

fn whats(text: &str) -> Vec<What> {
    named_in(text).into_iter().map(|named| named.what).collect()
}

#[test]
fn every_number_name_and_address_of_the_exercise_is_found() {
    let (mut numbers, mut names, mut addresses) = (0, 0, 0);
    for sent in load().life() {
        for number in sent.command.numbers() {
            let number = number.read().unwrap();
            let (day, serial) = number.digits().split_at(6);
            let written = [format!("{day}{serial}"), format!("{day}-{serial}"), format!("{day} – {serial}")];
            assert!(written.iter().all(|written| whats(&format!("test {written}.")) == [What::Number]));
            numbers += 1;
        }
        if let Command::RegisterPerson { name, address, .. } = &sent.command {
            let (first, last) = (name.split([' ', '-']).next().unwrap(), name.rsplit([' ', '-']).next().unwrap());
            for written in [name.clone(), name.to_uppercase(), format!("test_{first}_x_{last}")] {
                assert_eq!(whats(&written), [What::Name]);
            }
            names += 1;
            if let Some(address) = address {
                assert_eq!(whats(&format!("bor {}", address.street)), [What::Address]);
                addresses += 1;
            }
        }
    }
    assert!(numbers > 60 && names >= 24 && addresses > 15, "{numbers} {names} {addresses}");
}

#[test]
fn the_citizens_of_the_tests_of_faults_are_found() {
    for (nth, number) in faults::made_up::numbers().take(1_100).enumerate() {
        assert_eq!(whats(&format!("{number} is refused")), [What::Number]);
        assert_eq!(whats(&faults::made_up::name(nth)), [What::Name]);
    }
}

#[test]
fn nobody_is_taken_for_a_citizen() {
    let number = load().to_try().find_map(|one| domain::CprNumber::find_in(&one.typed).ok()).unwrap();
    for innocent in [
        &format!("1{number}"),
        &format!("{}1", number.digits()),
        "seed 1212121212 · 2023-09-18 10:05:00 · 0.42 s",
        "Line Bjerre, Jobcenter Aarhus",
        "Mette kom senere og sagde noget om øvelsen i går",
    ] {
        assert_eq!(named_in(innocent), [], "{innocent}");
    }
}

/// A window that is still open takes files away while its folder is looked through.
#[test]
fn what_goes_while_it_is_looked_through_names_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("below");
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_done.load(Ordering::Relaxed) {
                fs::create_dir(&below).unwrap();
                fs::write(below.join("backend.db-wal"), "one").unwrap();
                fs::remove_dir_all(&below).unwrap();
            }
        });
        let looked: Vec<_> = (0..2_000).map(|_| named_below(folder.path()).map_err(|error| error.kind())).collect();
        is_done.store(true, Ordering::Relaxed);
        assert!(
            looked.iter().all(|named| *named == Ok(Vec::new())),
            "{:?}",
            looked.iter().find(|named| named.is_err())
        );
    });
    assert!(named_below(&below).is_err(), "a folder that is asked for has to be there");
}

#[test]
fn the_program_names_file_and_line_and_not_the_citizen() {
    let folder = tempfile::tempdir().unwrap();
    let number = load().to_try().find_map(|one| domain::CprNumber::find_in(&one.typed).ok()).unwrap();
    let run = || process::Command::new(env!("CARGO_BIN_EXE_personal_data")).arg(folder.path()).output().unwrap();
    fs::write(folder.path().join("quiet.log"), "one\ntwo\n").unwrap();
    assert_eq!(run().status.code(), Some(0));
    fs::create_dir(folder.path().join("below")).unwrap();
    fs::write(folder.path().join("below").join("loud.log"), [b"one\n\xff ", number.digits().as_bytes()].concat())
        .unwrap();
    fs::write(folder.path().join(format!("{number}.db")), "").unwrap();
    let ran = run();
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(1));
    assert!(said.contains("below/loud.log:2: the number of a citizen, ••••••-••••"), "{said}");
    assert!(said.contains("the name of entry 1: the number of a citizen"), "{said}");
    assert_eq!(named_in(&said), []);
    assert_eq!(process::Command::new(env!("CARGO_BIN_EXE_personal_data")).output().unwrap().status.code(), Some(2));
}
