//! A link to hand on: what it lets do, and where it leads.

use leptos::html;
use leptos::prelude::*;

use crate::dialogs::share::Standing;
use crate::dialogs::share::qr::QrCode;
use crate::i18n::{Key, say, t};
use crate::platform::{clipboard, location, system_share, task};
use crate::state::access::Role;
use crate::state::relay_address::RelayAddress;
use crate::state::route::{Place, Route, Router, link};
use crate::state::session::Session;
use crate::ui::{Choice, ChoiceField, Glyph, Icon, SegmentField};

/// What a link lets do, as the words of the choice.
const EDIT: &str = "edit";
const VIEW: &str = "view";
const PLACE: &str = "place";

/// Where a link leads.
const START: &str = "start";
const SCREEN: &str = "screen";
const NODE: &str = "node";

/// The link, after two questions: what it shall let do, and where it shall lead.
#[component]
pub(super) fn GiveOut(session: Session, router: Router, standing: Standing) -> impl IntoView {
    let input: NodeRef<html::Input> = NodeRef::new();
    let offered = Memo::new(move |_| gives(session, standing));
    let asked = RwSignal::new(None::<String>);
    // What was asked for may be taken back meanwhile: a key that is revoked gives no link.
    let gives = Memo::new(move |_| {
        let offered = offered.get();
        let asked = asked.get().filter(|asked| offered.iter().any(|gives| gives == asked));
        asked.or_else(|| offered.first().map(|gives| (*gives).to_owned())).unwrap_or_default()
    });
    let leads = RwSignal::new(START.to_owned());
    let address = Memo::new(move |_| {
        leads.with(|leads| gives.with(|gives| address(session, router, gives, leads)))
    });
    let kinds = Signal::derive(move || {
        offered.get().into_iter().map(|gives| Choice::word(gives, words(gives).0)).collect()
    });
    view! {
        <Show when=move || { offered.with(Vec::len) > 1 }>
            <SegmentField
                label=Key::ShareKind
                value=gives
                choices=kinds
                commit=Callback::new(move |chosen| asked.set(Some(chosen)))
            />
        </Show>
        <ChoiceField
            label=Key::ShareLeads
            value=leads
            choices=Signal::derive(move || places(session))
            commit=Callback::new(move |chosen| leads.set(chosen))
            is_required=true
        />
        <div class="field">
            <label for="share-link">{t(Key::ShareLink)}</label>
            <div class="copy-line">
                <input
                    id="share-link"
                    class="input"
                    readonly
                    node_ref=input
                    prop:value=move || address.get()
                    on:focus=move |_| {
                        if let Some(input) = input.get_untracked() {
                            input.select();
                        }
                    }
                />
                <CopyButton address input/>
            </div>
            <p class="hint">{move || say(words(&gives.get()).1)}</p>
        </div>
        <QrCode session address/>
    }
}

/// Copies the link; where that is refused, it is selected to be copied by hand.
#[component]
fn CopyButton(address: Memo<String>, input: NodeRef<html::Input>) -> impl IntoView {
    let copied = RwSignal::new(None::<bool>);
    // Another link has not been copied.
    Effect::new(move |_| {
        address.track();
        copied.set(None);
    });
    let copy = move |_| {
        let text = address.get_untracked();
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
        <div class="row">
            <button class="button" type="button" data-rank="first" autofocus on:click=copy>
                <Icon of=Glyph::Copy/>
                {t(Key::ShareCopy)}
            </button>
            {system_share::is_there()
                .then(|| {
                    view! {
                        <button
                            class="button"
                            type="button"
                            on:click=move |_| system_share::offer(&address.get_untracked())
                        >
                            <Icon of=Glyph::Share/>
                            {t(Key::ShareSystem)}
                        </button>
                    }
                })}
        </div>
        <p class="hint copied" role="status">{said}</p>
    }
}

/// What a link can let do: an editor's key can't be made into a reader's, so only an owner has both.
fn gives(session: Session, standing: Standing) -> Vec<&'static str> {
    let Standing::Keyed(_) = standing else { return vec![EDIT] };
    let relay = session.relay().get();
    let keyring = session.keyring().get();
    let has = |role| relay.as_ref().is_some_and(|relay| keyring.of_role(relay, role).is_some());
    let with_key = [(VIEW, Role::View), (EDIT, Role::Edit)];
    let with_key = with_key.into_iter().filter(|(_, role)| has(*role)).map(|(gives, _)| gives);
    with_key.chain([PLACE]).collect()
}

/// What it is called, and what it says of itself.
fn words(gives: &str) -> (Key, Key) {
    match gives {
        VIEW => (Key::RoleView, Key::ShareGivesView),
        PLACE => (Key::SharePlace, Key::ShareGivesPlace),
        _ => (Key::RoleEdit, Key::ShareGives),
    }
}

/// Where a link can lead: the node that is selected, if there is one.
fn places(session: Session) -> Vec<Choice> {
    let node = session.selection.with(|chosen| chosen.only_node().is_some());
    let node = node.then(|| Choice::word(NODE, Key::ShareLeadsNode));
    [Choice::word(START, Key::ShareLeadsStart), Choice::word(SCREEN, Key::ShareLeadsScreen)]
        .into_iter()
        .chain(node)
        .collect()
}

/// The link as it is handed on; it names the relay where that isn't the page's own.
fn address(session: Session, router: Router, gives: &str, leads: &str) -> String {
    let page = location::origin();
    let own = RelayAddress::of_page(&page);
    let relay = session.relay().get();
    let here = match router.route().get() {
        Route::Workspace(place) => place,
        Route::Home | Route::Nowhere => Place::of(session.document()),
    };
    let mut place = Place::of(session.document());
    match leads {
        SCREEN => place.screen = here.screen.or(Some(here.shown(crate::state::route::Screen::Map))),
        NODE => place.node = session.selection.with(|chosen| chosen.only_node().cloned()),
        _ => {}
    }
    place.relay = relay.clone().filter(|relay| Some(relay) != own.as_ref());
    let role = match gives {
        VIEW => Some(Role::View),
        EDIT => Some(Role::Edit),
        _ => None,
    };
    let keyring = session.keyring().get();
    let key = role.zip(relay).and_then(|(role, relay)| keyring.of_role(&relay, role).cloned());
    link(&page, &place, key.as_ref())
}
