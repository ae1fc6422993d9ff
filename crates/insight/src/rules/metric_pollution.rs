//! Catches a function that measures everything: the metrics that matter drown among the rest.
//!
//! Speaks for a function whose people own more kpis than `limits.kpis_per_function`. The causes are the
//! excess to archive first: least influence on any objective, then oldest data.

use std::collections::BTreeMap;

use causeway_model::{FunctionId, node::NodeKind};

use crate::{
    draft::{About, Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "metric-pollution",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::Focus,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "{subject} follows {count} {count?kpi:kpis}",
        pt: "{subject} acompanha {count} {count?KPI:KPIs}",
    },
    next: Said { en: "archive first {causes}", pt: "arquive primeiro {causes}" },
    find,
};

const MORE: Said = Said {
    en: "{limit} {limit?is:are} enough for a function. Least missed would be {causes}.",
    pt: "{limit} {limit?basta:bastam} para uma área. Os que fariam menos falta: {causes}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    let limit = usize::try_from(facts.workspace.limits().kpis_per_function()).unwrap_or(usize::MAX);
    let mut owned: BTreeMap<&FunctionId, Vec<usize>> = BTreeMap::new();
    for kpi in facts.of_kind(NodeKind::Kpi) {
        let function = facts.owner(kpi).and_then(|owner| facts.function_of_person(owner.as_str()));
        if let Some(function) = function {
            owned.entry(function).or_default().push(kpi);
        }
    }
    for (function, mut kpis) in owned.into_iter().filter(|(_, kpis)| kpis.len() > limit) {
        let count = |number: usize| Word::Count(i64::try_from(number).unwrap_or(i64::MAX));
        let all = kpis.len();
        kpis.sort_by(|left, right| {
            let reach = facts.reach(*left).total_cmp(&facts.reach(*right));
            reach
                .then(facts.standing(*left).on.cmp(&facts.standing(*right).on))
                .then(left.cmp(right))
        });
        kpis.truncate(all - limit);
        drafts.push(
            Draft::about(About::Function(function), Severity::Medium)
                .why(&MORE)
                .word("count", count(all))
                .word("limit", count(limit))
                .causes(kpis),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    const KPIS: &str =
        "function ops\n person ana function=ops\n kpi a owner=ana\n kpi b owner=ana\n";

    #[test]
    fn speaks_above_the_limit_of_a_function() {
        assert_eq!(
            found("metric-pollution", &format!("{KPIS} set limits.kpis_per_function=1")),
            ["ops medium"]
        );
    }

    #[test]
    fn is_silent_below_it() {
        assert_eq!(found("metric-pollution", KPIS), [""; 0]);
    }

    #[test]
    fn at_the_limit_is_not_above_it() {
        assert_eq!(
            found("metric-pollution", &format!("{KPIS} set limits.kpis_per_function=2")),
            [""; 0]
        );
    }
}
