// A verdict as a small interval against a line, always with its word: better ends before it, worse begins behind it, equivalent lies between
// two, inconclusive is a hollow dot across it.
import type { ExperimentOverview } from "@nomous/client";
import type { Tone } from "../ui/glyph.tsx";

type VerdictName = ExperimentOverview["verdicts"][number]["verdict"];

const MARKS: Readonly<Record<VerdictName, { tone: Tone | undefined; path: string; centre: number }>> = {
  better: { tone: "ok", path: "M13 3v10M2 8h7", centre: 5.5 },
  worse: { tone: "error", path: "M3 3v10M7 8h7", centre: 10.5 },
  equivalent: { tone: "note", path: "M3 4v8M13 4v8M5.5 8h5", centre: 8 },
  inconclusive: { tone: undefined, path: "M8 2.5v11M1.5 8h4M10.5 8h4", centre: 8 },
};

export function Verdict({ verdict }: { verdict: VerdictName }) {
  const { tone, path, centre } = MARKS[verdict];
  return (
    <span className="st">
      <svg className={tone === undefined ? "g" : `g c-${tone}`} viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} />
        <circle className={verdict === "inconclusive" ? "hollow" : "f"} cx={centre} cy={8} r={2.2} />
      </svg>
      {verdict}
    </span>
  );
}
