//! The field for the next comment; names are offered after an `@`.

use leptos::html;
use leptos::prelude::*;

use super::mentions::{asked, completed, offered};
use crate::i18n::{Key, say, t};
use crate::state::pending::Pending;
use crate::state::session::Session;
use crate::ui::field::fresh_id;

/// How many names are offered at once.
const MOST: usize = 6;

/// Where a name is being typed: the `@`, the caret, and the names that fit.
#[derive(Clone, Debug, Default, PartialEq)]
struct Asking {
    at: usize,
    caret: usize,
    names: Vec<String>,
    chosen: usize,
}

/// The field and what is typed in it.
#[derive(Clone, Copy)]
struct Hand {
    session: Session,
    typed: Pending,
    field: NodeRef<html::Textarea>,
    asking: RwSignal<Option<Asking>>,
    send: Callback<String, bool>,
}

impl Hand {
    /// Sees whether a name is being typed.
    fn look(self) {
        let Some(field) = self.field.get_untracked() else { return };
        let caret = field.selection_end().ok().flatten().map_or(0, |end| end as usize);
        let names = super::names(self.session);
        let found = asked(&field.value(), caret).map(|(at, name)| {
            let names = offered(&names, &name, MOST);
            Asking { at, caret, names, chosen: 0 }
        });
        self.asking.set(found.filter(|asking| !asking.names.is_empty()));
    }

    /// Puts a name in the place of what was typed of it.
    fn choose(self, name: &str) {
        let Some(Asking { at, caret, .. }) = self.asking.get_untracked() else { return };
        let (text, stands) = completed(&self.typed.get_untracked(), at, caret, name);
        self.typed.set(text.clone());
        self.asking.set(None);
        if let Some(field) = self.field.get_untracked() {
            field.set_value(&text);
            let _ = field.focus();
            let stands = u32::try_from(stands).unwrap_or(u32::MAX);
            let _ = field.set_selection_range(stands, stands);
        }
    }

    fn send(self) {
        let text = self.typed.get_untracked().trim().to_owned();
        if !text.is_empty() && self.send.run(text) {
            self.typed.clear();
            self.asking.set(None);
        }
    }

    /// Answers whether a key did something.
    fn strike(self, key: &str, has_control: bool) -> bool {
        if key == "Enter" && has_control {
            self.send();
            return true;
        }
        let Some(now) = self.asking.get_untracked() else { return false };
        let lowest = now.names.len().saturating_sub(1);
        let go = |chosen: usize| self.asking.set(Some(Asking { chosen, ..now.clone() }));
        match key {
            "ArrowDown" => go(if now.chosen == lowest { 0 } else { now.chosen + 1 }),
            "ArrowUp" => go(now.chosen.checked_sub(1).unwrap_or(lowest)),
            "Enter" | "Tab" => self.choose(&now.names[now.chosen.min(lowest)]),
            "Escape" => self.asking.set(None),
            _ => return false,
        }
        true
    }
}

/// A text that is kept on this device until it is sent.
#[component]
pub(super) fn Composer(
    session: Session,
    place: String,
    send: Callback<String, bool>,
) -> impl IntoView {
    let typed = Pending::at(session.document(), &place, String::new());
    let (field, asking) = (NodeRef::new(), RwSignal::new(None));
    let hand = Hand { session, typed, field, asking, send };
    let (id, list) = (fresh_id(), fresh_id());
    let active = {
        let list = list.clone();
        move || asking.with(|asking| asking.as_ref().map(|asking| option_id(&list, asking.chosen)))
    };
    view! {
        <form
            class="composer"
            on:submit=move |event| {
                event.prevent_default();
                hand.send();
            }
        >
            <div class="field">
                <label for=id.clone()>{t(Key::TalkAdd)}</label>
                <textarea
                    id=id
                    class="input"
                    rows="2"
                    node_ref=field
                    placeholder=move || say(Key::TalkAsk)
                    aria-autocomplete="list"
                    aria-controls=list.clone()
                    aria-activedescendant=active
                    prop:value=move || typed.get()
                    on:input=move |event| {
                        typed.set(event_target_value(&event));
                        hand.look();
                    }
                    on:click=move |_| hand.look()
                    on:blur=move |_| asking.set(None)
                    on:keydown=move |event| {
                        let has_control = event.ctrl_key() || event.meta_key();
                        if !event.is_composing() && hand.strike(&event.key(), has_control) {
                            event.prevent_default();
                            event.stop_propagation();
                        }
                    }
                ></textarea>
                <Names hand list/>
            </div>
            <div class="row">
                <button
                    class="button"
                    type="submit"
                    data-size="s"
                    prop:disabled=move || typed.get().trim().is_empty()
                >
                    {t(Key::TalkSend)}
                </button>
            </div>
        </form>
    }
}

/// The names that fit what is typed.
#[component]
fn Names(hand: Hand, list: String) -> impl IntoView {
    let id = list.clone();
    let options = move || {
        let now = hand.asking.get().unwrap_or_default();
        let option = |(at, name): (usize, String)| {
            let shown = name.clone();
            view! {
                <li
                    id=option_id(&list, at)
                    role="option"
                    aria-selected=(at == now.chosen).to_string()
                    on:mousedown=move |event| {
                        event.prevent_default();
                        hand.choose(&name);
                    }
                >
                    {shown}
                </li>
            }
        };
        now.names.iter().cloned().enumerate().map(option).collect_view()
    };
    view! {
        <ul
            id=id
            class="mentions"
            role="listbox"
            aria-label=t(Key::TalkNames)
            hidden=move || hand.asking.with(Option::is_none)
        >
            {options}
        </ul>
    }
}

fn option_id(list: &str, at: usize) -> String {
    format!("{list}-{at}")
}
