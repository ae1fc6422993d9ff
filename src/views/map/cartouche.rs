//! What the map is limited to or shows a way through, in words, in a corner of the map.

use causeway_model::NodeId;
use leptos::prelude::*;

use super::atlas::{Atlas, use_atlas};
use crate::actions::{self, Context};
use crate::i18n::{Key, say, say_count, say_count_with, say_with, t, title_or_nameless};
use crate::parts::CartouchePart;
use crate::state::signals::{Trace, TraceKind};

/// The cartouche; nothing while the whole map is shown plainly.
#[component]
pub(super) fn Cartouche() -> impl IntoView {
    let atlas = use_atlas()?;
    let session = atlas.session();
    let trace = Memo::new(move |_| {
        session.traced.with(|traced| traced.as_ref().and_then(|traced| traced.trace.clone()))
    });
    let has_hidden = Memo::new(move |_| session.lens.hides());
    let is_needed = Memo::new(move |_| has_hidden.get() || trace.with(Option::is_some));
    Some(move || is_needed.get().then(|| view! { <CartouchePart atlas trace/> }))
}

/// What the cartouche says.
#[component]
pub fn CartoucheWords(
    /// The map.
    atlas: Atlas,
    /// The way or the loop that is shown, if one is.
    trace: Memo<Option<Trace>>,
) -> impl IntoView {
    move || match trace.get() {
        Some(trace) => view! { <TraceWords atlas trace/> }.into_any(),
        None => view! { <HiddenWords atlas/> }.into_any(),
    }
}

/// What is hidden, and the way back.
#[component]
fn HiddenWords(atlas: Atlas) -> impl IntoView {
    let session = atlas.session();
    let heading = move || match session.lens.focus.get() {
        Some(node) => say_with(Key::CartoucheDrivers, &[("title", &title(atlas, &node))]),
        None => say(Key::CartoucheFolded).to_owned(),
    };
    let count = move || {
        let all = session.node_ids().with(Vec::len);
        let shown = atlas.shown_nodes().with(Vec::len);
        say_count_with(Key::CartoucheShown, shown, &[("all", &all.to_string())])
    };
    view! {
        <section class="cartouche" data-own-pointer aria-label=t(Key::CartoucheLabel)>
            <h2>{heading}</h2>
            <p role="status">{count}</p>
            <div class="row">
                <Do atlas id="show-all"/>
            </div>
        </section>
    }
}

/// A way or a loop, and what comes of a push on it.
#[component]
fn TraceWords(atlas: Atlas, trace: Trace) -> impl IntoView {
    let is_loop = trace.kind == TraceKind::Loop;
    let Trace { places, against, lag_days, at, count, .. } = trace;
    let ends = (places.first().cloned(), places.last().cloned());
    let named = move |node: &Option<NodeId>| {
        node.as_ref().map(|node| title(atlas, node)).unwrap_or_default()
    };
    let heading = {
        let ends = ends.clone();
        move || {
            if is_loop {
                let key = if against { Key::CartoucheBalances } else { Key::CartoucheReinforces };
                let (at, count) = ((at + 1).to_string(), count.to_string());
                return say_with(key, &[("at", &at), ("count", &count)]);
            }
            let (from, to) = (named(&ends.0), named(&ends.1));
            say_with(Key::CartouchePath, &[("from", &from), ("to", &to)])
        }
    };
    let said = move || {
        if is_loop {
            let chain: Vec<String> = places.iter().map(|node| title(atlas, node)).collect();
            return chain.join(" → ");
        }
        let key = if against { Key::CartoucheAgainst } else { Key::CartoucheAlong };
        say_with(key, &[("from", &named(&ends.0)), ("to", &named(&ends.1))])
    };
    // Where no lag was written down, nothing is known of it.
    let lag = (lag_days > 0).then_some(usize::try_from(lag_days).unwrap_or(usize::MAX));
    let lag = move || lag.map(|days| say_count(Key::CartoucheLag, days));
    view! {
        <section class="cartouche" data-own-pointer aria-label=t(Key::CartoucheLabel)>
            <h2>{heading}</h2>
            <p role="status">{said}" "{lag}</p>
            <div class="row">
                {(is_loop && count > 1).then(|| view! { <Do atlas id="show-loops" label=Key::CartoucheNextLoop/> })}
                <Do atlas id="clear-path"/>
            </div>
        </section>
    }
}

/// A button that does an action.
#[component]
fn Do(
    atlas: Atlas,
    /// Which action.
    id: &'static str,
    /// What it is called here, if not by its own name.
    #[prop(optional)]
    label: Option<Key>,
) -> impl IntoView {
    actions::by_id(id).map(|action| {
        view! {
            <button
                class="button"
                type="button"
                data-size="s"
                on:click=move |_| {
                    actions::run(action, &Context::on(atlas));
                }
            >
                {t(label.unwrap_or(action.label))}
            </button>
        }
    })
}

fn title(atlas: Atlas, id: &NodeId) -> String {
    let node = atlas.session().node(id);
    node.map(|node| node.with(|node| title_or_nameless(&node.title))).unwrap_or_default()
}
