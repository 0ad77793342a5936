use std::path::Path;
use std::sync::{Arc, OnceLock};

use exchange::{AccessAction, Backend, Clock};
use sealed::{FileTrouble, Key};

use crate::door::*;
use crate::line::Line;
use crate::open::{self, Mode, OpenDesk, Opening};
use crate::outer_world::OuterWorld;
use crate::policy::Policy;
use crate::room::{Caseworker, Room, command_id, guard, person_id};
use crate::sync::{Engine, Input, Output};
use crate::view;

/// A caseworker's desk. Cheap to clone; the last clone to go stops the thread and gives the folder back.
#[derive(Clone)]
pub struct Desk(Arc<Running>);

struct Running {
    // Stopped before the room goes. None where somebody else drives the machine.
    engine: OnceLock<Engine>,
    room: Arc<Room>,
    notices: Vec<Text>,
}

impl Desk {
    /// Opens the desk of an exercise in its own folder. The line leads to the bundled backend and to no other.
    ///
    /// # Errors
    /// [`OpenDesk`]; its [text](OpenDesk::text) is for the caseworker.
    pub fn open_exercise(
        folder: &Path,
        line: impl Into<Line>,
        who: Caseworker,
        clock: Arc<dyn Clock>,
        listener: impl Fn(DeskEvent) + Send + Sync + 'static,
    ) -> Result<Self, OpenDesk> {
        Self::open_exercise_at_rest(folder, line, who, clock, listener)?.run()
    }

    /// The same without a thread: nothing is pulled or sent but by [`Desk::settle`]. For simulations, which are the same
    /// at every run.
    ///
    /// # Errors
    /// As [`Desk::open_exercise`].
    pub fn open_exercise_at_rest(
        folder: &Path,
        line: impl Into<Line>,
        who: Caseworker,
        clock: Arc<dyn Clock>,
        listener: impl Fn(DeskEvent) + Send + Sync + 'static,
    ) -> Result<Self, OpenDesk> {
        Self::open_exercise_at_rest_under(Policy::default(), folder, line, who, clock, listener)
    }

    /// Opens the desk of an exercise under a policy.
    ///
    /// # Errors
    /// As [`Desk::open_exercise`].
    pub fn open_exercise_under(
        policy: Policy,
        folder: &Path,
        line: impl Into<Line>,
        who: Caseworker,
        clock: Arc<dyn Clock>,
        listener: impl Fn(DeskEvent) + Send + Sync + 'static,
    ) -> Result<Self, OpenDesk> {
        Self::open_exercise_at_rest_under(policy, folder, line, who, clock, listener)?.run()
    }

    fn open_exercise_at_rest_under(
        policy: Policy,
        folder: &Path,
        line: impl Into<Line>,
        who: Caseworker,
        clock: Arc<dyn Clock>,
        listener: impl Fn(DeskEvent) + Send + Sync + 'static,
    ) -> Result<Self, OpenDesk> {
        let (backend, listener) = (Box::new(line.into()), Box::new(listener));
        Self::open(Opening { folder, mode: Mode::Exercise, backend, who, policy, clock, listener })
    }

    /// Opens the desk of real citizens in its own folder, with the folder's key, before any backend.
    ///
    /// # Errors
    /// As [`Desk::open_exercise`]; a folder of an exercise is refused.
    pub fn open_live(
        folder: &Path,
        key: &Key,
        backend: Box<dyn Backend>,
        who: Caseworker,
        clock: Arc<dyn Clock>,
        listener: impl Fn(DeskEvent) + Send + Sync + 'static,
    ) -> Result<Self, OpenDesk> {
        Self::open_live_at_rest(folder, key, backend, who, clock, listener)?.run()
    }

    /// Opens the desk of real citizens under a policy.
    ///
    /// # Errors
    /// As [`Desk::open_live`].
    pub fn open_live_under(
        policy: Policy,
        folder: &Path,
        key: &Key,
        backend: Box<dyn Backend>,
        who: Caseworker,
        clock: Arc<dyn Clock>,
        listener: impl Fn(DeskEvent) + Send + Sync + 'static,
    ) -> Result<Self, OpenDesk> {
        let listener = Box::new(listener);
        Self::open(Opening { folder, mode: Mode::Live(key), backend, who, policy, clock, listener })?.run()
    }

