//! `causeway serve`, as people start it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use crate::run::{Ended, Folder, causeway, command, stderr};

#[test]
fn a_relay_says_where_it_is_and_answers_there() {
    let folder = Folder::new();
    let mut relay = Ended(
        command()
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder.file("documents"))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap(),
    );
    let mut first = String::new();
    BufReader::new(relay.0.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let address = first.trim_end().strip_prefix("Causeway is at http://").unwrap();
    let host = address.strip_suffix('/').unwrap();

    let mut socket = TcpStream::connect(host).unwrap();
    let request = format!("GET /healthz HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    socket.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("x-content-type-options: nosniff"), "{answer}");

    let second = command()
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder.file("documents"))
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(2));
    assert!(stderr(&second).contains("in use by another process"), "{}", stderr(&second));
}

#[test]
fn others_are_let_in_only_when_that_is_asked_for() {
    let folder = Folder::new();
    let data = folder.file("documents");
    let output = causeway([
        "serve".as_ref(),
        "--listen=0.0.0.0:0".as_ref(),
        "--data".as_ref(),
        data.as_os_str(),
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--access open"), "{}", stderr(&output));
    assert!(!data.exists());
}

#[test]
fn bad_usage_has_exit_code_2() {
    for arguments in [&["serve", "--listen", "nowhere"][..], &["convert", "one"], &["fly"], &[]] {
        assert_eq!(causeway(arguments).status.code(), Some(2), "{arguments:?}");
    }
}
