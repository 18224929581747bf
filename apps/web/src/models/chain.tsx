import type { RouteStep } from "@nomous/client";
import { countText } from "../words/numbers.ts";
import { Glyph, type GlyphName, type Tone } from "../ui/glyph.tsx";

const MARKS: Record<RouteStep["outcome"], { glyph: GlyphName; tone?: Tone; word: string }> = {
  refused: { glyph: "error", tone: "error", word: "refused" },
  taken: { glyph: "check", tone: "ok", word: "taken" },
  later: { glyph: "ring", word: "later" },
};

/** Long lists are cut behind the one that is taken: what comes after these is never reached in practice. */
const SHOWN = 12;

/** The one that is taken, and the others behind one line. */
export function ShortChain({ steps }: { steps: readonly RouteStep[] }) {
  const count = (wanted: RouteStep["outcome"]): string =>
    countText(steps.filter(({ outcome }) => outcome === wanted).length);
  return (
    <>
      <Chain steps={steps.filter(({ outcome }) => outcome === "taken")} />
      {steps.length > 1 && (
        <details>
          <summary>
            {count("refused")} refused, {count("later")} after it
          </summary>
          <Chain steps={steps} />
        </details>
      )}
    </>
  );
}

/** The engines in the order in which a prompt without a wish tries them. */
export function Chain({ steps }: { steps: readonly RouteStep[] }) {
  const shown = Math.max(SHOWN, steps.findIndex(({ outcome }) => outcome === "taken") + 1);
  return (
    <ol className="chain">
      {steps.slice(0, shown).map(({ engine, name, outcome, reason, remedy }) => (
        <li key={engine} className={outcome}>
          <Glyph name={MARKS[outcome].glyph} {...(MARKS[outcome].tone && { tone: MARKS[outcome].tone })} />
          <div>
            <p className="t">
              {name}
              <span className="heard">, {MARKS[outcome].word}</span>
            </p>
            <p className="meta">{reason}</p>
            {remedy !== undefined && <p className="meta">{remedy}</p>}
          </div>
        </li>
      ))}
      {steps.length > shown && (
        <li className="meta">
          <span>and {countText(steps.length - shown)} more</span>
        </li>
      )}
    </ol>
  );
}
