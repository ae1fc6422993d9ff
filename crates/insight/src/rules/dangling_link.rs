//! Catches a link that a merge left without an end.
//!
//! Speaks for a link an end of which is absent or deleted; a link to an archived node doesn't dangle.

use causeway_model::tombstone::undeleted;

use crate::{
    draft::{About, Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::Said,
};

pub(crate) const RULE: Rule = Rule {
    code: "dangling-link",
    group: Group::Finish,
    question: Question::Missing,
    failure: Failure::FollowUp,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "The link {subject} has lost an end",
        pt: "A ligação {subject} perdeu uma ponta",
    },
    next: Said {
        en: "restore the end, or delete the link",
        pt: "restaure a ponta ou exclua a ligação",
    },
    find,
};

const LOST: Said = Said {
    en: "One of the nodes that it joins is not there.",
    pt: "Um dos nós que ela une não existe mais.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    let mut whole = facts.links().iter().peekable();
    for (id, link) in undeleted(&facts.workspace.links, facts.as_of()) {
        // Between two nodes that are there, nothing dangles; only an archived end needs a closer look.
        let is_whole = whole.next_if(|placed| placed.id == id).is_some();
        if !is_whole && facts.workspace.dangles(link, facts.as_of()) {
            let from = facts.present().place(link.from.as_str());
            drafts.push(Draft::about(About::Links(vec![id], from), Severity::Medium).why(&LOST));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_when_an_end_is_absent_or_deleted() {
        assert_eq!(found("dangling-link", "driver a\n a causes b"), ["a-b medium"]);
        assert_eq!(
            found("dangling-link", "driver a\n kpi b deleted.by=ana\n a causes b"),
            ["a-b medium"]
        );
    }

    #[test]
    fn is_silent_for_archived_ends_and_deleted_links() {
        assert_eq!(
            found("dangling-link", "driver a\n kpi b archived.by=ana\n a causes b"),
            [""; 0]
        );
        assert_eq!(found("dangling-link", "driver a\n a causes b deleted.by=ana"), [""; 0]);
    }

    #[test]
    fn an_end_deleted_tomorrow_is_still_there() {
        assert_eq!(
            found("dangling-link", "driver a\n kpi b deleted.at=2026-04-01T00:00:00Z\n a causes b"),
            [""; 0]
        );
    }
}
