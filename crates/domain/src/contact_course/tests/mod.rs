mod bookings;
mod choices;
mod content;
mod deadlines;
mod held;
mod messages;
mod met;
mod others;
mod participation;
mod reading;

use crate::{
    Actor, Decision, Refusal, RefusalCode,
    contact_course::WrittenBooking,
    testing::{A, AARHUS, FAVRSKOV, World, affiliation, fund, job_conversation, line, make_booking, start_membership},
};

/// A citizen of Aarhus who is a member of fund 90 since 1 September, on the morning of 18 September 2023.
fn world() -> World {
    let world = World::new().with_person(A).with_affiliation(A, AARHUS, "2021-03-01");
    world.with(&fund("90"), &start_membership(A, "90", "2023-09-01"))
}

/// The same, with a jobsamtale at ten on 20 September, and its id.
fn booked() -> (World, crate::RecordId) {
    booked_by(world(), &line(), job_conversation("2023-09-20T10:00"))
}

fn booked_by(world: World, actor: &Actor, booking: WrittenBooking) -> (World, crate::RecordId) {
    let world = world.with(actor, &make_booking(A, booking));
    let record = world.last_command().record(0);
    (world, record)
}

fn moved(world: World) -> World {
    world.with(&line(), &affiliation(A, FAVRSKOV, "2023-09-18"))
}

fn code(answer: Result<Decision, Refusal>) -> Option<RefusalCode> {
    answer.err().map(|refusal| refusal.code)
}
