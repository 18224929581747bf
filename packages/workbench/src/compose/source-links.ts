// How a new document names what it was made from: links that lead to the section, on any host. A short name gets one definition at the end,
// so that lines stay readable; where two sources use one name for different things each link has its own address.
import { createUnique } from "../rule/link/anchors.ts";
import { slugOf } from "../rule/link/slug.ts";
import type { Subject } from "../rule/subject.ts";
import { relativePath } from "./relative-path.ts";

export interface SourceLinks {
  /** `[G1]`, or `[How frames are written](../../research/frames.md#summary)`; `offset` lies in the section that is meant. */
  readonly to: (subject: Subject, offset: number, words: string) => string;
  /** Of the short names so far, a line each; empty when there are none. */
  readonly definitions: () => string;
}

export function createSourceLinks(document: string): SourceLinks {
  const known = new Map<string, string>();
  return {
    to: (subject, offset, words) => {
      const address = addressOf(document, subject, offset);
      const before = known.get(words.toLowerCase());
      if (!SHORT_NAME.test(words) || (before !== undefined && before !== definition(words, address)))
        return `[${words}](${address})`;
      known.set(words.toLowerCase(), definition(words, address));
      return `[${words}]`;
    },
    definitions: () => [...known.values()].join("\n"),
  };
}

const SHORT_NAME = /^[A-Za-z][\w.-]*$/;

const definition = (words: string, address: string): string => `[${words}]: ${address}`;

function addressOf(document: string, { path, markdown }: Subject, offset: number): string {
  const unique = createUnique();
  const slugs = markdown.headings.map(({ title }) => unique(slugOf(title)));
  const slug = slugs[markdown.headings.findLastIndex(({ from }) => from <= offset)];
  return `${encoded(relativePath(document, path))}${slug === undefined ? "" : `#${slug}`}`;
}

/** A path with blanks or brackets has them encoded, because angle brackets would have to stand around the anchor too. */
const encoded = (path: string): string =>
  path.replaceAll(/[\s()<>]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);

/** What a document is called in a link: `specs/2026-11-28-resume-after-a-cut.md` is resume-after-a-cut. */
export const nameOf = ({ path }: Subject): string =>
  (path.split("/").at(-1) ?? path).replace(/\.\w+$/, "").replace(/^\d{4}-\d{2}-\d{2}-/, "");
