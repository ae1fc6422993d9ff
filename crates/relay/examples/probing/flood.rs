//! A hundred thousand documents that nobody has, asked for on one socket.

use std::fs::read_to_string;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use causeway_sync::ids::DocumentId;
use futures_util::{SinkExt, StreamExt};
use tokio_tungstenite::tungstenite::Message;

use crate::asking::{Failure, Socket, joined, request};

/// How many are asked for at once, and how often.
pub(crate) const BATCH: u32 = 10_000;
const BATCHES: u8 = 10;

/// What one batch cost this process, asking included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Batch {
    /// Time of the processors; where the system doesn't say, that which passed.
    pub(crate) work: Duration,
    /// How much memory there is more than before the first one, in bytes; where the system doesn't
    /// say, none.
    pub(crate) grown: u64,
}

/// Asks for them, and waits for each answer. So many others are asked for before anything is
/// measured, on a socket of their own.
pub(crate) async fn flood(address: SocketAddr, before: u32) -> Result<Vec<Batch>, Failure> {
    let url = format!("ws://{address}/sync");
    ask(&mut joined(&url).await?, u8::MAX, before).await?;
    let mut socket = joined(&url).await?;
    let before = memory().unwrap_or(0);
    let mut batches = Vec::new();
    for batch in 0..BATCHES {
        let (began, worked) = (Instant::now(), work());
        ask(&mut socket, batch, BATCH).await?;
        let took = began.elapsed();
        let work = work().zip(worked).map_or(took, |(now, before)| now.saturating_sub(before));
        let grown = memory().unwrap_or(0).saturating_sub(before);
        batches.push(Batch { work, grown });
    }
    Ok(batches)
}

/// Asks for so many, and waits for each answer.
async fn ask(socket: &mut Socket, batch: u8, count: u32) -> Result<(), Failure> {
    let (mut sink, mut stream) = socket.split();
    let asking = async {
        for n in 0..count {
            let mut id = [batch; 16];
            id[..4].copy_from_slice(&n.to_be_bytes());
            sink.feed(request(DocumentId::from_bytes(id))).await?;
        }
        sink.flush().await
    };
    let hearing = async {
        let mut heard = 0;
        while heard < count {
            match stream.next().await {
                Some(Ok(Message::Binary(_))) => heard += 1,
                Some(Ok(_)) => {}
                _ => return Err("the relay hung up"),
            }
        }
        Ok(())
    };
    let (asked, heard) = tokio::join!(asking, hearing);
    asked?;
    heard?;
    Ok(())
}

/// The memory of this process, in bytes.
fn memory() -> Option<u64> {
    let text = read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split(' ').nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

/// The time that processors have spent on this process.
fn work() -> Option<Duration> {
    let text = read_to_string("/proc/self/stat").ok()?;
    // Behind the name of the program, which may hold anything, in hundredths of a second.
    let (_, numbers) = text.rsplit_once(") ")?;
    let numbers = numbers.split(' ').skip(11).take(2).map(|number| number.parse::<u64>().ok());
    let hundredths: Option<u64> = numbers.sum();
    Some(Duration::from_millis(hundredths? * 10))
}
