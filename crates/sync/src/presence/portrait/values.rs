//! The values of channels that are more than a word.

use minicbor::{Decoder, decode};

use crate::wire::{CborRead as _, CborWrite};

/// The longest id, name or typed text that is shown, in bytes.
pub(super) const LONGEST_TEXT: usize = 256;

/// A point of the map, in map units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// A part of the map, in map units: its middle and how far it extends, so that windows of any size can
/// show it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Its middle.
    pub centre: Point,
    /// From left to right; never negative.
    pub width: f64,
    /// From top to bottom; never negative.
    pub height: f64,
}

/// A link of which one end is in someone's hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Pull {
    /// The node at the other end.
    pub node: String,
    /// Where the hand is.
    pub at: Point,
    /// Whether the hand holds the link's beginning, and the node is where it leads.
    pub is_beginning: bool,
}

/// What someone types and hasn't written down yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Typing {
    /// Of which node.
    pub node: String,
    /// Which of its fields.
    pub field: String,
    /// The letters so far.
    pub text: String,
}

pub(super) fn write_text<'w>(text: Option<&str>, out: &'w mut CborWrite) -> &'w mut CborWrite {
    match text {
        Some(text) => out.text(shortened(text)),
        None => out.null(),
    }
}

pub(super) fn write_point(point: Point, out: &mut CborWrite) -> &mut CborWrite {
    out.begin_map(2).text("x").number(point.x).text("y").number(point.y)
}

pub(super) fn write_area(area: Option<Area>, out: &mut CborWrite) -> &mut CborWrite {
    let Some(Area { centre, width, height }) = area else { return out.null() };
    out.begin_map(4).text("x").number(centre.x).text("y").number(centre.y);
    out.text("width").number(width).text("height").number(height)
}

pub(super) fn write_pull<'w>(pull: Option<&Pull>, out: &'w mut CborWrite) -> &'w mut CborWrite {
    let Some(Pull { node, at, is_beginning }) = pull else { return out.null() };
    out.begin_map(4).text("node").text(shortened(node));
    out.text("x").number(at.x).text("y").number(at.y).text("beginning").truth(*is_beginning)
}

pub(super) fn write_typing<'w>(
    typing: Option<&Typing>,
    out: &'w mut CborWrite,
) -> &'w mut CborWrite {
    let Some(Typing { node, field, text }) = typing else { return out.null() };
    out.begin_map(3).text("node").text(shortened(node));
    out.text("field").text(shortened(field)).text("text").text(shortened(text))
}

pub(super) fn read_text(value: &mut Decoder<'_>) -> Result<Option<String>, decode::Error> {
    let text = value.text()?;
    Ok(text.filter(|text| !text.is_empty() && text.len() <= LONGEST_TEXT).map(str::to_owned))
}

pub(super) fn read_point(value: &mut Decoder<'_>) -> Result<Option<Point>, decode::Error> {
    let mut numbers = Numbers::default();
    value.entries(&mut |key, value| numbers.read(key, value))?;
    Ok(numbers.point())
}

pub(super) fn read_area(value: &mut Decoder<'_>) -> Result<Option<Area>, decode::Error> {
    let mut numbers = Numbers::default();
    value.entries(&mut |key, value| numbers.read(key, value))?;
    let size = |number: Option<f64>| number.filter(|size| size.is_finite() && *size >= 0.0);
    let (width, height) = (size(numbers.width), size(numbers.height));
    Ok(numbers.point().zip(width).zip(height).map(|((centre, width), height)| Area {
        centre,
        width,
        height,
    }))
}

pub(super) fn read_pull(value: &mut Decoder<'_>) -> Result<Option<Pull>, decode::Error> {
    let (mut node, mut is_beginning) = (None, false);
    let mut numbers = Numbers::default();
    value.entries(&mut |key, value| {
        match key {
            "node" => node = read_text(value)?,
            "beginning" => is_beginning = value.truth()?.unwrap_or_default(),
            _ => numbers.read(key, value)?,
        }
        Ok(())
    })?;
    Ok(node.zip(numbers.point()).map(|(node, at)| Pull { node, at, is_beginning }))
}

pub(super) fn read_typing(value: &mut Decoder<'_>) -> Result<Option<Typing>, decode::Error> {
    let (mut node, mut field, mut text) = (None, None, None);
    value.entries(&mut |key, value| {
        match key {
            "node" => node = read_text(value)?,
            "field" => field = read_text(value)?,
            // An emptied field is typed in as well.
            "text" => text = value.text()?.filter(|text| text.len() <= LONGEST_TEXT),
            _ => value.skip()?,
        }
        Ok(())
    })?;
    let text = text.unwrap_or_default().to_owned();
    Ok(node.zip(field).map(|(node, field)| Typing { node, field, text }))
}

/// The numbers of a map, as far as they are known.
#[derive(Default)]
struct Numbers {
    x: Option<f64>,
    y: Option<f64>,
    width: Option<f64>,
    height: Option<f64>,
}

impl Numbers {
    fn read(&mut self, key: &str, value: &mut Decoder<'_>) -> Result<(), decode::Error> {
        match key {
            "x" => self.x = value.number()?,
            "y" => self.y = value.number()?,
            "width" => self.width = value.number()?,
            "height" => self.height = value.number()?,
            _ => value.skip()?,
        }
        Ok(())
    }

    fn point(&self) -> Option<Point> {
        let point = self.x.zip(self.y).map(|(x, y)| Point { x, y });
        point.filter(|point| point.x.is_finite() && point.y.is_finite())
    }
}

/// The beginning of a text that is short enough to be shown.
fn shortened(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST_TEXT)]
}
