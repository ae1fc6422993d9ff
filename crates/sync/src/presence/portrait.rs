//! What each of us shows of itself.

mod values;

use std::collections::BTreeMap;

use minicbor::{Decoder, decode};

use crate::wire::{CborRead as _, CborWrite};

pub use values::{Area, Point, Pull, Typing};
use values::{
    LONGEST_TEXT, read_area, read_point, read_pull, read_text, read_typing, write_area,
    write_point, write_pull, write_text, write_typing,
};

/// More nodes than this are not shown as another's selection, or dragged by another.
const MOST_NODES: usize = 1_000;

/// What a selection, or what is being dragged, may take on the wire, in bytes: relays pass on nothing
/// longer than 4 KiB. Of more, the first ones are shown.
const SHOWN_BYTES: usize = 900;

/// What a point takes, and an id beside its letters, at most.
const POINT_BYTES: usize = 24;
const ID_BYTES: usize = 3;

/// What a person shows of itself to the others. Each field is one channel of the protocol.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Portrait {
    /// The id of the person in the document, once it is known who it is.
    pub person: Option<String>,
    /// The name to show.
    pub name: Option<String>,
    /// The place of the person's color in the palette.
    pub color: Option<u8>,
    /// Where the pointer is on the map.
    pub cursor: Option<Point>,
    /// The ids of the nodes and links that are selected.
    pub selection: Vec<String>,
    /// The nodes that are being dragged, and where they are now, in map units.
    pub dragging: BTreeMap<String, Point>,
    /// The id of the node whose text is being edited.
    pub editing: Option<String>,
    /// The name of the screen that is open.
    pub screen: Option<String>,
    /// The part of the map that is in view.
    pub view: Option<Area>,
    /// The frame that is being drawn around cards.
    pub marking: Option<Area>,
    /// The link that is being drawn, or of which an end is being moved.
    pub pull: Option<Pull>,
    /// What is being typed and isn't in the document yet, such as a cell of a table.
    pub typing: Option<Typing>,
    /// Who is being followed: the id of a person, or of the peer who hasn't said who they are.
    pub following: Option<String>,
}

/// The channels, by their names on the wire.
pub(super) const CHANNELS: [&str; 13] = [
    "person",
    "name",
    "color",
    "cursor",
    "selection",
    "dragging",
    "editing",
    "screen",
    "view",
    "marking",
    "pull",
    "typing",
    "following",
];

impl Portrait {
    /// The channels in which this differs from another.
    pub(super) fn differences(&self, other: &Self) -> Vec<&'static str> {
        CHANNELS.into_iter().filter(|channel| !self.is_same(other, channel)).collect()
    }

    fn is_same(&self, other: &Self, channel: &str) -> bool {
        match channel {
            "person" => self.person == other.person,
            "name" => self.name == other.name,
            "color" => self.color == other.color,
            "cursor" => self.cursor == other.cursor,
            "selection" => self.selection == other.selection,
            "dragging" => self.dragging == other.dragging,
            "editing" => self.editing == other.editing,
            "screen" => self.screen == other.screen,
            "view" => self.view == other.view,
            "marking" => self.marking == other.marking,
            "pull" => self.pull == other.pull,
            "typing" => self.typing == other.typing,
            "following" => self.following == other.following,
            _ => true,
        }
    }

    /// Writes the value of one channel. Absent is null: to leave it out would mean no change.
    pub(super) fn write(&self, channel: &str, out: &mut CborWrite) {
        match channel {
            "person" => write_text(self.person.as_deref(), out),
            "name" => write_text(self.name.as_deref(), out),
            "editing" => write_text(self.editing.as_deref(), out),
            "screen" => write_text(self.screen.as_deref(), out),
            "view" => write_area(self.view, out),
            "marking" => write_area(self.marking, out),
            "pull" => write_pull(self.pull.as_ref(), out),
            "typing" => write_typing(self.typing.as_ref(), out),
            "following" => write_text(self.following.as_deref(), out),
            "color" => match self.color {
                Some(color) => out.count(color.into()),
                None => out.null(),
            },
            "cursor" => match self.cursor {
                Some(point) => write_point(point, out),
                None => out.null(),
            },
            "selection" => {
                let shown = fitting(self.selection.iter(), |id| id.len() + ID_BYTES);
                let out = out.begin_array(shown.len() as u64);
                shown.into_iter().fold(out, |out, id| out.text(id))
            }
            "dragging" => {
                let bytes = |(id, _): &(&String, &Point)| id.len() + ID_BYTES + POINT_BYTES;
                let shown = fitting(self.dragging.iter(), bytes);
                let out = out.begin_map(shown.len() as u64);
                shown.into_iter().fold(out, |out, (id, point)| write_point(*point, out.text(id)))
            }
            _ => out.null(),
        };
    }

    /// Reads the value of one channel; one that we don't know is skipped, and what is not of the
    /// channel's type is absent.
    pub(super) fn read(
        &mut self,
        channel: &str,
        value: &mut Decoder<'_>,
    ) -> Result<(), decode::Error> {
        match channel {
            "person" => self.person = read_text(value)?,
            "name" => self.name = read_text(value)?,
            "editing" => self.editing = read_text(value)?,
            "screen" => self.screen = read_text(value)?,
            "view" => self.view = read_area(value)?,
            "marking" => self.marking = read_area(value)?,
            "pull" => self.pull = read_pull(value)?,
            "typing" => self.typing = read_typing(value)?,
            "following" => self.following = read_text(value)?,
            "color" => self.color = value.count()?.and_then(|color| u8::try_from(color).ok()),
            "cursor" => self.cursor = read_point(value)?,
            "selection" => self.selection = read_selection(value)?,
            "dragging" => self.dragging = read_dragging(value)?,
            _ => value.skip()?,
        }
        Ok(())
    }
}

/// The first of these that fit together into what is shown.
fn fitting<T>(all: impl Iterator<Item = T>, bytes: impl Fn(&T) -> usize) -> Vec<T> {
    let mut left = SHOWN_BYTES;
    let fits = |one: &T| {
        let rest = left.checked_sub(bytes(one));
        left = rest.unwrap_or(0);
        rest.is_some()
    };
    all.take_while(fits).collect()
}

fn read_selection(value: &mut Decoder<'_>) -> Result<Vec<String>, decode::Error> {
    let mut selection = Vec::new();
    value.elements(&mut |element| {
        if let Some(id) = read_text(element)?
            && selection.len() < MOST_NODES
        {
            selection.push(id);
        }
        Ok(())
    })?;
    Ok(selection)
}

fn read_dragging(value: &mut Decoder<'_>) -> Result<BTreeMap<String, Point>, decode::Error> {
    let mut dragging = BTreeMap::new();
    value.entries(&mut |id, value| {
        if let Some(point) = read_point(value)?
            && id.len() <= LONGEST_TEXT
            && dragging.len() < MOST_NODES
        {
            dragging.insert(id.to_owned(), point);
        }
        Ok(())
    })?;
    Ok(dragging)
}
