//! Catches two results that pull the same lever in opposite ways, each with its own owner: the
//! organisation decides between them every day, by accident.
//!
//! Speaks for two kpis with targets, of different owners or functions, and a node whose influences on
//! both have |product| of at least 0.1, one towards its good side, one towards its bad, unless a
//! decision in force names both or an unexpired rule is between them.

use crate::{
    draft::{Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
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
    for pair in facts.opposed().iter().filter(|pair| !pair.is_settled) {
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
