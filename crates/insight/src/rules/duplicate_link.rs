//! Catches two links where one is meant: a merge made both, and only the smaller id counts.
//!
//! Speaks once for all links of one type from one present node to another.

use crate::{
    draft::{About, Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "duplicate-link",
    group: Group::Finish,
    question: Question::Missing,
    failure: Failure::FollowUp,
    severities: &[Severity::Low],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "{subject} is linked more than once",
        pt: "{subject} está ligado mais de uma vez",
    },
    next: Said {
        en: "keep one of the links, and delete the rest",
        pt: "mantenha uma das ligações e exclua as demais",
    },
    find,
};

const SAME: Said = Said {
    en: "{links} say the same; the first counts.",
    pt: "{links} dizem o mesmo; vale a primeira.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    for same in evidence.facts.duplicates() {
        let names = same.iter().map(|placed| Word::Text(placed.id.to_string())).collect();
        let ids = same.iter().map(|placed| placed.id).collect();
        let about = About::Links(ids, Some(same[0].from));
        drafts.push(Draft::about(about, Severity::Low).why(&SAME).word("links", Word::List(names)));
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    use crate::sketch::tree;

    fn twice(second: serde_json::Value) -> Vec<String> {
        let mut tree = tree("driver a\n kpi b\n a causes b");
        tree["links"]["z"] = second;
        crate::sketch::found_in(&tree, "duplicate-link")
    }

    #[test]
    fn speaks_for_two_links_of_one_type() {
        assert_eq!(
            twice(serde_json::json!({"from": "a", "to": "b", "type": "causes"})),
            ["a-b+z low"]
        );
    }

    #[test]
    fn is_silent_for_other_types_directions_and_deleted_links() {
        assert_eq!(
            twice(serde_json::json!({"from": "a", "to": "b", "type": "depends_on"})),
            [""; 0]
        );
        assert_eq!(twice(serde_json::json!({"from": "b", "to": "a", "type": "causes"})), [""; 0]);
        assert_eq!(
            twice(
                serde_json::json!({"from": "a", "to": "b", "type": "causes", "deleted": {"by": "ana"}})
            ),
            [""; 0]
        );
    }

    #[test]
    fn one_link_is_not_two() {
        assert_eq!(found("duplicate-link", "driver a\n kpi b\n a causes b"), [""; 0]);
    }
}
