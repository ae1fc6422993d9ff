//! Who may open what of a relay that asks for keys.

use std::collections::HashSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use automerge::AutoCommit;
use automerge::transaction::Transactable;
use causeway_relay::{Access, Config, Keyring, Limits};
use causeway_sync::ids::{DocumentId, PeerId};
use causeway_sync::wire::{Frame, Letter, Payload, decode, encode};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::client::{Client, News};
use crate::http::{Answer, ask};
use crate::socket::{Socket, bringing, close, join, next_frame, peer};
use crate::world::{
    MAP, World, beside, soon, text, until_stored, until_text, until_unavailable, write,
};

const OTHER: DocumentId = DocumentId::from_bytes([8; 16]);

pub(crate) fn map() -> AutoCommit {
    let mut doc = AutoCommit::new();
    doc.put(automerge::ROOT, "title", "Grow").unwrap();
    doc
}

async fn post(world: &World, path: &str, key: &str, body: &Value) -> Answer {
    let bearer = format!("Bearer {key}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    ask(world, "POST", path, &headers, body.to_string().as_bytes()).await
}

pub(crate) async fn with_key(world: &World, method: &str, path: &str, key: &str) -> Answer {
    ask(world, method, path, &[("authorization", &format!("Bearer {key}"))], b"").await
}

/// The three keys of a document.
pub(crate) struct Own {
    pub(crate) owner: String,
    pub(crate) edit: String,
    pub(crate) view: String,
}

/// Claims a document.
pub(crate) async fn claim(world: &World, document: DocumentId, doc: &mut AutoCommit) -> Own {
    let path = format!("/api/workspaces/{document}");
    let answer = ask(world, "POST", &path, &[], &doc.save()).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    let key = |name: &str| answer.json()[name].as_str().unwrap().to_owned();
    Own { owner: key("owner_key"), edit: key("edit_key"), view: key("view_key") }
}

async fn ticket(world: &World, key: &str) -> String {
    let answer = with_key(world, "POST", "/api/tickets", key).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.json()["expires_in"], 60);
    answer.json()["ticket"].as_str().unwrap().to_owned()
}

/// Opens a socket with a ticket as its subprotocol.
pub(crate) async fn socket_with(world: &World, ticket: &str) -> Result<Socket, Error> {
    let mut request = world.url().into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", ticket.parse().unwrap());
    let (socket, answer) = connect_async(request).await?;
    assert_eq!(answer.headers()["sec-websocket-protocol"], ticket);
    Ok(socket)
}

pub(crate) async fn joined_with(world: &World, key: &str, name: &str) -> Socket {
    let mut socket = socket_with(world, &ticket(world, key).await).await.unwrap();
    socket.send(join(name)).await.unwrap();
    assert!(matches!(next_frame(&mut socket).await, Some(Frame::Peer(_))));
    socket
}

/// Our own client, let in by a key.
pub(crate) async fn client(world: &World, key: &str, name: &str) -> Client {
    let url = format!("{}?ticket={}", world.url(), ticket(world, key).await);
    Client::join(&url, PeerId::new(name).unwrap(), MAP, None).await.unwrap()
}

#[tokio::test]
async fn a_relay_says_whether_it_asks_for_keys() {
    let relay = |world| async move { ask(&world, "GET", "/api/relay", &[], b"").await.json() };
    assert_eq!(relay(World::with_keys(Limits::default()).await).await["access"], "keys");
    let open = relay(World::new(Limits::default()).await).await;
    assert_eq!(open["access"], "open");
    assert!(open["version"].is_string());
}

#[tokio::test]
async fn a_claimed_document_is_opened_with_its_keys_and_not_without() {
    let world = World::with_keys(Limits::default()).await;
    let own = claim(&world, MAP, &mut map()).await;
    let mut ana = client(&world, &own.owner, "ana").await;
    until_text(&mut ana, "title", "Grow").await;
    write(&mut ana, "title", "Grow faster").await;
    until_stored(&mut ana).await;
    let mut ben = client(&world, &own.edit, "ben").await;
    until_text(&mut ben, "title", "Grow faster").await;
    write(&mut ben, "summary", "Now").await;
    beside(&mut ben, until_text(&mut ana, "summary", "Now")).await;

    let name = PeerId::new("eve").unwrap();
    let refused = Client::join(&world.url(), name, MAP, None).await.err().unwrap();
    assert!(matches!(refused, Error::Http(answer) if answer.status() == 401));
}

