//! The write-ahead log of a file that was not closed.
//!
//! SQLite ends the log at the first part that does not add up, and takes all after it for a transaction that was never
//! finished. That is right for the end of the log. In its middle it would lose in silence what was committed.

use std::{fs, io, path::Path};

use crate::aside::with_suffix;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
const MAGIC: u32 = 0x377f_0682;

/// Whether committed transactions lie behind a damaged part of the log of `file`.
///
/// Sound where each transaction reaches the disk before the next begins. The one in which the damage lies may have been
/// cut off; so there must be another after it. A log that is being written can be read torn, but not twice at one place.
pub(crate) fn is_broken(file: &Path) -> io::Result<bool> {
    let path = with_suffix(file, "-wal");
    is_broken_in(|| read(&path))
}

fn is_broken_in(mut read: impl FnMut() -> io::Result<Vec<u8>>) -> io::Result<bool> {
    let first = damage(&read()?);
    Ok(first.is_some() && first == damage(&read()?))
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        log => log,
    }
}

/// Where the log of one round is damaged with a commit behind it.
#[derive(PartialEq, Eq)]
struct Damage {
    salts: Vec<u8>,
    frame: usize,
}

/// A frame is a page with a header: page number, size after a commit (else 0), two salts, two sums. The salts are those
/// of the log's own header; frames of an earlier round have others. The sums go on from frame to frame.
fn damage(log: &[u8]) -> Option<Damage> {
    let (header, frames) = log.split_at_checked(HEADER)?;
    let salts = &header[16..24];
    let sum_of = |sums, bytes| add_up(sums, bytes, word(header, 0) & 1 == 1);
    let mut sums = sum_of((0, 0), &header[..24]);
    if word(header, 0) & !1 != MAGIC || sums != (word(header, 6), word(header, 7)) {
        // The header is on the disk before the first frame is.
        return (!frames.is_empty()).then(|| Damage { salts: salts.to_owned(), frame: 0 });
    }
    let page_size = usize::try_from(word(header, 2)).ok()?;
    let (mut damaged, mut commits_behind) = (None, 0);
    for (nth, frame) in frames.chunks_exact(FRAME_HEADER + page_size).enumerate() {
        let is_of_this_round = &frame[8..16] == salts;
        sums = sum_of(sum_of(sums, &frame[..8]), &frame[FRAME_HEADER..]);
        if damaged.is_none() && (!is_of_this_round || sums != (word(frame, 4), word(frame, 5))) {
            damaged = Some(nth);
        }
        if damaged.is_some() && is_of_this_round && word(frame, 1) != 0 {
            commits_behind += 1;
        }
    }
    damaged.filter(|_| commits_behind > 1).map(|frame| Damage { salts: salts.to_owned(), frame })
}

/// SQLite's sum over pairs of words, in the byte order that the log says.
fn add_up((mut first, mut second): (u32, u32), bytes: &[u8], big_endian: bool) -> (u32, u32) {
    for pair in bytes.as_chunks::<8>().0 {
        let [a, b, c, d, e, f, g, h] = *pair;
        let words = if big_endian {
            (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]))
        } else {
            (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]))
        };
        first = first.wrapping_add(words.0).wrapping_add(second);
        second = second.wrapping_add(words.1).wrapping_add(first);
    }
    (first, second)
}

/// The nth big-endian word; the callers have seen to it that there is one.
fn word(bytes: &[u8], nth: usize) -> u32 {
    bytes.as_chunks::<4>().0.get(nth).map_or(0, |word| u32::from_be_bytes(*word))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "in a test a fault is a failure")]

    use super::*;

    /// The log of ten transactions of one page each.
    fn ten_commits() -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let file = rusqlite::Connection::open(&path).unwrap();
        file.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).unwrap();
        (0..10).for_each(|nth| file.pragma_update(None, "user_version", nth + 1).unwrap());
        read(&with_suffix(&path, "-wal")).unwrap()
    }

    fn without_frame(log: &[u8], nth: usize) -> Vec<u8> {
        let frame = (log.len() - HEADER) / 10;
        let mut log = log.to_owned();
        log[HEADER + nth * frame..][..frame].fill(0);
        log
    }

    #[test]
    fn only_what_is_missing_twice_is_missing() {
        let whole = ten_commits();
        let [third, fourth, last_but_one, last] = [3, 4, 8, 9].map(|nth| without_frame(&whole, nth));
        for (first, second, is_broken) in [
            (&third, &third, true),
            (&third, &whole, false),
            (&third, &fourth, false),
            (&whole, &third, false),
            (&last_but_one, &last_but_one, false),
            (&last, &last, false),
        ] {
            let mut reads = [first, second].into_iter();
            assert_eq!(is_broken_in(|| Ok(reads.next().unwrap().clone())).unwrap(), is_broken);
        }
    }
}
