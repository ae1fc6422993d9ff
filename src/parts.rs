//! The parts of the app that are fetched when they are first needed.
//!
//! The build cuts the wasm at these functions: what only one of them reaches comes in a file of its
//! own, so that a first visit loads no more than it shows. A part that can't be fetched says so, and
//! can be asked for again.
#![allow(
    clippy::unnecessary_wraps,
    reason = "fetching a part can fail even where making its view can't"
)]

mod later;

use causeway_document::Document;
use causeway_model::LinkId;
use leptos::html;
use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::actions::{Context, pasting};
use crate::dialogs::keys::KeysDialog;
use crate::dialogs::palette::PaletteDialog;
use crate::dialogs::publish::PublishDialog;
use crate::dialogs::share::ShareDialog;
use crate::dialogs::who::WhoDialog;
use crate::panels::inspector::Inspector;
use crate::panels::legend::Legend;
use crate::panels::minimap::Minimap;
use crate::panels::signals::Signals;
use crate::panels::tie_popover::TiePopover;
use crate::panels::tints::tints as work_out_tints;
use crate::panels::tour::TourCard;
use crate::platform::publication::Form;
use crate::platform::task;
use crate::state::lens::{Asking, Overlay};
use crate::state::library::Library;
use crate::state::route::{Place, Router};
use crate::state::session::Session;
use crate::state::signals::Trace;
use crate::views::brief::BriefView;
use crate::views::home::Home;
use crate::views::map::{Atlas, CartoucheWords, MapMenu, MenuChoices, Tints};
use crate::views::outline::Outline;
use crate::views::published::{PublicationView, PublishedBanner};
use crate::views::workspace::{PublishedWorkspace, VisitView};

use later::Later;

type Part = Result<AnyView, SplitLoaderError>;

#[wasm_split(home, fallible)]
fn home(library: Library, router: Router) -> Part {
    Ok(view! { <Home library router/> }.into_any())
}

#[wasm_split(workspace, fallible, preload(fetch_workspace))]
fn workspace(place: Place, library: Library, router: Router) -> Part {
    Ok(view! { <VisitView place library router/> }.into_any())
}

#[wasm_split(publication, fallible)]
fn publication(form: Form, router: Router) -> Part {
    Ok(view! { <PublicationView form router/> }.into_any())
}

#[wasm_split(publication, fallible)]
fn publish(session: Session, close: Callback<()>) -> Part {
    Ok(view! { <PublishDialog session close/> }.into_any())
}

#[wasm_split(publication, fallible)]
fn published_banner() -> Part {
    Ok(view! { <PublishedBanner/> }.into_any())
}

#[wasm_split(workspace, fallible)]
fn published_workspace(
    document: StoredValue<Option<Document>, LocalStorage>,
    router: Router,
) -> Part {
    Ok(view! { <PublishedWorkspace document router/> }.into_any())
}

#[wasm_split(panels, fallible, preload(fetch_panels))]
fn inspector(session: Session, beside: NodeRef<html::Main>) -> Part {
    Ok(view! { <Inspector session beside/> }.into_any())
}

#[wasm_split(panels, fallible)]
fn signals(session: Session, is_open: RwSignal<bool>, opener: NodeRef<html::Button>) -> Part {
    Ok(view! { <Signals session is_open opener/> }.into_any())
}

#[wasm_split(panels, fallible)]
fn outline(session: Session) -> Part {
    Ok(view! { <Outline session/> }.into_any())
}

#[wasm_split(panels, fallible)]
fn brief(session: Session, router: Router) -> Part {
    Ok(view! { <BriefView session router/> }.into_any())
}

#[wasm_split(panels, fallible)]
fn who(session: Session, close: Callback<()>) -> Part {
    Ok(view! { <WhoDialog session close/> }.into_any())
}

#[wasm_split(panels, fallible)]
fn share(session: Session, router: Router, close: Callback<()>) -> Part {
    Ok(view! { <ShareDialog session router close/> }.into_any())
}

#[wasm_split(panels, fallible)]
fn asking(asking: Asking, context: Context, close: Callback<()>) -> Part {
    Ok(match asking {
        Asking::Palette => view! { <PaletteDialog context close/> }.into_any(),
        Asking::Keys => view! { <KeysDialog close/> }.into_any(),
    })
}

#[wasm_split(panels, fallible)]
fn tie(atlas: Atlas, id: LinkId) -> Part {
    Ok(view! { <TiePopover atlas id/> }.into_any())
}

#[wasm_split(panels, fallible)]
fn paste(context: Context, text: String) -> Result<(), SplitLoaderError> {
    pasting::paste(&context, &text);
    Ok(())
}

/// Makes something of a text and adds it to the workspace; what can't be made out is said.
pub(crate) async fn paste_text(context: Context, text: String) {
    // A part that can't be fetched is asked for again with the next text.
    let _ = paste(context, text).await;
}

#[wasm_split(panels, fallible)]
fn menu(atlas: Atlas, menu: MapMenu) -> Part {
    Ok(view! { <MenuChoices atlas menu/> }.into_any())
}

#[wasm_split(panels, fallible)]
fn cartouche(atlas: Atlas, trace: Memo<Option<Trace>>) -> Part {
    Ok(view! { <CartoucheWords atlas trace/> }.into_any())
}

