//! The agenda as Markdown.

use crate::{
    agenda::{Agenda, Item, Outcome},
    words::{Said, Speaker, Word, fill},
};

const HEAD: Said = Said {
    en: "# Review of {day}: {title}\n\n{planned} of {minutes} minutes, written by the findings.\n",
    pt: "# Revisão de {day}: {title}\n\n{planned} de {minutes} minutos, escrita pelos sinais.\n",
};
const ITEM: Said = Said {
    en: "\n## {number}. {title} ({minutes} min)\n\n{text}\n\nNeeds: {people}. Ends with {outcome}.\n",
    pt: "\n## {number}. {title} ({minutes} min)\n\n{text}\n\nPrecisa de: {people}. Termina com {outcome}.\n",
};
const EXCEPTION: Said =
    Said { en: "\nBy exception: {titles}.\n", pt: "\nPor exceção: {titles}.\n" };
const LEFT: Said =
    Said { en: "\nNot discussed: {titles}.\n", pt: "\nNão discutidos: {titles}.\n" };
const NOTHING: Said =
    Said { en: "\nNothing needs talking about.\n", pt: "\nNada precisa ser discutido.\n" };

impl Agenda {
    /// The agenda as Markdown, in the speaker's language.
    pub fn to_markdown(&self, speaker: Speaker<'_, '_>) -> String {
        let planned: u32 = self.items.iter().map(|item| item.minutes).sum();
        let mut text = fill(speaker.language_text(HEAD), |name| match name {
            "day" => Some(speaker.say(&Word::Day(Some(self.as_of)))),
            "title" => Some(self.title.clone()),
            "planned" => Some(planned.to_string()),
            "minutes" => Some(self.minutes.to_string()),
            _ => None,
        });
        for (index, item) in self.items.iter().enumerate() {
            text.push_str(&paragraph(item, index + 1, speaker));
        }
        if self.items.is_empty() {
            text.push_str(speaker.language_text(NOTHING));
        }
        text.push_str(&line(EXCEPTION, &self.by_exception, speaker));
        text.push_str(&line(LEFT, &self.not_discussed, speaker));
        text
    }
}

fn paragraph(item: &Item, number: usize, speaker: Speaker<'_, '_>) -> String {
    fill(speaker.language_text(ITEM), |name| match name {
        "number" => Some(number.to_string()),
        "title" => Some(item.title.clone()),
        "minutes" => Some(item.minutes.to_string()),
        "text" => Some(item.text.clone()),
        "people" if item.people.is_empty() => Some(speaker.say(&Word::Person(None))),
        "people" => Some(speaker.joined(item.people.iter().map(|id| speaker.person(id)).collect())),
        "outcome" => Some(speaker.term(outcome(item.outcome))),
        _ => None,
    })
}

fn line(said: Said, items: &[Item], speaker: Speaker<'_, '_>) -> String {
    if items.is_empty() {
        return String::new();
    }
    let titles: Vec<&str> = items.iter().map(|item| item.title.as_str()).collect();
    fill(speaker.language_text(said), |name| (name == "titles").then(|| titles.join("; ")))
}

fn outcome(outcome: Outcome) -> Said {
    match outcome {
        Outcome::Decision => Said { en: "a decision", pt: "uma decisão" },
        Outcome::Plan => Said { en: "a plan", pt: "um plano" },
        Outcome::Owner => Said { en: "an owner", pt: "um responsável" },
    }
}
