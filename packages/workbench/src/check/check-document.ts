// One document through all rules. The same function is behind the command line, the editor and CI.
import { parseMarkdown, type Markdown } from "../text/markdown.ts";
import { plainText } from "../text/plain-text.ts";
import { type Span, spanAround } from "../text/span.ts";
import type { DocumentType, Stage, State } from "../type/document-type.ts";
import { locateParts } from "../type/locate-parts.ts";
import { fieldOf, fieldsOf, type Metadata, readMetadata } from "../type/metadata.ts";
import { recognise, type Recognised } from "../type/recognise.ts";
import { isGuidance } from "../rule/guidance.ts";
import type { Finding, Problem, Rule, Severity } from "../rule/rule.ts";
import type { Subject, Surroundings, TypedDocument } from "../rule/subject.ts";
import { severityOf } from "./severity.ts";

export interface CheckInput {
  /** With `/`, relative to the workspace. */
  readonly path: string;
  readonly text: string;
  readonly types: readonly DocumentType[];
  readonly rules: readonly Rule[];
  /** What the workspace says a rule weighs, instead of what its author thought. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
  /** Scopes that no document of this workspace has. */
  readonly without?: readonly string[];
  readonly surroundings: Surroundings;
}

export interface CheckedDocument {
  readonly subject: Subject;
  readonly recognised: Recognised;
  /** In the order of the text. */
  readonly findings: readonly Finding[];
}

/** `read` is the same text as `createSubject` gave it; its surroundings may have been others. */
export function checkDocument(
  input: CheckInput,
  { subject: read, recognised } = createSubject(input),
): CheckedDocument {
  const subject: Subject = { ...read, surroundings: input.surroundings };
  const findings = input.rules
    .filter(({ appliesTo }) => appliesTo === "any" || subject.typed !== null)
    .flatMap((rule) => findingsOf(rule, subject, input.severities?.[rule.id]));
  return { subject, recognised, findings: findings.toSorted((a, b) => a.from - b.from || a.to - b.to) };
}

function findingsOf(rule: Rule, subject: Subject, severity: Severity | "off" | undefined): Finding[] {
  if (severity === "off") return [];
  const own = severity ?? severityOf(rule.weight, subject.stage);
  const problems = [...rule.check(subject)].filter(
    (problem) => rule.weight === "missing" || !isInGuidance(subject, problem),
  );
  return problems.map((problem) => ({ ...problem, rule: rule.id, weight: rule.weight, severity: own }));
}

/** By paragraph, of one text under one type: a long one may have a finding at every word. */
const guidance = new WeakMap<Span, boolean>();

/** What a template says is nobody's mistake; that it is still there is told as something missing. */
function isInGuidance({ markdown, typed }: Subject, problem: Problem): boolean {
  if (typed === null) return false;
  const around = spanAround(markdown.paragraphs, problem.from);
  if (around === undefined) return false;
  const isOurs = guidance.get(around) ?? isGuidance(plainText(markdown.tree, markdown.text, around), typed.type);
  guidance.set(around, isOurs);
  return isOurs;
}

/** Reads a document as rules see it, without running any. */
export function createSubject({
  path,
  text,
  types,
  without = [],
  surroundings,
}: Pick<CheckInput, "path" | "text" | "types" | "without" | "surroundings">): Pick<
  CheckedDocument,
  "subject" | "recognised"
> {
  const markdown = parseMarkdown(text);
  const metadata = readMetadata(markdown);
  const recognised = recognise(path, markdown, metadata, types);
  const typed = recognised.status === "typed" ? readTyped(markdown, metadata, recognised.type, without) : null;
  const stage: Stage = typed === null ? "review" : (typed.state?.stage ?? "draft");
  const unknownType =
    recognised.status === "unknown-type" ? { named: recognised.named, known: types.map(({ name }) => name) } : null;
  return { subject: { path, markdown, typed, unknownType, stage, surroundings }, recognised };
}

function readTyped(
  markdown: Markdown,
  metadata: Metadata,
  type: DocumentType,
  without: readonly string[],
): TypedDocument {
  const declared = fieldsOf(metadata, ["scope", "scopes"]).map(({ text }) => text.toLowerCase());
  return {
    type,
    metadata,
    state: stateOf(type, metadata),
    scopes: new Set(declared.filter((name) => !without.includes(name))),
    located: locateParts(markdown, type),
  };
}

const stateKey = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, " ")
    .trim();

/** The state that a name or label means: `in-review`, `In Review (RFC)`, `rfc`, `Superseded by …`. */
export function findState({ states }: DocumentType, named: string): State | undefined {
  const key = stateKey(named.replace(/ (?:by|since|on|as of)\b.*/is, ""));
  return states.find(({ name, label, aliases = [] }) => [name, label, ...aliases].some((one) => stateKey(one) === key));
}

function stateOf(type: DocumentType, metadata: Metadata): State | null {
  const status = fieldOf(metadata, ["status", "state"]);
  return status === undefined ? null : (findState(type, status.text) ?? null);
}
