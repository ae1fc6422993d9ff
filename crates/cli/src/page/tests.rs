use causeway_insight::table::Table;

use crate::page::{Block, Entry, Page, Tone};

/// What a terminal without colours shows.
fn shown(block: Block, width: usize) -> String {
    anstream::adapter::strip_str(&Page { blocks: vec![block] }.painted(width)).to_string()
}

fn entry(title: &str) -> Entry {
    Entry {
        mark: (Tone::High, "high".to_owned()),
        title: title.to_owned(),
        aside: "breach".to_owned(),
        lines: vec![(Tone::Plain, "one two three four five six seven eight nine ten".to_owned())],
    }
}

#[test]
fn marks_titles_and_asides_stand_in_columns() {
    let mut second = entry("Second");
    second.mark.1 = "critical".to_owned();
    let text = shown(Block::Entries(vec![entry("First"), second]), 50);
    let expected = "\
high      First                             breach
          one two three four five six seven eight
          nine ten

critical  Second                            breach
          one two three four five six seven eight
          nine ten
";
    assert_eq!(text, expected);
}

#[test]
fn an_aside_without_room_stands_below() {
    let text = shown(Block::Entries(vec![entry("A title that needs nearly all of the line")]), 50);
    assert!(
        text.starts_with("high  A title that needs nearly all of the line\n      breach\n"),
        "{text}"
    );
}

#[test]
fn figures_align_at_their_end_and_the_widest_column_gives_way() {
    let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
    let table = Table {
        title: "Moved".to_owned(),
        head: row(["Node", "Contribution"]),
        rows: vec![row(["one two three four five six seven eight", "+4.5"]), row(["b", "−12"])],
        figures: &[1],
    };
    let expected = "\
Moved
Node                        Contribution
one two three four five             +4.5
six seven eight
b                                    −12
";
    assert_eq!(shown(Block::Table(table), 40), expected);
}

#[test]
fn words_give_way_before_a_figure_is_broken_in_two() {
    let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    let table = Table {
        title: "Levers".to_owned(),
        head: row(["Node", "Owner", "Leverage a year"]),
        rows: vec![row(["Net revenue retention", "Operations chief", "USD 6,000,000.00"])],
        figures: &[2],
    };
    let expected = "\
Levers
Node          Owner           Leverage a
                                    year
Net revenue   Operations             USD
retention     chief         6,000,000.00
";
    assert_eq!(shown(Block::Table(table), 40), expected);
}

#[test]
fn no_line_is_wider_than_the_page_whatever_is_typed() {
    for width in [40, 57, 80] {
        let titles = [
            "日本語の題名はとても長いのでここで折り返します",
            "x y",
            "Überraschung für alle im Haus heute",
        ];
        let text = shown(Block::Entries(titles.map(entry).to_vec()), width);
        for line in text.lines() {
            assert!(textwrap::core::display_width(line) <= width, "{width}: {line}");
        }
    }
}

#[test]
fn what_people_typed_steers_no_terminal() {
    let text = Page { blocks: vec![Block::Text("a\u{1b}[31mred\u{7}\u{202e}b\nc".to_owned())] };
    assert_eq!(text.painted(80), "a [31mred b c\n");
}
