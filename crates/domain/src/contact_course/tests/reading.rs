use super::{booked_by, world};
use crate::{
    contact_course::{ConversationType, WrittenBooking, WrittenConversation, fund_reading},
    testing::{A, conversation, day, end_membership, fund, hold, job_conversation, line, start_membership},
};

/// SB-FUND-READS: from 120 days before the membership to 120 days after it, both ends included.
#[test]
fn a_fund_reads_around_the_membership() {
    let member = world();
    let left = world().with(&fund("90"), &end_membership(A, "90", "2023-09-17"));
    let joined = world()
        .with(&fund("90"), &end_membership(A, "90", "2023-09-01"))
        .with(&fund("91"), &start_membership(A, "91", "2023-09-10"));
    for (case, world, of, on, reads) in [
        ("a member", &member, "90", "2023-09-18", true),
        ("no member", &member, "91", "2023-09-18", false),
        ("119 days after", &left, "90", "2024-01-14", true),
        ("120 days after", &left, "90", "2024-01-15", true),
        ("121 days after", &left, "90", "2024-01-16", false),
        ("121 days before", &joined, "91", "2023-05-12", false),
        ("120 days before", &joined, "91", "2023-05-13", true),
        ("119 days before", &joined, "91", "2023-05-14", true),
        ("the one that was left, beside the new one", &joined, "90", "2023-09-18", true),
    ] {
        let reading = fund_reading(world.person(A), of.parse().unwrap(), day(on));
        assert_eq!(reading.is_some(), reads, "{case}");
    }
}

/// SB-FUND-READS: nine types of held conversations; of bookings the same, and the fund's own.
#[test]
fn a_fund_reads_its_types() {
    let written = WrittenConversation { kind: ConversationType::JOB, ..conversation("2023-09-18T08:00") };
    let (world, _) = booked_by(world(), &line(), job_conversation("2023-09-20T10:00"));
    let of_the_fund = WrittenBooking { kind: ConversationType(8), ..job_conversation("2023-09-21T10:00") };
    let (world, _) = booked_by(world, &fund("90"), of_the_fund);
    let world = world.with(&line(), &hold(A, written, None));
    let person = world.person(A);
    for kind in (0..=21).map(ConversationType) {
        let mut person = person.clone();
        person.bookings.records.iter_mut().for_each(|booking| booking.content.kind = kind);
        person.held_conversations.records.iter_mut().for_each(|conversation| conversation.content.kind = kind);
        let reading = fund_reading(&person, "90".parse().unwrap(), day("2023-09-18")).unwrap();
        let is_seen = [7, 8, 9, 10, 11, 12, 13, 15, 17].contains(&kind.0);
        assert_eq!(reading.held.len(), usize::from(is_seen), "held of type {kind}");
        assert_eq!(reading.bookings.len(), 1 + usize::from(is_seen), "bookings of type {kind}: its own always");
    }
}
