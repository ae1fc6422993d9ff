//! Cards and links by number, as the steps of the layout read them.

use std::collections::BTreeSet;

use causeway_model::NodeKind;
use causeway_model::order::Arrange as _;

/// The cards of a map, or of a part of it, numbered from 0.
pub(super) struct Graph {
    /// The kind of each card.
    pub(super) kinds: Vec<NodeKind>,
    /// Links from, to; no card is linked to itself.
    pub(super) links: BTreeSet<(usize, usize)>,
}

impl Graph {
    pub(super) fn new(kinds: Vec<NodeKind>, links: BTreeSet<(usize, usize)>) -> Self {
        Self { kinds, links }
    }

    pub(super) fn len(&self) -> usize {
        self.kinds.len()
    }

    /// For each card, those at the other ends of its links, whichever way they point.
    pub(super) fn neighbours(&self) -> Vec<Vec<usize>> {
        let mut beside = vec![Vec::new(); self.len()];
        for &(from, to) in &self.links {
            beside[from].push(to);
            beside[to].push(from);
        }
        beside
    }

    /// The sets of cards that links connect, each in ascending order, by their smallest card.
    ///
    /// Only cards that `belongs` accepts are looked at.
    pub(super) fn components(&self, belongs: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
        let beside = self.neighbours();
        let mut seen = vec![false; self.len()];
        let mut components = Vec::new();
        for start in (0..self.len()).filter(|card| belongs(*card)) {
            if seen[start] {
                continue;
            }
            seen[start] = true;
            let (mut component, mut next) = (vec![start], 0);
            while let Some(&card) = component.get(next) {
                next += 1;
                for &other in &beside[card] {
                    if belongs(other) && !seen[other] {
                        seen[other] = true;
                        component.push(other);
                    }
                }
            }
            component.arrange();
            components.push(component);
        }
        components
    }

    /// The graph of these cards alone; card `i` of it is `cards[i]` here. `cards` are in ascending order.
    pub(super) fn part(&self, cards: &[usize]) -> Self {
        let mut number = vec![usize::MAX; self.len()];
        for (local, &card) in cards.iter().enumerate() {
            number[card] = local;
        }
        let links = cards
            .iter()
            .flat_map(|&from| self.links.range((from, 0)..(from + 1, 0)))
            .map(|&(from, to)| (number[from], number[to]))
            .filter(|&(_, to)| to != usize::MAX)
            .collect();
        Self { kinds: cards.iter().map(|&card| self.kinds[card]).collect(), links }
    }
}
