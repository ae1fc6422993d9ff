//! Catches a result whose owner can only report it: the levers that move it are in other functions.
//!
//! Speaks for a kpi whose owner has a function, where less than half of the |influence| of its upstream
//! drivers and kpis that have owners lies with owners of that function.

use causeway_model::{node::NodeKind, order::Arrange as _};

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    numeric::round9,
    rules::{Rule, by_influence},
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "owner-without-levers",
    group: Group::Signal,
    question: Question::Missing,
    failure: Failure::Decisions,
    severities: &[Severity::High, Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "The owner of {subject} holds {share} of its levers",
        pt: "O responsável por {subject} detém {share} das alavancas",
    },
    next: Said {
        en: "agree handoffs with those who hold the levers, or give {subject} to one of them",
        pt: "combine compromissos com quem detém as alavancas ou passe {subject} a um deles",
    },
    find,
};

const SHARES: Said = Said {
    en: "Of the influence upstream that has owners: {shares}. Its owner belongs to {function}.",
    pt: "Da influência a montante que tem responsáveis: {shares}. O responsável pertence a {function}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for kpi in facts.of_kind(NodeKind::Kpi) {
        let Some(levers) = levers(facts, kpi) else { continue };
        if round9(levers.own_share) >= 0.5 {
            continue;
        }
        let severity =
            if round9(levers.own_share) < 0.25 { Severity::High } else { Severity::Medium };
        let shares = levers.shares.iter().map(|(function, share)| {
            let name = Word::Function(function.map(str::to_owned));
            Word::Both(Box::new((name, Word::Percent(*share))))
        });
        drafts.push(
            Draft::on(kpi, severity)
                .why(&SHARES)
                .word("share", Word::Percent(levers.own_share))
                .word("shares", Word::List(shares.collect()))
                .word("function", Word::Function(Some(levers.function.to_owned())))
                .causes(by_influence(facts, kpi, levers.outside).into_iter().take(3).collect()),
        );
    }
}

/// Who holds the levers of a kpi.
pub(crate) struct Levers<'w> {
    /// The function of its owner.
    pub(crate) function: &'w str,
    /// The share of that function, from 0 to 1.
    pub(crate) own_share: f64,
    /// The share of each function, and of owners without one.
    pub(crate) shares: Vec<(Option<&'w str>, f64)>,
    /// The levers of other functions.
    pub(crate) outside: Vec<usize>,
}

/// Who holds the levers of a kpi whose owner has a function, if anyone does.
pub(crate) fn levers<'w>(facts: &Facts<'w>, kpi: usize) -> Option<Levers<'w>> {
    let function = facts.owner_function(kpi)?;
    let mut shares: Vec<(Option<&str>, f64)> = Vec::new();
    let (mut total, mut outside) = (0.0, Vec::new());
    for (place, influence) in facts.column(kpi).iter() {
        if place == kpi || !facts.kind(place).is_measured() || facts.owner(place).is_none() {
            continue;
        }
        let holder = facts.owner_function(place);
        match shares.iter_mut().find(|(known, _)| *known == holder) {
            Some((_, sum)) => *sum += influence.abs(),
            None => shares.push((holder, influence.abs())),
        }
        total += influence.abs();
        if holder != Some(function) {
            outside.push(place);
        }
    }
    if round9(total) <= 0.0 {
        return None;
    }
    shares.arrange_by_key(|(holder, _)| *holder);
    for (_, share) in &mut shares {
        *share /= total;
    }
    let own = shares.iter().find(|(holder, _)| *holder == Some(function));
    let own_share = own.map_or(0.0, |(_, share)| *share);
    Some(Levers { function, own_share, shares, outside })
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    fn share(own: &str, other: &str) -> Vec<String> {
        let map = format!(
            "person ana function=ops\n person ben function=sales
            kpi k owner=ana\n driver a owner=ana\n driver b owner=ben
            a causes k strength={own}\n b causes k strength={other}"
        );
        found("owner-without-levers", &map)
    }

    #[test]
    fn speaks_when_the_levers_are_elsewhere() {
        assert_eq!(share("0.1", "0.8"), ["k high"]);
        assert_eq!(share("0.3", "0.6"), ["k medium"]);
    }

    #[test]
    fn is_silent_when_the_owner_holds_most_or_nobody_holds_any() {
        assert_eq!(share("0.8", "0.1"), [""; 0]);
        assert_eq!(
            found(
                "owner-without-levers",
                "person ana function=ops\n kpi k owner=ana\n driver d\n d causes k"
            ),
            [""; 0]
        );
        assert_eq!(
            found(
                "owner-without-levers",
                "person ana\n kpi k owner=ana\n driver d owner=ana\n d causes k"
            ),
            [""; 0]
        );
    }

    #[test]
    fn a_half_is_enough_and_a_quarter_is_not_yet_high() {
        assert_eq!(share("0.4", "0.4"), [""; 0]);
        assert_eq!(share("0.2", "0.6"), ["k medium"]);
        assert_eq!(share("0.19", "0.6"), ["k high"]);
    }
}
