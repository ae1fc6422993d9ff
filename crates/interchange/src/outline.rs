//! Nodes as an indented list that people can read anywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use causeway_model::NodeId;

/// A node of an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The node.
    pub node: NodeId,
    /// What it is called.
    pub title: String,
    /// What it is, in words.
    pub kind: String,
}

/// The list: results at the margin, what leads to them further in. A node stands once, under the first it leads to.
pub fn write(lines: &[Line], ties: &[(NodeId, NodeId)]) -> String {
    let known: BTreeMap<&NodeId, &Line> = lines.iter().map(|line| (&line.node, line)).collect();
    let ties: Vec<(&NodeId, &NodeId)> = ties
        .iter()
        .map(|(from, to)| (from, to))
        .filter(|(from, to)| from != to && known.contains_key(from) && known.contains_key(to))
        .collect();
    let leads_on: BTreeSet<&NodeId> = ties.iter().map(|(from, _)| *from).collect();
    let (mut text, mut written) = (String::new(), BTreeSet::new());
    let ends = lines.iter().filter(|line| !leads_on.contains(&line.node));
    // What only leads in circles has no end to begin from.
    for line in ends.chain(lines) {
        let mut waiting = vec![(&line.node, 0)];
        while let Some((node, depth)) = waiting.pop() {
            if !written.insert(node) {
                continue;
            }
            let Line { title, kind, .. } = known[node];
            // Writing to a string can't fail.
            let _ = writeln!(text, "{}- {kind}: {title}", "  ".repeat(depth));
            let before = ties.iter().rev().filter(|(_, to)| *to == node);
            waiting.extend(before.map(|(from, _)| (*from, depth + 1)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clip::{Clip, Habits, read};

    fn id(name: &str) -> NodeId {
        NodeId::new(name).unwrap()
    }

    fn line(name: &str, kind: &str) -> Line {
        Line { node: id(name), title: name.to_uppercase(), kind: kind.to_owned() }
    }

    #[test]
    fn what_leads_to_a_result_is_under_it() {
        let lines = [line("a", "Driver"), line("b", "KPI"), line("c", "Driver"), line("d", "Risk")];
        let ties = [(id("a"), id("b")), (id("c"), id("a")), (id("c"), id("b")), (id("x"), id("b"))];
        let text = write(&lines, &ties);
        assert_eq!(text, "- KPI: B\n  - Driver: A\n    - Driver: C\n- Risk: D\n");
    }

    #[test]
    fn a_circle_is_written_once() {
        let lines = [line("a", "Driver"), line("b", "Driver")];
        let text = write(&lines, &[(id("a"), id("b")), (id("b"), id("a"))]);
        assert_eq!(text, "- Driver: A\n  - Driver: B\n");
    }

    #[test]
    fn what_was_written_can_be_pasted() {
        let text = write(&[line("a", "Driver"), line("b", "KPI")], &[(id("a"), id("b"))]);
        let Ok(Clip::Sketch(sketch)) = read(&text, Habits::default()) else { panic!("{text}") };
        assert_eq!(sketch.links, [(1, 0)]);
        assert_eq!(sketch.nodes[0].title, "B");
    }
}
