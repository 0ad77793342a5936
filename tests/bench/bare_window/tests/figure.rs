//! A figure of the window runs, beside the bare window: one that starts both, looks citizens up by keys, and reads the
//! memory. The others do the same things, more often.

use bench::{Scale, figures};

#[test]
fn the_memory_of_both_windows_is_measured() {
    let folder = tempfile::tempdir().unwrap();
    let (_, measure) = figures::ALL.iter().find(|(name, _)| *name == "window-memory").unwrap();
    let figure = measure(folder.path(), &Scale::SMALL).unwrap();
    assert_eq!((figure.ours.measurements, figure.bare.measurements), (1, 1));
    assert!(figure.ours.p50 > 20.0 && figure.bare.p50 > 20.0, "a web engine needs more than that: {figure:?}");
    assert!(figure.said().contains("MB"), "{}", figure.said());
}
