#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use domain::CaseworkerId;
use exchange::MarkKind;
use proptest::prelude::*;
use sealed::header::exercise_key;
use serde_json::json;

use super::*;

fn cache() -> (tempfile::TempDir, Cache) {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::open(folder.path(), &exercise_key(folder.path()).unwrap()).unwrap();
    (folder, cache)
}

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(19_700)
}

fn id(nth: u64) -> MessageId {
    MessageId { command: CommandId(Uuid::from_u128(u128::from(nth))), nth: 0 }
}

/// The `nth` message. Every third says the same as the first.
fn message(nth: u64) -> InboxMessage {
    let says = if nth.is_multiple_of(3) { 0 } else { nth };
    InboxMessage {
        id: id(nth),
        sequence: nth,
        at: now(),
        subject: PersonId(Uuid::from_u128(100 + u128::from(nth))),
        concern: if nth.is_multiple_of(2) { Concern::Ours } else { Concern::Others },
        message: json!({ "to": "every_jobcentre", "body": { "GetMoonPhase": says } }),
    }
}

fn kept(position: u64, about: u64) -> KeptMark {
    let kinds = [MarkKind::Opened, MarkKind::Done, MarkKind::TakenBack];
    let what = kinds[usize::try_from(position % 3).unwrap()];
    let mark = Mark { id: Uuid::from_u128(u128::from(position)), message: id(about), what, at: now() };
    KeptMark { position, by: CaseworkerId("bo".into()), mark }
}

fn page(messages: Vec<InboxMessage>, marks: Vec<KeptMark>, epoch: u128, from_the_start: bool) -> InboxPage {
    let next = InboxCursor { epoch: Epoch(Uuid::from_u128(epoch)), message: 0, mark: 0 };
    InboxPage { messages, marks, next, more: false, from_the_start }
}

/// Everything that the list is made of.
fn seen(cache: &Cache) -> Vec<(String, Vec<MessageId>, bool, Vec<u64>)> {
    let mut marks = cache.marks_by_fold().unwrap();
    let folded = cache.folded().unwrap().into_iter();
    folded
        .map(|folded| {
            let messages = cache.messages(&folded.fold).unwrap().iter().map(|message| message.id).collect();
            let marks = marks.remove(&folded.fold).unwrap_or_default();
            (folded.fold, messages, folded.is_near, marks.iter().map(|kept| kept.position).collect())
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Pages of one inbox in any order, each perhaps more than once: the same inbox.
    #[test]
    fn any_order_and_doubling_of_pages_gives_the_same_inbox(
        about in prop::collection::vec(0..12_u64, 0..12),
        order in Just((0..24_usize).chain(0..24).collect::<Vec<_>>()).prop_shuffle(),
        cut in 1..5_usize,
    ) {
        let messages: Vec<InboxMessage> = (0..12).map(message).collect();
        let marks: Vec<KeptMark> = (1..).zip(&about).map(|(position, about)| kept(position, *about)).collect();
        let (_straight_folder, straight) = cache();
        straight.store_inbox(&page(messages.clone(), marks.clone(), 1, false), now()).unwrap();

        let pieces: Vec<InboxPage> = messages.chunks(cut).map(|some| page(some.to_vec(), vec![], 1, false))
            .chain(marks.chunks(cut).map(|some| page(vec![], some.to_vec(), 1, false))).collect();
        let (_folder, shuffled) = cache();
        for at in order {
            if let Some(piece) = pieces.get(at) {
                shuffled.store_inbox(piece, now()).unwrap();
            }
        }
        prop_assert_eq!(seen(&shuffled), seen(&straight));
        prop_assert_eq!(seen(&straight).len(), 9, "what says the same is one line");
    }
}

#[test]
fn another_life_of_the_store_takes_the_place_of_the_former() {
    let (_folder, cache) = cache();
    cache.store_inbox(&page(vec![message(1), message(2)], vec![kept(1, 1)], 1, false), now()).unwrap();
    cache.store_inbox(&page(vec![message(2)], vec![], 2, true), now()).unwrap();
    assert_eq!(seen(&cache).len(), 1);
    assert_eq!(cache.inbox_cursor().unwrap().unwrap().epoch, Epoch(Uuid::from_u128(2)));
}

/// A round in which nothing has come writes nothing, but says once a minute that it was asked.
#[test]
fn nothing_new_is_not_written() {
    let (_folder, cache) = cache();
    let empty = page(vec![], vec![], 1, false);
    assert!(!cache.store_inbox(&empty, now()).unwrap());
    let read_at = |cache: &Cache| cache.inbox_read().unwrap().unwrap().1;
    cache.store_inbox(&empty, now() + TimeDelta::seconds(59)).unwrap();
    assert_eq!(read_at(&cache), now());
    cache.store_inbox(&empty, now() + TimeDelta::seconds(60)).unwrap();
    assert_eq!(read_at(&cache), now() + TimeDelta::seconds(60));
}
