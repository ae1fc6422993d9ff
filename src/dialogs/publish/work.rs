//! Publishing itself: looked at, gathered, packed, handed to the person; it can be cancelled.

use std::cell::Cell;
use std::rc::Rc;

use causeway_model::NodeId;
use causeway_publish::{Latest, Mention, PublishingKey, Unpublishable};
use leptos::prelude::*;

use crate::dialogs::publish::signing::with_key;
use crate::dialogs::publish::{Desk, Stage};
use crate::i18n::{Key, say, say_count, say_with, t, title_or_nameless};
use crate::platform::{clock, files, task, timer};
use crate::state::publishing::{AppFiles, Form, Gathering, Ledger, Packing, Prepared, prepare};
use crate::state::session::Session;
use crate::ui::{Fault, Glyph, Icon, Mark, StatusMark};
use crate::views::home::file_stem;

/// So many places where somebody may be named are listed.
const LISTED: usize = 12;

/// The buttons, and how far it has come.
#[component]
pub(super) fn Work(desk: Desk, close: Callback<()>) -> impl IntoView {
    let begin = move |looked: Vec<Mention>| {
        task::spawn(async move {
            if let Err(why) = publish(desk, &looked).await {
                desk.stage.try_set(Stage::Choosing);
                desk.fault.try_set(Some(why));
            }
        });
    };
    let is_working = Memo::new(move |_| desk.stage.with(Stage::is_working));
    let foot = move || match desk.stage.get() {
        Stage::Choosing => view! {
            <CancelButton label=Key::DialogCancel press=close/>
            <button
                class="button"
                type="button"
                data-rank="first"
                on:click=move |_| begin(Vec::new())
            >
                <Icon of=Glyph::Share/>
                {t(Key::PublishDo)}
            </button>
        }
        .into_any(),
        Stage::Looking(looked) => view! {
            <CancelButton
                label=Key::DialogCancel
                press=Callback::new(move |()| desk.stage.set(Stage::Choosing))
            />
            <button
                class="button"
                type="button"
                data-rank="first"
                on:click=move |_| begin(looked.clone())
            >
                {t(Key::PublishAllTheSame)}
            </button>
        }
        .into_any(),
        Stage::Gathering(..) | Stage::Packing => view! {
            <CancelButton
                label=Key::DialogCancel
                press=Callback::new(move |()| desk.stage.set(Stage::Choosing))
            />
        }
        .into_any(),
        Stage::Made { .. } => view! {
            <button
                class="button"
                type="button"
                data-rank="first"
                autofocus
                on:click=move |_| close.run(())
            >
                {t(Key::DialogClose)}
            </button>
        }
        .into_any(),
    };
    view! {
        <Fault id="publish-fault".to_owned() text=desk.fault/>
        {move || match desk.stage.get() {
            Stage::Looking(mentions) => {
                Some(view! { <Mentions session=desk.session mentions/> }.into_any())
            }
            Stage::Made { name, sequence, is_single } => {
                Some(view! { <Made name sequence is_single/> }.into_any())
            }
            _ => None,
        }}
        <Show when=move || is_working.get()>
            <Progress desk/>
        </Show>
        <footer>{foot}</footer>
    }
}

#[component]
fn CancelButton(label: Key, press: Callback<()>) -> impl IntoView {
    view! {
        <button class="button" type="button" on:click=move |_| press.run(())>
            {t(label)}
        </button>
    }
}

/// How many of the app's files are here.
#[component]
fn Progress(desk: Desk) -> impl IntoView {
    let counted = move || match desk.stage.get() {
        Stage::Gathering(here, needed) => (here, needed),
        _ => (1, 1),
    };
    let said = move || match desk.stage.get() {
        Stage::Gathering(..) => say(Key::PublishGathering),
        _ => say(Key::PublishPacking),
    };
    view! {
        <div class="stack">
            <p id="publish-progress" role="status">{said}</p>
            <progress
                aria-labelledby="publish-progress"
                max=move || counted().1.to_string()
                value=move || counted().0.to_string()
            ></progress>
        </div>
    }
}

