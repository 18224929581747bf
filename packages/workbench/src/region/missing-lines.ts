// Lines that were removed at the end of evidence leave a file that is whole in itself. The document remembers how many there were.
import { evidenceFolder } from "../evidence/find-results.ts";
import type { Surroundings } from "../rule/subject.ts";
import type { Region } from "./region.ts";
import { ownerOf } from "./region-kind.ts";

/** What to do about evidence that is shorter than when the region was made of it, as a sentence; null where it is not. */
export function missingLines({ name, at }: Region, surroundings: Surroundings): string | null {
  const owner = ownerOf(name);
  const [, session, lines] = /^([^:,]+):(\d+)$/.exec(at ?? "") ?? [];
  if (owner?.of !== "experiment" || session === undefined) return null;
  const path = `${evidenceFolder(owner.id)}/${session}.jsonl`;
  const there = surroundings.textOf(path)?.match(/\n/g)?.length ?? 0;
  if (there === 0 || there >= Number(lines)) return null;
  return `${path} had ${lines} lines when "${name}" was made of it, and has ${there}: its end was removed. Take it back from git.`;
}
