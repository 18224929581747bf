import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject, Surroundings } from "../subject.ts";
import { SHARE, writtenAddresses } from "./address.ts";

export const localLink: Rule = {
  id: "link.local",
  title: "A link to a file of one machine",
  why: "It works for its author alone, and shows everybody else how that machine is arranged.",
  remedy: "Put the file into the workspace and write its path from this document, or link where everybody finds it.",
  weight: "wrong",
  appliesTo: "any",
  bad: {
    text: "# Latency\n\nThe numbers are in [the second run](/home/maya/runs/2026-11-28.md), the log in [the share](<file:///C:/runs/log.txt>).\n",
  },
  good: {
    text: "# Latency\n\nThe numbers are in [the second run](runs/2026-11-28.md), the log at [the archive](https://example.com/runs/log.txt).\n",
    files: { "docs/runs/2026-11-28.md": "# Second run\n" },
  },
  *check({ markdown, surroundings }: Subject): Iterable<Problem> {
    for (const { written, span } of writtenAddresses(markdown))
      if (isOfMachine(written, surroundings))
        yield { ...span, message: `${quote(written)} is there on one machine only. ${localLink.remedy}` };
  },
};

const DRIVE = /^(?:file:|[a-z]:[\\/])/i;
/** Where people's own files lie; a site has pages below such names at most one level deep. */
const OWN = /^\/(?:(?:home|Users)\/[^/]+|root|tmp|mnt|Volumes)\/[^/]/;

const isOfMachine = (written: string, surroundings: Surroundings): boolean =>
  DRIVE.test(written) ||
  SHARE.test(written) ||
  (OWN.test(written) && surroundings.kindOf(written.split("/")[1] ?? "") !== "folder");
