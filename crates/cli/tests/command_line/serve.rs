//! `causeway serve`, as people start it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{ChildStdout, Stdio};
use std::thread;

use crate::run::{Ended, Folder, causeway, command, stderr, stdout};

/// A document's id.
const DOCUMENT: &str = "6gMHXjsZ5cxdn4qSbgGYYY8CnKK";

/// A relay that ends with the test.
struct Running {
    folder: Folder,
    host: String,
    /// What it says on standard output beside where it is.
    out: BufReader<ChildStdout>,
    _process: Ended,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let folder = Folder::new();
        let mut relay = command();
        relay.arg("serve").args(arguments).arg("--data").arg(folder.file("documents"));
        let mut process = Ended(relay.stdout(Stdio::piped()).spawn().unwrap());
        let mut out = BufReader::new(process.0.stdout.take().unwrap());
        let mut first = String::new();
        out.read_line(&mut first).unwrap();
        let address = first.trim_end().strip_prefix("Causeway is at http://").unwrap();
        let host = address.strip_suffix('/').unwrap().to_owned();
        Self { folder, host, out, _process: process }
    }

    fn get(&self, path: &str) -> String {
        get(&self.host, path)
    }
}

fn get(host: &str, path: &str) -> String {
    ask(host, &format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"))
}

fn ask(host: &str, request: &str) -> String {
    let mut socket = TcpStream::connect(host).unwrap();
    socket.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    answer
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
    let mut relay = Running::start(&["--listen=127.0.0.1:0", "--admin-listen=127.0.0.1:0"]);
    let admin = relay.out.by_ref().lines().find_map(|line| {
        let line = line.unwrap();
        let address = line.strip_prefix("Its operator asks http://")?;
        Some(address.split_once('/').unwrap().0.to_owned())
    });
    let admin = admin.unwrap();
    for (path, ends_with) in [("/readyz", "\r\n\r\nready\n"), ("/metrics", "\n# EOF\n")] {
        assert!(relay.get(path).starts_with("HTTP/1.1 404"), "{path}");
        let answer = get(&admin, path);
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
        assert!(answer.ends_with(ends_with), "{path}: {answer}");
    }
    for path in ["/", "/api/relay", "/sync", "/healthz"] {
        assert!(get(&admin, path).starts_with("HTTP/1.1 404"), "{path}");
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
fn no_key_and_no_ticket_is_ever_logged_whether_it_is_refused_or_taken() {
    let folder = Folder::new();
    let data = folder.file("documents");
    let mut relay = command();
    relay.args(["serve", "--listen=127.0.0.1:0", "--access=keys", "--allow-key-in-url", "--data"]);
    relay.arg(&data).env("CAUSEWAY_LOG", "trace");
    let child = relay.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut process = Ended(child);
    let mut said = process.0.stderr.take().unwrap();
    // Read all the while: a relay that says more than the pipe holds would have to wait.
    let log = thread::spawn(move || {
        let mut log = String::new();
        said.read_to_string(&mut log).unwrap();
        log
    });
    let mut first = String::new();
    BufReader::new(process.0.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let host = first.trim_end().strip_prefix("Causeway is at http://").unwrap();
    let host = host.trim_end_matches('/');

    let made = command().args(["keys", "issue", DOCUMENT, "--data"]).arg(&data).output().unwrap();
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let made = stdout(&made);
    let [owner, edit, view] = ["owner", "edit", "view"].map(|role| {
        let key = made.lines().find_map(|line| line.strip_prefix(role)).unwrap();
        key.trim().to_owned()
    });
    let ticket = |key: &str| {
        let answer = ask_for_ticket(host, key);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        let (_, rest) = answer.split_once(r#""ticket":""#).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    let (in_address, in_protocol) = (ticket(&owner), ticket(&edit));
    let mut secrets = vec!["SECRET".to_owned(), "cwk-".to_owned()];
    for (query, protocol, status) in [
        ("key=cwk-SECRET".to_owned(), "SECRET", "401"),
        ("ticket=SECRET".to_owned(), "SECRET", "401"),
        (format!("key={view}"), "none", "101"),
        (format!("ticket={in_address}"), "none", "101"),
        ("quiet=1".to_owned(), in_protocol.as_str(), "101"),
        // It was used.
        (format!("ticket={in_address}"), "none", "401"),
    ] {
        let mut socket = TcpStream::connect(host).unwrap();
        let request = format!(
            "GET /sync?{query} HTTP/1.1\r\nhost: {host}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
             sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             sec-websocket-protocol: {protocol}\r\nauthorization: Bearer SECRET\r\n\r\n"
        );
        socket.write_all(request.as_bytes()).unwrap();
        let mut answered = [0; 12];
        socket.read_exact(&mut answered).unwrap();
        assert_eq!(str::from_utf8(&answered).unwrap(), format!("HTTP/1.1 {status}"), "{query}");
        // Nobody joins: what it says when such a connection ends is in the log as well.
        drop(socket);
    }
    let refused = ask_for_ticket(host, "cwk-SECRET");
    assert!(refused.starts_with("HTTP/1.1 401"), "{refused}");
    secrets.extend([owner, edit, view, in_address, in_protocol]);
    // They are counted as ended when that is in the log.
    let ended = r#"causeway_sockets_closed_total{code="1000"} 3"#;
    while !get(host, "/metrics").lines().any(|line| line == ended) {}
    process.0.kill().unwrap();
    let log = log.join().unwrap();
    assert_eq!(log.matches("a connection ends").count(), 3, "{log}");
    for secret in secrets {
        assert!(!log.contains(&secret), "{secret} is in {log}");
    }
}

fn ask_for_ticket(host: &str, key: &str) -> String {
    ask(
        host,
        &format!(
            "POST /api/tickets HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
             authorization: Bearer {key}\r\ncontent-length: 0\r\n\r\n"
        ),
    )
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
    let made = keys(&["issue", DOCUMENT]);
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
    let issue = ["keys", "issue", DOCUMENT, "--data"];
    let made = command().args(issue).arg(&data).output().unwrap();
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let made = stdout(&made);
    let view = made.lines().find_map(|line| line.strip_prefix("view   ")).unwrap();
    let answer = ask_for_ticket(&relay.host, view);
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
