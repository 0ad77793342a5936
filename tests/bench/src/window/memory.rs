//! The memory of a program and of everything that it has started. What several processes share is counted once: each
//! has its part of it (PSS).

use std::{collections::HashMap, fs};

use crate::Failure;

/// What each process of a program's family holds, by its name, in MB.
pub fn held(program: u32) -> Result<Vec<(String, f64)>, Failure> {
    let mut all = Vec::new();
    for process in family(program)? {
        // One that has ended meanwhile holds nothing.
        let (Ok(stat), Ok(rollup)) = (
            fs::read_to_string(format!("/proc/{process}/stat")),
            fs::read_to_string(format!("/proc/{process}/smaps_rollup")),
        ) else {
            continue;
        };
        let (name, _) = name_and_parent(&stat).ok_or("a process without a name")?;
        all.push((name.to_owned(), pss(&rollup).ok_or("the system does not say what a process holds")?));
    }
    Ok(all)
}

/// A process and everything that it has started, and that they have started.
pub fn family(program: u32) -> Result<Vec<u32>, Failure> {
    let numbers = fs::read_dir("/proc")?.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let parents = numbers.filter_map(|process: u32| {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        Some((process, name_and_parent(&stat)?.1))
    });
    Ok(below(program, &parents.collect()))
}

fn below(program: u32, parents: &HashMap<u32, u32>) -> Vec<u32> {
    let mut family = vec![program];
    let mut at = 0;
    while let Some(parent) = family.get(at).copied() {
        family.extend(parents.iter().filter(|(_, of)| **of == parent).map(|(child, _)| *child));
        at += 1;
    }
    family
}

/// Of `1234 (name) S 1 …`. A name may hold anything, parentheses too.
fn name_and_parent(stat: &str) -> Option<(&str, u32)> {
    let (begun, rest) = stat.rsplit_once(") ")?;
    let (_, name) = begun.split_once(" (")?;
    Some((name, rest.split(' ').nth(1)?.parse().ok()?))
}

/// In MB, of the lines of `smaps_rollup`.
fn pss(rollup: &str) -> Option<f64> {
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    let kib: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024.0 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_a_process_is_read_and_no_other_line() {
        let rollup = "55d0-7ffc ---p 00000000 00:00 0  [rollup]\nRss:  30 kB\nPss:     2000 kB\nPss_Anon:  9 kB\n";
        assert_eq!(pss(rollup), Some(2.048));
        assert_eq!(pss("Rss: 30 kB\nPss_Anon: 9 kB\n"), None);
    }

    #[test]
    fn a_process_is_called_what_stands_between_the_outer_parentheses() {
        assert_eq!(name_and_parent("12 (a) b (c)) S 7 12 12 0"), Some(("a) b (c)", 7)));
    }

    #[test]
    fn a_family_is_all_that_come_from_one() {
        let parents = HashMap::from([(1, 0), (2, 1), (3, 2), (4, 3), (5, 1), (6, 5)]);
        let mut family = below(2, &parents);
        family.sort_unstable();
        assert_eq!(family, [2, 3, 4]);
    }

    #[test]
    fn this_very_process_holds_something() {
        let held = held(std::process::id()).unwrap();
        assert!(held.iter().any(|(_, mb)| *mb > 0.1), "{held:?}");
    }
}
