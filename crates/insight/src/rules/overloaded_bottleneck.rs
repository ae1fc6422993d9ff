//! Catches success that breaks the next link of the chain: a node improves or an initiative goes to
//! plan, and just that pushes something already in act further.
//!
//! Speaks for a kpi or driver in act on which a node that moves to its good side, or an initiative on
//! track, acts adversely with |influence| of at least 0.1, unless a decision in force names it.

use causeway_model::node::NodeKind;

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    numeric::Sign,
    rules::{Rule, by_influence},
    status::Status,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "overloaded-bottleneck",
    group: Group::Signal,
    question: Question::Exposed,
    failure: Failure::Decisions,
    severities: &[Severity::High],
    reads_answers: true,
    can_be_accepted: true,
    title: Said {
        en: "Progress elsewhere overloads {subject}",
        pt: "O avanço em outro ponto sobrecarrega {subject}",
    },
    next: Said {
        en: "decide who slows down, or widen {subject}",
        pt: "decida quem desacelera ou amplie {subject}",
    },
    find,
};

const PUSHED: Said = Said {
    en: "It needs action, and what goes well pushes it further: {causes}. {cause} has an influence of {influence}. No decision in force names it.",
    pt: "Exige ação, e o que vai bem o empurra ainda mais: {causes}. {cause} tem influência de {influence}. Nenhuma decisão em vigor trata dele.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.places() {
        if facts.status(place) != Status::Act
            || !facts.kind(place).is_measured()
            || facts.is_decided(place)
        {
            continue;
        }
        let pushing = facts.column(place).iter().filter(|(source, influence)| {
            *source != place
                && influence.abs() >= 0.1
                && succeeds(facts, *source)
                && facts.is_adverse(*source, place)
        });
        let causes = by_influence(facts, place, pushing.map(|(source, _)| source).collect());
        if let Some(first) = causes.first() {
            let influence = Word::Figure(facts.influence(*first, place));
            drafts.push(
                Draft::on(place, Severity::High)
                    .why(&PUSHED)
                    .word("influence", influence)
                    .causes(causes),
            );
        }
    }
}

/// Whether a node moves to its good side, or an initiative is on track.
fn succeeds(facts: &Facts<'_>, place: usize) -> bool {
    match facts.kind(place) {
        NodeKind::Initiative => facts.is_on_track(place),
        NodeKind::Kpi | NodeKind::Driver => {
            let movement = facts.movement(place);
            movement != Sign::Zero && movement == facts.bad_side(place).flipped()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    #[test]
    fn speaks_when_work_on_track_pushes_what_is_in_act() {
        let map = "driver d direction=down act=5 obs=9\n initiative i\n i causes d";
        assert_eq!(found("overloaded-bottleneck", map), ["d high"]);
        let improving = "driver d direction=down act=5 obs=9\n driver e obs=1,2,3,4,5\n e causes d";
        assert_eq!(found("overloaded-bottleneck", improving), ["d high"]);
    }

    #[test]
    fn is_silent_when_decided_or_when_the_push_helps() {
        let map = "driver d direction=down act=5 obs=9\n initiative i\n i causes d\n decision x made.on=2026-03-01 nodes.d=true";
        assert_eq!(found("overloaded-bottleneck", map), [""; 0]);
        let helps = "driver d direction=down act=5 obs=9\n initiative i\n i causes d polarity=-";
        assert_eq!(found("overloaded-bottleneck", helps), [""; 0]);
        let slipping = "driver d direction=down act=5 obs=9\n driver e direction=down obs=1,2,3,4,5\n e causes d";
        assert_eq!(found("overloaded-bottleneck", slipping), [""; 0]);
    }

    #[test]
    fn a_push_counts_from_a_tenth() {
        let map = |strength: &str| {
            format!(
                "driver d direction=down act=5 obs=9\n initiative i\n i causes d strength={strength}"
            )
        };
        assert_eq!(found("overloaded-bottleneck", &map("0.1")), ["d high"]);
        assert_eq!(found("overloaded-bottleneck", &map("0.099")), [""; 0]);
    }
}
