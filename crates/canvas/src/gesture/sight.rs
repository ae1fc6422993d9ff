//! What the machine sees when it takes an input.

use super::input::PointerKind;
use crate::{Camera, End, FAR, MapPoint, MapRect, Reach, Scene, ScreenPoint, Selection, Target};

/// Links are looked for under a passing mouse among at most so many.
const MOST_LINKS: usize = 3_000;

/// The map as it stands.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// What lies where.
    pub scene: &'a Scene,
    /// From where it is seen.
    pub camera: Camera,
    /// What is chosen.
    pub selection: &'a Selection,
    /// Whether the map may be read only, as through a view link.
    pub is_read_only: bool,
}

impl Sight<'_> {
    pub(super) fn map(&self, at: ScreenPoint) -> MapPoint {
        self.camera.to_map(at)
    }

    /// What lies under a pointer of this kind.
    pub fn target(&self, at: ScreenPoint, kind: PointerKind) -> Target {
        let is_finger = kind == PointerKind::Touch;
        let (outside, inside, link) = if is_finger { (18.0, 8.0, 22.0) } else { (9.0, 6.0, 10.0) };
        let has_rim = self.camera.zoom() >= FAR && !self.is_read_only;
        let reach = Reach {
            outside: self.camera.map_length(outside),
            inside: if has_rim { self.camera.map_length(inside).min(14.0) } else { 0.0 },
            link: self.camera.map_length(link).max(10.0),
        };
        self.end_at(at, if is_finger { 22.0 } else { 12.0 })
            .unwrap_or_else(|| self.scene.at(self.map(at), reach))
    }

    /// What shape lies under a mouse that only passes over it. Among very many links it isn't asked which: that would
    /// cost more than the time between two pictures.
    pub fn shape(&self, at: ScreenPoint) -> Target {
        if self.scene.links().len() <= MOST_LINKS {
            return self.target(at, PointerKind::Mouse);
        }
        let at = MapRect::between(self.map(at), self.map(at));
        self.scene.cards_in(at).pop().map_or(Target::Ground, Target::Card)
    }

    /// The end of the one chosen link, within so many pixels.
    fn end_at(&self, at: ScreenPoint, reach: f64) -> Option<Target> {
        let link = self.selection.only_link().filter(|_| !self.is_read_only)?;
        let route = self.scene.route(link)?;
        let (at, reach) = (self.map(at), self.camera.map_length(reach));
        [(route.tip(), End::To), (route.start(), End::From)]
            .into_iter()
            .find(|(end, _)| (*end - at).length() <= reach)
            .map(|(_, end)| Target::End(link.clone(), end))
    }
}
