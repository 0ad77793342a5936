//! What stands in the way, in words: what happened, why, what is safe, what to do.

mod files;
mod key;
#[cfg(test)]
mod tests;

use sealed::FileTrouble;
use sealed::header::HeaderError;

use crate::door::{AnewView, GiveUp, Text, TroubleView};
use crate::{Damage, OpenDesk};
pub(super) use key::forgotten;

/// Why the door does not open.
#[derive(Debug)]
pub(super) enum Trouble {
    Desk(OpenDesk),
    /// The keychain is the only way, and does not answer.
    NoKeychain,
    /// The keychain is the only way, and has not answered yet.
    KeychainSilent,
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
        Trouble::NoKeychain => key::no_keychain(),
        Trouble::KeychainSilent => key::keychain_silent(),
        Trouble::KeychainLost => key::keychain_lost(),
        Trouble::SeveralDesks => files::several_desks(),
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
        Trouble::Desk(_) | Trouble::NoKeychain | Trouble::KeychainSilent | Trouble::SeveralDesks | Trouble::Closing => {
            None
        }
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

fn of_desk(why: &OpenDesk) -> TroubleView {
    match why {
        OpenDesk::SecondInstance => files::second_instance(),
        OpenDesk::Folder(trouble) | OpenDesk::File(trouble) => files::of_disk(*trouble),
        OpenDesk::Header(why) => key::of_header(why),
        OpenDesk::Outbox(damage) => TroubleView { can_export: *damage == Damage::Damaged, ..files::outbox(*damage) },
        OpenDesk::AnotherOwner => files::another_owner(),
        OpenDesk::Backend(damage) => files::backend(*damage),
        OpenDesk::LaterVersion => files::later_version(),
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
