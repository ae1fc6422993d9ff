//! The columns of the grid: what each shows of a row, and what typing into it means.

use std::collections::BTreeMap;

use causeway_document::Command;
use causeway_insight::status::NodeStatus;
use causeway_model::order::Arrange as _;
use causeway_model::{
    Date, Dimension, Function, FunctionId, Json, Link, LinkId, LinkKind, Node, NodeId, NodeKind,
    Path, Person, PersonId, Polarity, Strength,
};

use super::tree::Row;
use crate::i18n::{Key, format_number, language, parse_number, say, title_or_nameless};
use crate::panels::inspector::words::{Word, choices};
use crate::ui::{Choice, Mark};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Title,
    Kind,
    Status,
    Owner,
    Value,
    Unit,
    Target,
    Function,
    Sign,
    Strength,
    Lag,
    Level(Dimension),
}

/// Why something that was typed can't stand in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The cell can't be written here.
    Fixed,
    /// It is no number.
    Number,
    /// It must be a whole number of days.
    Count,
    /// It must be a level from 1 to 5.
    Level,
    /// It is none of the words that can stand here.
    Word,
    /// Nobody here is called so, or several are.
    Person,
    /// No function is called so.
    Function,
    /// It can't be empty.
    Required,
}

/// What a row is about.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) id: &'a NodeId,
    pub(super) node: &'a Node,
    /// The link to what stands above it.
    pub(super) link: Option<(&'a LinkId, &'a Link)>,
}

/// Who and what can be named in a cell.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) people: &'a BTreeMap<PersonId, Person>,
    pub(super) functions: &'a BTreeMap<FunctionId, Function>,
    pub(super) today: Date,
}

impl Column {
    /// Every column, from left to right.
    pub(super) const ALL: [Self; 15] = [
        Self::Title,
        Self::Kind,
        Self::Status,
        Self::Owner,
        Self::Value,
        Self::Unit,
        Self::Target,
        Self::Function,
        Self::Sign,
        Self::Strength,
        Self::Lag,
        Self::Level(Dimension::Strategy),
        Self::Level(Dimension::Process),
        Self::Level(Dimension::Technology),
        Self::Level(Dimension::People),
    ];

    /// What stands above it.
    pub(super) fn label(self) -> Key {
        match self {
            Self::Title => Key::NodeTitle,
            Self::Kind => Key::OutlineKind,
            Self::Status => Key::ChartState,
            Self::Owner => Key::NodeOwner,
            Self::Value => Key::ReadingValue,
            Self::Unit => Key::MetricUnit,
            Self::Target => Key::MetricTarget,
            Self::Function => Key::NodeFunction,
            Self::Sign => Key::OutlineSign,
            Self::Strength => Key::LinkStrength,
            Self::Lag => Key::LinkLag,
            Self::Level(dimension) => dimension.label(),
        }
    }

