//! Home: the workspaces on this device, and the ways to a new one.

mod begin;
mod card;
mod chrome;
mod templates;
mod thumb;

use causeway_sync::ids::DocumentId;
use leptos::html;
use leptos::prelude::*;

use crate::dialogs::faulty_file::FaultyFileDialog;
use crate::dialogs::join::JoinDialog;
use crate::i18n::{Key, t};
use crate::platform::files::{self, ChosenFile};
use crate::platform::task;
use crate::state::library::{Form, Library, NotMade};
use crate::state::route::{Route, Router};
use crate::state::status::StorageTrouble;
use crate::ui::{Glyph, Icon, SkipLink};

use begin::{Bring, NotMadeNotice, Teach};
use card::WorkspaceCard;
use chrome::HomeMasthead;
pub(crate) use chrome::LanguageField;
use templates::Templates;

/// The kinds of files that open as a workspace.
pub(crate) const ACCEPTED: &str = ".json,.automerge,application/json";

/// What Home does, for the pieces that offer it.
#[derive(Clone, Copy)]
pub struct Desk {
    library: Library,
    router: Router,
    /// Why the last attempt made no workspace, and the file's name if it was one.
    failed: RwSignal<Option<(NotMade, String)>>,
    /// Whether something is being opened.
    is_busy: RwSignal<bool>,
}

impl Desk {
    /// Goes to the workspace that `made` brings, or says why there is none. While one is on its way,
    /// another press asks for no second one.
    fn open(self, name: String, made: impl Future<Output = Result<DocumentId, NotMade>> + 'static) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.failed.set(None);
        self.is_busy.set(true);
        task::spawn(async move {
            match made.await {
                // Busy until this screen is gone: a second press would still meet it, and open another.
                Ok(document) => self.router.go(Route::workspace(document)),
                Err(why) => {
                    self.is_busy.try_set(false);
                    self.failed.try_set(Some((why, name)));
                }
            }
        });
    }

    /// Opens a file as a new workspace.
    fn open_file(self, file: ChosenFile) {
        let name = file.name.clone();
        self.open(name, self.library.open_file(file));
    }

    /// Hands a workspace of this device to the person as a file.
    pub fn download(self, document: DocumentId, title: Signal<String>, form: Form) {
        task::spawn(async move {
            let title = title.try_get_untracked().unwrap_or_default();
            let is_given = match self.library.export(document, form).await {
                Ok(bytes) => files::download(&file_name(&title, form), form.mime(), &bytes),
                Err(_) => false,
            };
            if !is_given {
                self.failed.try_set(Some((NotMade::Unreadable, title)));
            }
        });
    }

    /// Deletes a workspace from this device; on success its card goes.
    ///
    /// # Errors
    /// If the storage can't be written; then it is still there.
    pub async fn delete(self, document: DocumentId) -> Result<(), StorageTrouble> {
        self.library.delete(document).await
    }

    /// Lets the person pick a file, and opens it.
    fn pick(self) {
        files::pick(ACCEPTED, move |file| self.open_file(file));
    }
}

/// The name of a workspace's file: its title, as far as file systems take it.
pub(crate) fn file_name(title: &str, form: Form) -> String {
    format!("{}{}", file_stem(title), form.extension())
}

/// A title, as far as file systems take it.
pub(crate) fn file_stem(title: &str) -> String {
    let plain = |letter: char| if letter.is_alphanumeric() { letter } else { ' ' };
    let words: String = title.chars().map(plain).collect();
    let name = words.split_whitespace().collect::<Vec<_>>().join("-");
    let name: String = name.chars().take(60).collect();
    if name.is_empty() { "causeway".to_owned() } else { name }
}

