//! What a rule says before anyone's answer to it, and its words, are known.

use causeway_model::{Date, DecisionId, FunctionId, LinkId, PersonId, problem::Problem};

use crate::{
    facts::Facts,
    finding::Severity,
    words::{Said, Word},
};

/// What a finding is about.
#[derive(Debug, Clone, PartialEq)]
pub enum About<'w> {
    /// Nodes, by place; none for the workspace as a whole.
    Nodes(Vec<usize>),
    /// Links, by id, and the place of the first one's `from`, if that is there.
    Links(Vec<&'w LinkId>, Option<usize>),
    /// A decision.
    Decision(&'w DecisionId),
    /// A person.
    Person(&'w PersonId),
    /// A function.
    Function(&'w FunctionId),
    /// Some other record, by id.
    Record(String),
}

/// One finding, as its rule sees it.
#[derive(Debug, Clone)]
pub struct Draft<'w> {
    /// What it is about.
    pub about: About<'w>,
    /// How bad it is.
    pub severity: Severity,
    /// What brings it about, by place.
    pub causes: Vec<usize>,
    /// The path along which it comes, by place.
    pub path: Vec<usize>,
    /// Since when.
    pub since: Option<Date>,
    /// By when someone had to answer it.
    pub due: Option<Date>,
    /// When the effect arrives.
    pub arrives_on: Option<Date>,
    /// Whom it has been escalated to.
    pub escalate_to: Option<&'w PersonId>,
    /// Money a year; 0 reads as none.
    pub money: f64,
    /// The places whose leakage it is part of.
    pub part_of: Vec<usize>,
    /// The sentences that say why.
    pub why: Vec<&'static Said>,
    /// What fills them, and the title, and the next step.
    pub words: Vec<(&'static str, Word)>,
}

impl<'w> Draft<'w> {
    /// A finding about something.
    pub fn about(about: About<'w>, severity: Severity) -> Self {
        Self {
            about,
            severity,
            causes: Vec::new(),
            path: Vec::new(),
            since: None,
            due: None,
            arrives_on: None,
            escalate_to: None,
            money: 0.0,
            part_of: Vec::new(),
            why: Vec::new(),
            words: Vec::new(),
        }
    }

    /// A finding about one node.
    pub fn on(place: usize, severity: Severity) -> Self {
        Self::about(About::Nodes(vec![place]), severity)
    }

    /// What brings it about.
    #[must_use]
    pub fn causes(mut self, causes: Vec<usize>) -> Self {
        self.causes = causes;
        self
    }

    /// One more sentence that says why.
    #[must_use]
    pub fn why(mut self, sentence: &'static Said) -> Self {
        self.why.push(sentence);
        self
    }

    /// The same, where something is so.
    #[must_use]
    pub fn why_if(self, is_so: bool, sentence: &'static Said) -> Self {
        if is_so { self.why(sentence) } else { self }
    }

    /// What stands for a name in the templates.
    #[must_use]
    pub fn word(mut self, name: &'static str, word: Word) -> Self {
        self.words.push((name, word));
        self
    }
}

/// What the rules have found so far.
pub type Drafts<'w> = Vec<Draft<'w>>;

/// What a rule reads: the facts, and what the reader of the workspace had to leave out.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'f, 'w> {
    /// The model at a date.
    pub facts: &'f Facts<'w>,
    /// What breaks the model.
    pub problems: &'f [Problem],
}
