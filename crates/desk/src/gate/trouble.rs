//! What stands in the way, in words: what happened, why, what is safe, what to do.

use sealed::FileTrouble;
use sealed::header::HeaderError;

use crate::door::{AnewView, GiveUp, Text, TroubleView};
use crate::{Damage, OpenDesk};

/// Why the door does not open.
#[derive(Debug)]
pub(super) enum Trouble {
    Desk(OpenDesk),
    /// The keychain is the only way, and does not answer.
    NoKeychain,
    /// The keychain is the only way, and the secret is gone from it.
    KeychainLost,
    /// There is more than one caseworker's folder here.
    SeveralDesks,
    /// Not now: the program is ending.
    Closing,
}

impl From<OpenDesk> for Trouble {
    fn from(why: OpenDesk) -> Self {
        Self::Desk(why)
    }
}

impl From<HeaderError> for Trouble {
    fn from(why: HeaderError) -> Self {
        Self::Desk(why.into())
    }
}

impl OpenDesk {
    /// What happened, in one sentence for the caseworker.
    #[must_use]
    pub fn text(&self) -> Text {
        of_desk(self).what
    }
}

/// The trouble in words, with what can be done about it in this mode.
pub(super) fn view(why: &Trouble, exercise: bool) -> TroubleView {
    let told = match why {
        Trouble::Desk(why) => of_desk(why),
        Trouble::NoKeychain => no_keychain(),
        Trouble::KeychainLost => keychain_lost(),
        Trouble::SeveralDesks => several_desks(),
        Trouble::Closing => closing(),
    };
    TroubleView { anew: gives_up(why, exercise).map(anew), ..told }
}

/// What is in the way for good, and what must be given up to go on.
pub(super) fn gives_up(why: &Trouble, exercise: bool) -> Option<GiveUp> {
    match why {
        Trouble::Desk(OpenDesk::Outbox(_)) => Some(GiveUp::Unsent),
        Trouble::Desk(
            OpenDesk::Backend(_)
            | OpenDesk::Folder(FileTrouble::Damaged)
            | OpenDesk::Header(HeaderError::Damaged | HeaderError::Lost)
            | OpenDesk::AnotherOwner,
        ) if exercise => Some(GiveUp::Exercise),
        Trouble::KeychainLost
        | Trouble::Desk(
            OpenDesk::Backend(_) | OpenDesk::Header(HeaderError::Damaged | HeaderError::Lost) | OpenDesk::AnotherOwner,
        ) => Some(GiveUp::Desk),
        Trouble::Desk(_) | Trouble::NoKeychain | Trouble::SeveralDesks | Trouble::Closing => None,
    }
}

fn anew(gives_up: GiveUp) -> AnewView {
    let (offer, agreed) = match gives_up {
        GiveUp::Unsent => (
            Text::new("Begynd med en tom liste", "Begin with an empty list"),
            Text::new(
                "Jeg opgiver det, der ikke er sendt, og mine kladder. Den gamle fil bliver lagt til side.",
                "I give up what is not sent, and my drafts. The old file is set aside.",
            ),
        ),
        GiveUp::Desk => (
            Text::new("Begynd forfra på denne pc", "Begin anew at this desk"),
            Text::new(
                "Jeg opgiver alt på denne pc, også det, der ikke er sendt. De gamle filer bliver lagt til side.",
                "I give up everything at this desk, also what is not sent. The old files are set aside.",
            ),
        ),
        GiveUp::Exercise => (
            Text::new("Begynd øvelsen forfra", "Begin the exercise anew"),
            Text::new(
                "Jeg opgiver øvelsen, som den er nu. De gamle filer bliver lagt til side.",
                "I give up the exercise as it is now. The old files are set aside.",
            ),
        ),
    };
    AnewView { gives_up, offer, agreed }
}

