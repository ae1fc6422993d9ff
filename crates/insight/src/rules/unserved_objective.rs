//! Catches an ambition without a key result: nobody can tell whether it is reached.
//!
//! Speaks for an objective that no kpi and no objective serves.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::Said,
};

pub(crate) const RULE: Rule = Rule {
    code: "unserved-objective",
    group: Group::Finish,
    question: Question::Missing,
    failure: Failure::Focus,
    severities: &[Severity::High],
    reads_answers: false,
    can_be_accepted: true,
    title: Said { en: "Nothing measures {subject}", pt: "Nada mede {subject}" },
    next: Said {
        en: "choose the one to three kpis that would show {subject} reached",
        pt: "escolha de um a três KPIs que mostrariam {subject} alcançado",
    },
    find,
};

const NOTHING: Said =
    Said { en: "No kpi and no objective serves it.", pt: "Nenhum KPI e nenhum objetivo o serve." };

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for objective in facts.of_kind(NodeKind::Objective) {
        if !facts.serves().iter().any(|link| link.to == objective) {
            drafts.push(Draft::on(objective, Severity::High).why(&NOTHING));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_for_an_objective_that_nothing_serves() {
        assert_eq!(found("unserved-objective", "objective o\n kpi k"), ["o high"]);
    }

    #[test]
    fn is_silent_when_a_kpi_or_an_objective_serves_it() {
        assert_eq!(
            found(
                "unserved-objective",
                "objective o\n objective p\n kpi k\n k serves o\n o serves p"
            ),
            [""; 0]
        );
    }

    #[test]
    fn an_archived_kpi_serves_nothing() {
        assert_eq!(
            found("unserved-objective", "objective o\n kpi k archived.by=ana\n k serves o"),
            ["o high"]
        );
    }
}
