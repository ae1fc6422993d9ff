use proptest::prelude::*;

use super::*;
use crate::card::card_rect;

fn id(number: usize) -> NodeId {
    format!("n{number:04}").parse().unwrap()
}

fn card(number: usize, kind: NodeKind) -> LayoutCard {
    LayoutCard { id: id(number), kind, placed: None }
}

fn link(from: usize, to: usize) -> (NodeId, NodeId) {
    (id(from), id(to))
}

fn overlapping(cards: &[LayoutCard], places: &Places) -> Vec<(NodeId, NodeId)> {
    let rects: Vec<_> =
        cards.iter().map(|card| (card, card_rect(card.kind, places[&card.id]))).collect();
    let mut found = Vec::new();
    for (index, (a, rect)) in rects.iter().enumerate() {
        for (b, other) in &rects[..index] {
            if rect.overlaps(*other) && (a.placed.is_none() || b.placed.is_none()) {
                found.push((a.id.clone(), b.id.clone()));
            }
        }
    }
    found
}

/// drivers 0 and 1 -> kpi 2 -> objective 3
fn small_tree() -> (Vec<LayoutCard>, Vec<(NodeId, NodeId)>) {
    let cards = vec![
        card(0, NodeKind::Driver),
        card(1, NodeKind::Driver),
        card(2, NodeKind::Kpi),
        card(3, NodeKind::Objective),
    ];
    (cards, vec![link(0, 2), link(1, 2), link(2, 3)])
}

#[test]
fn causes_lie_left_of_what_they_move() {
    let (cards, links) = small_tree();
    let places = arrange(&cards, &links);
    assert!(links.iter().all(|(from, to)| places[from].x < places[to].x));
}

#[test]
fn a_result_lies_level_with_the_middle_of_its_drivers() {
    let (cards, links) = small_tree();
    let places = arrange(&cards, &links);
    let middle = f64::midpoint(places[&id(0)].y, places[&id(1)].y);
    assert!((places[&id(2)].y - middle).abs() <= 1.0);
    assert!((places[&id(3)].y - middle).abs() <= 1.0);
}

#[test]
fn a_loose_driver_does_not_stand_among_the_objectives() {
    let (mut cards, mut links) = small_tree();
    cards.push(card(4, NodeKind::Driver));
    links.push(link(0, 4));
    let places = arrange(&cards, &links);
    assert!(places[&id(4)].x < places[&id(3)].x);
}

#[test]
fn feedback_is_laid_out_like_any_other_map() {
    let (cards, mut links) = small_tree();
    links.push(link(2, 0));
    let places = arrange(&cards, &links);
    assert!(
        places[&id(0)].x < places[&id(2)].x,
        "the link that leads back is the one that is turned"
    );
    assert_eq!(overlapping(&cards, &places), []);
}

#[test]
fn a_card_that_someone_placed_stays() {
    let (mut cards, links) = small_tree();
    let before = arrange(&cards, &links);
    cards[0].placed = Some(MapPoint::new(-900.0, 40.0));
    let after = arrange(&cards, &links);
    assert_eq!(after[&id(0)], MapPoint::new(-900.0, 40.0));
    for number in 1..4 {
        assert_eq!(after[&id(number)], before[&id(number)], "dragging one card moves no other");
    }
}

#[test]
fn a_new_driver_lands_upstream_of_its_result_and_nothing_else_moves() {
    let (mut cards, mut links) = small_tree();
    let before = arrange(&cards, &links);
    cards.push(card(9, NodeKind::Driver));
    links.push(link(9, 2));
    let after = settle(&cards, &links, &before);
    assert!(before.iter().all(|(id, place)| after[id] == *place));
    let (new, result) = (after[&id(9)], after[&id(2)]);
    assert!((result.x - new.x - COLUMN).abs() < 1.0);
    assert!((result.y - new.y).abs() < 400.0);
    assert_eq!(overlapping(&cards, &after), []);
}

#[test]
fn a_new_part_without_links_comes_to_lie_below_the_map() {
    let (mut cards, mut links) = small_tree();
    let before = arrange(&cards, &links);
    cards.extend([card(7, NodeKind::Driver), card(8, NodeKind::Kpi)]);
    links.push(link(7, 8));
    let after = settle(&cards, &links, &before);
    let lowest = before.values().map(|place| place.y).fold(f64::MIN, f64::max);
    assert!(after[&id(7)].y > lowest && after[&id(8)].y > lowest);
    assert!(after[&id(7)].x < after[&id(8)].x);
}