/// What can be done where the passphrase is forgotten.
pub(super) fn forgotten() -> TroubleView {
    TroubleView {
        anew: Some(anew(GiveUp::Desk)),
        ..told(
            ("Adgangssætningen kan ikke findes frem", "The passphrase cannot be recovered"),
            (
                "Den står ingen steder, heller ikke hos jeres systemansvarlige. Uden den kan filerne på denne pc ikke læses.",
                "It is written nowhere, nor does whoever runs your system have it. Without it the files at this desk cannot be read.",
            ),
            (
                "Det, der er sendt, er hos centralen. Det, der ikke er sendt, ligger kun her.",
                "What is sent is with the backend. What is not sent is only here.",
            ),
            (
                "Prøv de adgangssætninger, du plejer at bruge, også uden Caps Lock. Husker du den ikke, kan du begynde forfra.",
                "Try the passphrases that you usually use, also without Caps Lock. If you do not remember it, you can begin anew.",
            ),
        )
    }
}

fn of_desk(why: &OpenDesk) -> TroubleView {
    match why {
        OpenDesk::SecondInstance => second_instance(),
        OpenDesk::Folder(trouble) | OpenDesk::File(trouble) => of_disk(*trouble),
        OpenDesk::Header(why) => of_header(why),
        OpenDesk::Outbox(damage) => TroubleView { can_export: *damage == Damage::Damaged, ..outbox(*damage) },
        OpenDesk::AnotherOwner => another_owner(),
        OpenDesk::Backend(damage) => backend(*damage),
        OpenDesk::LaterVersion => later_version(),
    }
}

type Both = (&'static str, &'static str);

fn told(what: Both, why: Both, safe: Both, to_do: Both) -> TroubleView {
    let text = |(da, en): Both| Text::new(da, en);
    TroubleView {
        what: text(what),
        why: text(why),
        safe: text(safe),
        to_do: text(to_do),
        can_try_again: true,
        can_export: false,
        anew: None,
    }
}

const NOTHING_IS_TOUCHED: Both =
    ("Intet er slettet, og filerne er ikke rørt.", "Nothing is deleted, and the files are untouched.");

fn second_instance() -> TroubleView {
    told(
        ("Sagsbord er allerede åbent", "Sagsbord is already open"),
        (
            "Et andet vindue på denne pc bruger de samme filer. Kun ét ad gangen må skrive i dem.",
            "Another window at this desk uses the same files. Only one at a time may write in them.",
        ),
        ("Intet er gået tabt. Det åbne vindue er ikke berørt.", "Nothing is lost. The open window is not affected."),
        (
            "Brug det vindue, der er åbent. Kan du ikke finde det, så genstart pc'en.",
            "Use the window that is open. If you cannot find it, restart the computer.",
        ),
    )
}

fn of_disk(trouble: FileTrouble) -> TroubleView {
    match trouble {
        FileTrouble::DiskFull => told(
            ("Der er ikke plads på disken", "There is no room on the disk"),
            ("Sagsbord kunne ikke skrive i sine filer.", "Sagsbord could not write in its files."),
            ("Det, der er gemt, er der stadig. Intet er slettet.", "What is saved is still there. Nothing is deleted."),
            (
                "Slet noget andet på disken, og prøv igen. Slet ikke noget i Sagsbords mappe.",
                "Delete something else on the disk and try again. Delete nothing in Sagsbord's folder.",
            ),
        ),
        FileTrouble::ReadOnly => told(
            ("Sagsbord må ikke skrive i sin mappe", "Sagsbord may not write in its folder"),
            (
                "Mappen eller en fil i den er skrivebeskyttet, eller den er en anden brugers.",
                "The folder or a file in it is write-protected, or it is another user's.",
            ),
            NOTHING_IS_TOUCHED,
            (
                "Bed jeres systemansvarlige om at give dig skriveadgang til mappen, og prøv igen.",
                "Ask whoever runs your system to let you write in the folder, and try again.",
            ),
        ),
        FileTrouble::Damaged | FileTrouble::Other => told(
            ("Sagsbords filer kan ikke bruges lige nu", "Sagsbord's files cannot be used just now"),
            (
                "En fil eller mappen kan ikke læses eller skrives. Det kan være disken, et netværksdrev eller en virusskanner.",
                "A file or the folder cannot be read or written. It can be the disk, a network drive or a virus scanner.",
            ),
            NOTHING_IS_TOUCHED,
            (
                "Prøv igen om lidt. Bliver det ved, så kontakt jeres systemansvarlige.",
                "Try again shortly. If it goes on, tell whoever runs your system.",
            ),
        ),
    }
}