#[tokio::test]
async fn a_viewer_reads_and_nothing_that_it_writes_is_taken() {
    let world = World::with_keys(Limits::default()).await;
    let own = claim(&world, MAP, &mut map()).await;
    let mut ana = client(&world, &own.edit, "ana").await;
    until_text(&mut ana, "title", "Grow").await;
    let mut vic = client(&world, &own.view, "vic").await;
    until_text(&mut vic, "title", "Grow").await;
    write(&mut vic, "title", "Mine").await;
    write(&mut ana, "summary", "Go on").await;
    beside(&mut ana, until_text(&mut vic, "summary", "Go on")).await;
    until_stored(&mut ana).await;
    assert_eq!(text(&mut ana, "title").as_deref(), Some("Grow"));
    let mut ben = client(&world, &own.edit, "ben").await;
    until_text(&mut ben, "summary", "Go on").await;
    assert_eq!(text(&mut ben, "title").as_deref(), Some("Grow"));
}

#[tokio::test]
async fn a_ticket_opens_one_socket_and_one_document() {
    let world = World::with_keys(Limits::default()).await;
    let own = claim(&world, MAP, &mut map()).await;
    claim(&world, OTHER, &mut map()).await;
    let used = ticket(&world, &own.view).await;
    drop(socket_with(&world, &used).await.unwrap());
    let refused = socket_with(&world, &used).await.err().unwrap();
    assert!(matches!(refused, Error::Http(answer) if answer.status() == 401));

    let url = format!("{}?ticket={}", world.url(), ticket(&world, &own.edit).await);
    let name = PeerId::new("ana").unwrap();
    until_unavailable(&mut Client::join(&url, name, OTHER, None).await.unwrap()).await;
}

#[tokio::test]
async fn a_key_may_stand_in_an_address_only_where_that_is_allowed() {
    let world = World::with_keys(Limits::default()).await;
    let own = claim(&world, MAP, &mut map()).await;
    let url = |world: &World| format!("{}?key={}", world.url(), own.view);
    let name = PeerId::new("ana").unwrap();
    let refused = Client::join(&url(&world), name.clone(), MAP, None).await.err().unwrap();
    assert!(matches!(refused, Error::Http(answer) if answer.status() == 401));
    let (store, folder) = world.stop_with_folder().await;

    let allowed = |config: &mut Config| config.allow_key_in_url = true;
    let world = World::start_with(Limits::default(), store, Access::Keys, folder, allowed).await;
    let mut ana = Client::join(&url(&world), name, MAP, None).await.unwrap();
    until_text(&mut ana, "title", "Grow").await;
}

