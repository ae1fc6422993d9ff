use proptest::prelude::*;

use super::*;

fn placed(kind: NodeKind, x: f64, y: f64) -> Placed {
    Placed { kind, centre: MapPoint::new(x, y) }
}

#[test]
fn a_link_with_the_flow_leaves_on_the_right() {
    let (from, to) = (placed(NodeKind::Driver, 0.0, 0.0), placed(NodeKind::Kpi, 344.0, 80.0));
    assert_eq!(leaving_rim(from, to), Rim::Right);
    let route = route(from, to, Ports::default());
    assert_eq!(route.path(), "M106.0 0.0C165.5 0.0 165.5 80.0 225.0 80.0");
}

#[test]
fn a_link_to_a_card_just_above_leaves_by_the_top() {
    let (from, to) = (placed(NodeKind::Driver, 0.0, 0.0), placed(NodeKind::Kpi, 190.0, -150.0));
    assert_eq!(leaving_rim(from, to), Rim::Top);
}

#[test]
fn a_link_back_keeps_clear_of_the_link_forth() {
    let (left, right) = (placed(NodeKind::Driver, 0.0, 0.0), placed(NodeKind::Kpi, 344.0, 0.0));
    let forth = route(left, right, Ports::default());
    let back = route(right, left, Ports::default());
    assert!(forth.sign().distance(back.sign()) > 40.0);
    assert!(back.label().y < left.rect().top);
}

#[test]
fn links_that_enter_beside_each_other_do_not_touch() {
    let (from, to) = (placed(NodeKind::Driver, 0.0, 0.0), placed(NodeKind::Kpi, 344.0, 0.0));
    let upper = route(from, to, Ports { leave: -9.0, enter: -12.0 });
    let lower = route(from, to, Ports { leave: 9.0, enter: 12.0 });
    assert!(upper.sign().distance(lower.sign()) > 20.0);
}

#[test]
fn the_sign_sits_on_the_line_before_the_head() {
    let (from, to) = (placed(NodeKind::Risk, 0.0, 0.0), placed(NodeKind::Driver, 344.0, 0.0));
    let route = route(from, to, Ports::default());
    assert!(route.distance(route.sign()) < 1.0);
    assert!((route.tip().x - route.sign().x - SIGN_BEFORE).abs() < 8.0);
}

fn cards() -> impl Strategy<Value = Placed> {
    (0..NodeKind::ALL.len(), -1500.0..1500.0, -1500.0..1500.0)
        .prop_map(|(kind, x, y)| placed(NodeKind::ALL[kind], x, y))
}

proptest! {
    #[test]
    fn routes_start_and_end_on_rims(
        from in cards(), to in cards(), leave in -40.0..40.0, enter in -40.0..40.0,
    ) {
        let route = route(from, to, Ports { leave, enter });
        let (start, tip) = (route.start(), route.tip());
        let rect = from.rect();
        let on_top = (start.y - rect.top).abs() < 1e-9;
        let on_right =
            (start.x - rect.right() + right_inset(from.kind, start.y - from.centre.y)).abs() < 1e-9;
        prop_assert!(on_top || on_right);
        let entered = to.rect().left + left_inset(to.kind, tip.y - to.centre.y);
        prop_assert!((tip.x - entered + TIP_GAP).abs() < 1e-9);
        prop_assert!(!route.path().contains("NaN"));
        prop_assert!(route.bounds().contains(route.sign()));
        prop_assert!(route.bounds().contains(route.label()));
    }
}
