use causeway_model::{LinkKind, NodeKind};

use super::*;
use crate::{Placed, Tie};

fn id(text: &str) -> NodeId {
    text.parse().unwrap()
}

/// Two drivers, one above the other, that move a kpi, and a loose card far below.
fn scene() -> Scene {
    let mut scene = Scene::default();
    for (name, x, y) in
        [("upper", 0.0, 0.0), ("lower", 10.0, 160.0), ("kpi", 344.0, 70.0), ("loose", 20.0, 900.0)]
    {
        let card = Placed { kind: NodeKind::Driver, centre: MapPoint::new(x, y) };
        scene.put_card(id(name), card);
    }
    for (link, from) in [("a", "upper"), ("b", "lower")] {
        let tie = Tie { from: id(from), to: id("kpi"), kind: LinkKind::Causes };
        scene.put_link(link.parse().unwrap(), tie);
    }
    scene
}

#[test]
fn right_and_left_follow_links() {
    let scene = scene();
    assert_eq!(next(&scene, &id("lower"), Heading::Right), Some(id("kpi")));
    assert_eq!(next(&scene, &id("kpi"), Heading::Left), Some(id("upper")));
}

#[test]
fn up_and_down_go_by_what_is_seen() {
    let scene = scene();
    assert_eq!(next(&scene, &id("upper"), Heading::Down), Some(id("lower")));
    assert_eq!(next(&scene, &id("lower"), Heading::Down), Some(id("loose")));
    assert_eq!(next(&scene, &id("upper"), Heading::Up), None);
}

#[test]
fn a_card_without_links_is_not_a_dead_end() {
    let scene = scene();
    assert_eq!(next(&scene, &id("loose"), Heading::Up), Some(id("lower")));
}

#[test]
fn columns_are_read_from_top_to_bottom() {
    let order: Vec<String> = reading_order(&scene()).iter().map(ToString::to_string).collect();
    assert_eq!(order, ["upper", "lower", "loose", "kpi"]);
}
