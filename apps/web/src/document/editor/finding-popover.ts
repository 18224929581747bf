// What was found at a place, under its line: message, rule, and what can be done. It opens when a person asks (a key, the glyph, the
// pointer resting on it) and never while somebody types.
import { type EditorState, type Extension, Facet, StateEffect, StateField, Transaction } from "@codemirror/state";
import { type Command, type EditorView, hoverTooltip, showTooltip, type Tooltip } from "@codemirror/view";
import type { BoundTarget } from "@nomous/client";
import { keyText } from "../../words/keys.ts";
import { isOfWorld, lookOf } from "../check/finding-look.ts";
import { button, element, glyph, ticked } from "./element.ts";
import { drawnBetween, findingsField, fixChanges, type PlacedFinding } from "./finding-set.ts";
import { dispatchStep } from "./own-undo.ts";
import { staleActions, staleBetween } from "./stale-targets.ts";
import { staleTold } from "./stale-told.ts";

const HOVER_MS = 300;

interface TargetOpener {
  /** What there is to open at a place, in words; `undefined` when nothing is. */
  nameOf(state: EditorState, at: number): string | undefined;
  open(state: EditorState, at: number): void;
}

/** Opens what a citation or link names. */
export const targetOpener = Facet.define<TargetOpener, TargetOpener | undefined>({ combine: ([opener]) => opener });

const setOpen = StateEffect.define<{ readonly at: number; readonly focus: boolean } | null>();

/** Where the popover is open. */
const openField = StateField.define<{ readonly at: number; readonly focus: boolean } | null>({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setOpen)) return effect.value;
    // Who types or goes elsewhere is done with it; what others write only moves it.
    if (value === null || transaction.annotation(Transaction.userEvent) !== undefined) return null;
    return transaction.docChanged ? { ...value, at: transaction.changes.mapPos(value.at) } : value;
  },
  provide: (field) =>
    showTooltip.compute([field, findingsField], (state) => {
      const open = state.field(field);
      const placed = open === null ? [] : findingsAt(state, open.at);
      return open === null || placed.length === 0 ? null : tooltipOf(placed, open.focus);
    }),
});

/** Those under a place; where none is, those that begin on its line. */
function findingsAt(state: EditorState, at: number): PlacedFinding[] {
  const position = Math.min(at, state.doc.length);
  const { from, to } = state.doc.lineAt(position);
  const onLine = allBetween(state, from, to);
  const here = onLine.filter((placed) => placed.from <= position && position <= placed.to);
  return here.length > 0 ? here : onLine;
}

/** With those that are not drawn: who asks is told. */
function allBetween(state: EditorState, from: number, to: number): PlacedFinding[] {
  const found: PlacedFinding[] = [];
  state.field(findingsField).set.between(from, to, (start, end, { finding }) => {
    found.push({ finding, from: start, to: end });
  });
  return found;
}

/** Opens the popover for a place; false when nothing was found there. */
export function showFindings(view: EditorView, at: number, focus = false): boolean {
  if (findingsAt(view.state, at).length === 0) return false;
  view.dispatch({ effects: setOpen.of({ at, focus }) });
  return true;
}

export const closePopover: Command = (view) => {
  if (view.state.field(openField) === null) return false;
  view.dispatch({ effects: setOpen.of(null) });
  view.focus();
  return true;
};

/** The first fix at the cursor is offered; pressed again, it is made. */
export const quickFix: Command = (view) => {
  const open = view.state.field(openField);
  if (open === null) return showFindings(view, view.state.selection.main.head, true);
  const fixable = findingsAt(view.state, open.at).find(({ finding }) => finding.fix !== undefined);
  return fixable !== undefined && makeFix(view, fixable);
};

/** Makes the fix of a finding, as one step of undo. */
export function makeFix(view: EditorView, { finding }: PlacedFinding): boolean {
  const changes = fixChanges(view.state, finding);
  if (changes === undefined || view.state.readOnly) return false;
  dispatchStep(view, { changes, effects: setOpen.of(null), userEvent: "fix" });
  view.focus();
  return true;
}

function tooltipOf(placed: readonly PlacedFinding[], focus: boolean): Tooltip {
  const [first] = placed;
  return {
    pos: first?.from ?? 0,
    create(view) {
      const dom = contentOf(view, placed);
      return { dom, mount: () => focus && dom.querySelector("button")?.focus() };
    },
  };
}

function contentOf(view: EditorView, placed: readonly PlacedFinding[]): HTMLElement {
  const dom = element("div", "finding-pop", ...placed.flatMap((one, i) => partsOf(view, one, i === 0)));
  dom.setAttribute("role", "dialog");
  dom.setAttribute("aria-label", placed[0]?.finding.rule ?? "");
  dom.addEventListener("keydown", (event) => moveOrClose(event, view, dom));
  return dom;
}

function partsOf(view: EditorView, placed: PlacedFinding, isFirst: boolean): HTMLElement[] {
  const { message, rule, severity, fix } = placed.finding;
  const stale = isOfWorld(placed.finding) ? staleBetween(view.state, placed.from, placed.to) : [];
  const words = element(
    "span",
    "",
    element("span", "", ...ticked(message)),
    element("span", "about", element("code", "", rule), ` ${severity}`),
  );
  const actions = [];
  if (fix !== undefined && !view.state.readOnly)
    actions.push(button("act", () => makeFix(view, placed), fix.title, ...(isFirst ? [key("Mod+.")] : [])));
  actions.push(...staleButtons(view, stale));
  const opener = view.state.facet(targetOpener);
  const target = opener?.nameOf(view.state, placed.from);
  if (opener !== undefined && target !== undefined && stale.length === 0)
    actions.push(button("act", () => opener.open(view.state, placed.from), target, ...(isFirst ? [key("F12")] : [])));
  const told = [
    element("div", "told", glyph(lookOf(placed.finding)), words),
    ...stale.map((one) => staleTold(one, (name) => view.state.facet(staleActions)?.open(name))),
  ];
  return actions.length === 0 ? told : [...told, element("div", "acts", ...actions)];
}

const OPENED: Readonly<Record<BoundTarget["kind"], string>> = {
  symbol: "Open the code",
  lines: "Open the code",
  file: "Open the file",
  evidence: "Open the evidence",
  document: "Open the document",
};

function staleButtons(view: EditorView, stale: readonly BoundTarget[]): HTMLElement[] {
  const actions = view.state.facet(staleActions);
  const [first] = stale;
  if (actions === undefined || first === undefined) return [];
  const open = (): void => actions.open(first.movedTo ?? first.target);
  const review = (): void => {
    closePopover(view);
    actions.review();
  };
  const isGone = first.freshness === "broken" && first.movedTo === null;
  return [
    ...(isGone ? [] : [button("act", open, OPENED[first.kind], key("F12"))]),
    button("act", review, "Mark reviewed…"),
  ];
}

const key = (keys: string): HTMLElement => element("kbd", "", keyText(keys));

function moveOrClose(event: KeyboardEvent, view: EditorView, dom: HTMLElement): void {
  if (event.key === "Escape") closePopover(view);
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const buttons = [...dom.querySelectorAll("button")];
  if (step !== 0) buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus();
  if (step === 0 && event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
}

const hover = hoverTooltip(
  (view, at) => {
    const placed = drawnBetween(view.state, at, at);
    const [first] = placed;
    if (first === undefined || view.state.field(openField) !== null) return null;
    return { pos: first.from, end: first.to, create: () => ({ dom: contentOf(view, placed) }) };
  },
  { hoverTime: HOVER_MS },
);

export const findingPopover: Extension = [openField, hover];
