//! A program on a desktop, with everything that it has started.

use std::{path::Path, process::Child};

use desktop::Desktop;
use rustix::process::{Pid, Signal, kill_process};

use super::memory;
use crate::Failure;

/// A program that ends with this value, and everything that it has started.
pub struct Running(Child);

impl Running {
    /// Starts a program on the desktop, and waits for nothing.
    pub fn start(desktop: &Desktop, program: &Path, arguments: &[&Path]) -> Result<Self, Failure> {
        Ok(Self(desktop.command(program)?.args(arguments).spawn()?))
    }

    pub fn id(&self) -> u32 {
        self.0.id()
    }

    pub fn has_ended(&mut self) -> Result<bool, Failure> {
        Ok(self.0.try_wait()?.is_some())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // What fails here has ended already.
        let own = i32::try_from(self.id()).ok();
        for other in memory::family(self.id()).unwrap_or_default() {
            let other = i32::try_from(other).ok().filter(|other| Some(*other) != own).and_then(Pid::from_raw);
            let _ = other.map(|other| kill_process(other, Signal::KILL));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
