//! The keys of a workspace, for its owner: listed, made, taken back.

use causeway_model::Date;
use leptos::html;
use leptos::prelude::*;

use crate::dialogs::share::{Sharing, no_answer_said};
use crate::i18n::{Key, day, say, say_with, t};
use crate::platform::{focus, task};
use crate::state::access::{AccessKey, KeyEntry, NoAnswer, Role, Shut};
use crate::ui::{Choice, DateField, Fault, Glyph, Icon, LineField, SegmentField};

/// What the parts of the list share.
#[derive(Clone, Copy)]
struct Desk {
    sharing: StoredValue<Sharing>,
    listed: RwSignal<Option<Vec<KeyEntry>>>,
    fault: RwSignal<Option<String>>,
    /// Gets the focus when a row goes away with the button that had it.
    heading: NodeRef<html::H3>,
}

impl Desk {
    /// Does something as the owner, then lists the keys anew; what fails is said.
    fn act<F>(self, act: impl FnOnce(Sharing, AccessKey) -> F + 'static)
    where
        F: Future<Output = Result<(), NoAnswer>> + 'static,
    {
        let Some(sharing) = self.sharing.try_get_value() else { return };
        let Sharing { session, relay } = sharing.clone();
        let keyring = session.keyring().get_untracked();
        let Some(owner) = keyring.of_role(&relay, Role::Owner).cloned() else { return };
        task::spawn(async move {
            let acted = act(sharing.clone(), owner.clone()).await;
            let listed = match acted {
                Ok(()) => sharing.api().keys(session.document(), &owner).await,
                Err(why) => Err(why),
            };
            match listed {
                Ok(mut keys) => {
                    keys.retain(|key| key.revoked.is_none());
                    self.listed.try_set(Some(keys));
                    self.fault.try_set(None);
                }
                Err(why) => _ = self.fault.try_set(Some(no_answer_said(why, &relay))),
            }
        });
    }

    /// Takes a key back, and takes it from the ring too, so that no link gives it out any more.
    fn revoke(self, entry: &KeyEntry) {
        let (id, role) = (entry.id.clone(), entry.role);
        focus::give(self.heading);
        self.act(move |sharing, owner| async move {
            let Sharing { session, relay } = &sharing;
            sharing.api().revoke(session.document(), &owner, &id).await?;
            // The list names no keys, so each of ours is asked for: the relay knows which was meant.
            while let Some(key) = session.keyring().get_untracked().of_role(relay, role).cloned() {
                match sharing.api().ticket(&key).await {
                    Err(NoAnswer::Shut(why)) => {
                        session.change_keyring(|ring| ring.end(relay, &key, why));
                    }
                    Ok(_) | Err(_) => break,
                }
            }
            Ok(())
        });
    }

    fn make(self, role: Role, label: String, until: Option<Date>) {
        self.act(move |sharing, owner| async move {
            let Sharing { session, relay } = &sharing;
            let made =
                sharing.api().make_key(session.document(), &owner, role, &label, until).await?;
            session.change_keyring(|ring| {
                ring.add(relay, made.clone());
                ring.learn(relay, &made, role);
            });
            Ok(())
        });
    }

    fn delete(self) {
        self.act(|sharing, owner| async move {
            let Sharing { session, relay } = &sharing;
            sharing.api().delete(session.document(), &owner).await?;
            session.change_keyring(|ring| ring.end_all(relay, Shut::WorkspaceDeleted));
            Ok(())
        });
    }
}

/// The list, a form for another key, and the end of sharing.
#[component]
pub(super) fn OwnersKeys(sharing: Sharing) -> impl IntoView {
    let desk = Desk {
        sharing: StoredValue::new(sharing),
        listed: RwSignal::default(),
        fault: RwSignal::default(),
        heading: NodeRef::new(),
    };
    desk.act(|_, _| async { Ok(()) });
    view! {
        <section class="stack" aria-labelledby="share-keys">
            <h3 id="share-keys" tabindex="-1" node_ref=desk.heading>{t(Key::ShareKeys)}</h3>
            <ul class="key-list">
                <For
                    each=move || desk.listed.get().unwrap_or_default()
                    key=|entry| entry.id.clone()
                    children=move |entry| view! { <Row desk entry/> }
                />
            </ul>
            <Fault id="keys-fault".to_owned() text=desk.fault/>
            <NewKey desk/>
            <StopSharing desk/>
        </section>
    }
}

/// One key that is good.
#[component]
fn Row(desk: Desk, entry: KeyEntry) -> impl IntoView {
    let role = entry.role;
    let label = entry.label.clone().filter(|label| !label.is_empty());
    let name = move || label.clone().unwrap_or_else(|| say(role.label()).to_owned());
    let until =
        entry.expires.as_deref().and_then(|time| causeway_model::time::parse_date(time.get(..10)?));
    // A key without a label goes by what it lets do, which needn't be said twice.
    let more = {
        let has_label = entry.label.as_ref().is_some_and(|label| !label.is_empty());
        move || {
            let role = has_label.then(|| say(role.label()).to_owned());
            let until = until.map(|until| say_with(Key::ShareUntil, &[("date", &day(until))]));
            role.into_iter().chain(until).collect::<Vec<_>>().join(" · ")
        }
    };
    let spoken = {
        let name = name.clone();
        move || say_with(Key::ShareRevokeName, &[("name", &name())])
    };
    let is_asked = RwSignal::new(false);
    let opener: NodeRef<html::Button> = NodeRef::new();
    let entry = StoredValue::new(entry);
    view! {
        <li>
            <span>
                <b>{name}</b>
                <small class="quiet">{more}</small>
            </span>
            {(role != Role::Owner)
                .then(|| {
                    view! {
                        <button
                            class="button"
                            type="button"
                            data-size="s"
                            data-tone="act"
                            node_ref=opener
                            aria-label=spoken
                            aria-expanded=move || is_asked.get().to_string()
                            on:click=move |_| is_asked.update(|asked| *asked = !*asked)
                        >
                            {t(Key::ShareRevoke)}
                        </button>
                    }
                })}
            <Show when=move || is_asked.get()>
                <Question
                    take=Callback::new(move |()| entry.with_value(|entry| desk.revoke(entry)))
                    keep=Callback::new(move |()| {
                        focus::give(opener);
                        is_asked.set(false);
                    })
                />
            </Show>
        </li>
    }
}

/// What comes of taking a key back, before it is: others lose their way in, and there is no undo.
#[component]
fn Question(take: Callback<()>, keep: Callback<()>) -> impl IntoView {
    let safe: NodeRef<html::Button> = NodeRef::new();
    Effect::new(move |_| {
        safe.track();
        focus::give(safe);
    });
    view! {
        <div
            class="question"
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.prevent_default();
                    event.stop_propagation();
                    keep.run(());
                }
            }
        >
            <p>{t(Key::ShareRevokeSaid)}</p>
            <div class="row">
                <button
                    class="button"
                    type="button"
                    data-size="s"
                    data-tone="act"
                    on:click=move |_| take.run(())
                >
                    {t(Key::ShareRevokeDo)}
                </button>
                <button
                    class="button"
                    type="button"
                    data-size="s"
                    node_ref=safe
                    on:click=move |_| keep.run(())
                >
                    {t(Key::ShareRevokeKeep)}
                </button>
            </div>
        </div>
    }
}

