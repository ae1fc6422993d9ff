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

/// A text that is kept on this device until it is sent.
#[component]
pub(super) fn Composer(
    session: Session,
    place: String,
    send: Callback<String, bool>,
) -> impl IntoView {
    let typed = Pending::at(session.document(), &place, String::new());
    let field: NodeRef<html::Textarea> = NodeRef::new();
    let asking = RwSignal::new(None::<Asking>);
    let (id, list) = (fresh_id(), fresh_id());
    let look = move || {
        let Some(field) = field.get_untracked() else { return };
        let caret = field.selection_end().ok().flatten().map_or(0, |end| end as usize);
        let names = super::names(session);
        let found = asked(&field.value(), caret).map(|(at, name)| {
            let names = offered(&names, &name, MOST);
            Asking { at, caret, names, chosen: 0 }
        });
        asking.set(found.filter(|asking| !asking.names.is_empty()));
    };
    let choose = move |name: &str| {
        let Some(Asking { at, caret, .. }) = asking.get_untracked() else { return };
        let (text, stands) = completed(&typed.get_untracked(), at, caret, name);
        typed.set(text.clone());
        asking.set(None);
        if let Some(field) = field.get_untracked() {
            field.set_value(&text);
            let _ = field.focus();
            let stands = u32::try_from(stands).unwrap_or(u32::MAX);
            let _ = field.set_selection_range(stands, stands);
        }
    };
    let give = move || {
        let text = typed.get_untracked().trim().to_owned();
        if !text.is_empty() && send.run(text) {
            typed.clear();
            asking.set(None);
        }
    };
    let strike = move |key: &str, has_control: bool| {
        if key == "Enter" && has_control {
            give();
            return true;
        }
        let Some(now) = asking.get_untracked() else { return false };
        let last = now.names.len().saturating_sub(1);
        let go = |chosen: usize| asking.set(Some(Asking { chosen, ..now.clone() }));
        match key {
            "ArrowDown" => go(if now.chosen == last { 0 } else { now.chosen + 1 }),
            "ArrowUp" => go(now.chosen.checked_sub(1).unwrap_or(last)),
            "Enter" | "Tab" => choose(&now.names[now.chosen.min(last)]),
            "Escape" => asking.set(None),
            _ => return false,
        }
        true
    };
    let option_id = {
        let list = list.clone();
        move |at: usize| format!("{list}-{at}")
    };
    let active = {
        let option_id = option_id.clone();
        move || asking.with(|asking| asking.as_ref().map(|asking| option_id(asking.chosen)))
    };
    let options = move || {
        let now = asking.get().unwrap_or_default();
        let option = |(at, name): (usize, String)| {
            let shown = name.clone();
            view! {
                <li
                    id=option_id(at)
                    role="option"
                    aria-selected=(at == now.chosen).to_string()
                    on:mousedown=move |event| {
                        event.prevent_default();
                        choose(&name);
                    }
                >
                    {shown}
                </li>
            }
        };
        now.names.iter().cloned().enumerate().map(option).collect_view()
    };
    view! {
        <form
            class="composer"
            on:submit=move |event| {
                event.prevent_default();
                give();
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
                        look();
                    }
                    on:click=move |_| look()
                    on:blur=move |_| asking.set(None)
                    on:keydown=move |event| {
                        let has_control = event.ctrl_key() || event.meta_key();
                        if !event.is_composing() && strike(&event.key(), has_control) {
                            event.prevent_default();
                            event.stop_propagation();
                        }
                    }
                ></textarea>
                <ul
                    id=list
                    class="mentions"
                    role="listbox"
                    aria-label=t(Key::TalkNames)
                    hidden=move || asking.with(Option::is_none)
                >
                    {options}
                </ul>
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
