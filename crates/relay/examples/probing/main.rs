//! What it costs a relay to be probed, and what a prober can learn from the time.
//!
//! Asks a relay in this process over real sockets, and prints two tables: the time that it takes to be
//! told of a document that one has no key to, and of one that isn't there; and the time and memory
//! that a hundred thousand unknown documents cost on one socket.

use std::error::Error;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use automerge::transaction::Transactable;
use automerge::{AutoCommit, ROOT};
use causeway_relay::{Access, Config, Relay};
use causeway_sync::ids::{DocumentId, PeerId};
use causeway_sync::wire::{Frame, Join, Letter, Metadata, Payload, encode};
use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Failure = Box<dyn Error>;
type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

const OWN: DocumentId = DocumentId::from_bytes([7; 16]);
const FORBIDDEN: DocumentId = DocumentId::from_bytes([8; 16]);
const UNKNOWN: DocumentId = DocumentId::from_bytes([9; 16]);

/// How often each of the two is asked for.
const PAIRS: usize = 1000;

/// How many unknown documents are asked for at once, and how often.
const BATCH: u32 = 10_000;
const BATCHES: u8 = 10;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    tell_apart().await?;
    flood().await
}

/// Whether the time of an answer tells what is forbidden from what isn't there.
async fn tell_apart() -> Result<(), Failure> {
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
    writeln!(out, "medians apart{:8.1}   (≤ 1000)\n", micros(apart))?;
    // An error means that it has stopped already.
    let _ = stop.send(());
    Ok(())
}

/// What many unknown documents cost on one socket.
async fn flood() -> Result<(), Failure> {
    let (address, stop) = relay(Access::Open).await?;
    let mut socket = joined(&format!("ws://{address}/sync")).await?;
    let before = memory()?;
    let mut out = io::stdout();
    writeln!(out, "Unknown documents on one socket")?;
    writeln!(out, "     asked  ms/{BATCH}  MB more")?;
    for batch in 0..BATCHES {
        let began = Instant::now();
        let (mut sink, mut stream) = (&mut socket).split();
        let asking = async {
            for n in 0..BATCH {
                let mut id = [batch; 16];
                id[..4].copy_from_slice(&n.to_be_bytes());
                sink.feed(request(DocumentId::from_bytes(id))).await?;
            }
            sink.flush().await
        };
        let hearing = async {
            let mut heard = 0;
            while heard < BATCH {
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
        let grown = memory()?.saturating_sub(before);
        let asked = u32::from(batch + 1) * BATCH;
        writeln!(
            out,
            "{asked:10}{:10.0}{:9.1}",
            began.elapsed().as_secs_f64() * 1e3,
            megabytes(grown)
        )?;
    }
    writeln!(out, "                     (≤ 10)")?;
    let _ = stop.send(());
    Ok(())
}

/// A relay with a store on the disk, which goes with the process.
async fn relay(access: Access) -> Result<(SocketAddr, oneshot::Sender<()>), Failure> {
    let folder = tempfile::tempdir()?;
    let config = Config::new("127.0.0.1:0".parse()?, folder.path().to_owned(), access);
    let relay = Relay::bind(config).await?;
    let address = relay.address();
    let (stop, stopped) = oneshot::channel();
    tokio::spawn(async move {
        let asked = async { _ = stopped.await };
        relay.serve(asked).await;
        drop(folder);
    });
    Ok((address, stop))
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

async fn joined(url: &str) -> Result<Socket, Failure> {
    let (mut socket, _) = connect_async(url).await?;
    let sender = PeerId::new("prober").ok_or("no name")?;
    let join = Join { sender, metadata: Metadata::default(), versions: None };
    socket.send(Message::Binary(encode(&Frame::Join(join)).into())).await?;
    answer(&mut socket).await?;
    Ok(socket)
}

/// Waits for the next message of the protocol.
async fn answer(socket: &mut Socket) -> Result<(), Failure> {
    while let Some(message) = socket.next().await {
        if let Message::Binary(_) = message? {
            return Ok(());
        }
    }
    Err("the relay hung up".into())
}

#[allow(clippy::unwrap_used, reason = "the names and bytes here are good ones")]
fn request(document: DocumentId) -> Message {
    let [sender, target] = ["prober", "relay"].map(|name| PeerId::new(name).unwrap());
    let data = Payload::new(vec![0x42, 0, 0, 0, 0]).unwrap();
    let letter = Letter { sender, target, document, data };
    Message::Binary(encode(&Frame::Request(letter)).into())
}

/// The memory of this process, in bytes; where the system doesn't say, none.
fn memory() -> Result<u64, Failure> {
    let Ok(text) = std::fs::read_to_string("/proc/self/statm") else { return Ok(0) };
    let pages: u64 = text.split(' ').nth(1).ok_or("no number")?.parse()?;
    Ok(pages * 4096)
}

#[allow(clippy::cast_precision_loss, reason = "it is shown with one digit after the point")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
