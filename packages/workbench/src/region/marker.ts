// Generated parts stand between two comments: `<!-- nomous:NAME at=… sha=… -->` and `<!-- /nomous:NAME -->`.
import type { Markdown } from "../text/markdown.ts";
import type { Span } from "../text/span.ts";

export interface Marker extends Span {
  readonly name: string;
  readonly isEnd: boolean;
  /** Empty where it ends. */
  readonly attributes: Readonly<Record<string, string>>;
}

const MARKER = /<!--\s*(\/?)nomous:([\w./-]+)((?:\s+[a-z]+=\S+)*)\s*-->/g;

/** In the order of the text. One comment of the parser may hold several, when they share a line. */
export const markersIn = ({ text, comments }: Markdown): Marker[] =>
  comments.flatMap(({ from, to }) =>
    [...text.slice(from, to).matchAll(MARKER)].map(({ 0: all, 1: slash, 2: name = "", 3: rest = "", index }) => ({
      from: from + index,
      to: from + index + all.length,
      name,
      isEnd: slash === "/",
      attributes: Object.fromEntries(
        [...rest.matchAll(/([a-z]+)=(\S+)/g)].map(([, key = "", value = ""]) => [key, value]),
      ),
    })),
  );
