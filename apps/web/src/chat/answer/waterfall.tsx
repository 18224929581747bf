import { Glyph } from "../../ui/glyph.tsx";
import { durationText } from "../../words/numbers.ts";
import type { Stage } from "./stages.ts";

/** One line of facts that unfolds into bars to scale. */
export function Waterfall({ facts, stages }: { facts: string; stages: readonly Stage[] }) {
  const wholeMs = stages.reduce((sum, { ms }) => sum + ms, 0);
  const share = (ms: number): string => `${wholeMs === 0 ? 0 : (100 * ms) / wholeMs}%`;
  return (
    <details className="waterfall">
      <summary>
        <Glyph name="right" />
        <span>{facts}</span>
      </summary>
      <table aria-label="Where the time went, in the order in which it happened">
        <tbody>
          {stages.map(({ label, ms, fromMs, note, isModel }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="num">{durationText(ms)}</td>
              {/* Its text may be empty: not every stage has a rate. */}
              {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
              <td>
                <span className="track">
                  <span className="lane" aria-hidden="true">
                    <i
                      className={isModel ? "hot" : ""}
                      style={{ left: `min(${share(fromMs)}, 100% - 2px)`, width: share(ms) }}
                    />
                  </span>
                  <span className="note wide-only">{note}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
