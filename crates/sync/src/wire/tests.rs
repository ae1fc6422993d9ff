use proptest::prelude::*;

use super::*;
use crate::ids::{DocumentId, PeerId, SessionId};

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect()
}

fn peer(name: &str) -> PeerId {
    PeerId::new(name).unwrap()
}

fn document() -> DocumentId {
    "1Bhh3pU9gLXZiNDL6PEa1Gs9fh".parse().unwrap()
}

fn payload(bytes: &[u8]) -> Payload {
    Payload::new(bytes.to_vec()).unwrap()
}

// The frames below were written by automerge-repo 2.5.6.

#[test]
fn a_join_of_the_javascript_client_is_read() {
    let bytes = unhex(
        "b900046474797065646a6f696e6873656e646572496461616c706565724d65746164617461b900026973746f72616765\
         4964f76b6973457068656d6572616cf57819737570706f7274656450726f746f636f6c56657273696f6e73816131",
    );
    let metadata = Metadata { storage: None, is_ephemeral: true };
    let versions = Some(vec!["1".to_owned()]);
    assert_eq!(decode(&bytes), Ok(Frame::Join(Join { sender: peer("a"), metadata, versions })));
}

#[test]
fn a_welcome_of_the_javascript_server_is_read() {
    let bytes = unhex(
        "b90005647479706564706565726873656e646572496461736c706565724d65746164617461b900026973746f72616765\
         49646273746b6973457068656d6572616cf47773656c656374656450726f746f636f6c56657273696f6e613168746172\
         67657449646161",
    );
    let metadata = Metadata { storage: Some("st".to_owned()), is_ephemeral: false };
    let version = Some("1".to_owned());
    let welcome = Welcome { sender: peer("s"), target: peer("a"), metadata, version };
    assert_eq!(decode(&bytes), Ok(Frame::Peer(welcome)));
}

#[test]
fn a_sync_message_of_the_javascript_client_is_read() {
    let bytes = unhex(
        "b9000564747970656473796e6368746172676574496461736464617461430102036a646f63756d656e744964781a3142\
         686833705539674c585a694e444c365045613147733966686873656e64657249646161",
    );
    let (sender, target) = (peer("a"), peer("s"));
    let letter = Letter { sender, target, document: document(), data: payload(&[1, 2, 3]) };
    assert_eq!(decode(&bytes), Ok(Frame::Sync(letter)));
}

#[test]
fn a_counter_that_became_a_float_is_read() {
    let bytes = unhex(
        "b90007647479706569657068656d6572616c68746172676574496461736a646f63756d656e744964781a314268683370\
         5539674c585a694e444c365045613147733966686464617461410965636f756e74fb41f2a05f20000000697365737369\
         6f6e496461716873656e64657249646161",
    );
    let Ok(Frame::Ephemeral(ephemeral)) = decode(&bytes) else { panic!("no ephemeral message") };
    assert_eq!(ephemeral.count, 5_000_000_000);
    assert_eq!(ephemeral.session.as_str(), "q");
}

#[test]
fn bytes_that_wear_the_tag_of_a_typed_array_are_read() {
    let mut map = CborWrite::map(5);
    map.text("type").text("sync").text("senderId").text("a").text("targetId").text("b");
    map.text("documentId").text(&document().to_string()).text("data");
    let mut bytes = map.finish();
    bytes.extend([0xd8, 64, 0x43, 1, 2, 3]);
    let Ok(Frame::Sync(letter)) = decode(&bytes) else { panic!("no sync message") };
    assert_eq!(letter.data, payload(&[1, 2, 3]));
}

#[test]
fn kinds_and_keys_of_the_future_are_skipped() {
    let mut map = CborWrite::map(2);
    map.text("type").text("teleport").text("where").begin_array(1).begin_map(1).text("x").count(1);
    assert_eq!(decode(&map.finish()), Ok(Frame::Other("teleport".to_owned())));

    let mut map = CborWrite::map(3);
    map.text("color").begin_map(1).count(1).null();
    map.text("type").text("leave").text("senderId").text("a");
    assert_eq!(decode(&map.finish()), Ok(Frame::Leave(peer("a"))));
}

#[test]
fn what_lacks_something_says_what() {
    let mut map = CborWrite::map(5);
    map.text("type").text("sync").text("senderId").text("a").text("targetId").text("b");
    map.text("documentId").text(&document().to_string()).text("data").bytes(&[]);
    let bytes = map.finish();
    assert_eq!(decode(&bytes), Err(BadFrame::Incomplete { kind: "sync", field: "data" }));
    assert_eq!(decode(b"hello"), Err(BadFrame::Malformed));
    assert_eq!(decode(&[]), Err(BadFrame::Malformed));
}

#[test]
fn huge_lengths_and_deep_nests_cost_nothing() {
    let length = [0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
    assert_eq!(decode(&length), Err(BadFrame::Malformed));
    let mut deep = vec![0xa1, 0x61, b'x'];
    deep.extend(std::iter::repeat_n(0x81, 1_000_000));
    assert_eq!(decode(&deep), Err(BadFrame::Malformed));
}

fn names() -> impl Strategy<Value = PeerId> {
    "[a-zé/]{1,12}".prop_map(|name| peer(&name))
}

fn payloads() -> impl Strategy<Value = Payload> {
    proptest::collection::vec(any::<u8>(), 1..80).prop_map(|bytes| Payload::new(bytes).unwrap())
}

fn letters() -> impl Strategy<Value = Letter> {
    (names(), names(), any::<[u8; 16]>(), payloads()).prop_map(|(sender, target, id, data)| {
        Letter { sender, target, document: DocumentId::from_bytes(id), data }
    })
}

fn metadata() -> impl Strategy<Value = Metadata> {
    let storage = proptest::option::of("[a-z]{0,9}");
    (storage, any::<bool>()).prop_map(|(storage, is_ephemeral)| Metadata { storage, is_ephemeral })
}

fn frames() -> impl Strategy<Value = Frame> {
    let versions = proptest::option::of(proptest::collection::vec("[0-9]{1,2}", 0..3));
    prop_oneof![
        (names(), metadata(), versions).prop_map(|(sender, metadata, versions)| Frame::Join(
            Join { sender, metadata, versions }
        )),
        (names(), names(), metadata(), proptest::option::of("[0-9]")).prop_map(
            |(sender, target, metadata, version)| Frame::Peer(Welcome {
                sender,
                target,
                metadata,
                version
            })
        ),
        (names(), proptest::option::of(names()), ".{0,20}").prop_map(
            |(sender, target, message)| Frame::Error(Failure { sender, target, message })
        ),
        names().prop_map(Frame::Leave),
        letters().prop_map(Frame::Sync),
        letters().prop_map(Frame::Request),
        letters().prop_map(|Letter { sender, target, document, .. }| {
            Frame::DocUnavailable(NoDocument { sender, target, document })
        }),
        (letters(), "[a-z]{1,8}", 0..1_u64 << 53).prop_map(|(letter, session, count)| {
            let Letter { sender, target, document, data } = letter;
            let session = SessionId::new(&session).unwrap();
            Frame::Ephemeral(Ephemeral { sender, target, document, session, count, data })
        }),
    ]
}

proptest! {
    #[test]
    fn every_frame_survives_the_wire(frame in frames()) {
        prop_assert_eq!(decode(&encode(&frame)), Ok(frame));
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes);
    }

    #[test]
    fn a_damaged_frame_is_read_without_a_panic(
        frame in frames(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = encode(&frame);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        bytes.truncate(cut.index(bytes.len()) + 1);
        let _ = decode(&bytes);
    }
}
