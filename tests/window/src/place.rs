//! The place of one window: folders, display, message bus and driver, all of them its own.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal};
use tempfile::TempDir;
use tokio::net::TcpStream;

use crate::{Opening, PATIENCE, POLL, Theme};

#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) display: String,
    environment: BTreeMap<&'static str, String>,
    started: Vec<Running>,
    folder: TempDir,
}

/// A program that ends when this value does, or when the thread that started it is gone.
#[derive(Debug)]
pub(crate) struct Running(Child);

impl Place {
    pub(crate) fn make(opening: Opening) -> Place {
        let folder = tempfile::Builder::new().prefix("sagsbord-window-").tempdir().expect("a temporary folder");
        let inside = |name: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir(&path).expect("a fresh folder");
            path.to_str().expect("a plain name").to_owned()
        };
        let config = inside("config");
        let mut environment = BTreeMap::from([
            ("HOME", inside("home")),
            ("XDG_CONFIG_HOME", config.clone()),
            ("XDG_DATA_HOME", inside("share")),
            ("XDG_CACHE_HOME", inside("cache")),
            ("XDG_STATE_HOME", inside("state")),
            ("XDG_RUNTIME_DIR", inside("runtime")),
            ("TMPDIR", inside("tmp")),
            ("PATH", std::env::var_os("PATH").unwrap_or_default().to_string_lossy().into_owned()),
            ("LANG", opening.language.locale().to_owned()),
            // The C library knows no other locale on a bare machine, and complains.
            ("LC_ALL", "C.UTF-8".to_owned()),
            ("LANGUAGE", opening.language.code().to_owned()),
            ("GDK_BACKEND", "x11".to_owned()),
            ("RUST_BACKTRACE", "1".to_owned()),
        ]);
        inside("data");
        prefer(Path::new(&config), opening.theme);
        let bus_config = folder.path().join("bus.conf");
        std::fs::write(&bus_config, bus_of(folder.path())).expect("a fresh file");

        // A page as large as the window: without a window manager nothing is drawn round it.
        let (display, number) = start(
            &environment,
            &["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"],
        );
        let display_name = format!(":{number}");
        environment.insert("DISPLAY", display_name.clone());
        let bus_config = format!("--config-file={}", bus_config.display());
        let (bus, address) =
            start(&environment, &["dbus-daemon", &bus_config, "--nofork", "--nopidfile", "--print-address=1"]);
        environment.insert("DBUS_SESSION_BUS_ADDRESS", address);
        environment.insert("TAURI_WEBVIEW_AUTOMATION", "true".to_owned());
        Place { display: display_name, environment, started: vec![bus, display], folder }
    }

    /// All that this window has to itself.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Opens the keychain of this home, as logging on does; the first time it is made. Gone with the programs.
    pub(crate) fn open_keychain(&self) {
        // It goes into the background when it answers.
        let open = "printf open | gnome-keyring-daemon --unlock --components=secrets";
        let mut command = bound_to_this_thread(&self.environment, &["sh", "-c", open]);
        let opened = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        assert!(opened.is_ok_and(|status| status.success()), "gnome-keyring-daemon does not start.");
    }

    /// Starts a driver on a free port and waits until it listens there.
    pub(crate) async fn start_driver(&self) -> (Running, u16) {
        for _ in 0..5 {
            let port = free_port();
            let log = File::options().create(true).append(true).open(self.log_file()).expect("a log");
            let command = ["WebKitWebDriver", &format!("--port={port}")];
            let mut driver = Running(
                bound_to_this_thread(&self.environment, &command)
                    .stdout(log.try_clone().expect("a log"))
                    .stderr(log)
                    .spawn()
                    .expect("WebKitWebDriver starts"),
            );
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
        let kept: Vec<u32> = self.started.iter().map(|running| running.0.id()).collect();
        self.end(|pid| !kept.contains(&(pid.as_raw_nonzero().get().unsigned_abs())));
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// Everything that runs with this place's home, whoever started it.
    fn processes(&self) -> Vec<Pid> {
        let mark = format!("HOME={}", self.environment["HOME"]).into_bytes();
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
        self.started.clear();
        self.end(|_| true);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(crate) fn kill(pid: Pid) {
    // It may have ended in between.
    let _ = rustix::process::kill_process(pid, Signal::KILL);
}

fn prefer(config: &Path, theme: Theme) {
    let dark = match theme {
        Theme::Light => 0,
        Theme::Dark => 1,
    };
    let folder = config.join("gtk-3.0");
    std::fs::create_dir(&folder).expect("a fresh folder");
    std::fs::write(
        folder.join("settings.ini"),
        format!("[Settings]\ngtk-application-prefer-dark-theme={dark}\ngtk-enable-animations=0\n"),
    )
    .expect("a fresh file");
}

/// A message bus that starts nothing for being asked for it: no keychain of the machine's, no prompts.
fn bus_of(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
    "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#
    )
}

/// Starts a program that writes one line when it is ready.
fn start(environment: &BTreeMap<&'static str, String>, command: &[&str]) -> (Running, String) {
    let mut child = bound_to_this_thread(environment, command)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{} does not start: {error}", command[0]));
    let mut line = String::new();
    let output = child.stdout.take().expect("a pipe");
    let running = Running(child);
    BufReader::new(output).read_line(&mut line).expect("a line");
    assert!(!line.trim().is_empty(), "{} ended before it was ready.", command[0]);
    (running, line.trim().to_owned())
}

/// With this a test that is itself killed leaves nothing behind either.
fn bound_to_this_thread(environment: &BTreeMap<&'static str, String>, command: &[&str]) -> Command {
    let mut bound = Command::new("setpriv");
    bound.args(["--pdeathsig", "KILL", "--"]).args(command);
    bound.env_clear().envs(environment).stdin(Stdio::null());
    bound
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}
