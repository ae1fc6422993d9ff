//! Icons: one drawing each, in the colour of the text beside them.

use causeway_model::NodeKind;
use leptos::prelude::*;

/// What an icon draws; its name is the symbol's in `icons.svg`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A flag on land: an objective.
    Objective,
    /// A tide gauge: a kpi.
    Kpi,
    /// A lever: a driver.
    Driver,
    /// Steps: an initiative.
    Initiative,
    /// A reef: a risk.
    Risk,
    /// From one to another.
    Link,
    /// A step back.
    Undo,
    /// A step forward again.
    Redo,
    /// A lens.
    Find,
    /// Add.
    Plus,
    /// Less.
    Minus,
    /// Done.
    Check,
    /// Close, or take away.
    Close,
    /// Everything on the screen.
    Fit,
    /// What leads here.
    Focus,
    /// One to many.
    Share,
    /// The moon.
    Night,
    /// The sun.
    Day,
    /// The device's own choice.
    Device,
    /// Waiting, or old.
    Clock,
    /// A folder.
    Open,
    /// Two links of a chain.
    Join,
    /// Three dots.
    More,
    /// To the right.
    Next,
    /// To this device.
    Download,
    /// A bin.
    Delete,
    /// Two sheets.
    Copy,
    /// Someone.
    Person,
    /// A box.
    Archive,
    /// Back to what it was.
    Restore,
    /// A light that warns.
    Signal,
    /// A keyboard.
    Keys,
    /// A question.
    Help,
    /// Dots that lead to each other: the map.
    Map,
    /// Lines that are indented: the outline.
    Outline,
    /// A written page: the brief.
    Page,
    /// Bands above each other.
    Lanes,
    /// A map in the corner of a map.
    Minimap,
    /// An eye.
    Eye,
    /// A printer.
    Print,
}

impl From<NodeKind> for Glyph {
    fn from(kind: NodeKind) -> Self {
        match kind {
            NodeKind::Objective => Self::Objective,
            NodeKind::Kpi => Self::Kpi,
            NodeKind::Driver => Self::Driver,
            NodeKind::Initiative => Self::Initiative,
            NodeKind::Risk => Self::Risk,
        }
    }
}

impl Glyph {
    /// The address of the drawing within the page.
    pub fn href(self) -> &'static str {
        match self {
            Self::Objective => "#i-objective",
            Self::Kpi => "#i-kpi",
            Self::Driver => "#i-driver",
            Self::Initiative => "#i-initiative",
            Self::Risk => "#i-risk",
            Self::Link => "#i-link",
            Self::Undo => "#i-undo",
            Self::Redo => "#i-redo",
            Self::Find => "#i-find",
            Self::Plus => "#i-plus",
            Self::Minus => "#i-minus",
            Self::Check => "#i-check",
            Self::Close => "#i-close",
            Self::Fit => "#i-fit",
            Self::Focus => "#i-focus",
            Self::Share => "#i-share",
            Self::Night => "#i-night",
            Self::Day => "#i-day",
            Self::Device => "#i-device",
            Self::Clock => "#i-clock",
            Self::Open => "#i-open",
            Self::Join => "#i-join",
            Self::More => "#i-more",
            Self::Next => "#i-next",
            Self::Download => "#i-download",
            Self::Delete => "#i-delete",
            Self::Copy => "#i-copy",
            Self::Person => "#i-person",
            Self::Archive => "#i-archive",
            Self::Restore => "#i-restore",
            Self::Signal => "#i-signal",
            Self::Keys => "#i-keys",
            Self::Help => "#i-help",
            Self::Map => "#i-map",
            Self::Outline => "#i-outline",
            Self::Page => "#i-page",
            Self::Lanes => "#i-lanes",
            Self::Minimap => "#i-minimap",
            Self::Eye => "#i-eye",
            Self::Print => "#i-print",
        }
    }
}

/// All drawings, once on the page; icons refer to them.
#[component]
pub fn Sprite() -> impl IntoView {
    view! { <div hidden inner_html=include_str!("icons.svg")></div> }
}

/// An icon beside a word, or on a button that has a label: it says nothing by itself.
#[component]
pub fn Icon(
    /// What it draws.
    #[prop(into)]
    of: Signal<Glyph>,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
            <use href=move || of.get().href()></use>
        </svg>
    }
}

/// The causeway from the water to the land.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg viewBox="0 0 32 32" aria-hidden="true">
            <g fill="currentColor">
                <circle cx="5" cy="22.5" r="2.2"></circle>
                <circle cx="11" cy="20.3" r="2.6"></circle>
                <circle cx="16.2" cy="15.6" r="3"></circle>
                <path d="M20.3 4.5h7.2a1.5 1.5 0 0 1 1.5 1.5v6.4a1.5 1.5 0 0 1-1.5 1.5h-2.7a6 6 0 0 1-6-6V6a1.5 1.5 0 0 1 1.5-1.5Z"></path>
            </g>
            <path
                d="M3 28.2c2.2-1.5 4.3-1.5 6.5 0s4.3 1.5 6.5 0 4.3-1.5 6.5 0 4.3 1.5 6.5 0"
                fill="none"
                stroke="currentColor"
                stroke-width="1.9"
                stroke-linecap="round"
                opacity=".5"
            ></path>
        </svg>
    }
}
