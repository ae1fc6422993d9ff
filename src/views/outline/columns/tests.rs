use causeway_document::Command;
use causeway_insight::status::NodeStatus;
use causeway_model::time::parse_date;
use causeway_model::{Json, Reading, read};
use serde_json::json;

use super::*;

const LEVEL: Column = Column::Level(Dimension::Process);

struct World {
    people: BTreeMap<PersonId, Person>,
    functions: BTreeMap<FunctionId, Function>,
    id: NodeId,
    node: Node,
    link: Option<(LinkId, Link)>,
}

impl World {
    fn of(node: Json) -> Self {
        let tree = json!({
            "people": {"ana": {"name": "Ana"}, "ben": {"name": "Ben"}, "ben-2": {"name": "Ben"}},
            "functions": {"ops": {"name": "Operations"}},
            "nodes": {"n": node, "r": {"kind": "kpi", "title": "Result"}},
            "links": {"l": {"from": "n", "to": "r", "type": "causes", "polarity": "-"}},
        });
        let Reading { value, problems } = read::workspace(&tree);
        assert_eq!(problems, []);
        let id = NodeId::new("n").unwrap();
        let node = value.nodes[&id].clone();
        let link = value.links.into_iter().next();
        Self { people: value.people, functions: value.functions, id, node, link }
    }

    fn driver() -> Self {
        Self::of(
            json!({"kind": "driver", "title": "Training", "owner": "ana", "metric": {"unit": "days"}}),
        )
    }

    fn known(&self) -> Known<'_> {
        let today = parse_date("2026-03-31").unwrap();
        Known { people: &self.people, functions: &self.functions, today }
    }

    fn subject(&self) -> Subject<'_> {
        let link = self.link.as_ref().map(|(id, link)| (id, link));
        Subject { id: &self.id, node: &self.node, link }
    }

    fn text(&self, column: Column) -> String {
        column.text(self.subject(), &NodeStatus::NOTHING, self.known())
    }

    /// What typing into a cell does, as `path=value`.
    fn typed(&self, column: Column, typed: &str) -> Result<String, Fault> {
        let command = column.command(typed, self.subject(), &NodeStatus::NOTHING, self.known())?;
        Ok(match command {
            None => "nothing".to_owned(),
            Some(Command::SetField { path, value }) => format!("{path}={value}"),
            Some(Command::ClearField { path }) => format!("{path}="),
            Some(Command::SetOwner { owner, .. }) => format!("owner={owner:?}"),
            Some(Command::RenameNode { base, title, .. }) => format!("{base}>{title}"),
            Some(Command::AddObservation { on, value, .. }) => format!("{on}={value}"),
            Some(other) => format!("{other:?}"),
        })
    }
}

#[test]
fn a_cell_shows_names_and_not_ids() {
    let world = World::driver();
    assert_eq!(world.text(Column::Owner), "Ana");
    assert_eq!(world.text(Column::Kind), "Driver");
    assert_eq!(world.text(Column::Sign), "− less");
    assert_eq!(world.text(Column::Strength), "moderate");
    assert_eq!(world.text(LEVEL), "");
}

#[test]
fn typing_writes_the_field_that_the_cell_shows() {
    let world = World::driver();
    let typed = |column, text| world.typed(column, text).unwrap();
    assert_eq!(typed(Column::Title, "Coaching"), "Training>Coaching");
    assert_eq!(typed(Column::Kind, "KPI"), r#"nodes/n/kind="kpi""#);
    assert_eq!(typed(Column::Unit, "weeks"), r#"nodes/n/metric/unit="weeks""#);
    assert_eq!(typed(Column::Target, "12.5"), "nodes/n/metric/target/value=12.5");
    assert_eq!(typed(Column::Value, "7"), "2026-03-31=7");
    assert_eq!(typed(Column::Sign, "+"), r#"links/l/polarity="+""#);
    assert_eq!(typed(Column::Strength, "Strong"), r#"links/l/strength="strong""#);
    assert_eq!(typed(Column::Strength, "0.3"), "links/l/strength=0.3");
    assert_eq!(typed(Column::Lag, "30"), "links/l/lag_days=30");
    assert_eq!(typed(LEVEL, "4"), "nodes/n/maturity/process/level=4");
}

#[test]
fn an_emptied_cell_clears_its_field() {
    let world = World::driver();
    assert_eq!(world.typed(Column::Unit, ""), Ok("nodes/n/metric/unit=".to_owned()));
    assert_eq!(world.typed(Column::Owner, " "), Ok("owner=None".to_owned()));
    assert_eq!(world.typed(Column::Kind, ""), Err(Fault::Required));
    assert_eq!(world.typed(Column::Value, ""), Ok("nothing".to_owned()), "it is empty already");
}

#[test]
fn what_is_there_already_is_not_written_again() {
    let world = World::driver();
    for (column, text) in [
        (Column::Title, "Training"),
        (Column::Kind, "Driver"),
        (Column::Owner, "Ana"),
        (Column::Unit, "days"),
    ] {
        assert_eq!(world.typed(column, text), Ok("nothing".to_owned()), "{column:?}");
    }
}

#[test]
fn a_name_that_nobody_or_several_have_is_no_owner() {
    let world = World::driver();
    assert_eq!(world.typed(Column::Owner, "Carla"), Err(Fault::Person));
    assert_eq!(world.typed(Column::Owner, "Ben"), Err(Fault::Person));
    assert_eq!(world.typed(Column::Owner, "ben-2"), Ok("owner=Some(ben-2)".to_owned()));
}

#[test]
fn what_breaks_the_model_is_refused() {
    let world = World::driver();
    assert_eq!(world.typed(LEVEL, "6"), Err(Fault::Level));
    assert_eq!(world.typed(LEVEL, "2.5"), Err(Fault::Level));
    assert_eq!(world.typed(Column::Lag, "-1"), Err(Fault::Count));
    assert_eq!(world.typed(Column::Target, "much"), Err(Fault::Number));
    assert_eq!(world.typed(Column::Strength, "2"), Err(Fault::Word));
    assert_eq!(world.typed(Column::Status, "ok"), Err(Fault::Fixed));
}

#[test]
fn only_what_a_kind_has_can_be_written() {
    let world = World::of(json!({"kind": "initiative", "title": "Hire"}));
    for column in [Column::Value, Column::Unit, Column::Target, LEVEL] {
        assert!(!column.can_edit(world.subject()), "{column:?}");
    }
    let formula = World::of(json!({"kind": "driver", "metric": {"formula": "[r]*2"}}));
    assert!(!Column::Value.can_edit(formula.subject()));
    let mut top = World::driver();
    top.link = None;
    assert!(!Column::Strength.can_edit(top.subject()));
}

#[test]
fn two_owners_at_once_are_both_shown() {
    let world = World::of(json!({"kind": "driver", "owner": {"conflict": ["ana", "ben"]}}));
    assert_eq!(world.text(Column::Owner), "Ana ⚔ Ben");
}
