//! Exports what can be read of a damaged outbox, before anybody gives it up.

use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};

use backend::MachineClock;
use chrono::{DateTime, Utc};
use domain::danish_day;
use exchange::Clock;
use sealed::Key;

use crate::cache::{Cache, Outbox, Salvaged, salvage};
use crate::dates;
use crate::door::{DeskError, Exported, Text};
use crate::own_file::write_new;
use crate::room::asked;
use crate::view::{self, Language};

/// Writes a readable file in `exports`, for its owner alone.
pub(super) fn export(desk: &Path, key: &Key, exports: &Path, language: Language) -> Result<Exported, DeskError> {
    let saved = salvage(&desk.join(Outbox::FILE), key).map_err(|_| nothing_can_be_read())?;
    let lost = lost(&saved);
    let now = MachineClock.now();
    let text = readable(&saved, &lost, language, now, Cache::open(desk, key).ok().as_ref());
    let file = write(exports, now, &text).map_err(|error| not_written(&error))?;
    Ok(Exported {
        file: file.display().to_string(),
        commands: count(saved.commands.len()),
        drafts: count(saved.drafts.len()),
        lost,
    })
}

fn readable(saved: &Salvaged, lost: &Text, language: Language, now: DateTime<Utc>, cache: Option<&Cache>) -> String {
    let known = |subject| cache.and_then(|cache| cache.named(subject).ok().flatten()).map(|known| known.person);
    let mut text = view::export_head(language, now, lost);
    for command in &saved.commands {
        let number = command.envelope.as_ref().and_then(|envelope| envelope.number.read().ok());
        let subject = number.and_then(|number| cache.and_then(|cache| cache.by_number(number).ok().flatten()));
        text.push_str(&view::export_command(language, command, subject.and_then(known).as_ref()));
    }
    for draft in &saved.drafts {
        text.push_str(&view::export_draft(language, draft, known(draft.subject).as_ref()));
    }
    text
}

/// A name without personal data, in a folder that nobody else looks into.
fn write(exports: &Path, now: DateTime<Utc>, text: &str) -> io::Result<PathBuf> {
    let mut folder = DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(exports)?;
    let time = dates::time(now).replace('.', "");
    let begins = format!("ikke-sendt-{}-{time}", dates::iso(danish_day(now)));
    let name = |nth| if nth == 1 { format!("{begins}.txt") } else { format!("{begins}-{nth}.txt") };
    write_new(exports, name, text)
}

/// What is missing, as far as that is known.
fn lost(saved: &Salvaged) -> Text {
    let commands = match (saved.lost, saved.all_commands) {
        (0, true) => None,
        (0, false) => Some(Text::new(
            "Der kan mangle registreringer, som ikke kunne læses. Hvor mange, vides ikke.",
            "Commands that could not be read may be missing. How many is not known.",
        )),
        (lost, true) => Some(Text::new(
            format!("{lost} registreringer kunne ikke læses. Nogle af dem kan være sendt."),
            format!("{lost} commands could not be read. Some of them may have been sent."),
        )),
        (lost, false) => Some(Text::new(
            format!(
                "Mindst {lost} registreringer kunne ikke læses, og der kan mangle flere. Noget af det kan være sendt."
            ),
            format!(
                "At least {lost} commands could not be read, and more may be missing. Some of it may have been sent."
            ),
        )),
    };
    let drafts = (!saved.all_drafts).then(|| {
        Text::new(
            "Nogle kladder kunne ikke læses. Hvor mange, vides ikke.",
            "Some drafts could not be read. How many is not known.",
        )
    });
    let missing: Vec<Text> = commands.into_iter().chain(drafts).collect();
    match missing.as_slice() {
        [] => Text::new("Alt kunne læses.", "Everything could be read."),
        [one] => one.clone(),
        more => Text::new(
            more.iter().map(|text| text.da.as_str()).collect::<Vec<_>>().join(" "),
            more.iter().map(|text| text.en.as_str()).collect::<Vec<_>>().join(" "),
        ),
    }
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn nothing_can_be_read() -> DeskError {
    asked("Der kan ikke læses noget i filen. Den er ikke rørt.", "Nothing in the file can be read. It is untouched.")
}

fn not_written(error: &io::Error) -> DeskError {
    match sealed::trouble_of_disk(error) {
        sealed::FileTrouble::DiskFull => asked(
            "Der er ikke plads på disken til eksporten. Slet noget andet, og prøv igen.",
            "There is no room on the disk for the export. Delete something else and try again.",
        ),
        sealed::FileTrouble::ReadOnly | sealed::FileTrouble::Damaged | sealed::FileTrouble::Other => asked(
            "Eksporten kunne ikke skrives. Prøv igen, eller kontakt jeres systemansvarlige.",
            "The export could not be written. Try again, or tell whoever runs your system.",
        ),
    }
}
