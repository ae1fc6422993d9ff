//! `causeway serve`, as people start it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Stdio;

use crate::run::{Ended, Folder, causeway, command, stderr, stdout};

/// A relay that ends with the test.
struct Running {
    folder: Folder,
    host: String,
    _process: Ended,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let folder = Folder::new();
        let mut relay = command();
        relay.arg("serve").args(arguments).arg("--data").arg(folder.file("documents"));
        let mut process = Ended(relay.stdout(Stdio::piped()).spawn().unwrap());
        let mut first = String::new();
        BufReader::new(process.0.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let address = first.trim_end().strip_prefix("Causeway is at http://").unwrap();
        let host = address.strip_suffix('/').unwrap().to_owned();
        Self { folder, host, _process: process }
    }

    fn get(&self, path: &str) -> String {
        let host = &self.host;
        self.ask(&format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"))
    }

    fn ask(&self, request: &str) -> String {
        let mut socket = TcpStream::connect(&self.host).unwrap();
        socket.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).unwrap();
        answer
    }
}

#[test]
fn a_relay_says_where_it_is_and_answers_there() {
    let relay = Running::start(&["--listen", "127.0.0.1:0"]);
    let answer = relay.get("/healthz");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("x-content-type-options: nosniff"), "{answer}");

    let second = command()
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(relay.folder.file("documents"))
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(2));
    assert!(stderr(&second).contains("in use by another process"), "{}", stderr(&second));
}

#[test]
fn where_others_can_connect_they_need_keys_unless_it_is_said_otherwise() {
    for (arguments, access) in [
        (&["--listen=127.0.0.1:0"][..], "open"),
        (&["--listen=0.0.0.0:0"], "keys"),
        (&["--listen=127.0.0.1:0", "--access=keys"], "keys"),
        (&["--listen=0.0.0.0:0", "--access=open"], "open"),
    ] {
        let relay = Running::start(arguments);
        let answer = relay.get("/api/relay");
        assert!(answer.contains(&format!(r#""access":"{access}""#)), "{arguments:?}: {answer}");
    }
}

#[test]
fn the_operators_addresses_can_be_kept_apart_from_everybody_elses() {
    let relay = Running::start(&["--listen=127.0.0.1:0", "--admin-listen=127.0.0.1:0"]);
    for path in ["/readyz", "/metrics"] {
        assert!(relay.get(path).starts_with("HTTP/1.1 404"), "{path}");
    }
}

#[test]
fn a_relay_with_a_certificate_says_https_and_one_that_is_no_good_is_named() {
    let folder = Folder::new();
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (certificate, key) = (folder.file("certificate.pem"), folder.file("key.pem"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let serve = |certificate: &Path, key: &Path| {
        let mut relay = command();
        relay.args(["serve", "--listen=127.0.0.1:0", "--data"]).arg(folder.file("documents"));
        relay.arg("--tls-cert").arg(certificate).arg("--tls-key").arg(key);
        relay
    };
    let mut process = Ended(serve(&certificate, &key).stdout(Stdio::piped()).spawn().unwrap());
    let mut first = String::new();
    BufReader::new(process.0.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("Causeway is at https://127.0.0.1:"), "{first}");
    drop(process);

    for (certificate, key, said) in [
        (folder.file("none.pem"), key.clone(), "none.pem could not be read: "),
        (certificate.clone(), certificate.clone(), "there is no private key in PEM in "),
    ] {
        let refused = serve(&certificate, &key).output().unwrap();
        assert_eq!(refused.status.code(), Some(2));
        assert!(stderr(&refused).contains(said), "{}", stderr(&refused));
    }
    let half = command().args(["serve", "--tls-cert"]).arg(&certificate).output().unwrap();
    assert_eq!(half.status.code(), Some(2));
}

#[test]
fn no_key_and_no_ticket_is_ever_logged() {
    let folder = Folder::new();
    let mut relay = command();
    relay.args(["serve", "--listen=127.0.0.1:0", "--access=keys", "--allow-key-in-url", "--data"]);
    relay.arg(folder.file("documents")).env("CAUSEWAY_LOG", "trace");
    let child = relay.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut process = Ended(child);
    let mut first = String::new();
    BufReader::new(process.0.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let host = first.trim_end().strip_prefix("Causeway is at http://").unwrap();
    let host = host.trim_end_matches('/');
    for query in ["key=cwk-SECRET", "ticket=SECRET"] {
        let mut socket = TcpStream::connect(host).unwrap();
        let request = format!(
            "GET /sync?{query} HTTP/1.1\r\nhost: {host}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
             sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             sec-websocket-protocol: SECRET\r\nauthorization: Bearer SECRET\r\n\r\n"
        );
        socket.write_all(request.as_bytes()).unwrap();
        let mut status = [0; 12];
        socket.read_exact(&mut status).unwrap();
        assert_eq!(&status, b"HTTP/1.1 401");
    }
    process.0.kill().unwrap();
    let mut log = String::new();
    process.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(!log.contains("SECRET"), "{log}");
}

#[test]
fn the_operator_rotates_and_retires_signing_keys_and_makes_keys_for_what_was_made_open() {
    let folder = Folder::new();
    let data = folder.file("documents");
    let keys = |arguments: &[&str]| {
        let output =
            command().arg("keys").args(arguments).arg("--data").arg(&data).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stdout(&output)
    };
    assert_eq!(causeway(["keys", "list", "--data", "/nowhere/at/all"]).status.code(), Some(2));
    std::fs::create_dir(&data).unwrap();
    let first = keys(&["list"]);
    let first = first.split_once(' ').unwrap().0;
    keys(&["rotate"]);
    assert_eq!(keys(&["list"]).lines().count(), 2);
    let made = keys(&["issue", "6gMHXjsZ5cxdn4qSbgGYYY8CnKK"]);
    for role in ["owner  cwk-", "edit   cwk-", "view   cwk-"] {
        assert!(made.contains(role), "{made}");
    }
    keys(&["retire", first]);
    assert_eq!(keys(&["list"]).lines().count(), 1);
}

#[test]
fn the_operator_makes_keys_beside_a_running_relay_and_they_are_good_there() {
    let relay = Running::start(&["--listen=127.0.0.1:0", "--access=keys"]);
    let data = relay.folder.file("documents");
    let issue = ["keys", "issue", "6gMHXjsZ5cxdn4qSbgGYYY8CnKK", "--data"];
    let made = command().args(issue).arg(&data).output().unwrap();
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let made = stdout(&made);
    let view = made.lines().find_map(|line| line.strip_prefix("view   ")).unwrap();
    let answer = relay.ask(&format!(
        "POST /api/tickets HTTP/1.1\r\nhost: {}\r\nconnection: close\r\nauthorization: Bearer {view}\r\n\
         content-length: 0\r\n\r\n",
        relay.host
    ));
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[test]
fn bad_usage_has_exit_code_2() {
    for arguments in [
        &["serve", "--listen", "nowhere"][..],
        &["serve", "--limit", "patience=5s"],
        &["serve", "--public-url", "maps.example.org"],
        &["serve", "--other-relay", "maps.example.org"],
        &["serve", "--other-page", "*"],
        &["keys", "retire"],
        &["convert", "one"],
        &["fly"],
        &[],
    ] {
        assert_eq!(causeway(arguments).status.code(), Some(2), "{arguments:?}");
    }
}
