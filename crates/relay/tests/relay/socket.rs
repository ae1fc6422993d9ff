//! Sockets without a client behind them.

use automerge::AutoCommit;
use causeway_sync::ids::{DocumentId, PeerId};
use causeway_sync::wire::{Frame, Join, Letter, Metadata, Payload, decode, encode};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::world::{MAP, World, soon};

pub(crate) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

pub(crate) async fn socket(world: &World) -> Socket {
    connect_async(world.url()).await.unwrap().0
}

pub(crate) fn peer(name: &str) -> PeerId {
    PeerId::new(name).unwrap()
}

pub(crate) fn join(name: &str) -> Message {
    let join = Join { sender: peer(name), metadata: Metadata::default(), versions: None };
    Message::Binary(encode(&Frame::Join(join)).into())
}

/// A socket that has joined.
pub(crate) async fn joined(world: &World, name: &str) -> Socket {
    let mut socket = socket(world).await;
    socket.send(join(name)).await.unwrap();
    assert!(matches!(next_frame(&mut socket).await, Some(Frame::Peer(_))));
    socket
}

/// A message that asks for a document.
pub(crate) fn request(name: &str, document: DocumentId) -> Message {
    let data = Payload::new(vec![0x42, 0, 0, 0, 0]).unwrap();
    let letter = Letter { sender: peer(name), target: peer("relay"), document, data };
    Message::Binary(encode(&Frame::Request(letter)).into())
}

/// A socket that has joined and asked for the map; it has heard that nobody has it.
pub(crate) async fn asking(world: &World, name: &str) -> Socket {
    let mut socket = joined(world, name).await;
    socket.send(request(name, MAP)).await.unwrap();
    assert!(matches!(next_frame(&mut socket).await, Some(Frame::DocUnavailable(_))));
    socket
}

/// A sync message that brings a document at once.
pub(crate) fn bringing(doc: &mut AutoCommit) -> Vec<u8> {
    let change = doc.save();
    [vec![0x42, 0, 0, 0, 1], number(change.len()), change].concat()
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

/// The next frame; none when the relay closes.
pub(crate) async fn next_frame(socket: &mut Socket) -> Option<Frame> {
    loop {
        match soon("a message", socket.next()).await?.ok()? {
            Message::Binary(bytes) => return Some(decode(&bytes).unwrap()),
            Message::Close(_) => return None,
            _ => {}
        }
    }
}

/// The code that the relay closes with.
pub(crate) async fn code(socket: &mut Socket) -> u16 {
    close(socket).await.0
}

/// The code that the relay closes with, and the reason.
pub(crate) async fn close(socket: &mut Socket) -> (u16, String) {
    loop {
        match soon("the close", socket.next()).await {
            Some(Ok(Message::Close(frame))) => {
                let frame = frame.unwrap();
                return (frame.code.into(), frame.reason.to_string());
            }
            Some(Ok(_)) => {}
            other => panic!("ended without a close: {other:?}"),
        }
    }
}
