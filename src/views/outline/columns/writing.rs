//! What typing into a cell means.

use causeway_document::Command;
use causeway_insight::status::NodeStatus;
use causeway_model::{Date, Json, NodeKind, Path, PersonId, Polarity};

use super::reading::{functions, people, strengths};
use super::{Column, Fault, Known, Subject};
use crate::i18n::{Key, language, parse_number, say};
use crate::panels::inspector::words::Word;
use crate::ui::Choice;

impl Column {
    /// The command that writes what was typed, chosen or pasted; none where it is there already.
    pub(in crate::views::outline) fn command(
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

/// A word of the model, as it is written in files or read on the screen.
fn word<W: Word>(typed: &str) -> Option<W> {
    let is_it = |word: &&W| {
        word.word().eq_ignore_ascii_case(typed)
            || say(word.label()).to_lowercase() == typed.to_lowercase()
    };
    W::WORDS.iter().find(is_it).copied()
}

/// The kind of node that is called so.
pub(in crate::views::outline) fn kind_called(typed: &str) -> Option<NodeKind> {
    word(typed)
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
