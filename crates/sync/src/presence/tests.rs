use proptest::prelude::*;

use super::*;
use crate::{
    ids::PeerId,
    wire::{CborWrite, Payload},
};

fn peer(name: &str) -> PeerId {
    PeerId::new(name).unwrap()
}

fn ana() -> Portrait {
    Portrait { name: Some("Ana".to_owned()), color: Some(3), ..Portrait::default() }
}

fn area(width: f64) -> Area {
    Area { centre: Point { x: -12.5, y: 1e300 }, width, height: 0.25 }
}

fn pull(node: &str) -> Pull {
    Pull { node: node.to_owned(), at: Point { x: 3.0, y: -4.0 }, is_beginning: true }
}

fn typing(text: &str) -> Typing {
    Typing { node: "a".to_owned(), field: "title".to_owned(), text: text.to_owned() }
}

fn said(effects: &[Effect]) -> Vec<Payload> {
    let said = effects.iter().filter_map(|effect| match effect {
        Effect::Say(payload) => Some(payload.clone()),
        Effect::Changed => None,
    });
    said.collect()
}

/// Tells `to` what `effects` say in the name of `from`.
fn pass(effects: &[Effect], from: &str, to: &mut Presence, now_ms: u64) -> Vec<Effect> {
    let payloads = said(effects);
    let author = peer(from);
    let heard =
        payloads.iter().flat_map(|data| to.handle(Event::Heard { author: &author, data }, now_ms));
    heard.collect()
}

fn connected(portrait: Portrait) -> (Presence, Vec<Effect>) {
    let mut presence = Presence::new(portrait);
    let effects = presence.handle(Event::Connected, 1);
    (presence, effects)
}

fn shown(presence: &Presence, name: &str) -> Option<Portrait> {
    presence
        .others()
        .find(|(peer, _)| peer.as_str() == name)
        .map(|(_, other)| other.portrait.clone())
}

#[test]
fn a_newcomer_is_seen_and_sees_those_who_were_there() {
    let (mut first, _) = connected(ana());
    let (mut second, hello) = connected(Portrait::default());
    let effects = pass(&hello, "second", &mut first, 10);
    assert_eq!(effects, [Effect::Changed]);
    let greeting = first.handle(Event::Tick, first.deadline().unwrap());
    pass(&greeting, "first", &mut second, 200);
    assert_eq!(shown(&second, "first"), Some(ana()));
    assert_eq!(shown(&first, "second"), Some(Portrait::default()));
}

#[test]
fn a_moved_cursor_is_told_alone_and_not_too_often() {
    let (mut first, hello) = connected(ana());
    let (mut second, _) = connected(Portrait::default());
    pass(&hello, "first", &mut second, 1);
    let at = |x: f64| Portrait { cursor: Some(Point { x, y: -0.5 }), ..ana() };
    let mut told = 0;
    for step in 0..100_u32 {
        let now = 1_000 + u64::from(step) * 10;
        let effects = first.handle(Event::Moved(at(f64::from(step))), now);
        told += said(&effects).len();
        pass(&effects, "first", &mut second, now);
    }
    assert!((12..=18).contains(&told), "{told}");
    let last = first.handle(Event::Tick, first.deadline().unwrap());
    assert!(said(&last)[0].as_bytes().len() < 70, "only the cursor");
    pass(&last, "first", &mut second, 3_000);
    assert_eq!(shown(&second, "first"), Some(at(99.0)));
}

#[test]
fn every_channel_survives_the_wire() {
    let full = Portrait {
        person: Some("p1".to_owned()),
        cursor: Some(Point { x: 1.5, y: 1e300 }),
        selection: vec!["a".to_owned(), "b".to_owned()],
        dragging: [("a".to_owned(), Point { x: 0.0, y: 7.0 })].into(),
        editing: Some("b".to_owned()),
        screen: Some("map".to_owned()),
        view: Some(area(1280.0)),
        marking: Some(area(0.0)),
        pull: Some(pull("b")),
        typing: Some(typing("Churn ra")),
        following: Some("p2".to_owned()),
        ..ana()
    };
    let (mut first, _) = connected(Portrait::default());
    let (mut second, _) = connected(Portrait::default());
    let told = first.handle(Event::Moved(full.clone()), 1_000);
    pass(&told, "first", &mut second, 1_000);
    assert_eq!(shown(&second, "first"), Some(full));
    let emptied = first.handle(Event::Moved(Portrait::default()), 2_000);
    pass(&emptied, "first", &mut second, 2_000);
    assert_eq!(shown(&second, "first"), Some(Portrait::default()));
}

