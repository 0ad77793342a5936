//! The inbox: newest first, however many there are.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use desk::door::*;
use world::*;

/// More than the backend gives at once.
const MANY: u32 = 2_001;

#[test]
fn the_newest_message_comes_first_of_more_than_the_backend_gives_at_once() {
    let mut world = World::new();
    world.new_number(METTE, METTE_NEW);
    let key = sealed::header::exercise_key(world.backend_file().parent().unwrap()).unwrap();
    world.with_closed_backend(|file| {
        let file = as_it_is(file, &key);
        let again = "WITH RECURSIVE nth (n) AS (VALUES (2) UNION ALL SELECT n + 1 FROM nth WHERE n < ?1)
            INSERT INTO message (audience, subject, command, at, day, message)
            SELECT audience, subject, command, at, day, message FROM message, nth";
        file.execute(again, [MANY]).unwrap();
    });
    world.pass(60);
    world.new_number(BO, AAGE);
    let desk = world.desk();
    let inbox = |from, count| desk.inbox(Page { from, count }).unwrap().messages;
    let newest = inbox(0, 2);
    assert_eq!((newest[0].at.as_str(), newest[1].at.as_str()), ("2023-09-20T09:01", "2023-09-20T09:00"));
    let count = u32::try_from(inbox(0, 500).len() + inbox(500, 500).len() + inbox(1000, 500).len()).unwrap();
    let rest = u32::try_from(inbox(1500, 500).len() + inbox(2000, 500).len()).unwrap();
    assert!(count + rest > MANY, "{count} and {rest}");
    assert!(inbox(count + rest, 500).is_empty());
}
