//! The contact course (kontaktforløb): what a citizen is summoned to, and what comes of it. All its areas are moved.

mod booking;
mod checks;
mod codes;
mod double;
mod held;
mod hold;
mod legality;
mod resetting;
mod summon;
mod tell;
#[cfg(test)]
mod tests;
mod written;

pub use booking::{
    Authority, Booking, BookingChange, BookingContent, BookingState, Bookings, Cancelling, Meeting, Rebooking,
};
pub use codes::{CodeRange, ContactGroupCode, ConversationForm, ConversationType, SourceSystem};
pub use double::DoubleBooking;
pub use held::{
    Authorities, HeldChange, HeldContent, HeldConversation, HeldConversations, Participant, ParticipantRole,
    Participation, WrittenConversation,
};
pub(crate) use hold::decide_held;
pub use legality::{Legality, LegalityRow, legality};
pub use resetting::{Resetting, ResettingRow, resetting};
pub(crate) use summon::{decide_booking, decide_booking_cancelled, decide_booking_change};
pub use tell::Happening;
pub use written::{MAX_BOOKING_TEXT, MAX_BOOKING_TITLE, WrittenBooking};
