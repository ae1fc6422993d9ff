//! Bringing a file, what to do first, and what to do when something did not work.

use leptos::prelude::*;

use crate::i18n::{Key, say, say_with, t};
use crate::state::library::NotMade;
use crate::state::status::StorageTrouble;
use crate::ui::{CrossButton, Glyph, Icon, Mark, StatusMark};
use crate::views::home::Desk;

/// A place to drop a file, which is a button too.
#[component]
pub(super) fn Bring(desk: Desk) -> impl IntoView {
    view! {
        <section aria-labelledby="bring">
            <h2 id="bring">{t(Key::HomeBring)}</h2>
            <button class="drop" type="button" on:click=move |_| desk.pick()>
                <Icon of=Glyph::Open/>
                <span>
                    <b>{t(Key::HomeDrop)}</b>
                    <br/>
                    <span class="quiet">{t(Key::HomeDropSaid)}</span>
                </span>
            </button>
            <Kept desk/>
        </section>
    }
}

/// Whether what is made here outlives the page.
#[component]
fn Kept(desk: Desk) -> impl IntoView {
    let said = move || match desk.library.trouble().get() {
        None => say(Key::HomeKept),
        Some(trouble) => say(trouble_key(trouble)),
    };
    view! {
        <p class="small quiet" role="status">
            {said}
        </p>
    }
}

/// What keeps this device from storing, as a sentence.
fn trouble_key(trouble: StorageTrouble) -> Key {
    match trouble {
        StorageTrouble::Full => Key::TroubleFull,
        StorageTrouble::Closed => Key::TroubleClosed,
        StorageTrouble::Broken => Key::TroubleBroken,
    }
}

/// Three steps to a first map, while there is no workspace.
#[component]
pub(super) fn Teach() -> impl IntoView {
    let step = |title: Key, said: Key| {
        view! {
            <li>
                <b>{t(title)}</b>
                {t(said)}
            </li>
        }
    };
    view! {
        <ol class="teach">
            {step(Key::TeachResult, Key::TeachResultSaid)}
            {step(Key::TeachDrivers, Key::TeachDriversSaid)}
            {step(Key::TeachOwners, Key::TeachOwnersSaid)}
        </ol>
    }
}

/// Why there is no new workspace, what is safe, and what to do.
#[component]
pub(super) fn NotMadeNotice(desk: Desk) -> impl IntoView {
    let said = move || {
        let (why, name) = desk.failed.get()?;
        Some(match why {
            // Each fault of the file is listed in a dialog.
            NotMade::Faulty(_) => return None,
            NotMade::Unreadable if name.is_empty() => say(Key::NotMade).to_owned(),
            NotMade::Unreadable => say_with(Key::NotMadeUnreadable, &[("name", &name)]),
            NotMade::NotStored(trouble) => say(trouble_key(trouble)).to_owned(),
            NotMade::NoTemplate => say(Key::NotMadeTemplate).to_owned(),
            NotMade::NoPart => say(Key::PartMissing).to_owned(),
        })
    };
    view! {
        <div role="alert">
            {move || {
                said()
                    .map(|said| {
                        view! {
                            <div class="notice" data-tone="act">
                                <StatusMark of=Mark::Act/>
                                <div>
                                    <p>{said}</p>
                                </div>
                                <CrossButton
                                    label=t(Key::DialogClose)
                                    press=move |()| desk.failed.set(None)
                                />
                            </div>
                        }
                    })
            }}
        </div>
    }
}
