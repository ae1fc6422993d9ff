//! Taking a node out: archived on purpose with a reason, or deleted.

use causeway_document::Command;
use leptos::prelude::*;

use crate::i18n::{Key, day, say, say_with, t};
use crate::panels::inspector::cells::{TextCell, field};
use crate::panels::inspector::close::{Beside, leave};
use crate::panels::inspector::node::Subject;
use crate::state::pending::Pending;
use crate::ui::{Glyph, Icon, may_edit};

/// Archive or take back, and delete.
#[component]
pub(super) fn Footer(subject: Subject) -> impl IntoView {
    let Subject { session, id, node, .. } = subject.clone();
    let is_archived = Memo::new(move |_| node.with(|node| node.archived.is_some()));
    let asks_reason = RwSignal::new(false);
    let beside = use_context::<Beside>();
    let deleted = id.clone();
    let delete = move |_| {
        let command = Command::DeleteNodes { nodes: vec![deleted.clone()] };
        if session.dispatch(command).is_ok() {
            leave(session, beside);
        }
    };
    let subject = StoredValue::new(subject);
    let may_edit = may_edit();
    view! {
        <Show when=move || is_archived.get()>
            <ArchivedNotice subject=subject.get_value()/>
        </Show>
        <Show when=move || asks_reason.get() && !is_archived.get()>
            <AskReason subject=subject.get_value() close=Callback::new(move |()| asks_reason.set(false))/>
        </Show>
        {may_edit.then(|| view! { <footer>
            <Show when=move || !is_archived.get() && !asks_reason.get()>
                <button
                    class="button"
                    type="button"
                    data-size="s"
                    on:click=move |_| asks_reason.set(true)
                >
                    <Icon of=Glyph::Archive/>
                    {t(Key::NodeArchive)}
                </button>
            </Show>
            <button class="button" type="button" data-size="s" data-tone="act" on:click=delete>
                <Icon of=Glyph::Delete/>
                {t(Key::NodeDelete)}
            </button>
        </footer> })}
    }
}

/// Says since when and why it is left out, and takes it back.
#[component]
fn ArchivedNotice(subject: Subject) -> impl IntoView {
    let Subject { id, node, spot, .. } = subject;
    let since = move || {
        let at = node.with(|node| node.archived.as_ref().and_then(|archived| archived.at));
        at.map_or_else(
            || say(Key::ArchivedSaid).to_owned(),
            |at| say_with(Key::ArchivedOn, &[("date", &day(at.date_naive()))]),
        )
    };
    let reason = field(node, |node| {
        node.archived.as_ref().map(|archived| archived.reason.clone()).unwrap_or_default()
    });
    let reason_spot = spot.at("archived/reason");
    let back = move |_| spot.give(Command::UnarchiveNode { node: id.clone() });
    view! {
        <div class="pane">
            <div class="notice">
                <Icon of=Glyph::Archive/>
                <div>
                    <p>{since}</p>
                    <TextCell label=Key::ArchivedReason spot=reason_spot text=reason/>
                    {may_edit().then(|| view! {
                        <div>
                            <button class="button" type="button" data-size="s" on:click=back>
                                <Icon of=Glyph::Restore/>
                                {t(Key::NodeUnarchive)}
                            </button>
                        </div>
                    })}
                </div>
            </div>
        </div>
    }
}

/// Asks why, before a measure is left out of everything.
#[component]
fn AskReason(subject: Subject, close: Callback<()>) -> impl IntoView {
    let Subject { id, spot, .. } = subject;
    let place = format!("{id}/archive");
    let reason = Pending::at(spot.session.document(), &place, String::new());
    let give_up = Callback::new(move |()| {
        reason.clear();
        close.run(());
    });
    let archive = move || {
        let reason = reason.get_untracked().trim().to_owned();
        spot.give(Command::ArchiveNode { node: id.clone(), reason });
        give_up.run(());
    };
    view! {
        <form
            class="pane"
            on:submit=move |event| {
                event.prevent_default();
                archive();
            }
        >
            <div class="field">
                <label for="archive-reason">{t(Key::ArchiveReason)}</label>
                <textarea
                    id="archive-reason"
                    class="input"
                    rows="2"
                    autofocus
                    prop:value=move || reason.get()
                    on:input=move |event| reason.set(event_target_value(&event))
                ></textarea>
                <p class="hint">{t(Key::ArchiveHint)}</p>
            </div>
            <div class="row">
                <button class="button" data-rank="first" data-size="s" type="submit">
                    {t(Key::NodeArchive)}
                </button>
                <button
                    class="button"
                    data-size="s"
                    type="button"
                    on:click=move |_| give_up.run(())
                >
                    {t(Key::DialogCancel)}
                </button>
            </div>
        </form>
    }
}
