//! Publishing: a copy for reading, as a folder for a web server or as one file.

mod choices;
mod series;
mod signing;
mod work;

use causeway_model::Path;
use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::platform::task;
use crate::state::library::Library;
use crate::state::publishing::{Choices, Ledger};
use crate::state::session::Session;
use crate::ui::Dialog;

use choices::ChoicesForm;
use series::Series;
use signing::Signing;
use work::Work;

/// What the parts of the dialog share.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    library: Option<Library>,
    /// What this device keeps of the publishing of the workspace; `None` until that is read.
    ledger: RwSignal<Option<Ledger>>,
    stage: RwSignal<Stage>,
    fault: RwSignal<Option<String>>,
    /// Rises with every beginning: what was begun before is given up.
    run: StoredValue<u32>,
}

/// How far publishing has come.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// The publisher is choosing.
    Choosing,
    /// Texts may still name somebody: the publisher looks at them.
    Looking(Vec<Path>),
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

impl Desk {
    fn choices(self) -> Choices {
        self.ledger
            .with(|ledger| ledger.as_ref().map(|ledger| ledger.choices.clone()))
            .unwrap_or_default()
    }

    /// Changes what is kept, on this device as well.
    fn change(self, change: impl FnOnce(&mut Ledger)) {
        let Some(Some(mut ledger)) = self.ledger.try_get_untracked() else { return };
        change(&mut ledger);
        self.keep(&ledger);
        self.ledger.try_set(Some(ledger));
    }

    fn choose(self, choose: impl FnOnce(&mut Choices)) {
        self.change(|ledger| choose(&mut ledger.choices));
        self.fault.try_set(None);
        self.stage.try_set(Stage::Choosing);
    }

    fn keep(self, ledger: &Ledger) {
        let (text, document) = (ledger.write(), self.session.document());
        let Some(library) = self.library else { return };
        task::spawn(async move {
            // Where nothing can be kept the banner of the workspace says so; the dialog remembers it.
            let _ = library.vault().await.keep_publishing(document, &text).await;
        });
    }

    /// Reads what is kept.
    fn recall(self) {
        let (library, document) = (self.library, self.session.document());
        task::spawn(async move {
            let kept = match library {
                Some(library) => library.vault().await.publishing(document).await,
                None => None,
            };
            let kept = kept.map(|text| Ledger::read(&text)).unwrap_or_default();
            self.ledger.try_set(Some(kept));
        });
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
    let desk = Desk {
        session,
        library: use_context(),
        ledger: RwSignal::new(None),
        stage: RwSignal::new(Stage::Choosing),
        fault: RwSignal::new(None),
        run: StoredValue::new(0),
    };
    desk.recall();
    let is_here = Memo::new(move |_| desk.ledger.with(Option::is_some));
    let is_made = Memo::new(move |_| matches!(desk.stage.get(), Stage::Made { .. }));
    view! {
        <Dialog title=Key::PublishTitle close>
            <p class="lede">{t(Key::PublishSaid)}</p>
            <Show when=move || is_here.get()>
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
