//! What the app asks a relay over HTTP: claims, tickets and keys.

use causeway_model::Date;
use causeway_sync::ids::DocumentId;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::platform::fetch::{self, Answer};
use crate::state::access::{AccessKey, Role, Shut};
use crate::state::relay_address::RelayAddress;

/// Whether a relay asks for keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Whoever knows a document's id may read and edit it.
    Open,
    /// It asks for keys.
    Keys,
}

/// The keys of a workspace that was just shared; the relay tells them once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OwnKeys {
    /// Lets give out and revoke keys, and delete.
    pub owner_key: AccessKey,
    /// Lets edit.
    pub edit_key: AccessKey,
    /// Lets read.
    pub view_key: AccessKey,
}

/// One key, as the owner's list names it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct KeyEntry {
    /// Names it without giving it away.
    pub id: String,
    /// What it lets do.
    pub role: Role,
    /// What the owner calls it.
    #[serde(default)]
    pub label: Option<String>,
    /// When its time is over, as the relay writes times.
    #[serde(default)]
    pub expires: Option<String>,
    /// When it was taken back.
    #[serde(default)]
    pub revoked: Option<String>,
}

/// A ticket for one connection.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Ticket {
    /// What opens the socket, once.
    pub ticket: String,
    /// What its connection lets do.
    pub role: Role,
}

/// Why a relay did not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// It can't be reached, or failed; later it may do it.
    Unreached,
    /// It was asked too often from here.
    TooOften,
    /// It knows the workspace already, and whoever shared it has its keys.
    Known,
    /// It has the workspace from when it was open.
    MadeOpen,
    /// It is open: there are no keys.
    IsOpen,
    /// It lets this key in no more.
    Shut(Shut),
    /// It refused for another reason.
    Refused,
}

/// The HTTP side of one relay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelayApi {
    base: String,
}

#[derive(Deserialize)]
struct RelaySays {
    access: String,
    #[serde(default)]
    other_relays: Vec<String>,
}

#[derive(Deserialize)]
struct Made {
    key: AccessKey,
}

#[derive(Deserialize)]
struct Listed {
    keys: Vec<KeyEntry>,
}

#[derive(Deserialize)]
struct Why {
    #[serde(default)]
    code: String,
}

impl RelayApi {
    /// That of the relay whose socket is at this address.
    pub fn of(relay: &RelayAddress) -> Self {
        let address = relay.as_str();
        let address = address.split(['?', '#']).next().unwrap_or(address);
        let folder = address.strip_suffix("sync").unwrap_or(address);
        let base = folder.replacen("ws", "http", 1);
        Self { base: format!("{}/api", base.trim_end_matches('/')) }
    }

    /// Whether it asks for keys; `None` where it doesn't say.
    pub async fn mode(&self) -> Option<Mode> {
        let says = self.says().await?;
        Some(if says.access == "keys" { Mode::Keys } else { Mode::Open })
    }

    /// The other relays that its pages may connect to; `None` where it doesn't say.
    pub(super) async fn other_relays(&self) -> Option<Vec<RelayAddress>> {
        let others = self.says().await?.other_relays;
        Some(others.iter().filter_map(|other| RelayAddress::parse(other)).collect())
    }

    async fn says(&self) -> Option<RelaySays> {
        let answer = fetch::ask("GET", &format!("{}/relay", self.base), None, None).await?;
        serde_json::from_slice(&answer.body).ok()
    }

    /// Shares a workspace: the relay keeps its snapshot and makes its keys.
    ///
    /// # Errors
    /// If the relay doesn't; then nothing is shared.
    pub async fn claim(&self, document: DocumentId, snapshot: &[u8]) -> Result<OwnKeys, NoAnswer> {
        let address = self.workspace(document);
        read(fetch::ask("POST", &address, None, Some(snapshot)).await)
    }

    /// Asks for a ticket.
    ///
    /// # Errors
    /// If the relay gives none.
    pub async fn ticket(&self, key: &AccessKey) -> Result<Ticket, NoAnswer> {
        let address = format!("{}/tickets", self.base);
        read(fetch::ask("POST", &address, Some(key.as_str()), Some(&[])).await)
    }

    /// The keys of a workspace, for its owner.
    ///
    /// # Errors
    /// If the relay doesn't list them.
    pub async fn keys(
        &self,
        document: DocumentId,
        owner: &AccessKey,
    ) -> Result<Vec<KeyEntry>, NoAnswer> {
        let address = format!("{}/keys", self.workspace(document));
        let listed = fetch::ask("GET", &address, Some(owner.as_str()), None).await;
        read(listed).map(|Listed { keys }| keys)
    }

