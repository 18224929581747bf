// Which places of other documents a document leads to: by links, whatever their form, and by `path:line` in code.
import { resolvePath } from "../rule/link/resolve-path.ts";
import type { Subject } from "../rule/subject.ts";
import type { Span } from "../text/span.ts";

export interface Citation extends Span {
  /** With `/`, relative to the workspace. */
  readonly path: string;
  /** Without `#`; null where a whole file is meant. */
  readonly fragment: string | null;
  /** From 1; null where no line is named. */
  readonly line: number | null;
  /** The words of a link. */
  readonly words: string;
}

const known = new WeakMap<Subject, readonly Citation[]>();

/** In the order of the text. */
export function citationsOf(subject: Subject): readonly Citation[] {
  const before = known.get(subject) ?? readCitations(subject);
  known.set(subject, before);
  return before;
}

function readCitations({ path, markdown }: Subject): Citation[] {
  const { text, links, definitions, codeSpans } = markdown;
  const targets = new Map(definitions.map(({ name, target }) => [name.toLowerCase(), target]));
  const linked = links.flatMap(({ from, to, target, reference, content }) => {
    const written = target ?? targets.get(reference?.toLowerCase() ?? "");
    const address = written === undefined ? null : readAddress(path, written);
    return address === null ? [] : [{ from, to, ...address, line: null, words: text.slice(content.from, content.to) }];
  });
  const cited = codeSpans.flatMap(({ from, to, text: written }) => {
    const [, file = "", line = ""] = LINE.exec(written) ?? [];
    return file === "" ? [] : [{ from, to, path: file, fragment: null, line: Number(line), words: "" }];
  });
  return [...linked, ...cited].toSorted((a, b) => a.from - b.from);
}

const LINE = /^([^\s:]+\.\w+):(\d{1,7})(?:-\d+)?$/;

function readAddress(document: string, written: string): Pick<Citation, "path" | "fragment"> | null {
  const address = written.trim().replace(/^<(.*)>$/, "$1");
  if (address === "" || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) return null;
  const [file = "", fragment = null] = address.replace(/\?[^#]*/, "").split("#");
  return {
    path: file === "" ? document : resolvePath(document, decoded(file)),
    fragment: fragment === null ? null : decoded(fragment),
  };
}

/** What is no percent-encoding stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
