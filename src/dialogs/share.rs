//! Sharing: what a link gives and to whom, the code for the room, and the owner's keys.

mod first;
mod give;
mod keys;
mod qr;

use leptos::prelude::*;

use crate::i18n::{Key, say_with, t};
use crate::parts::PublishPart;
use crate::platform::task;
use crate::state::access::{Mode, NoAnswer, OwnKeys, RelayApi, Role};
use crate::state::relay_address::RelayAddress;
use crate::state::route::Router;
use crate::state::session::Session;
use crate::ui::{Dialog, Glyph, Icon};

use first::{FirstShare, OwnerKey};
use give::GiveOut;
use keys::OwnersKeys;

/// How the workspace stands with its relay, as far as sharing goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// There is no relay.
    Alone,
    /// The relay is being asked whether it wants keys.
    Asking,
    /// It wants none: the link is the key.
    Open,
    /// It wants keys, and there are none yet.
    Unshared,
    /// There are keys, and this device has one.
    Keyed(Role),
}

/// The workspace and its relay, for the parts of the dialog.
#[derive(Clone)]
struct Sharing {
    session: Session,
    relay: RelayAddress,
}

impl Sharing {
    fn api(&self) -> RelayApi {
        RelayApi::of(&self.relay)
    }
}

/// Everything about sharing an open workspace.
#[component]
pub fn ShareDialog(
    /// The open workspace.
    session: Session,
    /// Where the person is: a link can lead there.
    router: Router,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let relay = session.relay().get_untracked();
    let standing = standing(session, relay.clone());
    let sharing = StoredValue::new_local(relay.map(|relay| Sharing { session, relay }));
    let sharing = move || sharing.try_get_value().flatten();
    // What the relay told once, until this dialog closes.
    let own = RwSignal::new(None::<OwnKeys>);
    let body = move || match standing.get() {
        Standing::Asking => view! { <p role="status">{t(Key::ShareAsking)}</p> }.into_any(),
        Standing::Unshared => {
            sharing().map(|sharing| view! { <FirstShare sharing own/> }).into_any()
        }
        Standing::Alone => view! {
            <GiveOut session router standing=Standing::Alone/>
            <Notice said=Key::ShareNoRelay/>
        }
        .into_any(),
        Standing::Open => view! {
            <GiveOut session router standing=Standing::Open/>
            <Notice said=Key::ShareOpenNoView more=Key::ShareOpenLater/>
        }
        .into_any(),
        Standing::Keyed(role) => view! {
            {move || own.get().map(|own| view! { <OwnerKey session own/> })}
            <GiveOut session router standing=Standing::Keyed(role)/>
            {(role == Role::Owner)
                .then(|| sharing().map(|sharing| view! { <OwnersKeys sharing/> }))}
        }
        .into_any(),
    };
    let publishes = RwSignal::new(false);
    let body = StoredValue::new_local(body);
    move || {
        if publishes.get() {
            return view! { <PublishPart session close/> }.into_any();
        }
        view! {
            <Dialog title=Key::ShareTitle close>
                <p class="lede">{t(Key::ShareSaid)}</p>
                {move || body.with_value(|body| body())}
                <Show when=move || session.can_edit()>
                    <Publishing publishes/>
                </Show>
            </Dialog>
        }
        .into_any()
    }
}

/// The way to a copy for reading, which needs no relay and no keys.
#[component]
fn Publishing(publishes: RwSignal<bool>) -> impl IntoView {
    view! {
        <section class="stack" aria-labelledby="share-publish">
            <h3 id="share-publish">{t(Key::PublishTitle)}</h3>
            <p class="small quiet">{t(Key::PublishOffer)}</p>
            <div>
                <button
                    class="button"
                    type="button"
                    data-size="s"
                    on:click=move |_| publishes.set(true)
                >
                    <Icon of=Glyph::Open/>
                    {t(Key::PublishOpen)}
                </button>
            </div>
        </section>
    }
}

/// Follows the keys; the relay is asked once whether it wants any.
fn standing(session: Session, relay: Option<RelayAddress>) -> Memo<Standing> {
    let mode = RwSignal::new(None::<Mode>);
    if let Some(relay) = &relay {
        let api = RelayApi::of(relay);
        task::spawn(async move {
            // A relay that doesn't say is one that knows no keys.
            mode.try_set(Some(api.mode().await.unwrap_or(Mode::Open)));
        });
    }
    Memo::new(move |_| {
        let Some(relay) = &relay else { return Standing::Alone };
        let keyring = session.keyring().get();
        if keyring.best(relay).is_some() {
            return Standing::Keyed(keyring.role(relay));
        }
        match mode.get() {
            None => Standing::Asking,
            Some(Mode::Open) => Standing::Open,
            Some(Mode::Keys) => Standing::Unshared,
        }
    })
}

/// Something to know before handing a link on.
#[component]
fn Notice(
    said: Key,
    /// What else there is to know.
    #[prop(optional)]
    more: Option<Key>,
) -> impl IntoView {
    view! {
        <div class="notice">
            <Icon of=Glyph::Share/>
            <div class="stack">
                <p>{t(said)}</p>
                {more.map(|more| view! { <p>{t(more)}</p> })}
            </div>
        </div>
    }
}

/// Why the relay did not do it, and what can be done.
fn no_answer_said(why: NoAnswer, relay: &RelayAddress) -> String {
    let key = match why {
        NoAnswer::Unreached => Key::ShareUnreached,
        NoAnswer::TooOften => Key::ShareTooOften,
        NoAnswer::Known => Key::ShareKnown,
        NoAnswer::MadeOpen => Key::ShareMadeOpen,
        NoAnswer::IsOpen => Key::ShareOpenNoView,
        NoAnswer::Shut(_) | NoAnswer::Refused => Key::ShareRefused,
    };
    say_with(key, &[("host", relay.host())])
}
