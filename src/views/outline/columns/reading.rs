//! What a cell shows of its row.

use causeway_insight::status::NodeStatus;
use causeway_model::order::Arrange as _;
use causeway_model::{
    Dimension, FunctionId, Link, LinkKind, Node, NodeKind, PersonId, Polarity, Strength,
};

use super::{Column, Known, Subject};
use crate::i18n::{Key, format_number, language, say, title_or_nameless};
use crate::panels::inspector::words::{Word, choices};
use crate::ui::{Choice, Mark};

impl Column {
    /// What one chooses from there, without none; empty where one types freely.
    pub(in crate::views::outline) fn choices(self, known: Known<'_>) -> Vec<Choice> {
        match self {
            Self::Kind => choices::<NodeKind>(),
            Self::Sign => choices::<Polarity>(),
            Self::Strength => {
                strengths().into_iter().map(|(word, key)| Choice::word(word, key)).collect()
            }
            Self::Owner => people(known),
            Self::Function => functions(known),
            _ => Vec::new(),
        }
    }

    /// What the cell shows.
    pub(in crate::views::outline) fn text(
        self,
        subject: Subject<'_>,
        status: &NodeStatus,
        known: Known<'_>,
    ) -> String {
        let Subject { node, link, .. } = subject;
        let metric = node.measured();
        let cause = link.map(|(_, link)| link).filter(|link| link.kind == LinkKind::Causes);
        match self {
            Self::Title => title_or_nameless(&node.title),
            Self::Kind => say(node.kind.label()).to_owned(),
            Self::Status => say(Mark::from(status.status).word()).to_owned(),
            Self::Owner => owner_names(node, known),
            Self::Value => {
                status.value.filter(|_| metric.is_some()).map(number).unwrap_or_default()
            }
            Self::Unit => metric.and_then(|metric| metric.unit.clone()).unwrap_or_default(),
            Self::Target => metric
                .and_then(|metric| metric.target.as_ref())
                .map(|target| joined(target.value.values().iter().map(|value| number(*value))))
                .unwrap_or_default(),
            Self::Function => {
                node.function.as_ref().map(|id| function_name(id, known)).unwrap_or_default()
            }
            Self::Sign => match (link, cause.map(Link::polarity)) {
                (_, Some(Some(sign))) => say(sign.label()).to_owned(),
                (_, Some(None)) => "⚔".to_owned(),
                (Some((_, link)), None) => say(link.kind.label()).to_lowercase(),
                (None, None) => String::new(),
            },
            Self::Strength => cause.map(|link| strength_text(link.strength())).unwrap_or_default(),
            Self::Lag => cause
                .and_then(|link| link.lag_days)
                .map(|days| number(f64::from(days)))
                .unwrap_or_default(),
            Self::Level(dimension) => {
                level(node, dimension).map(|level| level.to_string()).unwrap_or_default()
            }
        }
    }

    /// What the cell holds while it is edited: what is typed, or the value of the choice.
    pub(in crate::views::outline) fn draft(
        self,
        subject: Subject<'_>,
        status: &NodeStatus,
        known: Known<'_>,
    ) -> String {
        let Subject { node, link, .. } = subject;
        match self {
            Self::Title => node.title.one().unwrap_or_default().to_owned(),
            Self::Kind => node.kind.word().to_owned(),
            Self::Owner => node.owner.one().map(ToString::to_string).unwrap_or_default(),
            Self::Function => node.function.as_ref().map(ToString::to_string).unwrap_or_default(),
            Self::Sign => {
                link.and_then(|(_, link)| link.polarity()).map_or("", Word::word).to_owned()
            }
            Self::Strength => match link.map(|(_, link)| link.strength()) {
                Some(Strength::Weak) => "weak".to_owned(),
                Some(Strength::Strong) => "strong".to_owned(),
                Some(Strength::Share(share)) => number(share),
                _ => "moderate".to_owned(),
            },
            _ => self.text(subject, status, known),
        }
    }
}

pub(super) fn strengths() -> [(&'static str, Key); 3] {
    [
        ("weak", Key::StrengthWeak),
        ("moderate", Key::StrengthModerate),
        ("strong", Key::StrengthStrong),
    ]
}

fn strength_text(strength: Strength) -> String {
    match strength {
        Strength::Weak => say(Key::StrengthWeak).to_owned(),
        Strength::Moderate => say(Key::StrengthModerate).to_owned(),
        Strength::Strong => say(Key::StrengthStrong).to_owned(),
        Strength::Share(share) => number(share),
    }
}

pub(super) fn people(known: Known<'_>) -> Vec<Choice> {
    let choice = |id: &PersonId| Choice { value: id.to_string(), label: person_name(id, known) };
    let mut people: Vec<Choice> = known.people.keys().map(choice).collect();
    people.arrange_by(|a, b| a.label.cmp(&b.label));
    people
}

pub(super) fn functions(known: Known<'_>) -> Vec<Choice> {
    let choice =
        |id: &FunctionId| Choice { value: id.to_string(), label: function_name(id, known) };
    known.functions.keys().map(choice).collect()
}

fn person_name(id: &PersonId, known: Known<'_>) -> String {
    known.people.get(id).and_then(|person| person.name.clone()).unwrap_or_else(|| id.to_string())
}

fn function_name(id: &FunctionId, known: Known<'_>) -> String {
    known
        .functions
        .get(id)
        .and_then(|function| function.name.clone())
        .unwrap_or_else(|| id.to_string())
}

/// The owner, or all of those whom people named at once.
fn owner_names(node: &Node, known: Known<'_>) -> String {
    joined(node.owner.values().iter().map(|id| person_name(id, known)))
}

fn joined(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join(" ⚔ ")
}

fn number(value: f64) -> String {
    let rounded = (value * 1e6).round() / 1e6;
    format_number(if rounded.is_finite() { rounded } else { value }, language())
}

fn level(node: &Node, dimension: Dimension) -> Option<u8> {
    let level = node.maturity.as_ref()?.of(dimension)?.level?;
    (node.kind == NodeKind::Driver).then_some(level.get())
}
