//! One peer's socket, from the handshake to the close.

mod admission;
mod ending;
mod outbox;
mod peers;
mod visits;

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{RawQuery, State};
use axum::response::Response;
use bytes::Bytes;
use causeway_sync::connection::{Connection, Effect, Event, Role};
use causeway_sync::ids::PeerId;
use causeway_sync::store::SharedChunkStore;
use causeway_sync::wire::{Failure, Frame, Metadata, encode};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep, timeout, timeout_at};

use crate::access::Pass;
use crate::api::Refusal;
use crate::entrance::Place;
use crate::hub::Hub;
use crate::limits::Limits;
use crate::metrics::OneMore;
pub(crate) use crate::session::ending::Ending;
pub(crate) use crate::session::outbox::Outbox;
use crate::session::outbox::Queue;
pub(crate) use crate::session::peers::Peers;
use crate::session::peers::Seat;
use crate::session::visits::Visits;

/// How long a close may still take when the relay stops.
const CLOSE_AT_A_STOP_WITHIN: Duration = Duration::from_secs(1);

/// Answers `/sync`.
pub(crate) async fn upgrade<S: SharedChunkStore + 'static>(
    State(hub): State<Arc<Hub<S>>>,
    RawQuery(query): RawQuery,
    Extension(place): Extension<Arc<Place>>,
    request: WebSocketUpgrade,
) -> Result<Response, Refusal> {
    let (pass, request) = admission::admit(&hub, query.as_deref(), request).await?;
    let longest = hub.limits.frame_bytes;
    Ok(request.max_message_size(longest).max_frame_size(longest).on_upgrade(async move |socket| {
        serve(hub, socket, pass).await;
        drop(place);
    }))
}

/// Serves one socket until either end closes it.
async fn serve<S: SharedChunkStore + 'static>(hub: Arc<Hub<S>>, socket: WebSocket, pass: Pass) {
    let Some(_alive) = hub.enter() else { return };
    let _open = OneMore::of(&hub.metrics.sockets);
    let (mut sink, mut stream) = socket.split();
    let (outbox, mut queue) = Outbox::new(&hub.limits);
    let mut session = Session::new(Arc::clone(&hub), outbox.clone(), pass);
    let ending = tokio::select! {
        ending = session.read(&mut stream) => ending,
        ending = write(&mut sink, &mut queue, &outbox, &hub.limits) => ending,
        ending = outbox.hung_up() => ending,
        over = hub.gate.over(&pass) => Ending::Over(over),
        () = hub.stopped() => Ending::Stopping,
    };
    tracing::debug!(connection = %session.visits.connection(), %ending, "a connection ends");
    hub.metrics.ended(ending.close_frame().code);
    session.visits.leave_all().await;
    queue.shut(ending.sends_what_waits());
    let farewell = ending.sentence().zip(session.connection.peer());
    let farewell = farewell.map(|(sentence, peer)| encode(&failure(&hub.me, peer, sentence)));
    // Its name is free before it hears that it is over: it may come back at once.
    drop(session);
    // Who doesn't read now may do so later; the little that is left to say is kept for a while.
    tokio::select! {
        _ = close(sink, stream, queue, farewell, ending) => {}
        () = sleep(hub.limits.close_within) => {}
        () = stopped_for_long(&hub) => {}
    }
}

/// Returns when closes may take no longer because the relay stops.
async fn stopped_for_long<S: SharedChunkStore + 'static>(hub: &Hub<S>) {
    hub.stopped().await;
    sleep(CLOSE_AT_A_STOP_WITHIN).await;
}

/// Sends what waits, and pings, until the socket breaks.
async fn write(
    sink: &mut SplitSink<WebSocket, Message>,
    queue: &mut Queue,
    outbox: &Outbox,
    limits: &Limits,
) -> Ending {
    let ping_every = limits.ping_every;
    let mut doubts = outbox.doubts();
    let mut pings = interval_at(Instant::now() + ping_every, ping_every);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let message = tokio::select! {
            frame = queue.next() => Message::Binary(frame),
            _ = pings.tick() => Message::Ping(Bytes::new()),
            Ok(()) = doubts.changed() => Message::Ping(Bytes::new()),
        };
        match timeout(limits.idle_after, sink.send(message)).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return Ending::Gone,
            // It is there, but doesn't read.
            Err(_) => return Ending::Slow,
        }
    }
}

/// Sends what is left to say, and the close, and waits until the peer has answered it.
async fn close(
    mut sink: SplitSink<WebSocket, Message>,
    mut stream: SplitStream<WebSocket>,
    mut queue: Queue,
    farewell: Option<Vec<u8>>,
    ending: Ending,
) -> Result<(), axum::Error> {
    let telling = async {
        while let Some(frame) = queue.waiting() {
            sink.feed(Message::Binary(frame)).await?;
        }
        if let Some(farewell) = farewell {
            sink.feed(Message::Binary(farewell.into())).await?;
        }
        sink.send(Message::Close(Some(ending.close_frame()))).await
    };
    // At the same time: a peer may read nothing before it is rid of what it writes itself, and a
    // socket that is let go with something unread in it takes the close frame with it.
    let hearing = async { while stream.next().await.is_some_and(|message| message.is_ok()) {} };
    tokio::join!(telling, hearing).0
}

