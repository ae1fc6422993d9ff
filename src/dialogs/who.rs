//! "Who are you?": picked from the workspace's people, or added to them.

use causeway_document::Command;
use causeway_model::order::Arrange as _;
use causeway_model::{Function, FunctionId, Json, Path, Person, PersonId};
use leptos::prelude::*;
use serde_json::json;

use crate::i18n::{Key, say, t};
use crate::platform::random;
use crate::state::pending::Pending;
use crate::state::prefs::{self, use_prefs};
use crate::state::session::Session;
use crate::ui::field::fresh_id;
use crate::ui::{Avatar, Dialog, Fault};

/// Asks once on entering a workspace; it can be put off, and then the person is a guest. Whoever has
/// answered can open it again to answer otherwise.
#[component]
pub fn WhoDialog(
    /// The workspace.
    session: Session,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let people = Memo::new(move |_| {
        let mut people: Vec<(PersonId, Person)> = session.people().with(|people| {
            people.iter().map(|(id, person)| (id.clone(), person.clone())).collect()
        });
        people.arrange_by(|a, b| a.1.name.cmp(&b.1.name));
        people
    });
    let has_people = Memo::new(move |_| !people.with(Vec::is_empty));
    let choose = move |person: PersonId| {
        if session.choose_person(person.clone()).is_ok() {
            prefs::set_person_in(session.document(), &person);
            close.run(());
        }
    };
    view! {
        <Dialog title=Key::WhoTitle close>
            <p class="lede">{t(Key::WhoSaid)}</p>
            <Show when=move || has_people.get()>
                <ul class="people">
                    <For
                        each=move || people.get()
                        key=|(id, _)| id.clone()
                        children=move |(id, person)| {
                            let (chosen, own) = (id.clone(), id.clone());
                            let is_me = move || {
                                session.person().with(|me| me.as_ref() == Some(&own)).then_some("true")
                            };
                            view! {
                                <li>
                                    <button
                                        type="button"
                                        aria-current=is_me
                                        on:click=move |_| choose(chosen.clone())
                                    >
                                        <PersonLine session id person/>
                                    </button>
                                </li>
                            }
                        }
                    />
                </ul>
                <p class="divide">{t(Key::WhoOr)}</p>
            </Show>
            <AddPerson session close/>
        </Dialog>
    }
}

