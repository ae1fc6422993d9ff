//! Catches a result that still looks fine while what drives it already slips: a lagging indicator
//! is reported in peace until the effect arrives.
//!
//! Speaks for a kpi in ok or watch with an upstream node whose |influence| is at least 0.15 and whose
//! movement is adverse to it.

use causeway_model::node::NodeKind;

use crate::{
    calendar::days_after,
    causality::{Path, strongest_path},
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    numeric::sign,
    rules::{Rule, by_influence, status_word},
    status::Status,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "early-warning",
    group: Group::Signal,
    question: Question::Driving,
    failure: Failure::Causality,
    severities: &[Severity::High, Severity::Medium],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "{subject} is {status}, but {cause} is heading the wrong way",
        pt: "{subject} está {status}, mas {cause} vai na direção errada",
    },
    next: Said {
        en: "act on {cause} before it reaches {subject}",
        pt: "aja sobre {cause} antes que chegue a {subject}",
    },
    find,
};

const INFLUENCE: Said = Said {
    en: "{cause} is {cause_status} and has an influence of {influence} on {subject}.",
    pt: "{cause} está {cause_status} e tem influência de {influence} sobre {subject}.",
};
const OFF: Said = Said { en: "It went off on {since}.", pt: "Saiu do rumo em {since}." };
const ARRIVES: Said = Said {
    en: "By the lags of the map the effect arrives on {arrives}.",
    pt: "Pelas defasagens do mapa, o efeito chega em {arrives}.",
};
const WAS_DUE: Said = Said {
    en: "By the lags of the map the effect was due on {arrives}.",
    pt: "Pelas defasagens do mapa, o efeito era esperado para {arrives}.",
};
const OTHERS: Said = Said {
    en: "Also heading the wrong way: {others}.",
    pt: "Também na direção errada: {others}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for kpi in facts.of_kind(NodeKind::Kpi) {
        if matches!(facts.status(kpi), Status::Ok | Status::Watch) {
            drafts.extend(warning(facts, kpi));
        }
    }
}

fn warning<'w>(facts: &Facts<'w>, kpi: usize) -> Option<Draft<'w>> {
    let adverse = facts.column(kpi).iter().filter(|(place, influence)| {
        *place != kpi && influence.abs() >= 0.15 && facts.is_adverse(*place, kpi)
    });
    let mut causes = by_influence(facts, kpi, adverse.map(|(place, _)| place).collect());
    // Stable: within act, watch and the rest, the order by influence stays.
    causes.sort_by_key(|place| std::cmp::Reverse(facts.status_as_cause(*place).max(Status::Ok)));
    let first = *causes.first()?;
    let is_strong = |place: &usize| {
        facts.status_as_cause(*place) == Status::Act && facts.influence(*place, kpi).abs() >= 0.3
    };
    let severity = if causes.iter().any(is_strong) { Severity::High } else { Severity::Medium };
    let influence = facts.influence(first, kpi);
    let path = strongest_path(facts.graph(), kpi, |at| (at == first).then(|| sign(influence)));
    let since = facts.went_off(first);
    let arrives_on = since.zip(path.as_ref()).and_then(|(day, path)| days_after(day, lag(path)));
    let has_passed = arrives_on.is_some_and(|day| day < facts.as_of());
    let others = causes.get(1..).unwrap_or(&[]).to_vec();
    let mut draft = Draft::on(kpi, severity)
        .why(&INFLUENCE)
        .why_if(since.is_some(), &OFF)
        .why_if(arrives_on.is_some() && !has_passed, &ARRIVES)
        .why_if(has_passed, &WAS_DUE)
        .why_if(!others.is_empty(), &OTHERS)
        .word("status", status_word(facts.status(kpi)))
        .word("cause_status", status_word(facts.status_as_cause(first)))
        .word("influence", Word::Figure(influence))
        .word("others", Word::Nodes(others))
        .causes(causes);
    draft.path = path.map(|path| path.places).unwrap_or_default();
    draft.money = facts.leverage(first, kpi);
    (draft.since, draft.arrives_on) = (since, arrives_on);
    Some(draft)
}

/// Whole days: the lags of links are.
fn lag(path: &Path) -> i64 {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a sum of at most twelve lags of a million days"
    )]
    let days = path.lag_days as i64;
    days
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    const BASE: &str = "
        kpi k watch=10 act=5 obs=20
        driver d watch=10 act=5 obs=20,8
        ";

    #[test]
    fn speaks_when_a_driver_of_a_fine_result_slips() {
        assert_eq!(found("early-warning", &format!("{BASE}\n d causes k")), ["k medium"]);
        let in_act = "kpi k watch=10 obs=20\n driver d watch=10 act=5 obs=4\n d causes k";
        assert_eq!(found("early-warning", in_act), ["k high"]);
    }

    #[test]
    fn is_silent_when_the_driver_moves_the_good_way_or_the_result_is_off_already() {
        assert_eq!(found("early-warning", &format!("{BASE}\n d causes k polarity=-")), [""; 0]);
        let off = "kpi k act=10 obs=2\n driver d act=5 obs=4\n d causes k";
        assert_eq!(found("early-warning", off), [""; 0]);
    }

    #[test]
    fn needs_an_influence_of_015_and_03_in_act_to_be_high() {
        assert_eq!(
            found("early-warning", &format!("{BASE}\n d causes k strength=0.15")),
            ["k medium"]
        );
        assert_eq!(found("early-warning", &format!("{BASE}\n d causes k strength=0.149")), [""; 0]);
        let map = |strength: &str| {
            format!("kpi k watch=10 obs=20\n driver d act=5 obs=4\n d causes k strength={strength}")
        };
        assert_eq!(found("early-warning", &map("0.3")), ["k high"]);
        assert_eq!(found("early-warning", &map("0.299")), ["k medium"]);
    }

    #[test]
    fn a_node_in_a_loop_does_not_warn_of_itself() {
        let map =
            "kpi k watch=10 act=1 obs=9\n driver d\n d causes k strength=1\n k causes d strength=1";
        assert_eq!(found("early-warning", map), [""; 0]);
    }
}
