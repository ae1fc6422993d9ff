//! Results that pull the same lever in opposite ways.

use causeway_model::{node::NodeKind, tombstone::undeleted};

use crate::{
    facts::Facts,
    numeric::{Sign, round9, sign},
};

/// Two kpis in conflict over a lever.
#[derive(Debug, Clone, Copy)]
pub struct Opposed {
    /// The one with the smaller id.
    pub left: usize,
    /// The other.
    pub right: usize,
    /// The node that moves both most.
    pub lever: usize,
    /// Whether a decision in force or an unexpired rule settles it.
    pub is_settled: bool,
}

impl Facts<'_> {
    /// Every pair of kpis with targets in conflict over a lever, settled or not.
    pub fn opposed(&self) -> &[Opposed] {
        self.opposed.get_or_init(|| pairs(self))
    }
}

fn pairs(facts: &Facts<'_>) -> Vec<Opposed> {
    let has_target = |kpi: &usize| {
        facts.measure(*kpi).is_some_and(|measure| {
            measure.metric.target.as_ref().is_some_and(|target| target.value.one().is_some())
        })
    };
    let sides: Vec<Side<'_>> =
        facts.of_kind(NodeKind::Kpi).filter(has_target).map(|kpi| Side::of(facts, kpi)).collect();
    let mut pairs = Vec::new();
    for (at, left) in sides.iter().enumerate() {
        for right in &sides[at + 1..] {
            if !left.is_apart_from(right) {
                continue;
            }
            let sides = left.bad.times(right.bad);
            let opposed = |product: f64| sign(product).times(sides) == Sign::Negative;
            if let Some(lever) = strongest_lever(&left.strong, &right.strong, opposed) {
                let (left, right) = (left.kpi, right.kpi);
                pairs.push(Opposed {
                    left,
                    right,
                    lever,
                    is_settled: is_settled(facts, left, right),
                });
            }
        }
    }
    pairs
}

/// One of two kpis, as the other meets it.
struct Side<'w> {
    kpi: usize,
    owner: Option<&'w str>,
    function: Option<&'w str>,
    bad: Sign,
    /// The influences on it that can make a product of a tenth.
    strong: Vec<(usize, f64)>,
}

impl<'w> Side<'w> {
    fn of(facts: &Facts<'w>, kpi: usize) -> Self {
        let strong = facts.column(kpi).iter().filter(|(_, influence)| influence.abs() >= 0.1);
        Self {
            kpi,
            owner: facts.owner(kpi).map(AsRef::as_ref),
            function: facts.function(kpi),
            bad: facts.bad_side(kpi),
            strong: strong.collect(),
        }
    }

    /// Different owners, or different functions; an absent one differs from nothing.
    fn is_apart_from(&self, other: &Self) -> bool {
        let differ = |left: Option<&str>, right| left.zip(right).is_some_and(|(l, r)| l != r);
        differ(self.owner, other.owner) || differ(self.function, other.function)
    }
}

/// The node with the largest |product| of influences that is good for one and bad for the other.
fn strongest_lever(
    left: &[(usize, f64)],
    right: &[(usize, f64)],
    opposed: impl Fn(f64) -> bool,
) -> Option<usize> {
    let mut strongest: Option<(f64, usize)> = None;
    for (place, on_left) in left {
        let Ok(found) = right.binary_search_by_key(place, |(at, _)| *at) else { continue };
        let product = on_left * right[found].1;
        let size = round9(product.abs());
        if size >= 0.1 && opposed(product) && strongest.is_none_or(|(most, _)| size > most) {
            strongest = Some((size, *place));
        }
    }
    strongest.map(|(_, place)| place)
}

fn is_settled(facts: &Facts<'_>, left: usize, right: usize) -> bool {
    if facts.decisions_on(left).any(|id| facts.decisions_on(right).any(|other| id == other)) {
        return true;
    }
    let (left, right) = (facts.id(left), facts.id(right));
    let today = facts.as_of();
    undeleted(&facts.workspace.rules, today).any(|(_, rule)| {
        rule.between.contains(left)
            && rule.between.contains(right)
            && rule.on.is_none_or(|on| on <= today)
            && rule.expires.is_none_or(|last| today <= last)
    })
}
