//! A new desk pulls everybody.

use std::{collections::HashMap, path::Path};

use rusqlite::{Connection, params_from_iter, types::Value};
use sealed::Durability;

use crate::{
    Bar, Failure, Figure, Scale, Spread,
    bare::{self, Row},
    measure::{InTurn, timed},
    place::Place,
    report::thousands,
};

/// Citizens in one transaction: the desk pulls them in pages of so many.
const PAGE: usize = 500;

pub fn measure(root: &Path, scale: &Scale) -> Result<Figure, Failure> {
    let place = Place::with_citizens(root, scale.citizens)?;
    let rows = Rows::of(&place.desk_file("cache.db")?)?;
    let work = place.copy_to(&root.join("first-sync"))?;
    let bundled = work.open_backend()?;
    let mut in_turn = InTurn::default();
    for run in 0..=scale.runs {
        work.without_desk()?;
        let desk = work.open_desk(&bundled)?;
        let ((), ours) = timed(|| desk.settle());
        let mut file = bare::empty_like(
            &work.desk_file("cache.db")?,
            &root.join("first-sync/desk/bare.db"),
            &work.desk_key()?,
            Durability::Normal,
        )?;
        let (written, bare) = timed(|| rows.write(&mut file));
        written?;
        // The first run of each is for warming up.
        if run > 0 {
            in_turn.ours.push(ours);
            in_turn.bare.push(bare);
        }
        if run == 1 {
            same_rows(&work.desk_file("cache.db")?, &file)?;
        }
    }
    Ok(figure(scale, &rows, &in_turn))
}

fn figure(scale: &Scale, rows: &Rows, in_turn: &InTurn) -> Figure {
    let (ours, bare) = (Spread::of(&in_turn.ours), Spread::of(&in_turn.bare));
    let per_second = rows.records as f64 / ours.p50 * 1e6;
    let of = |bytes: usize, count: usize| bytes as f64 / count.max(1) as f64;
    Figure {
        name: "first-sync",
        what: format!("first sync, {} citizens", thousands(f64::from(scale.citizens))),
        reference: "insert of the same rows, same pages".to_owned(),
        ours,
        bare,
        ratio: in_turn.ratio(),
        bars: vec![Bar::at_most(4.0, "×", in_turn.ratio()), Bar::at_least(25_000.0, "records/s", per_second)],
        notes: vec![
            format!("{} records", thousands(rows.records as f64)),
            format!("a record has {:.0} bytes in the mean", of(rows.record_bytes, rows.records)),
            format!("with them come {} lines of the journal", thousands(rows.lines as f64)),
            format!("a line has {:.0} bytes in the mean", of(rows.line_bytes, rows.lines)),
        ],
    }
}

/// Everything that a first sync writes, by citizen.
struct Rows {
    citizens: Vec<Vec<(String, Vec<Row>)>>,
    cursor: (String, Row),
    records: usize,
    record_bytes: usize,
    lines: usize,
    line_bytes: usize,
}

impl Rows {
    fn of(cache: &Connection) -> Result<Self, Failure> {
        let mut of_citizen: HashMap<String, Vec<(String, Vec<Row>)>> = HashMap::new();
        let keyed = |table: &str, key: &str| format!("SELECT {key}, {table}.* FROM {table}");
        let mut sizes = [(0, 0); 2];
        for (table, key, size) in
            [("record", "citizen", Some(0)), ("number", "citizen", None), ("journal", "subject", Some(1))]
        {
            let insert = bare::insert(table, bare::columns(cache, table)?.len());
            let mut rows: HashMap<String, Vec<Row>> = HashMap::new();
            for mut row in bare::rows(cache, &keyed(table, key))? {
                let of = format!("{:?}", row.remove(0));
                if let Some((count, bytes)) = size.and_then(|size| sizes.get_mut(size)) {
                    *count += 1;
                    *bytes += row.iter().map(width).sum::<usize>();
                }
                rows.entry(of).or_default().push(row);
            }
            for (of, rows) in rows {
                of_citizen.entry(of).or_default().push((insert.clone(), rows));
            }
        }
        let insert = bare::insert("citizen", bare::columns(cache, "citizen")?.len());
        let mut citizens = Vec::new();
        for mut row in bare::rows(cache, "SELECT id, subject, name, citizen.* FROM citizen ORDER BY id")? {
            let (id, subject, name) = (row.remove(0), row.remove(0), row.remove(0));
            let keys = [format!("{id:?}"), format!("{subject:?}")];
            let index =
                ("INSERT INTO name_index (rowid, name) VALUES (?, ?)".to_owned(), vec![vec![id, found_by(name)]]);
            let mut written = vec![(insert.clone(), vec![row]), index];
            written.extend(keys.iter().filter_map(|key| of_citizen.remove(key)).flatten());
            citizens.push(written);
        }
        let cursor = bare::rows(cache, "SELECT * FROM cursor")?.pop().ok_or("nothing was pulled")?;
        let [(records, record_bytes), (lines, line_bytes)] = sizes;
        let cursor = (bare::insert("cursor", cursor.len()).replace("INSERT", "INSERT OR REPLACE"), cursor);
        Ok(Self { citizens, cursor, records, record_bytes, lines, line_bytes })
    }

    fn write(&self, file: &mut Connection) -> Result<(), Failure> {
        for page in self.citizens.chunks(PAGE) {
            let step = file.transaction()?;
            for (insert, rows) in page.iter().flatten() {
                let mut insert = step.prepare_cached(insert)?;
                for row in rows {
                    insert.execute(params_from_iter(row))?;
                }
            }
            step.prepare_cached(&self.cursor.0)?.execute(params_from_iter(&self.cursor.1))?;
            step.commit()?;
        }
        Ok(())
    }
}

/// The text by which the desk finds a name: of the made-up names nothing else has another form.
pub fn found_by(name: Value) -> Value {
    match name {
        Value::Text(name) => Value::Text(name.to_lowercase().replace("aa", "å").replace('ü', "u").replace('-', " ")),
        other => other,
    }
}

fn width(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Integer(_) | Value::Real(_) => 8,
        Value::Text(text) => text.len(),
        Value::Blob(blob) => blob.len(),
    }
}

/// The reference has written what we have, to the last row and to the last word that a name is found by.
fn same_rows(ours: &Connection, bare: &Connection) -> Result<(), Failure> {
    for table in ["citizen", "record", "number", "journal", "cursor"] {
        let count = format!("SELECT count(*) FROM {table}");
        if bare::rows(ours, &count)? != bare::rows(bare, &count)? {
            return Err(format!("the reference has other rows in {table}").into());
        }
    }
    for word in ["\"ma\"*", "\"gå\"*", "\"r\"*", "\"skitse\"* AND \"a\"*"] {
        let found = format!("SELECT count(*), sum(rowid) FROM name_index WHERE name_index MATCH '{word}'");
        if bare::rows(ours, &found)? != bare::rows(bare, &found)? {
            return Err(format!("the reference finds others by {word}").into());
        }
    }
    Ok(())
}
