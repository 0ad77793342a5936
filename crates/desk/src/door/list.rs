use super::{
    AccessLogView, Acted, Appearance, BeginAnew, BookingRef, CalendarAsk, CalendarView, ChangePassphrase, CitizenList,
    CitizenRef, CitizenView, Confirm, Connection, Correcting, DeskError, Discard, Draft, DraftRef, EntryRef, Export,
    Exported, Extract, Found, GateView, HistoryView, InboxAsk, InboxView, JobcentreView, KnownTrouble, LeavingView,
    LogChecked, MarkMessage, MessageRef, MessageView, MoveClock, MyDay, Nothing, NumberRef, OpenAnswer, OpenCitizen,
    OutboxEntry, OutboxView, OuterAct, OuterWorldAsk, OuterWorldView, Page, Preview, ReferenceView, SaveDraft,
    SavedFile, SearchText, Session, SetUp, Settings, ShownNumber, SwitchConnection, Unlock,
};

/// One operation, by its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// What it is called.
    pub name: &'static str,
    /// The type of the request.
    pub request: &'static str,
    /// The type of the answer.
    pub answer: &'static str,
}

/// Declares a list of operations: name, request, answer. Who answers implements the trait, one function each; `ask` finds
/// the function by name. TypeScript gets both lists as one type.
macro_rules! operations {
    (
        $(#[$about:meta])* $door:ident, $list:ident:
        $($(#[$doc:meta])* $name:ident($request:ident) -> $answer:ident;)*
    ) => {
        $(#[$about])*
        pub trait $door {
            $(
                $(#[$doc])*
                ///
                /// # Errors
                /// [`DeskError`] says what is wrong, in words for the caseworker.
                fn $name(&self, request: $request) -> Result<$answer, DeskError>;
            )*

            /// Answers the operation called `name`. A face that holds JSON needs no other function.
            ///
            /// # Errors
            /// [`DeskError::Malformed`] for an unknown name or a request of another form; else the operation's own.
            fn ask(&self, name: &str, request: serde_json::Value) -> Result<serde_json::Value, DeskError> {
                match name {
                    $(stringify!($name) => {
                        let request = serde_json::from_value(request).map_err(|_| DeskError::Malformed)?;
                        serde_json::to_value(self.$name(request)?).map_err(|_| DeskError::Malformed)
                    })*
                    _ => Err(DeskError::Malformed),
                }
            }
        }

        $(#[$about])*
        pub const $list: &[Operation] = &[
            $(Operation { name: stringify!($name), request: stringify!($request), answer: stringify!($answer) }),*
        ];
    };
}

operations! {
    /// What is answered whether a desk is open or not.
    AtTheGate, GATE_OPERATIONS:
    /// How it stands at the gate. Waits while a desk is being opened.
    gate(Nothing) -> GateView;
    /// How the screens before the desk look, as it was last chosen.
    appearance(Nothing) -> Appearance;
    /// Says whose desk it is and makes its key, at the first start.
    set_up(SetUp) -> GateView;
    /// Opens the door again.
    unlock(Unlock) -> GateView;
    /// Closes the door. What waits goes on being sent.
    lock(Nothing) -> GateView;
    /// Somebody is at the screen: the time until the lock begins anew.
    still_here(Nothing) -> Nothing;
    /// Changes the passphrase, or adds one to the keychain.
    change_passphrase(ChangePassphrase) -> GateView;
    /// Tries once more to open what did not open.
    try_again(Nothing) -> GateView;
    /// Writes what can be read of a damaged outbox into a readable file.
    export_unsent(Export) -> Exported;
    /// Begins anew without what cannot be opened, which is set aside.
    begin_anew(BeginAnew) -> GateView;
    /// Puts the exercise back to its beginning: all of its files are deleted. Only while it is open.
    reset_exercise(Nothing) -> GateView;
}

operations! {
    /// What is answered only while the desk is open and unlocked.
    Door, DESK_OPERATIONS:
    /// Who is at the desk, what day it is, and how the screen is set.
    session(Nothing) -> Session;
    /// Changes how the screen is set.
    set(Settings) -> Session;
    /// The page of the day: what is refused, what needs an eye, what is new.
    my_day(Nothing) -> MyDay;
    /// The conversations of some days.
    calendar(CalendarAsk) -> CalendarView;
    /// Writes a booking to an iCalendar file that does not say who the citizen is.
    export_booking(BookingRef) -> SavedFile;
    /// The citizens of this desk, in the order of their names.
    citizens(Page) -> CitizenList;
    /// Looks for citizens by number, name or birth date, while typing. Nothing is logged yet.
    search(SearchText) -> Found;
    /// Notes in the access log that a search was looked at. Called when typing has stopped.
    settle_search(SearchText) -> Nothing;
    /// Opens a citizen: by the typed number, or from a list. Noted in the access log.
    open(OpenCitizen) -> OpenAnswer;
    /// The open citizen again, after a change. Not noted again.
    citizen(CitizenRef) -> CitizenView;
    /// The chain of causes.
    history(CitizenRef) -> HistoryView;
    /// Who has used the citizen's data. Noted in the access log.
    access_log(CitizenRef) -> AccessLogView;
    /// Writes the citizen's extract of the access log to a file. Noted in the access log.
    write_extract(CitizenRef) -> Extract;
    /// Checks this desk's own access log, link by link, and against what the backend was given.
    verify_access_log(Nothing) -> LogChecked;
    /// Shows one masked number. Noted in the access log.
    show_number(NumberRef) -> ShownNumber;
    /// The number to put on the clipboard. Noted in the access log.
    copy_number(NumberRef) -> ShownNumber;
    /// What the draft would do: "Det sker der".
    preview(Draft) -> Preview;
    /// Puts the draft in the outbox. It rests there before it leaves.
    confirm(Confirm) -> OutboxEntry;
    /// Keeps what is typed and not confirmed.
    save_draft(SaveDraft) -> Nothing;
    /// Throws away what is typed and not confirmed.
    drop_draft(DraftRef) -> Nothing;
    /// What the correction of a command would do: "Det sker der".
    preview_correction(Correcting) -> Preview;
    /// Keeps what is typed in the correction of a command.
    save_correction(Correcting) -> Nothing;
    /// Throws away what is typed in the correction of a command.
    drop_correction(EntryRef) -> Nothing;
    /// Everything that is resting, waiting, held, refused, lost or to be seen, and what was accepted today.
    outbox(Nothing) -> OutboxView;
    /// Takes a resting or waiting command back, if it has not been sent.
    undo(EntryRef) -> OutboxEntry;
    /// Ends the rest of a command.
    send_now(EntryRef) -> OutboxEntry;
    /// Makes a new command of a refused or held one, on the citizen's current number (S23-1.1k).
    send_on_new_number(EntryRef) -> OutboxEntry;
    /// Makes a new command of one that a restored backend has lost, as it was.
    send_again(EntryRef) -> OutboxEntry;
    /// Notes that the caseworker has seen that a command went otherwise than shown.
    acknowledge(EntryRef) -> OutboxEntry;
    /// Ends the life of a refused or waiting command, with a reason that stays in the history.
    discard(Discard) -> OutboxEntry;
    /// What is unsent when the window is about to be closed.
    leaving(Nothing) -> LeavingView;
    /// What is known to be wrong here and with the backend.
    trouble(Nothing) -> KnownTrouble;
    /// How the desk stands with the backend.
    connection(Nothing) -> Connection;
    /// Goes offline or online by hand.
    switch_connection(SwitchConnection) -> Connection;
    /// The messages to this jobcentre, sorted by what they ask of it.
    inbox(InboxAsk) -> InboxView;
    /// Opens a message. Noted in the access log the first time, and told to the colleagues.
    open_message(MessageRef) -> MessageView;
    /// Finishes a message for the whole jobcentre, or takes that back.
    mark_message(MarkMessage) -> MessageView;
    /// The rules, the refusals and the lists that screens show.
    reference(Nothing) -> ReferenceView;
    /// The jobcentres that are open today.
    jobcentres(Nothing) -> JobcentreView;
    /// The outer world of an exercise: who can be played, and a citizen as they stand there. Noted nowhere.
    outer_world(OuterWorldAsk) -> OuterWorldView;
    /// Sends a command as somebody in the outer world of an exercise, and fetches what came of it.
    act(OuterAct) -> Acted;
    /// Moves the clock of an exercise forward.
    move_clock(MoveClock) -> Session;
}
