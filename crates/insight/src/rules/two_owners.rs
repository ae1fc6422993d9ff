//! Catches shared responsibility, which is none: two people were named at once, and each can wait for
//! the other.
//!
//! Speaks for a node whose owner is in conflict between distinct people.

use crate::{
    draft::{Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "two-owners",
    group: Group::Signal,
    question: Question::Missing,
    failure: Failure::Decisions,
    severities: &[Severity::High],
    reads_answers: false,
    can_be_accepted: false,
    title: Said {
        en: "{subject} has two owners at once",
        pt: "{subject} tem dois responsáveis ao mesmo tempo",
    },
    next: Said {
        en: "settle which one of them owns {subject}",
        pt: "definam qual deles responde por {subject}",
    },
    find,
};

const NAMED: Said = Said {
    en: "Named were {people}; until one is chosen it has no owner.",
    pt: "Foram nomeados {people}; até que se escolha um, não há responsável.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.places().filter(|place| facts.node(*place).owner.is_conflict()) {
        let people = facts.node(place).owner.values().iter();
        let people = people.map(|id| Word::Person(Some(id.to_string()))).collect();
        drafts
            .push(Draft::on(place, Severity::High).why(&NAMED).word("people", Word::List(people)));
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_when_two_people_were_named() {
        assert_eq!(found("two-owners", r#"risk r owner={"conflict":["ana","ben"]}"#), ["r high"]);
    }

    #[test]
    fn is_silent_for_one_owner_or_none() {
        assert_eq!(found("two-owners", "kpi k owner=ana\n kpi l"), [""; 0]);
    }

    #[test]
    fn the_same_person_named_twice_is_one() {
        assert_eq!(found("two-owners", r#"kpi k owner={"conflict":["ana","ana"]}"#), [""; 0]);
    }
}