#[test]
fn however_much_is_selected_and_dragged_what_is_told_is_short_enough_for_a_relay() {
    let ids: Vec<String> = (0..1_000).map(|n| format!("0192f0c1-2345-7890-abcd-{n:012}")).collect();
    let points = ids.iter().map(|id| (id.clone(), Point { x: 0.1, y: -1e300 }));
    let long = "\u{1f600}".repeat(1_000);
    let much = Portrait {
        dragging: points.collect(),
        selection: ids.clone(),
        name: Some(long.clone()),
        view: Some(area(0.1)),
        marking: Some(area(0.1)),
        pull: Some(pull(&ids[0])),
        typing: Some(typing(&long)),
        following: Some(ids[0].clone()),
        ..ana()
    };
    let (mut first, hello) = connected(ana());
    let (mut second, _) = connected(Portrait::default());
    pass(&hello, "first", &mut second, 1);
    let told = first.handle(Event::Moved(much), 1_000);
    let bytes = said(&told)[0].as_bytes().len();
    assert!((2_000..=4_096).contains(&bytes), "{bytes}");
    pass(&told, "first", &mut second, 1_000);
    let shown = shown(&second, "first").unwrap();
    assert_eq!(shown.selection[..], ids[..shown.selection.len()]);
    assert!(shown.selection.len() > 20 && shown.dragging.len() > 12);
    assert!(shown.name.is_some_and(|name| long.starts_with(&name)));
    assert!(shown.typing.is_some_and(|typing| long.starts_with(&typing.text)));
}

#[test]
fn silence_is_broken_by_a_heartbeat_and_ends_in_being_forgotten() {
    let (mut first, hello) = connected(ana());
    let (mut second, _) = connected(Portrait::default());
    pass(&hello, "first", &mut second, 1);
    let mut now = 1;
    for _ in 0..5 {
        now += HEARTBEAT_MS;
        let beat = first.handle(Event::Tick, now);
        assert_eq!(said(&beat).len(), 1);
        pass(&beat, "first", &mut second, now);
    }
    second.handle(Event::Tick, now + EXPIRY_MS - 1);
    assert!(shown(&second, "first").is_some());
    let gone = second.handle(Event::Tick, now + EXPIRY_MS);
    assert!(gone.contains(&Effect::Changed));
    assert_eq!(shown(&second, "first"), None);
}

#[test]
fn who_leaves_is_gone_at_once_and_not_greeted() {
    let (mut first, hello) = connected(ana());
    let (mut second, _) = connected(Portrait::default());
    pass(&hello, "first", &mut second, 1);
    second.handle(Event::Tick, second.deadline().unwrap());
    let goodbye = first.handle(Event::Leaving, 500);
    assert_eq!(pass(&goodbye, "first", &mut second, 500), [Effect::Changed]);
    assert_eq!(shown(&second, "first"), None);
    assert_eq!(pass(&goodbye, "first", &mut second, 501), []);
    assert_eq!(second.deadline(), Some(101 + HEARTBEAT_MS));
    assert_eq!(said(&first.handle(Event::Moved(Portrait::default()), 600)), []);
}

#[test]
fn without_a_connection_nobody_is_there_and_nothing_is_said() {
    let (mut first, _) = connected(ana());
    let (_, hello) = connected(Portrait::default());
    pass(&hello, "second", &mut first, 1);
    assert_eq!(first.handle(Event::Disconnected, 2), [Effect::Changed]);
    assert_eq!(first.others().count(), 0);
    assert_eq!(first.handle(Event::Moved(Portrait::default()), 1_000), []);
    let again = first.handle(Event::Connected, 2_000);
    assert_eq!(said(&again).len(), 1);
}

#[test]
fn a_stock_client_with_channels_of_its_own_is_there_without_them() {
    let (mut first, _) = connected(ana());
    let mut out = CborWrite::map(1);
    out.text("__presence")
        .begin_map(3)
        .text("value")
        .begin_map(1)
        .text("deep")
        .begin_array(1)
        .count(1);
    out.text("type").text("update").text("channel").text("weather");
    let data = Payload::new(out.finish()).unwrap();
    let author = peer("js");
    let effects = first.handle(Event::Heard { author: &author, data: &data }, 5);
    assert_eq!(effects, [Effect::Changed]);
    assert_eq!(shown(&first, "js"), Some(Portrait::default()));
}

/// A channel with a value in the name of somebody whose program is older or newer, or wrong.
fn channel(name: &str, value: impl FnOnce(&mut CborWrite)) -> Payload {
    let mut out = CborWrite::map(1);
    out.text("__presence").begin_map(3).text("type").text("update").text("channel").text(name);
    value(out.text("value"));
    Payload::new(out.finish()).unwrap()
}

