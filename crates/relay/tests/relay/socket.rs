//! Sockets without a client behind them.

use causeway_sync::ids::PeerId;
use causeway_sync::wire::{Frame, Join, Metadata, decode, encode};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::world::{World, soon};

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