    /// Makes a key, good to the end of a day or for ever.
    ///
    /// # Errors
    /// If the relay makes none.
    pub async fn make_key(
        &self,
        document: DocumentId,
        owner: &AccessKey,
        role: Role,
        label: &str,
        until: Option<Date>,
    ) -> Result<AccessKey, NoAnswer> {
        let address = format!("{}/keys", self.workspace(document));
        let label = Some(label).filter(|label| !label.is_empty());
        // To the end of its last day.
        let expires = until.map(|until| format!("{until}T23:59:59Z"));
        let body = json!({ "role": role.word(), "label": label, "expires": expires }).to_string();
        let made = fetch::ask("POST", &address, Some(owner.as_str()), Some(body.as_bytes())).await;
        read(made).map(|Made { key }| key)
    }

    /// Takes a key back.
    ///
    /// # Errors
    /// If the relay doesn't; then the key is as good as before.
    pub async fn revoke(
        &self,
        document: DocumentId,
        owner: &AccessKey,
        id: &str,
    ) -> Result<(), NoAnswer> {
        let address = format!("{}/keys/{id}", self.workspace(document));
        done(fetch::ask("DELETE", &address, Some(owner.as_str()), None).await)
    }

    /// Deletes the workspace from the relay; every device keeps its copy.
    ///
    /// # Errors
    /// If the relay doesn't.
    pub async fn delete(&self, document: DocumentId, owner: &AccessKey) -> Result<(), NoAnswer> {
        done(fetch::ask("DELETE", &self.workspace(document), Some(owner.as_str()), None).await)
    }

    fn workspace(&self, document: DocumentId) -> String {
        format!("{}/workspaces/{document}", self.base)
    }
}

fn read<T: DeserializeOwned>(answer: Option<Answer>) -> Result<T, NoAnswer> {
    let answer = good(answer)?;
    serde_json::from_slice(&answer.body).map_err(|_| NoAnswer::Refused)
}

fn done(answer: Option<Answer>) -> Result<(), NoAnswer> {
    good(answer).map(drop)
}

fn good(answer: Option<Answer>) -> Result<Answer, NoAnswer> {
    let answer = answer.ok_or(NoAnswer::Unreached)?;
    if (200..300).contains(&answer.status) {
        return Ok(answer);
    }
    let why = serde_json::from_slice::<Why>(&answer.body).map(|why| why.code).unwrap_or_default();
    if let Some(shut) = Shut::parse(&why) {
        return Err(NoAnswer::Shut(shut));
    }
    Err(match (answer.status, why.as_str()) {
        (_, "made-open") => NoAnswer::MadeOpen,
        (_, "open-access") => NoAnswer::IsOpen,
        (409, _) => NoAnswer::Known,
        (429, _) => NoAnswer::TooOften,
        (500.., _) => NoAnswer::Unreached,
        _ => NoAnswer::Refused,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer { status, body: body.as_bytes().to_vec() }
    }

    #[test]
    fn a_relay_is_asked_beside_its_socket() {
        let api = |address| RelayApi::of(&RelayAddress::parse(address).unwrap());
        assert_eq!(api("wss://plan.example/team/sync").base, "https://plan.example/team/api");
        assert_eq!(api("ws://127.0.0.1:8080/sync").base, "http://127.0.0.1:8080/api");
        assert_eq!(api("wss://plan.example/sync?x=1").base, "https://plan.example/api");
    }

    #[test]
    fn a_refusal_says_whether_trying_again_may_help() {
        let why = |answer| done(Some(answer)).unwrap_err();
        assert_eq!(done(None), Err(NoAnswer::Unreached));
        assert_eq!(why(answer(503, "")), NoAnswer::Unreached);
        assert_eq!(why(answer(429, "{}")), NoAnswer::TooOften);
        assert_eq!(why(answer(409, r#"{"code":"known"}"#)), NoAnswer::Known);
        assert_eq!(why(answer(409, r#"{"code":"made-open"}"#)), NoAnswer::MadeOpen);
        assert_eq!(why(answer(401, r#"{"code":"key-revoked"}"#)), NoAnswer::Shut(Shut::KeyRevoked));
        assert_eq!(done(Some(answer(204, ""))), Ok(()));
    }

    #[test]
    fn a_relay_without_a_list_names_no_others() {
        let says: RelaySays = serde_json::from_str(r#"{"access":"open"}"#).unwrap();
        assert!(says.other_relays.is_empty());
    }

    #[test]
    fn a_list_of_keys_tells_those_that_were_taken_back() {
        let keys = r#"{"keys":[{"id":"01","role":"view","revoked":"2026-11-22T20:00:00Z"},
            {"id":"02","role":"owner","label":null,"revoked":null}]}"#;
        let Listed { keys } = read(Some(answer(200, keys))).unwrap();
        let revoked: Vec<bool> = keys.iter().map(|key| key.revoked.is_some()).collect();
        assert_eq!(revoked, [true, false]);
    }
}
