//! Catches money that follows habit instead of the ranking.
//!
//! Speaks for two ranked objectives of neighbouring ranks where the lower receives more than twice the
//! open budget of the higher; an initiative's budget is shared over all objectives in proportion to its
//! influence on them.

use causeway_model::{node::NodeKind, number::Rank};

use crate::{
    draft::{About, Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    numeric::{finite, round9},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "budget-off-strategy",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::Decisions,
    severities: &[Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "The money doesn't follow the ranking of {subject}",
        pt: "O dinheiro não segue a ordem de {subject}",
    },
    next: Said {
        en: "move budget to {higher}, or change the ranking",
        pt: "mova orçamento para {higher} ou mude a ordem",
    },
    find,
};

const MONEY: Said = Said {
    en: "{lower} ranks below {higher} and receives {more} of open budget, against {less}.",
    pt: "{lower} vem depois de {higher} e recebe {more} de orçamento aberto, contra {less}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    let objectives: Vec<usize> = facts.of_kind(NodeKind::Objective).collect();
    let budgets = budgets(facts, &objectives);
    let mut ranked: Vec<(f64, usize)> = objectives
        .iter()
        .enumerate()
        .filter_map(|(slot, place)| Some((round9(facts.node(*place).rank.map(Rank::get)?), slot)))
        .collect();
    ranked.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
    let ranks: Vec<&[(f64, usize)]> =
        ranked.chunk_by(|left, right| left.0.total_cmp(&right.0).is_eq()).collect();
    for two in ranks.windows(2) {
        for (_, higher) in two[0] {
            for (_, lower) in two[1] {
                let (more, less) = (budgets[*lower], budgets[*higher]);
                if round9(more) > round9(2.0 * less) {
                    let (higher, lower) = (objectives[*higher], objectives[*lower]);
                    let about = About::Nodes(vec![higher, lower]);
                    let draft = Draft::about(about, Severity::Medium).why(&MONEY);
                    let draft =
                        draft.word("higher", Word::Node(higher)).word("lower", Word::Node(lower));
                    drafts.push(
                        draft.word("more", Word::Money(more)).word("less", Word::Money(less)),
                    );
                }
            }
        }
    }
}

/// The open budget that each objective receives.
fn budgets(facts: &Facts<'_>, objectives: &[usize]) -> Vec<f64> {
    let mut budgets = vec![0.0; objectives.len()];
    let serving: Vec<Vec<usize>> =
        objectives.iter().map(|objective| facts.kpis_of(*objective)).collect();
    for initiative in facts.of_kind(NodeKind::Initiative).filter(|place| facts.is_open(*place)) {
        let Some(budget) = facts.initiative(initiative).budget else { continue };
        let most = |kpis: &Vec<usize>| {
            kpis.iter().map(|kpi| facts.influence(initiative, *kpi).abs()).fold(0.0, f64::max)
        };
        let influence: Vec<f64> = serving.iter().map(most).collect();
        let total: f64 = influence.iter().sum();
        if round9(total) <= 0.0 {
            continue;
        }
        for (sum, share) in budgets.iter_mut().zip(influence) {
            *sum = finite(*sum + budget * (share / total)).unwrap_or(*sum);
        }
    }
    budgets
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    fn money(first: &str, second: &str) -> Vec<String> {
        let map = format!(
            "objective a rank=1\n objective b rank=2\n kpi k\n kpi l\n k serves a\n l serves b
            initiative i budget={first}\n initiative j budget={second}\n i causes k\n j causes l"
        );
        found("budget-off-strategy", &map)
    }

    #[test]
    fn speaks_when_the_lower_gets_more_than_twice() {
        assert_eq!(money("10", "21"), ["a+b medium"]);
        assert_eq!(money("0", "1"), ["a+b medium"]);
    }

    #[test]
    fn is_silent_when_money_follows_or_ranks_are_lacking() {
        assert_eq!(money("21", "10"), [""; 0]);
        let unranked = "objective a rank=1\n objective b\n kpi l\n l serves b\n initiative j budget=9\n j causes l";
        assert_eq!(found("budget-off-strategy", unranked), [""; 0]);
    }

    #[test]
    fn twice_is_still_allowed() {
        assert_eq!(money("10", "20"), [""; 0]);
    }

    #[test]
    fn a_budget_is_shared_in_proportion_to_influence() {
        let map = "
            objective a rank=1\n objective b rank=2\n kpi k\n kpi l\n k serves a\n l serves b
            initiative j budget=9\n j causes k strength=0.2\n j causes l strength=0.5";
        assert_eq!(found("budget-off-strategy", map), ["a+b medium"]);
    }
}
