//! What must be said before anything else is typed.

use causeway_document::ReadOnly;
use leptos::prelude::*;

use crate::i18n::{Key, say, say_with, t};
use crate::state::access::Shut;
use crate::state::library::Form;
use crate::state::session::Session;
use crate::state::status::{Alarm, StorageTrouble, SyncStatus};
use crate::ui::{Glyph, Icon, Mark, StatusMark};
use crate::views::workspace::more::export;

/// Work that isn't stored, and a workspace that can only be read.
#[component]
pub(super) fn Banners(session: Session) -> impl IntoView {
    let alarm = session.alarm();
    let said = move || {
        Some(match alarm.get()? {
            Alarm::NotStored(StorageTrouble::Full) => Key::BannerFull,
            Alarm::NotStored(StorageTrouble::Closed) => Key::BannerClosed,
            Alarm::NotStored(StorageTrouble::Broken) => Key::BannerBroken,
            Alarm::NearlyFull => Key::BannerNearlyFull,
        })
    };
    let tone = move || if alarm.get() == Some(Alarm::NearlyFull) { "watch" } else { "act" };
    let read_only = move || match session.read_only().get()? {
        ReadOnly::Empty | ReadOnly::Viewing => None,
        ReadOnly::Foreign => Some(say(Key::ReadOnlyForeign).to_owned()),
        ReadOnly::Newer { format } => Some(say_with(Key::ReadOnlyNewer, &[("format", &format)])),
    };
    let save_copy = move |_| export(session, Form::Automerge);
    let shut = move || match session.sync_status().get() {
        SyncStatus::Shut(why) => Some(why),
        _ => None,
    };
    view! {
        <div role="alert">
            {move || {
                said()
                    .map(|said| {
                        view! {
                            <div class="banner" data-tone=tone>
                                <StatusMark of=Mark::Act/>
                                <p>{t(said)}</p>
                                <button
                                    class="button"
                                    type="button"
                                    data-size="s"
                                    data-rank="first"
                                    on:click=save_copy
                                >
                                    <Icon of=Glyph::Download/>
                                    {t(Key::BannerSaveCopy)}
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
        <div role="alert">
            {move || {
                shut()
                    .map(|why| {
                        let kept = if session.role().get().may_edit() {
                            Key::ShutKeptEdits
                        } else {
                            Key::ShutKeptCopy
                        };
                        view! {
                            <div class="banner" data-tone="act">
                                <StatusMark of=Mark::Act/>
                                <p>
                                    <b>{t(shut_said(why))}</b>
                                    " "
                                    {t(kept)}
                                </p>
                                <button
                                    class="button"
                                    type="button"
                                    data-size="s"
                                    on:click=save_copy
                                >
                                    <Icon of=Glyph::Download/>
                                    {t(Key::BannerSaveCopy)}
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
        {move || {
            read_only()
                .map(|said| {
                    view! {
                        <div class="banner" role="status">
                            <StatusMark of=Mark::Watch/>
                            <p>{said}</p>
                        </div>
                    }
                })
        }}
    }
}

/// Why the relay lets this device in no more.
pub(super) fn shut_said(why: Shut) -> Key {
    match why {
        Shut::KeyRevoked => Key::ShutRevoked,
        Shut::KeyExpired => Key::ShutExpired,
        Shut::WorkspaceDeleted => Key::ShutDeleted,
        Shut::NoKey => Key::ShutUnknown,
    }
}
