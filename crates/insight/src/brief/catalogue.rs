//! The words of the brief.

use crate::words::Said;

pub(super) const LINE: Said = Said {
    en: "Brief of {day} · compared with {since}, {what}",
    pt: "Resumo de {day} · comparado com {since}, {what}",
};
pub(super) const REVIEW: Said = Said { en: "the last review", pt: "a última revisão" };
pub(super) const QUARTER: Said = Said {
    en: "a quarter ago; no review was held yet",
    pt: "um trimestre atrás; ainda não houve revisão",
};
pub(super) const MOVED: Said = Said {
    en: "Index {total} of 100, {then} on {since}; the weakest part is {weakest}.",
    pt: "Índice {total} de 100, {then} em {since}; a parte mais fraca é {weakest}.",
};
pub(super) const STANDS: Said = Said {
    en: "Index {total} of 100; the weakest part is {weakest}.",
    pt: "Índice {total} de 100; a parte mais fraca é {weakest}.",
};
pub(super) const UNKNOWN: Said = Said {
    en: "There is nothing to work an index out from yet.",
    pt: "Ainda não há do que calcular um índice.",
};
pub(super) const OPEN: Said = Said {
    en: "{open} open {open?signal:signals}, {worst} critical.",
    pt: "{open} {open?sinal aberto:sinais abertos}, {worst} {worst?crítico:críticos}.",
};

pub(super) const INDEX: Said = Said { en: "Index", pt: "Índice" };
pub(super) const OBJECTIVES: Said = Said { en: "Objectives", pt: "Objetivos" };
pub(super) const NEEDED: Said = Said { en: "Decisions needed", pt: "Decisões necessárias" };
pub(super) const EXPOSURE: Said = Said { en: "Exposures", pt: "Exposições" };
pub(super) const CHANGED: Said = Said { en: "What changed", pt: "O que mudou" };
pub(super) const PART: Said = Said { en: "Part", pt: "Parte" };
pub(super) const NOW: Said = Said { en: "Now", pt: "Agora" };
pub(super) const BEFORE: Said = Said { en: "Before", pt: "Antes" };
pub(super) const RESULT: Said =
    Said { en: "Objective and key results", pt: "Objetivo e resultados-chave" };
pub(super) const STATUS: Said = Said { en: "Status", pt: "Status" };
pub(super) const TARGET: Said = Said { en: "Target", pt: "Meta" };
pub(super) const WARNING: Said = Said { en: "Early warning", pt: "Alerta antecipado" };
pub(super) const OWNER: Said = Said { en: "Owner", pt: "Responsável" };
pub(super) const YES: Said = Said { en: "yes", pt: "sim" };
pub(super) const BY: Said = Said { en: "By", pt: "Até" };
pub(super) const WHAT: Said = Said { en: "What", pt: "O quê" };
pub(super) const NEXT: Said = Said { en: "Next step", pt: "Próximo passo" };
pub(super) const MONEY: Said = Said { en: "Money a year", pt: "Dinheiro por ano" };
pub(super) const ARRIVES: Said = Said { en: "Arrives", pt: "Chega" };
pub(super) const VALUE: Said = Said { en: "Value", pt: "Valor" };
pub(super) const IMPROVING: Said = Said { en: "improving", pt: "melhorando" };
pub(super) const WORSENING: Said = Said { en: "worsening", pt: "piorando" };
pub(super) const MORE: Said = Said { en: "… and {count} more", pt: "… e mais {count}" };