#[tokio::test]
async fn what_is_over_ends_the_sockets_that_it_let_in_and_says_why() {
    let world = World::with_keys(Limits::default()).await;
    let own = claim(&world, MAP, &mut map()).await;
    let keys = format!("/api/workspaces/{MAP}/keys");
    let soon = SystemTime::now() + Duration::from_secs(2);
    let soon = soon.duration_since(UNIX_EPOCH).unwrap().as_secs();
    let soon = chrono::DateTime::from_timestamp(i64::try_from(soon).unwrap(), 0).unwrap();
    let wish = json!({ "role": "view", "expires": soon.to_rfc3339(), "label": "For a moment" });
    let made = post(&world, &keys, &own.owner, &wish).await;
    assert_eq!(made.status, 201, "{made:?}");
    let brief = made.json()["key"].as_str().unwrap().to_owned();

    let mut editor = joined_with(&world, &own.edit, "editor").await;
    let mut viewer = joined_with(&world, &own.view, "viewer").await;
    let mut guest = joined_with(&world, &brief, "guest").await;
    let listed = with_key(&world, "GET", &keys, &own.owner).await.json();
    let listed = listed["keys"].as_array().unwrap();
    assert_eq!(listed.len(), 4);
    let view = listed.iter().find(|key| key["role"] == "view").unwrap();
    let path = format!("{keys}/{}", view["id"].as_str().unwrap());
    assert_eq!(with_key(&world, "DELETE", &path, &own.owner).await.status, 204);
    for (socket, reason) in [(&mut viewer, "key revoked"), (&mut guest, "key expired")] {
        assert!(matches!(next_frame(socket).await, Some(Frame::Error(_))), "{reason}");
        assert_eq!(close(socket).await, (1008, reason.to_owned()));
    }
    let refused = with_key(&world, "POST", "/api/tickets", &own.view).await;
    assert_eq!((refused.status, refused.json()["code"].as_str()), (401, Some("key-revoked")));

    let path = format!("/api/workspaces/{MAP}");
    assert_eq!(with_key(&world, "DELETE", &path, &own.owner).await.status, 204);
    assert!(matches!(next_frame(&mut editor).await, Some(Frame::Error(_))));
    assert_eq!(close(&mut editor).await, (1008, "workspace deleted".to_owned()));
    assert!(
        causeway_sync::store::SharedChunkStore::load(&world.store, MAP).await.unwrap().is_empty()
    );
    let refused = with_key(&world, "POST", "/api/tickets", &own.edit).await;
    assert_eq!(refused.json()["code"], "workspace-deleted");
}

#[tokio::test]
async fn whoever_is_in_with_a_key_is_put_out_when_what_signed_it_is_retired() {
    let world = World::with_keys(Limits::default()).await;
    let own = claim(&world, MAP, &mut map()).await;
    let mut viewer = joined_with(&world, &own.view, "viewer").await;
    let mut operator = Keyring::open(world.folder.path()).unwrap();
    let old = operator.signing_keys()[0].id.clone();
    operator.rotate().unwrap();
    assert!(operator.retire(&old).unwrap());
    assert!(matches!(next_frame(&mut viewer).await, Some(Frame::Error(_))));
    assert_eq!(close(&mut viewer).await, (1008, "key retired".to_owned()));
    let refused = with_key(&world, "POST", "/api/tickets", &own.view).await;
    assert_eq!((refused.status, refused.json()["code"].as_str()), (401, Some("no-key")));

    let issued = tokio::task::spawn_blocking(move || operator.issue(MAP).unwrap()).await.unwrap();
    until_text(&mut client(&world, &issued.view_key, "vic").await, "title", "Grow").await;
}

