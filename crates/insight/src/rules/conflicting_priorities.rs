//! Catches two results that pull the same lever in opposite ways, each with its own owner: the
//! organisation decides between them every day, by accident.
//!
//! Speaks for two kpis with targets, of different owners or functions, and a node whose influences on
//! both have |product| of at least 0.1, one towards its good side, one towards its bad, unless a
//! decision in force names both or an unexpired rule is between them.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    numeric::{Sign, round9, sign},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "conflicting-priorities",
    group: Group::Signal,
    question: Question::Driving,
    failure: Failure::Decisions,
    severities: &[Severity::High, Severity::Medium],
    reads_answers: true,
    can_be_accepted: true,
    title: Said {
        en: "{subject} pull {cause} in opposite ways",
        pt: "{subject} puxam {cause} em sentidos opostos",
    },
    next: Said {
        en: "decide which of the two wins, for how long, and what is given up",
        pt: "decida qual dos dois prevalece, por quanto tempo e o que se abre mão",
    },
    find,
};

const PULLS: Said = Said {
    en: "{cause} has an influence of {on_left} on {left} and of {on_right} on {right}: what helps one harms the other.",
    pt: "{cause} tem influência de {on_left} sobre {left} e de {on_right} sobre {right}: o que ajuda um prejudica o outro.",
};
const OWNERS: Said = Said {
    en: "{left_owner} answers for {left}, {right_owner} for {right}, and no decision in force names both.",
    pt: "{left_owner} responde por {left}, {right_owner} por {right}, e nenhuma decisão em vigor trata dos dois.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for pair in pairs(facts).into_iter().filter(|pair| !pair.is_settled) {
        let is_off = facts.status(pair.left).is_off() || facts.status(pair.right).is_off();
        let severity = if is_off { Severity::High } else { Severity::Medium };
        let mut draft = Draft::on(pair.left, severity)
            .causes(vec![pair.lever])
            .why(&PULLS)
            .why(&OWNERS)
            .word("left", Word::Node(pair.left))
            .word("right", Word::Node(pair.right))
            .word("on_left", Word::Figure(facts.influence(pair.lever, pair.left)))
            .word("on_right", Word::Figure(facts.influence(pair.lever, pair.right)))
            .word("left_owner", Word::Person(facts.owner(pair.left).map(ToString::to_string)))
            .word("right_owner", Word::Person(facts.owner(pair.right).map(ToString::to_string)));
        draft.about = crate::draft::About::Nodes(vec![pair.left, pair.right]);
        draft.money = facts.leakage(pair.left) + facts.leakage(pair.right);
        drafts.push(draft);
    }
}

/// Two kpis in conflict over a lever.
pub(crate) struct Pair {
    /// The one with the smaller id.
    pub(crate) left: usize,
    /// The other.
    pub(crate) right: usize,
    /// The node that moves both most.
    pub(crate) lever: usize,
    /// Whether a decision in force or an unexpired rule settles it.
    pub(crate) is_settled: bool,
}

/// Every pair of kpis in conflict, settled or not.
pub(crate) fn pairs(facts: &Facts<'_>) -> Vec<Pair> {
    let has_target = |kpi: &usize| {
        facts.measure(*kpi).is_some_and(|measure| {
            measure.metric.target.as_ref().is_some_and(|target| target.value.one().is_some())
        })
    };
    let kpis: Vec<usize> = facts.of_kind(NodeKind::Kpi).filter(has_target).collect();
    let strong: Vec<Vec<(usize, f64)>> = kpis.iter().map(|kpi| strong(facts, *kpi)).collect();
    let mut pairs = Vec::new();
    for (at, left) in kpis.iter().copied().enumerate() {
        for (other, right) in kpis.iter().copied().enumerate().skip(at + 1) {
            if !is_apart(facts, left, right) {
                continue;
            }
            let sides = facts.bad_side(left).times(facts.bad_side(right));
            let opposed = |product: f64| sign(product).times(sides) == Sign::Negative;
            if let Some(lever) = strongest_lever(&strong[at], &strong[other], opposed) {
                pairs.push(Pair { left, right, lever, is_settled: is_settled(facts, left, right) });
            }
        }
    }
    pairs
}

/// Different owners, or different functions; an absent one differs from nothing.
fn is_apart(facts: &Facts<'_>, left: usize, right: usize) -> bool {
    let differ = |pair: Option<(&str, &str)>| pair.is_some_and(|(left, right)| left != right);
    let owner = |at: usize| facts.owner(at).map(AsRef::as_ref);
    let function = |at: usize| facts.function(at);
    differ(owner(left).zip(owner(right))) || differ(function(left).zip(function(right)))
}

