//! The key that signs what is published: made here, kept here, carried to other devices as a file.

use causeway_publish::PublishingKey;
use leptos::prelude::*;

use crate::dialogs::publish::Desk;
use crate::dialogs::publish::choices::words;
use crate::i18n::{Key, say, say_with, t};
use crate::platform::{files, random, task};
use crate::state::publishing::Ledger;
use crate::ui::{Glyph, Icon, Mark, SegmentField, StatusMark};

const SIGNED: &str = "signed";
const UNSIGNED: &str = "unsigned";

/// Whether to sign, and with which key.
#[component]
pub(super) fn Signing(desk: Desk) -> impl IntoView {
    let is_signed = Memo::new(move |_| desk.choices().is_signed);
    let value =
        Signal::derive(
            move || {
                if is_signed.get() { SIGNED.to_owned() } else { UNSIGNED.to_owned() }
            },
        );
    let would_be_refused = Memo::new(move |_| {
        desk.ledger.with(|ledger| ledger.as_ref().is_some_and(Ledger::would_be_refused))
    });
    let choose = Callback::new(move |word: String| {
        desk.choose(move |choices| choices.is_signed = word == SIGNED);
    });
    view! {
        <div class="stack">
            <SegmentField
                label=Key::PublishSign
                value=value
                choices=words([(UNSIGNED, Key::PublishUnsigned), (SIGNED, Key::PublishSigned)])
                commit=choose
            />
            <p class="small quiet">{t(Key::PublishSignSaid)}</p>
            <Show when=move || would_be_refused.get()>
                <div class="notice" data-tone="watch" role="alert">
                    <StatusMark of=Mark::Watch/>
                    <p>{t(Key::PublishRefused)}</p>
                </div>
            </Show>
            <Show when=move || is_signed.get()>
                <KeyFile desk/>
            </Show>
        </div>
    }
}

/// The key as a file, and another key from one.
#[component]
fn KeyFile(desk: Desk) -> impl IntoView {
    let public = Memo::new(move |_| {
        desk.ledger.with(|ledger| Some(ledger.as_ref()?.key()?.public().fingerprint()))
    });
    let save = move |_| {
        task::spawn(async move {
            match desk.alter(with_key()).await.map(|ledger| ledger.key()) {
                Ok(Some(key)) => {
                    let text = key.print();
                    let (name, kind) = ("causeway-publishing-key.json", "application/json");
                    files::download(name, kind, text.as_bytes());
                }
                Ok(None) => {}
                Err(why) => _ = desk.fault.try_set(Some(why)),
            }
        });
    };
    let bring = move |_| {
        files::pick(".json", move |file| match PublishingKey::parse(&file.bytes) {
            Ok(key) => {
                desk.fault.try_set(None);
                desk.change(move |ledger| ledger.keep_key(&key));
            }
            Err(_) => _ = desk.fault.try_set(Some(say(Key::PublishNoKey).to_owned())),
        });
    };
    let said =
        move || public.get().map(|key| say_with(Key::PublishFingerprint, &[("fingerprint", &key)]));
    view! {
        <p class="small quiet" role="status">
            {said}
        </p>
        <div class="row">
            <button class="button" type="button" data-size="s" on:click=save>
                <Icon of=Glyph::Download/>
                {t(Key::PublishKeySave)}
            </button>
            <button class="button" type="button" data-size="s" on:click=bring>
                <Icon of=Glyph::Open/>
                {t(Key::PublishKeyBring)}
            </button>
        </div>
    }
}

/// Makes a key where there is none.
pub(super) fn with_key() -> impl Fn(&mut Ledger) + 'static {
    let key = PublishingKey::from_seed(random::bytes());
    move |ledger| {
        if ledger.key().is_none() {
            ledger.keep_key(&key);
        }
    }
}
