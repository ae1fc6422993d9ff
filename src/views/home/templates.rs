//! Worked cases to begin from.

use leptos::prelude::*;

use crate::i18n::{Key, say, t};
use crate::platform::task;
use crate::state::library::Template;
use crate::views::home::Desk;
use crate::views::home::thumb::Thumb;

/// The title and the sentence of a template that we know, in the person's language.
fn words(file: &str) -> Option<(Key, Key)> {
    Some(match file {
        "saas-retention.json" => (Key::TemplateSaas, Key::TemplateSaasSaid),
        "green-dashboard.json" => (Key::TemplateGreen, Key::TemplateGreenSaid),
        "savings-against-speed.json" => (Key::TemplateSavings, Key::TemplateSavingsSaid),
        "hospital-margin.json" => (Key::TemplateHospital, Key::TemplateHospitalSaid),
        "retail-capacity.json" => (Key::TemplateRetail, Key::TemplateRetailSaid),
        "trade-off-decided.json" => (Key::TemplateDecided, Key::TemplateDecidedSaid),
        "okr.json" => (Key::TemplateOkr, Key::TemplateOkrSaid),
        _ => return None,
    })
}

/// The list; it says so while it can't be fetched.
#[component]
pub(super) fn Templates(desk: Desk) -> impl IntoView {
    let templates = RwSignal::new(None::<Vec<Template>>);
    task::spawn(async move {
        let found = desk.library.templates().await;
        templates.try_set(Some(found));
    });
    let are_missing =
        Memo::new(move |_| templates.with(|all| all.as_ref().is_some_and(Vec::is_empty)));
    view! {
        <section aria-labelledby="templates">
            <h2 id="templates">{t(Key::HomeTemplates)}</h2>
            <Show when=move || are_missing.get()>
                <p class="empty">{t(Key::TemplatesMissing)}</p>
            </Show>
            <ul class="templates">
                <For
                    each=move || templates.get().unwrap_or_default()
                    key=|template| template.file.clone()
                    children=move |template| view! { <TemplateRow desk template/> }
                />
            </ul>
        </section>
    }
}

/// One template, as a button that makes a workspace of it.
#[component]
fn TemplateRow(desk: Desk, template: Template) -> impl IntoView {
    let words = words(&template.file);
    let (own, name, sketch) =
        (template.title.clone(), template.file.clone(), template.sketch.clone());
    let title = move || words.map_or_else(|| own.clone(), |(title, _)| say(title).to_owned());
    let said = move || words.map(|(_, said)| say(said));
    let begin = move |_| {
        let (library, template) = (desk.library, template.clone());
        desk.open(String::new(), async move { library.create_from(&template).await });
    };
    view! {
        <li>
            <button type="button" on:click=begin>
                <Thumb name sketch/>
                <span>
                    <b>{title}</b>
                    <span class="quiet">{said}</span>
                </span>
            </button>
        </li>
    }
}
