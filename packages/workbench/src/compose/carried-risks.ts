// Risks with what is known of them, whatever form their author chose.
import { idOf, isAbout, withoutId } from "../prose/subject-words.ts";
import { isPlaceholder, notApplicable } from "../rule/part-content.ts";
import { type Point, pointsIn } from "../rule/points.ts";
import { partsOf, type Subject } from "../rule/subject.ts";
import { carriedText, escapeMarks } from "./carried-text.ts";
import type { Row } from "./filling.ts";
import { passagesOf, proseOf, withCitation } from "./passage.ts";
import { readRisk } from "./read-risk.ts";
import { type SourceLinks, nameOf } from "./source-links.ts";

/** Rows for a table of risks: those that were named, then what the results do not show. */
export function riskRows(sources: readonly Subject[], links: SourceLinks): Row[] {
  const named = sources.flatMap(risksOf);
  return [...withOwnIds(named), ...sources.flatMap((source) => limitationRows(source, links))];
}

const risksOf = (subject: Subject): Row[] => {
  const measures = passagesOf(subject, "mitigations", Number.POSITIVE_INFINITY);
  return partsOf(subject, "risks")
    .flatMap((part) => pointsIn(subject, part))
    .map((point) => {
      const row = point.cells.length > 0 ? tableRow(subject, point) : proseRow(point);
      const measure = measures.find(({ plain }) => isAbout(plain, row["Risk"] ?? ""));
      return row["Mitigation"] || measure === undefined ? row : { ...row, Mitigation: withoutId(measure.text) };
    });
};

function tableRow(subject: Subject, { cells, cellOf }: Point): Row {
  const carried = (...columns: readonly string[]): string => {
    const cell = cellOf(...columns);
    return cell === undefined || isPlaceholder(cell.text) ? "" : carriedText(subject, cell);
  };
  const [first, second] = cells.filter(({ text }) => !isPlaceholder(text));
  const isNamed = first !== undefined && idOf(first.text) === first.text;
  const risk = carried("Risk", "Description", "Risk factor") || carriedOr(subject, isNamed ? second : first);
  const id = isNamed && !idOf(risk) ? `${first.text}: ` : "";
  return {
    Risk: `${id}${risk}`,
    Likelihood: carried("Likelihood", "Probability", "Chance"),
    Impact: carried("Impact", "Severity"),
    Mitigation: carried("Mitigation", "Response", "Mitigation strategy", "Countermeasure", "What is done"),
  };
}

const carriedOr = (subject: Subject, cell: Point["cells"][number] | undefined): string =>
  cell === undefined ? "" : carriedText(subject, cell);

function proseRow({ text, below }: Point): Row {
  const { risk, likelihood, impact, mitigation } = readRisk(text, below);
  const cells = { Risk: risk, Likelihood: likelihood, Impact: impact, Mitigation: mitigation };
  return Object.fromEntries(Object.entries(cells).map(([name, words]) => [name, escapeMarks(words)]));
}

/** Two sources may both have an R1; then all are counted anew, because an id means one thing in a document. */
function withOwnIds(rows: readonly Row[]): readonly Row[] {
  const ids = rows.flatMap(({ Risk = "" }) => idOf(Risk) ?? []);
  if (new Set(ids).size === ids.length) return rows;
  return rows.map((row, i) => ({ ...row, Risk: `R${i + 1}: ${withoutId(row["Risk"] ?? "")}` }));
}

/** More of one source nobody weighs; the last row says where the others are. */
const MOST_LIMITATIONS = 4;

/** What a source says that its results do not show may still happen. */
function limitationRows(subject: Subject, links: SourceLinks): Row[] {
  const parts = partsOf(subject, "limitations");
  const all = parts.flatMap((part) => proseOf(subject, part)).filter(({ plain }) => notApplicable(plain) === null);
  const rows = all.slice(0, MOST_LIMITATIONS).map((passage) => ({ Risk: `Not shown: ${withCitation(passage)}` }));
  const more = all.length - rows.length;
  const [part] = parts;
  if (more === 0 || part === undefined) return rows;
  const where = links.to(subject, part.anchor.from, nameOf(subject));
  return [...rows, { Risk: `Not shown: ${more} more ${more === 1 ? "limitation" : "limitations"} in ${where}` }];
}
