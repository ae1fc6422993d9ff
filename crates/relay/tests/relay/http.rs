//! What a browser gets.

use std::fmt::Write;

use causeway_relay::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::world::{World, soon};

pub(crate) async fn request(world: &World, method: &str, path: &str) -> String {
    let answer = ask(world, method, path, &[], b"").await;
    format!("{}\r\n\r\n{}", answer.head, String::from_utf8_lossy(&answer.body))
}

/// What a request was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// Asks with these headers and this body.
pub(crate) async fn ask(
    world: &World,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let host = world.address;
    let mut socket = TcpStream::connect(host).await.unwrap();
    let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
    for (name, value) in headers {
        write!(request, "{name}: {value}\r\n").unwrap();
    }
    write!(request, "content-length: {}\r\n\r\n", body.len()).unwrap();
    socket.write_all(request.as_bytes()).await.unwrap();
    // A relay that has refused may not read the rest.
    let _ = socket.write_all(body).await;
    let mut answer = Vec::new();
    let _ = socket.read_to_end(&mut answer).await;
    let end = answer.windows(4).position(|end| end == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(answer[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head, body: answer[end + 4..].to_vec() }
}

/// Whether the relay tells this line of its metrics.
pub(crate) async fn metric(world: &World, line: &str) -> bool {
    request(world, "GET", "/metrics").await.lines().any(|told| told == line)
}

/// Waits until it does.
pub(crate) async fn until_metric(world: &World, line: &str) {
    soon(line, async { while !metric(world, line).await {} }).await;
}

#[tokio::test]
async fn the_app_is_served_with_headers_that_keep_it_to_itself() {
    let world = World::new(Limits::default()).await;
    let answer = request(&world, "GET", "/").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    for header in [
        "content-type: text/html; charset=utf-8",
        "x-content-type-options: nosniff",
        "referrer-policy: no-referrer",
        "content-security-policy: default-src 'none'",
        &format!("connect-src 'self' ws://{0} wss://{0}\r\n", world.address),
    ] {
        assert!(answer.contains(header), "{header} is not in {answer}");
    }
    assert!(answer.ends_with("<h1>Causeway</h1>"));
    assert!(!request(&world, "HEAD", "/").await.contains("<h1>"));
}

#[tokio::test]
async fn health_is_answered_and_nothing_else_is_there() {
    let world = World::new(Limits::default()).await;
    assert!(request(&world, "GET", "/healthz").await.ends_with("\r\n\r\nok\n"));
    for (method, path, status) in [
        ("GET", "/none", "404"),
        ("GET", "/../../etc/passwd", "404"),
        ("GET", "/%2e%2e/Cargo.toml", "404"),
        ("POST", "/", "405"),
        ("GET", "/sync", "400"),
    ] {
        let answer = request(&world, method, path).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{method} {path}: {answer}");
        assert!(answer.contains("nosniff"), "{answer}");
    }
}
