//! A page of the feed and the question that it answers.

use exchange::{Cursor, Epoch, FeedPage};
use uuid::Uuid;

fn cursor(epoch: u128, position: u64) -> Cursor {
    Cursor { epoch: Epoch(Uuid::from_u128(epoch)), position }
}

fn page(after: Option<u64>, from_the_start: bool) -> FeedPage {
    let now = chrono::DateTime::UNIX_EPOCH;
    FeedPage { after, items: Vec::new(), next: cursor(1, 9), more: false, now, from_the_start }
}

#[test]
fn a_page_goes_on_from_the_cursor_that_was_asked_from_and_from_no_other() {
    assert!(page(Some(5), false).answers(Some(cursor(1, 5))));
    assert!(!page(Some(5), false).answers(Some(cursor(1, 7))), "one of before, come late");
    assert!(!page(Some(5), false).answers(None), "whoever has nothing begins at the start");
    assert!(page(Some(0), false).answers(None));
}

#[test]
fn a_page_goes_on_in_the_epoch_that_began_when_the_store_was_opened_again() {
    assert!(page(Some(5), false).answers(Some(cursor(2, 5))));
}

#[test]
fn a_page_of_another_life_of_the_store_begins_at_the_start() {
    assert!(page(Some(0), true).answers(Some(cursor(2, 5))));
    assert!(!page(Some(5), true).answers(Some(cursor(2, 5))), "no page says so");
}

#[test]
fn a_page_of_a_backend_that_does_not_say_where_it_begins_is_taken() {
    assert!(page(None, false).answers(Some(cursor(1, 5))) && page(None, false).answers(None));
}