fn of_header(why: &HeaderError) -> TroubleView {
    match why {
        HeaderError::ExerciseHeader => told(
            ("Mappen er en øvelses", "The folder belongs to an exercise"),
            (
                "I en øvelse ligger nøglen åbent ved siden af filerne. Rigtige borgere må aldrig ligge sådan.",
                "In an exercise the key lies open beside the files. Real citizens may never lie like that.",
            ),
            NOTHING_IS_TOUCHED,
            (
                "Start Sagsbord med en anden mappe, eller uden --live for at komme til øvelsen.",
                "Start Sagsbord with another folder, or without --live to come to the exercise.",
            ),
        ),
        HeaderError::NotAnExercise => told(
            ("Mappen er ikke en øvelses", "The folder does not belong to an exercise"),
            (
                "Den hører til Sagsbord med rigtige borgere. En øvelse skriver aldrig i den.",
                "It belongs to Sagsbord with real citizens. An exercise never writes in it.",
            ),
            NOTHING_IS_TOUCHED,
            ("Start øvelsen med en anden mappe.", "Start the exercise with another folder."),
        ),
        HeaderError::AnotherOwner => told(
            ("Mappen er en anden brugers", "The folder is another user's"),
            (
                "Nøglen er bundet til den mappe og den bruger, den blev lavet til.",
                "The key is bound to the folder and the user that it was made for.",
            ),
            NOTHING_IS_TOUCHED,
            (
                "Er mappen flyttet eller kopieret hertil, så flyt den tilbage. Ellers kontakt jeres systemansvarlige.",
                "If the folder was moved or copied here, move it back. If not, tell whoever runs your system.",
            ),
        ),
        HeaderError::LaterVersion => later_version(),
        HeaderError::Damaged | HeaderError::Lost | HeaderError::Exists => told(
            ("Nøglen til Sagsbords filer er væk", "The key of Sagsbord's files is gone"),
            (
                "Filen sagsbord.json og dens kopi, sagsbord.json.bak, mangler eller er beskadiget. Nøglen ligger i dem.",
                "The file sagsbord.json and its copy, sagsbord.json.bak, are missing or damaged. The key is in them.",
            ),
            (
                "De andre filer er ikke rørt, men kan ikke læses uden nøglen. Det, der er sendt, er hos centralen.",
                "The other files are untouched, but cannot be read without the key. What is sent is with the backend.",
            ),
            (
                "Bed jeres systemansvarlige om at hente de to filer frem fra en sikkerhedskopi, og prøv igen.",
                "Ask whoever runs your system to bring the two files back from a backup, and try again.",
            ),
        ),
        HeaderError::Unusable(error) => of_disk(sealed::trouble_of_disk(error)),
    }
}

fn outbox(damage: Damage) -> TroubleView {
    match damage {
        Damage::NotEncrypted => told(
            ("Filen med det, der ikke er sendt, er ikke krypteret", "The file of what is not sent is not encrypted"),
            (
                "Sagsbord skriver aldrig en fil i klar tekst, så en anden har lagt den der. Den bliver ikke læst.",
                "Sagsbord never writes a file in the clear, so somebody else has put it there. It is not read.",
            ),
            NOTHING_IS_TOUCHED,
            ("Kontakt jeres systemansvarlige, før du går videre.", "Tell whoever runs your system before you go on."),
        ),
        Damage::Damaged => told(
            ("Filen med det, der ikke er sendt, er beskadiget", "The file of what is not sent is damaged"),
            (
                "Noget af det, der står i filen, er ikke det, Sagsbord skrev. Det kan komme af disken eller af, at strømmen er gået.",
                "Some of what is in the file is not what Sagsbord wrote. It can come from the disk or from a power cut.",
            ),
            (
                "Det, der er sendt, er hos centralen. Det, der ikke er sendt, og dine kladder ligger kun i denne fil. Den er ikke rørt.",
                "What is sent is with the backend. What is not sent, and your drafts, are only in this file. It is untouched.",
            ),
            (
                "Eksportér først det, der kan læses, så du kan skrive det igen. Begynd derefter med en tom liste.",
                "First export what can be read, so that you can write it again. Then begin with an empty list.",
            ),
        ),
    }
}

