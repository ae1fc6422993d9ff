//! The values of every metric: observed, or worked out from other metrics.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use causeway_model::{Date, metric::Metric, node::Node, tombstone::undeleted};

use crate::{
    calendar::days_between, facts::Present, formula::Formula, judge::Judge, measure::Measure,
};

/// One value of a metric.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The day it stands for.
    pub on: Date,
    /// The value, in the metric's unit.
    pub value: f64,
    /// The day it was typed, where that is known.
    pub entered: Option<Date>,
}

/// The measures of all present kpis and drivers with a metric, by place, worked out a few at a time.
#[derive(Debug, Default)]
pub(crate) struct Measuring<'w> {
    measures: Vec<Option<Measure<'w>>>,
    /// The formulas in the order in which they can be worked out, once all that was observed is read.
    order: Option<Vec<usize>>,
    worked_out: usize,
}

impl<'w> Measuring<'w> {
    /// Reads or works out the next few; says whether there were any.
    pub(crate) fn step(&mut self, present: &Present<'w>, few: usize) -> bool {
        let as_of = present.as_of();
        let read = self.measures.len();
        if read < present.len() {
            let nodes = present.nodes().skip(read).take(few);
            let observe = |node: &'w Node| node.measured().map(|metric| observed(metric, as_of));
            self.measures.extend(nodes.map(observe));
            return true;
        }
        let order = self.order.get_or_insert_with(|| in_order(present, &self.measures));
        let next: Vec<usize> = order.iter().copied().skip(self.worked_out).take(few).collect();
        self.worked_out += next.len();
        for place in &next {
            self.work_out(present, *place);
        }
        !next.is_empty()
    }

    /// All of them.
    pub(crate) fn finish(mut self, present: &Present<'w>) -> Vec<Option<Measure<'w>>> {
        while self.step(present, usize::MAX) {}
        age_the_rest(present, &mut self.measures, &self.order.unwrap_or_default());
        self.measures
    }

    fn work_out(&mut self, present: &Present<'_>, place: usize) {
        let measure = self.measures[place].as_ref();
        let filled = measure.and_then(|measure| worked_out(present, &self.measures, measure));
        if let (Some(filled), Some(measure)) = (filled, self.measures[place].as_mut()) {
            (measure.points, measure.is_lost, measure.is_stale) = filled;
        }
    }
}

/// What goes in a circle, or waits for a formula that can't be read, has no value, but is stale as
/// soon as one of its terms is.
fn age_the_rest(present: &Present<'_>, measures: &mut [Option<Measure<'_>>], order: &[usize]) {
    let is_worked_out: BTreeSet<&usize> = order.iter().collect();
    let mut waiting: Vec<usize> =
        (0..measures.len()).filter(|place| !is_worked_out.contains(place)).collect();
    loop {
        let (stale, fresh): (Vec<usize>, Vec<usize>) =
            waiting.iter().partition(|place| has_stale_term(present, measures, **place));
        if stale.is_empty() {
            return;
        }
        for place in stale {
            if let Some(measure) = measures[place].as_mut() {
                measure.is_stale = true;
            }
        }
        waiting = fresh;
    }
}

fn has_stale_term(present: &Present<'_>, measures: &[Option<Measure<'_>>], place: usize) -> bool {
    let formula = measures[place].as_ref().and_then(|measure| measure.formula.as_ref());
    let Some(Ok(formula)) = formula else { return false };
    let mut terms =
        formula.terms().iter().filter_map(|term| measures[present.place(term)?].as_ref());
    terms.any(|term| term.is_stale)
}

/// A metric with the values people entered; one with a formula waits for those of its terms.
pub(super) fn observed(metric: &Metric, as_of: Date) -> Measure<'_> {
    let judge = Judge::of(metric);
    let formula = metric.formula.as_deref().map(Formula::parse);
    let is_read = |entered: Option<Date>| entered.is_none_or(|entered| entered <= as_of);
    let mut points = Vec::new();
    if formula.is_none() {
        points.reserve_exact(metric.observations.len());
        let read = undeleted(&metric.observations, as_of)
            .filter(|(on, observation)| **on <= as_of && is_read(observation.entered));
        points.extend(read.filter_map(|(on, observation)| {
            let value = judge.worse(&observation.value)? + 0.0;
            Some(Point { on: *on, value, entered: observation.entered })
        }));
    }
    let is_stale = points.last().is_some_and(|point| is_old(metric, point.on, as_of));
    let slope = OnceLock::new();
    Measure { metric, judge, formula, points, is_lost: false, is_stale, slope }
}

/// Older than one and a half cadences, and than four days.
fn is_old(metric: &Metric, on: Date, as_of: Date) -> bool {
    let age = days_between(on, as_of);
    age * 2 > i64::from(metric.cadence().days()) * 3 && age > 4
}

/// The places with a formula, terms before what they are terms of; those in a circle are left out.
fn in_order(present: &Present<'_>, measures: &[Option<Measure<'_>>]) -> Vec<usize> {
    let mut waits_for: Vec<usize> = vec![0; measures.len()];
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); measures.len()];
    let mut ready = Vec::new();
    for (place, measure) in measures.iter().enumerate() {
        let Some(Ok(formula)) = measure.as_ref().and_then(|measure| measure.formula.as_ref())
        else {
            continue;
        };
        for term in formula.terms().iter().filter_map(|term| present.place(term)) {
            if has_formula(measures, term) {
                waits_for[place] += 1;
                needed_by[term].push(place);
            }
        }
        if waits_for[place] == 0 {
            ready.push(place);
        }
    }
    let mut order = Vec::new();
    while let Some(place) = ready.pop() {
        order.push(place);
        for dependant in &needed_by[place] {
            waits_for[*dependant] -= 1;
            if waits_for[*dependant] == 0 {
                ready.push(*dependant);
            }
        }
    }
    order
}

fn has_formula(measures: &[Option<Measure<'_>>], place: usize) -> bool {
    measures[place].as_ref().is_some_and(|measure| measure.formula.is_some())
}

/// The values of a formula, whether its last day has none, and whether any of its terms is stale.
///
/// A value on each day that any term has one, from the day all have one, each carried forward.
fn worked_out(
    present: &Present<'_>,
    measures: &[Option<Measure<'_>>],
    measure: &Measure<'_>,
) -> Option<(Vec<Point>, bool, bool)> {
    let Some(Ok(formula)) = &measure.formula else { return None };
    let found: Vec<Option<&Measure<'_>>> =
        formula.terms().iter().map(|term| measures[present.place(term)?].as_ref()).collect();
    let is_stale = found.iter().flatten().any(|term| term.is_stale);
    let Some(terms) = found.into_iter().collect::<Option<Vec<_>>>() else {
        return Some((Vec::new(), false, is_stale));
    };
    let mut changes: BTreeMap<Date, Vec<(usize, f64)>> = BTreeMap::new();
    for (slot, term) in terms.iter().enumerate() {
        for point in &term.points {
            changes.entry(point.on).or_default().push((slot, point.value));
        }
    }
    let mut known = vec![0.0; terms.len()];
    let mut missing: BTreeSet<usize> = (0..terms.len()).collect();
    let (mut points, mut is_lost) = (Vec::new(), false);
    for (on, changed) in changes {
        for (slot, value) in changed {
            known[slot] = value;
            missing.remove(&slot);
        }
        if missing.is_empty() {
            let value = formula.value(&known);
            is_lost = value.is_none();
            points.extend(value.map(|value| Point { on, value, entered: None }));
        }
    }
    Some((points, is_lost, is_stale))
}