    /// The same without a thread, as [`Desk::open_exercise_at_rest`].
    ///
    /// # Errors
    /// As [`Desk::open_live`].
    pub fn open_live_at_rest(
        folder: &Path,
        key: &Key,
        backend: Box<dyn Backend>,
        who: Caseworker,
        clock: Arc<dyn Clock>,
        listener: impl Fn(DeskEvent) + Send + Sync + 'static,
    ) -> Result<Self, OpenDesk> {
        let (policy, listener) = (Policy::default(), Box::new(listener));
        Self::open(Opening { folder, mode: Mode::Live(key), backend, who, policy, clock, listener })
    }

    fn open(opening: Opening) -> Result<Self, OpenDesk> {
        let (room, notices) = open::open(opening)?;
        room.take_up(&notices)?;
        Ok(Self(Arc::new(Running { engine: OnceLock::new(), room: Arc::new(room), notices })))
    }

    /// Starts the thread that pulls and pushes.
    fn run(self) -> Result<Self, OpenDesk> {
        let engine = Engine::start(&self.0.room).map_err(|_| OpenDesk::File(FileTrouble::Other))?;
        // Only here, and only once.
        let _ = self.0.engine.set(engine);
        Ok(self)
    }

    /// What must be said after opening: files that were set aside.
    #[must_use]
    pub fn notices(&self) -> &[Text] {
        &self.0.notices
    }

    /// What the exercise offers to try, on the first page.
    pub fn offer(&self, to_try: Vec<Try>) {
        *guard(&self.room().to_try) = to_try;
    }

    /// Gives the trainer the outer world of an exercise. A desk of real citizens takes none.
    pub fn play(&self, world: OuterWorld) {
        let room = self.room();
        if room.exercise {
            // The first stays: there is one world.
            let _ = room.outer_world.set(world);
        }
    }

    /// Pulls and pushes until nothing is left to do now: for scenarios, tests, and after the exercise clock was moved.
    /// Not to be called by the listener.
    pub fn settle(&self) {
        let room = self.room();
        {
            // After the step under way: its answer, heard later, must not put off what is asked for now.
            let _alone = guard(&room.stepping);
            room.with_sync(|sync, now| sync.hear(Input::Ask, now));
        }
        while !matches!(room.step(), Output::Wait(_)) {}
    }

    pub(crate) fn settings(&self) -> Settings {
        self.room().settings()
    }

    /// Whether a damaged file has kept it from pulling or sending.
    pub(crate) fn has_met_damage(&self) -> bool {
        self.room().has_met_damage()
    }

    /// The name of the file in which something is damaged, if one is.
    pub(crate) fn damaged(&self) -> Option<&'static str> {
        self.room().files.damaged()
    }

    fn room(&self) -> &Room {
        &self.0.room
    }
}

impl Door for Desk {
    fn session(&self, _: Nothing) -> Result<Session, DeskError> {
        self.room().session()
    }

    fn set(&self, request: Settings) -> Result<Session, DeskError> {
        self.room().set(request)
    }

    fn my_day(&self, _: Nothing) -> Result<MyDay, DeskError> {
        self.room().my_day()
    }

    fn citizens(&self, request: Page) -> Result<CitizenList, DeskError> {
        self.room().citizens(request)
    }

    fn search(&self, request: SearchText) -> Result<Found, DeskError> {
        self.room().search(&request.text)
    }

    fn settle_search(&self, request: SearchText) -> Result<Nothing, DeskError> {
        self.room().settle_search(&request.text)
    }

    fn open(&self, request: OpenCitizen) -> Result<OpenAnswer, DeskError> {
        self.room().open(&request)
    }

    fn citizen(&self, request: CitizenRef) -> Result<CitizenView, DeskError> {
        self.room().citizen(person_id(&request.citizen)?)
    }

    fn history(&self, request: CitizenRef) -> Result<HistoryView, DeskError> {
        self.room().history(person_id(&request.citizen)?)
    }

    fn access_log(&self, request: CitizenRef) -> Result<AccessLogView, DeskError> {
        self.room().access_log(person_id(&request.citizen)?)
    }

    fn write_extract(&self, request: CitizenRef) -> Result<Extract, DeskError> {
        self.room().write_extract(person_id(&request.citizen)?)
    }

    fn verify_access_log(&self, _: Nothing) -> Result<LogChecked, DeskError> {
        self.room().verify_access_log()
    }

    fn show_number(&self, request: NumberRef) -> Result<ShownNumber, DeskError> {
        self.room().number_in_full(&request, AccessAction::Unmask)
    }

