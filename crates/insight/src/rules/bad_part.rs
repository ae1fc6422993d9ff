//! Catches what breaks the model and was therefore left out: nothing is lost, but it doesn't count.
//!
//! Speaks for a value or link that breaks the model, an effect against its polarity, and observations
//! under a formula. One finding for each record, which names the paths.

use std::collections::BTreeMap;

use causeway_model::{
    LinkKind, NodeId, Path, Polarity,
    tombstone::{Deletable, undeleted},
};

use crate::{
    draft::{About, Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "bad-part",
    group: Group::Finish,
    question: Question::Missing,
    failure: Failure::FollowUp,
    severities: &[Severity::Low],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "A part of {subject} is left out",
        pt: "Uma parte de {subject} fica de fora",
    },
    next: Said {
        en: "correct what is named, or delete it",
        pt: "corrija o que foi apontado ou exclua-o",
    },
    find,
};

const AGAINST: Said = Said {
    en: "(against the polarity: the strength counts)",
    pt: "(contra a polaridade: vale a força)",
};
const WORKED_OUT: Said =
    Said { en: "(the formula gives the values)", pt: "(a fórmula dá os valores)" };
const LEFT_OUT: Said = Said { en: "Left out: {parts}.", pt: "Fica de fora: {parts}." };

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    let mut paths: BTreeMap<(String, String), Vec<Word>> = BTreeMap::new();
    let mut add = |map: &str, id: &str, word: Word| {
        paths.entry((map.to_owned(), id.to_owned())).or_default().push(word);
    };
    for problem in evidence.problems {
        let found = Word::Problem(problem.clone());
        if let [map, id, ..] = problem.path.keys() {
            add(map, id, found);
        } else {
            add("", "", found);
        }
    }
    let because = |path: Path, why: Said| {
        Word::Both(Box::new((Word::Text(path.to_string()), Word::Term(why))))
    };
    for (id, path) in against_polarity(facts) {
        add("links", id, because(path, AGAINST));
    }
    for (id, path) in under_a_formula(facts) {
        add("nodes", id, because(path, WORKED_OUT));
    }
    for ((map, id), texts) in paths {
        if let Some(about) = about(facts, &map, &id) {
            drafts.push(
                Draft::about(about, Severity::Low).why(&LEFT_OUT).word("parts", Word::List(texts)),
            );
        }
    }
}

/// What a path's record is about; nothing for a node that is deleted or archived, and for a deleted link.
fn about<'w>(facts: &Facts<'w>, map: &str, id: &str) -> Option<About<'w>> {
    if id.is_empty() {
        return Some(About::Nodes(Vec::new()));
    }
    if map == "links"
        && let Some((id, link)) = facts.workspace.links.get_key_value(id)
    {
        if link.is_deleted(facts.as_of()) {
            return None;
        }
        return Some(About::Links(vec![id], facts.present().place(link.from.as_str())));
    }
    if map == "nodes" {
        let is_read = NodeId::new(id).is_ok_and(|id| facts.workspace.nodes.contains_key(&id));
        return match facts.present().place(id) {
            Some(place) => Some(About::Nodes(vec![place])),
            None if is_read => None,
            None => Some(About::Record(id.to_owned())),
        };
    }
    Some(About::Record(id.to_owned()))
}

fn against_polarity<'w>(facts: &Facts<'w>) -> Vec<(&'w str, Path)> {
    let causes = facts.links().iter().filter(|placed| placed.link.kind == LinkKind::Causes);
    let against = causes.filter(|placed| {
        let link = placed.link;
        let effect = link.effect.unwrap_or(0.0);
        match link.polarity() {
            Some(Polarity::Plus) => effect < 0.0,
            Some(Polarity::Minus) => effect > 0.0,
            None => false,
        }
    });
    against
        .map(|placed| placed.id.as_str())
        .map(|id| (id, Path::of(["links", id, "effect"])))
        .collect()
}

fn under_a_formula<'w>(facts: &Facts<'w>) -> Vec<(&'w str, Path)> {
    let ignored = facts.places().filter(|place| {
        facts.measure(*place).is_some_and(|measure| {
            let today = facts.as_of();
            let mut observations = undeleted(&measure.metric.observations, today);
            measure.formula.is_some()
                && observations.any(|(on, observation)| {
                    *on <= today && observation.entered.is_none_or(|entered| entered <= today)
                })
        })
    });
    ignored
        .map(|place| {
            (facts.id(place), Path::of(["nodes", facts.id(place), "metric", "observations"]))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::sketch::{first, found, found_in, tree};

    #[test]
    fn speaks_for_what_breaks_the_model() {
        assert_eq!(found("bad-part", "kpi k metric.potential=much"), ["k low"]);
        assert_eq!(
            found("bad-part", "driver d maturity.people.level=9 metric.act=true"),
            ["d low"]
        );
        assert_eq!(found("bad-part", "objective o\n kpi k\n o causes k"), ["o-k low"]);
        assert_eq!(found("bad-part", "kpi k formula=d obs=1\n driver d obs=1"), ["k low"]);
        assert_eq!(found("bad-part", "driver d\n kpi k\n d causes k effect=-1"), ["d-k low"]);
    }

    #[test]
    fn is_silent_for_what_fits_and_for_archived_nodes() {
        assert_eq!(found("bad-part", "driver d\n kpi k formula=d\n d causes k effect=1"), [""; 0]);
        assert_eq!(found("bad-part", "kpi k metric.potential=much archived.by=ana"), [""; 0]);
    }

    #[test]
    fn is_silent_for_a_deleted_link_from_the_day_on_which_it_was_deleted() {
        let deleted = |day: &str| {
            let link = format!("d causes k lag_days=-5 deleted.at={day}T10:00:00Z");
            found("bad-part", &format!("driver d\n kpi k\n {link}"))
        };
        assert_eq!(
            (deleted("2026-03-31"), deleted("2026-04-01")),
            (vec![], vec!["d-k low".into()])
        );
    }

    #[test]
    fn what_was_not_entered_yet_is_not_ignored_yet() {
        let entered = |day: &str| {
            let map = format!(
                r#"kpi k formula=d metric.observations.2026-03-01={{"value":1,"entered":"{day}"}}"#
            );
            found("bad-part", &format!("{map}\n driver d"))
        };
        assert_eq!(
            (entered("2026-03-31"), entered("2026-04-01")),
            (vec!["k low".to_owned()], vec![])
        );
    }

    #[test]
    fn an_effect_of_zero_is_against_neither_polarity() {
        assert_eq!(found("bad-part", "driver d\n kpi k\n d causes k effect=0 polarity=-"), [""; 0]);
        assert_eq!(
            found("bad-part", "driver d\n kpi k\n d causes k effect=0.1 polarity=-"),
            ["d-k low"]
        );
    }

    #[test]
    fn the_owner_of_where_a_link_begins_should_correct_it() {
        let map = "person ana\n driver d owner=ana\n kpi k\n d causes k effect=-1";
        assert_eq!(first("bad-part", map).next_who.as_deref(), Some("ana"));
    }

    #[test]
    fn speaks_for_a_node_that_could_not_be_read_at_all() {
        let mut tree = tree("kpi k");
        tree["nodes"]["k"]["kind"] = "wish".into();
        assert_eq!(found_in(&tree, "bad-part"), ["k low"]);
    }
}
