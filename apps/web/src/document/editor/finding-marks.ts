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
import { type Look, LOOKS, lookOf, worseLook } from "../check/finding-look.ts";
import { glyph } from "./element.ts";
import { showFindings } from "./finding-popover.ts";
import { drawnBetween, findingsField } from "./finding-set.ts";

const MARKS = new Map(LOOKS.map((look) => [look, Decoration.mark({ class: `sq ${look}` })]));

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
      const mark = MARKS.get(lookOf(placed.finding));
      if (end > placed.from && mark !== undefined) builder.add(placed.from, end, mark);
    }
  return builder.finish();
}

class LookMarker extends GutterMarker {
  readonly look: Look;

  constructor(look: Look) {
    super();
    this.look = look;
  }

  override eq(other: GutterMarker): boolean {
    return other instanceof LookMarker && other.look === this.look;
  }

  override toDOM(): Node {
    return glyph(this.look);
  }
}

const SPACER = new LookMarker("error");
const MARKERS = new Map(LOOKS.map((look) => [look, new LookMarker(look)]));

const glyphs = gutter({
  class: "cm-findings",
  lineMarker(view, line) {
    const starting = drawnBetween(view.state, line.from, line.to).filter(({ from }) => from >= line.from);
    const worst = starting.reduce<Look | null>((worst, { finding }) => worseLook(worst, lookOf(finding)), null);
    return worst === null ? null : (MARKERS.get(worst) ?? null);
  },
  lineMarkerChange: hasChanged,
  initialSpacer: () => SPACER,
  domEventHandlers: {
    click(view, line) {
      const [first] = drawnBetween(view.state, line.from, line.to);
      return first !== undefined && showFindings(view, first.from);
    },
  },
});

export const findingMarks: Extension = [findingsField, squiggles, glyphs];
