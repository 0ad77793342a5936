//! The place of one window: folders, display, message bus and driver, all of them its own.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use desktop::{Desktop, Running};
use rustix::process::{Pid, Signal};
use tokio::net::TcpStream;

use crate::{Opening, PATIENCE, POLL, Theme};

#[derive(Debug)]
pub(crate) struct Place {
    desktop: Desktop,
}

impl Place {
    pub(crate) fn make(opening: Opening) -> Place {
        let dark = match opening.theme {
            Theme::Light => "gtk-application-prefer-dark-theme=0",
            Theme::Dark => "gtk-application-prefer-dark-theme=1",
        };
        let desktop = Desktop::begin("sagsbord-window-", opening.language.locale(), dark);
        let mut desktop = desktop.unwrap_or_else(|error| panic!("There is no desktop: {error}."));
        desktop.tell("RUST_BACKTRACE", "1");
        desktop.tell("TAURI_WEBVIEW_AUTOMATION", "true");
        let place = Place { desktop };
        std::fs::create_dir(place.data()).expect("a fresh folder");
        place
    }

    pub(crate) fn display(&self) -> &str {
        self.desktop.display()
    }

    /// All that this window has to itself.
    pub(crate) fn folder(&self) -> &Path {
        self.desktop.folder()
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder().join("data")
    }

    /// Opens the keychain of this home, as logging on does; the first time it is made. Gone with the programs.
    pub(crate) fn open_keychain(&self) {
        // It goes into the background when it answers.
        let open = "printf open | gnome-keyring-daemon --unlock --components=secrets";
        let mut command = self.desktop.bound(&["sh", "-c", open]).expect("a log");
        let opened = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        assert!(opened.is_ok_and(|status| status.success()), "gnome-keyring-daemon does not start.");
    }

    /// Whether the keychain can be asked: it comes to the bus a moment after it has opened.
    pub(crate) fn has_keychain(&self) -> bool {
        let bus = ["dbus-send", "--session", "--dest=org.freedesktop.DBus", "--print-reply=literal", "/"];
        let asked = ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"];
        let answer =
            self.desktop.bound(&[&bus[..], &asked[..]].concat()).expect("a log").stdout(Stdio::piped()).output();
        String::from_utf8_lossy(&answer.expect("dbus-send starts").stdout).contains("true")
    }

    /// Lets the keychain stand still, or go on.
    pub(crate) fn hold_keychain(&self, is_held: bool) {
        let is_keychain = |pid: &Pid| {
            std::fs::read_to_string(format!("/proc/{pid}/comm")).is_ok_and(|name| name.starts_with("gnome-keyring"))
        };
        let found: Vec<Pid> = self.processes().into_iter().filter(is_keychain).collect();
        assert!(!found.is_empty(), "There is no keychain.");
        for pid in found {
            let signal = if is_held { Signal::STOP } else { Signal::CONT };
            rustix::process::kill_process(pid, signal).expect("the keychain runs");
        }
    }

    /// Starts a driver on a free port and waits until it listens there.
    pub(crate) async fn start_driver(&self) -> (Running, u16) {
        for _ in 0..5 {
            let port = free_port();
            let command = ["WebKitWebDriver", &format!("--port={port}")];
            let started = self.desktop.bound(&command).and_then(|mut driver| driver.spawn());
            let mut driver = Running(started.expect("WebKitWebDriver starts"));
            let listens = async {
                while driver.0.try_wait().expect("a child").is_none() {
                    if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                        return true;
                    }
                    tokio::time::sleep(POLL).await;
                }
                false // Somebody took the port in between.
            };
            if tokio::time::timeout(PATIENCE, listens).await.unwrap_or(false) {
                return (driver, port);
            }
        }
        panic!("WebKitWebDriver does not start.\n{}", self.log())
    }

    /// The window's own process, while it lives.
    pub(crate) fn program(&self) -> Option<Pid> {
        let binary = crate::program();
        self.processes()
            .into_iter()
            .find(|pid| std::fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|exe| exe == binary))
    }

    /// Ends what the window and its engine have started, but neither display nor bus.
    pub(crate) fn end_programs(&self) {
        let kept: Vec<u32> = self.desktop.own().collect();
        self.end(|pid| !kept.contains(&(pid.as_raw_nonzero().get().unsigned_abs())));
    }

    pub(crate) fn log(&self) -> String {
        self.desktop.log()
    }

    /// Everything that runs with this place's home, whoever started it.
    fn processes(&self) -> Vec<Pid> {
        let mark = self.desktop.mark().into_bytes();
        let numbers = std::fs::read_dir("/proc").expect("/proc").flatten().filter_map(|entry| {
            let number = entry.file_name().to_str()?.parse().ok()?;
            let environment = std::fs::read(entry.path().join("environ")).ok()?;
            environment.split(|byte| *byte == 0).any(|line| line == mark).then_some(number)
        });
        numbers.filter_map(Pid::from_raw).collect()
    }

    fn end(&self, which: impl Fn(&Pid) -> bool) {
        // A process may start another while the list is read: go on until there is none.
        loop {
            let left: Vec<Pid> = self.processes().into_iter().filter(&which).collect();
            if left.is_empty() {
                return;
            }
            left.into_iter().for_each(kill);
            std::thread::yield_now();
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.end_programs();
        self.desktop.end();
        self.end(|_| true);
    }
}

pub(crate) fn kill(pid: Pid) {
    // It may have ended in between.
    let _ = rustix::process::kill_process(pid, Signal::KILL);
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}
