use causeway_model::{LinkKind, NodeKind};

use super::*;
use crate::Ports;

const REACH: Reach = Reach { outside: 9.0, inside: 6.0, link: 10.0 };

fn node(name: &str) -> NodeId {
    name.parse().unwrap()
}

fn link(name: &str) -> LinkId {
    name.parse().unwrap()
}

/// a, b -> kpi -> goal; and goal2, which goal serves.
fn scene() -> Scene {
    let mut scene = Scene::default();
    for (name, kind, x, y) in [
        ("a", NodeKind::Driver, 0.0, 0.0),
        ("b", NodeKind::Driver, 0.0, 160.0),
        ("kpi", NodeKind::Kpi, 344.0, 80.0),
        ("goal", NodeKind::Objective, 688.0, 80.0),
        ("goal2", NodeKind::Objective, 1032.0, 80.0),
        ("risk", NodeKind::Risk, 0.0, 500.0),
    ] {
        scene.put_card(node(name), Placed { kind, centre: MapPoint::new(x, y) });
    }
    for (name, from, to, kind) in [
        ("1", "a", "kpi", LinkKind::Causes),
        ("2", "b", "kpi", LinkKind::Causes),
        ("3", "kpi", "goal", LinkKind::Serves),
        ("4", "goal", "goal2", LinkKind::Serves),
    ] {
        scene.put_link(link(name), Tie { from: node(from), to: node(to), kind });
    }
    scene
}

#[test]
fn a_card_has_an_inside_and_a_rim() {
    let scene = scene();
    assert_eq!(scene.at(MapPoint::new(10.0, 10.0), REACH), Target::Card(node("a")));
    assert_eq!(scene.at(MapPoint::new(103.0, 0.0), REACH), Target::Rim(node("a")));
    assert_eq!(scene.at(MapPoint::new(113.0, 0.0), REACH), Target::Rim(node("a")));
    assert_eq!(scene.at(MapPoint::new(0.0, -300.0), REACH), Target::Ground);
}

#[test]
fn far_out_a_card_has_no_rim() {
    let reach = Reach { inside: 0.0, ..REACH };
    assert_eq!(scene().at(MapPoint::new(103.0, 0.0), reach), Target::Card(node("a")));
}

#[test]
fn a_link_is_met_on_its_line() {
    let scene = scene();
    let middle = scene.route(&link("1")).unwrap().label();
    assert_eq!(scene.at(middle, REACH), Target::Link(link("1")));
}

#[test]
fn links_enter_in_the_order_of_their_sources() {
    let scene = scene();
    assert!(scene.ports(&link("1")).enter < scene.ports(&link("2")).enter);
    assert_eq!(scene.ports(&link("3")), Ports::default());
}

#[test]
fn many_links_to_one_card_stay_on_its_rim() {
    let mut scene = scene();
    for number in 0..40 {
        let name = format!("n{number}");
        let at = MapPoint::new(-400.0, 150.0 * f64::from(number));
        scene.put_card(node(&name), Placed { kind: NodeKind::Driver, centre: at });
        let tie = Tie { from: node(&name), to: node("kpi"), kind: LinkKind::Causes };
        scene.put_link(link(&name), tie);
    }
    for number in 0..40 {
        assert!(scene.ports(&link(&format!("n{number}"))).enter.abs() < 50.0);
    }
}

#[test]
fn a_link_whose_end_is_gone_is_not_drawn_until_it_is_back() {
    let mut scene = scene();
    let goal = scene.card(&node("goal")).unwrap();
    scene.remove_card(&node("goal"));
    assert_eq!(scene.route(&link("3")), None);
    scene.put_card(node("goal"), goal);
    assert!(scene.route(&link("3")).is_some());
}

#[test]
fn what_can_be_drawn_follows_from_the_kinds() {
    let scene = scene();
    let drawable = |from, to| scene.drawable(&node(from), &node(to));
    assert_eq!(drawable("a", "b"), Ok(LinkKind::Causes));
    assert_eq!(drawable("risk", "a"), Ok(LinkKind::Causes));
    assert_eq!(drawable("kpi", "goal2"), Ok(LinkKind::Serves));
    assert_eq!(drawable("a", "goal"), Err(LinkRefusal::OnlyResultsServe));
    assert_eq!(drawable("goal", "kpi"), Err(LinkRefusal::ObjectivesMoveNothing));
    assert_eq!(drawable("a", "risk"), Err(LinkRefusal::RisksAreCauses));
    assert_eq!(drawable("a", "a"), Err(LinkRefusal::SameCard));
    assert_eq!(drawable("a", "kpi"), Err(LinkRefusal::AlreadyLinked));
    assert_eq!(drawable("goal2", "goal"), Err(LinkRefusal::WouldCircle));
    assert_eq!(drawable("a", "nobody"), Err(LinkRefusal::Gone));
}
