//! Tells the atlas what the document says of each card and link.
//!
//! One effect for all of them: on a map of thousands, an effect each would cost more than everything else.

use causeway_canvas::{MapPoint, Tie};
use causeway_model::{Link, LinkId, Node, NodeId, Workspace};
use leptos::prelude::*;

use super::Atlas;
use crate::state::projection::Touched;

/// What the atlas was told last.
#[derive(Default)]
struct Told {
    nodes: Vec<NodeId>,
    links: Vec<LinkId>,
}

/// Keeps the atlas up to the session's nodes and links.
pub(super) fn keep(atlas: Atlas) {
    let session = atlas.session();
    let touched = session.touched().unwrap_or_default();
    Effect::new(move |told: Option<Told>| {
        session.touches().track();
        let mut told = told.unwrap_or_default();
        let touched = std::mem::take(&mut *touched.borrow_mut());
        atlas.shown_nodes().with(|nodes| {
            atlas.shown_links().with(|links| {
                session.with_workspace(|workspace| {
                    let is_news = tell(atlas, workspace, &told, &touched, nodes, links);
                    if is_news {
                        atlas.settle_soon();
                    }
                });
                if told.nodes != *nodes {
                    told.nodes.clone_from(nodes);
                }
                if told.links != *links {
                    told.links.clone_from(links);
                }
            });
        });
        told
    });
}

/// Says whether anything is to be drawn anew.
fn tell(
    atlas: Atlas,
    workspace: &Workspace,
    told: &Told,
    touched: &Touched,
    nodes: &[NodeId],
    links: &[LinkId],
) -> bool {
    let mut is_news = false;
    let mut tell_node = |id: &NodeId| {
        if let Some(node) = workspace.nodes.get(id) {
            is_news |= atlas.know_card(id, node.kind, place(node));
        }
    };
    let (gone, new) = difference(&told.nodes, nodes);
    for id in &new {
        tell_node(id);
    }
    touched.nodes.iter().filter(|id| nodes.binary_search(id).is_ok()).for_each(tell_node);
    let mut tell_link = |id: &LinkId| {
        if let Some(link) = workspace.links.get(id) {
            is_news |= atlas.know_link(id, tie(link));
        }
    };
    let (loose, drawn) = difference(&told.links, links);
    for id in &drawn {
        tell_link(id);
    }
    touched.links.iter().filter(|id| links.binary_search(id).is_ok()).for_each(tell_link);
    is_news |= !gone.is_empty() || !loose.is_empty();
    atlas.forget(&gone, &loose);
    is_news
}

fn place(node: &Node) -> Option<MapPoint> {
    node.position.as_ref().and_then(|at| Some(MapPoint::new(at.x?, at.y?)))
}

fn tie(link: &Link) -> Tie {
    Tie { from: link.from.clone(), to: link.to.clone(), kind: link.kind }
}

/// What is only in the one and what is only in the other of two lists in order.
fn difference<'a, T: Ord>(before: &'a [T], after: &'a [T]) -> (Vec<&'a T>, Vec<&'a T>) {
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    let (mut before, mut after) = (before.iter().peekable(), after.iter().peekable());
    loop {
        match (before.peek(), after.peek()) {
            (Some(old), Some(young)) if old == young => {
                before.next();
                after.next();
            }
            (Some(old), Some(young)) if old < young => gone.extend(before.next()),
            (Some(_), None) => gone.extend(before.next()),
            (_, Some(_)) => new.extend(after.next()),
            (None, None) => return (gone, new),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_and_what_went_is_told_apart() {
        assert_eq!(difference(&[1, 2, 4, 7], &[2, 3, 7, 9]), (vec![&1, &4], vec![&3, &9]));
        assert_eq!(difference(&[], &[1]), (vec![], vec![&1]));
        assert_eq!(difference(&[1, 2], &[]), (vec![&1, &2], vec![]));
    }
}