fn another_owner() -> TroubleView {
    told(
        ("Det, der ikke er sendt her, er en andens", "What is not sent here is somebody else's"),
        (
            "Filen er skrevet af en anden bruger eller på et andet jobcenter. Den bliver hverken vist eller sendt i dit navn.",
            "The file was written by another user or at another jobcentre. It is neither shown nor sent in your name.",
        ),
        NOTHING_IS_TOUCHED,
        (
            "Kontakt jeres systemansvarlige: den, der har skrevet det, skal sende det.",
            "Tell whoever runs your system: whoever wrote it must send it.",
        ),
    )
}

fn backend(damage: Damage) -> TroubleView {
    let why = match damage {
        Damage::NotEncrypted => (
            "Filen backend.db er ikke krypteret. Sagsbord skriver aldrig en fil i klar tekst og læser den ikke.",
            "The file backend.db is not encrypted. Sagsbord never writes a file in the clear, and does not read it.",
        ),
        Damage::Damaged => (
            "Det, der står i filen backend.db, er ikke det, Sagsbord skrev.",
            "What is in the file backend.db is not what Sagsbord wrote.",
        ),
    };
    told(
        ("Den indbyggede centrals fil kan ikke åbnes", "The bundled backend's file cannot be opened"),
        why,
        NOTHING_IS_TOUCHED,
        (
            "Bed jeres systemansvarlige om at hente filen frem fra en sikkerhedskopi, og prøv igen.",
            "Ask whoever runs your system to bring the file back from a backup, and try again.",
        ),
    )
}

fn later_version() -> TroubleView {
    told(
        ("En nyere udgave af Sagsbord har været brugt her", "A later version of Sagsbord has been used here"),
        (
            "Denne udgave kan ikke læse de filer, den nyere har skrevet.",
            "This version cannot read the files that the later one has written.",
        ),
        NOTHING_IS_TOUCHED,
        ("Start den nyere udgave.", "Start the later version."),
    )
}

fn no_keychain() -> TroubleView {
    told(
        ("Pc'ens nøglering svarer ikke", "The computer's keychain does not answer"),
        (
            "Nøglen til Sagsbords filer ligger i nøgleringen. Den er lukket, eller dens program kører ikke.",
            "The key of Sagsbord's files is in the keychain. It is closed, or its program does not run.",
        ),
        NOTHING_IS_TOUCHED,
        (
            "Log af pc'en og på igen, og prøv igen. Bliver det ved, så kontakt jeres systemansvarlige.",
            "Log off the computer and on again, and try again. If it goes on, tell whoever runs your system.",
        ),
    )
}

fn keychain_lost() -> TroubleView {
    told(
        ("Nøglen er væk fra pc'ens nøglering", "The key is gone from the computer's keychain"),
        (
            "Nøgleringen svarer, men Sagsbords hemmelighed er ikke i den. Det sker, når nøgleringen er nulstillet, eller når filerne er flyttet til en anden pc.",
            "The keychain answers, but Sagsbord's secret is not in it. That happens when the keychain was reset, or when the files were moved to another computer.",
        ),
        (
            "Filerne er ikke rørt, men kan ikke læses uden nøglen. Det, der er sendt, er hos centralen. Det, der ikke er sendt, ligger kun her.",
            "The files are untouched, but cannot be read without the key. What is sent is with the backend. What is not sent is only here.",
        ),
        (
            "Bed jeres systemansvarlige om at hente nøgleringen frem fra en sikkerhedskopi, og prøv igen. Kan det ikke lade sig gøre, kan du begynde forfra.",
            "Ask whoever runs your system to bring the keychain back from a backup, and try again. If that cannot be done, you can begin anew.",
        ),
    )
}

