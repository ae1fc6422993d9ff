//! Turns what a rule saw into a finding with its words.

use causeway_model::Date;

use crate::{
    draft::{About, Draft},
    facts::Facts,
    finding::Finding,
    findings::{order, state},
    numeric::round9,
    rules::Rule,
    words::{Said, Speaker, Word, by_count, fill_into},
};

const PATH: Said = Said { en: "Path: {path}.", pt: "Caminho: {path}." };
const STEP: Said = Said { en: "{who}: {next}.", pt: "{who}: {next}." };
const STEP_BY: Said = Said { en: "{who}: {next}, by {by}.", pt: "{who}: {next}, até {by}." };
const STEP_LATE: Said =
    Said { en: "{who}: {next}; it was due on {by}.", pt: "{who}: {next}; o prazo era {by}." };

/// The finding, with its state, its words, and who should do what by when.
///
/// Its texts are made in `page`, so that each is kept in one piece of the length that it came to.
pub(super) fn finding(
    rule: &Rule,
    draft: &Draft<'_>,
    subject: Vec<String>,
    speaker: Speaker<'_, '_>,
    page: &mut String,
) -> Finding {
    let facts = speaker.facts;
    let (state, answered_by, accepted) = state::became(rule, draft, &subject, facts);
    let next_who = next_who(rule, draft, facts);
    let next_by = draft.due.or(draft.arrives_on);
    let words = Words { draft, speaker, next_who: next_who.as_deref() };
    let mut on_page = |write: &dyn Fn(&mut String)| {
        page.clear();
        write(page);
        page.as_str().to_owned()
    };
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
        escalate_to: draft.escalate_to.map(|id| id.as_str().to_owned()),
        money: (round9(draft.money) != 0.0).then_some(money),
        part_of: ids(&draft.part_of),
        title: on_page(&|text| words.fill(text, rule.title.in_language(speaker.language))),
        why: on_page(&|text| words.why(text)),
        next: on_page(&|text| words.step(text, rule.next, next_by)),
        next_who,
        next_by,
    }
}

/// The ids of what a draft is about, sorted.
pub(super) fn subject(draft: &Draft<'_>, facts: &Facts<'_>) -> Vec<String> {
    let mut subject: Vec<String> = match &draft.about {
        About::Nodes(places) => places.iter().map(|place| facts.id(*place).to_owned()).collect(),
        About::Links(ids, _) => ids.iter().map(|id| id.as_str().to_owned()).collect(),
        About::Decision(id) => vec![id.as_str().to_owned()],
        About::Person(id) => vec![id.as_str().to_owned()],
        About::Function(id) => vec![id.as_str().to_owned()],
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
    found.map(|id| id.as_str().to_owned())
}

/// What fills the templates of one finding.
struct Words<'d, 'f, 'w> {
    draft: &'d Draft<'d>,
    speaker: Speaker<'f, 'w>,
    next_who: Option<&'d str>,
}

