// Whether what documents rest on is still what it was: apart from the rules, so that who reads the history loads no more than that.
export type { Binding, MeasuredOn, Mention } from "./staleness/binding.ts";
export { documentMeaning, sectionNamed } from "./staleness/document-meaning.ts";
export type * from "./staleness/freshness.ts";
export { FRESHNESS } from "./staleness/freshness.ts";
export { decodeLock, encodeLock, type Lock, type LockEntry } from "./staleness/lock.ts";
export { readBindings } from "./staleness/read-bindings.ts";
export { type JudgedDocument, type JudgedTarget, type Reach, reachOf, spreadFreshness } from "./staleness/spread.ts";
export { statementKey } from "./staleness/statement-at.ts";
export { targetAt } from "./staleness/target.ts";
