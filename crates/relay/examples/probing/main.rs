//! What it costs a relay to be probed, and what a prober can learn from the time.
//!
//! Asks a relay in this process over real sockets, and prints two tables: the time that it takes to be
//! told of a document that one has no key to, and of one that isn't there; and the time, work and
//! memory that a hundred thousand unknown documents cost on one socket. Ends with an error where one of
//! them is beyond its bound.

mod asking;
mod bounds;
mod flood;

use std::io::{self, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use automerge::transaction::Transactable;
use automerge::{AutoCommit, ROOT};
use causeway_relay::Access;
use causeway_sync::ids::DocumentId;
use futures_util::SinkExt;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::asking::{Failure, answer, joined, relay, request};
use crate::bounds::{APART, MOST_BYTES};

const OWN: DocumentId = DocumentId::from_bytes([7; 16]);
const FORBIDDEN: DocumentId = DocumentId::from_bytes([8; 16]);
const UNKNOWN: DocumentId = DocumentId::from_bytes([9; 16]);

/// How often each of the two is asked for.
const PAIRS: usize = 1000;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    // Both are printed, whatever the first says.
    let (apart, flooded) = (tell_apart().await?, flood().await?);
    apart?;
    flooded?;
    Ok(())
}

/// Whether the time of an answer tells what is forbidden from what isn't there.
async fn tell_apart() -> Result<Result<(), String>, Failure> {
    let (address, stop) = relay(Access::Keys).await?;
    let key = claim(address, OWN).await?["edit_key"].as_str().unwrap_or_default().to_owned();
    claim(address, FORBIDDEN).await?;
    let bearer = format!("authorization: Bearer {key}\r\n");
    let ticket = post(address, "/api/tickets", &bearer, b"").await?;
    let ticket = ticket["ticket"].as_str().unwrap_or_default().to_owned();
    let mut socket = joined(&format!("ws://{address}/sync?ticket={ticket}")).await?;
    let mut times = [Vec::new(), Vec::new()];
    for n in 0..PAIRS {
        for which in [n % 2, 1 - n % 2] {
            let began = Instant::now();
            socket.send(request([FORBIDDEN, UNKNOWN][which])).await?;
            answer(&mut socket).await?;
            times[which].push(began.elapsed());
        }
    }
    let mut out = io::stdout().lock();
    writeln!(out, "Asked for {PAIRS} times in turn, in µs")?;
    writeln!(out, "               median    p95")?;
    let [forbidden, unknown] = times.map(|mut times| {
        times.sort();
        (times[times.len() / 2], times[times.len() * 95 / 100])
    });
    for (what, (median, p95)) in [("forbidden", forbidden), ("unknown", unknown)] {
        writeln!(out, "{what:12}{:9.1}{:7.1}", micros(median), micros(p95))?;
    }
    let apart = forbidden.0.abs_diff(unknown.0);
    writeln!(out, "medians apart{:8.1}   (≤ {:.0})\n", micros(apart), micros(APART))?;
    // An error means that it has stopped already.
    let _ = stop.send(());
    Ok(bounds::apart(apart))
}

/// What many unknown documents cost on one socket.
async fn flood() -> Result<Result<(), String>, Failure> {
    let (address, stop) = relay(Access::Open).await?;
    let mut out = io::stdout();
    writeln!(out, "Unknown documents on one socket")?;
    writeln!(out, "     asked  CPU ms/{0}  MB more", flood::BATCH)?;
    let batches = flood::flood(address, 0).await?;
    for (asked, batch) in (1..).map(|n| n * flood::BATCH).zip(&batches) {
        let flood::Batch { work, grown } = batch;
        writeln!(out, "{asked:10}{:14.0}{:9.1}", millis(*work), megabytes(*grown))?;
    }
    writeln!(out, "{:>33}", format!("(≤ {:.0})", megabytes(MOST_BYTES)))?;
    let _ = stop.send(());
    Ok(bounds::flooded(&batches))
}

async fn claim(address: SocketAddr, document: DocumentId) -> Result<Value, Failure> {
    let mut doc = AutoCommit::new();
    doc.put(ROOT, "title", "Grow")?;
    post(address, &format!("/api/workspaces/{document}"), "", &doc.save()).await
}

/// Asks over HTTP, and gives the answer's JSON.
async fn post(address: SocketAddr, path: &str, more: &str, body: &[u8]) -> Result<Value, Failure> {
    let mut stream = TcpStream::connect(address).await?;
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{more}content-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let body = answer.windows(4).position(|end| end == b"\r\n\r\n").ok_or("no answer")?;
    Ok(serde_json::from_slice(&answer[body + 4..])?)
}

#[allow(clippy::cast_precision_loss, reason = "it is shown with one digit after the point")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
