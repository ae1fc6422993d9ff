//! Catches the story that is better than the facts: reported on track, while what should be there isn't.
//!
//! Speaks for an initiative reported on track or done while a milestone is overdue; reported done with
//! one not met; or reported on track after its `end`.

use causeway_model::{initiative::ReportedStatus, node::NodeKind, tombstone::undeleted};

use crate::{
    draft::{Draft, Drafts, Evidence},
    facts::Facts,
    finding::{Failure, Group, Question, Severity},
    rules::Rule,
    words::{Said, Word},
};

pub(crate) const RULE: Rule = Rule {
    code: "narrative-over-milestones",
    group: Group::Signal,
    question: Question::Missing,
    failure: Failure::FollowUp,
    severities: &[Severity::High],
    reads_answers: false,
    can_be_accepted: true,
    title: Said {
        en: "{subject} is reported better than it is",
        pt: "{subject} é relatado melhor do que está",
    },
    next: Said {
        en: "report {subject} as its milestones show it, and say what it needs",
        pt: "relate {subject} como os marcos mostram e diga do que precisa",
    },
    find,
};

const OVERDUE: Said = Said { en: "Overdue: {overdue}.", pt: "Atrasados: {overdue}." };
const UNMET: Said = Said {
    en: "It is reported done with a milestone not met.",
    pt: "É relatado como concluído com marco não atingido.",
};
const PAST_END: Said = Said {
    en: "It is reported on track after its end, {end}.",
    pt: "É relatado em dia depois do término, {end}.",
};

fn find<'w>(evidence: &Evidence<'_, 'w>, drafts: &mut Drafts<'w>) {
    let facts = evidence.facts;
    for place in facts.of_kind(NodeKind::Initiative) {
        let found = contradiction(facts, place);
        if found.is_better() {
            let overdue: Vec<Word> = facts
                .overdue(place)
                .into_iter()
                .map(|(due, id, milestone)| {
                    let title = milestone.title.clone().unwrap_or_else(|| id.to_string());
                    Word::Both(Box::new((Word::Text(title), Word::Day(Some(due)))))
                })
                .collect();
            drafts.push(
                Draft::on(place, Severity::High)
                    .why_if(found.is_overdue, &OVERDUE)
                    .why_if(found.is_unmet, &UNMET)
                    .why_if(found.is_past_end, &PAST_END)
                    .word("overdue", Word::List(overdue))
                    .word("end", Word::Day(facts.initiative(place).end)),
            );
        }
    }
}

/// Where the report and the facts of an initiative part.
pub(crate) struct Contradiction {
    is_overdue: bool,
    is_unmet: bool,
    is_past_end: bool,
}

impl Contradiction {
    /// Whether the report is better than the facts.
    pub(crate) fn is_better(&self) -> bool {
        self.is_overdue || self.is_unmet || self.is_past_end
    }
}

/// Where the report and the facts of the initiative at a place part.
pub(crate) fn contradiction(facts: &Facts<'_>, place: usize) -> Contradiction {
    let initiative = facts.initiative(place);
    let is_on_track = initiative.status() == ReportedStatus::OnTrack;
    let is_done = initiative.status() == ReportedStatus::Done;
    let mut milestones = undeleted(&initiative.milestones, facts.as_of());
    Contradiction {
        is_overdue: (is_on_track || is_done) && !facts.overdue(place).is_empty(),
        is_unmet: is_done && milestones.any(|(_, milestone)| !milestone.is_met(facts.as_of())),
        is_past_end: is_on_track && initiative.end.is_some_and(|end| facts.as_of() > end),
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::found;

    fn report(more: &str) -> Vec<String> {
        found("narrative-over-milestones", &format!("initiative i {more}"))
    }

    #[test]
    fn speaks_when_the_report_is_better_than_the_milestones() {
        assert_eq!(report("initiative.milestones.m.due=2026-03-01"), ["i high"]);
        assert_eq!(report("status=done initiative.milestones.m.due=2026-05-01"), ["i high"]);
        assert_eq!(report("end=2026-03-01"), ["i high"]);
    }

    #[test]
    fn is_silent_when_the_report_admits_it() {
        assert_eq!(
            report("status=at_risk initiative.milestones.m.due=2026-03-01 end=2026-03-01"),
            [""; 0]
        );
        assert_eq!(report("status=done end=2026-03-01"), [""; 0]);
        assert_eq!(
            report("initiative.milestones.m.due=2026-03-01 initiative.milestones.m.deleted.by=ana"),
            [""; 0]
        );
    }

    #[test]
    fn what_is_due_today_is_not_overdue() {
        assert_eq!(report("initiative.milestones.m.due=2026-03-31 end=2026-03-31"), [""; 0]);
        assert_eq!(report("initiative.milestones.m.due=2026-03-30"), ["i high"]);
        assert_eq!(report("end=2026-03-30"), ["i high"]);
    }
}