#[test]
fn the_order_in_which_cards_are_told_makes_no_difference() {
    let (mut cards, mut links) = small_tree();
    let told = arrange(&cards, &links);
    cards.reverse();
    links.reverse();
    assert_eq!(arrange(&cards, &links), told);
}

#[test]
fn a_tree_is_drawn_without_crossings() {
    // Three levels of three: every subtree keeps together.
    let mut cards = vec![card(0, NodeKind::Objective)];
    let mut links = Vec::new();
    for number in 1..40 {
        cards.push(card(number, NodeKind::Driver));
        links.push(link(number, (number - 1) / 3));
    }
    let places = arrange(&cards, &links);
    for (a, to_a) in &links {
        for (b, to_b) in &links {
            if (places[a].x - places[b].x).abs() < 1.0 && places[a].y < places[b].y {
                assert!(places[to_a].y <= places[to_b].y, "{a} and {b} cross");
            }
        }
    }
}

#[test]
fn a_layout_in_steps_is_the_same_and_pauses_often() {
    let cards: Vec<_> = (0..400).map(|number| card(number, NodeKind::Driver)).collect();
    let links: Vec<_> = (1..400).flat_map(|to| [link(to, to / 3), link(to, to / 2)]).collect();
    let pauses = std::cell::Cell::new(0);
    let none = Places::new();
    let steps = settle_in_steps(&cards, &links, &none, async || pauses.set(pauses.get() + 1));
    assert_eq!(at_once(steps), arrange(&cards, &links));
    assert!(pauses.get() > 10, "{} pauses", pauses.get());
}

#[test]
fn a_chain_of_thousands_is_laid_out() {
    let cards: Vec<_> = (0..3000).map(|number| card(number, NodeKind::Driver)).collect();
    let links: Vec<_> = (1..3000).map(|number| link(number, number - 1)).collect();
    assert_eq!(arrange(&cards, &links).len(), 3000);
}

#[test]
fn a_thousand_cards_and_their_links_each_find_a_place() {
    let kind = |number: usize| match number {
        0..10 => NodeKind::Objective,
        10..110 => NodeKind::Kpi,
        _ => NodeKind::Driver,
    };
    let cards: Vec<_> = (0..1000).map(|number| card(number, kind(number))).collect();
    let links: Vec<_> = (10..1000)
        .flat_map(|number| [link(number, number * 7 % number), link(number, number / 3)])
        .collect();
    let places = arrange(&cards, &links);
    assert_eq!(overlapping(&cards, &places), []);
}

fn maps() -> impl Strategy<Value = (Vec<LayoutCard>, Vec<(NodeId, NodeId)>)> {
    let place = proptest::option::weighted(0.2, (-2000.0..2000.0, -2000.0..2000.0));
    let cards = proptest::collection::vec((0..NodeKind::ALL.len(), place), 1..40);
    let links = proptest::collection::vec((0..45_usize, 0..45_usize), 0..80);
    (cards, links).prop_map(|(cards, links)| {
        let cards = cards
            .into_iter()
            .enumerate()
            .map(|(number, (kind, place))| LayoutCard {
                placed: place.map(|(x, y)| MapPoint::new(x, y)),
                ..card(number, NodeKind::ALL[kind])
            })
            .collect();
        (cards, links.into_iter().map(|(from, to)| link(from, to)).collect())
    })
}

proptest! {
    #[test]
    fn every_card_gets_a_finite_place_of_its_own((cards, links) in maps()) {
        let places = arrange(&cards, &links);
        prop_assert_eq!(places.len(), cards.len());
        prop_assert!(places.values().all(|place| place.is_finite()));
        prop_assert_eq!(overlapping(&cards, &places), []);
        for card in &cards {
            if let Some(placed) = card.placed {
                prop_assert_eq!(places[&card.id], placed);
            }
        }
    }

    #[test]
    fn settling_moves_nothing_that_had_a_place((cards, links) in maps(), known in 0..40_usize) {
        let known = known.min(cards.len());
        let before = arrange(&cards[..known], &links);
        let after = settle(&cards, &links, &before);
        prop_assert_eq!(after.len(), cards.len());
        for card in &cards[..known] {
            prop_assert_eq!(after[&card.id], before[&card.id]);
        }
        let fixed: Vec<_> = cards
            .iter()
            .enumerate()
            .map(|(number, card)| LayoutCard {
                placed: (number < known).then(|| after[&card.id]).or(card.placed),
                ..card.clone()
            })
            .collect();
        prop_assert_eq!(overlapping(&fixed, &after), []);
    }
}
