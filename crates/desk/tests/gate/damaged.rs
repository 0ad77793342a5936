//! Files that are damaged, before the desk opens and while it is open.

use std::fs::OpenOptions;
use std::os::unix::fs::FileExt;
use std::sync::{Arc, Mutex};
use std::thread;

use desk::door::*;
use sealed::FolderLock;
use serde_json::json;

use crate::house::*;
use crate::world::*;

#[test]
fn a_damaged_outbox_is_exported_and_given_up_only_by_name() {
    let world = World::new();
    let desk = world.desk();
    switch(&desk, false);
    let mette = open_by(&desk, METTE);
    for nth in 0..30 {
        confirm(&desk, comment(&mette.citizen, &format!("Besked {nth}. {}", "æ".repeat(300))));
    }
    desk.save_draft(SaveDraft { draft: comment(&mette.citizen, "Halvt skrevet") }).unwrap();
    drop(desk);
    let file = world.desk_folder().join("outbox.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle + 50..middle + 4000].fill(0xa5);
    std::fs::write(&file, &bytes).unwrap();

    let (gate, _) = exercise(&world, None);
    let GateView::Trouble { trouble, .. } = view(&gate) else { panic!("it opened") };
    assert!(trouble.can_export && trouble.what.da.contains("beskadiget"));
    assert_eq!(trouble.anew.as_ref().unwrap().gives_up, GiveUp::Unsent);
    assert!(matches!(gate.ask("outbox", json!({})), Err(DeskError::Locked)));

    let exported = gate.export_unsent(Export { language: "da".into() }).unwrap();
    let text = std::fs::read_to_string(&exported.file).unwrap();
    assert!(!exported.file.contains("Mette") && !exported.file.contains(METTE));
    assert!(exported.commands > 15 && exported.drafts == 1, "{exported:?}");
    assert!(text.contains("150385-1234") && text.contains("Besked 0.") && text.contains("Halvt skrevet"), "{text}");
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&exported.file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
    assert!(file.exists(), "nothing is given up by an export");

    assert!(gate.begin_anew(BeginAnew { gives_up: GiveUp::Desk }).is_err());
    let GateView::Open { notices, .. } = gate.begin_anew(BeginAnew { gives_up: GiveUp::Unsent }).unwrap() else {
        panic!("{:?}", view(&gate))
    };
    assert!(notices[0].da.contains("outbox.db.set-aside-1"), "{notices:?}");
    assert_eq!(std::fs::read(file.with_extension("db.set-aside-1")).unwrap(), bytes, "as it was");
}

/// Everything behind the first page, and the log, while somebody has the file open.
fn overwrite(world: &World, name: &str) {
    for name in [name.to_owned(), format!("{name}-wal")] {
        let file = OpenOptions::new().read(true).write(true).open(world.desk_folder().join(name)).unwrap();
        let length = usize::try_from(file.metadata().unwrap().len()).unwrap();
        file.write_all_at(&vec![0xa5; length.saturating_sub(4096)], 4096).unwrap();
    }
}

#[test]
fn a_copy_that_is_damaged_while_it_is_open_is_fetched_anew_and_what_waits_is_still_there() {
    let world = World::new();
    let (gate, _) = exercise(&world, None);
    gate.ask("switch_connection", json!({ "online": false })).unwrap();
    let opened = gate.ask("open", json!({ "by": { "number": METTE }, "purpose": null })).unwrap();
    let draft = comment(opened["citizen"]["citizen"].as_str().unwrap(), "Hun ringer på mandag.");
    let preview = gate.ask("preview", json!(draft)).unwrap();
    gate.ask("confirm", json!({ "draft": draft, "fingerprint": preview["fingerprint"], "renews": null })).unwrap();

    overwrite(&world, "cache.db");
    gate.ask("switch_connection", json!({ "online": true })).unwrap();
    let notices = || match view(&gate) {
        GateView::Open { notices, .. } => notices,
        _ => Vec::new(),
    };
    // Something new makes the desk read again what it has in memory.
    world.register("2105901234", "Ny Prøve");
    world.moves("2105901234", "75100");
    world.pass(9);
    wait_until("the damage is met, and told", || notices().iter().any(|notice| notice.da.contains("lokale kopi")));
    wait_until("what was written is sent", || {
        let outbox = gate.ask("outbox", json!({}));
        outbox.is_ok_and(|outbox| outbox["accepted"].as_array().unwrap().len() == 1)
    });
}

#[test]
fn an_outbox_that_is_damaged_while_it_is_open_is_told_of_when_the_last_has_let_go() {
    let world = World::new();
    let inside = Arc::new(Mutex::new(None));
    let enters = Arc::clone(&inside);
    let house = exercise_house(&world, line(), move |desk| *enters.lock().unwrap() = Some(desk.clone()));
    let (gate, _) = gate(world.folder.path(), house, None);
    let (folder, file) = (world.desk_folder(), world.desk_folder().join("outbox.db"));
    // What somebody else has written makes the desk read the file again.
    let key = sealed::header::exercise_key(&folder).unwrap();
    as_it_is(&file, &key).execute_batch("CREATE TABLE another (one)").unwrap();
    overwrite(&world, "outbox.db");

    thread::scope(|scope| {
        scope.spawn(|| gate.ask("outbox", json!({})));
        wait_until("the gate lets go", || FolderLock::take(folder.parent().unwrap()).is_ok());
        inside.lock().unwrap().take();
    });
    let GateView::Trouble { trouble, .. } = view(&gate) else { panic!("{:?}", view(&gate)) };
    assert!(trouble.what.da.contains("beskadiget"), "{trouble:?}");
}

#[test]
fn a_full_disk_is_no_reason_to_look_for_damage() {
    let world = World::new();
    open_by(&world.desk(), METTE);
    let full = world.desk_folder().join("outbox.db");
    sealed::testing::be_full(&full, true);
    let (gate, _) = exercise(&world, None);
    gate.ask("switch_connection", json!({ "online": false })).unwrap();
    let opened = gate.ask("open", json!({ "by": { "number": METTE }, "purpose": null })).unwrap();
    let draft = comment(opened["citizen"]["citizen"].as_str().unwrap(), &"æ".repeat(9000));
    // Whoever looks finds this.
    overwrite(&world, "cache.db");

    let answer = gate.ask("save_draft", json!({ "draft": draft }));
    sealed::testing::be_full(&full, false);
    assert!(matches!(answer, Err(DeskError::File { .. })), "{answer:?}");
    let GateView::Open { notices, .. } = view(&gate) else { panic!("{:?}", view(&gate)) };
    assert_eq!(notices, []);
}
