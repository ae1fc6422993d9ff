//! A relay in this process, and a socket that asks it for documents.

use std::error::Error;
use std::net::SocketAddr;

use causeway_relay::{Access, Config, Relay};
use causeway_sync::ids::{DocumentId, PeerId};
use causeway_sync::wire::{Frame, Join, Letter, Metadata, Payload, encode};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

pub(crate) type Failure = Box<dyn Error>;
pub(crate) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A relay with a store on the disk, which goes with the process.
pub(crate) async fn relay(access: Access) -> Result<(SocketAddr, oneshot::Sender<()>), Failure> {
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

/// A socket that has joined.
pub(crate) async fn joined(url: &str) -> Result<Socket, Failure> {
    let (mut socket, _) = connect_async(url).await?;
    let sender = PeerId::new("prober").ok_or("no name")?;
    let join = Join { sender, metadata: Metadata::default(), versions: None };
    socket.send(Message::Binary(encode(&Frame::Join(join)).into())).await?;
    answer(&mut socket).await?;
    Ok(socket)
}

/// Waits for the next message of the protocol.
pub(crate) async fn answer(socket: &mut Socket) -> Result<(), Failure> {
    while let Some(message) = socket.next().await {
        if let Message::Binary(_) = message? {
            return Ok(());
        }
    }
    Err("the relay hung up".into())
}

/// A message that asks for a document.
#[allow(clippy::unwrap_used, reason = "the names and bytes here are good ones")]
pub(crate) fn request(document: DocumentId) -> Message {
    let [sender, target] = ["prober", "relay"].map(|name| PeerId::new(name).unwrap());
    let data = Payload::new(vec![0x42, 0, 0, 0, 0]).unwrap();
    let letter = Letter { sender, target, document, data };
    Message::Binary(encode(&Frame::Request(letter)).into())
}
