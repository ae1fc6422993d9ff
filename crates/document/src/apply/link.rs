//! Commands on links.

use std::collections::{BTreeMap, BTreeSet};

use automerge::ObjId;
use causeway_model::{Json, LinkId, LinkKind, NodeId, NodeKind};
use serde_json::json;

use crate::apply::{keys, place, under};
use crate::command::NewLink;
use crate::refusal::Refusal;
use crate::tree::maps_among;
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

    /// All links that are not deleted.
    fn drawn(&self) -> Vec<Drawn> {
        let links = self.reader().maps(&["links"]);
        let drawn = self.keys(&links).into_iter().filter_map(|id| {
            let link = maps_among(&self.reader().found(&links, &id));
            if !maps_among(&self.reader().found(&link, "deleted")).is_empty()
                && self.reader().read(&["links", &id, "deleted"]).is_some()
            {
                return None;
            }
            let kind = LinkKind::parse(&self.word(&link, "type")?)?;
            Some(Drawn { kind, from: self.word(&link, "from")?, to: self.word(&link, "to")?, id })
        });
        drawn.collect()
    }

    fn word(&self, record: &[ObjId], key: &str) -> Option<String> {
        self.reader().text_of(self.reader().found(record, key).last()?)
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
