use causeway_model::{LinkKind, NodeId, NodeKind};

use super::*;
use crate::{
    Camera, LinkRefusal, MapPoint, MapVector, Placed, Scene, ScreenVector, Selection, Target, Tie,
};

const MOUSE: PointerId = PointerId(1);

fn node(name: &str) -> NodeId {
    name.parse().unwrap()
}

/// A hand over a map of two drivers, a kpi and an objective, that does what the outcomes ask for.
struct Hand {
    scene: Scene,
    camera: Camera,
    selection: Selection,
    gesture: Gesture,
    keys: Keys,
    kind: PointerKind,
    shown: Preview,
    done: Vec<Outcome>,
}

impl Hand {
    fn new() -> Self {
        let mut scene = Scene::default();
        for (name, kind, x, y) in [
            ("a", NodeKind::Driver, 200.0, 100.0),
            ("b", NodeKind::Driver, 200.0, 300.0),
            ("kpi", NodeKind::Kpi, 600.0, 200.0),
            ("goal", NodeKind::Objective, 1000.0, 200.0),
        ] {
            scene.put_card(node(name), Placed { kind, centre: MapPoint::new(x, y) });
        }
        let tie = Tie { from: node("a"), to: node("kpi"), kind: LinkKind::Causes };
        scene.put_link("one".parse().unwrap(), tie);
        Self {
            scene,
            camera: Camera::default(),
            selection: Selection::default(),
            gesture: Gesture::Idle,
            keys: Keys::default(),
            kind: PointerKind::Mouse,
            shown: Preview::None,
            done: Vec::new(),
        }
    }

    fn give(&mut self, input: Input) -> &mut Self {
        let sight = Sight {
            scene: &self.scene,
            camera: self.camera,
            selection: &self.selection,
            is_read_only: false,
        };
        let step = std::mem::take(&mut self.gesture).step(&input, &sight);
        self.gesture = step.gesture;
        for outcome in step.outcomes {
            match outcome {
                Outcome::Show(preview) => self.shown = preview,
                Outcome::Look(camera) => self.camera = camera,
                Outcome::Choose(selection) => self.selection = selection,
                other => self.done.push(other),
            }
        }
        self
    }

    fn down(&mut self, x: f64, y: f64) -> &mut Self {
        self.press(MOUSE, Button::Primary, x, y)
    }

    fn press(&mut self, pointer: PointerId, button: Button, x: f64, y: f64) -> &mut Self {
        let at = ScreenPoint::new(x, y);
        self.give(Input::Down { pointer, kind: self.kind, button, at, keys: self.keys })
    }

    fn to(&mut self, x: f64, y: f64) -> &mut Self {
        self.finger_to(MOUSE, x, y)
    }

    fn finger_to(&mut self, pointer: PointerId, x: f64, y: f64) -> &mut Self {
        self.give(Input::Move { pointer, at: ScreenPoint::new(x, y), keys: self.keys })
    }

    fn up(&mut self, x: f64, y: f64) -> &mut Self {
        self.give(Input::Up { pointer: MOUSE, at: ScreenPoint::new(x, y), keys: self.keys })
    }

    fn click(&mut self, x: f64, y: f64) -> &mut Self {
        self.down(x, y).up(x, y)
    }

    fn chosen(&self) -> Vec<&str> {
        self.selection.nodes.iter().map(NodeId::as_str).collect()
    }
}

#[test]
fn a_click_chooses_a_card_and_a_click_beside_it_lets_go() {
    let mut hand = Hand::new();
    assert_eq!(hand.click(200.0, 100.0).chosen(), ["a"]);
    assert!(hand.click(400.0, 700.0).chosen().is_empty());
    assert_eq!(hand.done, []);
}

#[test]
fn shift_adds_and_takes_away() {
    let mut hand = Hand::new();
    hand.click(200.0, 100.0);
    hand.keys.shift = true;
    assert_eq!(hand.click(600.0, 200.0).chosen(), ["a", "kpi"]);
    assert_eq!(hand.click(200.0, 100.0).chosen(), ["kpi"]);
}

#[test]
fn a_click_on_a_link_chooses_it() {
    let mut hand = Hand::new();
    let on_line = hand.scene.route(&"one".parse().unwrap()).unwrap().label();
    hand.click(on_line.x, on_line.y);
    assert_eq!(hand.selection.only_link().unwrap().as_str(), "one");
}

#[test]
fn nothing_moves_before_the_release() {
    let mut hand = Hand::new();
    hand.down(200.0, 100.0).to(230.0, 120.0).to(250.0, 140.0);
    let by = MapVector::new(50.0, 40.0);
    assert_eq!(hand.shown, Preview::Moving { nodes: vec![node("a")], by, guides: vec![] });
    assert_eq!(hand.done, []);
    hand.up(250.0, 140.0);
    assert_eq!(hand.done, [Outcome::Move { nodes: vec![node("a")], by }]);
    assert_eq!(hand.shown, Preview::None);
}

