//! Draws a link from the row where one stands to a node that is chosen by name.

use causeway_model::order::Arrange as _;
use causeway_model::{LinkKind, NodeId};
use leptos::prelude::*;

use super::acts;
use super::sheet::Sheet;
use crate::i18n::{Key, say_with, t, title_or_nameless};
use crate::panels::inspector::words::choices;
use crate::ui::{Choice, ChoiceField, Dialog};

/// Asks what the link says, and where it leads.
#[component]
pub(super) fn LinkDialog(sheet: Sheet) -> impl IntoView {
    let Sheet { session, .. } = sheet;
    let own = sheet.row_untracked(sheet.head_at()).map(|row| row.node);
    let kind = RwSignal::new(LinkKind::Causes.as_str().to_owned());
    let to = RwSignal::new(String::new());
    let title = {
        let node = own.as_ref().and_then(|own| session.node(own));
        move || {
            let title =
                node.as_ref().map(|node| title_or_nameless(&node.get().title)).unwrap_or_default();
            say_with(Key::OutlineLinkFrom, &[("title", &title)])
        }
    };
    let targets = Signal::derive(move || {
        let ids = session.node_ids().get();
        let title = |id: &NodeId| {
            session.node(id).map(|node| node.with(|node| title_or_nameless(&node.title)))
        };
        let others = ids.iter().filter(|id| Some(*id) != own.as_ref());
        let mut targets: Vec<Choice> = others
            .filter_map(|id| Some(Choice { value: id.to_string(), label: title(id)? }))
            .collect();
        targets.arrange_by(|a, b| a.label.cmp(&b.label));
        targets
    });
    let close = move || {
        sheet.asks_link.set(false);
        sheet.call();
    };
    let draw = move || {
        let says = kind.with_untracked(|kind| LinkKind::parse(kind));
        let target = to.with_untracked(|to| NodeId::new(to).ok());
        if let (Some(says), Some(target)) = (says, target)
            && acts::link(sheet, says, target)
        {
            close();
        }
    };
    view! {
        <Dialog title=Key::OutlineLink close=Callback::new(move |()| close())>
            <form
                class="stack"
                on:submit=move |event| {
                    event.prevent_default();
                    draw();
                }
            >
                <p>{title}</p>
                <ChoiceField
                    label=Key::TieKind
                    value=kind
                    choices=Signal::derive(choices::<LinkKind>)
                    commit=Callback::new(move |chosen| kind.set(chosen))
                    is_required=true
                />
                <ChoiceField
                    label=Key::TieTo
                    value=to
                    choices=targets
                    none=Key::TieToAsk
                    commit=Callback::new(move |chosen| to.set(chosen))
                />
                <div class="row">
                    <button
                        class="button"
                        data-rank="first"
                        type="submit"
                        prop:disabled=move || to.with(String::is_empty)
                    >
                        {t(Key::TieDraw)}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
