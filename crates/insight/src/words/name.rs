//! The names of what findings speak of.

use crate::{
    finding::{Severity, State},
    findings::Part,
    status::Status,
    words::Said,
};

impl Severity {
    /// Its name, as it stands beside a finding.
    pub fn said(self) -> Said {
        match self {
            Self::Low => Said { en: "low", pt: "baixa" },
            Self::Medium => Said { en: "medium", pt: "média" },
            Self::High => Said { en: "high", pt: "alta" },
            Self::Critical => Said { en: "critical", pt: "crítica" },
        }
    }
}

impl State {
    /// Its name, as it stands beside a finding.
    pub fn said(self) -> Said {
        match self {
            Self::Open => Said { en: "open", pt: "aberto" },
            Self::Answered => Said { en: "answered", pt: "respondido" },
            Self::Accepted => Said { en: "accepted", pt: "aceito" },
        }
    }
}

impl Status {
    /// Its name, as it reads in a sentence about a node.
    pub fn said(self) -> Said {
        match self {
            Self::NoData => Said { en: "without data", pt: "sem dados" },
            Self::Unknown => Said { en: "of unknown status", pt: "com status desconhecido" },
            Self::Ok => Said { en: "ok", pt: "ok" },
            Self::Watch => Said { en: "under watch", pt: "em atenção" },
            Self::Act => Said { en: "in need of action", pt: "exigindo ação" },
        }
    }
}

impl Part {
    /// Its name.
    pub fn said(self) -> Said {
        match self {
            Self::Strategy => Said { en: "strategy", pt: "estratégia" },
            Self::Causality => Said { en: "causality", pt: "causalidade" },
            Self::Maturity => Said { en: "maturity", pt: "maturidade" },
            Self::Monitoring => Said { en: "monitoring", pt: "acompanhamento" },
        }
    }
}
