// The workspace as it was when a region was generated: of each session only the lines that it was made of.
import type { Surroundings } from "../rule/subject.ts";

const EVIDENCE = /^evidence\/[^/]+\/([^/]+)\.jsonl$/;

/** `at` as it stands in the marker. Evidence that it does not name is not there. */
export function pastSurroundings(surroundings: Surroundings, at: string): Surroundings {
  const lines = new Map(
    at.split(",").map((state) => {
      const colon = state.lastIndexOf(":");
      return [state.slice(0, colon), Number(state.slice(colon + 1))] as const;
    }),
  );
  const linesOf = (path: string): number | undefined => lines.get(EVIDENCE.exec(path)?.[1] ?? "");
  return {
    ...surroundings,
    filesIn: (folder) => surroundings.filesIn(folder)?.filter((name) => linesOf(`${folder}/${name}`) !== undefined),
    textOf: (path) => {
      const text = surroundings.textOf(path);
      const count = linesOf(path);
      return text === undefined || count === undefined ? text : firstLines(text, count);
    },
  };
}

function firstLines(text: string, count: number): string {
  let end = 0;
  for (let line = 0; line < count; line += 1) {
    const next = text.indexOf("\n", end);
    if (next < 0) return text;
    end = next + 1;
  }
  return text.slice(0, end);
}
