//! What becomes of those who go beyond a limit: one test for each, in one table.

mod documents;

mod peers;
mod requests;
mod stalled;
mod words;

use std::collections::BTreeMap;

use causeway_relay::Limits;
use causeway_sync::ids::{DocumentId, PeerId};
use futures_util::SinkExt;

use crate::client::Client;
use crate::http::{metric, request};
use crate::socket::{joined, next_frame};
use crate::world::{World, until_stored, until_text, until_unavailable, write};

/// Each row: a limit, what it is set to, what `docs/relay.md` says becomes of who goes beyond, and the
/// test that sees it. The defaults are so large that no test ends with one that isn't heeded.
macro_rules! table {
    ($($limit:literal = $value:literal, $beyond:literal: $place:ident::$test:ident;)*) => {
        const ROWS: &[(&str, &str)] = &[$(($limit, $beyond)),*];

        $(
            #[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                let mut limits = Limits::default();
                limits.set(concat!($limit, "=", $value)).unwrap();
                $place::$test(limits).await;
            }
        )*
    };
}

table! {
    "frame-bytes" = "4KiB", "1009": peers::who_sends_a_long_message_is_closed;
    "frame-bytes-before-join" = "64", "1009": peers::who_joins_at_length_is_closed;
    "document-bytes" = "32KiB", "1009; a claim 413": documents::who_brings_too_much_is_closed;
    "inflated-bytes" = "1MiB", "1002; a claim 413": documents::who_brings_a_bomb_is_closed;
    "join-within" = "50ms", "1008": peers::who_does_not_join_is_closed;
    "ping-every" = "50ms", "": peers::who_says_nothing_is_asked_whether_it_is_there;
    "idle-after" = "1s", "1001, 1013": peers::who_does_not_answer_or_does_not_read_is_closed;
    "answer-within" = "50ms", "1001": peers::who_is_dead_loses_its_name;
    "close-within" = "50ms", "cut off": peers::who_never_reads_the_close_is_cut_off;
    "inbox-frames" = "3", "": documents::who_brings_more_than_a_document_can_take_has_to_wait;
    "outbox-frames" = "4", "1013": peers::who_leaves_many_messages_unread_is_closed;
    "outbox-bytes" = "1MiB", "1013": peers::who_leaves_many_bytes_unread_is_closed;
    "ephemeral-bytes" = "1KiB", "dropped": words::what_is_long_is_not_heard;
    "ephemerals-per-second" = "1", "dropped": words::an_editor_who_says_much_is_not_heard;
    "reader-ephemerals-per-second" = "1", "dropped": words::a_viewer_who_says_much_is_not_heard;
    "unknown-documents" = "2", "unavailable at once": documents::what_nobody_has_is_not_looked_for;
    "connections-per-address" = "1", "503": requests::only_so_many_connect_from_one_address;
    "connections" = "1", "503": requests::only_so_many_connect;
    "request-head-within" = "50ms", "closed": requests::half_a_request_is_not_waited_for;
    "request-within" = "50ms", "408": requests::half_a_claim_is_not_waited_for;
    "claims-per-minute" = "1", "429": requests::who_claims_much_hears_when_to_come_back;
    "ticket-within" = "50ms", "401": requests::a_ticket_that_is_too_old_opens_nothing;
    "tickets-per-minute" = "1", "429": requests::who_asks_for_many_tickets_has_to_wait;
    "work-within" = "1ms", "unavailable": documents::what_takes_too_long_is_shut;
    "unload-after" = "50ms", "": documents::what_nobody_has_open_is_let_go;
}

#[test]
fn each_limit_has_a_row_and_the_documentation_says_the_same_of_it() {
    let page = include_str!("../../../../docs/relay.md");
    let rows: BTreeMap<_, _> = ROWS.iter().copied().collect();
    assert_eq!(rows.len(), ROWS.len(), "a limit has two rows");
    let named = Limits::default().named();
    let documented = named.iter().map(|(limit, value)| {
        let begins = format!("| `{limit}` | {value} | ");
        let line = page.lines().find(|line| line.starts_with(&begins)).unwrap();
        let beyond = line.split('|').nth(4).unwrap().trim();
        (*limit, beyond)
    });
    assert_eq!(rows, documented.collect());
}

#[tokio::test]
async fn what_is_brought_counts_as_known() {
    let world = World::new(Limits { unknown_documents: 1, ..Limits::default() }).await;
    for n in 1..=3 {
        let name = PeerId::new("ana").unwrap();
        let id = DocumentId::from_bytes([n; 16]);
        let mut ana = Client::join(&world.url(), name, id, None).await.unwrap();
        until_unavailable(&mut ana).await;
        write(&mut ana, "title", "Mine").await;
        until_stored(&mut ana).await;
    }
}

#[tokio::test]
async fn a_document_just_below_its_limit_is_brought_edited_and_joined() {
    const MOST: usize = 128 << 10;
    let world = World::new(Limits { document_bytes: MOST, ..Limits::default() }).await;
    let mut doc = documents::with_text(documents::noise(MOST * 95 / 100 * 8 / 7));
    let name = PeerId::new("ana").unwrap();
    let size = doc.save().len();
    assert!((MOST * 85 / 100..MOST).contains(&size), "{size}");
    let mut ana = Client::join(&world.url(), name, crate::world::MAP, Some(doc)).await.unwrap();
    until_stored(&mut ana).await;
    write(&mut ana, "title", "Still fits").await;
    until_stored(&mut ana).await;
    let mut ben = world.client("ben").await;
    until_text(&mut ben, "title", "Still fits").await;
    assert!(crate::world::text(&mut ben, "text").is_some());
}

#[tokio::test]
async fn the_operators_addresses_are_answered_where_everything_is_unless_it_is_said_otherwise() {
    let world = World::new(Limits::default()).await;
    assert!(request(&world, "GET", "/readyz").await.ends_with("ready\n"));
    let told = request(&world, "GET", "/metrics").await;
    assert!(told.contains("\r\ncontent-type: application/openmetrics-text"), "{told}");
    assert!(told.ends_with("# EOF\n"), "{told}");
    let mut socket = joined(&world, "ana").await;
    assert!(metric(&world, "causeway_sockets 1").await);
    socket.send(vec![0].into()).await.unwrap();
    assert!(next_frame(&mut socket).await.is_none());
    assert!(metric(&world, "causeway_sockets_closed_total{code=\"1002\"} 1").await);
}
