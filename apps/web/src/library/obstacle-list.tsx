// What stands in the way of a state, each with its place: the button that is refused names it, and every line goes there.
import { check, type ErrorBody, Obstacle } from "@nomous/client";
import { textPlaceText, type TextPlace } from "../address.ts";
import { Glyph } from "../ui/glyph.tsx";
import "./obstacle-list.css";

/** The obstacles that a refused `document.state` names, in the order of the text. */
export function obstaclesOf(error: ErrorBody | undefined): readonly Obstacle[] {
  const named = error?.details?.["obstacles"];
  if (!Array.isArray(named)) return [];
  return named
    .flatMap((one: unknown) => {
      const checked = check(Obstacle, one);
      return checked.ok ? [checked.value] : [];
    })
    .toSorted((a, b) => a.from - b.from);
}

interface ObstacleListProps {
  obstacles: readonly Obstacle[];
  onGo: (place: TextPlace, obstacle: Obstacle) => void;
}

export function ObstacleList({ obstacles, onGo }: ObstacleListProps) {
  return (
    <ul className="obstacles" aria-label="What stands in the way">
      {obstacles.map((obstacle, n) => (
        <li key={`${obstacle.rule} ${obstacle.from} ${n}`}>
          <button type="button" onClick={() => onGo(obstacle, obstacle)}>
            <SeverityGlyph severity={obstacle.severity} />
            <span>
              {obstacle.message} <span className="rule">{obstacle.rule}</span>
            </span>
            <span className="at">{textPlaceText(obstacle)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function SeverityGlyph({ severity }: Pick<Obstacle, "severity">) {
  const name = severity === "warning" || severity === "note" ? severity : "error";
  return (
    <>
      <Glyph name={name} tone={name} />
      <span className="heard">{name}: </span>
    </>
  );
}