fn several_desks() -> TroubleView {
    told(
        ("Der ligger mere end én sagsbehandlers filer her", "There are files of more than one caseworker here"),
        (
            "Sagsbord kan ikke vide, hvis det er. Det sker, når mapper er kopieret hertil.",
            "Sagsbord cannot know whose they are. That happens when folders were copied here.",
        ),
        NOTHING_IS_TOUCHED,
        (
            "Flyt den mappe, der ikke er din, ud af mappen live, eller start Sagsbord med din egen mappe (--data).",
            "Move the folder that is not yours out of the folder live, or start Sagsbord with your own folder (--data).",
        ),
    )
}

fn closing() -> TroubleView {
    let same = |da, en| Text::new(da, en);
    TroubleView {
        what: same("Sagsbord er ved at lukke", "Sagsbord is closing"),
        why: Text::default(),
        safe: Text::default(),
        to_do: Text::default(),
        can_try_again: false,
        can_export: false,
        anew: None,
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    fn every() -> Vec<Trouble> {
        let disk = [FileTrouble::DiskFull, FileTrouble::ReadOnly, FileTrouble::Damaged, FileTrouble::Other];
        let damage = [Damage::NotEncrypted, Damage::Damaged];
        let header = [
            HeaderError::ExerciseHeader,
            HeaderError::NotAnExercise,
            HeaderError::AnotherOwner,
            HeaderError::LaterVersion,
            HeaderError::Damaged,
            HeaderError::Lost,
            HeaderError::Exists,
            HeaderError::Unusable(io::ErrorKind::StorageFull.into()),
        ];
        let mut every = vec![OpenDesk::SecondInstance, OpenDesk::AnotherOwner, OpenDesk::LaterVersion];
        every.extend(disk.map(OpenDesk::Folder));
        every.extend(disk.map(OpenDesk::File));
        every.extend(damage.map(OpenDesk::Outbox));
        every.extend(damage.map(OpenDesk::Backend));
        every.extend(header.map(OpenDesk::Header));
        let mut every: Vec<Trouble> = every.into_iter().map(Trouble::Desk).collect();
        every.extend([Trouble::NoKeychain, Trouble::KeychainLost, Trouble::SeveralDesks]);
        every
    }

    #[test]
    fn every_trouble_says_what_happened_why_what_is_safe_and_what_to_do() {
        for why in every() {
            for exercise in [true, false] {
                let view = view(&why, exercise);
                for text in [&view.what, &view.why, &view.safe, &view.to_do] {
                    assert!(!text.da.is_empty() && !text.en.is_empty() && text.da != text.en, "{why:?}: {text:?}");
                }
                assert!(!view.what.da.ends_with('.'), "a headline: {}", view.what.da);
                assert!(view.can_try_again, "{why:?}");
            }
        }
    }

    #[test]
    fn nothing_is_given_up_for_what_passes() {
        for passes in [
            Trouble::Desk(OpenDesk::SecondInstance),
            Trouble::Desk(OpenDesk::File(FileTrouble::DiskFull)),
            Trouble::Desk(OpenDesk::Folder(FileTrouble::ReadOnly)),
            Trouble::Desk(OpenDesk::LaterVersion),
            Trouble::Desk(OpenDesk::Header(HeaderError::ExerciseHeader)),
            Trouble::NoKeychain,
            Trouble::SeveralDesks,
        ] {
            assert_eq!(gives_up(&passes, false), None, "{passes:?}");
        }
        assert_eq!(gives_up(&Trouble::Desk(OpenDesk::Outbox(Damage::Damaged)), true), Some(GiveUp::Unsent));
        assert_eq!(gives_up(&Trouble::KeychainLost, false), Some(GiveUp::Desk));
    }
}
