//! `personal_data FOLDER`: fails, and says where, if anything below the folder names a made-up citizen.

use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use personal_data::named_below;

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1) else {
        let _ = writeln!(io::stderr(), "personal_data FOLDER");
        return ExitCode::from(2);
    };
    match named_below(Path::new(&folder)) {
        Ok(found) if found.is_empty() => ExitCode::SUCCESS,
        Ok(found) => {
            let _ = writeln!(io::stderr(), "{}", found.join("\n"));
            ExitCode::FAILURE
        }
        Err(error) => {
            let _ = writeln!(io::stderr(), "{} cannot be read: {error}", Path::new(&folder).display());
            ExitCode::from(2)
        }
    }
}
