//! The one small status: is it saved, who is here, is it synced.

use leptos::prelude::*;

use crate::i18n::{Key, say, say_count, t};
use crate::state::session::Session;
use crate::state::status::{Alarm, SaveStatus, StorageTrouble, SyncStatus};
use crate::ui::{Glyph, Icon};
use crate::views::workspace::plain_http::PlainHttp;

/// One line that says how safe the work is; it is spoken when it changes. Beside it stands what this
/// page can't do because of the way it came.
#[component]
pub(super) fn Standing(session: Session) -> impl IntoView {
    let (save, sync) = (session.save_status(), session.sync_status());
    let others = Memo::new(move |_| session.peers().with(Vec::len));
    let state = Memo::new(move |_| state(save.get(), sync.get()));
    let glyph = Signal::derive(move || match state.get() {
        "synced" => Glyph::Check,
        "unsaved" => Glyph::Close,
        _ => Glyph::Clock,
    });
    let is_open = RwSignal::new(false);
    let offline = move || match sync.get() {
        SyncStatus::Offline(changes) if changes > 0 => Some(format!(": {changes}")),
        _ => None,
    };
    view! {
        <div class="standing">
            <p class="sync" role="status" data-sync=move || state.get() data-open=move || is_open.get().then_some("")>
                <Icon of=glyph/>
                <span class="whole">{move || said(session, save.get(), sync.get(), others.get())}</span>
                <span class="short" aria-hidden="true">{move || t(short(save.get(), sync.get()))}{offline}</span>
            </p>
            // On a phone there is room for a word; a press on it gives the sentence.
            <button
                class="sync-more"
                type="button"
                aria-label=t(Key::SyncWhole)
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|open| *open = !*open)
                on:blur=move |_| is_open.set(false)
                on:keydown=move |event| {
                    if event.key() == "Escape" && is_open.get_untracked() {
                        event.prevent_default();
                        is_open.set(false);
                    }
                }
            ></button>
            <PlainHttp/>
        </div>
    }
}

/// The value of `data-sync`, which gives the look.
fn state(save: SaveStatus, sync: SyncStatus) -> &'static str {
    if save.alarm().is_some() {
        return "unsaved";
    }
    match sync {
        SyncStatus::Offline(_) | SyncStatus::Refused | SyncStatus::Shut(_) => "offline",
        SyncStatus::Connecting | SyncStatus::Syncing => "waiting",
        SyncStatus::Alone | SyncStatus::Synced => "synced",
    }
}

/// The line in a word or two, for where there is no room for more.
fn short(save: SaveStatus, sync: SyncStatus) -> Key {
    if let Some(Alarm::NotStored(trouble)) = save.alarm() {
        return match trouble {
            StorageTrouble::Full => Key::SaveFullShort,
            StorageTrouble::Closed | StorageTrouble::Broken => Key::SaveMemoryShort,
        };
    }
    match (sync, save) {
        (SyncStatus::Offline(_), _) => Key::SyncOfflineShort,
        (SyncStatus::Refused, _) => Key::SyncRefusedShort,
        (SyncStatus::Shut(_), _) => Key::SyncShutShort,
        (_, SaveStatus::Saving) => Key::SaveSaving,
        (SyncStatus::Connecting, _) => Key::SyncConnectingShort,
        (SyncStatus::Syncing, _) => Key::SyncSyncingShort,
        (SyncStatus::Synced, _) => Key::SyncSyncedShort,
        (SyncStatus::Alone, _) => Key::SaveSavedShort,
    }
}

/// The line in words.
fn said(session: Session, save: SaveStatus, sync: SyncStatus, others: usize) -> String {
    if let Some(Alarm::NotStored(trouble)) = save.alarm() {
        return say(match trouble {
            StorageTrouble::Full => Key::SaveFull,
            StorageTrouble::Closed | StorageTrouble::Broken => Key::SaveMemory,
        })
        .to_owned();
    }
    match sync {
        // Who only reads has no work of their own here.
        SyncStatus::Offline(_) if !session.can_edit() => {
            return say(Key::SyncOfflineReader).to_owned();
        }
        SyncStatus::Offline(0) => return say(Key::SyncOfflineNone).to_owned(),
        SyncStatus::Offline(changes) => return say_count(Key::SyncOffline, changes),
        SyncStatus::Refused => return say(Key::SyncRefused).to_owned(),
        SyncStatus::Shut(_) => return say(Key::SyncShut).to_owned(),
        _ => {}
    }
    let save = match save {
        SaveStatus::Saving => Key::SaveSaving,
        _ => Key::SaveSaved,
    };
    let sync = match sync {
        SyncStatus::Connecting => Some(Key::SyncConnecting),
        SyncStatus::Syncing => Some(Key::SyncSyncing),
        SyncStatus::Synced => Some(Key::SyncSynced),
        _ => None,
    };
    let others = (others > 0).then(|| say_count(Key::SyncOthers, others));
    let parts = [Some(say(save).to_owned()), others, sync.map(|sync| say(sync).to_owned())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
