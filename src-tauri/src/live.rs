//! A live desk with a backend inside the program: one machine, one caseworker. Citizens come by the CPR register's
//! commands, and nobody is made up.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use backend::{Bundled, MachineClock};
use desk::{Caseworker, Desk, House, Listener, LivePlace, OpenDesk, Policy};
use domain::Actor;
use sealed::{Key, OsKeychain};

/// What lies behind the gate of a live desk.
pub(crate) fn house(data: &Path, policy: Policy) -> House {
    let open = move |place: &LivePlace, key: &Key, who, listener| open(place, key, policy.clone(), who, listener);
    House::Live { folder: folder(data), keychain: Box::new(OsKeychain), open: Box::new(open) }
}

fn folder(data: &Path) -> PathBuf {
    data.join("live")
}

fn open(place: &LivePlace, key: &Key, policy: Policy, who: Caseworker, listener: Listener) -> Result<Desk, OpenDesk> {
    let clock = Arc::new(MachineClock);
    let backend = Bundled::open(&place.tenant, key, reference::lists(), clock.clone()).map_err(OpenDesk::backend)?;
    let actor = Actor::Caseworker { caseworker: who.id.clone(), jobcentre: who.jobcentre };
    let desk = Desk::open_live_under(policy, &place.desk, key, Box::new(backend.connect(actor)), who, clock, listener)?;
    // The first screen counts the citizens: they are here before it is shown.
    desk.settle();
    Ok(desk)
}
