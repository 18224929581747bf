// Rules ask about the workspace in the middle of a check and cannot wait. What nobody has told yet is unknown, which finds nothing,
// and is written down, so that it can be asked for and the text checked again.
import type { Surroundings } from "@nomous/workbench";
import type { Survey, Wants } from "./check-message.ts";

/** A query takes so many; the rest is asked for the next time. */
const MAX_PATHS = 500;
const MAX_COMMITS = 200;
const MAX_PATH_LENGTH = 1_024;

interface KnownWorkspace {
  learn(survey: Survey): void;
  /** What is known of paths that begin so still counts, and is wanted again. */
  doubt(below: string): void;
  /** To give to one check, and what that check wanted to know in vain. */
  look(today: string | undefined): { readonly surroundings: Surroundings; readonly wants: () => Wants };
}

/** As many as can be asked for at once. */
export const wantsOf = (paths: ReadonlySet<string>, commits: ReadonlySet<string>): Wants => ({
  paths: [...paths].slice(0, MAX_PATHS),
  commits: [...commits].slice(0, MAX_COMMITS),
});

/** What this page was told of the workspace so far. */
export function createKnownWorkspace(): KnownWorkspace {
  const kinds = new Map<string, Survey["kinds"][string]>();
  const texts = new Map<string, string>();
  const folders = new Map<string, readonly string[]>();
  const commits = new Map<string, boolean>();
  const doubted = new Set<string>();
  let approval: Survey["approval"] = "unknown";
  return {
    learn(survey) {
      for (const [path, kind] of Object.entries(survey.kinds)) {
        kinds.set(path, kind);
        texts.delete(path);
        doubted.delete(path);
      }
      for (const [path, text] of Object.entries(survey.texts)) texts.set(path, text);
      for (const [path, names] of Object.entries(survey.folders ?? {})) folders.set(path, names);
      for (const [id, isThere] of Object.entries(survey.commits)) commits.set(id, isThere);
      approval = survey.approval;
    },
    doubt(below) {
      for (const path of kinds.keys()) if (path.startsWith(below)) doubted.add(path);
    },
    look(today) {
      const paths = new Set<string>();
      const ids = new Set<string>();
      const kindOf = (path: string): Survey["kinds"][string] => {
        const kind = kinds.get(path);
        if ((kind === undefined || doubted.has(path)) && path.length <= MAX_PATH_LENGTH) paths.add(path);
        return kind ?? "unknown";
      };
      const surroundings: Surroundings = {
        kindOf,
        textOf: (path) => (kindOf(path) === "file" ? texts.get(path) : undefined),
        filesIn: (path) => (kindOf(path) === "missing" ? [] : folders.get(path)),
        hasCommit(id) {
          if (!commits.has(id)) ids.add(id);
          return commits.get(id);
        },
        approval,
        ...(today === undefined ? {} : { today }),
      };
      return {
        surroundings,
        wants: () => wantsOf(paths, ids),
      };
    },
  };
}
