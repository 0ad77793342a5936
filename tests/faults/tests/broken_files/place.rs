//! A desk with a backend, with something in each of its files, and somebody who tries to work there.

use std::path::Path;

use desk::door::{
    CitizenView, Confirm, DeskError, Door, Draft, DraftForm, Nothing, OpenAnswer, OpenBy, OpenCitizen, Preview,
    SaveDraft,
};
use desk::{Desk, OpenDesk};
use faults::killed::{make, open_at_rest, try_backend};
use faults::made_up;
use tempfile::TempDir;

/// What is written when something is wrong. So long and so often that it needs room.
pub const NEW: &str = "new";
const LONG: usize = 1_400;
const OFTEN: usize = 8;
/// So many look-ups need room in the access log.
const LOOK_UPS: usize = 150;

/// One comment is accepted, one is confirmed and not sent, one is typed.
pub struct Place(TempDir);

/// What came of an attempt to work.
pub struct Told {
    /// What was said that is not as on other days.
    pub said: Vec<String>,
    /// Whether the desk opened.
    pub is_open: bool,
    /// How often something new was confirmed.
    pub confirmed: usize,
}

impl Place {
    /// Of a program that was ended, or that was killed and has left its logs.
    pub fn new(killed: bool) -> Self {
        Self::within(tempfile::tempdir().unwrap(), killed)
    }

    pub fn within(place: TempDir, killed: bool) -> Self {
        make(place.path(), 3, 0);
        let bundled = try_backend(place.path()).unwrap();
        let desk = open_at_rest(place.path(), &bundled).unwrap();
        writes(&desk, 0, "accepted").unwrap();
        desk.settle();
        writes(&desk, 1, "confirmed").unwrap();
        let citizen = opens(&desk, 2).unwrap().citizen;
        let form = DraftForm::Comment { text: "typed".to_owned() };
        desk.save_draft(SaveDraft { draft: Draft { citizen, form } }).unwrap();
        if !killed {
            return Self(place);
        }
        let copy = tempfile::tempdir().unwrap();
        made_up::copy(place.path(), copy.path());
        Self(copy)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Everything that was there before, once, and what was confirmed since.
    pub fn has_everything(&self, told: &Told, file: &str, wrong: impl std::fmt::Debug) {
        let mut expected = vec!["accepted", "confirmed", "typed"];
        expected.extend(vec![NEW; told.confirmed]);
        expected.sort_unstable();
        assert_eq!(self.texts(), expected, "{file} {wrong:?}");
    }

    /// What the citizens' pages show when everything is sent.
    pub fn texts(&self) -> Vec<String> {
        let bundled = try_backend(self.path()).unwrap();
        let desk = open_at_rest(self.path(), &bundled).unwrap();
        desk.settle();
        let connection = desk.connection(Nothing {}).unwrap();
        assert_eq!((connection.waiting, connection.refused), (0, 0), "everything gets through");
        let mut texts = Vec::new();
        for nth in 0..3 {
            let citizen = opens(&desk, nth).unwrap();
            texts.extend(citizen.comments.iter().map(|comment| comment.text.trim_end_matches('.').to_owned()));
            texts.extend(citizen.drafts.iter().map(|draft| match &draft.form {
                DraftForm::Comment { text } => text.clone(),
                other => panic!("{other:?}"),
            }));
        }
        texts.sort();
        texts
    }
}

/// Starts the program, sends, writes, and looks everybody up, again and again.
pub fn tries(place: &Path) -> Told {
    let shut = |why: OpenDesk| {
        // Whatever is wrong, there is a sentence for it.
        assert!(!why.text().da.is_empty() && !why.text().en.is_empty());
        Told { said: vec![format!("does not open: {why:?}")], is_open: false, confirmed: 0 }
    };
    let bundled = match try_backend(place) {
        Ok(bundled) => bundled,
        Err(why) => return shut(OpenDesk::backend(why)),
    };
    let desk = match open_at_rest(place, &bundled) {
        Ok(desk) => desk,
        Err(why) => return shut(why),
    };
    let mut told = Told { said: Vec::new(), is_open: true, confirmed: 0 };
    if !desk.notices().is_empty() {
        told.said.push("notice".to_owned());
    }
    desk.settle();
    let mut answers = Vec::new();
    for nth in 0..OFTEN {
        answers.push(writes(&desk, 0, &format!("{NEW}{}", ".".repeat(LONG + nth))));
        told.confirmed += usize::from(answers[nth].is_ok());
        desk.settle();
    }
    answers.extend((0..LOOK_UPS).map(|nth| opens(&desk, nth % 3).map(|_| ())));
    let panel = desk.trouble(Nothing {});
    answers.push(panel.as_ref().map(|_| ()).map_err(Clone::clone));
    if answers.iter().any(|answer| matches!(answer, Err(DeskError::File { .. }))) {
        told.said.push("a file cannot be used".to_owned());
    }
    let other = answers.into_iter().find(|answer| !matches!(answer, Ok(()) | Err(DeskError::File { .. })));
    assert_eq!(other, None, "nothing else is wrong");
    // What was found at the opening is a notice already.
    let troubles = panel.map(|panel| panel.troubles).unwrap_or_default();
    let troubles = troubles.into_iter().filter(|trouble| trouble.kind != "opening");
    told.said.extend(troubles.map(|trouble| format!("panel: {}", trouble.kind)));
    told
}

fn opens(desk: &Desk, nth: usize) -> Result<Box<CitizenView>, DeskError> {
    let number = made_up::numbers().nth(nth).unwrap();
    match desk.open(OpenCitizen { by: OpenBy::Number(number.to_string()), purpose: None })? {
        OpenAnswer::Citizen { citizen } => Ok(citizen),
        other => panic!("{other:?}"),
    }
}

fn writes(desk: &Desk, nth: usize, text: &str) -> Result<(), DeskError> {
    let citizen = opens(desk, nth)?.citizen;
    let draft = Draft { citizen, form: DraftForm::Comment { text: text.to_owned() } };
    let Preview::Accepted { fingerprint, .. } = desk.preview(draft.clone())? else { panic!("refused") };
    desk.confirm(Confirm { draft, fingerprint, renews: None }).map(|_| ())
}
