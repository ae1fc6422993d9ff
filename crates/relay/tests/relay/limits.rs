//! What becomes of those who go beyond a limit.

use std::time::Duration;

use automerge::transaction::Transactable;
use automerge::{AutoCommit, ROOT};
use causeway_relay::Limits;
use causeway_sync::ids::{DocumentId, PeerId, SessionId};
use causeway_sync::wire::{Ephemeral, Frame, Letter, Payload, encode};
use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;

use crate::client::Client;
use crate::http::{ask, request};
use crate::socket::{close, join, joined, next_frame, peer, socket};
use crate::world::{MAP, World, soon, text, until_stored, until_text, until_unavailable, write};

fn bytes(bytes: Vec<u8>) -> Message {
    Message::Binary(bytes.into())
}

fn letter(document: DocumentId, data: Vec<u8>) -> Letter {
    let data = Payload::new(data).unwrap();
    Letter { sender: peer("mallory"), target: peer("relay"), document, data }
}

fn sync(data: Vec<u8>) -> Message {
    bytes(encode(&Frame::Sync(letter(MAP, data))))
}

fn number(mut rest: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while rest >= 0x80 {
        bytes.push(u8::try_from(rest & 0x7f).unwrap() | 0x80);
        rest >>= 7;
    }
    bytes.push(u8::try_from(rest).unwrap());
    bytes
}

/// A sync message that brings a document at once.
pub(crate) fn bringing(doc: &mut AutoCommit) -> Vec<u8> {
    let change = doc.save();
    [vec![0x42, 0, 0, 0, 1], number(change.len()), change].concat()
}

fn with_text(text: String) -> AutoCommit {
    let mut doc = AutoCommit::new();
    doc.put(ROOT, "text", text).unwrap();
    doc
}

/// Text that can't be made shorter.
fn noise(length: usize) -> String {
    (0..length).map(|_| char::from(rand::random_range(b' '..=b'~'))).collect()
}

fn short() -> Duration {
    Duration::from_millis(50)
}

#[tokio::test]
async fn whoever_goes_beyond_a_limit_of_the_socket_is_told_which() {
    let defaults = Limits::default;
    let bomb = bringing(&mut with_text("x".repeat(2 << 20)));
    assert!(bomb.len() < 64 << 10);
    let large = bringing(&mut with_text(noise(64 << 10)));
    let counts = [vec![0x42, 0, 0, 0], vec![0xff; 9], vec![1]].concat();
    let deep = [vec![0xa1, 0x61, b'x'], vec![0x81; 1 << 20]].concat();
    let cases = [
        (
            "frame-bytes",
            Limits { frame_bytes: 4096, ..defaults() },
            Some(bytes(vec![0; 5000])),
            1009,
            "message too long",
        ),
        (
            "document-bytes",
            Limits { document_bytes: 32 << 10, ..defaults() },
            Some(sync(large)),
            1009,
            "the document is as large as it may be",
        ),
        (
            "inflated-bytes",
            Limits { inflated_bytes: 1 << 20, ..defaults() },
            Some(sync(bomb)),
            1002,
            "sync message too large when unpacked",
        ),
        ("huge counts", defaults(), Some(sync(counts)), 1002, "not a sync message"),
        ("deep CBOR", defaults(), Some(bytes(deep)), 1002, "not the sync protocol"),
        (
            "idle-after",
            Limits { idle_after: short(), ..defaults() },
            None,
            1001,
            "nothing was heard for too long",
        ),
    ];
    for (what, limits, message, code, reason) in cases {
        let world = World::new(limits).await;
        let mut socket = joined(&world, "mallory").await;
        if let Some(message) = message {
            socket.send(message).await.unwrap();
        }
        assert_eq!(close(&mut socket).await, (code, reason.to_owned()), "{what}");
        assert!(request(&world, "GET", "/healthz").await.ends_with("ok\n"), "{what}");
    }
    let before = [
        (
            "join-within",
            Limits { join_within: short(), ..defaults() },
            None,
            1008,
            "no join came in time",
        ),
        (
            "frame-bytes-before-join",
            Limits { frame_bytes_before_join: 64, ..defaults() },
            Some(join(&"x".repeat(100))),
            1009,
            "message too long",
        ),
    ];
    for (what, limits, message, code, reason) in before {
        let world = World::new(limits).await;
        let mut socket = socket(&world).await;
        if let Some(message) = message {
            socket.send(message).await.unwrap();
        }
        assert_eq!(close(&mut socket).await, (code, reason.to_owned()), "{what}");
    }
}

#[tokio::test]
async fn whoever_goes_beyond_a_limit_of_requests_is_told_so() {
    let limits = Limits {
        claims_per_minute: 2,
        tickets_per_minute: 1,
        request_within: short(),
        request_head_within: short(),
        ..Limits::default()
    };
    let world = World::with_keys(limits).await;
    let path = format!("/api/workspaces/{MAP}");
    let slow =
        format!("POST {path} HTTP/1.1\r\nhost: {}\r\ncontent-length: 10\r\n\r\n", world.address);
    let mut socket = TcpStream::connect(world.address).await.unwrap();
    socket.write_all(slow.as_bytes()).await.unwrap();
    let mut head = [0; 12];
    soon("the refusal", socket.read_exact(&mut head)).await.unwrap();
    assert_eq!(&head, b"HTTP/1.1 408");

    assert_eq!(ask(&world, "POST", &path, &[], b"no document").await.status, 422);
    assert_eq!(ask(&world, "POST", &path, &[], b"no document").await.status, 429);
    assert_eq!(ask(&world, "POST", "/api/tickets", &[], b"").await.status, 401);
    assert_eq!(ask(&world, "POST", "/api/tickets", &[], b"").await.status, 429);

    let mut socket = TcpStream::connect(world.address).await.unwrap();
    socket.write_all(b"GET / HTTP/1.1\r\nhost:").await.unwrap();
    let mut rest = Vec::new();
    soon("the end of half a request", socket.read_to_end(&mut rest)).await.unwrap();
}

