//! A live desk: set up once, opened by its passphrase, and given up only by name.

use std::path::{Path, PathBuf};

use desk::door::*;
use serde_json::json;
use tempfile::TempDir;

use crate::house::*;

/// A desk that was set up, and closed.
fn used(passphrase: Option<&str>) -> (TempDir, Shared) {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Shared::default());
    let gate = live(&folder, &keychain);
    gate.set_up(set_up(passphrase)).unwrap();
    gate.close();
    (folder, keychain)
}

/// The caseworker's folder, after its header and the header's copy were lost.
fn without_header(folder: &TempDir) -> PathBuf {
    let own = desk_folder(folder);
    for header in ["sagsbord.json", "sagsbord.json.bak"] {
        std::fs::remove_file(own.join(header)).unwrap();
    }
    own
}

#[test]
fn a_live_desk_is_set_up_locked_and_unlocked_by_its_passphrase() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Shared::default());
    let gate = live(&folder, &keychain);
    let GateView::FirstStart { ways, .. } = view(&gate) else { panic!("{:?}", view(&gate)) };
    assert_eq!(ways, [WayView::Keychain, WayView::Passphrase]);
    assert!(asked(gate.set_up(set_up(Some("kort"))).unwrap_err()).contains("mindst 12"));
    assert!(is_open(&gate.set_up(set_up(Some("fire ord som ingen"))).unwrap()));
    assert_eq!(gate.ask("session", json!({})).unwrap()["exercise"], false);

    gate.lock(Nothing {}).unwrap();
    assert_eq!(gate.unlock(Unlock::Enter), Err(DeskError::Malformed));
    assert!(asked(gate.unlock(with("fire ord som alle")).unwrap_err()).contains("passer ikke"));
    assert!(is_open(&gate.unlock(with("fire ord som ingen")).unwrap()));

    let change = ChangePassphrase { present: None, new: Typed("helt andre ord her".into()) };
    assert!(asked(gate.change_passphrase(change.clone()).unwrap_err()).contains("passer ikke"));
    let change = ChangePassphrase { present: Some(Typed("fire ord som ingen".into())), ..change };
    gate.change_passphrase(change).unwrap();
    gate.close();
    drop(gate);

    let gate = live(&folder, &keychain);
    let GateView::Locked { since: None, unsent: None, forgotten: Some(_), .. } = view(&gate) else {
        panic!("{:?}", view(&gate))
    };
    assert!(gate.unlock(with("fire ord som ingen")).is_err());
    assert!(is_open(&gate.unlock(with("helt andre ord her")).unwrap()));
    assert_eq!(gate.ask("session", json!({})).unwrap()["caseworker"], "Line Bjerre", "nobody is asked twice");
}

#[test]
fn a_key_that_is_lost_is_never_made_anew_in_silence() {
    let (folder, keychain) = used(Some("fire ord som ingen"));
    let own = without_header(&folder);

    let gate = live(&folder, &keychain);
    let GateView::Trouble { trouble, .. } = view(&gate) else { panic!("{:?}", view(&gate)) };
    assert!(trouble.what.da.contains("er væk"), "{trouble:?}");
    assert_eq!(trouble.anew.unwrap().gives_up, GiveUp::Desk);
    assert!(matches!(gate.begin_anew(BeginAnew { gives_up: GiveUp::Desk }).unwrap(), GateView::FirstStart { .. }));
    let mut aside = own.into_os_string();
    aside.push(".set-aside-1");
    assert!(Path::new(&aside).join("outbox.db").exists(), "set aside, not deleted");
    assert!(is_open(&gate.set_up(set_up(Some("fire nye ord her"))).unwrap()));
}

#[test]
fn what_cannot_be_set_aside_is_where_it_was_and_opens_as_before() {
    let (folder, keychain) = used(Some("fire ord som ingen"));
    let own = desk_folder(&folder);
    for stays in [own.with_file_name("backend.db"), own.clone()] {
        let gate = live(&folder, &keychain);
        let mut taken = stays.clone().into_os_string();
        taken.push(".set-aside-1");
        // The file system does not say what is there.
        std::os::unix::fs::symlink(&taken, &taken).unwrap();
        assert!(asked(gate.begin_anew(BeginAnew { gives_up: GiveUp::Desk }).unwrap_err()).contains("hvor de var"));
        std::fs::remove_file(taken).unwrap();
        assert!(own.exists() && own.with_file_name("backend.db").exists(), "{stays:?}");
        assert!(is_open(&gate.unlock(with("fire ord som ingen")).unwrap()));
        gate.close();
    }
}

#[test]
fn what_was_given_up_with_the_owners_name_in_it_is_said_to_whoever_comes() {
    let (folder, keychain) = used(None);
    let file = desk_folder(&folder).join("outbox.db");
    let length = std::fs::metadata(&file).unwrap().len() as usize;
    std::fs::write(&file, vec![7; length]).unwrap();

    let gate = live(&folder, &keychain);
    let GateView::Trouble { .. } = view(&gate) else { panic!("it opened") };
    let anew = gate.begin_anew(BeginAnew { gives_up: GiveUp::Unsent }).unwrap();
    let GateView::FirstStart { ways, .. } = anew else { panic!("{anew:?}") };
    assert_eq!(ways, [], "the key is known; the caseworker is not");
    let GateView::Open { notices, .. } = gate.set_up(set_up(None)).unwrap() else { panic!("{:?}", view(&gate)) };
    assert!(notices.iter().any(|notice| notice.da.contains("outbox.db.set-aside-1")), "{notices:?}");
}

#[test]
fn an_exercise_folder_is_never_a_live_one() {
    let (folder, keychain) = used(Some("fire ord som ingen"));
    let own = without_header(&folder);
    sealed::header::exercise_key(&own).unwrap();
    let GateView::Trouble { trouble, .. } = view(&live(&folder, &keychain)) else { panic!("it opened") };
    assert!(trouble.what.da.contains("øvelses") && trouble.anew.is_none(), "{trouble:?}");
}
