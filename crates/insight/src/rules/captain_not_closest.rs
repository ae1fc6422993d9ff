//! Catches an owner who steers from afar: the work is done in one function, the answer is owed by another.
//!
//! Speaks for a driver whose owner's function differs from the driver's own.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "captain-not-closest",
    group: Group::Signal,
    question: Question::Missing,
    failure: Failure::Decisions,
    severities: &[Severity::Low],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "The owner of {subject} is not of its function",
        pt: "O responsável por {subject} não é da área dele",
    },
    next: Said {
        en: "ask who is closest to the work, and let that person own it",
        pt: "pergunte quem está mais perto do trabalho e passe-o a essa pessoa",
    },
    find,
};

const APART: Said = Said {
    en: "The work belongs to {own}, its owner to {owners}.",
    pt: "O trabalho pertence a {own}; o responsável, a {owners}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for driver in facts.of_kind(NodeKind::Driver) {
        let owners = facts.owner(driver).and_then(|owner| facts.function_of_person(owner.as_str()));
        if let Some((own, owners)) = facts.own_function(driver).zip(owners)
            && own != owners
        {
            drafts.push(
                Draft::on(driver, Severity::Low)
                    .why(&APART)
                    .word("own", Word::Function(Some(own.to_string())))
                    .word("owners", Word::Function(Some(owners.to_string()))),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    const PEOPLE: &str = "function ops\n function sales\n person ana function=ops\n";

    #[test]
    fn speaks_when_the_owner_is_of_another_function() {
        assert_eq!(
            found("captain-not-closest", &format!("{PEOPLE} driver d owner=ana function=sales")),
            ["d low"]
        );
    }

    #[test]
    fn is_silent_for_the_same_function_and_for_kpis() {
        assert_eq!(
            found("captain-not-closest", &format!("{PEOPLE} driver d owner=ana function=ops")),
            [""; 0]
        );
        assert_eq!(
            found("captain-not-closest", &format!("{PEOPLE} kpi k owner=ana function=sales")),
            [""; 0]
        );
    }

    #[test]
    fn an_absent_function_differs_from_nothing() {
        assert_eq!(found("captain-not-closest", &format!("{PEOPLE} driver d owner=ana")), [""; 0]);
        assert_eq!(
            found("captain-not-closest", "person ana\n driver d owner=ana function=ops"),
            [""; 0]
        );
    }
}
