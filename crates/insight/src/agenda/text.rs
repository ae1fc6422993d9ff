//! The agenda as Markdown.

use crate::{
    agenda::{Agenda, Item, Outcome},
    table::escaped,
    words::{Said, Speaker, Word, fill},
};

const TITLE: Said = Said { en: "Review of {day}: {title}", pt: "Revisão de {day}: {title}" };
const LINE: Said = Said {
    en: "{planned} of {minutes} minutes, written by the findings.",
    pt: "{planned} de {minutes} minutos, escrita pelos sinais.",
};
const NEEDS: Said = Said {
    en: "Needs: {people}. Ends with {outcome}.",
    pt: "Precisa de: {people}. Termina com {outcome}.",
};
const EXCEPTION: Said = Said { en: "By exception: {titles}.", pt: "Por exceção: {titles}." };
const LEFT: Said = Said { en: "Not discussed: {titles}.", pt: "Não discutidos: {titles}." };
const NOTHING: Said =
    Said { en: "Nothing needs talking about.", pt: "Nada precisa ser discutido." };

impl Agenda {
    /// What it is the agenda of.
    pub fn heading(&self, speaker: Speaker<'_, '_>) -> String {
        fill(speaker.language_text(TITLE), |name| match name {
            "day" => Some(speaker.say(&Word::Day(Some(self.as_of)))),
            "title" => Some(speaker.workspace().into_owned()),
            _ => None,
        })
    }

    /// How much of the time is planned.
    pub fn line(&self, speaker: Speaker<'_, '_>) -> String {
        let planned: u32 = self.items.iter().map(|item| item.minutes).sum();
        fill(speaker.language_text(LINE), |name| match name {
            "planned" => Some(planned.to_string()),
            "minutes" => Some(self.minutes.to_string()),
            _ => None,
        })
    }

    /// What comes after the items: by exception, not discussed, or that there is nothing at all.
    pub fn endings(&self, speaker: Speaker<'_, '_>) -> Vec<String> {
        let nothing = self.items.is_empty() && self.not_discussed.is_empty();
        let nothing = nothing.then(|| speaker.term(NOTHING));
        let lists = [(EXCEPTION, &self.by_exception), (LEFT, &self.not_discussed)];
        let lists = lists.into_iter().filter(|(_, items)| !items.is_empty());
        nothing.into_iter().chain(lists.map(|(said, items)| list(said, items, speaker))).collect()
    }

    /// The agenda as Markdown, in the speaker's language.
    pub fn to_markdown(&self, speaker: Speaker<'_, '_>) -> String {
        let mut text = format!("# {}\n\n{}\n", escaped(&self.heading(speaker)), self.line(speaker));
        for (index, item) in self.items.iter().enumerate() {
            text.push_str(&paragraph(item, index + 1, speaker));
        }
        for ending in self.endings(speaker) {
            text.extend(["\n", &escaped(&ending), "\n"]);
        }
        text
    }
}

fn paragraph(item: &Item, number: usize, speaker: Speaker<'_, '_>) -> String {
    let (title, text) = (escaped(&item.title), escaped(&item.text));
    let needs = escaped(&item.needs(speaker));
    format!("\n## {number}. {title} ({} min)\n\n{text}\n\n{needs}\n", item.minutes)
}

fn list(said: Said, items: &[Item], speaker: Speaker<'_, '_>) -> String {
    let titles: Vec<&str> = items.iter().map(|item| item.title.as_str()).collect();
    fill(speaker.language_text(said), |name| (name == "titles").then(|| titles.join("; ")))
}

impl Item {
    /// The people it needs, by name, and what it ends with.
    pub fn needs(&self, speaker: Speaker<'_, '_>) -> String {
        let names: Vec<String> = self.people.iter().map(|id| speaker.person(id)).collect();
        fill(speaker.language_text(NEEDS), |name| match name {
            "people" if names.is_empty() => Some(speaker.say(&Word::Person(None))),
            "people" => Some(speaker.joined(&names)),
            "outcome" => Some(speaker.term(self.outcome.said())),
            _ => None,
        })
    }
}

impl Outcome {
    /// What it is, as it reads in a sentence.
    pub fn said(self) -> Said {
        match self {
            Self::Decision => Said { en: "a decision", pt: "uma decisão" },
            Self::Plan => Said { en: "a plan", pt: "um plano" },
            Self::Owner => Said { en: "an owner", pt: "um responsável" },
        }
    }
}
