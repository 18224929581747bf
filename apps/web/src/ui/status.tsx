// The states a panel can have, in the place of its content.
import type { ReactNode } from "react";
import { useIsLate } from "../hooks/use-timer.ts";
import { Glyph, type GlyphName, type Tone } from "./glyph.tsx";

/** A glyph with the word that it stands for. */
export function Status({ glyph, tone, children }: { glyph: GlyphName; tone?: Tone; children: ReactNode }) {
  return (
    <span className="st">
      <Glyph name={glyph} {...(tone === undefined ? {} : { tone })} />
      {children}
    </span>
  );
}

/** Nothing for 400 ms, then an arc with what is going on. */
export function Loading({ children }: { children: ReactNode }) {
  if (!useIsLate()) return null;
  return (
    <output className="state">
      <Glyph name="arc" tone="accent" isSpinning />
      {children}
    </output>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="state muted">{children}</p>;
}

/** What failed and where, then the one thing to do. */
export function Failed({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="state" role="alert">
      <Glyph name="error" tone="error" />
      <span>{children}</span>
      {action}
    </div>
  );
}
