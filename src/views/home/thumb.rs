//! A workspace's map, small: its cards on the water, or only the water where it isn't known yet.

use causeway_canvas::{MapRect, Placed, Ports, outline, route};
use causeway_insight::status::Status;
use causeway_model::NodeKind;
use leptos::prelude::*;

use crate::state::library::Sketch;
use crate::ui::Mark;

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 132.0;

/// Room around the cards.
const MARGIN: f64 = 22.0;

/// A small map isn't blown up over the whole picture.
const LARGEST: f64 = 0.2;

/// How far the coast lies before the first objective.
const BEFORE_LAND: f64 = 12.0;

/// Where a map lies in the picture.
#[derive(Clone, Copy)]
struct Fit {
    scale: f64,
    left: f64,
    top: f64,
}

impl Fit {
    fn of(map: MapRect) -> Self {
        let room = |whole: f64| whole - 2.0 * MARGIN;
        let scale =
            (room(WIDTH) / map.width.max(1.0)).min(room(HEIGHT) / map.height.max(1.0)).min(LARGEST);
        let centre = map.centre();
        Self { scale, left: WIDTH / 2.0 - centre.x * scale, top: HEIGHT / 2.0 - centre.y * scale }
    }

    fn x(self, x: f64) -> f64 {
        self.left + x * self.scale
    }

    fn y(self, y: f64) -> f64 {
        self.top + y * self.scale
    }
}

/// The picture of one workspace, or of a case to begin from; its water is drawn by its name.
#[component]
pub(super) fn Thumb(name: String, sketch: Option<Sketch>) -> impl IntoView {
    let drawn = sketch.and_then(|sketch| {
        let bounds = sketch.cards.iter().map(|(card, _)| card.rect()).reduce(MapRect::united)?;
        Some((sketch, Fit::of(bounds)))
    });
    let coast = drawn.as_ref().map(|(sketch, fit)| coast(sketch, *fit));
    view! {
        <svg
            class="thumb"
            viewBox=format!("0 0 {WIDTH} {HEIGHT}")
            preserveAspectRatio="xMidYMid slice"
            aria-hidden="true"
        >
            <Water name coast/>
            {drawn.map(|(sketch, fit)| view! { <Cards sketch fit/> })}
        </svg>
    }
}

/// Before the objectives that lie right of everything else; beyond the picture where there are none.
fn coast(sketch: &Sketch, fit: Fit) -> f64 {
    let left = |is_goal: bool| {
        let cards = sketch
            .cards
            .iter()
            .filter(move |(card, _)| (card.kind == NodeKind::Objective) == is_goal);
        cards.map(|(card, _)| card.rect())
    };
    let land = left(true).map(|goal| fit.x(goal.left)).reduce(f64::min);
    let sea = left(false).map(|card| fit.x(card.right())).reduce(f64::max).unwrap_or(0.0);
    match land {
        Some(land) if land > sea => (land - BEFORE_LAND).max(f64::midpoint(land, sea)),
        Some(_) => WIDTH - MARGIN,
        None => WIDTH + MARGIN,
    }
}

/// The cards, the links between them, and the shapes of what must be seen to.
#[component]
fn Cards(sketch: Sketch, fit: Fit) -> impl IntoView {
    let place = |card: &Placed| (*card, fit);
    let links = sketch.links.iter().filter_map(|(from, to)| {
        let (from, to) = (sketch.cards.get(*from)?.0, sketch.cards.get(*to)?.0);
        let path = route(from, to, Ports::default()).path();
        Some(view! { <path class="t-link" d=path></path> })
    });
    let cards = sketch.cards.iter().map(|(card, status)| {
        let at = format!("translate({:.0} {:.0})", card.centre.x, card.centre.y);
        let class = if card.kind == NodeKind::Objective { "t-goal" } else { "t-card" };
        view! { <path class=class data-st=Mark::from(*status).state() transform=at d=outline(card.kind, 0.0)></path> }
    });
    let marks = sketch.cards.iter().filter_map(|(card, status)| mark(place(card), *status));
    let transform = format!("translate({:.2} {:.2}) scale({:.4})", fit.left, fit.top, fit.scale);
    view! {
        <g transform=transform>{links.collect_view()} {cards.collect_view()}</g>
        {marks.collect_view()}
    }
}

/// The shape of a state that asks for something, at a card's upper left.
fn mark((card, fit): (Placed, Fit), status: Status) -> Option<impl IntoView> {
    let shape = match status {
        Status::Act => "M0-5.4L5.4 0 0 5.4-5.4 0Z",
        Status::Watch => "M0-5L5.6 4.6H-5.6Z",
        Status::Ok | Status::NoData | Status::Unknown => return None,
    };
    let rect = card.rect();
    let at = format!("translate({:.1} {:.1})", fit.x(rect.left) + 1.0, fit.y(rect.top) + 1.0);
    Some(
        view! { <path class="t-mark" data-st=Mark::from(status).state() transform=at d=shape></path> },
    )
}

/// The water before the coast: where no map is known, every workspace has a coast of its own, by its name.
#[component]
fn Water(name: String, coast: Option<f64>) -> impl IntoView {
    let draw =
        name.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    let part = |shift: u32, most: u32| f64::from((draw >> shift) % most);
    let coast = coast.unwrap_or_else(|| 196.0 + part(3, 56));
    let (bend, deep) = (6.0 + part(9, 12), 60.0 + part(15, 50));
    let line = |x: f64, bend: f64| {
        let [a, b, c, d] = [x - bend, x + bend, x + bend * 0.6, x - bend * 0.4];
        format!("M{x:.1} 0C{a:.1} 36 {b:.1} 60 {c:.1} 86S{d:.1} 121 {x:.1} {HEIGHT}")
    };
    let area = |x: f64, bend: f64| format!("{}H{WIDTH}V0Z", line(x, bend));
    let shore =
        (coast < WIDTH).then(|| view! { <path class="t-shore" d=area(coast, bend)></path> });
    view! {
        <path class="t-deep" d=format!("M0 0H{WIDTH}V{HEIGHT}H0Z")></path>
        <path class="t-mid" d=area(deep, -bend)></path>
        <path class="fathom" d=line(deep + (coast.min(WIDTH) - deep) * 0.5, bend * 0.8)></path>
        {shore}
    }
}
