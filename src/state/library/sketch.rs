//! The small picture of a workspace's map that is kept with its entry, so that Home draws it without opening it.

use causeway_canvas::{MapPoint, Placed};
use causeway_insight::status::Status;
use causeway_model::{Json, NodeKind};
use serde_json::json;

/// A sketch of a larger map leaves cards out: they would be drawn on top of each other.
const MOST: usize = 240;

/// Coordinates beyond this, in map units, were written to do harm.
const FARTHEST: f64 = 1e7;

/// Where cards lie on a map, how each is doing, and which are linked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    /// The cards.
    pub cards: Vec<(Placed, Status)>,
    /// The links, by the places of their ends among the cards.
    pub links: Vec<(usize, usize)>,
}

impl Sketch {
    /// A sketch of a map; what is too much for a small picture is left out.
    pub fn of(cards: Vec<(Placed, Status)>, links: Vec<(usize, usize)>) -> Self {
        if cards.len() <= MOST {
            return Self { cards, links };
        }
        let step = cards.len().div_ceil(MOST);
        Self { cards: cards.into_iter().step_by(step).collect(), links: Vec::new() }
    }

    /// The sketch as it is noted: whole map units are near enough.
    pub(super) fn note(&self) -> Json {
        let card = |(card, status): &(Placed, Status)| {
            let at = card.centre;
            json!([card.kind.as_str(), status.as_str(), at.x.round(), at.y.round()])
        };
        json!({
            "cards": self.cards.iter().map(card).collect::<Vec<_>>(),
            "links": self.links,
        })
    }

    /// Reads what was noted; a part that can't be read is left out.
    pub(super) fn read(note: &Json) -> Option<Self> {
        let list = |key: &str| note.get(key)?.as_array();
        let cards: Vec<_> = list("cards")?.iter().take(MOST).map_while(card).collect();
        let links = list("links").into_iter().flatten().filter_map(|link| {
            let end = |at: usize| usize::try_from(link.get(at)?.as_u64()?).ok();
            let (from, to) = (end(0)?, end(1)?);
            (from < cards.len() && to < cards.len()).then_some((from, to))
        });
        let links = links.collect();
        Some(Self { cards, links })
    }
}

fn card(note: &Json) -> Option<(Placed, Status)> {
    let kind = NodeKind::parse(note.get(0)?.as_str()?)?;
    let word = note.get(1)?.as_str()?;
    let status = Status::ALL.into_iter().find(|status| status.as_str() == word);
    let place = |at: usize| note.get(at)?.as_f64().filter(|place| place.abs() < FARTHEST);
    Some((Placed { kind, centre: MapPoint::new(place(2)?, place(3)?) }, status.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> (Placed, Status) {
        (Placed { kind: NodeKind::Kpi, centre: MapPoint::new(x, y) }, Status::Watch)
    }

    #[test]
    fn a_sketch_reads_back_in_whole_units() {
        let sketch = Sketch::of(vec![at(0.4, -20.0), at(300.0, 7.0)], vec![(0, 1)]);
        let kept = Sketch::of(vec![at(0.0, -20.0), at(300.0, 7.0)], vec![(0, 1)]);
        assert_eq!(Sketch::read(&sketch.note()), Some(kept));
    }

    #[test]
    fn a_large_map_is_thinned_out() {
        let sketch = Sketch::of(vec![at(0.0, 0.0); 1000], vec![(0, 999)]);
        assert!(sketch.cards.len() <= MOST);
        assert!(sketch.links.is_empty());
    }

    #[test]
    fn what_was_not_written_here_is_left_out() {
        let broken = json!({
            "cards": [["kpi", "ok", 1, 2], ["kpi", "ok", 1e300, 2]],
            "links": [[0, 7], "x", [0, 0]],
        });
        let read = Sketch::read(&broken).unwrap();
        assert_eq!((read.cards.len(), read.links), (1, vec![(0, 0)]));
        assert_eq!(Sketch::read(&json!([])), None);
    }
}
