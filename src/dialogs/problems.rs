//! What breaks the model: where, which rule, and what stands there.

use causeway_model::{LinkKind, Problem, Rule};
use leptos::prelude::*;

use crate::i18n::{Key, say, say_with, t};

/// A list of problems, each with its path, its rule and the value that was found.
#[component]
pub fn ProblemList(
    /// What is wrong.
    problems: Vec<Problem>,
) -> impl IntoView {
    let line = |problem: Problem| {
        let path = problem.path.to_string();
        let path = if path.is_empty() { say(Key::ProblemWhole).to_owned() } else { path };
        let (rule, found) = (problem.rule, problem.found);
        view! {
            <li>
                <code>{path}</code>
                <span>{move || rule_said(rule)}</span>
                <span class="quiet">
                    {t(Key::ProblemFound)} " " <code>{found}</code>
                </span>
            </li>
        }
    };
    view! { <ul class="problems" tabindex="0">{problems.into_iter().map(line).collect_view()}</ul> }
}

/// A rule of the model as a sentence.
fn rule_said(rule: Rule) -> String {
    let key = match rule {
        Rule::Enum(words) => return say_with(Key::RuleEnum, &[("words", &words.join(", "))]),
        Rule::Json => Key::RuleJson,
        Rule::UniqueKey => Key::RuleUniqueKey,
        Rule::Required => Key::RuleRequired,
        Rule::Object => Key::RuleObject,
        Rule::String => Key::RuleString,
        Rule::Bool => Key::RuleBool,
        Rule::True => Key::RuleTrue,
        Rule::Number => Key::RuleNumber,
        Rule::Count => Key::RuleCount,
        Rule::Integer => Key::RuleInteger,
        Rule::Positive => Key::RulePositive,
        Rule::Level => Key::RuleLevel,
        Rule::Strength => Key::RuleStrength,
        Rule::Bound => Key::RuleBound,
        Rule::Date => Key::RuleDate,
        Rule::Instant => Key::RuleInstant,
        Rule::Id => Key::RuleId,
        Rule::Actor => Key::RuleActor,
        Rule::Key => Key::RuleKey,
        Rule::Currency => Key::RuleCurrency,
        Rule::Conflict => Key::RuleConflict,
        Rule::Ends(LinkKind::Causes) => Key::RuleEndsCauses,
        Rule::Ends(LinkKind::Serves) => Key::RuleEndsServes,
        Rule::SelfLink | Rule::Ends(LinkKind::DependsOn) => Key::RuleSelfLink,
    };
    say(key).to_owned()
}
