import type { Route } from "@nomous/client";
import { Status } from "../../ui/status.tsx";
import { plural } from "../../words/numbers.ts";

/** Which engine answers, why this one, whether text leaves the machine, and what was not taken. */
export function AnswerHead({ route }: { route: Route | undefined }) {
  return (
    <div className="who">
      <b>{route?.name ?? "Answer"}</b>
      <span className="meta">{route?.reason}</span>
      {route?.leavesTo !== undefined && (
        <span className="meta c-warning">
          <Status glyph="leaves">text leaves this machine → {route.leavesTo}</Status>
        </span>
      )}
      {route !== undefined && route.refused.length > 0 && <Refused refused={route.refused} />}
    </div>
  );
}

const Refused = ({ refused }: { refused: Route["refused"] }) => (
  <details className="refused-engines">
    <summary>{plural(refused.length, "other engine")} looked at</summary>
    <ul>
      {refused.map(({ engine, name, reason, remedy }) => (
        <li key={engine}>
          <b>{name}</b> {reason}
          {remedy !== undefined && <span className="remedy">{remedy}</span>}
        </li>
      ))}
    </ul>
  </details>
);
