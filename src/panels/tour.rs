//! The words of the short tour: what to do next, with which key, and a button that does it.

use std::cmp::Ordering;

use causeway_canvas::Selection;
use leptos::html;
use leptos::prelude::*;

use crate::actions::{self, Context};
use crate::i18n::{Key, say, say_with, t, title_or_nameless};
use crate::platform::focus;
use crate::state::prefs;
use crate::state::tour::{self, Standing, Step};
use crate::ui::CrossButton;
use crate::views::map::Atlas;

/// The steps that are counted: the last only says what comes next.
const STEPS: [Step; 4] = [Step::Objective, Step::Kpi, Step::Driver, Step::Link];

/// What is done at a step, in words: by keys, and by fingers.
struct Words {
    title: Key,
    said: Key,
    touch: Key,
    act: Key,
}

const fn words(step: Step) -> Words {
    let (title, [said, touch], act) = match step {
        Step::Objective => (
            Key::TourObjective,
            [Key::TourObjectiveSaid, Key::TourObjectiveTouch],
            Key::TourObjectiveDo,
        ),
        Step::Kpi => (Key::TourKpi, [Key::TourKpiSaid, Key::TourKpiTouch], Key::TourKpiDo),
        Step::Driver => {
            (Key::TourDriver, [Key::TourDriverSaid, Key::TourDriverTouch], Key::TourDriverDo)
        }
        Step::Link => (Key::TourLink, [Key::TourLinkSaid, Key::TourLinkTouch], Key::TourLinkDo),
        Step::Done => (Key::TourDone, [Key::TourDoneSaid, Key::TourDoneTouch], Key::TourDoneDo),
    };
    Words { title, said, touch, act }
}

/// A card in a corner of the map. It blocks nothing: the map is worked meanwhile.
#[component]
pub fn TourCard(
    /// The map.
    atlas: Atlas,
) -> impl IntoView {
    let session = atlas.session();
    let standing = Memo::new(move |_| tour::standing(session));
    let step = Memo::new(move |_| standing.with(|standing| standing.step));
    let button: NodeRef<html::Button> = NodeRef::new();
    take_focus(atlas, button);
    let leave = move || {
        // On this device for good: it begins again only when it is asked for.
        prefs::end_tour();
        session.lens.tour.set(None);
        atlas.take_focus();
    };
    let count = move || {
        let at = STEPS.iter().position(|other| *other == step.get())?;
        let (at, all) = ((at + 1).to_string(), STEPS.len().to_string());
        Some(say_with(Key::TourStep, &[("n", &at), ("all", &all)]))
    };
    let said = move |of: fn(&Words) -> Key| {
        let named = |node: Option<causeway_model::NodeId>| {
            let node = node.and_then(|node| session.node(&node));
            node.map(|node| node.with(|node| title_or_nameless(&node.title))).unwrap_or_default()
        };
        let Standing { step, driver, kpi, .. } = standing.get();
        say_with(of(&words(step)), &[("driver", &named(driver)), ("kpi", &named(kpi))])
    };
    let go_on = move |_| {
        perform(atlas, &standing.get_untracked());
        if step.get_untracked() == Step::Done {
            leave();
        }
    };
    view! {
        <section
            class="tour"
            data-of-map
            aria-label=t(Key::TourTitle)
            data-needs-sheet=move || session.selection.with(|chosen| chosen.only_link().map(|_| ""))
        >
            <header>
                <p class="tour-count">
                    {t(Key::TourTitle)} {move || count().map(|count| format!(" · {count}"))}
                </p>
                <CrossButton
                    label=Signal::derive(move || way_out(step.get()))
                    has_tip=true
                    press=move |()| {
                        if step.get_untracked() != Step::Done {
                            atlas.say(say(Key::TourSkipped).to_owned());
                        }
                        leave();
                    }
                />
            </header>
            <ol class="tour-steps" aria-hidden="true">
                {STEPS
                    .map(|each| {
                        let state = move || {
                            match each.cmp(&step.get()) {
                                Ordering::Less => "done",
                                Ordering::Equal => "now",
                                Ordering::Greater => "next",
                            }
                        };
                        view! { <li data-state=state></li> }
                    })
                    .collect_view()}
            </ol>
            <div role="status" class="tour-words" id="tour-words">
                <h2>{move || say(words(step.get()).title)}</h2>
                <p class="by-pointer">{move || said(|words| words.said)}</p>
                <p class="by-finger">{move || said(|words| words.touch)}</p>
            </div>
            <div class="row">
                <button
                    class="button"
                    type="button"
                    data-rank="first"
                    data-size="s"
                    node_ref=button
                    aria-describedby="tour-words"
                    on:click=go_on
                >
                    {move || say(words(step.get()).act)}
                </button>
                <Show when=move || step.get() == Step::Link>
                    <button
                        class="button"
                        type="button"
                        data-size="s"
                        on:click=move |_| {
                            tour::accept_link(session);
                            focus::give(button);
                        }
                    >
                        {t(Key::TourLinkRight)}
                    </button>
                </Show>
            </div>
        </section>
    }
}

/// What the cross says that it does.
fn way_out(step: Step) -> String {
    say(if step == Step::Done { Key::TourClose } else { Key::TourSkip }).to_owned()
}

/// The button of the step takes the focus when the tour is called, and as it begins where nothing has it.
fn take_focus(atlas: Atlas, button: NodeRef<html::Button>) {
    let calls = atlas.session().lens.tour_calls;
    Effect::new(move |heard: Option<Option<u32>>| {
        let (called, heard) = (calls.get(), heard.flatten());
        if button.get().is_none() {
            return heard;
        }
        // A tour that was called is mounted only after the call.
        let is_called = heard.map_or(called > 0, |heard| heard != called);
        if is_called || (heard.is_none() && focus::is_nowhere()) {
            focus::give(button);
        }
        Some(called)
    });
}

/// Does what a step asks for, as its key would.
fn perform(atlas: Atlas, standing: &Standing) {
    let session = atlas.session();
    let Standing { step, objective, kpi, link, .. } = standing.clone();
    let choose = |node| {
        if let Some(node) = node {
            session.selection.set(Selection::node(node));
        }
    };
    let act = |id: &str| {
        if let Some(action) = actions::by_id(id) {
            actions::run(action, &Context::on(atlas));
        }
    };
    match step {
        Step::Objective => {
            session.selection.set(Selection::default());
            act("add-objective");
        }
        Step::Kpi => {
            choose(objective);
            act("add-upstream");
        }
        Step::Driver => {
            choose(kpi);
            act("add-upstream");
        }
        Step::Link => {
            if let Some(link) = link {
                session.selection.set(Selection::link(link.clone()));
                atlas.say_link(&link);
                atlas.ask_for_link_fields();
            }
        }
        Step::Done => choose(kpi),
    }
}
