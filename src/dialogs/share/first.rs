//! The first share: the relay keeps the workspace and makes its keys.

use leptos::html;
use leptos::prelude::*;

use crate::dialogs::share::{Sharing, no_answer_said};
use crate::i18n::{Key, say_with, t};
use crate::platform::{clipboard, files, focus, task};
use crate::state::access::OwnKeys;
use crate::state::library::Form;
use crate::state::session::Session;
use crate::ui::{Fault, Glyph, Icon};

/// Says what sharing does, and does it.
#[component]
pub(super) fn FirstShare(sharing: Sharing, own: RwSignal<Option<OwnKeys>>) -> impl IntoView {
    let host = sharing.relay.host().to_owned();
    let said = move || say_with(Key::ShareFirstSaid, &[("host", &host)]);
    let is_busy = RwSignal::new(false);
    let fault = RwSignal::new(None::<String>);
    let share = move |_| {
        let sharing = sharing.clone();
        is_busy.set(true);
        fault.set(None);
        task::spawn(async move {
            match claim(&sharing).await {
                Ok(keys) => _ = own.try_set(Some(keys)),
                Err(said) => _ = fault.try_set(Some(said)),
            }
            is_busy.try_set(false);
        });
    };
    view! {
        <p>{said}</p>
        <div class="stack">
            <div>
                <button
                    class="button"
                    type="button"
                    data-rank="first"
                    autofocus
                    aria-busy=move || is_busy.get().to_string()
                    prop:disabled=move || is_busy.get()
                    on:click=share
                >
                    <Icon of=Glyph::Share/>
                    {t(Key::ShareFirst)}
                </button>
            </div>
            <Fault id="share-fault".to_owned() text=fault/>
        </div>
    }
}

/// Gives the relay the workspace as it is now; the keys it makes are on the ring at once.
async fn claim(sharing: &Sharing) -> Result<OwnKeys, String> {
    let Sharing { session, relay } = sharing;
    let snapshot = session.export(Form::Automerge).unwrap_or_default();
    let claimed = sharing.api().claim(session.document(), &snapshot).await;
    let own = claimed.map_err(|why| no_answer_said(why, relay))?;
    session.change_keyring(|ring| ring.add_own(relay, &own));
    Ok(own)
}

/// The owner's key, shown this once.
#[component]
pub(super) fn OwnerKey(session: Session, own: OwnKeys) -> impl IntoView {
    let key = own.owner_key.as_str().to_owned();
    let copied = RwSignal::new(false);
    let text = key.clone();
    let copy = move |_| {
        let text = text.clone();
        task::spawn(async move {
            copied.try_set(clipboard::copy(&text).await);
        });
    };
    let file = key.clone();
    let save = move |_| {
        let title = session.title().with_untracked(|title| title.shown().into_owned());
        let text = format!("{title}\n{}\n{file}\n", session.document());
        files::download("causeway-owner-key.txt", "text/plain", text.as_bytes());
    };
    let heading: NodeRef<html::H3> = NodeRef::new();
    // What was pressed to get here is gone, and the focus with it: it would lie behind the dialog.
    Effect::new(move |_| {
        if heading.get().is_some() {
            focus::give(heading);
        }
    });
    view! {
        <section class="notice owner-key" data-tone="watch" aria-labelledby="owner-key">
            <Icon of=Glyph::Person/>
            <div class="stack">
                <h3 id="owner-key" tabindex="-1" node_ref=heading>
                    {t(Key::ShareOwnerKey)}
                </h3>
                <p>{t(Key::ShareOwnerKeySaid)}</p>
                <code class="secret">{key}</code>
                <div class="row">
                    <button class="button" type="button" data-size="s" on:click=save>
                        <Icon of=Glyph::Download/>
                        {t(Key::ShareOwnerKeySave)}
                    </button>
                    <button class="button" type="button" data-size="s" on:click=copy>
                        <Icon of=Glyph::Copy/>
                        {t(Key::ShareCopy)}
                    </button>
                    <span class="quiet small" role="status">
                        {move || copied.get().then(t(Key::ShareCopiedShort))}
                    </span>
                </div>
            </div>
        </section>
    }
}
