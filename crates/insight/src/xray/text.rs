//! The X-ray as Markdown.

use crate::{
    words::{Said, Speaker, Word, fill},
    xray::{Contribution, Lack, Xray},
};

const HEAD: Said = Said {
    en: "# X-ray of {title}\n\nFrom {from} to {to}: {before} → {after}.\n",
    pt: "# Raio X de {title}\n\nDe {from} a {to}: {before} → {after}.\n",
};
const DIRECT: Said = Said { en: "## What moved it", pt: "## O que o moveu" };
const ROOTS: Said = Said { en: "## Where it began", pt: "## Onde começou" };
const LEVERS: Said =
    Said { en: "## Its levers, and who holds them", pt: "## As alavancas e quem as detém" };
const MISSING: Said = Said { en: "## What is missing", pt: "## O que falta" };
const MONEY: Said = Said { en: "## Exposed, by money", pt: "## Exposição, por dinheiro" };
const ARRIVAL: Said = Said { en: "## Exposed, by arrival", pt: "## Exposição, por chegada" };
const UNEXPLAINED: Said =
    Said { en: "- Unexplained: {amount}", pt: "- Sem explicação: {amount}" };
const UNTOLD: Said =
    Said { en: "can't be told, values are lacking", pt: "não se pode dizer, faltam valores" };
const LEVER: Said = Said {
    en: "- {title} ({owner}): influence {influence}, {lag} days, leverage {leverage} a year",
    pt: "- {title} ({owner}): influência {influence}, {lag} dias, alavancagem {leverage} por ano",
};
const VALUE: Said = Said { en: "- {title}: a current value", pt: "- {title}: um valor atual" };
const OWNER: Said = Said { en: "- {title}: an owner", pt: "- {title}: um responsável" };
const MATURITY: Said =
    Said { en: "- {title}: maturity above 2", pt: "- {title}: maturidade acima de 2" };
const TEST: Said =
    Said { en: "- {title}: a test of the link", pt: "- {title}: um teste da ligação" };

impl Xray {
    /// The X-ray as Markdown, in the speaker's language.
    pub fn to_markdown(&self, speaker: Speaker<'_, '_>) -> String {
        let value = |value: Option<f64>| {
            value.map_or_else(
                || "?".to_owned(),
                |value| speaker.say(&Word::Measured(self.place, value)),
            )
        };
        let head = fill(speaker.language_text(HEAD), |name| match name {
            "title" => Some(speaker.title(self.place)),
            "from" => Some(speaker.say(&Word::Day(Some(self.from)))),
            "to" => Some(speaker.say(&Word::Day(Some(self.to)))),
            "before" => Some(value(self.before)),
            "after" => Some(value(self.after)),
            _ => None,
        });
        let mut direct = self.contributions(&self.direct, speaker);
        if let Some(left) = self.unexplained {
            let amount = speaker.say(&Word::Measured(self.place, left));
            direct.push(fill(speaker.language_text(UNEXPLAINED), |name| {
                (name == "amount").then(|| amount.clone())
            }));
        }
        let titles = |findings: &[crate::Finding]| {
            findings.iter().map(|finding| format!("- {}", finding.title)).collect()
        };
        let sections: [(Said, Vec<String>); 6] = [
            (DIRECT, direct),
            (ROOTS, self.contributions(&self.roots, speaker)),
            (LEVERS, self.held(speaker)),
            (MISSING, self.missing.iter().map(|lack| said(lack, speaker)).collect()),
            (MONEY, titles(&self.by_money)),
            (ARRIVAL, titles(&self.by_arrival)),
        ];
        let filled = sections.iter().filter(|(_, lines)| !lines.is_empty());
        filled.fold(head, |text, (title, lines)| {
            format!("{text}\n{}\n\n{}\n", speaker.language_text(*title), lines.join("\n"))
        })
    }

    fn contributions(&self, found: &[Contribution], speaker: Speaker<'_, '_>) -> Vec<String> {
        let line = |found: &Contribution| {
            let amount = found.amount.map_or_else(
                || speaker.term(UNTOLD),
                |amount| speaker.say(&Word::Measured(self.place, amount)),
            );
            format!("- {}: {amount}", speaker.title(found.place))
        };
        found.iter().map(line).collect()
    }

    fn held(&self, speaker: Speaker<'_, '_>) -> Vec<String> {
        let line = |lever: &crate::xray::Hold| {
            fill(speaker.language_text(LEVER), |name| match name {
                "title" => Some(speaker.title(lever.place)),
                "owner" => Some(speaker.say(&Word::Person(lever.owner.clone()))),
                "influence" => Some(speaker.say(&Word::Figure(lever.influence))),
                "lag" => Some(
                    lever
                        .lag_days
                        .map_or_else(|| "?".to_owned(), |days| speaker.say(&Word::Figure(days))),
                ),
                "leverage" => Some(speaker.say(&Word::Money(lever.leverage))),
                _ => None,
            })
        };
        self.levers.iter().map(line).collect()
    }
}

fn said(lack: &Lack, speaker: Speaker<'_, '_>) -> String {
    let (template, title) = match *lack {
        Lack::Value(place) => (VALUE, speaker.title(place)),
        Lack::Owner(place) => (OWNER, speaker.title(place)),
        Lack::Maturity(place) => (MATURITY, speaker.title(place)),
        Lack::Test(from, to) => (TEST, speaker.say(&Word::Path(vec![from, to]))),
    };
    fill(speaker.language_text(template), |name| (name == "title").then(|| title.clone()))
}
