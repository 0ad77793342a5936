//! The contact course (kontaktforløb): what a citizen is summoned to, and what comes of it. All its areas are moved.

mod booking;
mod checks;
mod codes;
mod double;
mod legality;
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
pub use legality::{Legality, LegalityRow, legality};
pub(crate) use summon::{decide_booking, decide_booking_cancelled, decide_booking_change};
pub use tell::Happening;
pub use written::{MAX_BOOKING_TEXT, MAX_BOOKING_TITLE, WrittenBooking};
