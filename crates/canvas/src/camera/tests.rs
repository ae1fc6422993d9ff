use proptest::prelude::*;

use super::*;

const VIEW: ScreenSize = ScreenSize::new(1000.0, 600.0);

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-6 * (1.0 + a.abs().max(b.abs()))
}

#[test]
fn fitting_a_large_map_shows_all_of_it() {
    let content = MapRect { left: -500.0, top: 100.0, width: 4000.0, height: 900.0 };
    let seen = Camera::fitted(content, VIEW, 40.0).visible(VIEW);
    assert_eq!(seen.united(content), seen);
    assert!(close(seen.centre().x, content.centre().x));
}

#[test]
fn fitting_a_single_card_does_not_blow_it_up() {
    let card = MapRect::around(MapPoint::new(0.0, 0.0), 212.0, 126.0);
    assert!(close(Camera::fitted(card, VIEW, 40.0).zoom(), CLOSEST_FIT));
}

#[test]
fn a_map_that_was_pushed_away_keeps_a_corner_in_view() {
    let content = MapRect { left: 0.0, top: 0.0, width: 400.0, height: 300.0 };
    let lost = Camera::default().panned(ScreenVector::new(-9000.0, 9000.0));
    let kept = lost.kept_over(content, VIEW, 60.0);
    assert!(kept.visible(VIEW).overlaps(content));
}

#[test]
fn what_another_window_shows_is_all_in_view_whatever_its_shape() {
    let theirs = Camera::looking_at(MapPoint::new(-300.0, 40.0), 0.8);
    for (width, height) in [(390.0, 700.0), (1280.0, 800.0), (3840.0, 900.0)] {
        let seen = theirs.visible(ScreenSize::new(width, height));
        let mine = Camera::showing(seen, VIEW);
        let visible = mine.visible(VIEW);
        assert!(visible.left <= seen.left + 1e-6 && visible.right() >= seen.right() - 1e-6);
        assert!(visible.top <= seen.top + 1e-6 && visible.bottom() >= seen.bottom() - 1e-6);
        assert!(close(visible.centre().x, seen.centre().x));
    }
}

#[test]
fn a_window_of_the_same_size_sees_the_same() {
    let theirs = Camera::looking_at(MapPoint::new(-300.0, 40.0), 2.5);
    let mine = Camera::showing(theirs.visible(VIEW), VIEW);
    assert!(close(mine.zoom(), 2.5) && close(mine.offset().x, theirs.offset().x));
}

#[test]
fn revealing_what_is_in_view_moves_nothing() {
    let card = MapRect::around(MapPoint::new(300.0, 300.0), 212.0, 126.0);
    let camera = Camera::default();
    assert_eq!(camera.revealing(card, VIEW, 20.0), camera);
}

#[test]
fn revealing_what_is_outside_moves_just_enough() {
    let card = MapRect::around(MapPoint::new(1200.0, 300.0), 212.0, 126.0);
    let camera = Camera::default().revealing(card, VIEW, 20.0);
    assert!(close(camera.to_screen(MapPoint::new(card.right(), 0.0)).x, 980.0));
}

proptest! {
    #[test]
    fn zooming_keeps_the_point_under_the_pointer(
        x in -1e4..1e4, y in -1e4..1e4, zoom in 0.04..4.0, at_x in 0.0..1000.0, at_y in 0.0..600.0, factor in 0.01..100.0,
    ) {
        let camera = Camera::looking_at(MapPoint::new(x, y), zoom);
        let about = ScreenPoint::new(at_x, at_y);
        let before = camera.to_map(about);
        let after = camera.zoomed(about, factor).to_map(about);
        prop_assert!(close(before.x, after.x) && close(before.y, after.y));
    }

    #[test]
    fn no_request_makes_a_camera_that_is_not_finite(
        x in prop::num::f64::ANY, y in prop::num::f64::ANY, factor in prop::num::f64::ANY,
    ) {
        let camera = Camera::looking_at(MapPoint::new(x, y), factor)
            .panned(ScreenVector::new(y, x))
            .zoomed(ScreenPoint::new(x, y), factor);
        prop_assert!(camera.offset().x.is_finite() && camera.offset().y.is_finite());
        prop_assert!(ZOOM_RANGE.contains(&camera.zoom()));
    }

    #[test]
    fn screen_and_map_are_each_others_inverse(
        x in -1e4..1e4, y in -1e4..1e4, zoom in 0.04..4.0, px in -1e4..1e4, py in -1e4..1e4,
    ) {
        let camera = Camera::looking_at(MapPoint::new(x, y), zoom);
        let back = camera.to_map(camera.to_screen(MapPoint::new(px, py)));
        prop_assert!(close(back.x, px) && close(back.y, py));
    }
}

#[test]
fn a_large_map_opens_at_its_right_with_what_lies_before_it() {
    let content = MapRect { left: 0.0, top: 0.0, width: 4000.0, height: 3000.0 };
    let first = MapRect { left: 3700.0, top: 1400.0, width: 212.0, height: 116.0 };
    let camera = Camera::opening(content, first, VIEW, 40.0, 0.5);
    assert!(close(camera.to_screen(MapPoint::new(first.right(), 0.0)).x, VIEW.width - 40.0));
    assert!(close(camera.to_screen(first.centre()).y, VIEW.middle().y));
    assert!(close(camera.zoom(), 0.5));
}

#[test]
fn a_map_that_is_lower_than_the_view_opens_in_the_middle_of_its_height() {
    let content = MapRect { left: 0.0, top: 0.0, width: 4000.0, height: 400.0 };
    let first = MapRect { left: 3788.0, top: 0.0, width: 212.0, height: 116.0 };
    let camera = Camera::opening(content, first, VIEW, 40.0, 0.7);
    assert!(close(camera.to_screen(content.centre()).y, VIEW.middle().y));
}

#[test]
fn opening_shows_no_more_than_a_margin_beside_a_map_that_fills_the_view() {
    let content = MapRect { left: 0.0, top: 0.0, width: 4000.0, height: 3000.0 };
    for top in [0.0, 1500.0, 2884.0] {
        let first = MapRect { left: 3000.0, top, width: 212.0, height: 116.0 };
        let seen = Camera::opening(content, first, VIEW, 40.0, 1.0).visible(VIEW);
        assert!(seen.top >= -40.0 - 1e-6 && seen.bottom() <= 3040.0 + 1e-6, "{top}");
        assert!(seen.overlaps(first), "{top}");
    }
}

#[test]
fn objectives_that_are_higher_than_the_view_open_at_the_first_of_them() {
    let content = MapRect { left: 0.0, top: 0.0, width: 4000.0, height: 3000.0 };
    let first = MapRect { left: 3788.0, top: 0.0, width: 212.0, height: 3000.0 };
    let camera = Camera::opening(content, first, VIEW, 40.0, 1.0);
    assert!(close(camera.to_screen(MapPoint::new(0.0, 0.0)).y, 40.0));
}