#[tokio::test]
async fn only_so_many_connect_from_one_address_and_a_place_is_free_when_one_goes() {
    let world = World::new(Limits { connections_per_address: 1, ..Limits::default() }).await;
    let held = joined(&world, "ana").await;
    let answer = ask(&world, "GET", "/healthz", &[], b"").await;
    assert_eq!(answer.status, 503);
    assert!(answer.head.contains("retry-after"), "{}", answer.head);
    drop(held);
    soon("the place", async {
        while ask(&world, "GET", "/healthz", &[], b"").await.status != 200 {}
    })
    .await;
}

async fn metric(world: &World, line: &str) -> bool {
    request(world, "GET", "/metrics").await.lines().any(|told| told == line)
}

#[tokio::test]
async fn what_is_too_long_or_too_much_to_say_is_dropped_and_the_rest_is_heard() {
    let limits = Limits { ephemerals_per_second: 3, ..Limits::default() };
    let world = World::new(limits).await;
    let mut ana = world.client("ana").await;
    until_unavailable(&mut ana).await;
    let mut mallory = joined(&world, "mallory").await;
    let words = [vec![1; 5 << 10], vec![2; 1 << 10], vec![3], vec![4], vec![5], vec![6]];
    for (count, word) in (1..).zip(words) {
        let said = Ephemeral {
            sender: peer("mallory"),
            target: peer("ana"),
            document: MAP,
            session: SessionId::new("one").unwrap(),
            count,
            data: Payload::new(word).unwrap(),
        };
        mallory.send(bytes(encode(&Frame::Ephemeral(said)))).await.unwrap();
    }
    let mut heard = Vec::new();
    crate::world::until(&mut ana, "three words", |_, news| {
        if let crate::client::News::Heard { data, .. } = news {
            heard.push(data.as_bytes()[0]);
        }
        heard.len() == 3
    })
    .await;
    assert_eq!(heard, [2, 3, 4]);
    soon("the count", async {
        while !metric(&world, "causeway_ephemerals_dropped_total 3").await {}
    })
    .await;
}

/// What it costs is measured by `cargo xtask bench probing`.
#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_thousand_unknown_documents_are_all_answered_and_few_are_looked_for() {
    const MANY: u32 = 100_000;
    let world = World::new(Limits::default()).await;
    let socket = joined(&world, "mallory").await;
    let (mut sink, mut stream) = socket.split();
    let asking = async {
        for n in 0..MANY {
            let mut id = [1; 16];
            id[..4].copy_from_slice(&n.to_be_bytes());
            let ask = letter(DocumentId::from_bytes(id), vec![0x42, 0, 0, 0, 0]);
            sink.feed(bytes(encode(&Frame::Request(ask)))).await.unwrap();
        }
        sink.flush().await.unwrap();
    };
    let hearing = async {
        for _ in 0..MANY {
            let answered = async {
                while !matches!(stream.next().await.unwrap().unwrap(), Message::Binary(_)) {}
            };
            soon("an answer", answered).await;
        }
    };
    tokio::join!(asking, hearing);
    let told = request(&world, "GET", "/metrics").await;
    let number = |name: &str| -> usize {
        told.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok()).unwrap()
    };
    // A hundred are waited for, and as many were being looked for when that was found out.
    let refused = number("causeway_unknown_refused_total ");
    assert!((99_800..=99_900).contains(&refused), "{refused}");
    // Nothing is kept of the others.
    let open = number("causeway_documents ");
    assert!(open <= 200, "{open}");
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
    let mut doc = with_text(noise(MOST * 95 / 100 * 8 / 7));
    let name = PeerId::new("ana").unwrap();
    let size = doc.save().len();
    assert!((MOST * 85 / 100..MOST).contains(&size), "{size}");
    let mut ana = Client::join(&world.url(), name, MAP, Some(doc)).await.unwrap();
    until_stored(&mut ana).await;
    write(&mut ana, "title", "Still fits").await;
    until_stored(&mut ana).await;
    let mut ben = world.client("ben").await;
    until_text(&mut ben, "title", "Still fits").await;
    assert!(text(&mut ben, "text").is_some());
}

#[tokio::test]
async fn the_operators_addresses_are_answered_only_where_they_were_asked_for() {
    let world = World::new(Limits::default()).await;
    assert!(request(&world, "GET", "/readyz").await.ends_with("ready\n"));
    let told = request(&world, "GET", "/metrics").await;
    assert!(told.contains("\r\ncontent-type: application/openmetrics-text"), "{told}");
    assert!(told.ends_with("# EOF\n"), "{told}");
    let mut socket = joined(&world, "ana").await;
    assert!(metric(&world, "causeway_sockets 1").await);
    socket.send(bytes(vec![0])).await.unwrap();
    assert!(next_frame(&mut socket).await.is_none());
    assert!(metric(&world, "causeway_sockets_closed_total{code=\"1002\"} 1").await);
}
