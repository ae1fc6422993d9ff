//! Catches a strategy without a choice: where everything comes first, whoever shouts loudest decides.
//!
//! Speaks once, for more ranked objectives than `limits.priorities`, objectives with the same rank, or,
//! of three or more objectives, half or more unranked. The subject is all that are at fault.

use std::collections::BTreeSet;

use causeway_model::{node::NodeKind, number::Rank};

use crate::{
    draft::{About, Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    numeric::round9,
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "everything-is-a-priority",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::Focus,
    severities: &[Severity::High],
    reads_answers: false,
    can_be_accepted: true,
    title: Said { en: "Too much is a priority: {subject}", pt: "Prioridades demais: {subject}" },
    next: Said {
        en: "rank the objectives, each at its own place, and drop the rest below the line",
        pt: "ordene os objetivos, cada um em seu lugar, e deixe os demais abaixo da linha",
    },
    find,
};

const MANY: Said = Said {
    en: "{count} {count?objective is:objectives are} ranked, {limit} {limit?is:are} allowed.",
    pt: "{count} {count?objetivo tem:objetivos têm} posição; o limite é {limit}.",
};
const TIED: Said = Said { en: "{tied} share a rank.", pt: "{tied} têm a mesma posição." };
const UNRANKED: Said = Said {
    en: "{unranked} have no rank, half or more of all.",
    pt: "{unranked} não têm posição, metade ou mais do total.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    let rank = |place: &usize| facts.node(*place).rank.map(Rank::get).map(round9);
    let (ranked, unranked): (Vec<usize>, Vec<usize>) =
        facts.of_kind(NodeKind::Objective).partition(|place| rank(place).is_some());
    let limit = facts.workspace.limits().priorities();
    let mut at_fault = BTreeSet::new();
    let has_many = u64::try_from(ranked.len()).unwrap_or(u64::MAX) > u64::from(limit);
    if has_many {
        at_fault.extend(ranked.iter().copied());
    }
    let ties =
        |place: &&usize| ranked.iter().any(|other| other != *place && rank(other) == rank(place));
    let sharing: Vec<usize> = ranked.iter().filter(ties).copied().collect();
    at_fault.extend(sharing.iter().copied());
    let has_unranked = ranked.len() + unranked.len() >= 3 && unranked.len() >= ranked.len();
    if has_unranked {
        at_fault.extend(unranked.iter().copied());
    }
    if at_fault.is_empty() {
        return;
    }
    let draft = Draft::about(About::Nodes(at_fault.into_iter().collect()), Severity::High)
        .why_if(has_many, &MANY)
        .why_if(!sharing.is_empty(), &TIED)
        .why_if(has_unranked, &UNRANKED)
        .word("count", Word::Count(i64::try_from(ranked.len()).unwrap_or(i64::MAX)))
        .word("limit", Word::Count(i64::from(limit)))
        .word("tied", Word::Nodes(sharing))
        .word("unranked", Word::Nodes(unranked));
    drafts.push(draft);
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_for_too_many_for_ties_and_for_the_unranked() {
        let many = "set limits.priorities=1\n objective a rank=1\n objective b rank=2";
        assert_eq!(found("everything-is-a-priority", many), ["a+b high"]);
        let tied = "objective a rank=1\n objective b rank=1\n objective c rank=2";
        assert_eq!(found("everything-is-a-priority", tied), ["a+b high"]);
        let unranked = "objective a rank=1\n objective b\n objective c";
        assert_eq!(found("everything-is-a-priority", unranked), ["b+c high"]);
    }

    #[test]
    fn is_silent_for_a_short_ranked_list_and_for_two_unranked() {
        assert_eq!(
            found("everything-is-a-priority", "objective a rank=1\n objective b rank=1.5"),
            [""; 0]
        );
        assert_eq!(found("everything-is-a-priority", "objective a\n objective b"), [""; 0]);
        assert_eq!(
            found("everything-is-a-priority", "initiative a rank=1\n initiative b rank=1"),
            [""; 0]
        );
    }

    #[test]
    fn half_unranked_is_too_much_from_three_on_and_the_limit_is_allowed() {
        let half = "objective a rank=1\n objective b rank=2\n objective c\n objective d";
        assert_eq!(found("everything-is-a-priority", half), ["c+d high"]);
        let third = "objective a rank=1\n objective b rank=2\n objective c";
        assert_eq!(found("everything-is-a-priority", third), [""; 0]);
        let at_limit = "set limits.priorities=2\n objective a rank=1\n objective b rank=2";
        assert_eq!(found("everything-is-a-priority", at_limit), [""; 0]);
    }
}
