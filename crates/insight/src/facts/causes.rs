//! Which links count, and the causal graph they make with the formulas.

use std::collections::BTreeSet;

use causeway_model::{
    link::{LinkKind, Polarity},
    tombstone::undeleted,
    workspace::Workspace,
};

use crate::{
    causality::Graph,
    facts::{Joined, Present},
    measure::Measure,
    numeric::finite,
};

/// The links between two nodes that are there, in the order of their ids.
pub(super) fn placed<'w>(workspace: &'w Workspace, present: &Present<'w>) -> Vec<Joined<'w>> {
    let mut placed = Vec::with_capacity(workspace.links.len());
    placed.extend(undeleted(&workspace.links, present.as_of()).filter_map(|(id, link)| {
        let from = present.place(link.from.as_str())?;
        Some(Joined { id, link, from, to: present.place(link.to.as_str())? })
    }));
    placed
}

/// The places of links among `links` in an order in which those of one type between the same two
/// nodes stand together, the smallest id first.
pub(super) fn alike(links: &[Joined<'_>]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..links.len()).collect();
    places.sort_unstable_by_key(|place| (links[*place].what(), *place));
    places
}

/// The `causes` and the `serves` links that count, each in the order of their ids.
///
/// The smallest id counts of those that join the same two nodes. A `causes` link whose polarity
/// is in conflict is left out, and a `serves` link that would close a loop.
pub(super) fn counted<'w>(
    links: &[Joined<'w>],
    alike: &[usize],
    present: &Present<'w>,
) -> (Vec<Joined<'w>>, Vec<Joined<'w>>) {
    let mut is_first = vec![false; links.len()];
    for same in alike.chunk_by(|one, next| links[*one].what() == links[*next].what()) {
        is_first[same[0]] = true;
    }
    let (mut causes, mut serves) = (Vec::with_capacity(links.len()), Vec::new());
    for (counts, is_first) in links.iter().zip(is_first) {
        let (from, to, kind) = (counts.from, counts.to, counts.link.kind);
        let fits = kind.joins(present.node(from).kind, present.node(to).kind) && from != to;
        if !fits || !is_first {
            continue;
        }
        match kind {
            LinkKind::Causes if counts.link.polarity().is_some() => causes.push(*counts),
            LinkKind::Serves if !closes_a_loop(&serves, from, to) => serves.push(*counts),
            _ => {}
        }
    }
    (causes, serves)
}

/// Whether `from` already gets served, directly or through others, by `to`.
fn closes_a_loop(serves: &[Joined<'_>], from: usize, to: usize) -> bool {
    let mut reached = BTreeSet::from([to]);
    let mut waiting = vec![to];
    while let Some(at) = waiting.pop() {
        if at == from {
            return true;
        }
        for link in serves.iter().filter(|link| link.from == at) {
            if reached.insert(link.to) {
                waiting.push(link.to);
            }
        }
    }
    false
}

/// The causal graph: a formula's term counts instead of a link that joins the two as well.
pub(super) fn graph(
    present: &Present<'_>,
    measures: &[Option<Measure<'_>>],
    causes: &[Joined<'_>],
) -> Graph {
    let span = |measure: &Option<Measure<'_>>| measure.as_ref().map_or(1.0, Measure::span);
    let spans: Vec<f64> = measures.iter().map(span).collect();
    let link = |joined: &Joined<'_>| {
        let coefficient = of_link(joined, spans[joined.from], spans[joined.to]);
        (joined.from, joined.to, coefficient, f64::from(joined.link.lag_days.unwrap_or(0)))
    };
    let mut edges: Vec<(usize, usize, f64, f64)> = causes.iter().map(link).collect();
    edges.sort_unstable_by_key(|(from, to, ..)| (*from, *to));
    let links = edges.len();
    for (place, measure) in measures.iter().enumerate() {
        let Some(measure) = measure else { continue };
        for (term, slope) in terms(present, measures, measure) {
            let coefficient =
                slope.map(|slope| clamped(slope * (spans[term] / spans[place])).unwrap_or(0.0));
            let ends = |(from, to, ..): &(usize, usize, f64, f64)| (*from, *to);
            match edges[..links].binary_search_by_key(&(term, place), ends) {
                Ok(at) => edges[at].2 = coefficient.unwrap_or(edges[at].2),
                Err(_) => edges.push((term, place, coefficient.unwrap_or(0.0), 0.0)),
            }
        }
    }
    Graph::new(present.len(), edges)
}

/// The present terms of a formula, each with its derivative at the latest values.
fn terms(
    present: &Present<'_>,
    measures: &[Option<Measure<'_>>],
    measure: &Measure<'_>,
) -> Vec<(usize, Option<f64>)> {
    let Some(Ok(formula)) = &measure.formula else { return Vec::new() };
    let places: Vec<Option<usize>> = formula
        .terms()
        .iter()
        .map(|term| present.place(term).filter(|place| present.node(*place).kind.is_measured()))
        .collect();
    let latest = |place: &Option<usize>| Some(measures[(*place)?].as_ref()?.latest()?.value);
    let values: Option<Vec<f64>> = places.iter().map(latest).collect();
    let slope = |slot: usize| formula.slope(values.as_deref()?, slot);
    places.iter().enumerate().filter_map(|(slot, place)| Some(((*place)?, slope(slot)))).collect()
}

/// The coefficient of a link: by its effect, else by its strength, with its polarity's sign.
fn of_link(joined: &Joined<'_>, from_span: f64, to_span: f64) -> f64 {
    let plus = joined.link.polarity() != Some(Polarity::Minus);
    let by_effect = joined
        .link
        .effect
        .filter(|effect| !is_against(*effect, plus))
        .and_then(|effect| clamped(effect * (from_span / to_span)));
    let strength = joined.link.strength().share();
    by_effect.unwrap_or(if plus { strength } else { -strength }) + 0.0
}

/// Whether an effect has the other sign than its polarity.
pub(crate) fn is_against(effect: f64, plus: bool) -> bool {
    if plus { effect < 0.0 } else { effect > 0.0 }
}

fn clamped(figure: f64) -> Option<f64> {
    if figure.is_nan() { None } else { finite(figure.clamp(-1.0, 1.0)) }
}
