//! Catches what everybody cares for and nobody answers for.
//!
//! Speaks for an objective, a kpi, an open initiative, and a driver that has a metric or |influence| of
//! at least 0.15 on a serving kpi, without an owner who is in `people`.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::Said,
};

pub(crate) const RULE: Rule = Rule {
    code: "no-owner",
    group: Group::Finish,
    question: Question::Missing,
    failure: Failure::Decisions,
    severities: &[Severity::High, Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said { en: "Nobody owns {subject}", pt: "Ninguém responde por {subject}" },
    next: Said {
        en: "name the one person who answers for {subject}",
        pt: "defina a única pessoa que responde por {subject}",
    },
    find,
};

const NOBODY: Said = Said { en: "It has no owner.", pt: "Não tem responsável." };
const STRANGER: Said = Said {
    en: "Its owner is not among the people of the workspace.",
    pt: "Seu responsável não está entre as pessoas do espaço de trabalho.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.places().filter(|place| needs_owner(facts, *place)) {
        let owner = &facts.node(place).owner;
        let is_known = owner.one().is_some_and(|id| facts.person(id.as_str()).is_some());
        if is_known || owner.is_conflict() {
            continue;
        }
        let severity = if facts.is_serving(place) { Severity::High } else { Severity::Medium };
        drafts.push(Draft::on(place, severity).why(if owner.is_absent() {
            &NOBODY
        } else {
            &STRANGER
        }));
    }
}

fn needs_owner(facts: &Facts<'_>, place: usize) -> bool {
    match facts.kind(place) {
        NodeKind::Objective | NodeKind::Kpi => true,
        NodeKind::Initiative => facts.is_open(place),
        NodeKind::Driver => facts.measure(place).is_some() || facts.matters(place),
        NodeKind::Risk => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_for_what_needs_an_owner_and_has_none() {
        assert_eq!(found("no-owner", "objective o\n kpi k\n k serves o"), ["k high", "o medium"]);
        assert_eq!(found("no-owner", "driver d obs=1\n initiative i"), ["d medium", "i medium"]);
        assert_eq!(found("no-owner", "kpi k owner=ghost"), ["k medium"]);
    }

    #[test]
    fn is_silent_for_owned_closed_and_minor_nodes() {
        assert_eq!(found("no-owner", "person ana\n kpi k owner=ana\n driver d\n risk r"), [""; 0]);
        assert_eq!(found("no-owner", "initiative i status=done"), [""; 0]);
        assert_eq!(found("no-owner", r#"kpi k owner={"conflict":["ana","ben"]}"#), [""; 0]);
    }

    #[test]
    fn a_driver_without_metric_needs_one_from_an_influence_of_015() {
        let map = |strength: &str| {
            format!(
                "person ana\n objective o owner=ana\n kpi k owner=ana\n k serves o\n driver d\n d causes k strength={strength}"
            )
        };
        assert_eq!(found("no-owner", &map("0.15")), ["d medium"]);
        assert_eq!(found("no-owner", &map("0.14")), [""; 0]);
    }
}
