//! Catches work that is green while the result is not: every workstream reports success, and an
//! effect that nobody reports eats it up.
//!
//! Speaks for a kpi in watch or act with at least two direct upstream nodes of known status, of which
//! at least 80 % are ok.

use causeway_model::node::NodeKind;

use crate::{
    causality::strongest_path,
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    numeric::{Sign, round9},
    rules::{Rule, status_word},
    status::Status,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "green-dashboard-paradox",
    group: Group::Signal,
    question: Question::Driving,
    failure: Failure::Causality,
    severities: &[Severity::High],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "{subject} is {status} although what drives it is green",
        pt: "{subject} está {status}, embora tudo o que o move esteja verde",
    },
    next: Said {
        en: "find the effect that eats up the progress, and {how}",
        pt: "encontre o efeito que consome o avanço e {how}",
    },
    find,
};

const GREEN: Said = Said {
    en: "{green} of the {known} nodes that drive it directly and have a status are ok.",
    pt: "{green} dos {known} nós que o movem diretamente e têm status estão ok.",
};
const BACKFIRES: Said = Said {
    en: "Progress on {start} moves {subject} the wrong way, by {effect} of its span for a whole span.",
    pt: "O avanço em {start} move {subject} na direção errada: {effect} da sua amplitude para uma amplitude inteira.",
};
const DRAW: Said =
    Said { en: "draw it on the map: it is missing there", pt: "desenhe-o no mapa: ele falta ali" };
const FOLLOW: Said = Said {
    en: "decide what to do about the path below",
    pt: "decida o que fazer com o caminho abaixo",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for kpi in facts.of_kind(NodeKind::Kpi).filter(|kpi| facts.status(*kpi).is_off()) {
        let known: Vec<usize> = facts.graph().inward(kpi).iter().map(|edge| edge.end).collect();
        let known: Vec<usize> =
            known.into_iter().filter(|at| facts.status_as_cause(*at).is_known()).collect();
        let green: Vec<usize> =
            known.iter().copied().filter(|at| facts.status_as_cause(*at) == Status::Ok).collect();
        if known.len() >= 2 && green.len() * 100 >= known.len() * 80 {
            drafts.push(paradox(facts, kpi, &green, known.len()));
        }
    }
}

fn paradox<'w>(facts: &Facts<'w>, kpi: usize, green: &[usize], known: usize) -> Draft<'w> {
    let bad = facts.bad_side(kpi);
    let path = strongest_path(facts.graph(), kpi, |at| {
        let wanted = good_side(facts, at).times(bad);
        (green.contains(&at) && wanted != Sign::Zero).then_some(wanted)
    });
    let missing = path.is_none();
    let count = |number: usize| Word::Count(i64::try_from(number).unwrap_or(i64::MAX));
    let mut draft = Draft::on(kpi, Severity::High)
        .why(&GREEN)
        .why_if(!missing, &BACKFIRES)
        .word("status", status_word(facts.status(kpi)))
        .word("how", Word::Term(if missing { DRAW } else { FOLLOW }))
        .word("green", count(green.len()))
        .word("known", count(known));
    if let Some(path) = path {
        draft = draft
            .word("start", Word::Nodes(path.places.iter().copied().take(1).collect()))
            .word("effect", Word::Figure(round9(path.product)));
        draft.path = path.places;
    }
    draft.money = facts.leakage(kpi);
    draft
}

/// The raw direction of a node's good side: up without a metric, down for a risk.
fn good_side(facts: &Facts<'_>, place: usize) -> Sign {
    match facts.kind(place) {
        NodeKind::Risk => Sign::Negative,
        _ if facts.measure(place).is_none() => Sign::Positive,
        _ => facts.bad_side(place).flipped(),
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::{first, found};

    const GREEN: &str =
        "driver a watch=1 obs=5\n driver b watch=1 obs=5\n a causes k\n b causes k\n";

    #[test]
    fn speaks_when_the_work_is_green_and_the_result_is_not() {
        assert_eq!(
            found("green-dashboard-paradox", &format!("{GREEN} kpi k watch=9 obs=5")),
            ["k high"]
        );
    }

    #[test]
    fn is_silent_when_the_result_is_fine_or_only_one_driver_is_known() {
        assert_eq!(
            found("green-dashboard-paradox", &format!("{GREEN} kpi k watch=1 obs=5")),
            [""; 0]
        );
        let one =
            "kpi k watch=9 obs=5\n driver a watch=1 obs=5\n driver b\n a causes k\n b causes k";
        assert_eq!(found("green-dashboard-paradox", one), [""; 0]);
    }

    #[test]
    fn four_of_five_green_are_enough_and_three_of_four_are_not() {
        let mut map = format!(
            "{GREEN} kpi k watch=9 obs=5\n driver c watch=1 obs=5\n driver d watch=1 obs=0\n c causes k\n d causes k"
        );
        assert_eq!(found("green-dashboard-paradox", &map), [""; 0]);
        map.push_str("\n driver e watch=1 obs=5\n e causes k");
        assert_eq!(found("green-dashboard-paradox", &map), ["k high"]);
    }

    #[test]
    fn the_path_begins_where_progress_backfires_and_a_risk_progresses_downwards() {
        let path = |more: &str| {
            let map = format!(
                "driver a watch=1 obs=5\n driver b watch=1 obs=5\n kpi k watch=9 obs=5
                a causes k\n b causes k strength=weak\n {more}"
            );
            first("green-dashboard-paradox", &map).path
        };
        assert_eq!(path(""), [""; 0]);
        assert_eq!(path("b causes k polarity=- strength=weak"), ["b", "k"]);
        // Work without a metric progresses upwards.
        assert_eq!(path("initiative i\n i causes k polarity=-"), ["i", "k"]);
        assert_eq!(path("initiative i\n i causes k"), [""; 0]);
        // A risk is as its sign is: here ok, as a is.
        assert_eq!(path("risk r risk.sign=a\n r causes k"), ["r", "k"]);
        assert_eq!(path("risk r risk.sign=a\n r causes k polarity=-"), [""; 0]);
    }
}
