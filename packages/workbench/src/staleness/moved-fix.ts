// A citation of something that stands elsewhere now, with its new address: written as the old one was, from the root, from the document or from a package.
import { relativePath } from "../compose/relative-path.ts";
import { resolvePath } from "../rule/link/resolve-path.ts";
import { quote } from "../rule/quote.ts";
import type { Fix, Problem } from "../rule/rule.ts";
import type { Subject } from "../rule/subject.ts";
import type { Edit } from "../text/splice.ts";
import { type BoundBinding, boundBindings } from "./bound-mentions.ts";

/** A problem with an address, and where what it means stands now, when the history knows that. */
export function followed(subject: Subject, problem: Problem): Problem {
  const found = boundBindings(subject).find(
    ({ binding, bound }) =>
      bound.movedTo !== null && binding.mentions.some(({ from, to }) => from === problem.from && to === problem.to),
  );
  if (found === undefined || found.bound.movedTo === null) return problem;
  const fix = movedFix(subject, found);
  const [what = problem.message] = problem.message.split(/(?<=\.) /);
  return { ...problem, message: `${what} It is ${quote(found.bound.movedTo)} now.`, ...(fix !== null && { fix }) };
}

/** Changes every mention of it; null when one of them is written in a way that is not understood. */
export function movedFix(subject: Subject, { binding, bound }: BoundBinding): Fix | null {
  const { movedTo, target } = bound;
  if (movedTo === null) return null;
  const edits: Edit[] = [];
  for (const { address } of binding.mentions) {
    if (address === null) return null;
    const written = subject.markdown.text.slice(address.from, address.to);
    const insert = newAddress(subject.path, written, splitTarget(target), splitTarget(movedTo));
    if (insert === null) return null;
    edits.push({ ...address, insert });
  }
  return edits.length === 0 ? null : { title: `Write ${movedTo}`, edits };
}

interface Place {
  readonly path: string;
  /** `:10-40`, `#name`, or nothing. */
  readonly rest: string;
}

function splitTarget(target: string): Place {
  const { 1: path = target, 2: rest = "" } = /^(.*?)(:\d+(?:-\d+)?|#.*)?$/.exec(target) ?? [];
  return { path, rest };
}

const WRITTEN = /^([\w@.+~()[\]/-]+?)(:L?\d+(?:[-–]L?\d+)?|#L\d+(?:-L?\d+)?|#[^#%\s]+)?$/;

function newAddress(document: string, written: string, before: Place, now: Place): string | null {
  const { 1: path, 2: rest = "" } = WRITTEN.exec(written) ?? [];
  if (path === undefined) return null;
  const place = newPath(document, path, before.path, now.path);
  return place === null ? null : place + newRest(rest, before, now);
}

function newPath(document: string, written: string, before: string, now: string): string | null {
  if (before === now) return written;
  if (written === before) return now;
  const relative = resolvePath(document, written) === before;
  if (relative) {
    const way = relativePath(document, now);
    return written.startsWith("./") && !way.startsWith("../") ? `./${way}` : way;
  }
  // From a package or another folder above the document.
  const base = before.endsWith(`/${written}`) ? before.slice(0, -written.length) : null;
  if (base === null) return null;
  return now.startsWith(base) ? now.slice(base.length) : now;
}

/** `#L10-L40` stays what hosts read. */
function newRest(written: string, before: Place, now: Place): string {
  if (before.rest === now.rest) return written;
  const [, first = "", last] = /^:(\d+)(?:-(\d+))?$/.exec(now.rest) ?? [];
  if (first === "") return now.rest;
  const letter = written.includes("L") ? "L" : "";
  return `${written.startsWith("#") ? "#" : ":"}${letter}${first}${last === undefined ? "" : `-${letter}${last}`}`;
}
