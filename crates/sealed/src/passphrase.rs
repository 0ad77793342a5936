use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::{Key, hex::Hex};

/// Fewer characters than this can be guessed.
const SHORTEST: usize = 12;

/// A passphrase that is long enough, in one spelling of æ, ø and å. Erased from memory when dropped.
pub struct Passphrase(Zeroizing<String>);

/// A passphrase of fewer than twelve characters.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the passphrase has fewer than {SHORTEST} characters")]
pub struct TooShort;

impl Passphrase {
    /// What was typed. Systems spell å in one code point or in two; both are the same passphrase (NFC).
    ///
    /// # Errors
    /// [`TooShort`] for fewer than twelve characters.
    pub fn new(typed: String) -> Result<Self, TooShort> {
        let typed = Zeroizing::new(typed);
        // Room for all, so that no half-grown text is left in memory.
        let mut composed = Zeroizing::new(String::with_capacity(typed.len() * 3));
        composed.extend(typed.nfc());
        if composed.chars().count() < SHORTEST { Err(TooShort) } else { Ok(Self(composed)) }
    }
}

/// Never the passphrase: debug text ends in logs.
impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// How a passphrase becomes a key: Argon2id. It stands in the header, so that a later version can ask for more work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Derivation {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: Hex<16>,
}

/// A passphrase cannot be turned into a key.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DerivationError {
    /// More work than any version of the program asks for, or work that cannot be done.
    #[error("the header asks for an impossible derivation")]
    Impossible,
    #[error("there is not enough memory")]
    OutOfMemory,
}

impl Derivation {
    const MOST_MEMORY_KIB: u32 = 1024 * 1024;
    const MOST_PASSES: u32 = 64;
    const MOST_LANES: u32 = 16;

    /// 64 MiB, three passes, one lane.
    pub fn new() -> Result<Self, getrandom::Error> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt)?;
        Ok(Self { memory_kib: 64 * 1024, passes: 3, lanes: 1, salt: Hex(salt) })
    }

    pub fn key(&self, passphrase: &Passphrase) -> Result<Key, DerivationError> {
        if self.memory_kib > Self::MOST_MEMORY_KIB || self.passes > Self::MOST_PASSES || self.lanes > Self::MOST_LANES {
            return Err(DerivationError::Impossible);
        }
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32))?;
        let mut bytes = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
            passphrase.0.as_bytes(),
            &self.salt.0,
            bytes.as_mut_slice(),
        )?;
        Ok(Key::from_bytes(*bytes))
    }
}

impl From<argon2::Error> for DerivationError {
    fn from(error: argon2::Error) -> Self {
        match error {
            argon2::Error::OutOfMemory => Self::OutOfMemory,
            _ => Self::Impossible,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "in a test a fault is a failure")]

    use super::*;

    #[test]
    fn twelve_characters_are_enough_and_eleven_are_not() {
        assert_eq!(Passphrase::new("æøåæøåæøåæø".to_owned()).unwrap_err(), TooShort);
        // Eleven characters, one of them typed as a letter and a ring.
        assert_eq!(Passphrase::new("æøåæøåæøåæa\u{30a}".to_owned()).unwrap_err(), TooShort);
        assert!(Passphrase::new("æøåæøåæøåæøå".to_owned()).is_ok());
    }

    #[test]
    fn both_spellings_of_a_letter_are_one_passphrase() {
        let (one, two) = ("blåbærgrød til alle", "bla\u{30a}bærgrød til alle");
        assert_ne!(one, two);
        let derivation = Derivation::new().unwrap();
        let [one, two] = [one, two].map(|typed| Passphrase::new(typed.to_owned()).unwrap());
        assert_eq!(derivation.key(&one).unwrap(), derivation.key(&two).unwrap());
        assert_eq!(format!("{one:?}"), "Passphrase(…)");
    }

    #[test]
    fn an_impossible_derivation_is_refused_before_it_is_tried() {
        let passphrase = Passphrase::new("blåbærgrød til alle".to_owned()).unwrap();
        let good = Derivation::new().unwrap();
        for bad in [
            Derivation { memory_kib: u32::MAX, ..good.clone() },
            Derivation { memory_kib: 0, ..good.clone() },
            Derivation { passes: 1_000_000, ..good.clone() },
            Derivation { lanes: 0, ..good },
        ] {
            assert!(matches!(bad.key(&passphrase), Err(DerivationError::Impossible)), "{bad:?}");
        }
    }
}
