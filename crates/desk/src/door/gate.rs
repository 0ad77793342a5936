use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Choice, Text};

/// How it stands at the gate, before everything else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum GateView {
    /// Nobody has used the desk: [`set_up`](super::AtTheGate::set_up) says whose it is.
    FirstStart {
        /// The ways to the key that there can be here; the first is the one to advise. None where the key is known
        /// and only the caseworker is not.
        ways: Vec<WayView>,
        /// The jobcentres that are open today. One alone where it is settled.
        jobcentres: Vec<Choice>,
    },
    /// Nothing of the desk is answered before it is unlocked.
    Locked {
        /// In which ways it can be unlocked; the first is the one to try.
        ways: Vec<WayView>,
        /// Whether all citizens are made up.
        exercise: bool,
        /// Danish time at which it was locked, `10.05`; none where nobody has unlocked it since the start.
        since: Option<String>,
        /// How many commands wait to be sent; none where that is not known before the key is.
        unsent: Option<u32>,
        /// What is the matter with the other way.
        notice: Option<Text>,
        /// What can be done where the passphrase is forgotten; none while the desk is open behind the door.
        forgotten: Option<Box<TroubleView>>,
    },
    /// The desk does not open.
    Trouble {
        /// Whether all citizens are made up.
        exercise: bool,
        /// Why, and what can be done.
        trouble: Box<TroubleView>,
    },
    /// The desk is open, and answers.
    Open {
        /// The page says [`still_here`](super::AtTheGate::still_here) at most this often, in milliseconds.
        still_here_ms: u32,
        /// The ways to the key; the passphrase can be changed, or added to the keychain.
        ways: Vec<WayView>,
        /// What was found at the opening, and was dealt with.
        notices: Vec<Text>,
    },
}

/// How the screens before the desk look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Appearance {
    /// `da` or `en`.
    pub language: String,
    /// `system`, `light` or `dark`.
    pub theme: String,
}

/// How a desk is unlocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WayView {
    /// Enter: an exercise.
    Enter,
    /// The operating system's keychain.
    Keychain,
    /// What the caseworker knows.
    Passphrase,
}

/// How the door is opened again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "with")]
pub enum Unlock {
    /// With Enter.
    Enter,
    /// With the keychain.
    Keychain,
    /// With the passphrase.
    Passphrase {
        /// As typed.
        passphrase: Typed,
    },
}

/// Whose desk it is, at the first start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SetUp {
    /// Full name.
    pub name: String,
    /// User name, as colleagues and the access log know it.
    pub user: String,
    /// Code.
    pub jobcentre: String,
    /// The passphrase; none for the keychain.
    pub passphrase: Option<Typed>,
}

/// Changes the passphrase, or adds one to the keychain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChangePassphrase {
    /// The present one; none where there is only the keychain.
    pub present: Option<Typed>,
    /// The new one.
    pub new: Typed,
}

/// Something secret as it was typed. It is in no debug text.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Typed(pub String);

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed(…)")
    }
}

/// Why a desk does not open. Each sentence stands alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TroubleView {
    /// What happened.
    pub what: Text,
    /// Why, as far as it is known.
    pub why: Text,
    /// What is safe, and what is not.
    pub safe: Text,
    /// What to do first.
    pub to_do: Text,
    /// Whether trying again can help.
    pub can_try_again: bool,
    /// Whether what is not sent can be exported first, as far as it can be read.
    pub can_export: bool,
    /// What can be given up to go on; none where nothing needs to be.
    pub anew: Option<AnewView>,
}

/// What beginning anew means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AnewView {
    /// What is given up.
    pub gives_up: GiveUp,
    /// What the button says: "Begynd med en tom liste".
    pub offer: Text,
    /// What is given up, in a sentence to agree to.
    pub agreed: Text,
}

/// What is given up. It is set aside on the disk, and never deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GiveUp {
    /// What is not sent.
    Unsent,
    /// Everything at this desk: what is not sent, the drafts, and the citizens' copies.
    Desk,
    /// The exercise, as far as it has come.
    Exercise,
}

/// Begins anew without what cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BeginAnew {
    /// What the caseworker has agreed to give up: [`AnewView::gives_up`].
    pub gives_up: GiveUp,
}

/// Exports what is not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Export {
    /// `da` or `en`: the language of the file.
    pub language: String,
}

/// What was exported of a damaged outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Exported {
    /// The whole path of the file; it names nobody.
    pub file: String,
    /// How many commands are in it.
    pub commands: u32,
    /// How many drafts.
    pub drafts: u32,
    /// What could not be read.
    pub lost: Text,
}
