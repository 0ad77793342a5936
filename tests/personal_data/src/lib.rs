//! Finds the citizens of the exercise and of the tests of faults in a text that must name nobody. They stand for all
//! citizens: the same program would write of real ones what it writes of them.

mod citizens;

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use citizens::Citizens;

/// Something that says who a citizen is. Says itself where it stands and of what kind it is, never what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// From 1.
    pub line: usize,
    /// What stands there.
    pub what: What,
}

/// What says who a citizen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A CPR number, with or without hyphen or blank.
    Number,
    /// First and last name, perhaps with others between them.
    Name,
    /// Road and house number.
    Address,
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.what {
            What::Number => "the number of a citizen, ••••••-••••",
            What::Name => "the name of a citizen, ••••• •••••",
            What::Address => "the address of a citizen, ••••• ••",
        };
        write!(f, "{}: {what}", self.line)
    }
}

/// Every place of `text` that names a made-up citizen.
#[must_use]
pub fn named_in(text: &str) -> Vec<Named> {
    let citizens = Citizens::made_up();
    let lines = text.lines().zip(1..);
    lines.flat_map(|(text, line)| citizens.whats_in(text).into_iter().map(move |what| Named { line, what })).collect()
}

/// Every place below `folder` that names a made-up citizen, `file:line: what`: in the files' names, and in the
/// files themselves, whatever they hold. A place that names a citizen in its own name is not repeated.
///
/// # Errors
/// A file or folder that cannot be read.
pub fn named_below(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    walk(folder, Path::new(""), &mut found)?;
    Ok(found)
}

fn walk(folder: &Path, inside: &Path, found: &mut Vec<String>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for (nth, entry) in entries.iter().enumerate() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_named = named_in(&name);
        found.extend(is_named.iter().map(|named| format!("{}: the name of entry {named}", inside.display())));
        let inside = if is_named.is_empty() { inside.join(&name) } else { inside.join(format!("entry {nth}")) };
        unless_gone(look_into(entry, &inside, found))?;
    }
    Ok(())
}

fn look_into(entry: &fs::DirEntry, inside: &Path, found: &mut Vec<String>) -> io::Result<()> {
    let kind = entry.file_type()?;
    if kind.is_dir() {
        walk(&entry.path(), inside, found)?;
    } else if kind.is_file() {
        let text = fs::read(entry.path())?;
        let text = String::from_utf8_lossy(&text);
        found.extend(named_in(&text).iter().map(|named| format!("{}:{named}", inside.display())));
    }
    Ok(())
}

/// A program that runs on takes files away while its folder is looked through: what is gone names nobody.
fn unless_gone(looked: io::Result<()>) -> io::Result<()> {
    match looked {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        looked => looked,
    }
}