struct Session<S> {
    hub: Arc<Hub<S>>,
    connection: Connection,
    opened: Instant,
    outbox: Outbox,
    /// Kept as long as the peer is here, so that nobody else takes its name.
    seat: Option<Seat>,
    visits: Visits<S>,
}

impl<S: SharedChunkStore + 'static> Session<S> {
    fn new(hub: Arc<Hub<S>>, outbox: Outbox, pass: Pass) -> Self {
        // Clients needn't remember this relay: what it lacks it asks for.
        let metadata = Metadata { storage: None, is_ephemeral: true };
        let mut connection = Connection::new(Role::Server, hub.me.clone(), metadata);
        let nothing_to_say = connection.handle(Event::Opened, hub.now_ms());
        debug_assert!(nothing_to_say.is_empty(), "a server waits for the join");
        let visits = Visits::new(Arc::clone(&hub), outbox.clone(), pass);
        Self { hub, connection, opened: Instant::now(), outbox, seat: None, visits }
    }

    /// Takes what the peer sends, until the connection has to end.
    async fn read(&mut self, stream: &mut SplitStream<WebSocket>) -> Ending {
        let mut heard = self.opened;
        let mut doubts = self.outbox.doubts();
        let mut answer_by = None;
        loop {
            let limits = &self.hub.limits;
            let (deadline, ending) = match self.seat {
                None => (self.opened + limits.join_within, Ending::NotJoined),
                Some(_) => (answer_by.unwrap_or(heard + limits.idle_after), Ending::Silent),
            };
            let message = tokio::select! {
                message = timeout_at(deadline, stream.next()) => message,
                Ok(()) = doubts.changed() => {
                    answer_by = answer_by.or(Some(Instant::now() + limits.answer_within));
                    continue;
                }
            };
            let Ok(message) = message else { return ending };
            heard = Instant::now();
            answer_by = None;
            let flow = match message {
                Some(Ok(Message::Binary(bytes))) => self.receive(&bytes).await,
                Some(Ok(Message::Text(_))) => ControlFlow::Break(Ending::NotBinary),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => ControlFlow::Continue(()),
                Some(Ok(Message::Close(_))) | None => ControlFlow::Break(Ending::Gone),
                Some(Err(error)) => ControlFlow::Break(Ending::of_socket_error(&error)),
            };
            if let ControlFlow::Break(ending) = flow {
                return ending;
            }
        }
    }

    async fn receive(&mut self, bytes: &[u8]) -> ControlFlow<Ending> {
        self.hub.metrics.frames.inc();
        self.hub.metrics.bytes.inc_by(bytes.len() as u64);
        if self.seat.is_none() && bytes.len() > self.hub.limits.frame_bytes_before_join {
            return ControlFlow::Break(Ending::TooLong);
        }
        let effects = self.connection.handle(Event::Received(bytes), self.hub.now_ms());
        self.take_seat(&effects)?;
        for effect in effects {
            match effect {
                Effect::Send(bytes) => self.outbox.send(bytes.into()),
                // Seated above, before the welcome is sent.
                Effect::Ready { .. } => {}
                Effect::Deliver(frame) => self.deliver(frame).await,
                Effect::Close(reason) => return ControlFlow::Break(Ending::Protocol(reason)),
            }
        }
        ControlFlow::Continue(())
    }

    /// Takes the name that the peer joins with, or refuses it if another connection has it.
    fn take_seat(&mut self, effects: &[Effect]) -> ControlFlow<Ending> {
        let joined = effects.iter().find_map(|effect| match effect {
            Effect::Ready { peer, .. } => Some(peer),
            _ => None,
        });
        let Some(peer) = joined else { return ControlFlow::Continue(()) };
        let Some(seat) = self.hub.peers.seat(peer, &self.outbox) else {
            let failure = failure(&self.hub.me, peer, &Ending::NameTaken.to_string());
            self.outbox.send(encode(&failure).into());
            return ControlFlow::Break(Ending::NameTaken);
        };
        self.seat = Some(seat);
        ControlFlow::Continue(())
    }

    async fn deliver(&mut self, frame: Frame) {
        // Without a peer nothing is delivered.
        if let Some(peer) = self.connection.peer() {
            self.visits.deliver(peer, frame).await;
        }
    }
}

fn failure(me: &PeerId, peer: &PeerId, message: &str) -> Frame {
    Frame::Error(Failure {
        sender: me.clone(),
        target: Some(peer.clone()),
        message: message.to_owned(),
    })
}
