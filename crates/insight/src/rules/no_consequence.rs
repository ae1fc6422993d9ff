//! Catches a promise without a price: when nothing follows from missing it, it is missed.
//!
//! Speaks for an open initiative without a consequence.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::Said,
};

pub(crate) const RULE: Rule = Rule {
    code: "no-consequence",
    group: Group::Finish,
    question: Question::Missing,
    failure: Failure::FollowUp,
    severities: &[Severity::Low],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "Nothing follows if {subject} fails",
        pt: "Nada acontece se {subject} falhar",
    },
    next: Said {
        en: "agree what follows if {subject} fails",
        pt: "combine o que acontece se {subject} falhar",
    },
    find,
};

const NONE: Said = Said {
    en: "It is open, and no consequence is agreed.",
    pt: "Está aberto, e nenhuma consequência foi combinada.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.of_kind(NodeKind::Initiative).filter(|place| facts.is_open(*place)) {
        if facts.initiative(place).consequence.is_empty() {
            drafts.push(Draft::on(place, Severity::Low).why(&NONE));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_for_open_work_without_a_consequence() {
        assert_eq!(found("no-consequence", "initiative i"), ["i low"]);
    }

    #[test]
    fn is_silent_with_one_and_for_closed_work() {
        assert_eq!(found("no-consequence", "initiative i consequence=stops"), [""; 0]);
        assert_eq!(found("no-consequence", "initiative i status=done"), [""; 0]);
    }

    #[test]
    fn an_empty_text_is_none() {
        assert_eq!(found("no-consequence", r#"initiative i consequence="""#), ["i low"]);
    }
}
