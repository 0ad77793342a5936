//! A desktop of its own for a real window: a display, a message bus and a home, and nothing of the machine's. For tests and
//! the bench.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A display, a message bus and a home. All of it ends with this value.
#[derive(Debug)]
pub struct Desktop {
    display: String,
    environment: BTreeMap<&'static str, String>,
    // Ended before their folder goes.
    started: Vec<Running>,
    folder: TempDir,
}

/// A program that ends when this value does.
#[derive(Debug)]
pub struct Running(pub Child);

impl Desktop {
    /// A desktop in a folder whose name begins so, in the language of the locale, with these settings of GTK's.
    ///
    /// # Errors
    /// What is not installed, and what cannot be written.
    pub fn begin(prefix: &str, locale: &str, settings: &str) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix(prefix).tempdir()?;
        let mut environment = home(folder.path(), settings)?;
        environment.extend([
            ("PATH", std::env::var_os("PATH").unwrap_or_default().to_string_lossy().into_owned()),
            ("LANG", locale.to_owned()),
            // The C library knows no other locale on a bare machine, and complains.
            ("LC_ALL", "C.UTF-8".to_owned()),
            ("LANGUAGE", locale.split('_').next().unwrap_or_default().to_owned()),
            ("GDK_BACKEND", "x11".to_owned()),
        ]);
        let mut desktop = Self { display: String::new(), environment, started: Vec::new(), folder };

        // A page as large as the window: without a window manager nothing is drawn round it.
        let screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"];
        desktop.display = format!(":{}", desktop.start(&screen)?);
        desktop.tell("DISPLAY", &desktop.display.clone());

        let config = desktop.folder().join("bus.conf");
        fs::write(&config, bus_of(desktop.folder()))?;
        let config = format!("--config-file={}", config.display());
        let address = desktop.start(&["dbus-daemon", &config, "--nofork", "--nopidfile", "--print-address=1"])?;
        desktop.tell("DBUS_SESSION_BUS_ADDRESS", &address);
        Ok(desktop)
    }

    /// The display, as `DISPLAY` names it.
    #[must_use]
    pub fn display(&self) -> &str {
        &self.display
    }

    /// All that the desktop has to itself.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The mark by which a program of this desktop is known: as it stands in the program's environment.
    #[must_use]
    pub fn mark(&self) -> String {
        format!("HOME={}", self.environment["HOME"])
    }

    /// The ids of display and bus.
    pub fn own(&self) -> impl Iterator<Item = u32> {
        self.started.iter().map(|running| running.0.id())
    }

    /// What every program that is started from now on finds in its environment, too.
    pub fn tell(&mut self, name: &'static str, value: &str) {
        self.environment.insert(name, value.to_owned());
    }

    /// A program on this desktop. It is given no input, and writes in the log.
    ///
    /// # Errors
    /// The log cannot be written.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> io::Result<Command> {
        let log = File::options().create(true).append(true).open(self.log_file())?;
        let mut command = Command::new(program);
        command.env_clear().envs(&self.environment).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        Ok(command)
    }

    /// The same for one that ends with the thread that starts it: who is killed leaves nothing behind either.
    ///
    /// # Errors
    /// The log cannot be written.
    pub fn bound(&self, program: &[&str]) -> io::Result<Command> {
        let mut command = self.command("setpriv")?;
        command.args(["--pdeathsig", "KILL", "--"]).args(program);
        Ok(command)
    }

    /// What the programs have written.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    /// Ends display and bus. What still runs here loses both.
    pub fn end(&mut self) {
        self.started.clear();
    }

    fn log_file(&self) -> PathBuf {
        self.folder().join("log")
    }

    /// Starts a program that writes one line when it is ready.
    fn start(&mut self, program: &[&str]) -> io::Result<String> {
        let missing = |why: io::Error| io::Error::new(why.kind(), format!("{} does not start: {why}", program[0]));
        let mut command = self.bound(program)?;
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(missing)?;
        let output = child.stdout.take();
        // The last that was started is the first to end.
        self.started.insert(0, Running(child));
        let mut line = String::new();
        if let Some(output) = output {
            BufReader::new(output).read_line(&mut line)?;
        }
        match line.trim() {
            "" => Err(io::Error::other(format!("{} ended before it was ready", program[0]))),
            said => Ok(said.to_owned()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// An empty home, and where its folders are.
fn home(folder: &Path, settings: &str) -> io::Result<BTreeMap<&'static str, String>> {
    let mut environment = BTreeMap::new();
    for (name, inside) in [
        ("HOME", "home"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "share"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_RUNTIME_DIR", "runtime"),
        ("TMPDIR", "tmp"),
    ] {
        let path = folder.join(inside);
        fs::create_dir(&path)?;
        environment.insert(name, path.display().to_string());
    }
    let gtk = folder.join("config/gtk-3.0");
    fs::create_dir(&gtk)?;
    fs::write(gtk.join("settings.ini"), format!("[Settings]\ngtk-enable-animations=0\n{settings}\n"))?;
    Ok(environment)
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
