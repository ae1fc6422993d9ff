//! What may be said to the others without being stored.

use causeway_relay::Limits;
use causeway_sync::ids::SessionId;
use causeway_sync::wire::{Ephemeral, Frame, Payload, encode};
use futures_util::SinkExt;

use crate::client::{Client, News};
use crate::http::until_metric;
use crate::keys::{claim, client, joined_with, map};
use crate::socket::{Socket, joined, peer};
use crate::world::{MAP, World, until, until_text, until_unavailable};

pub(super) async fn what_is_long_is_not_heard(limits: Limits) {
    let world = World::new(limits).await;
    let mut ana = world.client("ana").await;
    until_unavailable(&mut ana).await;
    let mut mallory = joined(&world, "mallory").await;
    say(&mut mallory, "mallory", [vec![1; 2 << 10], vec![2; 1 << 10]]).await;
    assert_eq!(heard(&mut ana, 1).await, [2]);
    until_metric(&world, "causeway_ephemerals_dropped_total 1").await;
}

pub(super) async fn an_editor_who_says_much_is_not_heard(limits: Limits) {
    let world = World::new(limits).await;
    let mut ana = world.client("ana").await;
    until_unavailable(&mut ana).await;
    let mut mallory = joined(&world, "mallory").await;
    say(&mut mallory, "mallory", [vec![1], vec![2], vec![3]]).await;
    assert_eq!(heard(&mut ana, 1).await, [1]);
    until_metric(&world, "causeway_ephemerals_dropped_total 2").await;
}

pub(super) async fn a_viewer_who_says_much_is_not_heard(limits: Limits) {
    let world = World::with_keys(limits).await;
    let own = claim(&world, MAP, &mut map()).await;
    let mut ana = client(&world, &own.edit, "ana").await;
    until_text(&mut ana, "title", "Grow").await;
    let mut vic = joined_with(&world, &own.view, "vic").await;
    say(&mut vic, "vic", [vec![1], vec![2], vec![3]]).await;
    assert_eq!(heard(&mut ana, 1).await, [1]);
    until_metric(&world, "causeway_ephemerals_dropped_total 2").await;

    // Who may edit is held to a limit of its own.
    let mut eve = joined_with(&world, &own.edit, "eve").await;
    say(&mut eve, "eve", [vec![4], vec![5], vec![6]]).await;
    assert_eq!(heard(&mut ana, 3).await, [4, 5, 6]);
}

async fn say<const N: usize>(socket: &mut Socket, me: &str, words: [Vec<u8>; N]) {
    for (count, word) in (1..).zip(words) {
        let said = Ephemeral {
            sender: peer(me),
            target: peer("ana"),
            document: MAP,
            session: SessionId::new("one").unwrap(),
            count,
            data: Payload::new(word).unwrap(),
        };
        let frame = encode(&Frame::Ephemeral(said));
        socket.feed(frame.into()).await.unwrap();
    }
    socket.flush().await.unwrap();
}

/// The first bytes of the next words that are heard.
async fn heard(client: &mut Client, count: usize) -> Vec<u8> {
    let mut heard = Vec::new();
    until(client, "the words", |_, news| {
        if let News::Heard { data, .. } = news {
            heard.push(data.as_bytes()[0]);
        }
        heard.len() == count
    })
    .await;
    heard
}
