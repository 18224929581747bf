// What the classes of charts look like: ink first, and colour only for a verdict or a flag. A file carries this itself, for both schemes;
// a page colours the same classes with its own tokens.

interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly ink2: string;
  readonly mark: string;
  readonly line: string;
  readonly edge: string;
  readonly noise: string;
  readonly pending: string;
  readonly ok: string;
  readonly note: string;
  readonly warning: string;
  readonly error: string;
}

const LIGHT: Palette = {
  paper: "#fdfdfd",
  ink: "#1b1f22",
  ink2: "#555a5f",
  mark: "#787e83",
  line: "#e0e0dd",
  edge: "#c3c3be",
  noise: "#e7e6e3",
  pending: "#81878c",
  ok: "#256b3a",
  note: "#4e5c6b",
  warning: "#925512",
  error: "#b02b27",
};

const DARK: Palette = {
  paper: "#151719",
  ink: "#e7e6e3",
  ink2: "#aaa9a5",
  mark: "#81807b",
  line: "#2b2e31",
  edge: "#44484c",
  noise: "#292c2e",
  pending: "#7b7a75",
  ok: "#7ccd8e",
  note: "#a7b6c6",
  warning: "#eeb563",
  error: "#f4877f",
};

/** Those of the app, for its stylesheet. */
const TOKENS: Palette = {
  paper: "var(--paper)",
  ink: "var(--chart-ink)",
  ink2: "var(--chart-2)",
  mark: "var(--chart-axis)",
  line: "var(--chart-grid)",
  edge: "var(--line-strong)",
  noise: "var(--chart-noise)",
  pending: "var(--chart-pending)",
  ok: "var(--ok)",
  note: "var(--note)",
  warning: "var(--warning)",
  error: "var(--error)",
};

const SHAPES = `.chart text{font:400 12px/16px "IBM Plex Sans",system-ui,-apple-system,"Segoe UI",sans-serif;font-variant-numeric:tabular-nums;paint-order:stroke;stroke-width:3px;stroke-linejoin:round}
.chart .chart-b{font-weight:600}
.chart .chart-cell{font-family:"IBM Plex Mono",ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;stroke:none}
.chart path,.chart circle{fill:none}
.chart .chart-interval{stroke-width:3}
.chart .chart-hollow,.chart .chart-pale-hollow,.chart .chart-curve,.chart .chart-glyph{stroke-width:1.5}
.chart .chart-delta{stroke-dasharray:3 3}
.chart .chart-look{stroke-dasharray:2 3}
.chart .chart-curve-2{stroke-dasharray:6 3}
.chart .chart-curve-3{stroke-dasharray:2 2}
.chart .chart-curve-4{stroke-dasharray:8 3 2 3}
.chart .chart-again{stroke-dasharray:3 2}
.chart .chart-ring{fill:none;stroke-width:1.5}
`;

const colours = (p: Palette): string => `.chart text{fill:${p.ink2};stroke:${p.paper}}
.chart .chart-paper{fill:${p.paper}}
.chart .chart-k,.chart .chart-b{fill:${p.ink}}
.chart .chart-warning{fill:${p.warning}}
.chart .chart-grid{stroke:${p.line}}
.chart .chart-same{stroke:${p.ink2}}
.chart .chart-delta,.chart .chart-look,.chart .chart-link{stroke:${p.mark}}
.chart .chart-noise{fill:${p.noise}}
.chart .chart-raw,.chart .chart-bar{fill:${p.mark}}
.chart .chart-arrow.chart-pale-hollow{fill:${p.pending}}
.chart .chart-dot{fill:${p.ink}}
.chart .chart-hollow{fill:${p.paper};stroke:${p.ink}}
.chart .chart-pale{fill:${p.pending}}
.chart .chart-pale-hollow{fill:${p.paper};stroke:${p.pending}}
.chart .chart-curve{stroke:${p.ink}}
.chart .chart-curve-1{stroke:${p.mark}}
.chart .chart-interval.chart-better,.chart .chart-glyph.chart-better{stroke:${p.ok}}
.chart .chart-interval.chart-worse,.chart .chart-glyph.chart-worse{stroke:${p.error}}
.chart .chart-interval.chart-equivalent,.chart .chart-glyph.chart-equivalent{stroke:${p.note}}
.chart .chart-interval.chart-inconclusive,.chart .chart-glyph.chart-inconclusive{stroke:${p.ink2}}
.chart .chart-point.chart-better{fill:${p.ok}}
.chart .chart-point.chart-worse{fill:${p.error}}
.chart .chart-point.chart-equivalent{fill:${p.note}}
.chart .chart-point.chart-inconclusive{fill:${p.paper};stroke:${p.ink2};stroke-width:1.5}
.chart .chart-run{fill:${p.paper};stroke:${p.edge}}
.chart .chart-run-dark{fill:${p.ink};stroke:${p.ink}}
.chart .chart-run-grey{fill:${p.noise};stroke:${p.mark}}
.chart .chart-run-next{fill:${p.paper};stroke:${p.line}}
.chart .chart-cell{fill:${p.ink2}}
.chart .chart-on-dark{fill:${p.paper}}
.chart .chart-on-grey{fill:${p.ink}}
.chart .chart-ring{stroke:${p.warning}}
.chart .chart-strike{stroke:${p.error};stroke-width:1.5}
.chart .chart-ink{stroke:${p.ink}}
.chart .chart-wait{stroke:${p.edge}}
.chart .chart-done{fill:${p.noise};stroke:${p.edge}}
.chart .chart-done-critical{stroke:${p.ink}}
`;

/** For a file that stands alone. */
export const fileStyle = (): string =>
  `${SHAPES}${colours(LIGHT)}@media (prefers-color-scheme:dark){\n${colours(DARK)}}\n`;

/** For the app's stylesheet; a test compares it with what is there. */
export const pageStyle = (): string => SHAPES + colours(TOKENS);
