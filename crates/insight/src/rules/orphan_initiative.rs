//! Catches work that is done because it is planned: nobody says what it should move.
//!
//! Speaks for an open initiative without a `causes` link.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::Said,
};

pub(crate) const RULE: Rule = Rule {
    code: "orphan-initiative",
    group: Group::Finish,
    question: Question::Exposed,
    failure: Failure::Focus,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "{subject} moves nothing on the map", pt: "{subject} não move nada no mapa"
    },
    next: Said {
        en: "link {subject} to the driver it moves, or stop it",
        pt: "ligue {subject} ao direcionador que ele move ou encerre-o",
    },
    find,
};

const NOTHING: Said = Said {
    en: "It is open, and no link says what it moves.",
    pt: "Está aberto, e nenhuma ligação diz o que ele move.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.of_kind(NodeKind::Initiative).filter(|place| facts.is_open(*place)) {
        if facts.graph().outward(place).is_empty() {
            drafts.push(Draft::on(place, Severity::Medium).why(&NOTHING));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_for_open_work_that_moves_nothing() {
        assert_eq!(found("orphan-initiative", "initiative i"), ["i medium"]);
    }

    #[test]
    fn is_silent_for_linked_and_for_closed_work() {
        assert_eq!(found("orphan-initiative", "initiative i\n driver d\n i causes d"), [""; 0]);
        assert_eq!(found("orphan-initiative", "initiative i status=stopped"), [""; 0]);
    }

    #[test]
    fn a_link_to_what_is_archived_is_none() {
        let map = "initiative i\n driver d archived.at=2026-03-31T00:00:00Z\n i causes d";
        assert_eq!(found("orphan-initiative", map), ["i medium"]);
        assert_eq!(
            found("orphan-initiative", "initiative i status=off_track\n driver d\n i depends_on d"),
            ["i medium"]
        );
    }
}
