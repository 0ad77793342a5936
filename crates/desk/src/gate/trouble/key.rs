//! What is wrong with the key: its header, the keychain, the passphrase.

use sealed::header::HeaderError;

use super::{NOTHING_IS_TOUCHED, anew, files, told};
use crate::door::{GiveUp, TroubleView};

pub fn of_header(why: &HeaderError) -> TroubleView {
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
        HeaderError::LaterVersion => files::later_version(),
        HeaderError::Damaged | HeaderError::Lost | HeaderError::Exists => told(
            ("Nøglen til Sagsbords filer er væk", "The key of Sagsbord's files is gone"),
            (
                "Filen sagsbord.json og dens kopi, sagsbord.json.bak, mangler eller er beskadiget. Nøglen ligger i dem.",
                "The file sagsbord.json and its copy, sagsbord.json.bak, are missing or damaged. The key is in them.",
            ),
            (
                "De andre filer er ikke rørt, men kan ikke læses uden nøglen. Det, der er sendt, er hos serveren.",
                "The other files are untouched, but cannot be read without the key. What is sent is with the backend.",
            ),
            (
                "Bed jeres systemansvarlige om at hente de to filer frem fra en sikkerhedskopi, og prøv igen.",
                "Ask whoever runs your system to bring the two files back from a backup, and try again.",
            ),
        ),
        HeaderError::Unusable(error) => files::of_disk(sealed::trouble_of_disk(error)),
    }
}

pub fn no_keychain() -> TroubleView {
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

pub fn keychain_silent() -> TroubleView {
    told(
        ("Pc'ens nøglering svarer ikke endnu", "The computer's keychain does not answer yet"),
        (
            "Nøglen til Sagsbords filer ligger i nøgleringen. Den er spurgt: måske er den låst og venter på dig, eller dens program står stille.",
            "The key of Sagsbord's files is in the keychain. It has been asked: it may be locked and wait for you, or its program stands still.",
        ),
        NOTHING_IS_TOUCHED,
        (
            "Lås nøgleringen op, hvis pc'en beder om det; spørgsmålet kan ligge bag andre vinduer. Sagsbord åbner af sig selv, så snart den svarer. Sker det ikke, så prøv igen, eller log af pc'en og på igen.",
            "Unlock the keychain if the computer asks for that; the question may be behind other windows. Sagsbord opens by itself as soon as it answers. If it does not, try again, or log off the computer and on again.",
        ),
    )
}

pub fn keychain_lost() -> TroubleView {
    told(
        ("Nøglen er væk fra pc'ens nøglering", "The key is gone from the computer's keychain"),
        (
            "Nøgleringen svarer, men Sagsbords hemmelighed er ikke i den. Det sker, når nøgleringen er nulstillet, eller når filerne er flyttet til en anden pc.",
            "The keychain answers, but Sagsbord's secret is not in it. That happens when the keychain was reset, or when the files were moved to another computer.",
        ),
        (
            "Filerne er ikke rørt, men kan ikke læses uden nøglen. Det, der er sendt, er hos serveren. Det, der ikke er sendt, ligger kun her.",
            "The files are untouched, but cannot be read without the key. What is sent is with the backend. What is not sent is only here.",
        ),
        (
            "Bed jeres systemansvarlige om at hente nøgleringen frem fra en sikkerhedskopi, og prøv igen. Kan det ikke lade sig gøre, kan du begynde forfra.",
            "Ask whoever runs your system to bring the keychain back from a backup, and try again. If that cannot be done, you can begin anew.",
        ),
    )
}

/// What can be done where the passphrase is forgotten.
pub fn forgotten() -> TroubleView {
    TroubleView {
        anew: Some(anew(GiveUp::Desk)),
        ..told(
            ("Adgangssætningen kan ikke findes frem", "The passphrase cannot be recovered"),
            (
                "Den står ingen steder, heller ikke hos jeres systemansvarlige. Uden den kan filerne på denne pc ikke læses.",
                "It is written nowhere, nor does whoever runs your system have it. Without it the files at this desk cannot be read.",
            ),
            (
                "Det, der er sendt, er hos serveren. Det, der ikke er sendt, ligger kun her.",
                "What is sent is with the backend. What is not sent is only here.",
            ),
            (
                "Prøv de adgangssætninger, du plejer at bruge, også uden Caps Lock. Husker du den ikke, kan du begynde forfra.",
                "Try the passphrases that you usually use, also without Caps Lock. If you do not remember it, you can begin anew.",
            ),
        )
    }
}
