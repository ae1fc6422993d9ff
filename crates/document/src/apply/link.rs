//! Commands on links.

use std::collections::{BTreeMap, BTreeSet};

use automerge::iter::{DocItem, DocObjItem, MapRangeItem};
use automerge::{ObjId, ReadDoc, ScalarValueRef, ValueRef};
use causeway_model::{Json, LinkId, LinkKind, NodeId, NodeKind};
use serde_json::json;

use crate::apply::{keys, place, under};
use crate::command::NewLink;
use crate::refusal::Refusal;
use crate::write::Writer;

/// What a link joins, as far as it can be read.
struct Drawn {
    id: String,
    kind: LinkKind,
    from: String,
    to: String,
}

impl Writer<'_> {
    /// Draws a link. One that was deleted under the same id is brought back.
    pub(crate) fn link_nodes(&mut self, new: &NewLink) -> Result<(), Refusal> {
        let NewLink { link, kind, from, to } = new;
        self.check_link(None, *kind, from, to)?;
        let path = keys(["links", link.as_str()]);
        let json = json!({ "from": from.as_str(), "to": to.as_str(), "type": kind.as_str() });
        match self.reader().read(&path) {
            None => self.write_record(&path, &json),
            Some(there) if is_the_same_link(&there, &json) => self.clear(&under(&path, "deleted")),
            Some(_) => Err(Refusal::Taken { path: place(&path) }),
        }
    }

    /// A link that may be drawn: between two different nodes of the right kinds, the only one of its
    /// kind between them, and closing no circle of what serves what.
    pub(crate) fn check_link(
        &self,
        own: Option<&str>,
        kind: LinkKind,
        from: &NodeId,
        to: &NodeId,
    ) -> Result<(), Refusal> {
        if from == to {
            return Err(Refusal::SelfLink);
        }
        let ends: (NodeKind, NodeKind) = (self.live_node(from)?, self.live_node(to)?);
        if !kind.joins(ends.0, ends.1) {
            return Err(Refusal::WrongEnds { kind });
        }
        let mut drawn = self.drawn();
        drawn.retain(|link| link.kind == kind && Some(link.id.as_str()) != own);
        let is_second = |link: &&Drawn| link.from == from.as_str() && link.to == to.as_str();
        if let Some(Ok(link)) = drawn.iter().find(is_second).map(|link| LinkId::new(&link.id)) {
            return Err(Refusal::SecondLink { link });
        }
        if kind == LinkKind::Serves && leads(&drawn, to.as_str(), from.as_str()) {
            return Err(Refusal::ServesCircle);
        }
        Ok(())
    }

    /// A node that becomes something else must still fit the links that are drawn to it.
    pub(crate) fn check_kind(&self, node: &str, kind: NodeKind) -> Result<(), Refusal> {
        for link in self.drawn() {
            let other = |end: &str| {
                let kind = NodeId::new(end).ok().and_then(|end| self.live_node(&end).ok());
                if end == node { None } else { kind }
            };
            let fits = match (link.from == node, link.to == node) {
                (true, _) => other(&link.to).is_none_or(|to| link.kind.joins(kind, to)),
                (_, true) => other(&link.from).is_none_or(|from| link.kind.joins(from, kind)),
                _ => true,
            };
            if !fits {
                return Err(Refusal::WrongEnds { kind: link.kind });
            }
        }
        Ok(())
    }

    /// All links that are not deleted.
    ///
    /// One pass over everything in them: a map of thousands is asked at every link that is drawn.
    fn drawn(&self) -> Vec<Drawn> {
        let mut found: BTreeMap<ObjId, Ends> = BTreeMap::new();
        for links in self.reader().maps(&["links"]) {
            for DocObjItem { obj, item } in self.auto.iter_at(&links, None) {
                let DocItem::Map(item) = item else { continue };
                if *obj == links {
                    found.insert(item.id(), Ends { id: item.key.to_string(), ..Ends::default() });
                } else if let Some(ends) = found.get_mut(&*obj) {
                    ends.take_in(&item);
                }
            }
        }
        found.into_values().filter_map(|ends| self.alive(ends)).collect()
    }

    fn alive(&self, ends: Ends) -> Option<Drawn> {
        let Ends { id, from, to, kind, has_stone } = ends;
        // What was restored keeps an empty tombstone.
        if has_stone && self.reader().read(&["links", &id, "deleted"]).is_some() {
            return None;
        }
        Some(Drawn { id, kind: LinkKind::parse(&kind?)?, from: from?, to: to? })
    }
}

/// What a link's record says, as far as it has been read.
#[derive(Default)]
struct Ends {
    id: String,
    from: Option<String>,
    to: Option<String>,
    kind: Option<String>,
    has_stone: bool,
}

impl Ends {
    fn take_in(&mut self, item: &MapRangeItem<'_>) {
        let word = || match &item.value {
            ValueRef::Scalar(ScalarValueRef::Str(word)) => Some(word.to_string()),
            _ => None,
        };
        match &*item.key {
            "from" => self.from = word(),
            "to" => self.to = word(),
            "type" => self.kind = word(),
            "deleted" => self.has_stone = true,
            _ => {}
        }
    }
}

/// Whether a way along links leads from one node to another.
fn leads(links: &[Drawn], from: &str, to: &str) -> bool {
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for link in links {
        next.entry(&link.from).or_default().push(&link.to);
    }
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(node) = open.pop() {
        if node == to {
            return true;
        }
        if seen.insert(node) {
            open.extend(next.get(node).into_iter().flatten());
        }
    }
    false
}

fn is_the_same_link(there: &Json, new: &Json) -> bool {
    ["from", "to", "type"].iter().all(|key| there[key] == new[key])
}
