//! Turns what a rule saw into a finding with its words.

use causeway_model::Date;

use crate::{
    draft::{About, Draft},
    facts::Facts,
    finding::Finding,
    findings::{order, state},
    numeric::round9,
    rules::Rule,
    words::{Said, Speaker, Word, fill_into},
};

const PATH: Said = Said { en: "Path: {path}.", pt: "Caminho: {path}." };
const STEP: Said = Said { en: "{who}: {next}.", pt: "{who}: {next}." };
const STEP_BY: Said = Said { en: "{who}: {next}, by {by}.", pt: "{who}: {next}, até {by}." };
const STEP_LATE: Said =
    Said { en: "{who}: {next}; it was due on {by}.", pt: "{who}: {next}; o prazo era {by}." };

/// The finding, with its state, its words, and who should do what by when.
pub(super) fn finding(
    rule: &Rule,
    draft: &Draft<'_>,
    subject: Vec<String>,
    speaker: Speaker<'_, '_>,
) -> Finding {
    let facts = speaker.facts;
    let (state, answered_by, accepted) = state::became(rule, draft, &subject, facts);
    let next_who = next_who(rule, draft, facts);
    let next_by = draft.due.or(draft.arrives_on);
    let words = Words { draft, speaker, next_who: next_who.as_deref() };
    let ids = |places: &[usize]| places.iter().map(|place| facts.id(*place).to_owned()).collect();
    let money = order::cents(draft.money);
    Finding {
        code: rule.code,
        severity: draft.severity,
        group: rule.group,
        question: rule.question,
        failure: rule.failure,
        state,
        answered_by,
        accepted,
        subject,
        causes: ids(&draft.causes),
        path: ids(&draft.path),
        since: draft.since,
        due: draft.due,
        arrives_on: draft.arrives_on,
        escalate_to: draft.escalate_to.map(ToString::to_string),
        money: (round9(draft.money) != 0.0).then_some(money),
        part_of: ids(&draft.part_of),
        title: words.filled(rule.title),
        why: words.why(),
        next: words.step(rule.next, next_by),
        next_who,
        next_by,
    }
}

/// The ids of what a draft is about, sorted.
pub(super) fn subject(draft: &Draft<'_>, facts: &Facts<'_>) -> Vec<String> {
    let mut subject: Vec<String> = match &draft.about {
        About::Nodes(places) => places.iter().map(|place| facts.id(*place).to_owned()).collect(),
        About::Links(ids, _) => ids.iter().map(ToString::to_string).collect(),
        About::Decision(id) => vec![id.to_string()],
        About::Person(id) => vec![id.to_string()],
        About::Function(id) => vec![id.to_string()],
        About::Record(id) => vec![id.clone()],
    };
    subject.sort();
    subject.dedup();
    subject
}

/// Who should act: see `next_who` in the specification.
fn next_who(rule: &Rule, draft: &Draft<'_>, facts: &Facts<'_>) -> Option<String> {
    let first_owner = |places: &[usize]| places.iter().find_map(|place| facts.owner(*place));
    let of_causes = || first_owner(&draft.causes);
    let found = match &draft.about {
        About::Nodes(places) if rule.code == "early-warning" => {
            of_causes().or_else(|| first_owner(places))
        }
        About::Nodes(places) => first_owner(places).or_else(of_causes),
        About::Links(_, from) => from.and_then(|from| facts.owner(from)).or_else(of_causes),
        About::Decision(id) => {
            let decision = facts.workspace.decisions.get(*id)?;
            decision.captain.as_ref().or_else(|| decision.raised.as_ref()?.by.as_ref())
        }
        About::Person(id) => Some(*id),
        About::Function(_) | About::Record(_) => of_causes(),
    };
    found.map(ToString::to_string)
}

/// What fills the templates of one finding.
struct Words<'d, 'f, 'w> {
    draft: &'d Draft<'d>,
    speaker: Speaker<'f, 'w>,
    next_who: Option<&'d str>,
}

