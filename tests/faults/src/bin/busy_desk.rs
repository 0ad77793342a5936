//! A desk and its backend in one program, as busy as they can be, for a test that kills them.
//! `busy_desk FOLDER FIRST` writes without end, beginning with text number FIRST.

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(first)) = (arguments.next(), arguments.next().and_then(|first| first.parse().ok())) else {
        std::process::exit(2);
    };
    faults::killed::be_busy(folder.as_ref(), first);
}
