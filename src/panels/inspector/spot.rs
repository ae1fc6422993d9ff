//! One place of the document, as a form edits it.

use causeway_document::{Command, Group, Splice};
use causeway_model::{Json, LinkId, NodeId, Path};
use leptos::prelude::Memo;

use crate::platform::random;
use crate::state::session::Session;
use crate::ui::Echoed;
use crate::ui::typing::Stroke;

/// A place of the document and the session that edits it.
///
/// A refusal is shown to the person by the session, and what they typed stays in the field; so
/// nothing more is done with it here.
#[derive(Clone)]
pub(crate) struct Spot {
    pub(crate) session: Session,
    keys: Vec<String>,
}

impl Spot {
    /// A node's record.
    pub(crate) fn node(session: Session, id: &NodeId) -> Self {
        Self { session, keys: vec!["nodes".to_owned(), id.to_string()] }
    }

    /// A link's record.
    pub(crate) fn link(session: Session, id: &LinkId) -> Self {
        Self { session, keys: vec!["links".to_owned(), id.to_string()] }
    }

    /// A record of another map, by its id.
    pub(super) fn record(session: Session, map: &str, id: &str) -> Self {
        Self { session, keys: vec![map.to_owned(), id.to_owned()] }
    }

    /// A field below this place: keys of the schema with `/` between them.
    pub(crate) fn at(&self, keys: &str) -> Self {
        let mut below = self.clone();
        below.keys.extend(keys.split('/').map(str::to_owned));
        below
    }

    /// What stands under a key that people or programs chose: an id, a date, a tag.
    pub(super) fn key(&self, key: impl Into<String>) -> Self {
        let mut below = self.clone();
        below.keys.push(key.into());
        below
    }

    /// The place itself.
    pub(super) fn path(&self) -> Path {
        Path::of(self.keys.iter().cloned())
    }

    /// Who has just changed what stands here, for the field that shows it.
    pub(super) fn echoed(&self) -> Echoed {
        let (session, place) = (self.session, self.keys.join("/"));
        Echoed(Memo::new(move |_| Some(session.author(session.echoes.at(&place)?.by.as_ref()).1)))
    }

    /// Gives a command as one step.
    pub(super) fn give(&self, command: Command) {
        let _ = self.session.dispatch(command);
    }

    /// Writes a value, or empties the place.
    pub(super) fn put(&self, value: Option<Json>) {
        self.give(self.set_to(value));
    }

    /// Writes a word or an id that was chosen, or empties the place.
    pub(super) fn put_line(&self, line: String) {
        self.put((!line.is_empty()).then_some(Json::String(line)));
    }

    /// Writes what has been typed so far, or empties the place: one step until the hand rests.
    pub(super) fn type_value(&self, value: Option<Json>) {
        self.give_typed(self.set_to(value));
    }

    fn set_to(&self, value: Option<Json>) -> Command {
        let path = self.path();
        match value {
            Some(value) => Command::SetField { path, value },
            None => Command::ClearField { path },
        }
    }

    /// Writes a text as a whole; nothing is left of an empty one.
    pub(super) fn type_line(&self, line: String) {
        self.type_value((!line.is_empty()).then_some(Json::String(line)));
    }

    /// Writes a number as people mean it: a whole one without a point.
    pub(super) fn type_number(&self, number: Option<f64>) {
        self.type_value(number.map(number_json));
    }

    /// Types in the text that stands here.
    pub(super) fn strike(&self, stroke: Stroke) {
        let Stroke { base, at, delete, insert } = stroke;
        let splices = vec![Splice { at, delete, insert }];
        self.give_typed(Command::SpliceText { path: self.path(), base, splices });
    }

    fn give_typed(&self, command: Command) {
        let group = Group::Typing(self.path().to_string());
        let _ = self.session.dispatch_in(group, command);
    }

    /// Settles a conflict by the value that holds from now on.
    pub(super) fn settle(&self, choice: Json) {
        self.give(Command::SettleConflict { path: self.path(), choice });
    }

    /// Deletes the record that stands here, as a flag.
    pub(super) fn delete(&self) {
        self.give(Command::DeleteRecord { path: self.path() });
    }

    /// Makes a record below, under a fresh id.
    pub(super) fn add(&self, value: Json) {
        self.key(random::id()).put(Some(value));
    }
}

/// A number of the document: whole where it is whole.
pub(crate) fn number_json(number: f64) -> Json {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < EXACT {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "whole and within ±2^53, as just checked"
        )]
        return Json::from(number as i64);
    }
    Json::from(number)
}