#[tokio::test]
async fn the_audit_log_says_who_connected_and_what_became_of_keys_and_signing_keys() {
    let world = World::with_keys(Limits::default()).await;
    let own = claim(&world, MAP, &mut map()).await;
    let keys = format!("/api/workspaces/{MAP}/keys");
    let listed = with_key(&world, "GET", &keys, &own.owner).await.json();
    let id = |role: &str| {
        let keys = listed["keys"].as_array().unwrap();
        let key = keys.iter().find(|key| key["role"] == role).unwrap();
        key["id"].as_str().unwrap().to_owned()
    };
    let [owner, edit, view] = ["owner", "edit", "view"].map(id);
    let _viewer = joined_with(&world, &own.view, "viewer").await;
    let path = format!("{keys}/{view}");
    assert_eq!(with_key(&world, "DELETE", &path, &own.owner).await.status, 204);
    let mut operator = Keyring::open(world.folder.path()).unwrap();
    let old = operator.signing_keys()[0].id.clone();
    let new = operator.rotate().unwrap();
    let path = format!("/api/workspaces/{MAP}");
    assert_eq!(with_key(&world, "DELETE", &path, &own.owner).await.status, 204);
    assert!(operator.retire(&old).unwrap());

    let log = std::fs::read_to_string(world.folder.path().join("audit.jsonl")).unwrap();
    let lines = log.lines().map(|line| {
        let mut line: Value = serde_json::from_str(line).unwrap();
        let time = line["time"].take();
        chrono::DateTime::parse_from_rfc3339(time.as_str().unwrap()).unwrap();
        line
    });
    let of_key = |what: &str, key: &str, role: &str| {
        let document = MAP.to_string();
        json!({ "time": null, "what": what, "document": document, "key": key, "role": role })
    };
    let of_signing =
        |what: &str, key: &str| json!({ "time": null, "what": what, "signing_key": key });
    let expected = [
        of_key("workspace claimed", &owner, "owner"),
        of_key("key made", &edit, "edit"),
        of_key("key made", &view, "view"),
        of_key("ticket issued", &view, "view"),
        of_key("connected", &view, "view"),
        of_key("key revoked", &view, "view"),
        of_signing("signing key rotated", &new),
        of_key("workspace deleted", &owner, "owner"),
        of_signing("signing key retired", &old),
    ];
    assert_eq!(lines.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn only_the_owner_manages_keys_and_no_key_is_ever_listed() {
    let world = World::with_keys(Limits::default()).await;
    let own = claim(&world, MAP, &mut map()).await;
    let other = claim(&world, OTHER, &mut map()).await;
    let keys = format!("/api/workspaces/{MAP}/keys");
    for key in [&own.edit, &own.view, &other.owner] {
        assert_eq!(with_key(&world, "GET", &keys, key).await.status, 403);
        assert_eq!(post(&world, &keys, key, &json!({ "role": "edit" })).await.status, 403);
        let path = format!("/api/workspaces/{MAP}");
        assert_eq!(with_key(&world, "DELETE", &path, key).await.status, 403);
    }
    let listed = with_key(&world, "GET", &keys, &own.owner).await;
    let listed = String::from_utf8(listed.body).unwrap();
    assert!(!listed.contains("cwk-"), "{listed}");
    for wish in [
        json!({}),
        json!({ "role": "king" }),
        json!({ "role": "view", "expires": "2020-01-01T00:00:00Z" }),
    ] {
        assert_eq!(post(&world, &keys, &own.owner, &wish).await.status, 400, "{wish}");
    }
}

#[tokio::test]
async fn what_is_no_document_is_not_claimed_and_what_is_known_only_once() {
    let limits = Limits { inflated_bytes: 1 << 20, document_bytes: 1 << 20, ..Limits::default() };
    let world = World::with_keys(limits).await;
    let path = format!("/api/workspaces/{MAP}");
    let mut bomb = AutoCommit::new();
    bomb.put(automerge::ROOT, "text", "x".repeat(2 << 20)).unwrap();
    let (bomb, honest) = (bomb.save(), map().save());
    assert!(bomb.len() < 64 << 10);
    let cases: [(&[u8], u16); 6] = [
        (b"", 422),
        (b"nonsense", 422),
        (&honest[..honest.len() - 1], 422),
        (&AutoCommit::new().save(), 422),
        (&bomb, 413),
        (&vec![0; 2 << 20], 413),
    ];
    for (body, status) in cases {
        let answer = ask(&world, "POST", &path, &[], body).await;
        assert_eq!(answer.status, status, "{answer:?}");
    }
    claim(&world, MAP, &mut map()).await;
    let again = ask(&world, "POST", &path, &[], &honest).await;
    assert_eq!((again.status, again.json()["code"].as_str()), (409, Some("known")));
}

#[tokio::test]
async fn pages_of_other_sites_are_not_answered() {
    for world in [World::new(Limits::default()).await, World::with_keys(Limits::default()).await] {
        let foreign = [("origin", "https://evil.example")];
        assert_eq!(ask(&world, "GET", "/api/relay", &foreign, b"").await.status, 403);
        let mut request = world.url().into_client_request().unwrap();
        request.headers_mut().insert("origin", "https://evil.example".parse().unwrap());
        let refused = connect_async(request).await.err().unwrap();
        assert!(matches!(refused, Error::Http(answer) if answer.status() == 403));
        let own = [("origin", &*format!("http://{}", world.address))];
        assert_eq!(ask(&world, "GET", "/api/relay", &own, b"").await.status, 200);
    }
}

#[tokio::test]
async fn pages_of_a_place_that_is_configured_may_ask_for_tickets_and_connect() {
    const PAGE: &str = "https://other.example";
    let folder = tempfile::tempdir().unwrap();
    let adjust = |config: &mut Config| {
        config.other_pages = vec![PAGE.parse().unwrap()];
        config.other_relays = vec!["https://b.example/team/".parse().unwrap()];
    };
    let store = causeway_sync::store::MemoryStore::new();
    let world = World::start_with(Limits::default(), store, Access::Keys, folder, adjust).await;
    let own = claim(&world, MAP, &mut map()).await;
    let before = [
        ("origin", PAGE),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "authorization"),
    ];
    let asked = ask(&world, "OPTIONS", "/api/tickets", &before, b"").await;
    assert_eq!(asked.status, 204);
    for header in [
        "access-control-allow-origin: https://other.example",
        "access-control-allow-methods: GET, POST, DELETE",
        "access-control-allow-headers: authorization, content-type",
    ] {
        assert!(asked.head.contains(header), "{header} is not in {}", asked.head);
    }
    let bearer = format!("Bearer {}", own.view);
    let with_key = [("origin", PAGE), ("authorization", bearer.as_str())];
    let answer = ask(&world, "POST", "/api/tickets", &with_key, b"").await;
    assert_eq!(answer.status, 200);
    assert!(answer.head.contains("access-control-allow-origin: https://other.example"));
    let mut request = world.url().into_client_request().unwrap();
    let ticket = answer.json()["ticket"].as_str().unwrap().parse().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", ticket);
    request.headers_mut().insert("origin", PAGE.parse().unwrap());
    connect_async(request).await.unwrap();

    let relay = ask(&world, "GET", "/api/relay", &[], b"").await.json();
    assert_eq!(relay["other_relays"], json!(["wss://b.example/team/sync"]));
    let page = ask(&world, "GET", "/", &[], b"").await;
    assert!(page.head.contains(" wss://b.example https://b.example\r\n"), "{}", page.head);
}

#[tokio::test]
async fn what_was_claimed_stays_shut_when_the_relay_is_opened_and_what_was_open_when_it_is_shut() {
    let world = World::with_keys(Limits::default()).await;
    let own = claim(&world, MAP, &mut map()).await;
    let (store, folder) = world.stop_with_folder().await;

    let world = World::start(Limits::default(), store, Access::Open, folder).await;
    until_unavailable(&mut world.client("eve").await).await;
    let name = PeerId::new("ana").unwrap();
    let doc = Some(AutoCommit::new());
    let mut ana = Client::join(&world.url(), name, OTHER, doc).await.unwrap();
    write(&mut ana, "title", "Open").await;
    until_stored(&mut ana).await;
    let (store, folder) = world.stop_with_folder().await;

    let world = World::start(Limits::default(), store, Access::Keys, folder).await;
    until_text(&mut client(&world, &own.view, "vic").await, "title", "Grow").await;
    let path = format!("/api/workspaces/{OTHER}");
    let answer = ask(&world, "POST", &path, &[], &map().save()).await;
    assert_eq!((answer.status, answer.json()["code"].as_str()), (409, Some("made-open")));
}

#[tokio::test]
async fn a_socket_whose_key_is_revoked_has_lost_its_document_at_once() {
    let world = World::with_keys(Limits::default()).await;
    let own = claim(&world, MAP, &mut map()).await;
    let mut ana = client(&world, &own.edit, "ana").await;
    until_text(&mut ana, "title", "Grow").await;
    let path = format!("/api/workspaces/{MAP}");
    assert_eq!(with_key(&world, "DELETE", &path, &own.owner).await.status, 204);
    // What was under way may be sent still; none of it is kept.
    let _ = ana.edit(|doc| doc.put(automerge::ROOT, "title", "Too late").unwrap()).await;
    loop {
        let message = ana.message().await;
        match ana.read(message).await.as_deref() {
            Ok([News::Closed(_)]) | Err(_) => break,
            Ok(_) => {}
        }
    }
    assert!(
        causeway_sync::store::SharedChunkStore::load(&world.store, MAP).await.unwrap().is_empty()
    );
    let again = ask(&world, "POST", &path, &[], &map().save()).await;
    assert_eq!(again.status, 201, "{again:?}");
}

/// An answer with the id taken out, and the time of the day.
fn without(bytes: &[u8], id: DocumentId) -> Vec<u8> {
    let id = id.to_string();
    let mut kept = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, others)) = rest.split_first() {
        if let Some(after) = rest.strip_prefix(id.as_bytes()) {
            rest = after;
        } else {
            kept.push(*first);
            rest = others;
        }
    }
    kept
}

