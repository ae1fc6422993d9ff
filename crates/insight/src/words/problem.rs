//! What breaks the model, in the reader's language.

use std::borrow::Cow;

use causeway_model::{LinkKind, problem::Problem, problem::Rule};

use crate::words::Language;

/// Where a part stands, which rule it breaks, and what was found there.
pub fn problem(problem: &Problem, language: Language) -> String {
    if language == Language::English {
        return problem.to_string();
    }
    let path = problem.path.to_string();
    let colon = if path.is_empty() { "" } else { ": " };
    format!("{path}{colon}{}, encontrado: {}", rule(problem.rule), found(&problem.found))
}

fn rule(rule: Rule) -> Cow<'static, str> {
    Cow::Borrowed(match rule {
        Rule::Json => "deve ser JSON em UTF-8",
        Rule::UniqueKey => "deve citar cada chave uma só vez",
        Rule::Required => "deve existir",
        Rule::Object => "deve ser um objeto",
        Rule::String => "deve ser um texto",
        Rule::Bool => "deve ser true ou false",
        Rule::True => "deve ser true",
        Rule::Number => "deve ser um número",
        Rule::Count => "deve ser um número inteiro de 0 a 1000000",
        Rule::Integer => "deve ser um número inteiro de -1000000 a 1000000",
        Rule::Positive => "deve ser um número acima de 0",
        Rule::Level => "deve ser um nível, um número inteiro de 1 a 5",
        Rule::Strength => "deve ser weak, moderate, strong ou um número de 0 a 1",
        Rule::Bound => "deve ser um número ou {low, high}",
        Rule::Date => "deve ser uma data, AAAA-MM-DD",
        Rule::Instant => "deve ser um instante em UTC, como 2026-03-30T09:15:00Z, ou uma data",
        Rule::Id => "deve ser um id, de 1 a 64 caracteres de A-Z a-z 0-9 _ -",
        Rule::Actor => "deve ser um id de ator do Automerge, pares de dígitos hexadecimais",
        Rule::Key => "não deve ser uma chave vazia",
        Rule::Currency => "deve ser uma moeda da ISO 4217, três letras maiúsculas",
        Rule::Enum(words) => return Cow::Owned(format!("deve ser um de {}", words.join(", "))),
        Rule::Conflict => "deve listar os valores em conflito",
        Rule::SelfLink => "deve ligar dois nós diferentes",
        Rule::Ends(LinkKind::Causes) => {
            "deve ir de um driver, kpi, initiative ou risk a um kpi ou driver"
        }
        Rule::Ends(LinkKind::Serves) => "deve ir de um kpi ou objective a um objective",
        Rule::Ends(LinkKind::DependsOn) => "deve ligar dois nós",
    })
}

/// The value as the model shows it. A scalar is JSON and reads alike in every language; the rest
/// the model puts in words, with which no scalar begins or ends.
fn found(shown: &str) -> String {
    let begins =
        |words: &str, meant: &str| shown.strip_prefix(words).map(|rest| format!("{meant}{rest}"));
    None.or_else(|| begins("nothing", "nada"))
        .or_else(|| begins("an empty list", "uma lista vazia"))
        .or_else(|| begins("an object with ", "um objeto com "))
        .or_else(|| begins("a list of ", "uma lista de "))
        .or_else(|| Some(format!("{} nas duas pontas", shown.strip_suffix(" at both ends")?)))
        .unwrap_or_else(|| shown.to_owned())
}

#[cfg(test)]
mod tests {
    use causeway_model::read;
    use serde_json::json;

    use super::problem;
    use crate::words::Language;

    #[test]
    fn every_kind_of_wrong_value_is_said_in_portuguese() {
        let wrong = [
            (
                json!(7),
                "kind: deve ser um de objective, kpi, driver, initiative, risk, encontrado: 7",
            ),
            (json!({"a": 1}), "encontrado: um objeto com a"),
            (json!([1, 2]), "encontrado: uma lista de 2"),
            (json!("nothing"), "encontrado: \"nothing\""),
        ];
        for (value, expected) in wrong {
            let reading = read::workspace(&json!({"nodes": {"k": {"kind": value}}}));
            let said: Vec<String> =
                reading.problems.iter().map(|found| problem(found, Language::Portuguese)).collect();
            assert!(said.iter().any(|said| said.ends_with(expected)), "{expected}: {said:?}");
        }
    }

    #[test]
    fn what_is_lacking_or_empty_is_said_in_portuguese() {
        let tree = json!({"nodes": {"k": {"title": "x"}, "l": {"kind": "kpi", "owner": {"conflict": []}}}});
        let said: Vec<String> = read::workspace(&tree)
            .problems
            .iter()
            .map(|found| problem(found, Language::Portuguese))
            .collect();
        assert_eq!(
            said,
            [
                "nodes/k/kind: deve existir, encontrado: nada",
                "nodes/l/owner: deve listar os valores em conflito, encontrado: uma lista vazia",
            ]
        );
    }

    #[test]
    fn links_between_the_wrong_ends_are_said_in_portuguese() {
        let tree = json!({
            "nodes": {"o": {"kind": "objective"}, "k": {"kind": "kpi"}},
            "links": {
                "a": {"from": "o", "to": "k", "type": "causes"},
                "b": {"from": "o", "to": "k", "type": "serves"},
                "c": {"from": "k", "to": "k", "type": "causes"},
            },
        });
        for found in read::workspace(&tree).problems {
            let (english, portuguese) =
                (problem(&found, Language::English), problem(&found, Language::Portuguese));
            assert_eq!(english, found.to_string());
            assert!(
                portuguese.contains("deve ir de") || portuguese.contains("dois nós"),
                "{portuguese}"
            );
            assert!(!portuguese.contains(" to ") && !portuguese.contains("both"), "{portuguese}");
        }
    }
}
