// Reads where a link leads, as far as that is in the workspace. Addresses of the web, of other tools' templates and of code that only
// looks like a link are none of our business.
import type { Markdown } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";

export interface WrittenAddress {
  /** As it is written. */
  readonly written: string;
  /** Where it stands, its angle brackets included. */
  readonly span: Span;
}

export interface Address extends WrittenAddress {
  /** Decoded, without query and fragment; empty for a place in the document itself. */
  readonly path: string;
  /** Decoded, without `#`; null when there is none. */
  readonly fragment: string | null;
}

/** `\\server\folder`, as Windows names what lies on another machine. */
export const SHARE = /^\\\\\w/;
const SCHEME = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;
/** `example.org/page`, which somebody meant to be on the web. */
export const SITE = /^(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|ai|app|gov|edu|de|eu|uk|fr|ch|at)(?:\/|$)/i;
const TEMPLATED = /[{}<>*|$]|^[@~:]|\.\.\.|…/;
/** `src/session.ts:10-40` is how code is cited, and leads to the file. */
const LINES = /^([^:]*\.\w+):L?\d+(?:[-–:,]L?\d+)*$/;

/** Those that lead somewhere in the workspace. */
export function* addressesIn(markdown: Markdown): Generator<Address> {
  for (const { written, span } of writtenAddresses(markdown)) {
    const address = readAddress(written, span);
    if (address !== null) yield address;
  }
}

/** The addresses of links, images, definitions and HTML, in that order, wherever they lead. */
export function* writtenAddresses({ text, links, definitions, html }: Markdown): Generator<WrittenAddress> {
  for (const { target, targetSpan: span } of [...links, ...definitions])
    if (target !== null) yield { written: target, span };
  for (const { from, to } of html)
    // Tags that lead to the place where they stand are often there for their title alone.
    for (const { 1: before = "", 2: written = "", index } of text.slice(from, to).matchAll(ATTRIBUTE)) {
      if (written.startsWith("#")) continue;
      const start = from + index + before.length;
      yield { written, span: { from: start, to: start + written.length } };
    }
}

const ATTRIBUTE = /(?<=\s)((?:src|href)\s*=\s*["'])([^"'\r\n]*)["']/gi;

function readAddress(written: string, { from, to }: Span): Address | null {
  const address = written.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1").replace(LINES, "$1");
  if (address === "" || SHARE.test(written) || SCHEME.test(address) || TEMPLATED.test(address)) return null;
  const { 1: path = "", 2: fragment } = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(address) ?? [];
  return {
    written,
    span: { from, to },
    path: decode(path),
    fragment: fragment === undefined ? null : decode(fragment),
  };
}

/** What is no percent-encoding stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
