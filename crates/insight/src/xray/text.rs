//! The X-ray in words: tables, and the same as Markdown.

use crate::{
    finding::Finding,
    numeric::finite,
    table::{Table, escaped},
    words::{Said, Speaker, Word, fill},
    xray::{Contribution, Hold, Lack, Xray},
};

const TITLE: Said = Said { en: "X-ray of {title}", pt: "Raio X de {title}" };
const LINE: Said = Said {
    en: "From {from} to {to}: {before} → {after} ({change}). As of {day}.",
    pt: "De {from} a {to}: {before} → {after} ({change}). Posição de {day}.",
};
const DIRECT: Said = Said { en: "What moved it", pt: "O que o moveu" };
const ROOTS: Said = Said { en: "Where it began", pt: "Onde começou" };
const LEVERS: Said =
    Said { en: "Its levers, and who holds them", pt: "As alavancas e quem as detém" };
const MISSING: Said = Said { en: "What is missing", pt: "O que falta" };
const MONEY: Said = Said { en: "Exposed, by money", pt: "Exposição, por dinheiro" };
const ARRIVAL: Said = Said { en: "Exposed, by arrival", pt: "Exposição, por chegada" };
const UNEXPLAINED: Said = Said { en: "Unexplained", pt: "Sem explicação" };
const UNTOLD: Said = Said { en: "values are lacking", pt: "faltam valores" };

const NODE: Said = Said { en: "Node", pt: "Nó" };
const MOVED: Said = Said { en: "Contribution", pt: "Contribuição" };
const LAG: Said = Said { en: "Days to effect", pt: "Dias até o efeito" };
const OWNER: Said = Said { en: "Owner", pt: "Responsável" };
const INFLUENCE: Said = Said { en: "Influence", pt: "Influência" };
const LEVERAGE: Said = Said { en: "Leverage a year", pt: "Alavancagem por ano" };
const LACK: Said = Said { en: "Missing", pt: "Falta" };
const WHAT: Said = Said { en: "What", pt: "O quê" };
const A_YEAR: Said = Said { en: "Money a year", pt: "Dinheiro por ano" };
const ARRIVES: Said = Said { en: "Arrives", pt: "Chega" };
const IN_DAYS: Said = Said { en: "In days", pt: "Em dias" };

impl Xray {
    /// What it is the X-ray of.
    pub fn title(&self, speaker: Speaker<'_, '_>) -> String {
        fill(speaker.language_text(TITLE), |name| {
            (name == "title").then(|| speaker.title(self.place))
        })
    }

    /// The period, the values at its ends, and the date.
    pub fn line(&self, speaker: Speaker<'_, '_>) -> String {
        let change = self.before.zip(self.after).and_then(|(before, after)| finite(after - before));
        fill(speaker.language_text(LINE), |name| match name {
            "from" => Some(speaker.say(&Word::Day(Some(self.from)))),
            "to" => Some(speaker.say(&Word::Day(Some(self.to)))),
            "before" => Some(self.value(self.before, speaker)),
            "after" => Some(self.value(self.after, speaker)),
            "change" => Some(self.signed(change, speaker)),
            "day" => Some(speaker.say(&Word::Day(Some(speaker.facts.as_of())))),
            _ => None,
        })
    }

    /// Its tables, in order; those without rows are left out.
    pub fn tables(&self, speaker: Speaker<'_, '_>) -> Vec<Table> {
        let mut direct: Vec<_> = self.contributions(&self.direct, speaker);
        if self.unexplained.is_some() {
            let amount = self.signed(self.unexplained, speaker);
            direct.push(vec![speaker.term(UNEXPLAINED), amount, String::new()]);
        }
        let moved = [NODE, MOVED, LAG];
        let levers = self.levers.iter().map(|lever| held(lever, speaker)).collect();
        let missing = self.missing.iter().map(|lack| lacking(lack, speaker)).collect();
        let costs = self.by_money.iter().map(|found| costing(found, speaker)).collect();
        let arrives = self.by_arrival.iter().map(|found| arriving(found, speaker)).collect();
        let tables = [
            Table::of(speaker, DIRECT, &moved, direct, &[1, 2]),
            Table::of(speaker, ROOTS, &moved, self.contributions(&self.roots, speaker), &[1, 2]),
            Table::of(
                speaker,
                LEVERS,
                &[NODE, OWNER, INFLUENCE, LAG, LEVERAGE],
                levers,
                &[2, 3, 4],
            ),
            Table::of(speaker, MISSING, &[NODE, LACK], missing, &[]),
            Table::of(speaker, MONEY, &[WHAT, A_YEAR], costs, &[1]),
            Table::of(speaker, ARRIVAL, &[WHAT, ARRIVES, IN_DAYS], arrives, &[2]),
        ];
        tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
    }

