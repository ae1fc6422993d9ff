//! One seed: what happens, and what must be found in the end.

use std::collections::BTreeSet;
use std::time::Duration;

use causeway_document::{Applied, Command, Document, Group, ReadOnly, Refusal, Stamp, UndoStack};
use causeway_model::schema::Pattern;
use causeway_model::{Json, Path, PersonId, time::parse_instant};
use causeway_sync::store::{Fault, StoreError};
use causeway_testkit::network::{Edit, Network, Who};

use crate::mix;
use crate::world::{self, PEOPLE};

/// Steps of people and of the world in one story.
const STEPS: i64 = 48;

/// About as many places as one story fills.
const FILLS: usize = 10;

/// Five people, and what they have typed.
pub(crate) struct Story {
    net: Network,
    people: Vec<Person>,
    cables: Vec<(Who, Who)>,
    places: Vec<Pattern>,
    /// The place that is filled next. All stories together go through all places many times.
    next_place: usize,
    typed: Vec<Typed>,
    pub(crate) tally: Tally,
}

/// One of the five, with the steps that can be taken back since the last start.
struct Person {
    who: Who,
    id: PersonId,
    stack: UndoStack,
    starts: u64,
}

/// Something that somebody typed at a place.
struct Typed {
    edit: Edit,
    path: Path,
    value: Json,
}

/// How often things happened, to see that the stories are worth telling.
#[derive(Default)]
pub(crate) struct Tally {
    applied: u32,
    refused: u32,
    undone: u32,
    crashes: u32,
    lost: usize,
    in_view: usize,
    in_history: usize,
    places: usize,
    filled: BTreeSet<usize>,
}

impl Story {
    pub(crate) fn begin(seed: u64) -> Self {
        let (net, all, cables) = world::five(seed);
        let people = all.into_iter().zip(PEOPLE).map(|(who, name)| Person {
            who,
            id: PersonId::new(name).unwrap(),
            stack: UndoStack::default(),
            starts: net.starts(who),
        });
        let people = people.collect();
        let places = mix::places();
        let next_place = usize::try_from(seed).unwrap() * FILLS % places.len();
        let (typed, tally) = (Vec::new(), Tally { places: places.len(), ..Tally::default() });
        Self { net, people, cables, places, next_place, typed, tally }
    }

    /// Lets things happen.
    pub(crate) fn unfold(&mut self) {
        for number in 0..STEPS {
            match self.net.below(10) {
                0..=6 => self.someone_acts(number),
                _ => self.something_happens(),
            }
            let pause = self.net.one_of(&[0, 0, 10, 100, 500, 1_500]);
            self.net.run_for(pause);
        }
    }

    fn someone_acts(&mut self, number: i64) {
        let index = self.net.below(self.people.len());
        let person = &mut self.people[index];
        let who = person.who;
        if person.starts != self.net.starts(who) {
            person.starts = self.net.starts(who);
            person.stack.clear();
        }
        let choice = self.net.below(8);
        if !self.net.is_on(who) {
            return;
        }
        match choice {
            0 => self.takes_back(index),
            1 => self.takes_again(index),
            _ => {
                let place = self.next_place;
                let (command, typed) = mix::next(&mut self.net, who, number, &self.places[place]);
                let is_fill = matches!(command, Command::SetField { .. });
                self.next_place = (place + usize::from(is_fill)) % self.places.len();
                let Some((applied, edit)) = self.does(index, command) else { return };
                if applied.has_changed {
                    self.tally.filled.extend(is_fill.then_some(place));
                    self.typed.extend(typed.map(|(path, value)| Typed { edit, path, value }));
                }
                let now = self.stamp(index).now;
                self.people[index].stack.push(applied, Group::Alone, now);
            }
        }
    }

    fn takes_back(&mut self, index: usize) {
        let Some(command) = self.people[index].stack.undo() else { return };
        if let Some((applied, _)) = self.does(index, command) {
            self.tally.undone += 1;
            let now = self.stamp(index).now;
            self.people[index].stack.undone(applied, now);
        }
    }

    fn takes_again(&mut self, index: usize) {
        let Some(command) = self.people[index].stack.redo() else { return };
        if let Some((applied, _)) = self.does(index, command) {
            let now = self.stamp(index).now;
            self.people[index].stack.redone(applied, now);
        }
    }

