//! Makes the folder of a program as this version writes it, to be kept under `released`:
//! `cargo run -p faults --example keep_release -- FOLDER`. To be run once for every schema that is released, before the
//! next one is begun; a kept folder is never made again.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a tool of the tests")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use backend::Bundled;
use desk::Desk;
use desk::door::{
    Confirm, Door, Draft, DraftForm, Nothing, OpenAnswer, OpenBy, OpenCitizen, Preview, SaveDraft, Settings,
};
use domain::{Actor, Command, WrittenNumber};
use exchange::{Answer, Clock, Envelope, Outcome, SetClock};
use faults::killed::{ANNA, backend_folder, desk_folder};
use faults::made_up::{birth, caseworker, command_id, key, name, open_backend, who};

const CITIZENS: [&str; 4] = ["0304851001", "0405861002", "0506871003", "0607881004"];
const ANOTHER: &str = "0708891005";

/// Two comments accepted, one held because of a new number, one to be sent, one typed; two citizens merged.
fn main() {
    let folder: PathBuf = std::env::args_os().nth(1).unwrap().into();
    let clock = Arc::new(SetClock::at("2024-03-20T08:00:00Z".parse().unwrap()));
    let bundled = open_backend(&backend_folder(&folder), clock.clone());
    let anna = || caseworker(ANNA.0, ANNA.1);
    let mut sent = 0;
    let mut tell = |actor: &Actor, command: &Command| {
        sent += 1;
        tells(&bundled, sent, actor, command, &clock);
    };
    for (nth, number) in CITIZENS.iter().enumerate() {
        let number = number.parse().unwrap();
        tell(&Actor::Cpr, &birth(number, name(nth)));
        let (jobcentre, from) = (ANNA.1.parse().unwrap(), "2021-03-01".parse().unwrap());
        tell(&anna(), &Command::RegisterAffiliation { number: number.into(), jobcentre, from });
    }
    let desk = opens_desk(&folder, &bundled, clock.clone());
    writes(&desk, CITIZENS[0], "accepted");
    writes(&desk, CITIZENS[1], "accepted too");
    desk.settle();
    writes(&desk, CITIZENS[1], "held: the number is another");
    for (old, new) in [(CITIZENS[1], ANOTHER), (CITIZENS[2], CITIZENS[3])] {
        let (old, new) = (WrittenNumber(old.to_owned()), WrittenNumber(new.to_owned()));
        tell(&Actor::Cpr, &Command::ChangeNumber { old, new, event_date: "20240319".to_owned() });
    }
    desk.settle();
    writes(&desk, CITIZENS[0], "waiting");
    let form = DraftForm::Comment { text: "typed and not confirmed".to_owned() };
    desk.save_draft(SaveDraft { draft: Draft { citizen: opens(&desk, CITIZENS[3]), form } }).unwrap();
    println!("Kept in {}.", folder.display());
}

fn tells(bundled: &Bundled, nth: u64, actor: &Actor, command: &Command, clock: &SetClock) {
    let sealed = Envelope::of(command_id(nth), nth, command, clock.now()).seal();
    let answers = bundled.execute(actor, &[sealed]).unwrap();
    let [Answer::Verdict(verdict)] = &answers[..] else { panic!("{answers:?}") };
    assert!(matches!(verdict.outcome, Outcome::Accepted { .. }), "{verdict:?}");
}

fn opens_desk(folder: &Path, bundled: &Bundled, clock: Arc<SetClock>) -> Desk {
    let line = Box::new(bundled.connect(caseworker(ANNA.0, ANNA.1)));
    let who = who(ANNA.0, ANNA.1);
    let desk = Desk::open_live_at_rest(&desk_folder(folder), &key(), line, who, clock, |_| {}).unwrap();
    let settings = desk.session(Nothing {}).unwrap().settings;
    desk.set(Settings { rest_seconds: 0, ..settings }).unwrap();
    desk.settle();
    desk
}

fn opens(desk: &Desk, number: &str) -> String {
    let opened = desk.open(OpenCitizen { by: OpenBy::Number(number.to_owned()), purpose: None });
    let Ok(OpenAnswer::Citizen { citizen }) = opened else { panic!("nobody there") };
    citizen.citizen
}

fn writes(desk: &Desk, number: &str, text: &str) {
    let draft = Draft { citizen: opens(desk, number), form: DraftForm::Comment { text: text.to_owned() } };
    let Ok(Preview::Accepted { fingerprint, .. }) = desk.preview(draft.clone()) else { panic!("{text}") };
    desk.confirm(Confirm { draft, fingerprint, renews: None }).unwrap();
}
