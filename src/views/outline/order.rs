//! In which order siblings stand, and which nodes are looked for.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use causeway_model::{Node, NodeId, NodeKind, Workspace};

use super::columns::{Column, Known, Subject};
use crate::i18n::{language, parse_number, say};
use crate::panels::inspector::words::Word as _;
use crate::state::session::Session;

/// By what rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sorting {
    pub(super) column: Column,
    pub(super) is_descending: bool,
}

impl Column {
    /// Whether rows can be sorted by it: what belongs to a link differs from row to row of one node.
    pub(super) fn can_sort(self) -> bool {
        !matches!(self, Self::Sign | Self::Strength | Self::Lag)
    }
}

/// What a node is sorted by.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum SortKey {
    Number(f64),
    Text(String),
    /// Nothing: last in either direction.
    Empty,
}

/// Where each node stands among its siblings.
pub(super) type Keys = BTreeMap<NodeId, (SortKey, u8, f64, String)>;

/// The keys of all nodes; without a sorting, objectives come first, in their order of importance.
pub(super) fn keys(
    session: Session,
    workspace: &Workspace,
    nodes: &[NodeId],
    known: Known<'_>,
    sorting: Option<Sorting>,
) -> Keys {
    let key = |id: &NodeId| {
        let node = workspace.nodes.get(id)?;
        let own = sorting.map_or(SortKey::Empty, |sorting| {
            let status = session.status_of(id);
            let status = leptos::prelude::GetUntracked::get_untracked(&status);
            if sorting.column == Column::Status {
                return SortKey::Number(f64::from(status.status as u8));
            }
            let subject = Subject { id, node, link: None };
            let text = sorting.column.text(subject, &status, known);
            sort_key(&text, sorting.column.holds_figures())
        });
        let rank = node.rank.map_or(f64::INFINITY, causeway_model::Rank::get);
        Some((id.clone(), (own, place_of_kind(node.kind), rank, title(node))))
    };
    nodes.iter().filter_map(key).collect()
}

fn sort_key(text: &str, is_figure: bool) -> SortKey {
    if text.is_empty() {
        return SortKey::Empty;
    }
    match parse_number(text, language()).filter(|_| is_figure) {
        Some(number) => SortKey::Number(number),
        None => SortKey::Text(text.to_lowercase()),
    }
}

fn title(node: &Node) -> String {
    node.title.shown().to_lowercase()
}

fn place_of_kind(kind: NodeKind) -> u8 {
    match kind {
        NodeKind::Objective => 0,
        NodeKind::Kpi => 1,
        NodeKind::Driver => 2,
        NodeKind::Initiative => 3,
        NodeKind::Risk => 4,
    }
}

/// Compares two nodes by their keys.
pub(super) fn compare(keys: &Keys, is_descending: bool, a: &NodeId, b: &NodeId) -> Ordering {
    let (Some(a), Some(b)) = (keys.get(a), keys.get(b)) else { return Ordering::Equal };
    let turned = |order: Ordering| if is_descending { order.reverse() } else { order };
    let own = match (&a.0, &b.0) {
        (SortKey::Number(a), SortKey::Number(b)) => turned(a.total_cmp(b)),
        (SortKey::Text(a), SortKey::Text(b)) => turned(a.cmp(b)),
        (SortKey::Number(_), SortKey::Text(_)) => turned(Ordering::Less),
        (SortKey::Text(_), SortKey::Number(_)) => turned(Ordering::Greater),
        (SortKey::Empty, SortKey::Empty) => Ordering::Equal,
        (SortKey::Empty, _) => Ordering::Greater,
        (_, SortKey::Empty) => Ordering::Less,
    };
    own.then(a.1.cmp(&b.1)).then(a.2.total_cmp(&b.2)).then_with(|| a.3.cmp(&b.3))
}

/// The nodes in which all of the words are found: in the title, the kind, the owner's name or a tag.
pub(super) fn sought(
    workspace: &Workspace,
    nodes: &[NodeId],
    known: Known<'_>,
    text: &str,
) -> BTreeSet<NodeId> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let is_sought = |id: &&NodeId| {
        workspace.nodes.get(*id).is_some_and(|node| {
            let mut hay = format!("{} {}", title(node), say(node.kind.label()).to_lowercase());
            for owner in node.owner.values() {
                let name = known.people.get(owner).and_then(|person| person.name.as_deref());
                hay.push(' ');
                hay.push_str(&name.unwrap_or_default().to_lowercase());
            }
            for tag in &node.tags {
                hay.push(' ');
                hay.push_str(&tag.to_string().to_lowercase());
            }
            words.iter().all(|word| hay.contains(word))
        })
    };
    nodes.iter().filter(is_sought).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> NodeId {
        NodeId::new(text).unwrap()
    }

    fn sorted(values: &[(&str, SortKey)], is_descending: bool) -> String {
        let keys: Keys = values
            .iter()
            .map(|(name, key)| (id(name), (key.clone(), 0, 0.0, (*name).to_owned())))
            .collect();
        let mut ids: Vec<NodeId> = keys.keys().cloned().collect();
        ids.sort_by(|a, b| compare(&keys, is_descending, a, b));
        ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn figures_are_sorted_as_figures_and_what_is_empty_comes_last_either_way() {
        let values = [
            ("a", sort_key("10", true)),
            ("b", sort_key("9.5", true)),
            ("c", sort_key("", true)),
            ("d", sort_key("100", true)),
        ];
        assert_eq!(sorted(&values, false), "b a d c");
        assert_eq!(sorted(&values, true), "d a b c");
    }

    #[test]
    fn equal_ones_stand_by_their_titles() {
        let same = |name| (name, SortKey::Text("x".to_owned()));
        assert_eq!(sorted(&[same("b"), same("a"), same("c")], true), "a b c");
    }
}
