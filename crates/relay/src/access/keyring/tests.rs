use tempfile::TempDir;

use super::*;

const MAP: DocumentId = DocumentId::from_bytes([7; 16]);

fn claimed() -> (TempDir, Keys, OwnKeys) {
    let folder = tempfile::tempdir().unwrap();
    let keys = Keys::open(folder.path()).unwrap();
    let own = keys.claim(MAP).unwrap();
    (folder, keys, own)
}

fn role(keys: &Keys, key: &str) -> Option<Role> {
    keys.read(key).map(|grant| grant.role)
}

#[test]
fn a_claim_gives_three_keys_once() {
    let (_folder, keys, own) = claimed();
    assert_eq!(role(&keys, &own.owner_key), Some(Role::Owner));
    assert_eq!(role(&keys, &own.edit_key), Some(Role::Edit));
    assert_eq!(role(&keys, &own.view_key), Some(Role::View));
    assert!(matches!(keys.claim(MAP), Err(NotDone::Known)));
}

#[test]
fn keys_and_revocations_outlive_a_restart() {
    let (folder, keys, own) = claimed();
    let (owner, view) = (keys.read(&own.owner_key).unwrap(), keys.read(&own.view_key).unwrap());
    keys.revoke(&owner, view.id).unwrap();
    drop(keys);
    let keys = Keys::open(folder.path()).unwrap();
    assert_eq!(role(&keys, &own.edit_key), Some(Role::Edit));
    assert_eq!(keys.standing(&view), Err(Over::Revoked));
    assert_eq!(role(&keys, &own.view_key), None);
}

#[test]
fn a_key_is_good_until_it_expires() {
    let (_folder, keys, own) = claimed();
    let owner = keys.read(&own.owner_key).unwrap();
    let (_, later) = keys.make(&owner, Role::View, Some(now() + 60), None).unwrap();
    let (_, past) = keys.make(&owner, Role::View, Some(now() - 1), None).unwrap();
    assert_eq!(role(&keys, &later), Some(Role::View));
    assert_eq!(role(&keys, &past), None);
    let grant = Grant::opened(&past, &keys.signing()).unwrap();
    assert_eq!(keys.standing(&grant), Err(Over::Expired));
}

#[test]
fn a_workspace_keeps_an_owner() {
    let (_folder, keys, own) = claimed();
    let owner = keys.read(&own.owner_key).unwrap();
    assert!(matches!(keys.revoke(&owner, owner.id), Err(NotDone::LastOwner)));
    let (_, second) = keys.make(&owner, Role::Owner, None, None).unwrap();
    keys.revoke(&owner, owner.id).unwrap();
    assert_eq!(role(&keys, &second), Some(Role::Owner));
    assert!(matches!(keys.delete(&owner), Err(NotDone::Over(Over::Revoked))));
}

#[test]
fn the_keys_of_a_deleted_workspace_stay_dead_when_it_is_claimed_again() {
    let (_folder, keys, own) = claimed();
    let owner = keys.read(&own.owner_key).unwrap();
    keys.delete(&owner).unwrap();
    assert_eq!(keys.standing(&owner), Err(Over::Deleted));
    let again = keys.claim(MAP).unwrap();
    assert_eq!(role(&keys, &own.owner_key), None);
    assert_eq!(role(&keys, &again.owner_key), Some(Role::Owner));
}

#[test]
fn old_keys_work_after_a_rotation_until_their_signing_key_is_retired() {
    let (folder, keys, own) = claimed();
    drop(keys);
    let mut ring = Keyring::open(folder.path()).unwrap();
    let old = ring.signing_keys()[0].id.clone();
    ring.rotate().unwrap();
    let fresh = ring.issue(MAP).unwrap();
    let keys = Keys::open(folder.path()).unwrap();
    assert_eq!(role(&keys, &own.owner_key), Some(Role::Owner));
    assert_eq!(role(&keys, &fresh.owner_key), Some(Role::Owner));
    drop(keys);
    assert!(Keyring::open(folder.path()).unwrap().retire(&old).unwrap());
    let keys = Keys::open(folder.path()).unwrap();
    assert_eq!(role(&keys, &own.owner_key), None);
    assert_eq!(role(&keys, &fresh.owner_key), Some(Role::Owner));
}

#[test]
fn the_audit_log_says_who_was_given_what_and_holds_no_secret() {
    let (folder, keys, own) = claimed();
    let view = keys.read(&own.view_key).unwrap();
    let ticket = keys.issue_ticket(view).unwrap();
    assert_eq!(keys.redeem(&ticket), Some(view));
    let log = fs::read_to_string(folder.path().join(AUDIT)).unwrap();
    let lines: Vec<serde_json::Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told = lines.iter().map(|line| (line["what"].as_str(), line["role"].as_str()));
    let expected = [
        ("workspace claimed", "owner"),
        ("key made", "edit"),
        ("key made", "view"),
        ("ticket issued", "view"),
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected.map(|(what, role)| (Some(what), Some(role))));
    assert_eq!(lines[3]["key"], view.id.to_string());
    for secret in [&own.owner_key, &own.edit_key, &own.view_key, &ticket] {
        assert!(!log.contains(secret.as_str()));
    }
}

#[test]
fn keys_that_are_issued_beside_a_running_relay_are_good_there_at_once() {
    let (folder, keys, _) = claimed();
    let operator = Keyring::open(folder.path()).unwrap();
    let issued = std::thread::scope(|scope| {
        let issuing = scope.spawn(|| operator.issue(MAP).unwrap());
        while !issuing.is_finished() {
            keys.look();
        }
        issuing.join().unwrap()
    });
    assert_eq!(role(&keys, &issued.owner_key), Some(Role::Owner));
    assert_eq!(keys.list(MAP).len(), 6);
    drop(keys);
    let again = Keys::open(folder.path()).unwrap();
    assert_eq!(role(&again, &issued.view_key), Some(Role::View));
}

#[test]
fn a_running_relay_signs_with_a_rotated_key_and_ends_what_a_retired_one_signed() {
    let (folder, keys, own) = claimed();
    let owner = keys.read(&own.owner_key).unwrap();
    let ticket = keys.issue_ticket(owner).unwrap();
    let mut operator = Keyring::open(folder.path()).unwrap();
    let old = operator.signing_keys()[0].id.clone();
    let new = operator.rotate().unwrap();
    keys.look();
    assert_eq!(role(&keys, &own.owner_key), Some(Role::Owner));
    let (_, made) = keys.make(&owner, Role::View, None, None).unwrap();
    assert_eq!(keys.read(&made).unwrap().signer.to_string(), new);

    let mut changes = keys.changes();
    changes.mark_unchanged();
    assert!(operator.retire(&old).unwrap());
    keys.look();
    assert!(changes.has_changed().unwrap(), "whoever is connected looks again");
    assert_eq!(keys.standing(&owner), Err(Over::Retired));
    assert_eq!(keys.examine(&own.owner_key), None);
    assert_eq!(keys.redeem(&ticket), None);
    assert_eq!(role(&keys, &made), Some(Role::View));
}

#[test]
fn a_file_of_signing_keys_that_is_broken_leaves_those_that_were_known() {
    let (folder, keys, own) = claimed();
    keys.look();
    fs::write(folder.path().join(SIGNING), "nonsense").unwrap();
    keys.look();
    assert_eq!(role(&keys, &own.owner_key), Some(Role::Owner));
}
