//! What is wrong with the files: who uses them, whose they are, the disk, and what stands in them.

use sealed::FileTrouble;

use super::{NOTHING_IS_TOUCHED, told};
use crate::Damage;
use crate::door::TroubleView;

pub fn second_instance() -> TroubleView {
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

pub fn of_disk(trouble: FileTrouble) -> TroubleView {
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

pub fn outbox(damage: Damage) -> TroubleView {
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
                "Det, der er sendt, er hos serveren. Det, der ikke er sendt, og dine kladder ligger kun i denne fil. Den er ikke rørt.",
                "What is sent is with the backend. What is not sent, and your drafts, are only in this file. It is untouched.",
            ),
            (
                "Eksportér først det, der kan læses, så du kan skrive det igen. Begynd derefter med en tom liste.",
                "First export what can be read, so that you can write it again. Then begin with an empty list.",
            ),
        ),
    }
}

pub fn another_owner() -> TroubleView {
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

pub fn backend(damage: Damage) -> TroubleView {
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
        ("Den indbyggede servers fil kan ikke åbnes", "The bundled backend's file cannot be opened"),
        why,
        NOTHING_IS_TOUCHED,
        (
            "Bed jeres systemansvarlige om at hente filen frem fra en sikkerhedskopi, og prøv igen.",
            "Ask whoever runs your system to bring the file back from a backup, and try again.",
        ),
    )
}

pub fn later_version() -> TroubleView {
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

pub fn several_desks() -> TroubleView {
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
