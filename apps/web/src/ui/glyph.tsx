// Status and action glyphs: 16-px box, 1.5-px stroke, always beside a word or a label.
import type { ReactNode } from "react";

const dot = (cx: number, cy: number, r: number): ReactNode => <circle className="f" cx={cx} cy={cy} r={r} />;

const SHAPES = {
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="M10.2 10.2l3.3 3.3" />
    </>
  ),
  plus: <path d="M8 3v10M3 8h10" />,
  branch: (
    <>
      <circle cx="4.5" cy="3.5" r="1.5" />
      <circle cx="4.5" cy="12.5" r="1.5" />
      <circle cx="11.5" cy="5.5" r="1.5" />
      <path d="M4.5 5v6M11.5 7c0 2.5-7 1.5-7 3.8" />
    </>
  ),
  check: <path d="M3.5 8.5l3 3 6-7" />,
  arc: <path d="M8 2.5A5.5 5.5 0 1 1 2.5 8" />,
  ring: <circle cx="8" cy="8" r="5.5" />,
  model: <path d="M5 5h6v6H5z M5 3v2M8 3v2M11 3v2M5 11v2M8 11v2M11 11v2M3 5h2M3 8h2M3 11h2M11 5h2M11 8h2M11 11h2" />,
  bars: <path d="M2.5 13.5v-4M6.2 13.5v-9M9.8 13.5v-6M13.5 13.5v-11" />,
  menu: <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />,
  stop: <rect className="f" x="4" y="4" width="8" height="8" />,
  more: (
    <>
      {dot(3.5, 8, 1.2)}
      {dot(8, 8, 1.2)}
      {dot(12.5, 8, 1.2)}
    </>
  ),
  error: <path d="M5.3 2.5h5.4l2.8 2.8v5.4l-2.8 2.8H5.3l-2.8-2.8V5.3z M6 6l4 4M10 6l-4 4" />,
  warning: <path d="M8 2.8 14 13H2z M8 6.6v2.8M8 11.2v.1" />,
  note: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 7.5v3.2M8 5.2v.1" />
    </>
  ),
  here: <path d="M2.5 11V6.5M13.5 11V6.5M2.5 8h11" />,
  away: <path d="M2.5 11V6.5M13.5 11V6.5M2.5 8H6M10 8h3.5" />,
  waits: <path d="M8 10V3M5 6l3-3 3 3M3 13h10" />,
  chat: <path d="M2.5 3.5h11v7.5H7l-3 2.5V11H2.5z" />,
  file: <path d="M4 2.5h5.5L12.5 5.5v8H4z M9.3 2.7v3h3" />,
  left: <path d="M10 4 6 8l4 4" />,
  right: <path d="M6 4l4 4-4 4" />,
  down: <path d="M4 6l4 4 4-4" />,
  clip: <path d="M11.5 5.5v5a3.5 3.5 0 0 1-7 0V4.5a2.2 2.2 0 0 1 4.5 0v6a1 1 0 0 1-2 0v-5" />,
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  close: <path d="M4 4l8 8M12 4l-8 8" />,
  image: <path d="M2.5 3.5h11v9h-11z M2.5 11l3.5-3.5 2.5 2.5 2-2 3 3 M10.5 6v.1" />,
  leaves: <path d="M6.5 3.5h-4v9h9v-4M9 2.5h4.5V7M13.5 2.5 7 9" />,
  runs: (
    <>
      <path d="M2.5 4.5h8M6 8h7.5M4 11.5h6" />
      {dot(6, 4.5, 1.7)}
      {dot(10, 8, 1.7)}
      {dot(7, 11.5, 1.7)}
    </>
  ),
  sliders: (
    <>
      <path d="M3.5 2.5v11M8 2.5v11M12.5 2.5v11" />
      {dot(3.5, 10, 1.7)}
      {dot(8, 5, 1.7)}
      {dot(12.5, 9, 1.7)}
    </>
  ),
  side: <path d="M2.5 3.5h11v9h-11z M10 3.5v9" />,
  pencil: <path d="M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2z" />,
  step: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      {dot(8, 8, 2.6)}
    </>
  ),
  stale: (
    <>
      <circle cx="8" cy="8" r="5.5" strokeDasharray="2.4 1.9" />
      <path d="M8 5.2V8l2 1.4" />
    </>
  ),
  broken: <path d="M2.5 8h3M10.5 8h3M9.4 4.5 6.6 11.5" />,
  unverifiable: (
    <>
      <circle cx="8" cy="8" r="5.5" strokeDasharray="2.4 1.9" />
      <path d="M6.7 6.6c.2-1.6 2.8-1.4 2.5.2-.2 1-1.2 1-1.2 2M8 10.8v.1" />
    </>
  ),
  blocked: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M4.1 11.9l7.8-7.8" />
    </>
  ),
  critical: <path d="M3 4l4.5 4L3 12M8.5 4l4.5 4-4.5 4" />,
  draft: <circle cx="8" cy="8" r="5.5" strokeDasharray="2.4 1.9" />,
  review: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path className="f" d="M8 5a3 3 0 0 1 0 6z" />
    </>
  ),
  approved: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M5.6 8.2l1.7 1.7 3.1-3.6" />
    </>
  ),
  finished: (
    <path
      className="f"
      fillRule="evenodd"
      d="M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm-.8 8.9L4.4 8.1l1-1 1.8 1.7 3.4-3.9 1.1 1z"
    />
  ),
  ended: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M5.5 8h5" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

export type GlyphName = keyof typeof SHAPES;
export type Tone = "ok" | "note" | "warning" | "error" | "stale" | "accent";

export function Glyph({ name, tone, isSpinning = false }: { name: GlyphName; tone?: Tone; isSpinning?: boolean }) {
  const classes = ["g", tone === undefined ? "" : `c-${tone}`, isSpinning ? "spin" : ""];
  return (
    <svg className={classes.filter(Boolean).join(" ")} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}
