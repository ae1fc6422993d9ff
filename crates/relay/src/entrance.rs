//! Where connections come in: how many, and how long they may take to say what they want.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tower::{ServiceExt, service_fn};

use crate::access::pace::network_of;
use crate::http;
use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::tls::Tls;

/// How long to rest when the system has no more sockets to give.
const REST: Duration = Duration::from_millis(500);

/// What is told to those for whom there is no room.
const FULL: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n\
    retry-after: 30\r\nconnection: close\r\ncontent-length: 38\r\n\r\n\
    There are too many connections here.\r\n";

/// How long that may take.
const TELL_WITHIN: Duration = Duration::from_secs(1);

/// The first byte of TLS, and of nothing that HTTP says.
const HANDSHAKE: u8 = 22;

/// Counts the connections, by where they come from.
#[derive(Debug)]
pub(crate) struct Entrance {
    most: usize,
    most_per_address: usize,
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// One connection's place; free again when dropped. Whoever takes a socket over keeps it.
#[derive(Debug)]
pub(crate) struct Place {
    entrance: Arc<Entrance>,
    address: IpAddr,
}

impl Entrance {
    pub(crate) fn new(limits: &Limits) -> Arc<Self> {
        Arc::new(Self {
            most: limits.connections,
            most_per_address: limits.connections_per_address,
            inside: Mutex::default(),
        })
    }

    /// A place for a connection from this address; none if there are too many.
    pub(crate) fn enter(self: &Arc<Self>, address: IpAddr) -> Option<Place> {
        let address = network_of(address);
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let here = inside.by_address.get(&address).copied().unwrap_or(0);
        if inside.all >= self.most || here >= self.most_per_address {
            return None;
        }
        inside.all += 1;
        inside.by_address.insert(address, here + 1);
        Some(Place { entrance: Arc::clone(self), address })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut inside = self.entrance.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.all = inside.all.saturating_sub(1);
        if let Some(here) = inside.by_address.get_mut(&self.address) {
            *here -= 1;
            if *here == 0 {
                inside.by_address.remove(&self.address);
            }
        }
    }
}

/// What serves those who come in.
#[derive(Debug, Clone)]
pub(crate) struct Reception {
    pub(crate) routes: Router,
    pub(crate) entrance: Arc<Entrance>,
    pub(crate) metrics: Arc<Metrics>,
    /// How long the head of a request may take.
    pub(crate) head_within: Duration,
    /// What they have to speak first, where it is asked for.
    pub(crate) tls: Option<Arc<Tls>>,
}

impl Reception {
    /// Lets connections in until it is stopped, and then ends those that still ask.
    pub(crate) async fn serve(self, listener: TcpListener, mut stopped: watch::Receiver<bool>) {
        let mut inside = JoinSet::new();
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                Some(_) = inside.join_next() => continue,
                // An error means that the relay is gone.
                _ = stopped.wait_for(|is_stopped| *is_stopped) => break,
            };
            match accepted {
                Ok((stream, address)) => {
                    inside.spawn(self.clone().receive(stream, address));
                }
                Err(error) => {
                    tracing::error!(%error, "a connection could not be taken");
                    sleep(REST).await;
                }
            }
        }
        inside.shutdown().await;
    }

    async fn receive(self, mut stream: TcpStream, address: SocketAddr) {
        let Some(place) = self.entrance.enter(address.ip()) else {
            self.metrics.connections_refused.inc();
            let _ = timeout(TELL_WITHIN, turn_away(&mut stream)).await;
            return;
        };
        // Small messages matter more than full packets; without it they are only later.
        let _ = stream.set_nodelay(true);
        let Some(tls) = &self.tls else { return self.answer(stream, address, place).await };
        let acceptor = tls.acceptor();
        let greeted = timeout(self.head_within, greet(stream, &acceptor));
        match greeted.await {
            Ok(Ok(Ok(stream))) => self.answer(stream, address, place).await,
            // Whoever typed the address without a scheme is shown where to go.
            Ok(Ok(Err(stream))) => {
                let routes = http::elsewhere();
                Self { routes, ..self }.answer(stream, address, place).await;
            }
            Ok(Err(error)) => tracing::debug!(%error, "no TLS came about"),
            Err(_) => tracing::debug!("no TLS came about in time"),
        }
    }

    /// Answers what is asked on a connection, until it ends.
    async fn answer(
        self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        address: SocketAddr,
        place: Place,
    ) {
        let place = Arc::new(place);
        let routes = self.routes;
        let service = service_fn(move |mut request: Request<_>| {
            request.extensions_mut().insert(ConnectInfo(address));
            request.extensions_mut().insert(Arc::clone(&place));
            routes.clone().oneshot(request.map(Body::new))
        });
        let mut builder = Builder::new(TokioExecutor::new());
        builder.http1().timer(TokioTimer::new()).header_read_timeout(self.head_within);
        let service = TowerToHyperService::new(service);
        let served = builder.serve_connection_with_upgrades(TokioIo::new(stream), service).await;
        if let Err(error) = served {
            tracing::debug!(%error, "a connection broke");
        }
    }
}

/// Speaks TLS with whoever begins so; gives back a connection that begins otherwise.
async fn greet(
    stream: TcpStream,
    acceptor: &TlsAcceptor,
) -> io::Result<Result<TlsStream<TcpStream>, TcpStream>> {
    let mut first = [0];
    stream.peek(&mut first).await?;
    if first == [HANDSHAKE] { acceptor.accept(stream).await.map(Ok) } else { Ok(Err(stream)) }
}

async fn turn_away(stream: &mut TcpStream) -> io::Result<()> {
    stream.write_all(FULL).await?;
    stream.shutdown().await?;
    // What was asked is read, so that the answer isn't lost with it.
    let mut ignored = tokio::io::sink();
    tokio::io::copy(stream, &mut ignored).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_by_address_and_together() {
        let limits = Limits { connections: 3, connections_per_address: 2, ..Limits::default() };
        let entrance = Entrance::new(&limits);
        let [ana, ben] = ["192.0.2.1", "192.0.2.2"].map(|text| text.parse().unwrap());
        let first = entrance.enter(ana).unwrap();
        let _second = entrance.enter(ana).unwrap();
        assert!(entrance.enter(ana).is_none());
        let _third = entrance.enter(ben).unwrap();
        assert!(entrance.enter(ben).is_none());
        drop(first);
        assert!(entrance.enter(ben).is_some());
    }

    #[test]
    fn the_words_for_those_turned_away_are_as_long_as_is_said() {
        let text = std::str::from_utf8(FULL).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("content-length: {}", body.len())));
    }
}