#[wasm_split(panels, fallible)]
fn tour(atlas: Atlas) -> Part {
    Ok(view! { <TourCard atlas/> }.into_any())
}

#[wasm_split(panels, fallible)]
fn minimap(atlas: Atlas) -> Part {
    Ok(view! { <Minimap atlas/> }.into_any())
}

#[wasm_split(panels, fallible)]
fn legend(atlas: Atlas) -> Part {
    Ok(view! { <Legend atlas/> }.into_any())
}

#[wasm_split(panels, fallible)]
fn tints(session: Session, overlay: Overlay) -> Result<Tints, SplitLoaderError> {
    Ok(work_out_tints(session, overlay))
}

/// What an overlay says of each node; the plain look needs nothing fetched.
pub(crate) async fn tints_now(session: Session, overlay: Overlay) -> Option<Tints> {
    match overlay {
        Overlay::Status => Some(Tints::default()),
        overlay => tints(session, overlay).await.ok(),
    }
}

/// The first screen.
#[component]
pub(crate) fn HomePart(library: Library, router: Router) -> impl IntoView {
    view! {
        <Later
            fetch=move || home(library, router)
            then=|| {
                task::spawn(async {
                    let _ = fetch_workspace().await;
                });
            }
        />
    }
}

/// A visit to a workspace.
#[component]
pub(crate) fn WorkspacePart(place: Place, library: Library, router: Router) -> impl IntoView {
    view! {
        <Later
            fetch=move || workspace(place.clone(), library, router)
            then=|| {
                task::spawn(async {
                    let _ = fetch_panels().await;
                });
            }
        />
    }
}

/// The publication that this page is. It begins on the brief, which is in the panels.
#[component]
pub(crate) fn PublicationPart(form: Form, router: Router) -> impl IntoView {
    task::spawn(async {
        let _ = fetch_workspace().await;
        let _ = fetch_panels().await;
    });
    view! { <Later fetch=move || publication(form.clone(), router)/> }
}

/// The dialog that publishes a workspace.
#[component]
pub(crate) fn PublishPart(session: Session, close: Callback<()>) -> impl IntoView {
    view! { <Later fetch=move || publish(session, close)/> }
}

/// What is said above a publication.
#[component]
pub(crate) fn PublishedBannerPart() -> impl IntoView {
    view! { <Later fetch=published_banner/> }
}

/// The workspace of a publication.
#[component]
pub(crate) fn PublishedWorkspacePart(
    document: StoredValue<Option<Document>, LocalStorage>,
    router: Router,
) -> impl IntoView {
    view! { <Later fetch=move || published_workspace(document, router)/> }
}

/// The inspector.
#[component]
pub(crate) fn InspectorPart(session: Session, beside: NodeRef<html::Main>) -> impl IntoView {
    view! { <Later fetch=move || inspector(session, beside)/> }
}

/// The signals beside the map.
#[component]
pub(crate) fn SignalsPart(
    session: Session,
    is_open: RwSignal<bool>,
    opener: NodeRef<html::Button>,
) -> impl IntoView {
    view! { <Later fetch=move || signals(session, is_open, opener)/> }
}

/// The outline.
#[component]
pub(crate) fn OutlinePart(session: Session) -> impl IntoView {
    view! { <Later fetch=move || outline(session)/> }
}

/// The leader's page.
#[component]
pub(crate) fn BriefPart(session: Session, router: Router) -> impl IntoView {
    view! { <Later fetch=move || brief(session, router)/> }
}

/// The dialog that asks who somebody is.
#[component]
pub(crate) fn WhoPart(session: Session, close: Callback<()>) -> impl IntoView {
    view! { <Later fetch=move || who(session, close)/> }
}

/// The dialog that shares a workspace.
#[component]
pub(crate) fn SharePart(session: Session, router: Router, close: Callback<()>) -> impl IntoView {
    view! { <Later fetch=move || share(session, router, close)/> }
}

/// The palette, or the sheet of keys.
#[component]
pub(crate) fn AskingPart(asked: Asking, context: Context, close: Callback<()>) -> impl IntoView {
    view! { <Later fetch=move || asking(asked, context, close)/> }
}

/// The fields on a link.
#[component]
pub(crate) fn TiePart(atlas: Atlas, id: LinkId) -> impl IntoView {
    view! { <Later fetch=move || tie(atlas, id.clone())/> }
}

/// The whole map, small.
#[component]
pub(crate) fn MinimapPart(atlas: Atlas) -> impl IntoView {
    view! { <Later fetch=move || minimap(atlas)/> }
}

/// What the colours of an overlay mean.
#[component]
pub(crate) fn LegendPart(atlas: Atlas) -> impl IntoView {
    view! { <Later fetch=move || legend(atlas)/> }
}

/// The short tour.
#[component]
pub(crate) fn TourPart(atlas: Atlas) -> impl IntoView {
    view! { <Later fetch=move || tour(atlas)/> }
}

/// The choices of the map's menu.
#[component]
pub(crate) fn MenuPart(atlas: Atlas, menu: MapMenu) -> impl IntoView {
    let opened = menu;
    view! { <Later fetch=move || self::menu(atlas, opened.clone())/> }
}

/// What the map is limited to or shows a way through.
#[component]
pub(crate) fn CartouchePart(atlas: Atlas, trace: Memo<Option<Trace>>) -> impl IntoView {
    view! { <Later fetch=move || cartouche(atlas, trace)/> }
}
