//! Drives the real window. Each [`Window`] has a display, a message bus, a home and a data folder of its own, and
//! leaves nothing behind. What goes wrong is a panic with the text of the page in it: this crate is for tests alone.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod keys;
mod named;
mod opening;
mod page;
mod place;
mod titlebar;
mod turn;

use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;

use desktop::Running;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

pub use opening::{Keychain, Language, Opening, Theme};
pub use page::Violation;
use place::Place;
use turn::Turn;

/// How long anything may take before a test says that it does not happen. A machine that also builds something else is
/// five times as slow; whoever waits in vain waits once.
pub const PATIENCE: Duration = Duration::from_secs(45);

/// The open window. Dropping it ends everything that was started for it, also when a test panics.
#[derive(Debug)]
pub struct Window {
    // The order matters: the session ends before its driver, the programs before their folder.
    client: Option<Client>,
    driver: Option<Running>,
    runtime: Runtime,
    place: Place,
    opening: Opening,
    /// Its own place's, or another window's.
    data: PathBuf,
    _turn: Turn,
}

impl Window {
    /// Opens the window of the exercise on an empty data folder.
    pub fn open(theme: Theme, language: Language) -> Window {
        Window::open_as(Opening::of(theme, language))
    }

    /// Opens the window on an empty data folder.
    pub fn open_as(opening: Opening) -> Window {
        let place = Place::make(opening);
        let data = place.data();
        Window::open_in(place, opening, data)
    }

    /// Opens a second window on the data folder of the first, which is still open.
    pub fn open_beside(first: &Window) -> Window {
        Window::open_in(Place::make(first.opening), first.opening, first.data())
    }

    fn open_in(place: Place, opening: Opening, data: PathBuf) -> Window {
        let turn = Turn::wait();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let mut window = Window { client: None, driver: None, runtime, place, opening, data, _turn: turn };
        window.reopen();
        window
    }

    /// The data folder. It outlives [`Window::close`], [`Window::kill`] and [`Window::reopen`].
    pub fn data(&self) -> PathBuf {
        self.data.clone()
    }

    /// Closes the window as a caseworker does, by its title bar, and waits until the program has ended by itself.
    pub fn close(&mut self) {
        titlebar::close(self.place.display());
        self.until("the program ends after its window was closed", || self.place.program().is_none().then_some(()));
        self.forget_session();
    }

    /// Presses the cross in the title bar, and waits for nothing: the page may have something to say first.
    pub fn press_cross(&self) {
        titlebar::close(self.place.display());
    }

    /// Waits until the program has ended by itself.
    pub fn wait_for_end(&mut self) {
        self.until("the program ends", || self.place.program().is_none().then_some(()));
        self.forget_session();
    }

    /// Ends the program as a power cut does.
    pub fn kill(&mut self) {
        let program = self.place.program().expect("the program runs");
        place::kill(program);
        self.until("the killed program is gone", || self.place.program().is_none().then_some(()));
        self.forget_session();
        self.until("the killed program has given its folder back", || self.is_free().then_some(()));
    }

    /// From the next opening on the desktop has no keychain.
    pub fn lose_keychain(&mut self) {
        self.opening.keychain = Keychain::Missing;
    }

    /// From now on, also in the next openings, the desktop's keychain stands still when it is asked.
    pub fn hold_keychain(&mut self) {
        self.opening.keychain = Keychain::Silent;
        if self.place.program().is_some() {
            self.place.hold_keychain(true);
        }
    }

    /// The keychain answers what it was asked.
    pub fn let_keychain_answer(&mut self) {
        self.opening.keychain = Keychain::Open;
        self.place.hold_keychain(false);
    }

    /// A program that is killed is gone from the list of programs a moment before its files are closed.
    fn is_free(&self) -> bool {
        let lock = File::open(self.data.join("exercise/sagsbord.lock"));
        lock.is_ok_and(|lock| lock.try_lock().is_ok())
    }

    /// Opens the window again on the same data folder, after [`Window::close`] or [`Window::kill`].
    pub fn reopen(&mut self) {
        assert!(self.place.program().is_none(), "The window is still open.");
        if self.opening.keychain != Keychain::Missing {
            self.place.open_keychain();
            self.until("the keychain can be asked", || self.place.has_keychain().then_some(()));
            self.place.hold_keychain(self.opening.keychain == Keychain::Silent);
        }
        let (driver, port) = self.runtime.block_on(self.place.start_driver());
        self.driver = Some(driver);
        let session = self.runtime.block_on(async {
            tokio::time::timeout(
                SESSION_PATIENCE,
                ClientBuilder::new(HttpConnector::new())
                    .capabilities(self.capabilities())
                    .connect(&format!("http://127.0.0.1:{port}")),
            )
            .await
        });
        match session {
            Ok(Ok(client)) => self.client = Some(client),
            Ok(Err(error)) => panic!("The window cannot be driven: {error}\n{}", self.place.log()),
            Err(_) => panic!(
                "The window was not open after {SESSION_PATIENCE:?}, or it cannot be driven.\n{}",
                self.place.log()
            ),
        }
    }

    /// What the program and its driver have written.
    pub fn log(&self) -> String {
        self.place.log()
    }

    fn capabilities(&self) -> Capabilities {
        let mut arguments = vec![json!("--data"), json!(self.data)];
        arguments.extend(self.opening.arguments.iter().map(|argument| json!(argument)));
        let options = json!({ "binary": program(), "args": arguments });
        let Value::Object(capabilities) = json!({ "webkitgtk:browserOptions": options }) else { unreachable!() };
        capabilities
    }

    fn client(&self) -> &Client {
        self.client.as_ref().expect("the window is open")
    }

    fn forget_session(&mut self) {
        self.client = None;
        self.driver = None;
        self.place.end_programs();
    }

    /// Polls until `condition` gives an answer.
    fn until<T>(&self, what: &str, condition: impl Fn() -> Option<T>) -> T {
        let answer = self.runtime.block_on(async {
            tokio::time::timeout(PATIENCE, async {
                loop {
                    if let Some(answer) = condition() {
                        return answer;
                    }
                    tokio::time::sleep(POLL).await;
                }
            })
            .await
        });
        answer.unwrap_or_else(|_| panic!("Waited {PATIENCE:?} in vain until {what}.\n{}", self.place.log()))
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let named = if std::thread::panicking() { Vec::new() } else { self.named() };
        if let Some(client) = self.client.take() {
            // Politely first. What does not answer is ended below.
            let _ = self.runtime.block_on(async { tokio::time::timeout(PATIENCE / 5, client.close()).await });
        }
        self.driver = None;
        assert!(named.is_empty(), "Citizens are named where nobody may be:\n{}", named.join("\n"));
    }
}

const POLL: Duration = Duration::from_millis(20);

// A window that refuses to be driven never answers. A busy machine answers late.
const SESSION_PATIENCE: Duration = Duration::from_secs(60);

/// The program beside this test in the build folder.
fn program() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it lies");
    let program = test.ancestors().nth(2).expect("a build folder").join("sagsbord");
    assert!(program.exists(), "{} is not built. `./dev test` builds it first.", program.display());
    program
}
