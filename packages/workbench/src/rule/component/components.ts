// The table of key components and the boxes of the diagrams, and when a box is a component. Names are compared by words: people
// write "Outbox" in the table and "Outbox (IndexedDB)" in the box.
import { readDiagram } from "../../diagram/read-diagram.ts";
import { wordKeys } from "../../prose/subject-words.ts";
import type { Fence } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import { fencesIn } from "../part-content.ts";
import { type Point, pointsOf } from "../points.ts";
import { partsOf, type Subject } from "../subject.ts";

export interface Component extends Span {
  readonly name: string;
  readonly point: Point;
}

/** A box of a diagram, at its offsets in the document. */
export interface Box extends Span {
  readonly id: string;
  readonly label: string;
  readonly isGroup: boolean;
  /** Somebody or something outside of the system. */
  readonly isOutside: boolean;
}

export interface Drawing {
  readonly fence: Fence;
  /** Its boxes are read from characters and may be no boxes. */
  readonly isGuess: boolean;
  readonly text: string;
  readonly boxes: readonly Box[];
}

/** The rows of the tables of components. */
export function componentsOf(subject: Subject): Component[] {
  return pointsOf(subject, "components").flatMap((point) => {
    const cell = point.cellOf("Component", "Name", "Module", "Service", "Part") ?? point.cells[0];
    return cell === undefined || cell.text === "" ? [] : [{ from: point.from, to: point.to, name: cell.text, point }];
  });
}

/** Diagrams of states, classes and time draw other things than components. */
const DRAWS_COMPONENTS = /^(?:flowchart|C4\w*|architecture|block|sequenceDiagram|plantuml|graphviz|d2|drawing)$/;

/** The diagrams of the architecture that parse and have boxes. */
export function drawingsOf(subject: Subject): Drawing[] {
  const { markdown } = subject;
  return partsOf(subject, "diagram")
    .flatMap(({ content }) => fencesIn(markdown, content))
    .flatMap((fence) => {
      const text = markdown.text.slice(fence.body.from, fence.body.to);
      const diagram = readDiagram(fence.language, text);
      if (diagram === null || diagram.nodes.length === 0 || !DRAWS_COMPONENTS.test(diagram.kind ?? "")) return [];
      const boxes = diagram.nodes.map(({ id, label, isGroup, from, to }) => ({
        id,
        label,
        isGroup,
        isOutside: isOutside(label, text.slice(text.lastIndexOf("\n", from) + 1, from)),
        from: fence.body.from + from,
        to: fence.body.from + to,
      }));
      return [{ fence, text, boxes, isGuess: diagram.kind === "drawing" }];
    });
}

/** People and places as the last word of a name; questions are decisions in a flow. */
const OUTSIDE =
  /\b(?:users?|persons?|people|actors?|humans?|engineers?|developers?|operators?|admins?|administrators?|customers?|visitors?|browsers?|internet|start|end|done)(?:\s*\([^)]*\))?\s*$|\b(?:external|third[- ]party)\b|[?？]\s*$/iu;
const DECLARED_OUTSIDE = /\b(?:Person|actor|usecase)\w*\s*[ (]|\b\w+_Ext\s*\(/i;

const isOutside = (name: string, before: string): boolean => OUTSIDE.test(name) || DECLARED_OUTSIDE.test(before);

/** Kinds of things, which many components are called. */
const KINDS: ReadonlySet<string> = wordKeys(
  "service module component layer system application class handler extension flag path the new",
);

/** The telling words of a name, or all of them when it has no others. */
function nameWords(name: string): ReadonlySet<string> {
  const all = wordKeys(name.replaceAll(/\.\w{1,4}\b/g, " "));
  const telling = [...all].filter((word) => !KINDS.has(word));
  return telling.length > 0 ? new Set(telling) : all;
}

/** How much of the shorter of two names has to be said by the longer. */
const ENOUGH = 0.6;

/** Whether two names are of one thing. */
function isSameName(one: string, other: string): boolean {
  const [a, b] = [nameWords(one), nameWords(other)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared > 0 && shared >= Math.min(a.size, b.size) * ENOUGH;
}

/** An id is often shorter than the name, and stays when the name is changed: it counts only when it says all of it. */
export const isBoxOf = ({ id, label }: Box, { name }: Component): boolean =>
  isSameName(label, name) || [...nameWords(id)].join(" ") === [...nameWords(name)].join(" ");

/** Whether a label says the whole name. */
const saysName = (label: string, name: string): boolean => {
  const said = wordKeys(label);
  return [...nameWords(name)].every((word) => said.has(word));
};

/** `/clear + /compact` are two things in one row. */
const thingsIn = (name: string): string[] => name.split(/\s(?:\+|\/|&|and)\s/);

/** As boxes, or by its whole name anywhere in the drawing: on an arrow, or in the title of a group. */
export const isDrawn = ({ name, ...rest }: Component, drawings: readonly Drawing[]): boolean =>
  drawings.some(
    ({ boxes, text }) =>
      text.toLowerCase().includes(name.toLowerCase()) ||
      thingsIn(name).every((thing) => boxes.slice(0, MOST).some((box) => isBoxOf(box, { ...rest, name: thing }))),
  );

/** How many of the components have a box with their whole name. */
const SHOWN = 2 / 3;

/** Whether a drawing is the picture of the table. One of steps, or of data, shares some words with it and shows something else. */
export const isPictureOf = (components: readonly Component[], drawings: readonly Drawing[]): boolean => {
  const labels = drawings.flatMap(({ boxes }) => boxes.slice(0, MOST).map(({ label }) => label));
  return (
    components.filter(({ name }) => labels.some((label) => saysName(label, name))).length >= components.length * SHOWN
  );
};

/** Longer tables and larger drawings are not held against each other. */
export const MOST = 300;
