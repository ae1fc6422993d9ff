//! Works out what an overlay says of each node.

use std::collections::BTreeMap;
use std::sync::Arc;

use causeway_insight::Facts;
use causeway_insight::words::{figure, money};
use causeway_model::{Date, Dimension, NodeId};
use leptos::prelude::untrack;

use crate::i18n::{Key, say, say_count, say_with};
use crate::platform::clock;
use crate::state::lens::Overlay;
use crate::state::session::Session;
use crate::state::signals::language;
use crate::views::map::{Tint, Tints};

/// A value of this age leaves the card empty, in days.
const OLD: f64 = 120.0;

/// What the overlay says now.
pub(crate) fn tints(session: Session, overlay: Overlay) -> Tints {
    let today = clock::today();
    let all = session.with_workspace(|workspace| {
        let facts = Facts::of(workspace, today);
        match overlay {
            Overlay::Status => BTreeMap::new(),
            Overlay::Maturity => each(&facts, |place| maturity(&facts, place)),
            Overlay::Ownership => each(&facts, |place| Some(ownership(session, &facts, place))),
            Overlay::Leverage => {
                let kpis = facts.serving_kpis();
                by_money(&facts, |place| {
                    kpis.iter().map(|kpi| facts.leverage(place, *kpi)).fold(0.0, f64::max)
                })
            }
            Overlay::Money => by_money(&facts, |place| facts.leakage(place)),
            Overlay::Freshness => each(&facts, |place| freshness(&facts, place, today)),
        }
    });
    Arc::new(all.unwrap_or_default())
}

fn each(facts: &Facts<'_>, tint: impl Fn(usize) -> Option<Tint>) -> BTreeMap<NodeId, Tint> {
    let named = |place: usize| Some((NodeId::new(facts.id(place)).ok()?, tint(place)?));
    facts.places().filter_map(named).collect()
}

/// The mean of the levels that were assessed.
fn maturity(facts: &Facts<'_>, place: usize) -> Option<Tint> {
    let node = facts.node(place);
    if node.kind != causeway_model::NodeKind::Driver {
        return None;
    }
    let level = |dimension: &Dimension| {
        let level = node.maturity.as_ref()?.of(*dimension)?.level?;
        Some(f64::from(level.get()))
    };
    let levels: Vec<f64> = Dimension::ALL.iter().filter_map(level).collect();
    if levels.is_empty() {
        return Some(unknown(Key::TintUnassessed));
    }
    let count = f64::from(u32::try_from(levels.len()).unwrap_or(u32::MAX));
    let mean = levels.iter().sum::<f64>() / count;
    let level = figure((mean * 10.0).round() / 10.0, language());
    let words = say_with(Key::TintLevel, &[("level", &level)]);
    Some(Tint { share: Some(mean / 5.0), crew: None, words })
}

fn ownership(session: Session, facts: &Facts<'_>, place: usize) -> Tint {
    let Some(owner) = facts.owner(place) else { return unknown(Key::MapCardUnowned) };
    let name = facts.person(owner.as_str()).and_then(|person| person.name.clone());
    Tint {
        share: None,
        crew: Some(untrack(|| session.crew_of(owner.as_str()))),
        words: name.unwrap_or_else(|| owner.to_string()),
    }
}

/// Money, as a share of the most that any node has.
fn by_money(facts: &Facts<'_>, amount: impl Fn(usize) -> f64) -> BTreeMap<NodeId, Tint> {
    let amounts: Vec<f64> = facts.places().map(amount).collect();
    let most = amounts.iter().copied().fold(0.0, f64::max);
    let currency = facts.workspace.currency.as_ref();
    let currency = currency.map_or_else(|| "USD".to_owned(), ToString::to_string);
    each(facts, |place| {
        let amount = amounts.get(place).copied().filter(|amount| *amount > 0.0)?;
        let words = money(amount, &currency, language());
        Some(Tint { share: Some(amount / most), crew: None, words })
    })
}

/// How long ago the latest value was measured: full is today.
fn freshness(facts: &Facts<'_>, place: usize, today: Date) -> Option<Tint> {
    if !facts.kind(place).is_measured() {
        return None;
    }
    let Some(on) = facts.standing(place).on else { return Some(unknown(Key::MapNoValue)) };
    let days = today.signed_duration_since(on).num_days().max(0);
    let days = u32::try_from(days).unwrap_or(u32::MAX);
    let words = say_with(
        Key::TintAge,
        &[("days", &say_count(Key::MapDays, usize::try_from(days).unwrap_or(usize::MAX)))],
    );
    Some(Tint { share: Some((1.0 - f64::from(days) / OLD).max(0.0)), crew: None, words })
}

fn unknown(said: Key) -> Tint {
    Tint { share: None, crew: None, words: say(said).to_owned() }
}
