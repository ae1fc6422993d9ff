//! Carries commands out.

mod check;
mod field;
mod link;
mod node;
mod paste;
mod people;
mod rank;

use automerge::transaction::Transactable;
use causeway_model::{Json, Path};

use crate::command::{Applied, Command, Stamp};
use crate::document::Document;
use crate::import::write_disputes;
use crate::refusal::Refusal;
use crate::standing::Standing;
use crate::write::Writer;

impl Document {
    /// Carries a command out, as one change, or refuses it and changes nothing.
    ///
    /// # Errors
    /// When the document can only be read, or the command doesn't fit what stands there.
    pub fn apply(&mut self, command: Command, stamp: &Stamp) -> Result<Applied, Refusal> {
        if let Standing::ReadOnly(why) = self.standing() {
            return Err(Refusal::ReadOnly(why));
        }
        let mut writer = Writer::new(&mut self.auto, stamp);
        let outcome = writer.carry_out(command);
        let Writer { inverse, skipped, disputes, .. } = writer;
        if let Err(refusal) = outcome {
            self.auto.rollback();
            return Err(refusal);
        }
        let has_changed = self.auto.pending_ops() > 0 || !disputes.is_empty();
        let seconds = stamp.now.timestamp();
        if self.auto.pending_ops() > 0 {
            Self::commit(&mut self.auto, seconds);
        } else {
            self.auto.rollback();
        }
        write_disputes(&mut self.auto, &disputes, seconds)?;
        Ok(Applied { inverse, skipped, has_changed })
    }
}

impl Writer<'_> {
    fn carry_out(&mut self, command: Command) -> Result<(), Refusal> {
        match command {
            Command::CreateNode { node, kind, title, position, link } => {
                self.create_node(&node, kind, &title, position)?;
                link.map_or(Ok(()), |link| self.link_nodes(&link))
            }
            Command::RenameNode { node, base, title } => {
                self.retype(&keys(["nodes", node.as_str(), "title"]), &base, &title)
            }
            Command::EditText { path, base, text } => self.retype(path.keys(), &base, &text),
            Command::SpliceText { path, base, splices } => {
                self.check_place(path.keys())?;
                self.edit_text(path.keys(), &base, &splices)
            }
            Command::MoveNodes { places } => self.move_nodes(&places),
            Command::SetOwner { node, owner } => self.set_owner(&node, owner.as_ref()),
            Command::SettleConflict { path, choice } => self.settle(path.keys(), &choice),
            Command::SetField { path, value } => self.set_field(path.keys(), &value),
            Command::ClearField { path } => self.clear_field(path.keys()),
            Command::AddObservation { node, on, value, note } => {
                self.add_observation(&node, on, value, &note)
            }
            Command::RemoveObservation { node, on } => self.remove_observation(&node, on),
            Command::LinkNodes(link) => self.link_nodes(&link),
            Command::DeleteNodes { nodes } => self.delete_all("nodes", &nodes),
            Command::RestoreNodes { nodes } => self.restore_all("nodes", &nodes),
            Command::DeleteLinks { links } => self.delete_all("links", &links),
            Command::RestoreLinks { links } => self.restore_all("links", &links),
            Command::DeleteRecord { path } => self.delete_record(path.keys()),
            Command::RestoreRecord { path } => self.restore_record(path.keys()),
            Command::ArchiveNode { node, reason } => self.archive(&node, &reason),
            Command::UnarchiveNode { node } => self.unarchive(&node),
            Command::RankNode { node, after } => self.rank(&node, after.as_ref()),
            Command::UnrankNode { node } => {
                self.clear_field(&keys(["nodes", node.as_str(), "rank"]))
            }
            Command::AddPerson { person, name } => self.add_person(&person, &name),
            Command::ClaimActor { person } => self.claim_actor(&person),
            Command::PasteNodes { fragment } => self.paste(&fragment),
            Command::All(commands) => {
                commands.into_iter().try_for_each(|command| self.carry_out(command))
            }
            Command::Revert(inverse) => self.revert(&inverse),
        }
    }
}

/// A path of these keys.
fn keys<const N: usize>(keys: [&str; N]) -> Vec<String> {
    keys.map(str::to_owned).to_vec()
}

/// A path and one key more.
fn under(path: &[String], key: &str) -> Vec<String> {
    path.iter().map(String::as_str).chain([key]).map(str::to_owned).collect()
}

fn place(path: &[String]) -> Path {
    Path(path.to_vec())
}

/// A number as files write it: whole where it is whole.
fn number(value: f64) -> Json {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT {
        #[allow(clippy::cast_possible_truncation, reason = "whole and within the range of i64")]
        return Json::from(value as i64);
    }
    Json::from(value)
}
