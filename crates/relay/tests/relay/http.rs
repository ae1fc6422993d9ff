//! What a browser gets.

use causeway_relay::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::world::World;

async fn request(world: &World, method: &str, path: &str) -> String {
    let host = world.address;
    let mut socket = TcpStream::connect(host).await.unwrap();
    let request = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    answer
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
