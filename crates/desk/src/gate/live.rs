//! The folder of a live desk: whose it is, and the ways to its key.

use std::path::{Path, PathBuf};
use std::{fs, io};

use domain::JobcentreCode;
use sealed::header::{ChangeError, LiveHeader, Mended, UnlockError, Way, WayKind};
use sealed::{FolderLock, Key, Keychain};
use uuid::Uuid;

use super::trouble::Trouble;
use crate::OpenDesk;
use crate::cache::{AccessLog, Cache, Outbox};
use crate::door::{Text, WayView};

/// Where a live desk lies.
#[derive(Clone, Debug)]
pub struct LivePlace {
    /// The jobcentre's folder, where a bundled backend has its file. The gate has locked it.
    pub tenant: PathBuf,
    /// The caseworker's folder in it, named by chance: it says nothing of anybody.
    pub desk: PathBuf,
    /// The jobcentre.
    pub jobcentre: JobcentreCode,
}

/// The way in, once a desk's header is read. Holds the folder's lock.
pub(super) struct Entrance {
    pub place: LivePlace,
    pub header: LiveHeader,
    /// Known from the first unlocking on; it stays in memory until the program ends.
    pub key: Option<Key>,
    _lock: FolderLock,
}

/// A caseworker's folder is named with so many hexadecimal digits.
const NAME: usize = 32;

impl Entrance {
    /// The way into the one desk in `live`; none where nobody has set one up.
    pub fn find(live: &Path) -> Result<Option<Self>, Trouble> {
        let mut places = places(live).map_err(folder)?;
        let Some(place) = places.pop() else { return Ok(None) };
        if !places.is_empty() {
            return Err(Trouble::SeveralDesks);
        }
        let lock = FolderLock::take(&place.tenant).map_err(OpenDesk::from)?;
        match LiveHeader::read(&place.desk, &owner(&place))? {
            Some(header) => Ok(Some(Self { place, header, key: None, _lock: lock })),
            None => Ok(None),
        }
    }

    /// Makes the folder and the key of a new desk.
    pub fn make(live: &Path, jobcentre: JobcentreCode, way: Way) -> Result<Self, NotMade> {
        let tenant = live.join(jobcentre.to_string());
        let lock = FolderLock::take(&tenant).map_err(|error| NotMade::Desk(error.into()))?;
        let place = LivePlace { desk: tenant.join(Uuid::now_v7().simple().to_string()), tenant, jobcentre };
        let (header, key) = LiveHeader::create(&place.desk, &owner(&place), way)?;
        Ok(Self { place, header, key: Some(key), _lock: lock })
    }

    /// In which ways the desk can be unlocked. The keychain comes first: the passphrase is the spare way then.
    pub fn ways(&self) -> Vec<WayView> {
        let view = |way| match way {
            WayKind::Keychain => WayView::Keychain,
            WayKind::Passphrase => WayView::Passphrase,
        };
        self.header.ways().into_iter().map(view).collect()
    }

    /// Goes one of the ways, to its end.
    pub fn unlock(&mut self, way: Way) -> Result<(), UnlockError> {
        self.key = Some(self.header.unlock(way)?);
        Ok(())
    }

    /// Writes the header anew where one of the two on disk is not as it should be, and says so.
    pub fn mend(&mut self) -> Option<Text> {
        match self.header.mend() {
            Ok(Mended::Nothing | Mended::Copy) | Err(_) => None,
            Ok(Mended::First { .. }) => Some(Text::new(
                "Filen med nøglen, sagsbord.json, manglede eller var beskadiget. Den er skrevet igen efter sin kopi, og den beskadigede er lagt til side.",
                "The file of the key, sagsbord.json, was missing or damaged. It is written anew from its copy, and the damaged one is set aside.",
            )),
        }
    }

    /// Sets all of the folder aside, with the bundled backend's file: nothing of it can be read. Both, or neither.
    pub fn set_aside(live: &Path) -> io::Result<()> {
        for place in places(live)? {
            let backend = place.tenant.join("backend.db");
            let aside = match sealed::set_aside(&backend) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                aside => aside.ok(),
            };
            if let Err(error) = sealed::set_aside(&place.desk) {
                aside.map_or(Ok(()), |aside| sealed::put_back(&aside, &backend))?;
                return Err(error);
            }
        }
        Ok(())
    }
}

/// Why a new desk was not made.
#[derive(Debug)]
pub(super) enum NotMade {
    /// The secret cannot be kept.
    NoKeychain,
    /// Something with the folder.
    Desk(OpenDesk),
}

impl From<ChangeError> for NotMade {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::KeychainNotReachable(_) | ChangeError::Unlock(_) => Self::NoKeychain,
            ChangeError::Header(error) => Self::Desk(error.into()),
            ChangeError::CopyNotWritten(error) => Self::Desk(OpenDesk::Folder(sealed::trouble_of_disk(&error))),
        }
    }
}

/// Whether secrets can be kept in the keychain: it is asked for one that nobody has.
pub(super) fn is_reachable(keychain: &dyn Keychain) -> bool {
    keychain.get("nobody").is_ok()
}

/// To whom a header belongs: a folder that was carried elsewhere does not open there.
fn owner(place: &LivePlace) -> String {
    let name = place.desk.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    format!("{}/{name}", place.jobcentre)
}

/// Every caseworker's folder in which there is something.
fn places(live: &Path) -> io::Result<Vec<LivePlace>> {
    let mut found = Vec::new();
    for (tenant, name) in folders(live)? {
        let Ok(jobcentre) = name.parse::<JobcentreCode>() else { continue };
        for (desk, name) in folders(&tenant)? {
            let is_name = name.len() == NAME && name.bytes().all(|digit| digit.is_ascii_hexdigit());
            if is_name && holds_a_desk(&desk)? {
                found.push(LivePlace { tenant: tenant.clone(), desk, jobcentre });
            }
        }
    }
    Ok(found)
}

fn folders(inside: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let entries = match fs::read_dir(inside) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        found.extend(name.filter(|_| path.is_dir()).map(|name| (path, name)));
    }
    Ok(found)
}

/// A header, its copy, or a file without either: that is a header that is lost.
fn holds_a_desk(folder: &Path) -> io::Result<bool> {
    for file in ["sagsbord.json", "sagsbord.json.bak", Outbox::FILE, Cache::FILE, AccessLog::FILE] {
        if folder.join(file).try_exists()? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn folder(error: io::Error) -> Trouble {
    OpenDesk::Folder(sealed::trouble_of_disk(&error)).into()
}
