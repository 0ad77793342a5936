//! Two windows at a time, however many tests want one: more only make each other late.

use std::sync::{Condvar, Mutex, PoisonError};

const AT_A_TIME: usize = 2;

static OPEN: Mutex<usize> = Mutex::new(0);
static CLOSED: Condvar = Condvar::new();

#[derive(Debug)]
pub(crate) struct Turn(());

impl Turn {
    pub(crate) fn wait() -> Turn {
        let open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        let mut open = CLOSED.wait_while(open, |open| *open >= AT_A_TIME).unwrap_or_else(PoisonError::into_inner);
        *open += 1;
        Turn(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *OPEN.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        CLOSED.notify_one();
    }
}
