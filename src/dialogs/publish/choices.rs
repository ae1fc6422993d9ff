//! What is published, and in which form.

use leptos::prelude::*;

use crate::dialogs::publish::Desk;
use crate::i18n::{Key, say, t};
use crate::state::publishing::{Extent, Form, Names};
use crate::ui::{Choice, DateField, Mark, SegmentField, StatusMark};

const FOLDER: &str = "folder";
const SINGLE: &str = "single";
const PRESENT: &str = "present";
const HISTORY: &str = "history";
const NAMED: &str = "named";
const UNNAMED: &str = "unnamed";

/// The form, how much of the workspace, whether people are named, until when.
#[component]
pub(super) fn ChoicesForm(desk: Desk) -> impl IntoView {
    let form = Signal::derive(move || match desk.choices().form {
        Form::Folder => FOLDER.to_owned(),
        Form::Single => SINGLE.to_owned(),
    });
    let extent = Signal::derive(move || match desk.choices().extent {
        Extent::Present => PRESENT.to_owned(),
        Extent::History => HISTORY.to_owned(),
    });
    let names = Signal::derive(move || match desk.choices().names {
        Names::Named => NAMED.to_owned(),
        Names::Unnamed => UNNAMED.to_owned(),
    });
    let has_history = Memo::new(move |_| desk.choices().extent == Extent::History);
    let is_single = Memo::new(move |_| desk.choices().form == Form::Single);
    view! {
        <div class="stack">
            <SegmentField
                label=Key::PublishForm
                value=form
                choices=words([(FOLDER, Key::PublishFolder), (SINGLE, Key::PublishSingle)])
                commit=Callback::new(move |word: String| {
                    let form = if word == SINGLE { Form::Single } else { Form::Folder };
                    desk.choose(move |choices| choices.form = form);
                })
            />
            <p class="small quiet">
                {move || {
                    let said = if is_single.get() { Key::PublishSingleSaid } else { Key::PublishFolderSaid };
                    say(said)
                }}
            </p>
        </div>
        <div class="stack">
            <SegmentField
                label=Key::PublishExtent
                value=extent
                choices=words([(PRESENT, Key::PublishPresent), (HISTORY, Key::PublishHistory)])
                commit=Callback::new(move |word: String| {
                    let extent = if word == HISTORY { Extent::History } else { Extent::Present };
                    desk.choose(move |choices| choices.extent = extent);
                })
            />
            <Show
                when=move || has_history.get()
                fallback=move || view! { <p class="small quiet">{t(Key::PublishLeftOut)}</p> }
            >
                <div class="notice" data-tone="act" role="alert">
                    <StatusMark of=Mark::Act/>
                    <p>{t(Key::PublishHistorySaid)}</p>
                </div>
            </Show>
        </div>
        <Show when=move || !has_history.get()>
            <div class="stack">
                <SegmentField
                    label=Key::PublishPeople
                    value=names
                    choices=words([(NAMED, Key::PublishNamed), (UNNAMED, Key::PublishUnnamed)])
                    commit=Callback::new(move |word: String| {
                        let names = if word == UNNAMED { Names::Unnamed } else { Names::Named };
                        desk.choose(move |choices| choices.names = names);
                    })
                />
                <p class="small quiet">{t(Key::PublishPeopleSaid)}</p>
            </div>
        </Show>
        <DateField
            label=Key::PublishUntil
            value=Signal::derive(move || desk.choices().until)
            commit=Callback::new(move |day| desk.choose(move |choices| choices.until = day))
        />
    }
}

/// Two words to choose from, in the language of the screen.
pub(super) fn words(two: [(&'static str, Key); 2]) -> Signal<Vec<Choice>> {
    Signal::derive(move || two.map(|(word, label)| Choice::word(word, label)).to_vec())
}
