// The findings of the newest check, moved along with the text until the next one comes. Which of them are drawn under the text is less:
// notes of a draft are only listed, and a warning waits until the cursor has left the line that somebody types in. What has changed in the world is
// nobody's typing, and always drawn.
import type { Finding, Severity } from "@nomous/workbench";
import {
  type ChangeDesc,
  type ChangeSpec,
  type EditorState,
  RangeSet,
  RangeValue,
  StateEffect,
  StateField,
  type Text,
} from "@codemirror/state";
import { isOfWorld } from "../check/finding-look.ts";

class FindingValue extends RangeValue {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super();
    this.finding = finding;
  }

  override eq(other: RangeValue): boolean {
    return other instanceof FindingValue && other.finding === this.finding;
  }
}

export interface Findings {
  readonly set: RangeSet<FindingValue>;
  readonly isDraft: boolean;
  /** Where the line begins that somebody types in; `null` once the cursor has left it. */
  readonly typing: number | null;
  /** What changed since the text was checked. */
  readonly since: ChangeDesc | null;
}

export const setFindings = StateEffect.define<{ readonly findings: readonly Finding[]; readonly isDraft: boolean }>();

export const findingsField = StateField.define<Findings>({
  create: () => ({ set: RangeSet.of<FindingValue>([]), isDraft: false, typing: null, since: null }),
  update(value, transaction) {
    let { set, isDraft, since } = value;
    if (transaction.docChanged) {
      set = set.map(transaction.changes);
      since = since === null ? transaction.changes.desc : since.composeDesc(transaction.changes.desc);
    }
    for (const effect of transaction.effects)
      if (effect.is(setFindings)) {
        set = rangesOf(effect.value.findings, transaction.newDoc);
        ({ isDraft } = effect.value);
        since = null;
      }
    const typing = typingAt(value.typing, transaction.state, transaction.isUserEvent("input"));
    const isSame = set === value.set && isDraft === value.isDraft && typing === value.typing && since === value.since;
    return isSame ? value : { set, isDraft, typing, since };
  },
});

function typingAt(before: number | null, state: EditorState, isInput: boolean): number | null {
  if (before === null && !isInput) return null;
  const line = state.doc.lineAt(state.selection.main.head).from;
  return isInput || line === before ? line : null;
}

/** They may come in any order of their ends, and those of a result that fits the text fit it. */
const rangesOf = (findings: readonly Finding[], { length }: Text): RangeSet<FindingValue> =>
  RangeSet.of(
    findings
      .filter(({ to }) => to <= length)
      .map((finding) => new FindingValue(finding).range(finding.from, finding.to)),
    true,
  );

export interface PlacedFinding {
  readonly finding: Finding;
  readonly from: number;
  readonly to: number;
}

/** Those that touch a range, as far as they are drawn. */
export function drawnBetween(state: EditorState, from: number, to: number): PlacedFinding[] {
  const { set, isDraft, typing } = state.field(findingsField);
  const found: PlacedFinding[] = [];
  set.between(from, to, (start, end, { finding }) => {
    if (isOfWorld(finding) || (isDrawn(finding.severity, isDraft) && !isHeld(state, finding.severity, start, typing)))
      found.push({ finding, from: start, to: end });
  });
  return found;
}

const isDrawn = (severity: Severity, isDraft: boolean): boolean => severity !== "note" || !isDraft;

const isHeld = (state: EditorState, severity: Severity, from: number, typing: number | null): boolean =>
  typing !== null && severity !== "error" && state.doc.lineAt(Math.min(from, state.doc.length)).from === typing;

/** Where a finding stands by now; `undefined` when its text is gone. */
export const placeOf = (state: EditorState, wanted: Finding): PlacedFinding | undefined =>
  firstFinding(state, (finding) => finding === wanted);

/** In the order of the text. */
export function firstFinding(state: EditorState, isWanted: (finding: Finding) => boolean): PlacedFinding | undefined {
  const { set } = state.field(findingsField);
  for (const cursor = set.iter(); cursor.value !== null; cursor.next()) {
    const { finding } = cursor.value;
    if (isWanted(finding)) return { finding, from: cursor.from, to: cursor.to };
  }
  return undefined;
}

/** The finding after a place, or before it, round and round. */
export function nextFinding(state: EditorState, from: number, step: 1 | -1): PlacedFinding | undefined {
  const { set } = state.field(findingsField);
  let [first, last, before, after]: (PlacedFinding | undefined)[] = [];
  for (const cursor = set.iter(); cursor.value !== null; cursor.next()) {
    const placed = { finding: cursor.value.finding, from: cursor.from, to: cursor.to };
    first ??= placed;
    last = placed;
    if (placed.from < from) before = placed;
    else if (placed.from > from) after ??= placed;
  }
  return step === 1 ? (after ?? first) : (before ?? last);
}

/** What the finding's fix changes in the text as it is now; `undefined` when somebody has changed that place. */
export function fixChanges(state: EditorState, { fix }: Finding): ChangeSpec[] | undefined {
  const { since } = state.field(findingsField);
  if (fix === undefined) return undefined;
  if (since === null) return [...fix.edits];
  if (fix.edits.some(({ from, to }) => since.touchesRange(from, to) !== false)) return undefined;
  return fix.edits.map(({ from, to, insert }) => ({ from: since.mapPos(from), to: since.mapPos(to), insert }));
}