/// The first screen.
#[component]
pub fn Home(
    /// The workspaces on this device.
    library: Library,
    /// Where to go from here.
    router: Router,
) -> impl IntoView {
    let desk = Desk { library, router, failed: RwSignal::new(None), is_busy: RwSignal::new(false) };
    library.refresh();
    let main: NodeRef<html::Main> = NodeRef::new();
    let joins = RwSignal::new(false);
    let faults = Memo::new(move |_| {
        desk.failed.with(|failed| match failed {
            Some((NotMade::Faulty(problems), name)) => Some((problems.clone(), name.clone())),
            _ => None,
        })
    });
    let is_over = use_drop(desk);
    let workspaces = library.workspaces();
    let is_known = Memo::new(move |_| workspaces.with(Option::is_some));
    view! {
        <SkipLink to=main/>
        <HomeMasthead/>
        <main
            id="main"
            node_ref=main
            class="screen home"
            tabindex="-1"
            data-state=move || is_over.get().then_some("over")
            aria-busy=move || desk.is_busy.get().to_string()
        >
            <header class="hero">
                <h1>{t(Key::HomeTitle)}</h1>
                <p>{t(Key::HomeLede)}</p>
                <div class="row">
                    <button
                        class="button"
                        type="button"
                        data-rank="first"
                        on:click=move |_| desk.open(String::new(), library.create(""))
                    >
                        <Icon of=Glyph::Plus/>
                        {t(Key::HomeNew)}
                    </button>
                    <button class="button" type="button" on:click=move |_| desk.pick()>
                        <Icon of=Glyph::Open/>
                        {t(Key::HomeOpen)}
                    </button>
                    <button class="button" type="button" on:click=move |_| joins.set(true)>
                        <Icon of=Glyph::Join/>
                        {t(Key::HomeJoin)}
                    </button>
                </div>
            </header>
            <NotMadeNotice desk/>
            <OnThisDevice desk/>
            // Only once it is known what stands above: nothing may move away below a pointer.
            <Show when=move || is_known.get()>
                <div class="halves">
                    <Templates desk/>
                    <Bring desk/>
                </div>
            </Show>
        </main>
        <Show when=move || joins.get()>
            <JoinDialog router close=Callback::new(move |()| joins.set(false))/>
        </Show>
        {move || {
            faults
                .get()
                .map(|(problems, name)| {
                    let close = Callback::new(move |()| desk.failed.set(None));
                    view! { <FaultyFileDialog name problems close/> }
                })
        }}
    }
}

/// The workspaces that are here, or how to make the first.
#[component]
fn OnThisDevice(desk: Desk) -> impl IntoView {
    let workspaces = desk.library.workspaces();
    let has_none =
        Memo::new(move |_| workspaces.with(|all| all.as_ref().is_some_and(Vec::is_empty)));
    view! {
        <section aria-labelledby="on-this-device">
            <h2 id="on-this-device">{t(Key::HomeOnDevice)}</h2>
            <Show when=move || has_none.get()>
                <Teach/>
            </Show>
            <ul class="workspaces">
                <For
                    each=move || workspaces.get().unwrap_or_default()
                    key=|entry| (entry.document, entry.bytes, entry.note())
                    children=move |entry| view! { <WorkspaceCard desk entry/> }
                />
            </ul>
        </section>
    }
}

/// Opens what is dropped while Home is shown; says whether a file is held over the page.
fn use_drop(desk: Desk) -> Signal<bool> {
    let is_over = RwSignal::new(false);
    // The listener outlives this screen; what it would write to doesn't.
    files::on_drop(
        move |over| _ = is_over.try_set(over),
        move |file| {
            if desk.failed.try_get_untracked().is_some() {
                desk.open_file(file);
            }
        },
    );
    is_over.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_its_workspace_as_far_as_file_systems_go() {
        assert_eq!(
            file_name("SaaS: retention / 90 days?", Form::Json),
            "SaaS-retention-90-days.json"
        );
        assert_eq!(file_name("  ../..", Form::Automerge), "causeway.automerge");
        assert_eq!(file_name("Ação", Form::Json), "Ação.json");
        assert_eq!(file_name(&"a".repeat(300), Form::Json).len(), 65);
    }
}
