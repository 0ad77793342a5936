//! One of the two programs at a desktop of its own, used by keys alone.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use desktop::Desktop;

use super::{
    memory,
    running::Running,
    screen::{CONTROL, ENTER, Picture, Screen, moment},
};
use crate::{Failure, measure::begin};

/// Which of the two.
pub enum Program {
    /// Sagsbord, with its data in this folder.
    Ours(PathBuf),
    /// The window of one static page.
    Bare,
}

/// A program, and what its first frame looks like.
pub struct Seat {
    program: Program,
    desktop: Desktop,
    screen: Screen,
    /// What the display shows when no window is open.
    nothing: Picture,
    first_frame: Picture,
}

/// A window on the screen, with its first frame painted.
pub struct Opened {
    running: Running,
    /// How long it took from the start of the process.
    pub took: Duration,
}

/// Long enough to know that a page has been painted to its end.
const STILL: Duration = Duration::from_millis(250);
/// The same for a first frame, before which there may be others.
const STILL_AT_FIRST: Duration = Duration::from_secs(1);
/// And for the one by which the others are known.
const STILL_TO_LEARN: Duration = Duration::from_secs(3);
/// How long a window may take to close.
const CLOSES: Duration = Duration::from_secs(20);

impl Seat {
    /// Opens and closes the program once, to learn what its first frame looks like. After that its home is no longer new
    /// to it.
    pub fn of(program: Program) -> Result<Self, Failure> {
        let desktop = Desktop::begin("sagsbord-bench-", "da_DK.UTF-8", "gtk-cursor-blink=0")?;
        let screen = Screen::of(desktop.display())?;
        let nothing = screen.picture()?;
        let mut seat = Self { program, desktop, screen, first_frame: nothing.clone(), nothing };
        let running = seat.start()?;
        let learnt = seat.screen.until_still(&seat.nothing, begin(), STILL_TO_LEARN, |frame| !frame.is_blank());
        (seat.first_frame, _) = learnt.map_err(|error| seat.explained("at first", &error))?;
        // Only a frame that takes a key is the one that is meant.
        seat.enter()?;
        seat.close(Opened { running, took: Duration::ZERO })?;
        Ok(seat)
    }

    /// Starts the program and waits for its first frame.
    pub fn open(&self) -> Result<Opened, Failure> {
        self.screen.until_shows(&self.nothing, begin())?;
        let begun = begin();
        let running = self.start()?;
        let is_it = |frame: &Picture| frame.is_like(&self.first_frame);
        let opened = self.screen.until_still(&self.nothing, begun, STILL_AT_FIRST, is_it);
        let (_, took) = opened.map_err(|error| self.explained("when it opens", &error))?;
        Ok(Opened { running, took })
    }

    /// Presses the first key that the first frame asks for: the exercise is entered, and the bare page answers. How long
    /// that takes.
    pub fn enter(&self) -> Result<Duration, Failure> {
        let before = match self.program {
            Program::Ours(_) => self.screen.picture()?,
            Program::Bare => self.typed("1234567890")?,
        };
        self.press_enter(&before).map(|(_, took)| took)
    }

    /// Types a number and presses Enter: Sagsbord shows the citizen, the bare page what it was told. How long it takes from
    /// Enter to the last pixel.
    pub fn look_up(&self, number: &str) -> Result<Duration, Failure> {
        let page = self.screen.picture()?;
        if matches!(self.program, Program::Ours(_)) {
            self.screen.press(&[CONTROL, u32::from('k')])?;
        }
        let (shown, took) = self.press_enter(&self.typed(number)?)?;
        if shown == page { Err("a look-up has opened nobody".into()) } else { Ok(took) }
    }

    /// What each process of an open window holds, in MB.
    pub fn held(&self, opened: &Opened) -> Result<Vec<(String, f64)>, Failure> {
        memory::held(opened.running.id())
    }

    /// Closes the window as a person does.
    pub fn close(&self, mut opened: Opened) -> Result<(), Failure> {
        self.screen.close_window()?;
        let begun = begin();
        while !opened.running.has_ended()? {
            if begun.elapsed() > CLOSES {
                return Err(self.explained("when it is closed", &"the window stays".into()));
            }
            moment(Duration::from_millis(5));
        }
        Ok(())
    }

    fn start(&self) -> Result<Running, Failure> {
        match &self.program {
            Program::Ours(data) => Running::start(&self.desktop, &beside("sagsbord")?, &[Path::new("--data"), data]),
            Program::Bare => Running::start(&self.desktop, &beside("bare_window")?, &[]),
        }
    }

    /// Types, and waits for all that this shows.
    fn typed(&self, text: &str) -> Result<Picture, Failure> {
        let before = self.screen.picture()?;
        let begun = begin();
        self.screen.type_text(text)?;
        let shown = self.screen.until_still(&before, begun, STILL, |_| true);
        shown.map(|(picture, _)| picture).map_err(|error| self.explained("when something is typed", &error))
    }

    fn press_enter(&self, before: &Picture) -> Result<(Picture, Duration), Failure> {
        let begun = begin();
        self.screen.press(&[ENTER])?;
        self.screen
            .until_still(before, begun, STILL, |_| true)
            .map_err(|error| self.explained("when Enter is pressed", &error))
    }

    fn explained(&self, when: &str, error: &Failure) -> Failure {
        let which = if let Program::Ours(_) = self.program { "Sagsbord" } else { "the bare window" };
        format!("{which}, {when}: {error}. It has said: {}", self.desktop.log().trim()).into()
    }
}

/// A program that was built with this one, and lies beside it or, where this is a test, one folder above.
fn beside(name: &str) -> Result<PathBuf, Failure> {
    let own = std::env::current_exe()?;
    let found = own.ancestors().skip(1).take(2).map(|folder| folder.join(name)).find(|program| program.is_file());
    found.ok_or_else(|| format!("{name} is not built. `./dev bench` builds it first.").into())
}
