//! Who is inside the house. A program that ends while one of its threads is in the cipher's library ends in a crash, with
//! the key in what the crash leaves behind: so whoever closes the gate waits until the last has left.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::room::guard;

/// Counts those inside.
#[derive(Default)]
pub(super) struct Inside {
    count: Mutex<usize>,
    left: Condvar,
}

/// Somebody inside, until it is dropped.
pub(super) struct Visit<'a>(&'a Inside);

impl Inside {
    pub fn enter(&self) -> Visit<'_> {
        *guard(&self.count) += 1;
        Visit(self)
    }

    /// Waits until nobody is inside, at most so long. Whether that came true.
    pub fn is_left(&self, longest: Duration) -> bool {
        let somebody = |count: &mut usize| *count > 0;
        let waited = self.left.wait_timeout_while(guard(&self.count), longest, somebody);
        *waited.unwrap_or_else(PoisonError::into_inner).0 == 0
    }
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        *guard(&self.0.count) -= 1;
        self.0.left.notify_all();
    }
}
