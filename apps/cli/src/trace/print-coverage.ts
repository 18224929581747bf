// What is promised and who keeps it, document by document, and at the end what leads nowhere.
import type { Coverage, CoverageGap } from "@nomous/workbench";
import type { Console } from "../console.ts";
import { withoutControls } from "../without-controls.ts";

type Goal = Coverage["goals"][number];
type Place = CoverageGap["place"];

/** `document` is the only one that is told; null: all. */
export function printCoverage(
  console: Console,
  coverage: Coverage,
  gaps: readonly CoverageGap[],
  document: string | null,
): void {
  const print = (line: string): void => console.print(withoutControls(line));
  const isTold = (one: { readonly document: string }): boolean => document === null || one.document === document;
  const [goals, decisions, questions] = [
    coverage.goals.filter(isTold),
    coverage.decisions.filter(isTold),
    coverage.questions.filter(isTold),
  ];
  const paths = [...new Set([...goals, ...decisions, ...questions].map((one) => one.document))].toSorted();
  for (const path of paths) {
    console.print(console.style("bold", withoutControls(path)));
    for (const goal of goals.filter((one) => one.document === path)) print(`  ${goalText(goal)}`);
    for (const one of decisions.filter((each) => each.document === path)) print(`  ${decisionText(one)}`);
    for (const one of questions.filter((each) => each.document === path)) print(`  ${questionText(one)}`);
  }
  const told = gaps.filter(({ place }) => document === null || place.path === document);
  if (paths.length === 0 && told.length === 0) return console.print("Nothing is promised, decided or asked here.");
  console.print(told.length === 0 ? "Everything leads somewhere." : console.style("bold", "Leads nowhere"));
  for (const { words, place } of told) print(`  ${placeText(place)}  ${words}`);
}

const placeText = ({ path, line }: Place): string => `${path}:${line}`;

/** In a document itself the line is enough. */
const placeFrom = (document: string, place: Place): string =>
  place.path === document ? `line ${place.line}` : placeText(place);

const MOST_PLACES = 3;

function placesText(document: string, places: readonly Place[]): string {
  const told = places
    .slice(0, MOST_PLACES)
    .map((place) => placeFrom(document, place))
    .join(", ");
  return places.length > MOST_PLACES ? `${told} and ${places.length - MOST_PLACES} more` : told;
}

function goalText({
  document,
  fragment,
  text,
  line,
  isPlanned,
  isProven,
  tests,
  tasks,
  targets,
  carriedBy,
}: Goal): string {
  const name = /^[A-Z]{1,5}-?\d/.test(fragment) ? `${fragment} ${text}` : text;
  const parts = [
    tests.length > 0 ? `tests: ${placesText(document, tests)}` : isProven === false && !isPlanned ? "no test" : "",
    tasks.length > 0
      ? `tasks: ${tasks.map(({ id }) => id).join(", ")}`
      : isPlanned && targets.length === 0
        ? "no task"
        : "",
    targets.length > 0 ? `targets: ${placesText(document, targets)}` : "",
    carriedBy.length > 0 ? `carried by ${carriedBy.map((one) => `${one.place.path}#${one.fragment}`).join(", ")}` : "",
  ];
  return `goal ${name} (line ${line})${told(parts)}`;
}

const told = (parts: readonly string[]): string => {
  const some = parts.filter((part) => part !== "");
  return some.length === 0 ? "" : `: ${some.join("; ")}`;
};

function decisionText({ document, id, line, winner, namedIn, unnamedIn }: Coverage["decisions"][number]): string {
  const named = namedIn.length === 0 ? "" : `named in ${placesText(document, namedIn)}`;
  const unnamed = unnamedIn.length === 0 ? "" : `not named in ${unnamedIn.join(", ")}`;
  return `decision ${id}, ${winner ?? "open"} (line ${line})${told([named, unnamed])}`;
}

function questionText({ document, text, line, isOpen, answers, askedIn }: Coverage["questions"][number]): string {
  const elsewhere = answers.filter(({ by }) => by !== "here");
  const found =
    elsewhere.length > 0
      ? `answered in ${placesText(
          document,
          elsewhere.map(({ place }) => place),
        )}`
      : "";
  const again = askedIn.length > 0 ? `asked again in ${placesText(document, askedIn)}` : "";
  const state = isOpen ? (found === "" ? "open" : "") : "answered here";
  return `question ${text} (line ${line})${told([state, found, again])}`;
}
