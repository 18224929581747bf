// The kinds of things in a trace: a shape for each. Their names are the words that people read.
import type { TraceNode } from "@nomous/client";
import type { ReactNode } from "react";

type Kind = TraceNode["kind"];

const SHAPES: Readonly<Record<Kind, ReactNode>> = {
  research: (
    <path d="M8 4.2C6.5 3.2 4.6 2.9 2.5 3v9.2c2.1-.1 4 .2 5.5 1.2 1.5-1 3.4-1.3 5.5-1.2V3c-2.1-.1-4 .2-5.5 1.2z M8 4.2v9.2" />
  ),
  spike: <path d="M6 2.5h4M6.8 2.5v4L3 12.6a.6.6 0 0 0 .5.9h9a.6.6 0 0 0 .5-.9L9.2 6.5v-4M5 10h6" />,
  experiment: <path d="M5 3v10M11 3v10M2.5 6h5M8.5 10h5" />,
  evidence: <path d="M4 2.5h8v11H4z M6.2 11V8.8M8 11V5.5M9.8 11V7.2" />,
  decision: <path d="M8 2.3 13.7 8 8 13.7 2.3 8z M6 8.1l1.4 1.4L10 6.7" />,
  spec: <path d="M4 2.5h8v11H4z M6 5.5h4M6 8h4M6 10.5h2.4" />,
  goal: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <circle cx="8" cy="8" r="2.2" />
    </>
  ),
  plan: <path d="M2.5 4h5M5 8h5M8.5 12h5" />,
  task: <path d="M3 3h10v10H3z M5.7 8.2l1.6 1.6 3-3.4" />,
  commit: (
    <>
      <circle cx="8" cy="8" r="2.6" />
      <path d="M8 2v3.4M8 10.6V14" />
    </>
  ),
  document: <path d="M4 2.5h5.5L12.5 5.5v8H4z M9.3 2.7v3h3" />,
};

export const KindGlyph = ({ kind }: { kind: Kind }) => (
  <svg className="g" viewBox="0 0 16 16" aria-hidden="true">
    {SHAPES[kind]}
  </svg>
);
