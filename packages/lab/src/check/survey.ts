// What rules are told of the world around a text: git and the reviews are asked before, because rules do not wait. Git is asked for many
// documents at once: started for each of them it takes longer than all rules together.
import { type CheckInput, createSubject, type Surroundings, verificationStandings } from "@nomous/workbench";
import { existingCommits } from "../git/existing-commits.ts";
import { readReviews, type Reviews } from "../review/review-file.ts";
import { reviewSurroundings } from "../review/review-surroundings.ts";
import { verificationsAmong } from "../task/read-verifications.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import type { UncheckedDocument, Workbench } from "./check-workspace.ts";
import { createDisk, type Disk } from "./disk-surroundings.ts";

/** What a text, whether or not it is in the file, is checked with. */
export type Survey = (path: string, text: string) => Promise<CheckInput>;

/** The disk is looked at once a path, so a survey is made for one run. */
export function createSurvey(workbench: Workbench): Survey {
  const disk = createDisk(workbench.workspace);
  return async (path, text) => {
    const sketch = sketchDocument(workbench, disk, path, text);
    return (await surveySketch(workbench, sketch, await commitsIn(workbench.workspace, [sketch]))).input;
  };
}

/** A document that was read as rules see it; what git and the reviews say is still to come. */
export interface Sketch {
  readonly input: CheckInput;
  readonly read: ReturnType<typeof createSubject>;
}

export function sketchDocument(workbench: Workbench, disk: Disk, path: string, text: string): Sketch {
  const { config, types, rules, today, freshness } = workbench;
  const bindings = freshness?.get(path)?.targets;
  const surroundings: Surroundings = {
    ...disk,
    hasCommit: () => undefined,
    approval: "none",
    today,
    ...(bindings !== undefined && { bindings }),
  };
  const input = { path, text, types, rules, severities: config.rules, without: config.without, surroundings };
  return { input, read: createSubject(input) };
}

interface SurveyedSketch extends Sketch {
  /** What is not understood of its reviews: that may be what counts. */
  readonly problems: readonly UncheckedDocument[];
}

/** Only documents of a type speak of commits and are approved; edits meet in all. Rejects with a `WorkspaceError` when the reviews cannot be read. */
export async function surveySketch(
  workbench: Workbench,
  { input, read }: Sketch,
  commits: ReadonlyMap<string, boolean>,
): Promise<SurveyedSketch> {
  if (read.subject.typed === null) {
    const { conflicts, ...beside } = await readReviews(workbench.workspace, input.path);
    const review = { approval: "", conflicts };
    return { input: { ...input, surroundings: { ...input.surroundings, review } }, read, problems: problemsOf(beside) };
  }
  const { approval, review, reviews: beside } = await reviewSurroundings(workbench, read.subject);
  const { reviews } = beside;
  const verifications = verificationStandings(read.subject, verificationsAmong(reviews));
  return {
    input: {
      ...input,
      surroundings: { ...input.surroundings, hasCommit: (id) => commits.get(id), approval, review, verifications },
    },
    read,
    problems: problemsOf(beside),
  };
}

const problemsOf = ({ path, problems }: Pick<Reviews, "path" | "problems">): UncheckedDocument[] =>
  problems.map(({ line, message }) => ({ path, message: `${path}:${line}: ${message}` }));

/** What may be the name of a commit: letters and digits, so that neither words nor numbers are asked for. */
const COMMIT = /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b/g;

/** Which of the commits that documents of a type speak of there are. */
export function commitsIn(workspace: Workspace, sketches: readonly Sketch[]): Promise<ReadonlyMap<string, boolean>> {
  const texts = sketches.filter(({ read }) => read.subject.typed !== null).map(({ input }) => input.text);
  return existingCommits(workspace, new Set(texts.flatMap((text) => text.match(COMMIT) ?? [])));
}
