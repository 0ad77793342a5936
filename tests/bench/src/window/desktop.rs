//! A desktop of its own: a display, a message bus and a home. All of it ends with it.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::memory;
use crate::Failure;

pub struct Desktop {
    pub display: String,
    environment: Vec<(&'static str, String)>,
    // Ended before their folder goes.
    _started: [Running; 2],
    folder: TempDir,
}

/// A program that ends with this value, and everything that it has started.
pub struct Running(Child);

impl Desktop {
    pub fn begin() -> Result<Self, Failure> {
        let folder = tempfile::Builder::new().prefix("sagsbord-bench-").tempdir()?;
        let inside = |name: &str| -> Result<String, Failure> {
            let path = folder.path().join(name);
            fs::create_dir(&path)?;
            Ok(path.display().to_string())
        };
        let config = folder.path().join("config/gtk-3.0");
        let mut environment = vec![
            ("HOME", inside("home")?),
            ("XDG_CONFIG_HOME", inside("config")?),
            ("XDG_DATA_HOME", inside("share")?),
            ("XDG_CACHE_HOME", inside("cache")?),
            ("XDG_STATE_HOME", inside("state")?),
            ("XDG_RUNTIME_DIR", inside("runtime")?),
            ("TMPDIR", inside("tmp")?),
            ("PATH", std::env::var_os("PATH").unwrap_or_default().to_string_lossy().into_owned()),
            ("LANG", "da_DK.UTF-8".to_owned()),
            ("LC_ALL", "C.UTF-8".to_owned()),
            ("LANGUAGE", "da".to_owned()),
            ("GDK_BACKEND", "x11".to_owned()),
        ];
        fs::create_dir(&config)?;
        fs::write(config.join("settings.ini"), "[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\n")?;
        let bus_config = folder.path().join("bus.conf");
        fs::write(&bus_config, bus_of(folder.path()))?;

        let (screen, number) = start(
            &environment,
            &["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"],
        )?;
        let display = format!(":{number}");
        environment.push(("DISPLAY", display.clone()));
        let bus_config = format!("--config-file={}", bus_config.display());
        let (bus, address) =
            start(&environment, &["dbus-daemon", &bus_config, "--nofork", "--nopidfile", "--print-address=1"])?;
        environment.push(("DBUS_SESSION_BUS_ADDRESS", address));
        Ok(Self { display, environment, _started: [bus, screen], folder })
    }

    /// Starts a program here, and waits for nothing.
    pub fn start(&self, program: &Path, arguments: &[&Path]) -> Result<Running, Failure> {
        let log = File::options().create(true).append(true).open(self.log())?;
        let mut command = Command::new(program);
        command.args(arguments).env_clear().envs(self.environment.iter().cloned()).stdin(Stdio::null());
        Ok(Running(command.stdout(log.try_clone()?).stderr(log).spawn()?))
    }

    /// What the programs have written.
    pub fn said(&self) -> String {
        fs::read_to_string(self.log()).unwrap_or_default()
    }

    fn log(&self) -> std::path::PathBuf {
        self.folder.path().join("log")
    }
}

impl Running {
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

/// A message bus that starts nothing for being asked for it.
fn bus_of(folder: &Path) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
    "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={}</listen>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>
"#,
        folder.display()
    )
}

/// Starts a program that writes one line when it is ready, and that does not outlive this one.
fn start(environment: &[(&'static str, String)], command: &[&str]) -> Result<(Running, String), Failure> {
    let mut bound = Command::new("setpriv");
    bound.args(["--pdeathsig", "KILL", "--"]).args(command).env_clear().envs(environment.iter().cloned());
    let mut child = bound.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let output = child.stdout.take();
    let running = Running(child);
    let mut line = String::new();
    BufReader::new(output.ok_or("a program without an output")?).read_line(&mut line)?;
    match line.trim() {
        "" => Err(format!("{} ended before it was ready", command.concat()).into()),
        said => Ok((running, said.to_owned())),
    }
}
