//! A caseworker types a name, or the beginning of one, and sees the first twenty whom it fits.

use std::path::Path;

use desk::{
    Desk,
    door::{Door, SearchText},
};
use rusqlite::{Connection, types::Value};

use super::{asked::unwilling, first_sync::found_by, ratio_of_medians};
use crate::{
    Bar, Failure, Figure, Scale, Spread, bare,
    measure::{InTurn, timed},
    place::Place,
    report::thousands,
};

/// What is typed, one a line.
const QUERIES: &str = include_str!("../../queries.txt");
/// The most hits that are shown.
const SHOWN: usize = 20;

pub fn measure(root: &Path, scale: &Scale) -> Result<Figure, Failure> {
    let place = Place::with_citizens(root, scale.many)?.copy_desk_to(&root.join("name-search"))?;
    let bundled = place.open_backend()?;
    let desk = place.open_desk(&bundled)?;
    let file = place.desk_file("cache.db")?;
    let mut in_turn = InTurn::default();
    let mut full = 0;
    for run in 0..scale.runs {
        for typed in QUERIES.lines() {
            let words = words(typed);
            let mut find = [Vec::new(), Vec::new()];
            // Whoever comes first finds the pages on the disk, and whoever comes second in the memory of the system.
            for ours in [run % 2 == 0, run % 2 == 1] {
                if ours {
                    let (found, taken) = timed(|| search(&desk, typed));
                    find[0] = found?;
                    in_turn.ours.push(taken);
                } else {
                    let (found, taken) = timed(|| bare_search(&file, &words));
                    find[1] = found?;
                    in_turn.bare.push(taken);
                }
            }
            if find[0] != find[1] {
                return Err("the reference finds others than the desk".into());
            }
            full += usize::from(find[0].len() == SHOWN);
        }
    }
    let (ours, bare) = (Spread::of(&in_turn.ours), Spread::of(&in_turn.bare));
    let ratio = ratio_of_medians(&ours, &bare);
    let more = (ours.p50 - bare.p50) / 1e3;
    Ok(Figure {
        name: "name-search",
        what: format!(
            "name search, {} queries, {SHOWN} hits, {} citizens",
            QUERIES.lines().count(),
            thousands(f64::from(scale.many))
        ),
        reference: "the bare FTS5 query fetching the same rows".to_owned(),
        ours,
        bare,
        ratio,
        bars: vec![
            Bar {
                text: "≤ 1.5 × p50 or + 0.1 ms".to_owned(),
                measured: format!("{ratio:.2} ×, + {more:.2} ms"),
                met: ratio <= 1.5 || more <= 0.1,
            },
            Bar::at_most(8.0, "ms p99", ours.p99 / 1e3),
        ],
        notes: vec![format!("{} of the queries fit {SHOWN} citizens or more", full / scale.runs.max(1))],
    })
}

/// Who is shown, in their order.
fn search(desk: &Desk, typed: &str) -> Result<Vec<String>, Failure> {
    let found = desk.search(SearchText { text: typed.to_owned() }).map_err(unwilling)?;
    Ok(found.hits.into_iter().map(|hit| hit.name).collect())
}

/// What is typed as the index is asked: each word begins a word of the name, and a last `a` may be half of an `aa`.
fn words(typed: &str) -> String {
    let Value::Text(folded) = found_by(Value::Text(typed.to_owned())) else { return String::new() };
    let word = |word: &str| match word.strip_suffix('a') {
        Some(head) => format!("(\"{word}\"* OR \"{head}å\"*)"),
        None => format!("\"{word}\"*"),
    };
    folded.split(' ').map(word).collect::<Vec<_>>().join(" AND ")
}

fn bare_search(file: &Connection, words: &str) -> Result<Vec<String>, Failure> {
    let mut find = file.prepare_cached(
        "SELECT * FROM citizen WHERE id IN (SELECT rowid FROM name_index WHERE name_index MATCH ?1)
         ORDER BY sort_key, id LIMIT ?2",
    )?;
    let name = find.column_index("name")?;
    let mut rows = find.query((words, SHOWN as i64 + 1))?;
    let mut names = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        bare::read_all(file, "SELECT * FROM record WHERE citizen = ?1", [id])?;
        names.push(row.get(name)?);
    }
    names.truncate(SHOWN);
    Ok(names)
}