#[test]
fn dragging_one_of_several_moves_them_all_by_the_zoom() {
    let mut hand = Hand::new();
    hand.selection = Selection::nodes([node("a"), node("b")]);
    hand.camera = Camera::default().zoomed(ScreenPoint::default(), 0.5);
    hand.down(100.0, 50.0).to(110.0, 60.0).up(120.0, 50.0);
    let by = MapVector::new(40.0, 0.0);
    assert_eq!(hand.done, [Outcome::Move { nodes: vec![node("a"), node("b")], by }]);
}

#[test]
fn escape_puts_the_cards_back() {
    let mut hand = Hand::new();
    hand.down(200.0, 100.0).to(300.0, 100.0).give(Input::Escape);
    assert_eq!(hand.shown, Preview::None);
    hand.to(320.0, 100.0).up(320.0, 100.0);
    assert_eq!(hand.done, []);
}

#[test]
fn a_card_that_a_colleague_deletes_leaves_the_hand() {
    let mut hand = Hand::new();
    hand.selection = Selection::nodes([node("a"), node("b")]);
    hand.down(200.0, 100.0).to(300.0, 100.0);
    hand.scene.remove_card(&node("a"));
    hand.up(300.0, 100.0);
    let by = MapVector::new(100.0, 0.0);
    assert_eq!(hand.done, [Outcome::Move { nodes: vec![node("b")], by }]);
}

#[test]
fn a_frame_chooses_what_it_touches_and_escape_restores() {
    let mut hand = Hand::new();
    hand.selection = Selection::node(node("goal"));
    hand.down(20.0, 20.0).to(150.0, 350.0);
    assert_eq!(hand.chosen(), ["a", "b"]);
    hand.give(Input::Escape);
    assert_eq!(hand.chosen(), ["goal"]);
    hand.down(20.0, 20.0).to(150.0, 350.0).up(150.0, 350.0);
    assert_eq!(hand.chosen(), ["a", "b"]);
}

#[test]
fn dragging_from_a_rim_to_a_card_links_them() {
    let mut hand = Hand::new();
    hand.down(305.0, 300.0).to(500.0, 250.0).to(600.0, 200.0);
    let to = LinkEnd::Card(node("kpi"), LinkKind::Causes);
    assert_eq!(hand.shown, Preview::Linking { from: node("b"), to });
    hand.up(600.0, 200.0);
    let (from, to) = (node("b"), node("kpi"));
    assert_eq!(hand.done, [Outcome::Link { from, to, kind: LinkKind::Causes }]);
}

#[test]
fn a_link_that_cannot_be_says_why_before_the_release() {
    let mut hand = Hand::new();
    hand.down(305.0, 300.0).to(1000.0, 200.0);
    let to = LinkEnd::Refused(node("goal"), LinkRefusal::OnlyResultsServe);
    assert_eq!(hand.shown, Preview::Linking { from: node("b"), to });
    hand.up(1000.0, 200.0);
    assert_eq!(hand.done, [Outcome::Refuse(LinkRefusal::OnlyResultsServe)]);
}

#[test]
fn a_link_dropped_on_the_ground_asks_for_a_node_there() {
    let mut hand = Hand::new();
    hand.down(305.0, 300.0).to(450.0, 500.0).up(450.0, 500.0);
    let at = MapPoint::new(450.0, 500.0);
    assert_eq!(hand.done, [Outcome::LinkToNew { from: node("b"), at }]);
}

#[test]
fn a_double_click_adds_or_renames() {
    let mut hand = Hand::new();
    hand.give(Input::DoubleClick { at: ScreenPoint::new(450.0, 600.0) });
    hand.give(Input::DoubleClick { at: ScreenPoint::new(200.0, 100.0) });
    let at = MapPoint::new(450.0, 600.0);
    assert_eq!(hand.done, [Outcome::Add { at }, Outcome::Rename(node("a"))]);
}

#[test]
fn space_and_the_middle_button_pan() {
    let mut hand = Hand::new();
    hand.press(MOUSE, Button::Middle, 200.0, 100.0).to(230.0, 90.0).up(230.0, 90.0);
    assert_eq!(hand.camera.offset(), ScreenVector::new(30.0, -10.0));
    hand.keys.space = true;
    hand.down(200.0, 100.0).to(230.0, 90.0).up(230.0, 90.0);
    assert_eq!(hand.camera.offset(), ScreenVector::new(60.0, -20.0));
    assert_eq!(hand.done, []);
}

#[test]
fn a_finger_on_the_ground_pans_and_a_second_one_zooms() {
    let mut hand = Hand::new();
    hand.kind = PointerKind::Touch;
    hand.down(400.0, 600.0).to(400.0, 640.0);
    assert_eq!(hand.camera.offset(), ScreenVector::new(0.0, 40.0));
    let before = hand.camera.to_map(ScreenPoint::new(450.0, 640.0));
    hand.press(PointerId(2), Button::Primary, 500.0, 640.0);
    hand.finger_to(PointerId(2), 550.0, 640.0).to(350.0, 640.0);
    assert!((hand.camera.zoom() - 2.0).abs() < 1e-9);
    let after = hand.camera.to_map(ScreenPoint::new(450.0, 640.0));
    assert!(before.distance(after) < 1e-6);
}

