//! The columns of the grid: what each shows of a row, and what typing into it means.

mod reading;
mod writing;

use std::collections::BTreeMap;

use causeway_model::{
    Date, Dimension, Function, FunctionId, Link, LinkId, LinkKind, Node, NodeId, NodeKind, Person,
    PersonId,
};

pub(super) use self::writing::kind_called;
use super::tree::Row;
use crate::i18n::Key;
use crate::panels::inspector::words::Word as _;

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
    /// There is no such row or column.
    Beyond,
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

    /// Whether one of the choices must hold.
    pub(super) fn is_required(self) -> bool {
        matches!(self, Self::Kind)
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
            Self::Beyond => Key::OutlineFaultBeyond,
        }
    }
}

#[cfg(test)]
mod tests;
