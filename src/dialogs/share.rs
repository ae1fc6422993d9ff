//! Sharing: the link, what it gives, and who is here.

use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, say, t};
use crate::platform::{clipboard, task};
use crate::ui::{Dialog, Glyph, Icon};

/// The link of a workspace, to copy; where copying is refused, it is selected to be copied by hand.
#[component]
pub fn ShareDialog(
    /// The link.
    link: String,
    /// Whether a relay is known, without which nobody else gets there.
    has_relay: bool,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let input: NodeRef<html::Input> = NodeRef::new();
    let copied = RwSignal::new(None::<bool>);
    let text = link.clone();
    let copy = move |_| {
        let text = text.clone();
        task::spawn(async move {
            let is_copied = clipboard::copy(&text).await;
            if !is_copied && let Some(Some(input)) = input.try_get_untracked() {
                let _ = input.focus();
                input.select();
            }
            copied.try_set(Some(is_copied));
        });
    };
    let said = move || match copied.get() {
        None => "",
        Some(true) => say(Key::ShareCopied),
        Some(false) => say(Key::ShareCopyByHand),
    };
    view! {
        <Dialog title=Key::ShareTitle close>
            <p class="lede">{t(Key::ShareSaid)}</p>
            <div class="field">
                <label for="share-link">{t(Key::ShareLink)}</label>
                <div class="copy-line">
                    <input
                        id="share-link"
                        class="input"
                        readonly
                        node_ref=input
                        value=link
                        on:focus=move |_| {
                            if let Some(input) = input.get_untracked() {
                                input.select();
                            }
                        }
                    />
                    <button
                        class="button"
                        type="button"
                        data-rank="first"
                        autofocus
                        on:click=copy
                    >
                        <Icon of=Glyph::Copy/>
                        {t(Key::ShareCopy)}
                    </button>
                </div>
                <p class="hint" role="status">
                    {said}
                </p>
            </div>
            <div class="notice">
                <Icon of=Glyph::Share/>
                <div>
                    <p>{t(Key::ShareGives)}</p>
                    {(!has_relay).then(|| view! { <p>{t(Key::ShareNoRelay)}</p> })}
                </div>
            </div>
        </Dialog>
    }
}
