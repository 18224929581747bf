// What a text would do to claims and problems of its place, as the table and the field for an own text show it.
import { Status } from "../../ui/status.tsx";
import { Ticked } from "../../ui/ticked.tsx";
import { plural } from "../../words/numbers.ts";
import type { ClaimEffect, PlaceEffects } from "../check/check-message.ts";
import { LOOK_TONES, lookOf } from "../check/finding-look.ts";
import { markOf } from "./claim-effects.ts";

export function ClaimStatus({ claim }: { claim: ClaimEffect }) {
  const { glyph, tone, word } = markOf(claim);
  return (
    <Status glyph={glyph} {...(tone === undefined ? {} : { tone })}>
      {claim.words}, {word}
    </Status>
  );
}

/** So many are told. */
const SHOWN = 3;

export function Problems({ problems }: Pick<PlaceEffects, "problems">) {
  if (problems.length === 0) return <span className="muted">none</span>;
  return (
    <ul className="effect-problems">
      {problems.slice(0, SHOWN).map((problem, n) => (
        <li key={n}>
          <Status glyph={problem.severity} tone={LOOK_TONES[lookOf(problem)]}>
            <span className="heard">{problem.severity}: </span>
          </Status>
          <span>
            <Ticked text={problem.message} />
          </span>
        </li>
      ))}
      {problems.length > SHOWN && <li className="meta">and {plural(problems.length - SHOWN, "other")}</li>}
    </ul>
  );
}
