export { applyBaseline, type Baseline, createBaseline, decodeBaseline, encodeBaseline } from "./check/baseline.ts";
export { fixAll } from "./check/apply-fixes.ts";
export {
  type CheckedDocument,
  checkDocument,
  type CheckInput,
  createSubject,
  findState,
} from "./check/check-document.ts";
export { nextStepOf, progressOf } from "./check/progress.ts";
export { checkClaims } from "./claim/check-claims.ts";
export { findMeasurements } from "./claim/find-measurements.ts";
export { readClaims } from "./claim/read-claims.ts";
export { composeDocument } from "./compose/compose-document.ts";
export type { Draft } from "./compose/draft.ts";
export { type ContractOutline, outlineContract } from "./contract/outline-contract.ts";
export { findGaps, renderSeedCoverage, SEEDS } from "./coverage/seed-coverage.ts";
export * from "./experiments.ts";
export { changeState, type StateChange } from "./lifecycle/change-state.ts";
export { type CheckReport, reportDocument, type ReportedDocument } from "./report/checked.ts";
export { renderGithub } from "./report/github.ts";
export { renderJson } from "./report/json.ts";
export { renderJunit } from "./report/junit.ts";
export { type PrettyOptions, renderPretty } from "./report/pretty.ts";
export { renderRule, renderRuleReference } from "./report/rule-reference.ts";
export { renderSarif } from "./report/sarif.ts";
export { exitOf, type Outcome } from "./report/tally.ts";
export { RULES } from "./rule/catalogue.ts";
export type { Finding, Rule, Severity } from "./rule/rule.ts";
export type { Subject, Surroundings, TypedDocument } from "./rule/subject.ts";
export type { Markdown } from "./text/markdown.ts";
export { combineTypes } from "./type/combine-types.ts";
export { decodeType, type DecodedType } from "./type/decode-type.ts";
export { BUILT_IN_TYPES } from "./type/built-in.ts";
export type { DocumentType, State } from "./type/document-type.ts";
export { fieldOf, fieldsOf, readMetadata } from "./type/metadata.ts";
export { namesOfField, setField } from "./type/set-field.ts";
