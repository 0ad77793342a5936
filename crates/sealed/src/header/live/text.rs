//! What a header in earnest looks like on disk.

use std::{io, path::Path};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::WayKind;
use crate::{
    header::{
        HeaderError, exercise,
        file::{self, Place},
    },
    hex,
    passphrase::Derivation,
    wrap::Wrap,
};

const MODE: &str = "live";
const VERSION: u32 = 1;
const SUM: &str = "\"sum\"";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Live {
    mode: String,
    version: u32,
    pub owner: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keychain: Option<ByKeychain>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passphrase: Option<ByPassphrase>,
    /// SHA-256 of all text before it, so that a damaged header is not taken for a wrong passphrase. The same in every
    /// version.
    sum: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ByKeychain {
    pub account: String,
    #[serde(flatten)]
    pub wrap: Wrap,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ByPassphrase {
    #[serde(flatten)]
    pub derivation: Derivation,
    #[serde(flatten)]
    pub wrap: Wrap,
}

/// What stands in one of the two places.
pub(super) enum Piece {
    Missing,
    Damaged,
    Exercise,
    Later,
    Live(Box<Live>),
}

/// What is the same in every mode and version.
#[derive(Deserialize)]
struct Head {
    mode: String,
    #[serde(default)]
    version: u32,
    #[serde(default)]
    sum: String,
}

impl Piece {
    pub fn read(folder: &Path, place: Place) -> io::Result<Self> {
        let Some(bytes) = file::read(folder, place)? else { return Ok(Self::Missing) };
        Ok(std::str::from_utf8(&bytes).ok().and_then(Self::of).unwrap_or(Self::Damaged))
    }

    fn of(text: &str) -> Option<Self> {
        let head: Head = serde_json::from_str(text).ok()?;
        if head.mode == exercise::MODE {
            return Some(Self::Exercise);
        }
        if sum(text)? != head.sum {
            return None;
        }
        if head.mode != MODE || head.version > VERSION {
            return Some(Self::Later);
        }
        let live: Live = serde_json::from_str(text).ok()?;
        (live.keychain.is_some() || live.passphrase.is_some()).then(|| Self::Live(Box::new(live)))
    }
}

impl Live {
    pub fn new(owner: &str) -> Self {
        Self {
            mode: MODE.to_owned(),
            version: VERSION,
            owner: owner.to_owned(),
            keychain: None,
            passphrase: None,
            sum: String::new(),
        }
    }

    pub fn text(&self) -> io::Result<String> {
        let mut live = Self { sum: String::new(), ..self.clone() };
        live.sum = sum(&serde_json::to_string_pretty(&live)?).unwrap_or_default();
        Ok(serde_json::to_string_pretty(&live)?)
    }

    /// What a wrap is bound to: nobody opens one that was carried here from another folder, or from another way.
    pub fn purpose(&self, way: WayKind) -> Vec<u8> {
        let way = match way {
            WayKind::Keychain => "keychain",
            WayKind::Passphrase => "passphrase",
        };
        format!("sagsbord {MODE} {way} {}", self.owner).into_bytes()
    }
}

/// An account that says nothing of anybody.
pub(super) fn account() -> Result<String, HeaderError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(hex::encode(&bytes))
}

fn sum(text: &str) -> Option<String> {
    let (before, _) = text.rsplit_once(SUM)?;
    Some(hex::encode(&Sha256::digest(before)))
}