/// A person with role and function.
#[component]
fn PersonLine(session: Session, id: PersonId, person: Person) -> impl IntoView {
    let name = person.name.unwrap_or_else(|| id.to_string());
    let crew = Signal::derive(move || Some(session.crew_of(id.as_str())));
    let (role, function) = (person.role, person.function);
    let said = move || {
        let function = function.as_ref().and_then(|function| {
            session.functions().with(|functions| functions.get(function)?.name.clone())
        });
        [role.clone(), function].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    view! {
        <Avatar name=name.clone() crew named=true/>
        <span>
            {name}
            <small>{said}</small>
        </span>
    }
}

/// Name, role and function of someone whom the workspace doesn't know yet: of the person here, or, once
/// they have answered, of a colleague who should own something before they have been here.
#[component]
fn AddPerson(session: Session, close: Callback<()>) -> impl IntoView {
    let prefs = use_prefs();
    // Whoever has answered already and adds somebody else isn't asked for the same name again.
    let is_known = session.person().with_untracked(Option::is_some);
    let known = prefs.filter(|_| !is_known);
    let known = known.map(|prefs| prefs.name().get_untracked()).unwrap_or_default();
    let pending = |place, text| Pending::at(session.document(), place, text);
    let name = pending("who/name", known);
    let role = pending("who/role", String::new());
    let function = pending("who/function", String::new());
    let is_nameless = RwSignal::new(false);
    let fault = Signal::derive(move || is_nameless.get().then(|| say(Key::WhoNameless).to_owned()));
    let described = move |id: &PersonId| {
        details(session, id, role.get_untracked().trim(), function.get_untracked().trim())
    };
    // The name that was typed, for a person with a fresh id; none, and that is said, where there is no name.
    let typed = move || {
        let typed = name.get_untracked().trim().to_owned();
        is_nameless.set(typed.is_empty());
        let id = PersonId::new(&random::id()).ok()?;
        (!typed.is_empty()).then_some((id, typed))
    };
    let clear = move || [name, role, function].into_iter().for_each(Pending::clear);
    // Whoever comes back from another device, or opens a file in which they are, is the same person.
    let namesake = move |name: &str| {
        let name = name.to_lowercase();
        let is_same = |person: &Person| {
            person.name.as_ref().is_some_and(|known| known.trim().to_lowercase() == name)
        };
        session.people().with_untracked(|people| {
            people.iter().find(|(_, person)| is_same(person)).map(|(id, _)| id.clone())
        })
    };
    let add_myself = move || {
        let Some((id, myself)) = typed() else { return };
        if let Some(prefs) = prefs {
            prefs.set_name(&myself);
        }
        let chosen = match namesake(&myself) {
            Some(known) => session.choose_person(known.clone()).map(|()| known),
            None => session.add_myself(id.clone(), myself).map(|()| id),
        };
        if let Ok(id) = chosen {
            let details = described(&id);
            prefs::set_person_in(session.document(), &id);
            if !details.is_empty() {
                // A refusal is shown; the person is there either way.
                let _ = session.describe_myself(details);
            }
            clear();
            close.run(());
        }
    };
    let add_other = move || {
        let Some((id, other)) = typed() else { return };
        let mut steps = vec![Command::AddPerson { person: id.clone(), name: other }];
        steps.extend(described(&id));
        // A refusal is shown, and what was typed stays.
        if session.dispatch(Command::All(steps)).is_ok() {
            clear();
        }
    };
    let functions = move || {
        let known = session.functions().get();
        let names = known.values().filter_map(|function| function.name.clone());
        names.map(|name| view! { <option value=name></option> }).collect_view()
    };
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                if is_known { add_other() } else { add_myself() }
            }
        >
            <Line
                label=if is_known { Key::WhoOtherName } else { Key::WhoName }
                text=name
                autocomplete=if is_known { "off" } else { "name" }
            >
                <Fault id=fresh_id() text=fault/>
            </Line>
            <div class="pair">
                <Line label=Key::WhoRole text=role autocomplete="organization-title">
                    ""
                </Line>
                <Line label=Key::WhoFunction text=function autocomplete="off" list="who-functions">
                    <datalist id="who-functions">{functions}</datalist>
                </Line>
            </div>
            <footer>
                <button class="button" type="button" on:click=move |_| close.run(())>
                    {t(if is_known { Key::DialogClose } else { Key::WhoLater })}
                </button>
                {is_known
                    .then(|| {
                        view! {
                            <button class="button" type="button" on:click=move |_| add_myself()>
                                {t(Key::WhoAdd)}
                            </button>
                        }
                    })}
                <button class="button" data-rank="first" type="submit">
                    {t(if is_known { Key::WhoAddOther } else { Key::WhoAdd })}
                </button>
            </footer>
        </form>
    }
}

/// A line of the form.
#[component]
fn Line(
    label: Key,
    text: Pending,
    autocomplete: &'static str,
    #[prop(optional)] list: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let id = fresh_id();
    view! {
        <div class="field">
            <label for=id.clone()>{t(label)}</label>
            <input
                id=id
                class="input"
                autocomplete=autocomplete
                list=list
                autofocus=autocomplete == "name"
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            />
            {children()}
        </div>
    }
}

/// What writes down a person's role and function; a function that is new is made.
fn details(session: Session, id: &PersonId, role: &str, function: &str) -> Vec<Command> {
    let person = |key: &str| Path::of(["people", id.as_str(), key]);
    let mut commands = Vec::new();
    if !role.is_empty() {
        commands.push(Command::SetField { path: person("role"), value: role.into() });
    }
    if function.is_empty() {
        return commands;
    }
    let named = |(id, known): (&FunctionId, &Function)| {
        let name = known.name.as_deref()?;
        (name.to_lowercase() == function.to_lowercase()).then(|| id.to_string())
    };
    let known = session.functions().with_untracked(|functions| functions.iter().find_map(named));
    let known = known.unwrap_or_else(|| {
        let fresh = random::id();
        let path = Path::of(["functions", fresh.as_str()]);
        commands.push(Command::SetField { path, value: json!({ "name": function }) });
        fresh
    });
    commands.push(Command::SetField { path: person("function"), value: Json::String(known) });
    commands
}
