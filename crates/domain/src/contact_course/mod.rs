//! The contact course (kontaktforløb): what a citizen is summoned to, and what comes of it. All its areas are moved.

mod booking;
mod checks;
mod choice;
mod codes;
mod deadline;
mod double;
mod due;
mod held;
mod hold;
mod legality;
mod participation;
mod reading;
mod resetting;
mod summon;
mod tell;
#[cfg(test)]
mod tests;
mod written;

pub use booking::{
    Authority, Booking, BookingChange, BookingContent, BookingState, Bookings, Cancelling, Meeting, Rebooking,
};
pub(crate) use choice::decide_choice;
pub use choice::{
    ChoiceChange, ChoiceState, Chooser, ParticipationChoice, ParticipationChoices, WrittenChooser, fund_summons,
};
pub use codes::{CodeRange, ContactGroupCode, ConversationForm, ConversationType, SourceSystem};
pub use deadline::{Deadline, DeadlineChange, DeadlineContent, DeadlineState, Deadlines, Due};
pub use double::DoubleBooking;
pub(crate) use due::{decide_deadline, decide_deadline_change, decide_deadline_withdrawn};
pub use held::{
    Authorities, HeldChange, HeldContent, HeldConversation, HeldConversations, Participant, ParticipantRole,
    Participation, WrittenConversation,
};
pub(crate) use hold::decide_held;
pub use legality::{Legality, LegalityRow, legality};
pub(crate) use participation::decide_participation;
pub use participation::{Guest, GuestDetails};
pub use reading::{FundReading, fund_reading};
pub use resetting::{Resetting, ResettingRow, resetting};
pub(crate) use summon::{decide_booking, decide_booking_cancelled, decide_booking_change};
pub use tell::Happening;
pub use written::{MAX_BOOKING_LINK, MAX_BOOKING_TEXT, MAX_BOOKING_TITLE, MAX_BOOKING_USER, WrittenBooking};
