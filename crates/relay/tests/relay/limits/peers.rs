//! What one peer may send, leave unread, and take its time for.

use std::time::Duration;

use causeway_relay::Limits;
use causeway_sync::wire::{Frame, Payload};
use futures_util::{SinkExt, StreamExt};
use tokio_tungstenite::tungstenite::Message;

use crate::client::News;
use crate::http::until_metric;
use crate::socket::{asking, close, join, joined, next_frame, socket};
use crate::world::{World, soon, until, until_unavailable};

pub(super) async fn who_sends_a_long_message_is_closed(limits: Limits) {
    let world = World::new(limits).await;
    let mut socket = joined(&world, "mallory").await;
    socket.send(vec![0; 5000].into()).await.unwrap();
    assert_eq!(close(&mut socket).await, (1009, "message too long".to_owned()));
}

pub(super) async fn who_joins_at_length_is_closed(limits: Limits) {
    let world = World::new(limits).await;
    let mut socket = socket(&world).await;
    socket.send(join(&"x".repeat(100))).await.unwrap();
    assert_eq!(close(&mut socket).await, (1009, "message too long".to_owned()));
}

pub(super) async fn who_does_not_join_is_closed(limits: Limits) {
    let world = World::new(limits).await;
    let told = close(&mut socket(&world).await).await;
    assert_eq!(told, (1008, "no join came in time".to_owned()));
}

pub(super) async fn who_says_nothing_is_asked_whether_it_is_there(limits: Limits) {
    let world = World::new(limits).await;
    let mut socket = joined(&world, "ana").await;
    for _ in 0..2 {
        let message = soon("a ping", socket.next()).await.unwrap().unwrap();
        assert!(matches!(message, Message::Ping(_)), "{message:?}");
    }
}

pub(super) async fn who_does_not_answer_or_does_not_read_is_closed(limits: Limits) {
    let world = World::new(limits.clone()).await;
    // Pings come so seldom here that the answers don't count.
    let told = close(&mut joined(&world, "ana").await).await;
    assert_eq!(told, (1001, "nothing was heard for too long".to_owned()));

    // One that speaks all the while, but doesn't read.
    let world = World::new(Limits { ping_every: Duration::from_millis(50), ..loud(&limits) }).await;
    let sloth = asking(&world, "sloth").await;
    let (mut sink, mut stream) = sloth.split();
    let speaking = async {
        let mut ticks = tokio::time::interval(Duration::from_millis(100));
        while sink.send(Message::Ping(Vec::new().into())).await.is_ok() {
            ticks.tick().await;
        }
    };
    let told = async {
        Box::pin(say_much(&world)).await;
        until_metric(&world, SLOW).await;
    };
    tokio::select! {
        () = speaking => panic!("it was cut off"),
        () = told => {}
    }
    let closed = soon("the close", async {
        loop {
            if let Message::Close(frame) = stream.next().await.unwrap().unwrap() {
                break frame.unwrap();
            }
        }
    });
    assert_eq!(u16::from(closed.await.code), 1013);
}

pub(super) async fn who_is_dead_loses_its_name(limits: Limits) {
    let world = World::new(limits).await;
    // It is open, but whoever had it never reads again, and so answers no ping.
    let mut dead = joined(&world, "ana").await;
    soon("the name to be free", async {
        loop {
            let mut socket = socket(&world).await;
            socket.send(join("ana")).await.unwrap();
            if let Some(Frame::Peer(_)) = next_frame(&mut socket).await {
                return;
            }
        }
    })
    .await;
    assert_eq!(close(&mut dead).await, (1001, "nothing was heard for too long".to_owned()));
}

pub(super) async fn who_never_reads_the_close_is_cut_off(limits: Limits) {
    let limits = Limits { outbox_bytes: 1 << 20, ..loud(&limits) };
    let world = World::new(limits).await;
    let _sloth = asking(&world, "sloth").await;
    Box::pin(say_much(&world)).await;
    until_metric(&world, SLOW).await;
    until_metric(&world, "causeway_sockets 0").await;
}

pub(super) async fn who_leaves_many_messages_unread_is_closed(limits: Limits) {
    leave_unread(loud(&limits)).await;
}

pub(super) async fn who_leaves_many_bytes_unread_is_closed(limits: Limits) {
    leave_unread(loud(&limits)).await;
}

async fn leave_unread(limits: Limits) {
    let world = World::new(limits).await;
    let mut sloth = asking(&world, "sloth").await;
    Box::pin(say_much(&world)).await;
    until_metric(&world, SLOW).await;
    let told = close(&mut sloth).await;
    assert_eq!(told, (1013, "too much was waiting to be read; connect again".to_owned()));
}

const SLOW: &str = "causeway_sockets_closed_total{code=\"1013\"} 1";

/// Limits within which much may be said.
fn loud(limits: &Limits) -> Limits {
    Limits { ephemeral_bytes: 2 << 20, ephemerals_per_second: 1000, ..limits.clone() }
}

/// Says more than the buffers of two sockets hold, while somebody else hears it.
async fn say_much(world: &World) {
    let (mut ana, mut ben) = (world.client("ana").await, world.client("ben").await);
    until_unavailable(&mut ana).await;
    until_unavailable(&mut ben).await;
    let much = Payload::new(vec![7; 1 << 20]).unwrap();
    for _ in 0..32 {
        ana.say(&much).await.unwrap();
        until(&mut ben, "the word", |_, news| matches!(news, News::Heard { .. })).await;
    }
}