#[test]
fn half_a_gesture_is_none() {
    let (mut first, _) = connected(ana());
    let author = peer("odd");
    let odd = [
        channel("view", |out| _ = out.begin_map(2).text("x").number(1.0).text("width").number(3.0)),
        channel("marking", |out| {
            let out = out.begin_map(4).text("x").number(1.0).text("y").number(2.0);
            out.text("width").number(-3.0).text("height").number(f64::NAN);
        }),
        channel("pull", |out| _ = out.begin_map(2).text("x").number(1.0).text("y").number(1.0)),
        channel("typing", |out| _ = out.begin_map(1).text("text").text("lost")),
        channel("following", |out| _ = out.count(7)),
    ];
    for data in &odd {
        first.handle(Event::Heard { author: &author, data }, 5);
    }
    assert_eq!(shown(&first, "odd"), Some(Portrait::default()));
}

#[test]
fn what_an_older_program_leaves_out_stays_absent_and_what_a_newer_one_adds_is_passed_over() {
    let (mut first, _) = connected(ana());
    let author = peer("newer");
    let more = channel("pull", |out| {
        let out = out.begin_map(4).text("node").text("b").text("wind").begin_array(1).count(4);
        out.text("x").number(1.0).text("y").number(2.0);
    });
    first.handle(Event::Heard { author: &author, data: &more }, 5);
    let at = Point { x: 1.0, y: 2.0 };
    let pull = Some(Pull { node: "b".to_owned(), at, is_beginning: false });
    assert_eq!(shown(&first, "newer"), Some(Portrait { pull, ..Portrait::default() }));
}

#[test]
fn a_gesture_is_gone_with_who_made_it() {
    let (mut first, hello) = connected(Portrait { pull: Some(pull("b")), ..ana() });
    let (mut second, _) = connected(Portrait::default());
    pass(&hello, "first", &mut second, 1);
    assert!(shown(&second, "first").is_some_and(|shown| shown.pull.is_some()));
    pass(&first.handle(Event::Leaving, 500), "first", &mut second, 500);
    assert_eq!(shown(&second, "first"), None);
}

#[test]
fn whatever_is_done_no_more_is_said_than_a_relay_passes_on() {
    let (mut first, _) = connected(ana());
    let mut told = 0;
    for step in 0..1_000_u32 {
        let now = 1_000 + u64::from(step) * 10;
        let moved = Portrait {
            cursor: Some(Point { x: f64::from(step), y: 0.0 }),
            view: Some(area(f64::from(step))),
            typing: Some(typing(&step.to_string())),
            ..ana()
        };
        told += said(&first.handle(Event::Moved(moved), now)).len();
    }
    assert!(told <= 10 * 19, "{told} in ten seconds");
}

#[test]
fn what_a_stock_client_writes_is_understood() {
    // Written by automerge-repo 2.5.6.
    let hex = "b900016a5f5f70726573656e6365b90002647479706568736e617073686f74657374617465b9000566706572736f6e63616e\
               61646e616d6563416e6165636f6c6f720366637572736f72b900026178fb3ff80000000000006179216973656c656374696f\
               6e8261616162";
    let bytes = (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap());
    let data = Payload::new(bytes.collect()).unwrap();
    let (mut first, _) = connected(Portrait::default());
    let author = peer("js");
    first.handle(Event::Heard { author: &author, data: &data }, 5);
    let expected = Portrait {
        person: Some("ana".to_owned()),
        cursor: Some(Point { x: 1.5, y: -2.0 }),
        selection: vec!["a".to_owned(), "b".to_owned()],
        ..ana()
    };
    assert_eq!(shown(&first, "js"), Some(expected));
}

#[test]
fn a_crowd_of_strangers_is_bounded() {
    let (mut first, _) = connected(ana());
    let (_, hello) = connected(Portrait::default());
    for stranger in 0..2_000 {
        pass(&hello, &stranger.to_string(), &mut first, 5);
    }
    assert_eq!(first.others().count(), 500);
}

proptest! {
    #[test]
    fn any_bytes_are_heard_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 1..100)) {
        let (mut first, _) = connected(ana());
        let author = peer("noise");
        let mut marked = CborWrite::map(1);
        marked.text("__presence");
        let mut marked = marked.finish();
        marked.extend(&bytes);
        for bytes in [bytes, marked] {
            let data = Payload::new(bytes).unwrap();
            first.handle(Event::Heard { author: &author, data: &data }, 5);
        }
    }

    #[test]
    fn a_damaged_snapshot_is_heard_without_a_panic(
        at in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let (mut first, hello) = connected(ana());
        let author = peer("noise");
        let mut bytes = said(&hello)[0].as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let data = Payload::new(bytes).unwrap();
        first.handle(Event::Heard { author: &author, data: &data }, 5);
    }
}
