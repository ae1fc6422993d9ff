//! A native client of any automerge-repo server: one socket, one document.

use automerge::{AutoCommit, TextEncoding};
use causeway_sync::Heads;
use causeway_sync::connection::{Connection, Effect, Event, Role};
use causeway_sync::ids::{DocumentId, PeerId, SessionId};
use causeway_sync::room::{self, Direction, Remote, Room};
use causeway_sync::wire::{Frame, Metadata, Payload, encode};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// A client with one document open.
pub(crate) struct Client {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    connection: Connection,
    room: Room<()>,
    doc: AutoCommit,
    began: Instant,
}

/// What came from the server.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// The document has changed, or is known to be stored.
    Document,
    /// Somebody else at the document said something.
    Heard { author: PeerId, data: Payload },
    /// The server hasn't got the document.
    Unavailable,
    /// The socket is closed, with this code if there was one.
    Closed(Option<u16>),
}

impl Client {
    /// Connects, and asks for a document; `doc` is what this client has of it.
    pub(crate) async fn join(
        url: &str,
        me: PeerId,
        document: DocumentId,
        doc: Option<AutoCommit>,
    ) -> Result<Self, Error> {
        let (socket, _) = connect_async(url).await?;
        let metadata = Metadata { storage: None, is_ephemeral: true };
        let session = SessionId::from_random(rand::random());
        let empty = || AutoCommit::new_with_encoding(TextEncoding::Utf16CodeUnit);
        let mut client = Self {
            socket,
            connection: Connection::new(Role::Client, me.clone(), metadata),
            room: Room::new(document, me, session, Heads::default()),
            doc: doc.unwrap_or_else(empty),
            began: Instant::now(),
        };
        let opening = client.connection.handle(Event::Opened, 0);
        client.carry_out(opening).await?;
        Ok(client)
    }

    /// The document as it is here.
    pub(crate) fn doc(&mut self) -> &mut AutoCommit {
        &mut self.doc
    }

    /// Whether the server has said that it has all that is here.
    pub(crate) fn is_stored(&mut self) -> bool {
        self.room.synced_with(&(), &mut self.doc)
    }

    /// Edits the document, and tells the server.
    pub(crate) async fn edit(&mut self, edit: impl FnOnce(&mut AutoCommit)) -> Result<(), Error> {
        edit(&mut self.doc);
        let effects = self.room.local_change(&mut self.doc);
        self.carry_out_room(effects).await.map(drop)
    }

    /// Says something to all who have the document open.
    pub(crate) async fn say(&mut self, data: &Payload) -> Result<(), Error> {
        let effects = self.room.broadcast(data);
        self.carry_out_room(effects).await.map(drop)
    }

    /// The next message of the socket. It may be waited for beside other things: nothing is lost
    /// when the wait is given up.
    pub(crate) async fn message(&mut self) -> Option<Result<Message, Error>> {
        self.socket.next().await
    }

    /// Takes in a message, and gives what is new in it.
    pub(crate) async fn read(
        &mut self,
        message: Option<Result<Message, Error>>,
    ) -> Result<Vec<News>, Error> {
        match message {
            Some(Ok(Message::Binary(bytes))) => {
                let now_ms = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
                let effects = self.connection.handle(Event::Received(&bytes), now_ms);
                self.carry_out(effects).await
            }
            Some(Ok(Message::Close(frame))) => {
                Ok(vec![News::Closed(frame.map(|frame| frame.code.into()))])
            }
            Some(Ok(_)) => Ok(Vec::new()),
            Some(Err(error)) => Err(error),
            None => Ok(vec![News::Closed(None)]),
        }
    }

    async fn carry_out(&mut self, effects: Vec<Effect>) -> Result<Vec<News>, Error> {
        let mut news = Vec::new();
        for effect in effects {
            match effect {
                Effect::Send(bytes) => self.socket.send(Message::Binary(bytes.into())).await?,
                Effect::Ready { peer, .. } => {
                    let remote = Remote { peer, direction: Direction::Up };
                    let effects = self.room.connect((), remote, &mut self.doc);
                    news.append(&mut self.carry_out_room(effects).await?);
                }
                Effect::Deliver(frame) => news.append(&mut self.take(frame).await?),
                Effect::Close(_) => news.push(News::Closed(None)),
            }
        }
        Ok(news)
    }

    async fn take(&mut self, frame: Frame) -> Result<Vec<News>, Error> {
        let is_about_document = matches!(frame, Frame::Sync(_) | Frame::Request(_));
        let effects = self.room.receive(&(), frame, &mut self.doc);
        let mut news = self.carry_out_room(effects).await?;
        if is_about_document {
            news.push(News::Document);
        }
        Ok(news)
    }

    async fn carry_out_room(&mut self, effects: Vec<room::Effect<()>>) -> Result<Vec<News>, Error> {
        let mut news = Vec::new();
        for effect in effects {
            match effect {
                room::Effect::Send { frame, .. } => {
                    self.socket.send(Message::Binary(encode(&frame).into())).await?;
                }
                room::Effect::Heard { author, data } => news.push(News::Heard { author, data }),
                room::Effect::Unavailable => news.push(News::Unavailable),
                room::Effect::Close { .. } => news.push(News::Closed(None)),
                // What has changed is told once a message, whatever is in it.
                room::Effect::Changed { .. } => {}
            }
        }
        Ok(news)
    }
}
