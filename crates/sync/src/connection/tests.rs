use super::*;
use crate::{
    ids::{DocumentId, SessionId},
    wire::{Ephemeral, Letter, Payload},
};

fn peer(name: &str) -> PeerId {
    PeerId::new(name).unwrap()
}

fn opened(role: Role, name: &str) -> (Connection, Vec<Effect>) {
    let mut connection = Connection::new(role, peer(name), Metadata::default());
    let effects = connection.handle(Event::Opened, 0);
    (connection, effects)
}

/// Carries what one end sends to the other, and returns what else the other then does.
fn carry(effects: Vec<Effect>, to: &mut Connection) -> Vec<Effect> {
    let sent = effects.into_iter().filter_map(|effect| match effect {
        Effect::Send(bytes) => Some(bytes),
        _ => None,
    });
    sent.flat_map(|bytes| to.handle(Event::Received(&bytes), 0)).collect()
}

fn joined() -> (Connection, Connection) {
    let (mut client, join) = opened(Role::Client, "ana");
    let (mut server, _) = opened(Role::Server, "relay");
    let welcome = carry(join, &mut server);
    carry(welcome, &mut client);
    (client, server)
}

fn letter(sender: &str) -> Frame {
    Frame::Sync(Letter {
        sender: peer(sender),
        target: peer("relay"),
        document: DocumentId::from_bytes([1; 16]),
        data: Payload::new(vec![1]).unwrap(),
    })
}

fn ephemeral(sender: &str) -> Frame {
    Frame::Ephemeral(Ephemeral {
        sender: peer(sender),
        target: peer("relay"),
        document: DocumentId::from_bytes([1; 16]),
        session: SessionId::new("s").unwrap(),
        count: 1,
        data: Payload::new(vec![1]).unwrap(),
    })
}

fn receive(connection: &mut Connection, frame: &Frame) -> Vec<Effect> {
    connection.handle(Event::Received(&wire::encode(frame)), 0)
}

#[test]
fn both_ends_learn_each_others_names() {
    let (client, server) = joined();
    assert_eq!(client.peer(), Some(&peer("relay")));
    assert_eq!(server.peer(), Some(&peer("ana")));
    assert_eq!(client.deadline(), None);
}

#[test]
fn an_end_that_keeps_silent_is_left() {
    for role in [Role::Client, Role::Server] {
        let (mut connection, _) = opened(role, "me");
        assert_eq!(connection.handle(Event::Tick, JOIN_TIMEOUT_MS - 1), []);
        let closed = [Effect::Close(Closed::Timeout)];
        assert_eq!(connection.handle(Event::Tick, JOIN_TIMEOUT_MS), closed);
        assert_eq!(connection.handle(Event::Tick, JOIN_TIMEOUT_MS + 1), []);
    }
}

#[test]
fn a_client_of_another_version_is_told_so() {
    let (mut server, _) = opened(Role::Server, "relay");
    let join = Join {
        sender: peer("ana"),
        metadata: Metadata::default(),
        versions: Some(vec!["2".to_owned()]),
    };
    let effects = receive(&mut server, &Frame::Join(join));
    let Some(Effect::Send(bytes)) = effects.first() else { panic!("nothing said") };
    assert!(matches!(wire::decode(bytes), Ok(Frame::Error(_))));
    assert_eq!(effects.last(), Some(&Effect::Close(Closed::Version)));
}

#[test]
fn a_client_that_names_no_version_is_welcome() {
    let (mut server, _) = opened(Role::Server, "relay");
    let join = Join { sender: peer("ana"), metadata: Metadata::default(), versions: None };
    assert_eq!(receive(&mut server, &Frame::Join(join)).len(), 2);
}

#[test]
fn a_second_join_is_answered_but_is_no_second_arrival() {
    let (_, mut server) = joined();
    let join = |name: &str| {
        Frame::Join(Join { sender: peer(name), metadata: Metadata::default(), versions: None })
    };
    assert!(matches!(receive(&mut server, &join("ana"))[..], [Effect::Send(_)]));
    let renamed = [Effect::Close(Closed::Renamed)];
    assert_eq!(receive(&mut server, &join("ben")), renamed);
}

#[test]
fn what_is_said_in_anothers_name_is_dropped() {
    let (mut client, mut server) = joined();
    assert_eq!(receive(&mut server, &letter("ana")).len(), 1);
    assert_eq!(receive(&mut server, &letter("ben")), []);
    assert_eq!(receive(&mut server, &ephemeral("ben")), []);
    assert_eq!(receive(&mut server, &ephemeral("ana/tab")).len(), 1);
    assert_eq!(receive(&mut client, &letter("ben")), []);
    assert_eq!(receive(&mut client, &ephemeral("ben")).len(), 1, "the server vouches for ben");
}

#[test]
fn frames_before_the_handshake_are_not_heard() {
    let (mut server, _) = opened(Role::Server, "relay");
    assert_eq!(receive(&mut server, &letter("ana")), []);
}

#[test]
fn noise_ends_the_connection_and_odd_messages_do_not() {
    let (_, mut server) = joined();
    assert_eq!(receive(&mut server, &Frame::Other("remote-heads-changed".to_owned())), []);
    let closed = [Effect::Close(Closed::Malformed)];
    assert_eq!(server.handle(Event::Received(b"GET / HTTP/1.1"), 0), closed);
    assert_eq!(receive(&mut server, &letter("ana")), []);
}