/// A form for another key: for whom, until when.
#[component]
fn NewKey(desk: Desk) -> impl IntoView {
    let role = RwSignal::new(Role::View.word().to_owned());
    let label = RwSignal::new(String::new());
    let until = RwSignal::new(None::<Date>);
    let make = move |_| {
        let is_edit = role.with_untracked(|role| role == Role::Edit.word());
        let role = if is_edit { Role::Edit } else { Role::View };
        desk.make(role, label.get_untracked(), until.get_untracked());
        label.set(String::new());
        until.set(None);
    };
    let roles = Signal::derive(|| {
        [Role::View, Role::Edit].map(|role| Choice::word(role.word(), role.label())).to_vec()
    });
    view! {
        <details class="new-key">
            <summary>{t(Key::ShareNewKey)}</summary>
            <div class="stack">
                <SegmentField
                    label=Key::ShareKind
                    value=role
                    choices=roles
                    commit=Callback::new(move |chosen| role.set(chosen))
                />
                <LineField
                    label=Key::ShareKeyLabel
                    text=label
                    commit=Callback::new(move |typed| label.set(typed))
                    ask=Key::ShareKeyLabelAsk
                />
                <DateField
                    label=Key::ShareKeyUntil
                    value=until
                    commit=Callback::new(move |chosen| until.set(chosen))
                />
                <div>
                    <button class="button" type="button" data-size="s" on:click=make>
                        <Icon of=Glyph::Plus/>
                        {t(Key::ShareMakeKey)}
                    </button>
                </div>
            </div>
        </details>
    }
}

/// Deletes the workspace from the relay, once that was meant.
#[component]
fn StopSharing(desk: Desk) -> impl IntoView {
    view! {
        <details class="new-key">
            <summary>{t(Key::ShareStop)}</summary>
            <div class="stack">
                <p>{t(Key::ShareStopSaid)}</p>
                <div>
                    <button
                        class="button"
                        type="button"
                        data-size="s"
                        data-tone="act"
                        on:click=move |_| desk.delete()
                    >
                        <Icon of=Glyph::Delete/>
                        {t(Key::ShareStopDo)}
                    </button>
                </div>
            </div>
        </details>
    }
}
