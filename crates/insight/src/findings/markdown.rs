//! The findings as Markdown.

use crate::{
    finding::{Finding, Group, State},
    findings::{Findings, Part},
    table::escaped,
    words::{Said, Speaker, Word, fill},
};

const HEAD: Said = Said {
    en: "# Findings of {day}: {title}\n\n{index} {leakage}\n",
    pt: "# Sinais de {day}: {title}\n\n{index} {leakage}\n",
};
const INDEX: Said = Said {
    en: "Index {total} of 100, weakest: {weakest} ({parts}).",
    pt: "Índice {total} de 100, mais fraca: {weakest} ({parts}).",
};
const NO_INDEX: Said = Said { en: "There is no index yet.", pt: "Ainda não há índice." };
const LEAKAGE: Said = Said { en: "Leakage {money} a year.", pt: "Vazamento de {money} por ano." };
const NONE: Said = Said { en: "Nothing was found.", pt: "Nada foi encontrado." };
const ANSWERED: Said = Said { en: "Answered by {ids}.", pt: "Respondido por {ids}." };
const ACCEPTED: Said = Said { en: "Accepted by {ids}.", pt: "Aceito por {ids}." };

/// The parts of the page, in order.
pub const SECTIONS: [Section; 4] = [
    Section {
        title: Said { en: "Signals", pt: "Sinais" },
        state: State::Open,
        group: Some(Group::Signal),
    },
    Section {
        title: Said { en: "To finish", pt: "A completar" },
        state: State::Open,
        group: Some(Group::Finish),
    },
    Section {
        title: Said { en: "Answered", pt: "Respondidos" },
        state: State::Answered,
        group: None,
    },
    Section {
        title: Said { en: "Accepted for a time", pt: "Aceitos por um tempo" },
        state: State::Accepted,
        group: None,
    },
];

/// One part of a page of findings: those of a state, and of a group where it names one.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// Its title.
    pub title: Said,
    state: State,
    group: Option<Group>,
}

impl Section {
    /// Whether a finding belongs here.
    pub fn holds(&self, finding: &Finding) -> bool {
        finding.state == self.state && self.group.is_none_or(|group| finding.group == group)
    }
}

impl Findings {
    /// The index in a sentence, with its parts.
    pub fn index_in_words(&self, speaker: Speaker<'_, '_>) -> String {
        let Some((weakest, total)) = self.index.weakest() else { return speaker.term(NO_INDEX) };
        let part = |part: &Part| {
            let figure =
                self.index.part(*part).map_or_else(|| "–".to_owned(), |part| part.to_string());
            format!("{} {figure}", speaker.term(part.said()))
        };
        fill(speaker.language_text(INDEX), |name| match name {
            "total" => Some(total.to_string()),
            "weakest" => Some(speaker.term(weakest.said())),
            "parts" => Some(Part::ALL.iter().map(part).collect::<Vec<_>>().join(", ")),
            _ => None,
        })
    }

    /// What leaks, in a sentence.
    pub fn leakage_in_words(&self, speaker: Speaker<'_, '_>) -> String {
        fill(speaker.language_text(LEAKAGE), |name| {
            (name == "money").then(|| speaker.say(&Word::Money(self.leakage)))
        })
    }

    /// The findings as Markdown, the worst first, in the speaker's language.
    ///
    /// The findings must be told in the same language.
    pub fn to_markdown(&self, speaker: Speaker<'_, '_>) -> String {
        let mut page = fill(speaker.language_text(HEAD), |name| match name {
            "day" => Some(speaker.say(&Word::Day(Some(self.as_of)))),
            "title" => Some(escaped(&self.title)),
            "index" => Some(self.index_in_words(speaker)),
            "leakage" => Some(self.leakage_in_words(speaker)),
            _ => None,
        });
        for section in SECTIONS {
            let found = self.findings.iter().filter(|finding| section.holds(finding));
            let lines: String = found.map(|finding| line(finding, speaker)).collect();
            if !lines.is_empty() {
                page.extend(["\n## ", &speaker.term(section.title), "\n\n", &lines]);
            }
        }
        if self.findings.is_empty() {
            page.extend(["\n", &speaker.term(NONE), "\n"]);
        }
        page
    }
}

