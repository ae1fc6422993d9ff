//! Publishing: a copy for reading, as a folder for a web server or as one file.

mod choices;
mod desk;
mod series;
mod signing;
mod work;

use causeway_publish::Mention;
use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::platform::files;
use crate::state::session::Session;
use crate::ui::{Dialog, Fault, Glyph, Icon, Mark, StatusMark};

use choices::ChoicesForm;
use desk::Desk;
use series::Series;
use signing::Signing;
use work::Work;

/// How far publishing has come.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// The publisher is choosing.
    Choosing,
    /// Texts may still name somebody: the publisher looks at them.
    Looking(Vec<Mention>),
    /// The app's files are being gathered: how many came, and how many are needed.
    Gathering(usize, usize),
    /// The files are being put together.
    Packing,
    /// It is made, and was handed to the person.
    Made {
        /// What the file is called.
        name: String,
        /// The version's place in the series.
        sequence: u64,
        /// Whether it is one page.
        is_single: bool,
    },
}

impl Stage {
    fn is_working(&self) -> bool {
        matches!(self, Self::Gathering(..) | Self::Packing)
    }
}

/// Everything about publishing an open workspace.
#[component]
pub fn PublishDialog(
    /// The open workspace.
    session: Session,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let desk = Desk::new(session);
    desk.recall();
    let is_here = Memo::new(move |_| desk.ledger.with(Option::is_some));
    let is_made = Memo::new(move |_| matches!(desk.stage.get(), Stage::Made { .. }));
    view! {
        <Dialog title=Key::PublishTitle close>
            <p class="lede">{t(Key::PublishSaid)}</p>
            <Aside desk/>
            <Show
                when=move || is_here.get()
                fallback=move || view! { <Fault id="publish-recall".to_owned() text=desk.fault/> }
            >
                <Show when=move || !is_made.get()>
                    <ChoicesForm desk/>
                    <Signing desk/>
                    <Series desk/>
                </Show>
                <Work desk close/>
            </Show>
        </Dialog>
    }
}

/// What was kept of publishing and can't be read: it isn't lost.
#[component]
fn Aside(desk: Desk) -> impl IntoView {
    let is_there = Memo::new(move |_| desk.aside.with(Option::is_some));
    let save = move |_| {
        if let Some(text) = desk.aside.get_untracked() {
            files::download("causeway-publishing-aside.txt", "text/plain", text.as_bytes());
        }
    };
    view! {
        <Show when=move || is_there.get()>
            <div class="notice" data-tone="watch" role="alert">
                <StatusMark of=Mark::Watch/>
                <div class="stack">
                    <p>{t(Key::PublishAside)}</p>
                    <div class="row">
                        <button class="button" type="button" data-size="s" on:click=save>
                            <Icon of=Glyph::Download/>
                            {t(Key::PublishAsideSave)}
                        </button>
                    </div>
                </div>
            </div>
        </Show>
    }
}
