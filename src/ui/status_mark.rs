//! The state of a measure, by shape, by colour and in a word.

use causeway_insight::status::Status;
use leptos::prelude::*;

use crate::i18n::{Key, say};

/// The shapes of state: a disc, a triangle, a diamond, a broken ring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Fine: a disc.
    Ok,
    /// To be watched: a triangle.
    Watch,
    /// Someone must act: a diamond.
    Act,
    /// There is no value to judge: a broken ring.
    #[default]
    NoData,
    /// It can't be told: the same ring, with its own word.
    Unknown,
}

impl From<Status> for Mark {
    fn from(status: Status) -> Self {
        match status {
            Status::Ok => Self::Ok,
            Status::Watch => Self::Watch,
            Status::Act => Self::Act,
            Status::NoData => Self::NoData,
            Status::Unknown => Self::Unknown,
        }
    }
}

impl Mark {
    /// The value of `data-st`, which gives the colour.
    pub fn state(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Watch => "watch",
            Self::Act => "act",
            Self::NoData | Self::Unknown => "none",
        }
    }

    /// The address of the drawing within the page.
    pub fn href(self) -> &'static str {
        match self {
            Self::Ok => "#st-ok",
            Self::Watch => "#st-watch",
            Self::Act => "#st-act",
            Self::NoData | Self::Unknown => "#st-none",
        }
    }

    /// Its word.
    pub fn word(self) -> Key {
        match self {
            Self::Ok => Key::StatusOk,
            Self::Watch => Key::StatusWatch,
            Self::Act => Key::StatusAct,
            Self::NoData => Key::StatusNoData,
            Self::Unknown => Key::StatusUnknown,
        }
    }
}

/// A state's shape; its word is written beside it, or spoken.
#[component]
pub fn StatusMark(
    /// The state.
    #[prop(into)]
    of: Signal<Mark>,
    /// Whether its word is spoken; leave it out where the word stands beside.
    #[prop(optional)]
    spoken: bool,
) -> impl IntoView {
    view! {
        <svg
            class="st"
            data-st=move || of.get().state()
            viewBox="0 0 20 20"
            role=spoken.then_some("img")
            aria-label=move || spoken.then(|| say(of.get().word()))
            aria-hidden=(!spoken).then_some("true")
        >
            <use href=move || of.get().href()></use>
        </svg>
    }
}
