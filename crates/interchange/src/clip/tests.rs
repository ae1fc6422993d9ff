use super::*;

const BRITISH: Habits = Habits { day_first: true, decimal_comma: false };
const BRAZILIAN: Habits = Habits { day_first: true, decimal_comma: true };

/// The links of a text's sketch, by title.
fn links(text: &str) -> Vec<String> {
    let sketch = sketch(text);
    let title = |at: &usize| sketch.nodes[*at].title.clone();
    sketch.links.iter().map(|(from, to)| format!("{} -> {}", title(from), title(to))).collect()
}

fn sketch(text: &str) -> Sketch {
    match read(text, BRITISH) {
        Ok(Clip::Sketch(sketch)) => sketch,
        other => panic!("{text:?} is no sketch but {other:?}"),
    }
}

fn series(text: &str, habits: Habits) -> Vec<(String, Vec<(String, f64)>)> {
    match read(text, habits) {
        Ok(Clip::Values(series)) => series
            .into_iter()
            .map(|row| {
                let values = row.values.into_iter();
                (row.title, values.map(|(day, value)| (day.to_string(), value)).collect())
            })
            .collect(),
        other => panic!("{text:?} holds no values but {other:?}"),
    }
}

#[test]
fn an_indented_list_is_a_tree() {
    let text = "Retention\n  Onboarding\n    Staffing\n  Support";
    assert_eq!(
        links(text),
        ["Onboarding -> Retention", "Staffing -> Onboarding", "Support -> Retention"]
    );
}

#[test]
fn bullets_and_numbers_fall_away() {
    let text = "- Retention\n  1. Onboarding\n  2) Support\n\t• Phones";
    assert_eq!(
        sketch(text).nodes.iter().map(|node| &node.title[..]).collect::<Vec<_>>(),
        ["Retention", "Onboarding", "Support", "Phones"]
    );
}

#[test]
fn equal_lines_of_a_list_are_two_nodes() {
    assert_eq!(sketch("A\n  Staffing\nB\n  Staffing").nodes.len(), 4);
}

#[test]
fn two_columns_are_a_tree_in_which_a_title_stands_once() {
    let text = "Retention\tOnboarding\nRetention\tSupport\nOnboarding\tStaffing";
    assert_eq!(
        links(text),
        ["Onboarding -> Retention", "Support -> Retention", "Staffing -> Onboarding"]
    );
    assert_eq!(sketch(text).nodes.len(), 4);
}

#[test]
fn an_empty_cell_stands_for_what_is_above_it() {
    let text = "Growth\tRetention\tOnboarding\n\t\tSupport\n\tNew business";
    assert_eq!(
        links(text),
        [
            "Retention -> Growth",
            "Onboarding -> Retention",
            "Support -> Retention",
            "New business -> Growth"
        ]
    );
}

#[test]
fn indents_by_cells_are_a_list() {
    assert_eq!(
        links("Retention\t\n\tOnboarding\t\n\t\tStaffing"),
        ["Onboarding -> Retention", "Staffing -> Onboarding"]
    );
}

#[test]
fn a_quoted_cell_may_have_a_break_in_it() {
    assert_eq!(
        links("Retention\t\"On-\nboarding \"\"early\"\"\""),
        ["On- boarding \"early\" -> Retention"]
    );
}

#[test]
fn a_circle_in_two_columns_is_drawn_once_each_way() {
    assert_eq!(links("A\tB\nB\tA\nA\tB"), ["B -> A", "A -> B"]);
    assert_eq!(links("A\tA"), Vec::<String>::new());
}

#[test]
fn a_block_under_dates_holds_values() {
    let text = "KPI\t2026-01-31\t2026-02-28\nChurn\t4.1 %\t4.4 %\nRevenue\t$1,200.50\t";
    assert_eq!(
        series(text, BRITISH),
        [
            (
                "Churn".to_owned(),
                vec![("2026-01-31".to_owned(), 4.1), ("2026-02-28".to_owned(), 4.4)]
            ),
            ("Revenue".to_owned(), vec![("2026-01-31".to_owned(), 1200.5)]),
        ]
    );
}

#[test]
fn dates_down_the_left_hold_values_too() {
    let text = "Month\tChurn\tOrders\nJan 2026\t4.1\t10\nFeb 2026\t4.4\t12";
    assert_eq!(
        series(text, BRITISH)[1],
        (
            "Orders".to_owned(),
            vec![("2026-01-31".to_owned(), 10.0), ("2026-02-28".to_owned(), 12.0)]
        )
    );
}

#[test]
fn values_without_titles_are_of_nothing_in_particular() {
    assert_eq!(series("2026-01-31\t2026-02-28\n4\t5", BRITISH)[0].0, "");
}

#[test]
fn brazilian_numbers_and_dates_are_read_as_meant() {
    let text = "Indicador\t31/01/2026\t28/02/2026\nReceita\tR$ 1.200,50\t(3,5)";
    assert_eq!(
        series(text, BRAZILIAN)[0].1,
        [("2026-01-31".to_owned(), 1200.5), ("2026-02-28".to_owned(), -3.5)]
    );
}

#[test]
fn a_day_above_twelve_tells_the_order_of_all_dates() {
    let text = "x\t1/2/2026\t1/31/2026\nA\t1\t2";
    assert_eq!(series(text, BRITISH)[0].1[0].0, "2026-01-02");
}

#[test]
fn numbers_without_dates_ask_for_dates() {
    assert_eq!(read("Churn\t4.1\nOrders\t10", BRITISH), Err(Fault::NoDates));
}

#[test]
fn dates_without_numbers_say_so() {
    assert_eq!(read("KPI\t2026-01-31\nChurn\tn/a", BRITISH), Err(Fault::NoValues));
}

#[test]
fn nothing_is_nothing() {
    assert_eq!(read(" \n\t\n", BRITISH), Err(Fault::Empty));
    assert_eq!(read(&"a\n".repeat(MOST_LINES + 1), BRITISH), Err(Fault::TooLong));
}

#[test]
fn records_are_found_below_an_outline() {
    let text = "- KPI: Churn\n\n{\"format\":\"causeway/1\",\"nodes\":{\"a\":{\"kind\":\"kpi\",\"title\":\"Churn\"}}}\n";
    assert!(matches!(read(text, BRITISH), Ok(Clip::Fragment(_))));
}

#[test]
fn braces_that_are_no_records_are_titles() {
    assert_eq!(sketch("{not json}\n{\"a\": 1}").nodes.len(), 2);
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_strange(text in "[a-c{}\"\t\n 0-9.,/%()-]{0,80}") {
        let _ = read(&text, BRAZILIAN);
    }
}
