//! The face's types are made from the door. This test fails while the committed file is another; `UPDATE=1` writes it.

use std::any::TypeId;
use std::collections::BTreeMap;
use std::path::Path;

use desk::door::*;
use ts_rs::{Config, TS, TypeVisitor};

const FILE: &str = "../../ui/src/lib/door/generated/door.ts";

#[test]
fn the_types_of_the_face_are_those_of_the_door() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let made = typescript();
    if std::env::vars().any(|(name, value)| name == "UPDATE" && value == "1") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &made).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = made.lines().zip(committed.lines()).find(|(made, committed)| made != committed);
    assert!(
        made == committed,
        "door.ts is out of date, first at {differs:?}: UPDATE=1 cargo test -p desk --test typescript"
    );
}

fn typescript() -> String {
    let operations = [GATE_OPERATIONS, DESK_OPERATIONS].concat();
    let mut types = Types { config: Config::default(), seen: Vec::new(), declared: BTreeMap::new() };
    types.visit_operations();
    for name in operations.iter().flat_map(|operation| [operation.request, operation.answer]) {
        assert!(types.declared.contains_key(name), "{name} is named by an operation and has no type here");
    }
    let mut file =
        String::from("// Made from crates/desk/src/door by crates/desk/tests/typescript.rs. Do not edit.\n\n");
    for declaration in types.declared.values() {
        file.push_str(declaration);
        file.push_str("\n\n");
    }
    file.push_str("/** Everything that a face can ask: name, request, answer. */\nexport interface Operations {\n");
    for Operation { name, request, answer } in &operations {
        file.push_str(&format!("  {name}: {{ request: {request}; answer: {answer} }};\n"));
    }
    file.push_str("}\n\n/** The names of all operations. */\nexport const OPERATIONS = [\n");
    for Operation { name, .. } in &operations {
        file.push_str(&format!("  \"{name}\",\n"));
    }
    file.push_str("] as const satisfies readonly (keyof Operations)[];\n");
    file
}

/// Every type of the door that can be reached from an operation, an event or an error.
struct Types {
    config: Config,
    seen: Vec<TypeId>,
    declared: BTreeMap<String, String>,
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if self.seen.contains(&TypeId::of::<T>()) {
            return;
        }
        self.seen.push(TypeId::of::<T>());
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{docs}export {}", T::decl(&self.config));
            let lines: Vec<&str> = declaration.lines().map(str::trim_end).collect();
            self.declared.insert(T::ident(&self.config), lines.join("\n"));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

macro_rules! visit {
    ($types:ident, $($name:ty),* $(,)?) => { $($types.visit::<$name>();)* };
}

impl Types {
    fn visit_operations(&mut self) {
        visit!(self, DeskEvent, DeskError, Nothing, Page, CitizenRef, NumberRef, EntryRef, DraftRef);
        visit!(self, Settings, SearchText, OpenCitizen, Draft, Confirm, SaveDraft, Discard, SwitchConnection);
        visit!(self, Session, MyDay, CitizenList, Found, OpenAnswer, CitizenView, HistoryView, ShownNumber, Preview);
        visit!(self, GateView, Appearance, Unlock, SetUp, ChangePassphrase, Export, Exported, BeginAnew);
        visit!(self, AccessLogView, Extract, LogChecked);
        visit!(self, OutboxEntry, OutboxView, Connection, ReferenceView, JobcentreView);
        visit!(self, InboxAsk, InboxView, MessageRef, MarkMessage, MessageView);
        visit!(self, Correcting, LeavingView, KnownTrouble, CalendarAsk, CalendarView, BookingRef, SavedFile);
        visit!(self, OuterWorldAsk, OuterWorldView, OuterAct, Acted, MoveClock);
    }
}