    fn copy_number(&self, request: NumberRef) -> Result<ShownNumber, DeskError> {
        self.room().number_in_full(&request, AccessAction::Copy)
    }

    fn preview(&self, request: Draft) -> Result<Preview, DeskError> {
        self.room().preview(&request, None)
    }

    fn confirm(&self, request: Confirm) -> Result<OutboxEntry, DeskError> {
        self.room().confirm(&request)
    }

    fn save_draft(&self, request: SaveDraft) -> Result<Nothing, DeskError> {
        self.room().save_draft(&request)
    }

    fn drop_draft(&self, request: DraftRef) -> Result<Nothing, DeskError> {
        self.room().drop_draft(&request)
    }

    fn preview_correction(&self, request: Correcting) -> Result<Preview, DeskError> {
        self.room().preview_correction(&request)
    }

    fn save_correction(&self, request: Correcting) -> Result<Nothing, DeskError> {
        self.room().save_correction(&request)
    }

    fn drop_correction(&self, request: EntryRef) -> Result<Nothing, DeskError> {
        self.room().drop_correction(&request)
    }

    fn outbox(&self, _: Nothing) -> Result<OutboxView, DeskError> {
        self.room().outbox()
    }

    fn undo(&self, request: EntryRef) -> Result<OutboxEntry, DeskError> {
        self.room().undo(command_id(&request.command)?)
    }

    fn send_now(&self, request: EntryRef) -> Result<OutboxEntry, DeskError> {
        self.room().send_now(command_id(&request.command)?)
    }

    fn send_on_new_number(&self, request: EntryRef) -> Result<OutboxEntry, DeskError> {
        self.room().send_on_new_number(command_id(&request.command)?)
    }

    fn send_again(&self, request: EntryRef) -> Result<OutboxEntry, DeskError> {
        self.room().send_again(command_id(&request.command)?)
    }

    fn acknowledge(&self, request: EntryRef) -> Result<OutboxEntry, DeskError> {
        self.room().acknowledge(command_id(&request.command)?)
    }

    fn discard(&self, request: Discard) -> Result<OutboxEntry, DeskError> {
        self.room().discard(&request)
    }

    fn leaving(&self, _: Nothing) -> Result<LeavingView, DeskError> {
        self.room().leaving()
    }

    fn trouble(&self, _: Nothing) -> Result<KnownTrouble, DeskError> {
        self.room().trouble()
    }

    fn connection(&self, _: Nothing) -> Result<Connection, DeskError> {
        Ok(self.room().connection()?)
    }

    fn switch_connection(&self, request: SwitchConnection) -> Result<Connection, DeskError> {
        let room = self.room();
        let input = if request.online { Input::Online } else { Input::Offline };
        room.with_sync(|sync, now| sync.hear(input, now));
        room.tell_connection();
        room.bell.ring();
        Ok(room.connection()?)
    }

    fn inbox(&self, request: InboxAsk) -> Result<InboxView, DeskError> {
        self.room().inbox(request)
    }

    fn open_message(&self, request: MessageRef) -> Result<MessageView, DeskError> {
        self.room().open_message(&request)
    }

    fn mark_message(&self, request: MarkMessage) -> Result<MessageView, DeskError> {
        self.room().mark_message(&request)
    }

    fn calendar(&self, request: CalendarAsk) -> Result<CalendarView, DeskError> {
        self.room().calendar(&request)
    }

    fn export_booking(&self, request: BookingRef) -> Result<SavedFile, DeskError> {
        self.room().export_booking(&request)
    }

    fn reference(&self, _: Nothing) -> Result<ReferenceView, DeskError> {
        Ok(view::reference())
    }

    fn jobcentres(&self, _: Nothing) -> Result<JobcentreView, DeskError> {
        Ok(self.room().jobcentres())
    }

    fn outer_world(&self, request: OuterWorldAsk) -> Result<OuterWorldView, DeskError> {
        self.room().outer_world_seen(&request)
    }

    fn act(&self, request: OuterAct) -> Result<Acted, DeskError> {
        let acted = self.room().act(&request)?;
        self.settle();
        Ok(acted)
    }

    fn move_clock(&self, request: MoveClock) -> Result<Session, DeskError> {
        self.room().move_clock(&request)?;
        self.settle();
        self.room().tell(DeskEvent::Changed { citizens: Vec::new() });
        self.room().session()
    }
}
