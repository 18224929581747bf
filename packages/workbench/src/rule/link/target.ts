import type { Span } from "../../text/span.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject, Surroundings } from "../subject.ts";
import { type Address, addressesIn } from "./address.ts";
import { meantAddress } from "./meant-address.ts";
import { resolvePath } from "./resolve-path.ts";

export const linkTarget: Rule = {
  id: "link.target",
  title: "A link or an image whose file is not there",
  why: "The reader who needs it most finds nothing behind it, and what it said is lost.",
  remedy: "Write the path from this document, or remove the link.",
  weight: "wrong",
  appliesTo: "any",
  bad: {
    text: "# Bridge\n\nThe wire is described in [the protocol](protocol.md).\n\n![How a prompt travels](pictures/prompt.svg)\n",
    files: { "docs/wire/protocol.md": "# Protocol\n", "docs/pictures/prompt.svg": "<svg/>" },
  },
  good: {
    text: "# Bridge\n\nThe wire is described in [the protocol](wire/protocol.md).\n\n![How a prompt travels](pictures/prompt.svg)\n",
    files: { "docs/wire/protocol.md": "# Protocol\n", "docs/pictures/prompt.svg": "<svg/>" },
  },
  *check({ path, markdown, typed, surroundings }: Subject): Iterable<Problem> {
    /** By what is not there: a folder that is gone is told once, however many links lead into it. */
    const missing = new Map<string, { first: Span; target: string; count: number }>();
    for (const address of addressesIn(markdown)) {
      const target = resolvePath(path, address.path);
      if (address.path === "" || isFound(address, target, surroundings)) continue;
      if (typed === null && isOneStepOff(address, path, surroundings)) continue;
      const meant = meantAddress(address, target, markdown.text, surroundings);
      if (meant !== null) {
        yield { ...address.span, ...meant };
        continue;
      }
      const cause = firstMissing(target, surroundings);
      const before = missing.get(cause);
      if (before === undefined) missing.set(cause, { first: address.span, target, count: 1 });
      else before.count += 1;
    }
    for (const [cause, { first, target, count }] of missing) {
      const what = count === 1 ? quote(target) : `${quote(cause)}, where ${count} links of this document lead`;
      yield { ...first, message: `There is no ${what}. ${linkTarget.remedy}` };
    }
  },
};

function isFound({ path }: Address, target: string, surroundings: Surroundings): boolean {
  // Windows finds a path with \, no other host does.
  if (path.includes("\\")) return false;
  if (surroundings.kindOf(target) !== "missing" || isName(path)) return true;
  return isOfSite(path, target, surroundings) || isGenerated(target, surroundings);
}

/** Names of code and labels of documentation tools, which find them elsewhere: ``(`Module.run/2`)``, `(crate::Foo)`, `(storage-btrfs)`. */
const isName = (path: string): boolean => /^`|::|^[a-z0-9_-]+$/.test(path);

/** Made by a build from what lies beside it. */
const isGenerated = (target: string, surroundings: Surroundings): boolean =>
  [".in", ".erb", ".tmpl", ".j2", ".template"].some((end) => surroundings.kindOf(target + end) === "file");

const PAGES = [".md", ".mdx", ".markdown", ".rst", ".adoc", "/index.md", "/README.md", ".html"];

/** Whether a site generator would find it: pages without ending or with that of HTML, and paths from the root of the site. */
function isOfSite(path: string, target: string, surroundings: Surroundings): boolean {
  if (path.startsWith("/") && surroundings.kindOf(target.split("/")[0] ?? "") === "missing") return true;
  const isPage = /\.html?$/i.test(target);
  // Where no page lies, none is written by hand.
  if (isPage && surroundings.kindOf(target.replace(/[^/]*$/, "index.html")) !== "file") return true;
  if (!isPage && /\.\w+$/.test(target)) return false;
  const page = target.replace(/\.html?$/i, "");
  return PAGES.some((end) => surroundings.kindOf(page + end) === "file");
}

/** A site that makes a folder of each page has one step more, and a piece that pages include lies one step too deep. */
function isOneStepOff({ path }: Address, document: string, surroundings: Surroundings): boolean {
  const less = path.startsWith("../") ? [resolvePath(document, path.slice("../".length))] : [];
  const ways = [...less, resolvePath(document, `../${path}`)];
  return ways.some(
    (way) => ["", ...PAGES].some((end) => surroundings.kindOf(way + end) === "file") || isGenerated(way, surroundings),
  );
}

/** Of a path that is not there, the folder that is missing, or the file itself. */
function firstMissing(path: string, surroundings: Surroundings): string {
  const steps = path.split("/");
  const depth = steps.findIndex((_, i) => surroundings.kindOf(steps.slice(0, i + 1).join("/")) === "missing");
  return steps.slice(0, depth + 1).join("/");
}
