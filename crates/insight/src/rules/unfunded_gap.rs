//! Catches a weak lever of the strategy that no work is under way to put right.
//!
//! Speaks for a driver in watch or act with |influence| of at least 0.15 on a serving kpi, and no open
//! initiative, not in act, that acts on it towards its good side with |influence| of at least 0.1.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    numeric::{Sign, sign},
    rules::{Rule, status_word},
    status::Status,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "unfunded-gap",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::Decisions,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said { en: "No work acts on {subject}", pt: "Nenhuma iniciativa atua sobre {subject}" },
    next: Said {
        en: "start an initiative on {subject}, or move one there",
        pt: "inicie uma iniciativa sobre {subject} ou mova uma para lá",
    },
    find,
};

const GAP: Said = Said {
    en: "It is {status}, has an influence of {reach} on a key result, and no open initiative moves it the right way.",
    pt: "Está {status}, tem influência de {reach} sobre um resultado-chave, e nenhuma iniciativa aberta o move na direção certa.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for driver in facts.of_kind(NodeKind::Driver) {
        let helps = |place: usize| helps(facts, place, driver);
        if facts.status(driver).is_off()
            && facts.matters(driver)
            && !facts.of_kind(NodeKind::Initiative).any(helps)
        {
            drafts.push(
                Draft::on(driver, Severity::Medium)
                    .why(&GAP)
                    .word("status", status_word(facts.status(driver)))
                    .word("reach", Word::Figure(facts.reach(driver))),
            );
        }
    }
}

/// Whether an open initiative that is not in act moves a driver to its good side.
fn helps(facts: &Facts<'_>, initiative: usize, driver: usize) -> bool {
    let influence = facts.influence(initiative, driver);
    let good = facts.bad_side(driver).flipped();
    facts.is_open(initiative)
        && facts.status(initiative) != Status::Act
        && influence.abs() >= 0.1
        && good != Sign::Zero
        && sign(influence) == good
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    fn gap(more: &str) -> Vec<String> {
        let map = format!(
            "objective o\n kpi k\n k serves o\n driver d watch=5 obs=4\n d causes k\n initiative i\n {more}"
        );
        found("unfunded-gap", &map)
    }

    #[test]
    fn speaks_when_nothing_acts_on_a_driver_that_is_off() {
        assert_eq!(gap(""), ["d medium"]);
        assert_eq!(gap("i causes d polarity=-"), ["d medium"]);
        assert_eq!(gap("i causes d\n initiative i status=off_track"), ["d medium"]);
    }

    #[test]
    fn is_silent_when_work_acts_on_it_directly_or_through_others() {
        assert_eq!(gap("i causes d"), [""; 0]);
        assert_eq!(gap("driver e\n i causes e\n e causes d"), [""; 0]);
        assert_eq!(gap("driver d watch=3 obs=4"), [""; 0]);
    }

    #[test]
    fn work_counts_from_an_influence_of_a_tenth() {
        assert_eq!(gap("i causes d strength=0.1"), [""; 0]);
        assert_eq!(gap("i causes d strength=0.099"), ["d medium"]);
        assert_eq!(gap("d causes k strength=0.14"), [""; 0]);
    }
}
