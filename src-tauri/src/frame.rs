//! The window's place and size, kept beside the data from one day to the next.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tauri::{LogicalSize, WebviewWindow};

/// The smallest window in which every screen can be used.
pub(crate) const LEAST: (f64, f64) = (1024.0, 700.0);
const FIRST: (f64, f64) = (1366.0, 768.0);

/// Where the window stands. In logical points, so that it means the same on another screen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Frame {
    pub(crate) size: (f64, f64),
    pub(crate) position: Option<(f64, f64)>,
    pub(crate) maximized: bool,
}

impl Frame {
    /// What was kept, or the first frame: a lost or damaged file costs nobody a day's work.
    pub(crate) fn read(file: &Path) -> Frame {
        std::fs::read(file).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or(Frame {
            size: FIRST,
            position: None,
            maximized: false,
        })
    }

    pub(crate) fn write(&self, file: &Path) -> io::Result<()> {
        let fresh = file.with_extension("json.new");
        std::fs::write(&fresh, serde_json::to_vec(self)?)?;
        std::fs::rename(&fresh, file)
    }

    /// The frame of a window that stands on a screen. A maximised one keeps the size it had `before`.
    pub(crate) fn of(window: &WebviewWindow, before: Frame) -> io::Result<Frame> {
        let now = || -> tauri::Result<Frame> {
            if window.is_maximized()? {
                return Ok(Frame { maximized: true, ..before });
            }
            let scale = window.scale_factor()?;
            let size: LogicalSize<f64> = window.inner_size()?.to_logical(scale);
            let position = window.outer_position()?.to_logical(scale);
            Ok(Frame { size: (size.width, size.height), position: Some((position.x, position.y)), maximized: false })
        };
        now().map_err(io::Error::other)
    }

    pub(crate) fn inner_size(&self) -> (f64, f64) {
        (self.size.0.max(LEAST.0), self.size.1.max(LEAST.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_file_gives_the_first_frame() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("window.json");
        assert_eq!(Frame::read(&file).size, FIRST);
        std::fs::write(&file, "{\"size\":").unwrap();
        assert_eq!(Frame::read(&file).size, FIRST);
    }

    #[test]
    fn what_is_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("window.json");
        let frame = Frame { size: (1500.0, 900.0), position: Some((-1200.0, 40.0)), maximized: true };
        frame.write(&file).unwrap();
        assert_eq!(Frame::read(&file), frame);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_window_is_never_smaller_than_the_least() {
        let frame = Frame { size: (10.0, 10.0), position: None, maximized: false };
        assert_eq!(frame.inner_size(), LEAST);
    }
}
