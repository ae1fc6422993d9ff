//! Catches values that two people set at once, until someone settles which of them counts.
//!
//! Speaks for any value in conflict but owners, which have a rule of their own.

use std::{collections::BTreeMap, fmt::Display};

use causeway_model::{
    Contested, Date, Link, Metric, Node, contested::Text, decision::Decision, metric::Bound,
    tombstone::undeleted,
};

use crate::{
    draft::{About, Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "conflict",
    group: Group::Signal,
    question: Question::Missing,
    failure: Failure::FollowUp,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "{subject} holds values in conflict",
        pt: "{subject} tem valores em conflito",
    },
    next: Said { en: "settle which value counts", pt: "definam qual valor vale" },
    find,
};

const FIELDS: Said = Said { en: "Nobody has settled {fields}.", pt: "Ninguém resolveu {fields}." };

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    let mut in_nodes: BTreeMap<usize, Vec<String>> = in_actions(facts);
    for place in facts.places() {
        let mut found = Vec::new();
        in_node(facts.node(place), facts.as_of(), &mut found);
        if !found.is_empty() {
            in_nodes.entry(place).or_default().splice(0..0, found);
        }
    }
    for (place, found) in in_nodes {
        push(drafts, About::Nodes(vec![place]), found);
    }
    for placed in facts.links() {
        let found = in_link(placed.link);
        if !found.is_empty() {
            push(drafts, About::Links(vec![placed.id], Some(placed.from)), found);
        }
    }
    for (id, decision) in facts.decisions().filter(|(_, decision)| is_raised(decision, facts)) {
        if let Some(found) = field("chosen", &decision.chosen) {
            push(drafts, About::Decision(id), vec![found]);
        }
    }
}

/// Whether a decision was raised or made by now; one without dates is read as it stands.
fn is_raised(decision: &Decision, facts: &Facts<'_>) -> bool {
    let today = facts.as_of();
    decision.raised.as_ref().is_none_or(|raised| raised.is_read(today)) || decision.is_made(today)
}

fn push<'w>(drafts: &mut Drafts<'w>, about: About<'w>, found: Vec<String>) {
    let words = found.into_iter().map(Word::Text).collect();
    drafts
        .push(Draft::about(about, Severity::Medium).word("fields", Word::List(words)).why(&FIELDS));
}

fn in_node(node: &Node, today: Date, found: &mut Vec<String>) {
    found.extend(text("title", &node.title));
    found.extend(text("description", &node.description));
    if let Some(metric) = node.measured() {
        in_metric(metric, today, found);
    }
    if let Some(contract) = node.agreed() {
        found.extend(text("contract.conversation", &contract.conversation));
        found.extend(text("contract.decision", &contract.decision));
        found.extend(text("contract.consequence", &contract.consequence));
        found.extend(field("contract.stop_authority", &contract.stop_authority));
    }
    found.extend(
        node.initiative
            .as_ref()
            .and_then(|initiative| text("initiative.consequence", &initiative.consequence)),
    );
    found.extend(node.risk.as_ref().and_then(|risk| text("risk.mitigation", &risk.mitigation)));
}

fn in_metric(metric: &Metric, today: Date, found: &mut Vec<String>) {
    found.extend(text("metric.definition", &metric.definition));
    found.extend(field("metric.direction", &metric.direction));
    found.extend(
        metric.target.as_ref().and_then(|target| field("metric.target.value", &target.value)),
    );
    found.extend(bounds("metric.watch", &metric.watch));
    found.extend(bounds("metric.act", &metric.act));
    let is_read = |on: Date, entered: Option<Date>| {
        on <= today && entered.is_none_or(|entered| entered <= today)
    };
    for (on, observation) in undeleted(&metric.observations, today)
        .filter(|(on, observation)| is_read(**on, observation.entered))
    {
        if observation.value.is_conflict() {
            found.extend(field(&format!("metric.observations.{on}.value"), &observation.value));
        }
    }
}

fn in_link(link: &Link) -> Vec<String> {
    let mut found = Vec::new();
    found.extend(field("polarity", &link.polarity));
    found.extend(text("hypothesis", &link.hypothesis));
    found
}

/// The conflicts in the actions on each node.
fn in_actions(facts: &Facts<'_>) -> BTreeMap<usize, Vec<String>> {
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (id, action) in facts.actions() {
        let place = action.node.as_ref().and_then(|node| facts.present().place(node.as_str()));
        if let Some((place, said)) = place.zip(field(&format!("actions.{id}.owner"), &action.owner))
        {
            found.entry(place).or_default().push(said);
        }
    }
    found
}