impl Words<'_, '_, '_> {
    fn filled(&self, said: Said) -> String {
        let template = said.in_language(self.speaker.language);
        let mut text = String::with_capacity(template.len() * 2);
        self.fill(&mut text, template);
        text
    }

    fn fill(&self, text: &mut String, template: &str) {
        fill_into(text, template, |name, text| self.word(name, text));
    }

    fn why(&self) -> String {
        let path = (!self.draft.path.is_empty()).then_some(&PATH);
        let mut text = String::new();
        for said in self.draft.why.iter().copied().chain(path) {
            if !text.is_empty() {
                text.push(' ');
            }
            self.fill(&mut text, said.in_language(self.speaker.language));
        }
        text
    }

    fn step(&self, next: Said, by: Option<Date>) -> String {
        let template = match by {
            None => STEP,
            Some(day) if day < self.speaker.facts.as_of() => STEP_LATE,
            Some(_) => STEP_BY,
        };
        let language = self.speaker.language;
        let mut text = String::new();
        fill_into(&mut text, template.in_language(language), |name, text| match name {
            "next" => {
                self.fill(text, next.in_language(language));
                true
            }
            _ => self.word(name, text),
        });
        text
    }

    /// Adds what stands for a name; says whether anything does.
    fn word(&self, name: &str, text: &mut String) -> bool {
        if let Some((_, word)) = self.draft.words.iter().find(|(known, _)| *known == name) {
            self.speaker.write(word, text);
            return true;
        }
        let draft = self.draft;
        let word = match name {
            "subject" => {
                text.push_str(&self.subject());
                return true;
            }
            "causes" => Word::Nodes(draft.causes.clone()),
            "cause" => Word::Nodes(draft.causes.iter().copied().take(1).collect()),
            "path" => Word::Path(draft.path.clone()),
            "since" => Word::Day(draft.since),
            "due" => Word::Day(draft.due),
            "arrives" => Word::Day(draft.arrives_on),
            "by" => Word::Day(draft.due.or(draft.arrives_on)),
            "money" => Word::Money(draft.money),
            "escalate" => Word::Person(draft.escalate_to.map(ToString::to_string)),
            "who" => Word::Person(self.next_who.map(str::to_owned)),
            _ => return false,
        };
        self.speaker.write(&word, text);
        true
    }

    /// What the finding is about, by title.
    fn subject(&self) -> String {
        let speaker = self.speaker;
        match &self.draft.about {
            About::Nodes(places) if places.is_empty() => {
                speaker.facts.workspace.title.shown().into_owned()
            }
            About::Nodes(places) => speaker.say(&Word::Nodes(places.clone())),
            About::Links(ids, _) => {
                ids.first().map_or_else(String::new, |id| self.link(id.as_str()))
            }
            About::Decision(id) => speaker.decision(id.as_str()),
            About::Person(id) => speaker.person(id.as_str()),
            About::Function(id) => speaker.function(id.as_str()),
            About::Record(id) => id.clone(),
        }
    }

    /// A link by the titles of its ends; the id of an end that isn't there.
    fn link(&self, id: &str) -> String {
        let facts = self.speaker.facts;
        let Some(link) = facts.workspace.links.get(id) else { return id.to_owned() };
        let end = |id: &str| {
            facts.present().place(id).map_or_else(|| id.to_owned(), |at| self.speaker.title(at))
        };
        format!("{} → {}", end(link.from.as_str()), end(link.to.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use crate::sketch::first;

    #[test]
    fn what_is_due_today_is_not_late() {
        let next = |hours: u32| {
            let map = format!(
                "person ana\n kpi k owner=ana act=5 obs=9,4 contract.respond_hours={hours}"
            );
            let mut found = first("breach", &map).next;
            found.drain(..found.rfind(',').unwrap());
            found
        };
        assert_eq!(next(72), ", by 31 March 2026.");
        assert_eq!(next(96), ", by 1 April 2026.");
        let late = first("action-overdue", "kpi k act=5 obs=9,4").next;
        assert!(late.ends_with("; it was due on 30 March 2026."), "{late}");
    }
}
