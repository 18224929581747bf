// What rules wanted to know for texts that do not stand in the document: it is asked for together with what they want for the one that does.
import type { Wants } from "./check-message.ts";
import { wantsOf } from "./surroundings.ts";

interface Wishes {
  /** Whether something is new. */
  add(wants: Wants): boolean;
  /** Those of the text with all that was wished for besides. */
  with(wants: Wants): Wants;
  /** The bridge has told something: what is still unknown is wished for again. */
  clear(): void;
}

export function createWishes(): Wishes {
  const paths = new Set<string>();
  const commits = new Set<string>();
  const size = (): number => paths.size + commits.size;
  return {
    add(wants) {
      const before = size();
      for (const path of wants.paths) paths.add(path);
      for (const commit of wants.commits) commits.add(commit);
      return size() > before;
    },
    with: (wants) => wantsOf(new Set([...wants.paths, ...paths]), new Set([...wants.commits, ...commits])),
    clear() {
      paths.clear();
      commits.clear();
    },
  };
}
