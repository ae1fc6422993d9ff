//! Shows where effects come back on their causes: a loop reinforces itself or holds itself back, and
//! pushing on it without knowing which surprises people.
//!
//! Speaks once for each set of two or more nodes that are strongly connected by `causes` links.

use causeway_model::link::Polarity;

use crate::{
    causality::{Graph, components, shortest_loop},
    draft::{About, Draft, Drafts, Evidence},
    facts::{Facts, Joined},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "feedback-loop",
    group: Group::Signal,
    question: Question::Driving,
    failure: Failure::Causality,
    severities: &[Severity::Low],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "{subject} feed back on each other",
        pt: "{subject} realimentam uns aos outros",
    },
    next: Said {
        en: "agree whether the loop is meant, and where to hold on to it",
        pt: "combine se o ciclo é intencional e onde segurá-lo",
    },
    find,
};

const REINFORCES: Said = Said {
    en: "The shortest way round reinforces itself and takes {lag} {lag?day:days}.",
    pt: "A volta mais curta reforça a si mesma e leva {lag} {lag?dia:dias}.",
};
const BALANCES: Said = Said {
    en: "The shortest way round holds itself back and takes {lag} {lag?day:days}.",
    pt: "A volta mais curta equilibra a si mesma e leva {lag} {lag?dia:dias}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    // These are among the loops of the causal graph, which formulas can only add to.
    if facts.loops().is_empty() {
        return;
    }
    let edges = facts.causes().iter().map(|joined| (joined.from, joined.to, 1.0, 0.0)).collect();
    let graph = Graph::new(facts.present().len(), edges);
    for members in components(&graph) {
        let path = shortest_loop(&graph, &members).unwrap_or_default();
        let links: Vec<&Joined<'_>> =
            path.windows(2).filter_map(|ends| joined(facts, ends[0], ends[1])).collect();
        let minuses =
            links.iter().filter(|joined| joined.link.polarity() == Some(Polarity::Minus)).count();
        let lag: i64 =
            links.iter().map(|joined| i64::from(joined.link.lag_days.unwrap_or(0))).sum();
        let mut draft = Draft::about(About::Nodes(members), Severity::Low)
            .why(if minuses.is_multiple_of(2) { &REINFORCES } else { &BALANCES })
            .word("lag", Word::Count(lag));
        draft.path = path;
        drafts.push(draft);
    }
}

fn joined<'f, 'w>(facts: &'f Facts<'w>, from: usize, to: usize) -> Option<&'f Joined<'w>> {
    facts.causes().iter().find(|joined| joined.from == from && joined.to == to)
}

#[cfg(test)]
mod tests {
    use crate::sketch::{first, found};

    #[test]
    fn speaks_once_for_each_loop() {
        let map = "driver a\n driver b\n driver c\n a causes b\n b causes a\n b causes c";
        assert_eq!(found("feedback-loop", map), ["a+b low"]);
    }

    #[test]
    fn is_silent_without_a_way_back() {
        assert_eq!(found("feedback-loop", "driver a\n driver b\n a causes b"), [""; 0]);
    }

    #[test]
    fn a_formula_alone_makes_no_loop() {
        assert_eq!(
            found("feedback-loop", "driver a obs=1\n kpi b formula=a\n b causes a"),
            [""; 0]
        );
    }

    #[test]
    fn says_whether_it_reinforces_itself_and_how_long_it_takes() {
        let why = |first_sign: &str, second_sign: &str| {
            let map = format!(
                "driver a\n driver b\n driver c\n a causes b polarity={first_sign} lag_days=30
                b causes a polarity={second_sign} lag_days=15\n b causes c polarity=- lag_days=7"
            );
            let found = first("feedback-loop", &map);
            assert_eq!(found.path, ["a", "b", "a"]);
            found.why.split(" Path").next().unwrap().to_owned()
        };
        let reinforces = "The shortest way round reinforces itself and takes 45 days.";
        assert_eq!((why("+", "+"), why("-", "-")), (reinforces.to_owned(), reinforces.to_owned()));
        assert_eq!(why("+", "-"), "The shortest way round holds itself back and takes 45 days.");
        // A link that begins where another does, and leads elsewhere, is no part of it.
        let three = "driver a\n driver aa\n driver b\n driver c\n a causes aa lag_days=100
            a causes b lag_days=1\n b causes c lag_days=2\n c causes a polarity=- lag_days=4";
        let why = first("feedback-loop", three).why;
        let expected = "The shortest way round holds itself back and takes 7 days.";
        assert!(why.starts_with(expected), "{why}");
    }
}
