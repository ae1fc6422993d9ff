//! Catches what can't be worked out: objectives that serve each other, or formulas that need themselves.
//!
//! Speaks once for each loop of `serves` links, and each of formulas.

use causeway_model::link::LinkKind;

use crate::{
    causality::{Graph, components},
    draft::{About, Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::Said,
};

pub(crate) const RULE: Rule = Rule {
    code: "cycle",
    group: Group::Signal,
    question: Question::Missing,
    failure: Failure::FollowUp,
    severities: &[Severity::High],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "{subject} {subject?goes:go} in a circle",
        pt: "{subject} {subject?anda:andam} em círculo",
    },
    next: Said {
        en: "break the circle at its weakest place",
        pt: "quebre o círculo no ponto mais fraco",
    },
    find,
};

const SERVES: Said = Said {
    en: "Each serves the next; the link that closes the circle is left out of calculations.",
    pt: "Cada um serve o próximo; a ligação que fecha o círculo fica fora dos cálculos.",
};
const FORMULAS: Said = Said {
    en: "Each formula needs the next; none of them has a value.",
    pt: "Cada fórmula precisa da próxima; nenhuma tem valor.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for members in components(&Graph::new(facts.present().len(), serving(facts))) {
        drafts.push(Draft::about(About::Nodes(members), Severity::High).why(&SERVES));
    }
    let formulas = formulas(facts);
    let selfish = formulas.iter().filter(|(from, to, ..)| from == to).map(|(from, ..)| vec![*from]);
    let mut loops: Vec<Vec<usize>> = selfish.collect();
    loops.extend(components(&Graph::new(facts.present().len(), formulas)));
    for members in loops {
        drafts.push(Draft::about(About::Nodes(members), Severity::High).why(&FORMULAS));
    }
}

type Edges = Vec<(usize, usize, f64, f64)>;

fn serving(facts: &Facts<'_>) -> Edges {
    let links = facts.links().iter().filter(|placed| placed.link.kind == LinkKind::Serves);
    let fit = links
        .filter(|placed| placed.link.kind.joins(facts.kind(placed.from), facts.kind(placed.to)));
    fit.map(|placed| (placed.from, placed.to, 1.0, 0.0)).collect()
}

fn formulas(facts: &Facts<'_>) -> Edges {
    let mut edges = Vec::new();
    for place in facts.places() {
        let Some(Ok(formula)) = facts.measure(place).and_then(|measure| measure.formula.as_ref())
        else {
            continue;
        };
        let terms = formula.terms().iter().filter_map(|term| facts.present().place(term));
        edges.extend(terms.map(|term| (term, place, 1.0, 0.0)));
    }
    edges
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_for_objectives_and_for_formulas_in_a_loop() {
        let serves = "objective a\n objective b\n a serves b\n b serves a";
        assert_eq!(found("cycle", serves), ["a+b high"]);
        assert_eq!(found("cycle", "kpi a formula=b\n kpi b formula=a"), ["a+b high"]);
    }

    #[test]
    fn is_silent_for_causes_in_a_loop_and_for_chains() {
        assert_eq!(found("cycle", "driver a\n driver b\n a causes b\n b causes a"), [""; 0]);
        assert_eq!(
            found(
                "cycle",
                "objective a\n objective b\n a serves b\n kpi c formula=d\n kpi d obs=1"
            ),
            [""; 0]
        );
    }

    #[test]
    fn a_formula_of_itself_is_the_smallest_circle() {
        assert_eq!(found("cycle", "kpi a formula=a+1"), ["a high"]);
    }
}
