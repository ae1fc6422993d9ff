//! Deleting a workspace from this device, after an offer to keep it as a file.

use causeway_sync::ids::DocumentId;
use leptos::prelude::*;

use crate::i18n::{Key, say_with, t};
use crate::platform::task;
use crate::state::library::Form;
use crate::ui::{Dialog, Glyph, Icon, Mark, StatusMark};
use crate::views::home::Desk;

/// Says what goes and what stays, offers the file first, and deletes.
#[component]
pub fn DeleteWorkspaceDialog(
    /// What Home does.
    desk: Desk,
    /// The workspace.
    document: DocumentId,
    /// Its title.
    title: Signal<String>,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let failed = RwSignal::new(false);
    let delete = move |_| {
        task::spawn(async move {
            // On success the card goes, and this dialog with it.
            if desk.delete(document).await.is_err() {
                failed.try_set(true);
            }
        });
    };
    view! {
        <Dialog title=Key::DeleteTitle close>
            <p class="lede">
                {move || say_with(Key::DeleteSaid, &[("title", &title.get())])}
            </p>
            <Show when=move || failed.get()>
                <div class="notice" data-tone="act" role="alert">
                    <StatusMark of=Mark::Act/>
                    <div>{t(Key::DeleteFailed)}</div>
                </div>
            </Show>
            <div class="row">
                <button
                    class="button"
                    type="button"
                    on:click=move |_| desk.download(document, title, Form::Automerge)
                >
                    <Icon of=Glyph::Download/>
                    {t(Key::DeleteExport)}
                </button>
            </div>
            <footer>
                <button class="button" type="button" on:click=move |_| close.run(())>
                    {t(Key::DialogCancel)}
                </button>
                <button class="button" type="button" data-tone="act" on:click=delete>
                    <Icon of=Glyph::Delete/>
                    {t(Key::DeleteDo)}
                </button>
            </footer>
        </Dialog>
    }
}
