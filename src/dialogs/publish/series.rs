//! The series that the next version belongs to.

use leptos::prelude::*;

use crate::dialogs::publish::{Desk, Stage};
use crate::i18n::{Key, day, say, say_with, t};
use crate::platform::files;
use crate::state::publishing::{Earlier, Ledger};
use crate::ui::{Glyph, Icon};

/// Which version comes next, and ways to go on with another publication.
#[component]
pub(super) fn Series(desk: Desk) -> impl IntoView {
    let last = Memo::new(move |_| desk.ledger.with(|ledger| ledger.as_ref()?.latest()));
    let has_last = Memo::new(move |_| last.with(Option::is_some));
    let is_elsewhere = Memo::new(move |_| {
        desk.ledger.with(|ledger| ledger.as_ref().is_some_and(Ledger::is_elsewhere))
    });
    let said = move || match last.get() {
        None if is_elsewhere.get() => say(Key::PublishFirstElsewhere).to_owned(),
        None => say(Key::PublishFirst).to_owned(),
        Some(last) => say_with(
            Key::PublishNext,
            &[
                ("sequence", &(last.sequence + 1).to_string()),
                ("before", &last.sequence.to_string()),
                ("date", &day(last.created.date_naive())),
            ],
        ),
    };
    let bring = move |_| {
        files::pick(".json,.html", move |file| match Earlier::read(&file.bytes) {
            Ok(earlier) => {
                desk.fault.try_set(None);
                desk.stage.try_set(Stage::Choosing);
                desk.change(move |ledger| ledger.go_on(&earlier));
            }
            Err(_) => _ = desk.fault.try_set(Some(say(Key::PublishNoVersion).to_owned())),
        });
    };
    view! {
        <div class="stack">
            <p role="status">{said}</p>
            <details class="new-key">
                <summary>{t(Key::PublishElsewhere)}</summary>
                <div class="stack">
                    <p class="small quiet">{t(Key::PublishElsewhereSaid)}</p>
                    <div class="row">
                        <button class="button" type="button" data-size="s" on:click=bring>
                            <Icon of=Glyph::Open/>
                            {t(Key::PublishBring)}
                        </button>
                        <Show when=move || has_last.get()>
                            <button
                                class="button"
                                type="button"
                                data-size="s"
                                on:click=move |_| desk.change(Ledger::begin_anew)
                            >
                                <Icon of=Glyph::Plus/>
                                {t(Key::PublishAnew)}
                            </button>
                        </Show>
                    </div>
                </div>
            </details>
        </div>
    }
}