    /// The value of `data-column`, which gives its width.
    pub(super) fn look(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Owner => "owner",
            Self::Value => "value",
            Self::Unit => "unit",
            Self::Target => "target",
            Self::Function => "function",
            Self::Sign => "sign",
            Self::Strength => "strength",
            Self::Lag => "lag",
            Self::Level(_) => "level",
        }
    }

    /// Its word, by which colleagues tell where someone types.
    pub(super) fn word(self) -> String {
        match self {
            Self::Level(dimension) => format!("level-{}", dimension.as_str()),
            column => column.look().to_owned(),
        }
    }

    /// Where what is half typed in a row's cell is kept: with the node, or with the link to what stands above it.
    pub(super) fn place(self, row: &Row) -> String {
        let word = self.word();
        match row.via.as_ref().filter(|_| self.is_of_link()) {
            Some(via) => format!("outline/{via}/{word}"),
            None => format!("outline/{}/{word}", row.node),
        }
    }

    /// Whether its cells show the link to what stands above.
    pub(super) fn is_of_link(self) -> bool {
        self.field().is_some_and(|(map, _)| map == "links")
    }

    /// The field of the node, or of the link to what stands above it, that its cells show.
    pub(super) fn field(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Title => ("nodes", "title"),
            Self::Kind => ("nodes", "kind"),
            Self::Status => return None,
            Self::Owner => ("nodes", "owner"),
            Self::Value => ("nodes", "metric/observations"),
            Self::Unit => ("nodes", "metric/unit"),
            Self::Target => ("nodes", "metric/target"),
            Self::Function => ("nodes", "function"),
            Self::Sign => ("links", "polarity"),
            Self::Strength => ("links", "strength"),
            Self::Lag => ("links", "lag_days"),
            Self::Level(Dimension::Strategy) => ("nodes", "maturity/strategy"),
            Self::Level(Dimension::Process) => ("nodes", "maturity/process"),
            Self::Level(Dimension::Technology) => ("nodes", "maturity/technology"),
            Self::Level(Dimension::People) => ("nodes", "maturity/people"),
        })
    }

    /// Whether its cells hold figures, which align at their end.
    pub(super) fn holds_figures(self) -> bool {
        matches!(self, Self::Value | Self::Target | Self::Lag | Self::Level(_))
    }

    /// Whether something can be written there.
    pub(super) fn can_edit(self, subject: Subject<'_>) -> bool {
        let Subject { node, link, .. } = subject;
        let is_cause = link.is_some_and(|(_, link)| link.kind == LinkKind::Causes);
        match self {
            Self::Title | Self::Kind | Self::Owner | Self::Function => true,
            Self::Status => false,
            Self::Value => {
                node.kind.is_measured()
                    && node.metric.as_ref().is_none_or(|metric| metric.formula.is_none())
            }
            Self::Unit | Self::Target => node.kind.is_measured(),
            Self::Sign | Self::Strength | Self::Lag => is_cause,
            Self::Level(_) => node.kind == NodeKind::Driver,
        }
    }

    /// What one chooses from there, without none; empty where one types freely.
    pub(super) fn choices(self, known: Known<'_>) -> Vec<Choice> {
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

    /// Whether one of the choices must hold.
    pub(super) fn is_required(self) -> bool {
        matches!(self, Self::Kind)
    }

    /// What the cell shows.
    pub(super) fn text(
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
    pub(super) fn draft(
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

    /// The command that writes what was typed, chosen or pasted; none where it is there already.
    pub(super) fn command(
        self,
        typed: &str,
        subject: Subject<'_>,
        status: &NodeStatus,
        known: Known<'_>,
    ) -> Result<Option<Command>, Fault> {
        let typed = typed.trim();
        if typed == self.text(subject, status, known) && self != Self::Title {
            return Ok(None);
        }
        if !self.can_edit(subject) {
            return Err(Fault::Fixed);
        }
        let node = |keys: &[&str]| path("nodes", subject.id.as_str(), keys);
        let link = |key: &str| {
            let (id, _) = subject.link.ok_or(Fault::Fixed)?;
            Ok(path("links", id.as_str(), &[key]))
        };
        match self {
            Self::Title => Ok(rename(typed, subject)),
            Self::Kind => {
                let kind = word::<NodeKind>(typed).ok_or(if typed.is_empty() {
                    Fault::Required
                } else {
                    Fault::Word
                })?;
                Ok((kind != subject.node.kind).then(|| set(node(&["kind"]), kind.word().into())))
            }
            Self::Owner => {
                let owner = named(typed, people(known)).map_err(|()| Fault::Person)?;
                let owner =
                    owner.map(|id| PersonId::new(&id)).transpose().map_err(|_| Fault::Person)?;
                let is_new =
                    subject.node.owner.is_conflict() || subject.node.owner.one() != owner.as_ref();
                Ok(is_new.then(|| Command::SetOwner { node: subject.id.clone(), owner }))
            }
            Self::Function => {
                let function = named(typed, functions(known)).map_err(|()| Fault::Function)?;
                Ok(Some(put(node(&["function"]), function.map(Json::String))))
            }
            Self::Value => observe(typed, subject, known.today),
            Self::Unit => {
                let unit = (!typed.is_empty()).then(|| Json::String(typed.to_owned()));
                Ok(Some(put(node(&["metric", "unit"]), unit)))
            }
            Self::Target => Ok(Some(put(node(&["metric", "target", "value"]), figure(typed)?))),
            Self::Sign => {
                let sign = match typed {
                    "" => None,
                    "\u{2212}" => Some(Polarity::Minus),
                    typed => Some(word::<Polarity>(typed).ok_or(Fault::Word)?),
                };
                Ok(Some(put(link("polarity")?, sign.map(|sign| sign.word().into()))))
            }
            Self::Strength => Ok(Some(put(link("strength")?, strength(typed)?))),
            Self::Lag => {
                let days = figure(typed)?;
                let is_count = days
                    .as_ref()
                    .is_none_or(|days| days.as_u64().is_some_and(|days| days <= 1_000_000));
                if is_count { Ok(Some(put(link("lag_days")?, days))) } else { Err(Fault::Count) }
            }
            Self::Level(dimension) => {
                let level = figure(typed)?;
                let is_level = level.as_ref().is_none_or(|level| {
                    level.as_u64().is_some_and(|level| (1..=5).contains(&level))
                });
                if !is_level {
                    return Err(Fault::Level);
                }
                Ok(Some(put(node(&["maturity", dimension.word(), "level"]), level)))
            }
            Self::Status => Err(Fault::Fixed),
        }
    }
}

impl Fault {
    /// What it is called.
    pub(super) fn said(self) -> Key {
        match self {
            Self::Fixed => Key::OutlineFaultFixed,
            Self::Number => Key::OutlineFaultNumber,
            Self::Count => Key::FaultCount,
            Self::Level => Key::OutlineFaultLevel,
            Self::Word => Key::OutlineFaultWord,
            Self::Person => Key::OutlineFaultPerson,
            Self::Function => Key::OutlineFaultFunction,
            Self::Required => Key::OutlineFaultRequired,
        }
    }
}

fn path(map: &str, id: &str, keys: &[&str]) -> Path {
    Path::of([map, id].into_iter().chain(keys.iter().copied()).map(str::to_owned))
}

fn set(path: Path, value: Json) -> Command {
    Command::SetField { path, value }
}

fn put(path: Path, value: Option<Json>) -> Command {
    match value {
        Some(value) => set(path, value),
        None => Command::ClearField { path },
    }
}

fn rename(typed: &str, subject: Subject<'_>) -> Option<Command> {
    let base = subject.node.title.one().unwrap_or_default().to_owned();
    // Nameless nodes are shown by a word that isn't their title.
    let is_stand_in = base.is_empty() && typed == say(Key::NodeNameless);
    let title = typed.to_owned();
    (title != base && !is_stand_in).then(|| Command::RenameNode {
        node: subject.id.clone(),
        base,
        title,
    })
}

fn observe(typed: &str, subject: Subject<'_>, today: Date) -> Result<Option<Command>, Fault> {
    if typed.is_empty() {
        return Err(Fault::Required);
    }
    let value = parse_number(typed, language()).ok_or(Fault::Number)?;
    let node = subject.id.clone();
    Ok(Some(Command::AddObservation { node, on: today, value, note: String::new() }))
}

/// A number as the document holds it; none where nothing was typed.
fn figure(typed: &str) -> Result<Option<Json>, Fault> {
    if typed.is_empty() {
        return Ok(None);
    }
    let value = parse_number(typed, language()).ok_or(Fault::Number)?;
    Ok(Some(crate::panels::inspector::number_json(value)))
}

fn strength(typed: &str) -> Result<Option<Json>, Fault> {
    if typed.is_empty() {
        return Ok(None);
    }
    let is_it = |(word, key): &(&str, Key)| *word == typed || say(*key).eq_ignore_ascii_case(typed);
    if let Some((word, _)) = strengths().iter().find(|choice| is_it(choice)) {
        return Ok(Some(Json::from(*word)));
    }
    let share = parse_number(typed, language()).ok_or(Fault::Word)?;
    let is_share = (0.0..=1.0).contains(&share);
    if is_share { Ok(Some(crate::panels::inspector::number_json(share))) } else { Err(Fault::Word) }
}

fn strengths() -> [(&'static str, Key); 3] {
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

/// A word of the model, as it is written in files or read on the screen.
fn word<W: Word>(typed: &str) -> Option<W> {
    let is_it = |word: &&W| {
        word.word().eq_ignore_ascii_case(typed)
            || say(word.label()).to_lowercase() == typed.to_lowercase()
    };
    W::WORDS.iter().find(is_it).copied()
}

/// The id that was named, by itself or by what it is called; an error where nobody or several are called so.
fn named(typed: &str, known: Vec<Choice>) -> Result<Option<String>, ()> {
    if typed.is_empty() {
        return Ok(None);
    }
    if let Some(exact) = known.iter().find(|choice| choice.value == typed) {
        return Ok(Some(exact.value.clone()));
    }
    let typed = typed.to_lowercase();
    let mut called = known.into_iter().filter(|choice| choice.label.to_lowercase() == typed);
    match (called.next(), called.next()) {
        (Some(one), None) => Ok(Some(one.value)),
        _ => Err(()),
    }
}

fn people(known: Known<'_>) -> Vec<Choice> {
    let choice = |id: &PersonId| Choice { value: id.to_string(), label: person_name(id, known) };
    let mut people: Vec<Choice> = known.people.keys().map(choice).collect();
    people.arrange_by(|a, b| a.label.cmp(&b.label));
    people
}

fn functions(known: Known<'_>) -> Vec<Choice> {
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

#[cfg(test)]
mod tests;
