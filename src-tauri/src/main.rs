//! The program: reads its arguments, then opens the window.

use sagsbord_window::Start;

fn main() {
    // First of all, before any thread: a caseworker's program must not be driven from outside.
    #[cfg(not(any(debug_assertions, feature = "automation")))]
    sagsbord_window::refuse_automation();

    match Start::read(std::env::args_os().skip(1)) {
        Ok(Start::Open(desk)) => {
            if let Err(error) = sagsbord_window::open(desk) {
                stop(&error);
            }
        }
        Ok(Start::Explain) => tell(sagsbord_window::USAGE),
        Err(error) => stop(&error),
    }
}

#[allow(clippy::print_stdout)] // The answer to `--help`.
fn tell(text: &str) {
    print!("{text}");
}

#[allow(clippy::print_stderr)] // Nobody else can be told: the window is not open.
fn stop(error: &str) -> ! {
    eprintln!("{error}");
    std::process::exit(1)
}
