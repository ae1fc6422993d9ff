//! What many unknown documents cost on one socket. In a process of its own, so that nothing else
//! is measured with it.
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "../../examples/probing/asking.rs"]
mod asking;
#[path = "../../examples/probing/bounds.rs"]
mod bounds;
#[path = "../../examples/probing/flood.rs"]
mod flood;

use std::time::Duration;

use causeway_relay::Access;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::bounds::{APART, MOST_BYTES};
use crate::flood::Batch;

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_thousand_unknown_documents_cost_the_same_each_and_are_not_kept() {
    let (address, stop) = asking::relay(Access::Open).await.unwrap();
    // Unoptimised, a thread takes much when it is used first, whatever for. What a relay that nobody
    // has asked before costs, optimised, `cargo xtask bench probing` measures.
    let batches = flood::flood(address, 1000).await.unwrap();
    assert_eq!(bounds::flooded(&batches), Ok(()), "{batches:#?}");

    let mut socket = TcpStream::connect(address).await.unwrap();
    let ask = format!("GET /metrics HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    socket.write_all(ask.as_bytes()).await.unwrap();
    let mut told = String::new();
    socket.read_to_string(&mut told).await.unwrap();
    let number = |name: &str| -> usize {
        told.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok()).unwrap()
    };
    // On each of two sockets a hundred are waited for, and a few were being looked for when that was
    // found out.
    let refused = number("causeway_unknown_refused_total ");
    assert!((100_784..=100_800).contains(&refused), "{refused}");
    let open = number("causeway_documents ");
    assert!(open <= 108, "{open}");
    stop.send(()).unwrap();
}

fn batches(cost: impl Fn(u32) -> (Duration, u64)) -> Vec<Batch> {
    let batch = |n| {
        let (work, grown) = cost(n);
        Batch { work, grown }
    };
    (0..10).map(batch).collect()
}

#[test]
fn what_grows_with_what_was_asked_before_is_beyond_the_bounds() {
    let ms = Duration::from_millis;
    assert!(bounds::flooded(&batches(|_| (ms(100), MOST_BYTES))).is_ok());
    // The first one warms up, and the machine has other things to do.
    let uneven = |n| (ms(if n == 0 || n == 8 { 400 } else { 100 }), 0);
    assert!(bounds::flooded(&batches(uneven)).is_ok());
    assert!(bounds::flooded(&batches(|n| (ms(20 * u64::from(n) + 10), 0))).is_err());
    assert!(bounds::flooded(&batches(|n| (ms(100), 2_000_000 * u64::from(n)))).is_err());
}

#[test]
fn medians_that_are_far_apart_are_beyond_the_bounds() {
    assert!(bounds::apart(APART).is_ok());
    assert!(bounds::apart(APART * 2).is_err());
}