impl Finding {
    /// What answers it, or which acceptance holds, by id; nothing while it is open.
    pub fn answer_in_words(&self, speaker: Speaker<'_, '_>) -> Option<String> {
        let (said, ids) = match self.state {
            State::Open => return None,
            State::Answered => (ANSWERED, self.answered_by.join(", ")),
            State::Accepted => (ACCEPTED, self.accepted.clone().unwrap_or_default()),
        };
        Some(fill(speaker.language_text(said), |name| (name == "ids").then(|| ids.clone())))
    }
}

fn line(finding: &Finding, speaker: Speaker<'_, '_>) -> String {
    let answer = finding.answer_in_words(speaker).map(|answer| format!(" {}", escaped(&answer)));
    format!(
        "- **{}: {}** {} *{}*{} (`{}`)\n",
        speaker.term(finding.severity.said()),
        escaped(&finding.title),
        escaped(&finding.why),
        escaped(&finding.next),
        answer.unwrap_or_default(),
        finding.code,
    )
}

#[cfg(test)]
mod tests {
    use super::SECTIONS;
    use crate::{
        facts::Facts,
        finding::{Finding, Group, State},
        findings::Findings,
        sketch::{TODAY, day, workspace},
        words::{Language, Speaker},
    };

    fn page(map: &str, language: Language) -> String {
        let workspace = workspace(map);
        let facts = Facts::of(&workspace, day(TODAY));
        let findings = Findings::from_facts(&facts, &[], language);
        findings.to_markdown(Speaker { facts: &facts, language })
    }

    #[test]
    fn signals_come_first_and_then_what_is_to_finish_answered_and_accepted() {
        let map = "person ana\n kpi k act=5 obs=4\n kpi l capacity=1 obs=2\n kpi m capacity=1 obs=2
            action a node=l opened=2026-03-29 plan=p owner=ana due=2026-04-30
            acceptance x code=over-capacity subject.m=true on=2026-03-01 until=2026-04-30";
        for language in Language::ALL {
            let page = page(map, language);
            let titles: Vec<&str> =
                page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
            let expected = match language {
                Language::English => ["Signals", "To finish", "Answered", "Accepted for a time"],
                Language::Portuguese => {
                    ["Sinais", "A completar", "Respondidos", "Aceitos por um tempo"]
                }
            };
            assert_eq!(titles, expected);
            assert!(!page.contains(['{', '}']), "{page}");
        }
    }

    #[test]
    fn a_title_is_never_markup() {
        let page = page("kpi k title=<b>|x act=5 obs=4", Language::English);
        assert!(page.contains("\\<b\\>\\|x") && !page.contains("<b>"), "{page}");
    }

    #[test]
    fn an_empty_workspace_has_a_page_as_well() {
        let page = page("", Language::English);
        assert!(page.ends_with("\nNothing was found.\n"), "{page}");
    }

    #[test]
    fn the_head_says_the_index_with_its_parts_and_what_leaks() {
        let map = "objective o rank=1\n kpi k potential=30 value_per_unit=10 obs=20\n k serves o";
        let page = page(map, Language::English);
        let index = "Index 0 of 100, weakest: causality (strategy 100, causality 0, maturity –, monitoring 50).";
        assert!(page.contains(index) && page.contains("Leakage USD 100 a year."), "{page}");
    }

    #[test]
    fn a_finding_stands_in_one_section_and_says_what_answers_it() {
        let workspace = workspace("kpi k");
        let facts = Facts::of(&workspace, day(TODAY));
        let speaker = Speaker { facts: &facts, language: Language::English };
        let one = Findings::from_facts(&facts, &[], Language::English).findings[0].clone();
        let placed = |state: State, group: Group| {
            let (answered_by, accepted) = (vec!["plan".to_owned()], Some("pause".to_owned()));
            let finding = Finding { group, state, answered_by, accepted, ..one.clone() };
            let sections = SECTIONS.iter().filter(|section| section.holds(&finding));
            let titles: Vec<&str> = sections.map(|section| section.title.en).collect();
            (titles, finding.answer_in_words(speaker))
        };
        assert_eq!(placed(State::Open, Group::Signal), (vec!["Signals"], None));
        assert_eq!(placed(State::Open, Group::Finish), (vec!["To finish"], None));
        let answered = (vec!["Answered"], Some("Answered by plan.".to_owned()));
        assert_eq!(placed(State::Answered, Group::Finish), answered);
        let accepted = (vec!["Accepted for a time"], Some("Accepted by pause.".to_owned()));
        assert_eq!(placed(State::Accepted, Group::Signal), accepted);
    }
}
