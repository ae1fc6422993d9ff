//! Where something fits beside what must stay seen.

use causeway_model::order::Arrange as _;

use crate::units::{MapPoint, MapRect};

/// A place for a rectangle of this size as near to a point as it goes: within `room`, at a distance of at least `gap`
/// from the point and from each of `seen`.
///
/// Tried are the places whose edges touch those of what is seen, or stand straight over or under the point. Where none
/// is free, it lies under the point as far as there is room, whatever it covers.
pub fn aside(
    (width, height): (f64, f64),
    at: MapPoint,
    seen: &[MapRect],
    room: MapRect,
    gap: f64,
) -> MapRect {
    let kept: Vec<MapRect> =
        seen.iter().copied().chain([MapRect::between(at, at)]).map(|it| it.grown(gap)).collect();
    let middle = at.x - width / 2.0;
    let lefts = kept.iter().flat_map(|it| [it.right(), it.left - width]).chain([middle]);
    let lefts: Vec<f64> = lefts.map(|left| within(left, room.left, room.right() - width)).collect();
    let tops =
        kept.iter().flat_map(|it| [it.bottom(), it.top - height]).chain([at.y - height / 2.0]);
    let tops: Vec<f64> = tops.map(|top| within(top, room.top, room.bottom() - height)).collect();
    let places = lefts
        .iter()
        .flat_map(|&left| tops.iter().map(move |&top| MapRect { left, top, width, height }));
    // What touches the edge of what is seen doesn't cover it.
    let is_free = |place: &MapRect| !kept.iter().any(|it| place.grown(-1e-6).overlaps(*it));
    let mut free: Vec<MapRect> = places.filter(is_free).collect();
    free.arrange_by(|a, b| (a.centre() - at).length().total_cmp(&(b.centre() - at).length()));
    free.first().copied().unwrap_or(MapRect {
        left: within(middle, room.left, room.right() - width),
        top: within(at.y + gap, room.top, room.bottom() - height),
        width,
        height,
    })
}

fn within(value: f64, least: f64, most: f64) -> f64 {
    value.min(most).max(least)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ROOM: MapRect = MapRect { left: 0.0, top: 0.0, width: 1200.0, height: 800.0 };
    const SIZE: (f64, f64) = (340.0, 200.0);
    const GAP: f64 = 16.0;

    fn card(x: f64, y: f64) -> MapRect {
        MapRect::around(MapPoint::new(x, y), 212.0, 126.0)
    }

    #[test]
    fn between_two_cards_that_lie_beside_each_other_it_goes_under_both() {
        let cards = [card(400.0, 400.0), card(700.0, 400.0)];
        let place = aside(SIZE, MapPoint::new(550.0, 400.0), &cards, ROOM, GAP);
        assert_eq!((place.centre().x, place.top), (550.0, 463.0 + GAP));
    }

    #[test]
    fn at_the_lower_end_of_the_room_it_goes_over_them() {
        let cards = [card(400.0, 700.0), card(700.0, 700.0)];
        let place = aside(SIZE, MapPoint::new(550.0, 700.0), &cards, ROOM, GAP);
        assert_eq!((place.centre().x, place.bottom()), (550.0, 637.0 - GAP));
    }

    #[test]
    fn on_a_long_link_it_stays_at_the_link() {
        let cards = [card(106.0, 100.0), card(1094.0, 700.0)];
        let place = aside(SIZE, MapPoint::new(600.0, 400.0), &cards, ROOM, GAP);
        assert!((place.centre().x - 600.0).abs() < 1e-9);
        assert!((place.centre().y - 400.0).abs() <= 100.0 + GAP);
    }

    proptest! {
        #[test]
        fn it_stays_in_the_room_and_covers_nothing_that_must_be_seen_where_there_is_a_band_free(
            x in 0.0..1200.0, y in 120.0..680.0, ends in proptest::array::uniform2((106.0..1094.0, 260.0..540.0))
        ) {
            let cards = ends.map(|(x, y)| card(x, y));
            let place = aside(SIZE, MapPoint::new(x, y), &cards, MapRect { height: 1000.0, ..ROOM }, GAP);
            prop_assert!(place.left >= 0.0 && place.right() <= 1200.0 && place.top >= 0.0 && place.bottom() <= 1000.0);
            for card in cards {
                prop_assert!(!place.overlaps(card), "{place:?} {card:?}");
            }
        }
    }
}
