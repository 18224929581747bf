// Findings in the text: a wavy line under the words and a glyph in the margin, of what is in view.
import { type Extension, RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  gutter,
  GutterMarker,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import type { Severity } from "@nomous/workbench";
import { worseOf } from "../check/worse-of.ts";
import { glyph } from "./element.ts";
import { showFindings } from "./finding-popover.ts";
import { drawnBetween, findingsField } from "./finding-set.ts";

const MARKS: Readonly<Record<Severity, Decoration>> = {
  error: Decoration.mark({ class: "sq error" }),
  warning: Decoration.mark({ class: "sq warning" }),
  note: Decoration.mark({ class: "sq note" }),
};

const squiggles = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = draw(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged || hasChanged(update)) this.decorations = draw(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

const hasChanged = ({ startState, state }: ViewUpdate): boolean =>
  startState.field(findingsField) !== state.field(findingsField);

function draw(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const { doc } = view.state;
  let done = -1;
  for (const { from, to } of view.visibleRanges)
    for (const placed of drawnBetween(view.state, from, to)) {
      if (placed.from < done) continue;
      done = placed.from;
      // A place without words is told at the one after it; an empty line has the glyph alone.
      const end = placed.to > placed.from ? placed.to : Math.min(placed.from + 1, doc.lineAt(placed.from).to);
      if (end > placed.from) builder.add(placed.from, end, MARKS[placed.finding.severity]);
    }
  return builder.finish();
}

class SeverityMarker extends GutterMarker {
  readonly severity: Severity;

  constructor(severity: Severity) {
    super();
    this.severity = severity;
  }

  override eq(other: GutterMarker): boolean {
    return other instanceof SeverityMarker && other.severity === this.severity;
  }

  override toDOM(): Node {
    return glyph(this.severity);
  }
}

const MARKERS: Readonly<Record<Severity, SeverityMarker>> = {
  error: new SeverityMarker("error"),
  warning: new SeverityMarker("warning"),
  note: new SeverityMarker("note"),
};

const glyphs = gutter({
  class: "cm-findings",
  lineMarker(view, line) {
    const starting = drawnBetween(view.state, line.from, line.to).filter(({ from }) => from >= line.from);
    const worst = starting.reduce<Severity | null>((worst, { finding }) => worseOf(worst, finding.severity), null);
    return worst === null ? null : MARKERS[worst];
  },
  lineMarkerChange: hasChanged,
  initialSpacer: () => MARKERS.error,
  domEventHandlers: {
    click(view, line) {
      const [first] = drawnBetween(view.state, line.from, line.to);
      return first !== undefined && showFindings(view, first.from);
    },
  },
});

export const findingMarks: Extension = [findingsField, squiggles, glyphs];
