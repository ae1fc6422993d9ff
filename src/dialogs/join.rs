//! Joining a workspace by its link.

use causeway_sync::ids::DocumentId;
use leptos::prelude::*;

use crate::i18n::{Key, say, t};
use crate::platform::location::{self, Origin};
use crate::state::relay_address::RelayAddress;
use crate::state::route::{Place, Route, Router, key_in};
use crate::ui::{Dialog, Fault};

/// A field for the link, and what is wrong with it.
#[component]
pub fn JoinDialog(
    /// Where to go with it.
    router: Router,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let pasted = RwSignal::new(String::new());
    let is_wrong = RwSignal::new(false);
    let fault = Signal::derive(move || is_wrong.get().then(|| say(Key::JoinFault).to_owned()));
    let join = move || match pasted.with_untracked(|pasted| place(pasted, &location::origin())) {
        Some(place) => {
            let key = pasted.with_untracked(|pasted| key_in(pasted.trim()));
            close.run(());
            router.follow(place, key);
        }
        None => is_wrong.set(true),
    };
    view! {
        <Dialog title=Key::JoinTitle close>
            <p class="lede">{t(Key::JoinSaid)}</p>
            <form
                class="stack"
                on:submit=move |event| {
                    event.prevent_default();
                    join();
                }
            >
                <div class="field">
                    <label for="join-link">{t(Key::JoinLink)}</label>
                    <input
                        id="join-link"
                        class="input"
                        type="text"
                        inputmode="url"
                        autocomplete="off"
                        spellcheck="false"
                        autofocus
                        placeholder="https://…/#/w/…"
                        aria-invalid=move || is_wrong.get().then_some("true")
                        aria-describedby="join-fault"
                        prop:value=move || pasted.get()
                        on:input=move |event| {
                            pasted.set(event_target_value(&event));
                            is_wrong.set(false);
                        }
                    />
                    <Fault id="join-fault".to_owned() text=fault/>
                </div>
                <footer>
                    <button class="button" type="button" on:click=move |_| close.run(())>
                        {t(Key::DialogCancel)}
                    </button>
                    <button class="button" data-rank="first" type="submit">
                        {t(Key::JoinDo)}
                    </button>
                </footer>
            </form>
        </Dialog>
    }
}

/// The place that a pasted text names: a link of any host, or a document's bare id.
///
/// A link from another host without a relay of its own means the relay of that host.
fn place(pasted: &str, page: &Origin) -> Option<Place> {
    let pasted = pasted.trim();
    let Some((address, hash)) = pasted.split_once('#') else {
        let id = pasted.strip_prefix("automerge:").unwrap_or(pasted);
        let document: DocumentId = id.parse().ok()?;
        return Some(Place::of(document));
    };
    let Route::Workspace(mut place) = Route::parse(hash) else { return None };
    if place.relay.is_none()
        && let Some(origin) = origin_of(address)
        && (origin.host != page.host || origin.folder != page.folder)
    {
        place.relay = RelayAddress::of_page(&origin);
    }
    Some(place)
}

/// Where a page's address, without what follows `#`, comes from.
fn origin_of(address: &str) -> Option<Origin> {
    let (scheme, rest) = address.split_once("://")?;
    let rest = rest.split('?').next().unwrap_or(rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let folder = path.rfind('/').map_or(String::new(), |slash| path[..=slash].to_owned());
    Some(Origin {
        protocol: format!("{scheme}:"),
        host: host.to_owned(),
        folder: format!("/{folder}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: DocumentId = DocumentId::from_bytes([7; 16]);

    fn here() -> Origin {
        Origin { protocol: "https:".into(), host: "plan.example".into(), folder: "/".into() }
    }

    #[test]
    fn a_link_of_this_page_needs_no_relay() {
        let place = place(&format!(" https://plan.example/#/w/{DOCUMENT}\n"), &here()).unwrap();
        assert_eq!(place.document, DOCUMENT);
        assert_eq!(place.relay, None);
    }

    #[test]
    fn a_link_of_another_host_brings_its_relay() {
        let link = format!("http://10.0.0.7:8080/team/#/w/{DOCUMENT}");
        let relay = place(&link, &here()).unwrap().relay.unwrap();
        assert_eq!(relay.as_str(), "ws://10.0.0.7:8080/team/sync");
    }

    #[test]
    fn a_relay_that_the_link_names_counts() {
        let link = format!("https://a.example/#/w/{DOCUMENT}?relay=wss%3A%2F%2Fb.example%2Fsync");
        assert_eq!(place(&link, &here()).unwrap().relay.unwrap().host(), "b.example");
    }

    #[test]
    fn a_bare_id_is_enough() {
        assert!(place(&DOCUMENT.to_string(), &here()).is_some());
        assert!(place(&format!("automerge:{DOCUMENT}"), &here()).is_some());
    }

    #[test]
    fn what_is_no_link_is_refused() {
        for pasted in ["", "hello", "https://plan.example/", "https://plan.example/#/", "#"] {
            assert_eq!(place(pasted, &here()), None, "{pasted}");
        }
    }
}