#[test]
fn a_second_finger_ends_a_drag_without_moving_anything() {
    let mut hand = Hand::new();
    hand.kind = PointerKind::Touch;
    hand.down(200.0, 100.0).to(260.0, 100.0);
    hand.press(PointerId(2), Button::Primary, 500.0, 640.0).up(260.0, 100.0);
    assert_eq!(hand.done, []);
}

#[test]
fn a_wheel_zooms_about_the_pointer_and_a_trackpad_pans() {
    let mut hand = Hand::new();
    let at = ScreenPoint::new(300.0, 200.0);
    let by = ScreenVector::new(0.0, -120.0);
    let before = hand.camera.to_map(at);
    hand.give(Input::Wheel { at, by, is_notched: true, keys: Keys::default() });
    assert!(hand.camera.zoom() > 1.2);
    assert!(before.distance(hand.camera.to_map(at)) < 1e-6);
    let zoom = hand.camera.zoom();
    let by = ScreenVector::new(3.0, 8.0);
    hand.give(Input::Wheel { at, by, is_notched: false, keys: Keys::default() });
    assert!((hand.camera.zoom() - zoom).abs() < 1e-12);
}

#[test]
fn what_may_only_be_read_can_be_chosen_and_panned_but_not_changed() {
    let hand = Hand::new();
    let sight = Sight {
        scene: &hand.scene,
        camera: hand.camera,
        selection: &hand.selection,
        is_read_only: true,
    };
    let (keys, at) = (Keys::default(), ScreenPoint::new(305.0, 300.0));
    let down =
        Input::Down { pointer: MOUSE, kind: PointerKind::Mouse, button: Button::Primary, at, keys };
    let at = ScreenPoint::new(600.0, 200.0);
    let mut gesture = Gesture::Idle;
    for input in
        [down, Input::Move { pointer: MOUSE, at, keys }, Input::Up { pointer: MOUSE, at, keys }]
    {
        let step = gesture.step(&input, &sight);
        gesture = step.gesture;
        let is_harmless =
            |outcome: &Outcome| matches!(outcome, Outcome::Show(_) | Outcome::Choose(_));
        assert!(step.outcomes.iter().all(is_harmless));
    }
}

#[test]
fn a_card_is_drawn_to_where_it_is_level_with_another() {
    let mut hand = Hand::new();
    hand.down(200.0, 100.0).to(230.0, 120.0).to(205.0, 150.0);
    let Preview::Moving { by, guides, .. } = &hand.shown else { panic!("{:?}", hand.shown) };
    assert_eq!((*by, guides.len()), (MapVector::new(0.0, 50.0), 1));
    hand.keys.control = true;
    hand.up(205.0, 150.0);
    let by = MapVector::new(5.0, 50.0);
    assert_eq!(hand.done, [Outcome::Move { nodes: vec![node("a")], by }]);
}

#[test]
fn the_tip_of_a_chosen_link_is_drawn_to_another_card() {
    let mut hand = Hand::new();
    hand.selection = Selection::link("one".parse().unwrap());
    let tip = hand.scene.route(&"one".parse().unwrap()).unwrap().tip();
    hand.down(tip.x, tip.y).to(300.0, 250.0);
    assert!(matches!(hand.shown, Preview::Relinking { end: crate::End::To, .. }));
    hand.up(200.0, 300.0);
    assert_eq!(
        hand.done,
        [Outcome::Relink {
            link: "one".parse().unwrap(),
            from: node("a"),
            to: node("b"),
            kind: LinkKind::Causes,
        }]
    );
}

#[test]
fn an_end_that_is_dropped_on_the_water_or_at_home_stays() {
    for (x, y) in [(400.0, 500.0), (600.0, 200.0)] {
        let mut hand = Hand::new();
        hand.selection = Selection::link("one".parse().unwrap());
        let tip = hand.scene.route(&"one".parse().unwrap()).unwrap().tip();
        hand.down(tip.x, tip.y).to(300.0, 250.0).up(x, y);
        assert_eq!(hand.done, []);
    }
}

#[test]
fn an_end_that_fits_nowhere_says_why() {
    let mut hand = Hand::new();
    hand.selection = Selection::link("one".parse().unwrap());
    let tip = hand.scene.route(&"one".parse().unwrap()).unwrap().tip();
    hand.down(tip.x, tip.y).to(300.0, 250.0).up(1000.0, 200.0);
    assert_eq!(hand.done, [Outcome::Refuse(LinkRefusal::OnlyResultsServe)]);
}

#[test]
fn a_finger_that_rests_on_a_card_opens_its_menu() {
    let mut hand = Hand::new();
    hand.kind = PointerKind::Touch;
    hand.down(200.0, 100.0).give(Input::Rest);
    let at = ScreenPoint::new(200.0, 100.0);
    assert_eq!(hand.done, [Outcome::Menu { at, on: Target::Card(node("a")) }]);
    assert_eq!(hand.chosen(), ["a"]);
    assert!(hand.gesture.is_idle());
}
