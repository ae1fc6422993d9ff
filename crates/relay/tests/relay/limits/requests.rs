//! Who may connect and ask, and how often.

use causeway_relay::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Error;

use crate::http::ask;
use crate::keys::{claim, map, socket_with, with_key};
use crate::socket::joined;
use crate::world::{MAP, World, soon};

pub(super) async fn only_so_many_connect_from_one_address(limits: Limits) {
    fill(limits).await;
}

pub(super) async fn only_so_many_connect(limits: Limits) {
    fill(limits).await;
}

/// Takes the only place, and gives it back.
async fn fill(limits: Limits) {
    let world = World::new(limits).await;
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

pub(super) async fn half_a_request_is_not_waited_for(limits: Limits) {
    let world = World::new(limits).await;
    let mut socket = TcpStream::connect(world.address).await.unwrap();
    socket.write_all(b"GET / HTTP/1.1\r\nhost:").await.unwrap();
    let mut rest = Vec::new();
    soon("the end of half a request", socket.read_to_end(&mut rest)).await.unwrap();
}

pub(super) async fn half_a_claim_is_not_waited_for(limits: Limits) {
    let world = World::with_keys(limits).await;
    let slow = format!(
        "POST /api/workspaces/{MAP} HTTP/1.1\r\nhost: {}\r\ncontent-length: 10\r\n\r\n",
        world.address
    );
    let mut socket = TcpStream::connect(world.address).await.unwrap();
    socket.write_all(slow.as_bytes()).await.unwrap();
    let mut head = [0; 12];
    soon("the refusal", socket.read_exact(&mut head)).await.unwrap();
    assert_eq!(&head, b"HTTP/1.1 408");
}

pub(super) async fn who_claims_much_hears_when_to_come_back(limits: Limits) {
    let world = World::with_keys(limits).await;
    let claim =
        async || ask(&world, "POST", &format!("/api/workspaces/{MAP}"), &[], b"no document").await;
    assert_eq!(claim().await.status, 422);
    let answer = claim().await;
    assert_eq!(answer.status, 429);
    assert!(answer.head.contains("\r\nretry-after: 60"), "{}", answer.head);
}

pub(super) async fn who_asks_for_many_tickets_has_to_wait(limits: Limits) {
    let world = World::with_keys(limits).await;
    assert_eq!(ask(&world, "POST", "/api/tickets", &[], b"").await.status, 401);
    let answer = ask(&world, "POST", "/api/tickets", &[], b"").await;
    assert_eq!(answer.status, 429);
    assert!(answer.head.contains("\r\nretry-after: 60"), "{}", answer.head);
}

pub(super) async fn a_ticket_that_is_too_old_opens_nothing(limits: Limits) {
    let good_for = limits.ticket_within;
    let world = World::with_keys(limits).await;
    let own = claim(&world, MAP, &mut map()).await;
    let ticket = async || {
        let answer = with_key(&world, "POST", "/api/tickets", &own.edit).await;
        // Whole seconds, and at least one.
        assert_eq!(answer.json()["expires_in"], 1);
        answer.json()["ticket"].as_str().unwrap().to_owned()
    };
    let old = ticket().await;
    // What is under test is that time passes.
    tokio::time::sleep(good_for).await;
    let by_protocol = socket_with(&world, &old).await.err().unwrap();
    assert!(matches!(by_protocol, Error::Http(answer) if answer.status() == 401));
    let url = format!("{}?ticket={}", world.url(), ticket().await);
    tokio::time::sleep(good_for).await;
    let by_address = tokio_tungstenite::connect_async(url).await.err().unwrap();
    assert!(matches!(by_address, Error::Http(answer) if answer.status() == 401));
}
