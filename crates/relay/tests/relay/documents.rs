//! What the relay promises about documents.

use std::time::Duration;

use causeway_relay::Limits;
use causeway_sync::store::{Fault, SharedChunkStore, StoreError};
use causeway_sync::wire::Payload;

use crate::client::News;
use crate::http::until_metric;
use crate::world::{
    MAP, World, beside, closing_code, text, until, until_stored, until_text, until_unavailable,
    write,
};

#[tokio::test]
async fn two_clients_edit_one_document() {
    let world = World::new(Limits::default()).await;
    let (mut ana, mut ben) = (world.client("ana").await, world.client("ben").await);
    until_unavailable(&mut ana).await;
    write(&mut ana, "title", "Grow").await;
    beside(&mut ana, until_text(&mut ben, "title", "Grow")).await;
    write(&mut ben, "summary", "Faster").await;
    beside(&mut ben, until_text(&mut ana, "summary", "Faster")).await;
    beside(&mut ben, until_stored(&mut ana)).await;
    write(&mut ana, "currency", "EUR").await;
    beside(&mut ana, until_text(&mut ben, "currency", "EUR")).await;
    until_stored(&mut ana).await;
}

#[tokio::test]
async fn work_is_acknowledged_only_when_the_store_has_it() {
    let world = World::new(Limits::default()).await;
    world.store.inject(Fault::Refuse(StoreError::Full));
    let (mut ana, mut ben) = (world.client("ana").await, world.client("ben").await);
    write(&mut ana, "title", "Grow").await;
    // Others needn't wait for the disk.
    beside(&mut ana, until_text(&mut ben, "title", "Grow")).await;
    assert!(!ana.is_stored());
    assert!(SharedChunkStore::load(&world.store, MAP).await.unwrap().is_empty());
    until_stored(&mut ana).await;
    assert!(!SharedChunkStore::load(&world.store, MAP).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_document_that_cannot_be_loaded_is_unavailable_and_asked_for_again_later() {
    let world = World::new(Limits::default()).await;
    let mut ana = world.client("ana").await;
    write(&mut ana, "title", "Grow").await;
    until_stored(&mut ana).await;
    let store = world.stop().await;

    store.inject(Fault::CrashBefore);
    assert!(SharedChunkStore::remove(&store, MAP).await.is_err());
    let world = World::with_store(Limits::default(), store).await;
    until_unavailable(&mut world.client("ben").await).await;
    world.store.reopen();
    until_text(&mut world.client("cem").await, "title", "Grow").await;
}

#[tokio::test]
async fn a_document_that_nobody_has_open_is_let_go_and_found_again() {
    let limits = Limits { unload_after: Duration::ZERO, ..Limits::default() };
    let world = World::new(limits).await;
    for round in 0..5 {
        let mut ana = world.client(&format!("ana {round}")).await;
        if round > 0 {
            until_text(&mut ana, "round", &(round - 1).to_string()).await;
        }
        write(&mut ana, "round", &round.to_string()).await;
        until_stored(&mut ana).await;
        drop(ana);
        until_metric(&world, "causeway_documents 0").await;
    }
}

#[tokio::test]
async fn an_orderly_stop_saves_what_came_and_says_goodbye() {
    let world = World::new(Limits::default()).await;
    let (mut ana, mut ben) = (world.client("ana").await, world.client("ben").await);
    write(&mut ana, "title", "Last words").await;
    beside(&mut ana, until_text(&mut ben, "title", "Last words")).await;
    let stopped = tokio::spawn(world.stop());
    assert_eq!(closing_code(&mut ana).await, Some(1001));
    let world = World::with_store(Limits::default(), stopped.await.unwrap()).await;
    until_text(&mut world.client("cem").await, "title", "Last words").await;
}

#[tokio::test]
async fn what_is_said_reaches_the_others_once() {
    let world = World::new(Limits::default()).await;
    let (mut ana, mut ben) = (world.client("ana").await, world.client("ben").await);
    until_unavailable(&mut ana).await;
    until_unavailable(&mut ben).await;
    for word in [b"one", b"two"] {
        ana.say(&Payload::new(word.to_vec()).unwrap()).await.unwrap();
    }
    let mut heard = Vec::new();
    until(&mut ben, "both words", |_, news| {
        if let News::Heard { author, data } = news {
            assert_eq!(author.as_str(), "ana");
            heard.push(data.as_bytes().to_vec());
        }
        heard.len() == 2
    })
    .await;
    assert_eq!(heard, [b"one", b"two"]);
    assert_eq!(text(&mut ben, "title"), None);
}
