//! Geometry, camera, routes, hit test, layout and gestures of the map.
//!
//! Everything here is pure: no browser, no clock, no drawing. The app turns pointer events into
//! [`gesture::Input`] and draws what comes back; a [`Scene`] knows what lies where, a [`Camera`] where the
//! reader stands.
//!
//! ```
//! use causeway_canvas::{Camera, LayoutCard, MapRect, ScreenSize, arrange, card_rect};
//! use causeway_model::{NodeId, NodeKind};
//!
//! let churn = NodeId::new("churn")?;
//! let growth = NodeId::new("growth")?;
//! let card = |id: &NodeId, kind| LayoutCard { id: id.clone(), kind, placed: None };
//! let cards = [card(&churn, NodeKind::Kpi), card(&growth, NodeKind::Objective)];
//!
//! let places = arrange(&cards, &[(churn.clone(), growth.clone())]);
//! assert!(places[&churn].x < places[&growth].x, "the map flows towards the objectives");
//!
//! let whole = cards
//!     .iter()
//!     .map(|card| card_rect(card.kind, places[&card.id]))
//!     .reduce(MapRect::united)
//!     .unwrap_or_default();
//! let camera = Camera::fitted(whole, ScreenSize::new(1200.0, 800.0), 40.0);
//! assert_eq!(camera.to_map(camera.to_screen(places[&churn])).x.round(), places[&churn].x);
//! # Ok::<(), causeway_model::BadId>(())
//! ```

mod units;

mod camera;
mod card;

pub mod chart;

mod grid;
mod route;
mod scene;

mod aside;
mod branch;
mod far;
mod ground;
mod guides;
mod lanes;
mod layout;

pub mod gesture;
mod selection;
pub mod walk;
mod ways;

pub use aside::aside;
pub use branch::Branches;
pub use camera::{Camera, ZOOM_RANGE};
pub use card::{CARD_HEIGHT, CARD_WIDTH, card_height, card_rect, left_inset, outline, right_inset};
pub use far::{FAR, Plate, dash_share};
pub use grid::Grid;
pub use ground::{Contour, Depth, coast, contours};
pub use guides::{Guide, aligned};
pub use lanes::{LaneCard, lanes};
pub use layout::{
    COLUMN, LayoutCard, Places, ROW_GAP, arrange, free_place, settle, settle_in_steps,
};
pub use route::{
    Placed, Ports, Rim, Route, TIP_GAP, leaving_rim, route, route_from_point, route_to_point,
};
pub use scene::{End, LinkRefusal, Reach, Scene, Target, Tie, link_kind};
pub use selection::Selection;
pub use units::{MapPoint, MapRect, MapVector, ScreenPoint, ScreenSize, ScreenVector};
pub use ways::{Way, circles, strongest};
