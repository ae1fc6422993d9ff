//! Peers that don't keep to the rules, and what becomes of them.

use std::time::Duration;

use causeway_relay::Limits;
use causeway_sync::ids::SessionId;
use causeway_sync::wire::{Ephemeral, Frame, Letter, Payload, encode};
use futures_util::{SinkExt, StreamExt};
use tokio_tungstenite::tungstenite::Message;

use crate::client::News;
use crate::http::until_metric;
use crate::socket::{asking, close, code, join, joined, next_frame, peer, socket};
use crate::world::{
    MAP, World, beside, soon, until, until_stored, until_text, until_unavailable, write,
};

#[tokio::test]
async fn what_breaks_the_rules_ends_with_a_code_that_says_why() {
    let limits = Limits { frame_bytes: 4096, frame_bytes_before_join: 64, ..Limits::default() };
    let world = World::new(limits).await;
    let long_name = join(&"x".repeat(100));
    let bytes = |length: usize| Message::Binary(vec![0; length].into());
    let text = Message::Text("hello".into());
    let cases = [
        ("a long join", None, long_name, 1009),
        ("garbage", None, bytes(3), 1002),
        ("garbage after the join", Some("ana"), bytes(3), 1002),
        ("a long message", Some("ben"), bytes(5000), 1009),
        ("a text", Some("cem"), text, 1003),
        ("another name", Some("dan"), join("eve"), 1002),
    ];
    for (what, name, message, expected) in cases {
        let mut socket = match name {
            Some(name) => joined(&world, name).await,
            None => socket(&world).await,
        };
        socket.send(message).await.unwrap();
        assert_eq!(code(&mut socket).await, expected, "{what}");
    }
}

#[tokio::test]
async fn bytes_that_promise_more_than_there_is_end_their_socket_and_say_so() {
    let counts = [vec![0x42, 0, 0, 0], vec![0xff; 9], vec![1]].concat();
    let letter = Letter {
        sender: peer("mallory"),
        target: peer("relay"),
        document: MAP,
        data: Payload::new(counts).unwrap(),
    };
    let deep = [vec![0xa1, 0x61, b'x'], vec![0x81; 1 << 20]].concat();
    let world = World::new(Limits::default()).await;
    for (bytes, reason) in
        [(encode(&Frame::Sync(letter)), "not a sync message"), (deep, "not the sync protocol")]
    {
        let mut socket = joined(&world, "mallory").await;
        socket.send(bytes.into()).await.unwrap();
        assert_eq!(close(&mut socket).await, (1002, reason.to_owned()));
    }
}

#[tokio::test]
async fn who_answers_pings_stays() {
    let limits = Limits {
        ping_every: Duration::from_millis(20),
        idle_after: Duration::from_millis(500),
        ..Limits::default()
    };
    let world = World::new(limits).await;
    let mut socket = joined(&world, "ana").await;
    for _ in 0..40 {
        let message = soon("a ping", socket.next()).await.unwrap().unwrap();
        assert!(matches!(message, Message::Ping(_)));
    }
}

#[tokio::test]
async fn a_name_that_is_taken_is_refused_and_its_owner_stays() {
    let world = World::new(Limits::default()).await;
    let mut ana = world.client("ana").await;
    until_unavailable(&mut ana).await;
    let mut impostor = socket(&world).await;
    impostor.send(join("ana")).await.unwrap();
    assert!(matches!(next_frame(&mut impostor).await, Some(Frame::Error(_))));
    write(&mut ana, "title", "Still here").await;
    until_stored(&mut ana).await;
    drop(ana);
}

#[tokio::test]
async fn nobody_speaks_in_anothers_name() {
    let world = World::new(Limits::default()).await;
    let mut ana = world.client("ana").await;
    until_unavailable(&mut ana).await;
    let mut mallory = joined(&world, "mallory").await;
    for (sender, word, count) in [("ben", "forged", 1), ("mallory", "honest", 1)] {
        let said = Ephemeral {
            sender: peer(sender),
            target: peer("ana"),
            document: MAP,
            session: SessionId::new("one").unwrap(),
            count,
            data: Payload::new(word.into()).unwrap(),
        };
        let frame = encode(&Frame::Ephemeral(said));
        mallory.send(Message::Binary(frame.into())).await.unwrap();
    }
    until(&mut ana, "the honest word", |_, news| {
        let News::Heard { author, data } = news else { return false };
        assert_eq!((author.as_str(), data.as_bytes()), ("mallory", &b"honest"[..]));
        true
    })
    .await;
}

#[tokio::test]
async fn a_message_that_is_no_sync_message_ends_only_its_sender() {
    let world = World::new(Limits::default()).await;
    let mut ana = world.client("ana").await;
    until_unavailable(&mut ana).await;
    let mut mallory = joined(&world, "mallory").await;
    let letter = Letter {
        sender: peer("mallory"),
        target: peer("relay"),
        document: MAP,
        data: Payload::new(vec![0x42, 1, 2, 3]).unwrap(),
    };
    mallory.send(Message::Binary(encode(&Frame::Sync(letter)).into())).await.unwrap();
    assert_eq!(code(&mut mallory).await, 1002);
    write(&mut ana, "title", "Still here").await;
    until_stored(&mut ana).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_too_slowly_is_told_so_when_it_reads_on_and_the_others_notice_nothing() {
    let limits = Limits {
        outbox_bytes: 1 << 20,
        ephemeral_bytes: 2 << 20,
        ephemerals_per_second: 1000,
        ..Limits::default()
    };
    let world = World::new(limits).await;
    let (mut ana, mut ben) = (world.client("ana").await, world.client("ben").await);
    until_unavailable(&mut ana).await;
    until_unavailable(&mut ben).await;
    let mut sloth = asking(&world, "sloth").await;
    // More than the buffers of the two sockets and the queue hold.
    let much = Payload::new(vec![7; 1 << 20]).unwrap();
    for _ in 0..32 {
        ana.say(&much).await.unwrap();
        until(&mut ben, "the word", |_, news| matches!(news, News::Heard { .. })).await;
    }
    until_metric(&world, "causeway_sockets_closed_total{code=\"1013\"} 1").await;
    // It is out, and its name is free for when it comes back.
    write(&mut ana, "title", "Grow").await;
    let mut rested = world.client("sloth").await;
    beside(&mut ana, until_text(&mut rested, "title", "Grow")).await;
    // What is under test is that time passes: longer than a close may take when the relay stops.
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let mut heard = 0;
    let told = loop {
        match soon("the close", sloth.next()).await.unwrap().unwrap() {
            Message::Binary(_) => heard += 1,
            Message::Close(frame) => break frame.unwrap(),
            other => assert!(matches!(other, Message::Ping(_)), "{other:?}"),
        }
    };
    assert!(heard < 32, "all of it arrived");
    assert_eq!(u16::from(told.code), 1013);
    assert_eq!(told.reason.as_str(), "too much was waiting to be read; connect again");
}
