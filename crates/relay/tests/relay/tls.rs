//! A relay that speaks TLS itself.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use causeway_relay::{Access, Config, Limits, TlsFiles};
use causeway_sync::store::MemoryStore;
use causeway_sync::wire::{Frame, decode};
use futures_util::{SinkExt, StreamExt};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::Message;

use crate::http::{ask, request};
use crate::socket::join;
use crate::world::{World, soon};

/// A certificate that was made for the test, and written where the relay reads it.
fn write_certificate(folder: &Path) -> CertificateDer<'static> {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    fs::write(folder.join("key.pem"), signing_key.serialize_pem()).unwrap();
    fs::write(folder.join("certificate.pem"), cert.pem()).unwrap();
    cert.der().clone()
}

async fn world() -> (World, CertificateDer<'static>) {
    let folder = tempfile::tempdir().unwrap();
    let certificate = write_certificate(folder.path());
    let files = TlsFiles {
        certificate: folder.path().join("certificate.pem"),
        key: folder.path().join("key.pem"),
    };
    let adjust = |config: &mut Config| config.tls = Some(files);
    let store = MemoryStore::new();
    let world = World::start_with(Limits::default(), store, Access::Open, folder, adjust).await;
    (world, certificate)
}

/// A connection of somebody who trusts this certificate and no other.
async fn connected(
    world: &World,
    trusted: &CertificateDer<'static>,
) -> io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(world.address).await?;
    let name = ServerName::try_from("localhost").unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, stream).await
}

#[tokio::test]
async fn the_page_and_the_socket_are_had_over_tls() {
    let (world, certificate) = world().await;
    let mut stream = connected(&world, &certificate).await.unwrap();
    stream
        .write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
        .await
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains(" wss://localhost\r\n"), "{answer}");

    let stream = connected(&world, &certificate).await.unwrap();
    let (mut socket, _) = client_async("wss://localhost/sync", stream).await.unwrap();
    socket.send(join("ana")).await.unwrap();
    let Some(Ok(Message::Binary(welcome))) = soon("the welcome", socket.next()).await else {
        panic!("no welcome")
    };
    assert!(matches!(decode(&welcome).unwrap(), Frame::Peer(_)));
}

#[tokio::test]
async fn who_comes_without_tls_is_shown_the_way_and_no_page() {
    let (world, _) = world().await;
    let answer = ask(&world, "GET", "/maps?x=1", &[], b"").await;
    assert_eq!(answer.status, 307);
    let location = format!("location: https://{}/maps?x=1", world.address);
    assert!(answer.head.contains(&location), "{}", answer.head);
    assert!(request(&world, "POST", "/api/tickets").await.starts_with("HTTP/1.1 405"));
}

#[tokio::test]
async fn a_certificate_that_was_renewed_is_shown_without_a_restart() {
    let (world, old) = world().await;
    connected(&world, &old).await.unwrap();
    let new = write_certificate(world.folder.path());
    soon("the new certificate", async { while connected(&world, &new).await.is_err() {} }).await;
    assert!(connected(&world, &old).await.is_err());
}
