//! Catches the person whom everything is given to: with too many results, none gets the attention it needs.
//!
//! Speaks for a person who owns more kpis than `limits.kpis_per_person`.

use std::collections::BTreeMap;

use causeway_model::{PersonId, node::NodeKind};

use crate::{
    draft::{About, Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "owner-overload",
    group: Group::Signal,
    question: Question::Missing,
    failure: Failure::Focus,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "{subject} owns {count} {count?kpi:kpis}",
        pt: "{subject} responde por {count} {count?KPI:KPIs}",
    },
    next: Said {
        en: "hand over kpis until at most {limit} are left",
        pt: "repasse KPIs até restarem no máximo {limit}",
    },
    find,
};

const MORE: Said = Said {
    en: "More than {limit} {limit?is:are} too many for one person: {kpis}.",
    pt: "Mais de {limit} é demais para uma pessoa: {kpis}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    let limit = facts.workspace.limits().kpis_per_person();
    let mut owned: BTreeMap<&PersonId, Vec<usize>> = BTreeMap::new();
    for kpi in facts.of_kind(NodeKind::Kpi) {
        if let Some(owner) = facts.owner(kpi).filter(|owner| facts.person(owner.as_str()).is_some())
        {
            owned.entry(owner).or_default().push(kpi);
        }
    }
    for (owner, kpis) in owned {
        let count = i64::try_from(kpis.len()).unwrap_or(i64::MAX);
        if count > i64::from(limit) {
            drafts.push(
                Draft::about(About::Person(owner), Severity::Medium)
                    .why(&MORE)
                    .word("count", Word::Count(count))
                    .word("limit", Word::Count(i64::from(limit)))
                    .word("kpis", Word::Nodes(kpis)),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    const KPIS: &str = "person ana\n kpi a owner=ana\n kpi b owner=ana\n";

    #[test]
    fn speaks_above_the_limit() {
        assert_eq!(
            found("owner-overload", &format!("{KPIS} set limits.kpis_per_person=1")),
            ["ana medium"]
        );
    }

    #[test]
    fn is_silent_when_archiving_brings_it_below() {
        let map = format!("{KPIS} set limits.kpis_per_person=1\n kpi c owner=ana archived.by=ana");
        assert_eq!(found("owner-overload", &map.replace("kpi b owner=ana", "kpi b")), [""; 0]);
        assert_eq!(found("owner-overload", KPIS), [""; 0]);
    }

    #[test]
    fn at_the_limit_is_not_above_it() {
        assert_eq!(
            found("owner-overload", &format!("{KPIS} set limits.kpis_per_person=2")),
            [""; 0]
        );
    }
}
