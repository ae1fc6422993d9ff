//! Which nodes and links are on the map: all, but for what is folded away or drives something else.

use std::collections::{BTreeMap, BTreeSet};

use causeway_canvas::Branches;
use causeway_model::{LinkId, NodeId};
use leptos::prelude::*;

use crate::state::session::Session;

/// What is on the map.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub(super) nodes: Memo<Vec<NodeId>>,
    pub(super) links: Memo<Vec<LinkId>>,
    /// How many nodes each fold hides.
    pub(super) folds: Memo<BTreeMap<NodeId, usize>>,
}

impl Shown {
    /// What a session's lens leaves of its nodes and links.
    pub(super) fn of(session: Session) -> Self {
        let hidden = Memo::new(move |_| hidden(session));
        let nodes = Memo::new(move |_| {
            let mut nodes = session.node_ids().get();
            hidden.with(|hidden| nodes.retain(|id| !hidden.contains(id)));
            nodes
        });
        let links = Memo::new(move |_| {
            let mut links = session.link_ids().get();
            hidden.with(|hidden| {
                if hidden.is_empty() {
                    return;
                }
                links.retain(|id| {
                    session.link(id).map(|link| link.get()).is_some_and(|link| {
                        !hidden.contains(&link.from) && !hidden.contains(&link.to)
                    })
                });
            });
            links
        });
        let folds = Memo::new(move |_| {
            let folded = session.lens.folded.get();
            if folded.is_empty() {
                return BTreeMap::new();
            }
            let branches = branches(session);
            let count = |node: NodeId| {
                let upstream = branches.upstream(&node);
                let count = hidden.with(|hidden| upstream.intersection(hidden).count());
                (node, count)
            };
            folded.into_iter().map(count).collect()
        });
        Self { nodes, links, folds }
    }
}

fn hidden(session: Session) -> BTreeSet<NodeId> {
    let lens = session.lens;
    if !lens.hides() {
        return BTreeSet::new();
    }
    let nodes = session.node_ids().get();
    let branches = branches(session);
    let mut hidden = branches.hidden(&nodes, &lens.folded.get());
    if let Some(focus) = lens.focus.get().filter(|focus| nodes.contains(focus)) {
        let driving = branches.upstream(&focus);
        hidden.extend(nodes.into_iter().filter(|id| !driving.contains(id)));
    }
    hidden
}

/// What leads to what, now; whoever reads it hears when links come and go.
fn branches(session: Session) -> Branches {
    let links = session.link_ids().get().into_iter();
    Branches::of(links.filter_map(|id| {
        let link = session.link(&id)?.get();
        Some((link.from.clone(), link.to.clone()))
    }))
}