    /// Applies a command; none if it was refused.
    fn does(&mut self, index: usize, command: Command) -> Option<(Applied, Edit)> {
        let stamp = self.stamp(index);
        let who = self.people[index].who;
        let step = format!("{}: {command:?}", self.people[index].id);
        let (outcome, edit) = self.net.edit(who, |document| document.apply(command, &stamp))?;
        let applied = match outcome {
            Ok(applied) => applied,
            Err(refusal) => {
                let is_taken_for_foreign = refusal == Refusal::ReadOnly(ReadOnly::Foreign);
                assert!(!is_taken_for_foreign, "{step}: refused while changes were on their way");
                self.tally.refused += 1;
                return None;
            }
        };
        self.net.note(step);
        self.tally.applied += 1;
        Some((applied, edit))
    }

    fn stamp(&self, index: usize) -> Stamp {
        let begin = parse_instant("2026-11-22T12:00:00Z").unwrap();
        let now = begin + Duration::from_millis(self.net.now_ms());
        Stamp { now, person: Some(self.people[index].id.clone()) }
    }

    fn something_happens(&mut self) {
        let (client, server) = self.net.one_of(&self.cables);
        let choice = self.net.below(self.people.len());
        let who = self.people[choice].who;
        match self.net.below(9) {
            0..=2 => self.net.cut(client, server),
            3 | 4 => self.net.heal(client, server),
            5 => self.net.reset(client, server),
            6 => {
                self.tally.crashes += u32::from(self.net.is_on(who));
                self.net.crash(who);
            }
            7 => self.net.inject(who, Fault::Refuse(StoreError::Full)),
            _ => {
                let fault = self.net.one_of(&[Fault::CrashBefore, Fault::CrashAfter]);
                self.net.inject(who, fault);
            }
        }
    }

    /// Mends the world, and looks for everything.
    pub(crate) fn end(&mut self) {
        self.net.heal_and_settle();
        self.net.assert_all_agree();
        self.everything_typed_is_found();
        self.everything_is_saved();
    }

    fn everything_typed_is_found(&mut self) {
        let who = self.people[0].who;
        let mut document = self.net.document(who).unwrap().clone();
        for typed in &self.typed {
            if !self.net.is_kept(typed.edit) {
                self.tally.lost += 1;
            } else if is_among(&typed.value, &document.values_at(&typed.path)) {
                self.tally.in_view += 1;
            } else {
                let Typed { path, value, .. } = typed;
                let past = document.past_values(path);
                assert!(is_among(value, &past), "{value} was typed at {path}, there is {past:?}");
                self.tally.in_history += 1;
            }
        }
    }

    /// After a power failure everywhere, all is as it was.
    fn everything_is_saved(&mut self) {
        let before = self.view();
        for person in &self.people {
            self.net.crash(person.who);
        }
        self.net.heal_and_settle();
        self.net.assert_all_agree();
        assert_eq!(self.view(), before, "something was not saved");
    }

    fn view(&mut self) -> Json {
        let who = self.people[0].who;
        self.net.document(who).map(|document: &mut Document| document.tree()).unwrap()
    }
}

/// Whether a value is among those found, or within a text that several people typed in.
fn is_among(value: &Json, found: &[Json]) -> bool {
    let within = |found: &Json| match (value.as_str(), found.as_str()) {
        (Some(word), Some(text)) => text.contains(word),
        _ => false,
    };
    found.iter().any(|found| found == value || within(found))
}

impl Tally {
    pub(crate) fn add(&mut self, other: &Self) {
        self.applied += other.applied;
        self.refused += other.refused;
        self.undone += other.undone;
        self.crashes += other.crashes;
        self.lost += other.lost;
        self.in_view += other.in_view;
        self.in_history += other.in_history;
        self.places = other.places;
        self.filled.extend(&other.filled);
    }

    /// The stories would prove little if nothing happened in them.
    pub(crate) fn assert_is_a_rich_mix(&self) {
        eprintln!(
            "{} of {} places filled; {} steps, {} refused, {} undone, {} power failures; of what was typed, {} is \
             in view, {} in the history, and {} went with the power",
            self.filled.len(),
            self.places,
            self.applied,
            self.refused,
            self.undone,
            self.crashes,
            self.in_view,
            self.in_history,
            self.lost
        );
        assert!(self.filled.len() > self.places * 3 / 4);
        assert!(self.applied > 3 * self.refused);
        assert!(self.undone > 20 && self.crashes > 20);
        assert!(self.in_view > 300 && self.in_history > 50 && self.lost < self.in_view / 10);
    }
}