/// Texts in which somebody may still be named.
#[component]
fn Mentions(session: Session, mentions: Vec<Mention>) -> impl IntoView {
    let mut names: Vec<String> = Vec::new();
    for mention in &mentions {
        let name = named(session, mention);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let rest = names.len().saturating_sub(LISTED);
    names.truncate(LISTED);
    view! {
        <div class="notice" data-tone="watch" role="alert">
            <StatusMark of=Mark::Watch/>
            <div>
                <p>{t(Key::PublishMentions)}</p>
                <ul class="bullets">
                    {names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}
                    {(rest > 0)
                        .then(|| view! { <li>{move || say_count(Key::SinceMore, rest)}</li> })}
                </ul>
            </div>
        </div>
    }
}

/// What became of it, and what to do with it.
#[component]
fn Made(name: String, sequence: u64, is_single: bool) -> impl IntoView {
    // The first one lies beside none, unless it is put where another publication was.
    let has_older = !is_single && sequence > 1;
    let said =
        move || say_with(Key::PublishMade, &[("name", &name), ("sequence", &sequence.to_string())]);
    let next = if is_single { Key::PublishMadeSingle } else { Key::PublishMadeFolder };
    view! {
        <div class="notice" role="status">
            <Icon of=Glyph::Check/>
            <div>
                <p>
                    <b>{said}</b>
                </p>
                <p>{t(next)}</p>
                {has_older.then(|| view! { <p>{t(Key::PublishOlder)}</p> })}
            </div>
        </div>
    }
}

/// Makes the version and hands it to the person; a sentence says why not. `looked` is what the publisher has
/// looked at and lets stand.
async fn publish(desk: Desk, looked: &[Mention]) -> Result<(), String> {
    desk.fault.try_set(None);
    let Some(Some(ledger)) = desk.ledger.try_get_untracked() else { return Ok(()) };
    let choices = ledger.choices;
    // As another tab may have left it; a key is kept before anything is signed with it.
    let mut ledger =
        if choices.is_signed { desk.alter(with_key()).await? } else { desk.alter(|_| ()).await? };
    ledger.choices = choices;
    let form = ledger.choices.form;
    let key = ledger.key().filter(|_| ledger.choices.is_signed);
    let someone = say(Key::PublishSomeone);
    let prepared = prepare(desk.session, &ledger, key.as_ref(), someone, clock::now());
    let Some(prepared) = prepared else { return Ok(()) };
    let prepared = prepared.map_err(|why| cannot(&why))?;
    // A colleague may have written since: what nobody has looked at is shown first.
    if prepared.snapshot.mentions.iter().any(|mention| !looked.contains(mention)) {
        let mut mentions = prepared.snapshot.mentions;
        // What is new comes first: the list is cut off where it grows long.
        mentions.sort_by_key(|mention| looked.contains(mention));
        desk.stage.try_set(Stage::Looking(mentions));
        return Ok(());
    }
    let run = Run::begin(desk);
    let Some(app) = gather(run).await? else { return Ok(()) };
    let Some((name, mime, bytes)) = pack(run, form, app, &prepared).await? else { return Ok(()) };
    let latest = prepared.latest;
    if !claim(desk, ledger.latest(), key, latest.clone()).await? {
        return Err(say(Key::PublishMeanwhile).to_owned());
    }
    if !files::download(&name, mime, &bytes) {
        let version = latest.clone();
        desk.alter(move |now| now.give_back(&ledger, &version)).await?;
        return Err(say(Key::PublishNotSaved).to_owned());
    }
    let sequence = latest.sequence;
    desk.stage.try_set(Stage::Made { name, sequence, is_single: form == Form::Single });
    Ok(())
}

/// Takes the version's place in the series; says whether it was still free.
async fn claim(
    desk: Desk,
    before: Option<Latest>,
    key: Option<PublishingKey>,
    version: Latest,
) -> Result<bool, String> {
    let is_claimed = Rc::new(Cell::new(false));
    let claimed = is_claimed.clone();
    let claim = move |ledger: &mut Ledger| {
        claimed.set(ledger.claim(before.as_ref(), key.as_ref(), &version));
    };
    desk.alter(claim).await?;
    Ok(is_claimed.get())
}

/// Why the workspace can't be published.
fn cannot(why: &Unpublishable) -> String {
    match why {
        Unpublishable::Newer { format } => say_with(Key::ReadOnlyNewer, &[("format", format)]),
        Unpublishable::TooLarge { .. } => say(Key::PublishTooLarge).to_owned(),
        Unpublishable::Empty | Unpublishable::Before(_) | Unpublishable::Import(_) => {
            say_with(Key::PublishCannot, &[("why", &why.to_string())])
        }
    }
}

/// One beginning of the work.
#[derive(Clone, Copy)]
struct Run {
    desk: Desk,
    number: u32,
}

impl Run {
    fn begin(desk: Desk) -> Self {
        desk.stage.try_set(Stage::Gathering(0, 1));
        desk.run.try_update_value(|run| *run += 1);
        Self { desk, number: desk.run.try_get_value().unwrap_or_default() }
    }

    /// Whether nobody cancelled or began again, and the dialog is still there.
    fn goes_on(self) -> bool {
        let is_latest = self.desk.run.try_get_value() == Some(self.number);
        is_latest && self.desk.stage.try_with_untracked(Stage::is_working).unwrap_or_default()
    }
}

/// Fetches the app's own files; `None` once it was cancelled.
async fn gather(run: Run) -> Result<Option<AppFiles>, String> {
    let missing = |_| say(Key::PublishMissing).to_owned();
    let mut gathering = Gathering::begin().await.map_err(missing)?;
    loop {
        if !run.goes_on() {
            return Ok(None);
        }
        let (here, needed) = gathering.progress();
        run.desk.stage.try_set(Stage::Gathering(here, needed));
        if !gathering.step().await.map_err(missing)? {
            break;
        }
    }
    Ok(run.goes_on().then_some(gathering.files))
}

/// Puts the files together; `None` once it was cancelled.
async fn pack(
    run: Run,
    form: Form,
    app: AppFiles,
    prepared: &Prepared,
) -> Result<Option<(String, &'static str, Vec<u8>)>, String> {
    run.desk.stage.try_set(Stage::Packing);
    let failed = |why: String| say_with(Key::PublishCannot, &[("why", &why)]);
    // What is said must be on the screen before the page is busy.
    timer::sleep(50).await;
    let stem = file_stem(&prepared.snapshot.title);
    let mut packing = Packing::begin(form, &stem, &app, prepared).map_err(failed)?;
    while packing.step().await.map_err(failed)? {
        if !run.goes_on() {
            return Ok(None);
        }
    }
    Ok(Some(packing.finish().map_err(failed)?))
}

/// What a text belongs to, as people know it; the text itself where that has no title.
fn named(session: Session, Mention { path, text }: &Mention) -> String {
    if let [map, id, ..] = path.keys()
        && map == "nodes"
        && let Some(node) = NodeId::new(id).ok().and_then(|id| session.node(&id))
    {
        return node.with_untracked(|node| title_or_nameless(&node.title));
    }
    format!("{path}: {text}")
}
