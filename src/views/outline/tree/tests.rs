use super::*;

fn id(text: &str) -> NodeId {
    NodeId::new(text).unwrap()
}

/// Links as `from>to`, or `from?to` where it needs it.
fn forest(nodes: &str, links: &str) -> Forest {
    let tie = |link: &str| {
        let (kind, mark) =
            if link.contains('?') { (LinkKind::DependsOn, '?') } else { (LinkKind::Causes, '>') };
        let (from, to) = link.split_once(mark).unwrap();
        let name = LinkId::new(&format!("{from}-{to}")).unwrap();
        Tie { link: name, kind, from: id(from), to: id(to) }
    };
    let ties: Vec<Tie> = links.split_whitespace().map(tie).collect();
    Forest::of(nodes.split_whitespace().map(id).collect(), &ties, |_, _| Ordering::Equal)
}

fn told(rows: &[Row]) -> String {
    let line = |row: &Row| {
        let mark = match row {
            row if row.is_loop => "@",
            row if row.is_parent && !row.is_open => "+",
            row if row.is_aside => "~",
            _ => "",
        };
        format!("{}{mark}{}", ".".repeat(row.level - 1), row.node)
    };
    rows.iter().map(line).collect::<Vec<_>>().join(" ")
}

fn rows(forest: &Forest, toggled: &[RowKey]) -> Vec<Row> {
    let toggled = toggled.iter().copied().collect();
    forest.rows(&View { toggled: &toggled, sought: None, is_flat: false })
}

fn sought(forest: &Forest, wanted: &str) -> String {
    let sought = |node: &NodeId| node.as_str() == wanted;
    told(&forest.rows(&View { toggled: &BTreeSet::new(), sought: Some(&sought), is_flat: false }))
}

#[test]
fn what_drives_a_result_stands_below_it() {
    assert_eq!(told(&rows(&forest("a b c d", "b>a c>b d>a"), &[])), "a .b ..c .d");
}

#[test]
fn what_a_node_needs_stands_below_it_as_well() {
    assert_eq!(told(&rows(&forest("a b", "a?b"), &[])), "a .b");
}

#[test]
fn a_node_with_two_results_appears_below_each_and_is_closed_the_second_time() {
    let forest = forest("a b c d", "c>a c>b d>c");
    let found = rows(&forest, &[]);
    assert_eq!(told(&found), "a .c ..d b .+c");
    assert_eq!(found.iter().map(|row| row.times).collect::<Vec<_>>(), [1, 2, 1, 1, 2]);
    let again = found[4].key;
    assert_eq!(told(&rows(&forest, &[again])), "a .c ..d b .c ..d");
    assert_eq!(told(&rows(&forest, &[found[1].key])), "a .+c b .+c");
}

#[test]
fn a_loop_ends_where_it_comes_back() {
    assert_eq!(told(&rows(&forest("a b c", "b>a c>b b>c"), &[])), "a .b ..c ...@b");
    assert_eq!(told(&rows(&forest("a b", "a>b b>a"), &[])), "a .b ..@a");
}

#[test]
fn every_row_says_its_level_and_its_place_among_its_siblings() {
    let found = rows(&forest("a b c d", "b>a c>a"), &[]);
    let places: Vec<_> = found.iter().map(|row| (row.level, row.place)).collect();
    assert_eq!(places, [(1, (1, 2)), (2, (1, 2)), (2, (2, 2)), (1, (2, 2))]);
}

#[test]
fn siblings_stand_in_the_order_that_was_asked_for() {
    let ties = ["b", "c"].map(|from| Tie {
        link: LinkId::new(from).unwrap(),
        kind: LinkKind::Causes,
        from: id(from),
        to: id("a"),
    });
    let nodes = ["a", "b", "c"].map(id).to_vec();
    let forest = Forest::of(nodes, &ties, |a, b| b.cmp(a));
    assert_eq!(told(&rows(&forest, &[])), "a .c .b");
}

#[test]
fn what_is_looked_for_is_shown_with_what_stands_above_it() {
    let forest = forest("a b c d", "b>a c>b d>a");
    assert_eq!(sought(&forest, "c"), "~a .~b ..c");
    assert_eq!(sought(&forest, "x"), "");
}

#[test]
fn a_search_finds_what_is_closed() {
    let forest = forest("a b", "b>a");
    let closed = BTreeSet::from([key_at_top(&id("a"))]);
    let sought = |node: &NodeId| node.as_str() == "b";
    let view = View { toggled: &closed, sought: Some(&sought), is_flat: false };
    assert_eq!(told(&forest.rows(&view)), "~a .b");
}

#[test]
fn a_list_has_each_node_once() {
    let forest = forest("a b c", "c>a c>b");
    let view = View { toggled: &BTreeSet::new(), sought: None, is_flat: true };
    assert_eq!(told(&forest.rows(&view)), "a b c");
}

#[test]
fn a_chain_of_ten_thousand_and_a_mesh_of_many_paths_are_written_at_once() {
    let names: Vec<String> = (0..10_000).map(|at| format!("n{at}")).collect();
    let links: Vec<String> =
        names.windows(2).map(|pair| format!("{}>{}", pair[1], pair[0])).collect();
    assert_eq!(rows(&forest(&names.join(" "), &links.join(" ")), &[]).len(), 10_000);
    // Thirty layers of two: a thousand million paths, and a row for each link.
    let mut mesh = Vec::new();
    for layer in 0..30 {
        for (from, to) in [("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")] {
            mesh.push(format!("{from}{}>{to}{layer}", layer + 1));
        }
    }
    let nodes: Vec<String> = (0..=30).flat_map(|at| [format!("a{at}"), format!("b{at}")]).collect();
    assert_eq!(rows(&forest(&nodes.join(" "), &mesh.join(" ")), &[]).len(), 122);
}