fn text(name: &str, text: &Text) -> Option<String> {
    field(name, &text.0)
}

fn bounds(name: &str, bounds: &Contested<Bound>) -> Option<String> {
    let said = |bound: &Bound| match *bound {
        Bound::At(value) => value.to_string(),
        Bound::Range { low, high } => {
            let end = |end: Option<f64>| end.map_or_else(|| "…".to_owned(), |end| end.to_string());
            format!("{}–{}", end(low), end(high))
        }
    };
    bounds.is_conflict().then(|| {
        let values: Vec<String> = bounds.values().iter().map(said).collect();
        format!("{name}: {}", values.join(" / "))
    })
}

fn field<T: Display>(name: &str, value: &Contested<T>) -> Option<String> {
    value.is_conflict().then(|| {
        let values: Vec<String> = value.values().iter().map(ToString::to_string).collect();
        format!("{name}: {}", values.join(" / "))
    })
}

#[cfg(test)]
mod tests {
    use crate::sketch::{first, found};

    #[test]
    fn speaks_for_values_that_nobody_settled() {
        assert_eq!(
            found("conflict", r#"kpi k watch={"conflict":[1,2]} title={"conflict":["x","y"]}"#),
            ["k medium"]
        );
        assert_eq!(found("conflict", r#"driver a\n kpi b\n a causes b polarity={"conflict":["+","-"]}"#.replace("\\n", "\n").as_str()), ["a-b medium"]);
        assert_eq!(found("conflict", r#"decision d chosen={"conflict":["x","y"]}"#), ["d medium"]);
    }

    #[test]
    fn is_silent_for_owners_and_settled_values() {
        assert_eq!(found("conflict", r#"kpi k owner={"conflict":["x","y"]} watch=5"#), [""; 0]);
        assert_eq!(found("conflict", r#"objective o watch={"conflict":[1,2]}"#), [""; 0]);
    }

    #[test]
    fn equal_values_and_those_of_tomorrow_are_no_conflict() {
        assert_eq!(found("conflict", r#"kpi k watch={"conflict":[1,1.0]}"#), [""; 0]);
        assert_eq!(
            found("conflict", r#"kpi k metric.observations.2026-04-01.value={"conflict":[1,2]}"#),
            [""; 0]
        );
    }

    #[test]
    fn a_decision_that_nobody_has_raised_yet_is_not_read() {
        let raised = |day: &str| {
            let map = format!(r#"decision d chosen={{"conflict":["x","y"]}} raised.on={day}"#);
            found("conflict", &map)
        };
        assert_eq!(
            (raised("2026-03-31"), raised("2026-04-01")),
            (vec!["d medium".to_owned()], vec![])
        );
    }

    #[test]
    fn a_value_that_was_not_entered_yet_is_not_read() {
        let entered = |day: &str| {
            let map = format!(
                r#"kpi k metric.observations.2026-03-01={{"value":{{"conflict":[1,2]}},"entered":"{day}"}}"#
            );
            found("conflict", &map)
        };
        assert_eq!(
            (entered("2026-03-31"), entered("2026-04-01")),
            (vec!["k medium".to_owned()], vec![])
        );
    }

    #[test]
    fn a_node_and_its_actions_make_one_finding() {
        let map = "kpi k watch={\"conflict\":[1,2]}\n action a node=k opened=2026-03-01 owner={\"conflict\":[\"x\",\"y\"]}";
        assert_eq!(found("conflict", map), ["k medium"]);
    }

    #[test]
    fn a_title_alone_and_a_link_without_conflict_are_told_apart() {
        let title = r#"kpi k title={"conflict":["x","y"]}"#;
        assert_eq!(found("conflict", title), ["k medium"]);
        assert_eq!(found("conflict", "driver a\n kpi b\n a causes b polarity=-"), [""; 0]);
    }

    #[test]
    fn the_owners_of_an_action_are_in_conflict_on_its_node() {
        let map =
            "kpi j\n kpi k\n action a node=k opened=2026-03-01 owner={\"conflict\":[\"x\",\"y\"]}";
        assert_eq!(found("conflict", map), ["k medium"]);
        let why = first("conflict", map).why;
        assert_eq!(why, "Nobody has settled actions.a.owner: x / y.");
    }
}
