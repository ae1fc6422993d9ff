//! What could go wrong.

use crate::contested::Text;
use crate::id::NodeId;
use crate::initiative::Degree;
use crate::record::record;

record! {
    /// What makes a node a risk.
    #[derive(Default)]
    Risk: "risk" {
        /// How likely it is.
        likelihood: Option<Degree>,
        /// How bad it would be.
        impact: Option<Degree>,
        /// What is done about it.
        mitigation: Text,
        /// The node whose metric would show it first.
        sign: Option<NodeId>,
    }
}