/// The time that it takes is measured by `cargo xtask bench probing`.
#[tokio::test]
async fn what_is_forbidden_is_answered_byte_for_byte_as_what_is_unknown() {
    let world = World::with_keys(Limits { tickets_per_minute: 1 << 20, ..Limits::default() }).await;
    let own = claim(&world, MAP, &mut map()).await;
    claim(&world, OTHER, &mut map()).await;
    let unknown = DocumentId::from_bytes([9; 16]);
    assert_eq!(OTHER.to_string().len(), unknown.to_string().len());
    let mut socket = joined_with(&world, &own.edit, "eve").await;
    let mut answers = HashSet::new();
    for n in 0..1000 {
        // Whoever comes first in a pair must not always be the same.
        for which in [n % 2, 1 - n % 2] {
            let document = [OTHER, unknown][which];
            let ask = Letter {
                sender: peer("eve"),
                target: peer("relay"),
                document,
                data: Payload::new(vec![0x42, 0, 0, 0, 0]).unwrap(),
            };
            let ask = encode(&Frame::Request(ask));
            socket.send(Message::Binary(ask.into())).await.unwrap();
            let answer = loop {
                match soon("the answer", socket.next()).await.unwrap().unwrap() {
                    Message::Binary(bytes) => break bytes,
                    other => assert!(matches!(other, Message::Ping(_)), "{other:?}"),
                }
            };
            let Ok(Frame::DocUnavailable(none)) = decode(&answer) else { panic!("{answer:?}") };
            assert_eq!((none.document, none.target.as_str()), (document, "eve"));
            answers.insert(without(&answer, document));
        }
    }
    assert_eq!(answers.len(), 1);
    let mut answers = HashSet::new();
    for document in [OTHER, unknown] {
        for (method, path) in
            [("GET", format!("{document}/keys")), ("DELETE", document.to_string())]
        {
            let path = format!("/api/workspaces/{path}");
            let answer = with_key(&world, method, &path, &own.owner).await;
            assert_eq!((answer.status, answer.json()["code"].as_str()), (403, Some("not-owner")));
            let head = answer.head.lines().filter(|line| !line.starts_with("date: "));
            answers.insert((head.map(str::to_owned).collect::<Vec<_>>(), answer.body));
        }
    }
    assert_eq!(answers.len(), 1);
}

