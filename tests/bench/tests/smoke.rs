//! Every figure that needs no window runs, and the table and the JSON are whole. Whether the bars are met is for a release
//! build to say. Those of the window are tried where the bare window is.

use bench::{Report, Scale, figures};

#[test]
fn every_figure_runs_and_stands_in_the_table_and_in_the_json() {
    let folder = tempfile::tempdir().unwrap();
    let mut report = Report::begin();
    for (name, measure) in figures::ALL.iter().filter(|(name, _)| !name.starts_with("window-")) {
        let figure = measure(folder.path(), &Scale::SMALL).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(figure.name, *name);
        assert!(
            figure.ours.measurements >= Scale::SMALL.runs && figure.bare.measurements >= Scale::SMALL.runs,
            "{name}"
        );
        assert!(figure.ours.p50 > 0.0 && figure.ours.p50 <= figure.ours.p99, "{name}: {:?}", figure.ours);
        assert!(figure.bare.p50 > 0.0 && figure.ratio > 0.0 && !figure.bars.is_empty(), "{name}: {figure:?}");
        report.figures.push(figure);
    }
    let table = report.table();
    let json: serde_json::Value = serde_json::from_str(&report.json().unwrap()).unwrap();
    for (at, figure) in report.figures.iter().enumerate() {
        assert!(
            table.lines().any(|line| line.contains(&figure.what) && line.contains(&figure.bars[0].text)),
            "{table}"
        );
        assert_eq!(json["figures"][at]["name"], figure.name);
        let p50 = json["figures"][at]["ours"]["p50"].as_f64().unwrap();
        assert!((p50 - figure.ours.p50).abs() < 0.001, "{p50}");
        assert_eq!(json["figures"][at]["bars"][0]["met"], figure.bars[0].met);
    }
}