impl Words<'_, '_, '_> {
    fn fill(&self, text: &mut String, template: &str) {
        fill_into(text, template, |name, text| self.word(name, text));
    }

    fn why(&self, text: &mut String) {
        let path = (!self.draft.path.is_empty()).then_some(&PATH);
        for said in self.draft.why.iter().copied().chain(path) {
            if !text.is_empty() {
                text.push(' ');
            }
            self.fill(text, said.in_language(self.speaker.language));
        }
    }

    fn step(&self, text: &mut String, next: Said, by: Option<Date>) {
        let template = match by {
            None => STEP,
            Some(day) if day < self.speaker.facts.as_of() => STEP_LATE,
            Some(_) => STEP_BY,
        };
        let language = self.speaker.language;
        fill_into(text, template.in_language(language), |name, text| match name {
            "next" => {
                self.fill(text, next.in_language(language));
                true
            }
            _ => self.word(name, text),
        });
    }

    /// Adds what stands for a name; says whether anything does.
    fn word(&self, name: &str, text: &mut String) -> bool {
        let (draft, speaker) = (self.draft, self.speaker);
        if let Some((_, word)) = draft.words.iter().find(|(known, _)| *known == name) {
            speaker.write(word, text);
            return true;
        }
        if let Some(words) = by_count(name, |of| self.count(of)) {
            text.push_str(words);
            return true;
        }
        match name {
            "subject" => self.subject(text),
            "causes" => speaker.write_nodes(&draft.causes, text),
            "cause" => speaker.write_nodes(draft.causes.get(..1).unwrap_or(&[]), text),
            "whole" => speaker.write_nodes(&draft.part_of, text),
            "path" => speaker.write_path(&draft.path, text),
            "since" => speaker.write_day(draft.since, text),
            "due" => speaker.write_day(draft.due, text),
            "arrives" => speaker.write_day(draft.arrives_on, text),
            "by" => speaker.write_day(draft.due.or(draft.arrives_on), text),
            "money" => speaker.write_money(draft.money, text),
            "escalate" => speaker.write_person(draft.escalate_to.map(AsRef::as_ref), text),
            "who" => speaker.write_person(self.next_who, text),
            _ => return false,
        }
        true
    }

    /// How many a name stands for.
    fn count(&self, name: &str) -> Option<i64> {
        if name == "subject" {
            let About::Nodes(places) = &self.draft.about else { return None };
            return i64::try_from(places.len()).ok();
        }
        let (_, word) = self.draft.words.iter().find(|(known, _)| *known == name)?;
        if let Word::Count(count) = word { Some(*count) } else { None }
    }

    /// Adds what the finding is about, by title.
    fn subject(&self, text: &mut String) {
        let speaker = self.speaker;
        match &self.draft.about {
            About::Nodes(places) if places.is_empty() => {
                text.push_str(&speaker.workspace());
            }
            About::Nodes(places) => speaker.write_nodes(places, text),
            About::Links(ids, _) => {
                if let Some(id) = ids.first() {
                    self.link(id.as_str(), text);
                }
            }
            About::Decision(id) => text.push_str(&speaker.decision(id.as_str())),
            About::Person(id) => speaker.write_person(Some(id.as_str()), text),
            About::Function(id) => text.push_str(&speaker.function(id.as_str())),
            About::Record(id) => text.push_str(id),
        }
    }

    /// Adds a link by the titles of its ends; the id of an end that isn't there.
    fn link(&self, id: &str, text: &mut String) {
        let facts = self.speaker.facts;
        let Some(link) = facts.workspace.links.get(id) else { return text.push_str(id) };
        let end = |id: &str, text: &mut String| match facts.present().place(id) {
            Some(at) => text.push_str(&self.speaker.titled(at)),
            None => text.push_str(id),
        };
        end(link.from.as_str(), text);
        text.push_str(" → ");
        end(link.to.as_str(), text);
    }
}

#[cfg(test)]
mod tests {
    use causeway_model::{Json, read};

    use crate::{
        Findings,
        sketch::{TODAY, day, first, tree},
        words::Language,
    };

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

    #[test]
    fn one_is_told_from_many() {
        let late = |days: u32| {
            let map = format!(
                "function f\n function g\n kpi k function=f\n kpi l function=g\n k depends_on l handoff.late_days={days}"
            );
            first("handoff-unagreed", &map).why
        };
        assert!(late(1).ends_with("It comes 1 day late."), "{}", late(1));
        assert!(late(2).ends_with("It comes 2 days late."), "{}", late(2));
        let title = |map: &str| first("cycle", map).title;
        assert_eq!(title("kpi k formula=k"), "k goes in a circle");
        assert_eq!(title("kpi k formula=l\n kpi l formula=k"), "k and l go in a circle");
    }

    #[test]
    fn a_name_of_blanks_leaves_no_hole() {
        let mut tree = tree("person ana\n kpi k owner=ana act=5 obs=9,9,4");
        for title in ["/title", "/nodes/k/title", "/people/ana/name"] {
            *tree.pointer_mut(title).unwrap() = Json::from(" ");
        }
        let reading = read::workspace(&tree);
        let found = Findings::of(&reading.value, &[], day(TODAY), Language::English).findings;
        let of = |code: &str| found.iter().find(|found| found.code == code).unwrap();
        assert_eq!(of("action-overdue").title, "k needs action, and its answer is overdue");
        assert!(of("action-overdue").next.starts_with("ana: "));
        assert_eq!(of("review-overdue").title, "The review of Untitled workspace is overdue");
    }
}