#[tokio::test]
async fn a_hostile_viewer_can_force_nothing_on_the_others() {
    let world = World::with_keys(Limits::default()).await;
    let own = claim(&world, MAP, &mut map()).await;
    let mut ana = client(&world, &own.edit, "ana").await;
    until_text(&mut ana, "title", "Grow").await;
    let mut eve = joined_with(&world, &own.view, "eve").await;
    let mut forged = map();
    forged.put(automerge::ROOT, "title", "Forged").unwrap();
    for document in [MAP, OTHER] {
        let data = Payload::new(bringing(&mut forged)).unwrap();
        let letter = Letter { sender: peer("eve"), target: peer("relay"), document, data };
        eve.send(Message::Binary(encode(&Frame::Sync(letter)).into())).await.unwrap();
    }
    // It is still connected, and the relay says that the other document isn't there.
    loop {
        match next_frame(&mut eve).await {
            Some(Frame::DocUnavailable(none)) => break assert_eq!(none.document, OTHER),
            Some(_) => {}
            None => panic!("the socket was closed"),
        }
    }
    write(&mut ana, "summary", "Still ours").await;
    until_stored(&mut ana).await;
    assert_eq!(text(&mut ana, "title").as_deref(), Some("Grow"));
    let told = ask(&world, "GET", "/metrics", &[], b"").await.body;
    let told = String::from_utf8(told).unwrap();
    assert!(told.contains("causeway_reader_changes_dropped_total 1"), "{told}");
    let stored = causeway_sync::store::SharedChunkStore::load(&world.store, OTHER).await.unwrap();
    assert!(stored.is_empty());
}
