//! Sans-IO synchronisation: the automerge-repo wire protocol, sessions, presence and chunk policy.
