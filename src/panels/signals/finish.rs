//! What is merely not filled in yet: a row for each node, a few at a time, so that a fresh map isn't red.

use causeway_canvas::Selection;
use causeway_insight::finding::{Finding, Group, State};
use causeway_model::NodeId;
use leptos::prelude::*;

use crate::i18n::{Key, say_count, t, title_or_nameless};
use crate::state::session::Session;
use crate::state::signals::Found;

/// How many rows are shown, and then how many more.
const SOME: usize = 5;

/// What is not filled in at one place.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Gap {
    /// The node, if it is one's.
    node: Option<NodeId>,
    /// Its title, or what the first finding says where it is no node's.
    title: String,
    /// What to do, one line each.
    todo: Vec<String>,
}

/// What is not filled in yet.
#[component]
pub(super) fn ToFinish(session: Session, found: Signal<Found>) -> impl IntoView {
    let gaps = Memo::new(move |_| found.with(|found| gaps(session, found)));
    let shown = RwSignal::new(SOME);
    let some = move || gaps.get().into_iter().take(shown.get()).collect::<Vec<_>>();
    let rest = move || gaps.with(Vec::len).saturating_sub(shown.get());
    view! {
        <Show when=move || gaps.with(|gaps| !gaps.is_empty())>
            <section aria-labelledby="signals-finish">
                <h3 id="signals-finish">{t(Key::FinishTitle)}</h3>
                <p class="quiet">{t(Key::FinishSaid)}</p>
                <ol class="gaps">
                    <For
                        each=some
                        key=Clone::clone
                        children=move |gap| view! { <GapRow session gap/> }
                    />
                </ol>
                <Show when=move || rest() != 0>
                    <button
                        class="button"
                        type="button"
                        data-size="s"
                        on:click=move |_| shown.update(|shown| *shown += SOME)
                    >
                        {move || say_count(Key::FinishMore, rest().min(SOME))}
                    </button>
                </Show>
            </section>
        </Show>
    }
}

#[component]
fn GapRow(session: Session, gap: Gap) -> impl IntoView {
    let Gap { node, title, todo } = gap;
    let todo = todo.into_iter().map(|todo| view! { <li>{todo}</li> }).collect_view();
    view! {
        <li class="gap">
            <h4>
                {match node {
                    Some(node) => {
                        view! {
                            <button
                                type="button"
                                on:click=move |_| {
                                    session.selection.set(Selection::node(node.clone()));
                                }
                            >
                                {title}
                            </button>
                        }
                            .into_any()
                    }
                    None => title.into_any(),
                }}
            </h4>
            <ul>{todo}</ul>
        </li>
    }
}

/// The gaps by node, in the order in which the engine names them first.
fn gaps(session: Session, found: &Found) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    let all = found.iter().flat_map(|found| found.iter());
    // What people accept as it is for a while is not to be filled in.
    let is_due =
        |finding: &&Finding| finding.group == Group::Finish && finding.state != State::Accepted;
    for finding in all.filter(is_due) {
        let node = finding.subject.first().and_then(|id| NodeId::new(id).ok());
        let node = node.filter(|node| session.node(node).is_some());
        let same = |gap: &&mut Gap| gap.node.is_some() && gap.node == node;
        if let Some(gap) = gaps.iter_mut().find(same) {
            gap.todo.push(finding.next.clone());
            continue;
        }
        let record = node.as_ref().and_then(|node| session.node(node));
        let title = record.map_or_else(
            || finding.title.clone(),
            |record| record.with_untracked(|node| title_or_nameless(&node.title)),
        );
        gaps.push(Gap { node, title, todo: vec![finding.next.clone()] });
    }
    gaps
}
