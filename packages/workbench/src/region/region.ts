// A generated part of a document. Its opening comment says from which lines of evidence it was made, and the hash of what was written; so
// it can be told whether a person changed it, and what stood there before.
import { sha256Of } from "../evidence/sha256.ts";
import type { Markdown } from "../text/markdown.ts";
import type { Span } from "../text/span.ts";
import { type Marker, markersIn } from "./marker.ts";

export interface Region extends Span {
  /** `ws-batch/results`. */
  readonly name: string;
  /** Between the two comments. */
  readonly content: Span;
  /** The content with LF line ends, without blank lines around it. */
  readonly body: string;
  /** `session:lines`, more than one parted by commas; null where nobody wrote it. */
  readonly at: string | null;
  /** Of the body as it was generated; null where nobody wrote it. */
  readonly sha: string | null;
}

/** Those that are whole: an opening comment, and next the closing one of the same name. */
export function regionsIn(markdown: Markdown): Region[] {
  const markers = markersIn(markdown);
  return markers.flatMap((open, i) => {
    const close = markers[i + 1];
    const isWhole = !open.isEnd && close?.isEnd === true && close.name === open.name;
    return isWhole ? [regionBetween(markdown.text, open, close)] : [];
  });
}

function regionBetween(text: string, open: Marker, close: Marker): Region {
  const content = { from: open.to, to: close.from };
  return {
    from: open.from,
    to: close.to,
    name: open.name,
    content,
    body: bodyOf(text.slice(content.from, content.to)),
    at: open.attributes["at"] ?? null,
    sha: open.attributes["sha"] ?? null,
  };
}

const bodyOf = (content: string): string => content.replaceAll(/\r\n?/g, "\n").trim();

export interface NewRegion {
  readonly name: string;
  /** With LF line ends. */
  readonly body: string;
  readonly at: string | null;
  /** Whoever pads its tables anew leaves it untouched: its hash is of its words alone. */
  readonly isPadded?: boolean;
}

/** As it stands in a document with LF line ends, without one at its end. */
export function regionText({ name, body, at, isPadded = false }: NewRegion): string {
  const sha = isPadded ? wordsHash(body) : bodyHash(body);
  const attributes = [...(at === null ? [] : [`at=${at}`]), `sha=${sha}`].join(" ");
  return [`<!-- nomous:${name} ${attributes} -->`, ...(body === "" ? [] : [body]), `<!-- /nomous:${name} -->`].join(
    "\n\n",
  );
}

/** 12 hex digits. A checkout with other line ends has the same. */
export const bodyHash = (body: string): string => sha256Of(bodyOf(body)).slice(0, 12);

const wordsHash = (body: string): string => bodyHash(lineKeys(body).join("\n"));

/** The lines of a body as people read them; how tables are padded does not matter. */
export const lineKeys = (body: string): string[] =>
  body
    .split("\n")
    .map(lineKey)
    .filter((key) => key !== "");

export const lineKey = (line: string): string => line.trim().replaceAll(/\s+/g, " ").replaceAll(/-{2,}/g, "-");

/** False for a region that nobody generated. */
export const isUntouched = ({ body, sha }: Region): boolean => sha === bodyHash(body) || sha === wordsHash(body);