    /// The X-ray as Markdown, in the speaker's language.
    pub fn to_markdown(&self, speaker: Speaker<'_, '_>) -> String {
        let tables: String = self.tables(speaker).iter().map(Table::to_markdown).collect();
        let (title, line) = (escaped(&self.title(speaker)), escaped(&self.line(speaker)));
        format!("# {title}\n\n{line}\n{tables}")
    }

    fn value(&self, value: Option<f64>, speaker: Speaker<'_, '_>) -> String {
        value
            .map_or_else(|| "?".to_owned(), |value| speaker.say(&Word::Measured(self.place, value)))
    }

    /// A change: what rose has a plus before it.
    fn signed(&self, change: Option<f64>, speaker: Speaker<'_, '_>) -> String {
        let plus = if change.is_some_and(|change| change > 0.0) { "+" } else { "" };
        format!("{plus}{}", self.value(change, speaker))
    }

    fn contributions(&self, found: &[Contribution], speaker: Speaker<'_, '_>) -> Vec<Vec<String>> {
        let row = |found: &Contribution| {
            let amount = match found.amount {
                Some(_) => self.signed(found.amount, speaker),
                None => speaker.term(UNTOLD),
            };
            vec![speaker.title(found.place), amount, speaker.say(&Word::Figure(found.lag_days))]
        };
        found.iter().map(row).collect()
    }
}

fn held(lever: &Hold, speaker: Speaker<'_, '_>) -> Vec<String> {
    let lag =
        lever.lag_days.map_or_else(|| "?".to_owned(), |days| speaker.say(&Word::Figure(days)));
    let leverage = if lever.leverage > 0.0 {
        speaker.say(&Word::Money(lever.leverage))
    } else {
        "–".to_owned()
    };
    vec![
        speaker.title(lever.place),
        speaker.say(&Word::Person(lever.owner.clone())),
        speaker.say(&Word::Figure(lever.influence)),
        lag,
        leverage,
    ]
}

fn lacking(lack: &Lack, speaker: Speaker<'_, '_>) -> Vec<String> {
    let (subject, lacks) = match *lack {
        Lack::Value(place) => {
            (speaker.title(place), Said { en: "a current value", pt: "um valor atual" })
        }
        Lack::Owner(place) => (speaker.title(place), Said { en: "an owner", pt: "um responsável" }),
        Lack::Maturity(place) => {
            (speaker.title(place), Said { en: "maturity above 2", pt: "maturidade acima de 2" })
        }
        Lack::Test(from, to) => (
            speaker.say(&Word::Path(vec![from, to])),
            Said { en: "a test of the link", pt: "um teste da ligação" },
        ),
    };
    vec![subject, speaker.term(lacks)]
}

fn costing(found: &Finding, speaker: Speaker<'_, '_>) -> Vec<String> {
    let money = found.money.map_or_else(String::new, |money| speaker.say(&Word::Money(money)));
    vec![found.title.clone(), money]
}

fn arriving(found: &Finding, speaker: Speaker<'_, '_>) -> Vec<String> {
    let day = speaker.say(&Word::Day(found.arrives_on));
    let days =
        found.arrives_on.map(|day| crate::calendar::days_between(speaker.facts.as_of(), day));
    vec![found.title.clone(), day, days.map_or_else(String::new, |days| days.to_string())]
}
