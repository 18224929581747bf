// What must hold before a document may be relied on. Apart from the rest, so that a bridge starts without it.
export { type GateCheck, gateOutcome, type GateReport, joinReports } from "./gate/gate-report.ts";
export { type OpenedGate, openGate, openStagedGate } from "./gate/open-gate.ts";
export { type GateOptions, runGate } from "./gate/run-gate.ts";
export { gateSnippet, type SnippetName } from "./gate/snippet.ts";