/// The influences on a kpi that can make a product of a tenth.
fn strong(facts: &Facts<'_>, kpi: usize) -> Vec<(usize, f64)> {
    facts.column(kpi).iter().filter(|(_, influence)| influence.abs() >= 0.1).collect()
}

/// The node with the largest |product| of influences that is good for one and bad for the other.
fn strongest_lever(
    left: &[(usize, f64)],
    right: &[(usize, f64)],
    opposed: impl Fn(f64) -> bool,
) -> Option<usize> {
    let mut strongest: Option<(f64, usize)> = None;
    for (place, on_left) in left {
        let Ok(found) = right.binary_search_by_key(place, |(at, _)| *at) else { continue };
        let product = on_left * right[found].1;
        let size = round9(product.abs());
        if size >= 0.1 && opposed(product) && strongest.is_none_or(|(most, _)| size > most) {
            strongest = Some((size, *place));
        }
    }
    strongest.map(|(_, place)| place)
}

fn is_settled(facts: &Facts<'_>, left: usize, right: usize) -> bool {
    let (left, right) = (facts.id(left), facts.id(right));
    let decided = facts
        .in_force()
        .any(|(_, decision)| decision.nodes.contains(left) && decision.nodes.contains(right));
    let today = facts.as_of();
    decided
        || causeway_model::tombstone::undeleted(&facts.workspace.rules, today).any(|(_, rule)| {
            rule.between.contains(left)
                && rule.between.contains(right)
                && rule.on.is_none_or(|on| on <= today)
                && rule.expires.is_none_or(|last| today <= last)
        })
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    fn pair(more: &str) -> Vec<String> {
        let map = format!(
            "person ana\n person ben
            kpi a owner=ana target=5
            kpi b owner=ben target=5
            driver d
            {more}"
        );
        found("conflicting-priorities", &map)
    }

    #[test]
    fn speaks_when_one_lever_helps_one_and_harms_the_other() {
        assert_eq!(pair("d causes a\n d causes b polarity=-"), ["a+b medium"]);
        assert_eq!(
            pair("d causes a\n d causes b polarity=-\n kpi a owner=ana target=5 act=9 obs=1"),
            ["a+b high"]
        );
        assert_eq!(pair("a causes b polarity=-"), ["a+b medium"]);
    }

    #[test]
    fn is_silent_for_one_owner_one_direction_a_decision_or_a_rule() {
        assert_eq!(pair("d causes a\n d causes b"), [""; 0]);
        assert_eq!(pair("d causes a\n d causes b polarity=-\n kpi b owner=ana target=5"), [""; 0]);
        let decided = "decision x made.on=2026-03-31 nodes.a=true nodes.b=true";
        assert_eq!(pair(&format!("d causes a\n d causes b polarity=-\n {decided}")), [""; 0]);
        let rule = "rule r between.a=true between.b=true winner=a expires=2026-03-31";
        assert_eq!(pair(&format!("d causes a\n d causes b polarity=-\n {rule}")), [""; 0]);
    }

    #[test]
    fn needs_a_product_of_influences_of_a_tenth() {
        assert_eq!(
            pair("d causes a strength=0.2\n d causes b polarity=- strength=0.5"),
            ["a+b medium"]
        );
        assert_eq!(pair("d causes a strength=0.2\n d causes b polarity=- strength=0.49"), [""; 0]);
        let expired = "rule r between.a=true between.b=true winner=a expires=2026-03-30";
        assert_eq!(
            pair(&format!("d causes a\n d causes b polarity=-\n {expired}")),
            ["a+b medium"]
        );
        let to_revisit =
            "decision x made.on=2026-03-01 revisit.on=2026-03-31 nodes.a=true nodes.b=true";
        assert_eq!(
            pair(&format!("d causes a\n d causes b polarity=-\n {to_revisit}")),
            ["a+b medium"]
        );
    }

    #[test]
    fn what_names_only_one_of_the_two_settles_nothing() {
        let conflict = "d causes a\n d causes b polarity=-\n kpi z";
        for other in [
            "decision x made.on=2026-03-01 nodes.a=true nodes.z=true",
            "decision x made.on=2026-03-01 nodes.b=true",
            "rule r between.a=true between.z=true winner=a",
            "rule r between.b=true between.z=true winner=b",
            "rule r between.a=true between.b=true winner=a on=2026-04-01",
        ] {
            assert_eq!(pair(&format!("{conflict}\n {other}")), ["a+b medium"], "{other}");
        }
    }
}
