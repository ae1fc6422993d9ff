use causeway_model::LinkKind;

use super::*;

fn node(id: &str) -> NodeId {
    id.parse().unwrap()
}

fn link() -> LinkId {
    "l1".parse().unwrap()
}

/// A driver that was placed, and a kpi that it moves and that nobody placed.
fn sheet() -> Sheet {
    let mut sheet = Sheet::default();
    sheet.know_card(&node("driver"), NodeKind::Driver, Some(MapPoint::new(0.0, 0.0)));
    sheet.know_card(&node("kpi"), NodeKind::Kpi, None);
    let tie = Tie { from: node("driver"), to: node("kpi"), kind: LinkKind::Causes };
    sheet.know_link(&link(), tie);
    sheet.settle(None);
    sheet
}

/// Settles, and tells the signals.
fn settle_now(sheet: &mut Sheet) {
    for (signal, route) in sheet.settle(None).links {
        signal.set(route);
    }
}

fn at(sheet: &Sheet, id: &str) -> MapPoint {
    sheet.scene().card(&node(id)).unwrap().centre
}

#[test]
fn what_nobody_placed_is_laid_out_and_linked() {
    let mut sheet = sheet();
    assert!(at(&sheet, "kpi").x > at(&sheet, "driver").x);
    assert!(sheet.route(&link()).get_untracked().is_some());
}

#[test]
fn placing_one_card_moves_no_other() {
    let mut sheet = sheet();
    let before = at(&sheet, "kpi");
    sheet.know_card(&node("driver"), NodeKind::Driver, Some(MapPoint::new(-500.0, 300.0)));
    sheet.settle(None);
    assert_eq!(at(&sheet, "kpi"), before);
}

#[test]
fn a_card_that_comes_back_is_followed_by_who_has_held_its_place_since_before() {
    let mut sheet = sheet();
    let place = sheet.place(&node("driver")).unwrap();
    sheet.forget_card(&node("driver"));
    sheet.know_card(&node("driver"), NodeKind::Driver, Some(MapPoint::new(-500.0, 300.0)));
    for (signal, placed) in sheet.settle(None).cards {
        signal.set(placed);
    }
    assert_eq!(place.get_untracked().centre, MapPoint::new(-500.0, 300.0));
}

#[test]
fn a_card_that_is_moved_glides_and_arrives() {
    let mut sheet = sheet();
    let to = MapPoint::new(0.0, 400.0);
    sheet.know_card(&node("driver"), NodeKind::Driver, Some(to));
    sheet.settle(Some(1_000));
    assert_eq!(at(&sheet, "driver"), MapPoint::new(0.0, 0.0));
    let changed = sheet.glide(1_200);
    assert_eq!(changed.cards.len(), 1);
    assert!((1.0..400.0).contains(&at(&sheet, "driver").y));
    sheet.glide(1_500);
    assert_eq!(at(&sheet, "driver"), to);
    assert!(!sheet.is_gliding());
}

#[test]
fn a_card_in_the_hand_follows_it_and_takes_its_link_along() {
    let mut sheet = sheet();
    let before = sheet.route(&link()).get_untracked();
    let changed = sheet.lift(&[node("driver")], MapVector::new(10.0, 90.0));
    assert_eq!(at(&sheet, "driver"), MapPoint::new(10.0, 90.0));
    assert_ne!(changed.links[0].1, before);
    assert!(sheet.let_go() && !sheet.let_go());
}

#[test]
fn a_card_in_a_colleagues_hand_is_seen_there_until_they_let_go() {
    let mut sheet = sheet();
    let held = MapPoint::new(70.0, 80.0);
    assert!(sheet.hold_for_others([(node("driver"), held)].into()));
    sheet.settle(None);
    assert_eq!(at(&sheet, "driver"), held);
    sheet.hold_for_others(BTreeMap::new());
    sheet.settle(None);
    assert_eq!(at(&sheet, "driver"), MapPoint::new(0.0, 0.0));
}

#[test]
fn a_card_that_comes_back_lies_where_it_lay() {
    let mut sheet = sheet();
    let before = at(&sheet, "kpi");
    assert!(sheet.route(&link()).get_untracked().is_some());
    sheet.forget_card(&node("kpi"));
    settle_now(&mut sheet);
    assert_eq!(sheet.route(&link()).get_untracked(), None);
    sheet.know_card(&node("kpi"), NodeKind::Kpi, None);
    sheet.settle(None);
    assert_eq!(at(&sheet, "kpi"), before);
}

#[test]
fn a_layout_of_many_cards_is_left_to_be_done_beside() {
    let mut sheet = Sheet::default();
    for number in 0..300 {
        sheet.know_card(&node(&format!("n{number}")), NodeKind::Driver, None);
    }
    sheet.settle(None);
    assert!(sheet.scene().cards().next().is_none());
    let Unsettled { cards, links, before } = sheet.take_unsettled().unwrap();
    sheet.know_card(&node("late"), NodeKind::Driver, None);
    sheet.settle(None);
    assert!(sheet.take_unsettled().is_none(), "it is under way");
    sheet.take_layout(settle(&cards, &links, &before));
    sheet.settle(None);
    assert_eq!(sheet.scene().cards().count(), 301);
}
