// What rules were told of the workspace, a document an answer. They ask piece by piece, so what was told is kept by its pieces, each with the time
// of its answer. Only what was there is kept: what was not may be by the time that somebody reads this, and how an approval stands depends on
// the text. So whoever reads it knows less than the bridge, and nothing that the bridge had not said.
import { AnyJson, check, decodeJson, QUERIES, type QueryArgs, type QueryResult } from "@nomous/protocol";
import type { KeptResult } from "../client.ts";

type Survey = QueryResult<"workbench.survey">;
type Asked = Pick<QueryArgs<"workbench.survey">, "paths" | "commits">;

/** What one answer told and no later one has told again. */
interface TimedSurvey {
  readonly at: number;
  readonly survey: Survey;
}

/** Of a document, UTF-16 units; an answer is smaller. What was told longest ago goes first. */
const MAX_LENGTH = 1_500_000;

/** What is kept once `survey` was told as the answer to `asked`. */
export function addSurvey(json: string | undefined, asked: Asked, survey: Survey, at: number): string {
  const older = surveysIn(json).map((one) => ({ ...one, survey: partOf(one.survey, asked, false) }));
  const all = [...older, { at, survey: onlyWhatIsThere(survey) }].filter((one) => !isEmpty(one.survey));
  const pieces = all.map((one) => JSON.stringify(one));
  let length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  while (length > MAX_LENGTH && pieces.length > 1) length -= pieces.shift()?.length ?? 0;
  return `[${pieces.join(",")}]`;
}

/** What is known of what is asked, and since when: the time is that of the oldest piece. */
export function readSurvey(json: string, asked: Asked): KeptResult<"workbench.survey"> | undefined {
  const found = surveysIn(json)
    .map(({ at, survey }) => ({ at, survey: partOf(survey, asked, true) }))
    .filter(({ survey }) => !isEmpty(survey));
  const [oldest] = found.toSorted((a, b) => a.at - b.at);
  if (oldest === undefined) return undefined;
  const all = <Part extends "kinds" | "texts" | "folders" | "commits">(part: Part): Survey[Part] =>
    Object.assign({}, ...found.map(({ survey }) => survey[part])) as Survey[Part];
  const [kinds, texts, folders, commits] = [all("kinds"), all("texts"), all("folders"), all("commits")];
  return { result: { kinds, texts, folders, commits, approval: "unknown" }, at: oldest.at };
}

/** One that is damaged, or that this build does not understand, is none. */
function surveysIn(json: string | undefined): readonly TimedSurvey[] {
  const all = json === undefined ? undefined : decodeJson(AnyJson, json);
  return Array.isArray(all) ? all.flatMap((one: unknown) => timedSurvey(one) ?? []) : [];
}

function timedSurvey(one: unknown): TimedSurvey | undefined {
  if (typeof one !== "object" || one === null || !("at" in one) || !("survey" in one)) return undefined;
  const survey = check<Survey>(QUERIES["workbench.survey"].result, one.survey);
  return survey.ok && typeof one.at === "number" ? { at: one.at, survey: survey.value } : undefined;
}

type Wanted = (key: string) => boolean;

/** The parts of which `isWanted` says so: of paths, and of commits. */
function select({ kinds, texts, folders = {}, commits }: Survey, path: Wanted, commit: Wanted): Survey {
  const of = <T>(record: Readonly<Record<string, T>>, isWanted: Wanted): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => isWanted(key)));
  return {
    kinds: of(kinds, path),
    texts: of(texts, path),
    folders: of(folders, path),
    commits: of(commits, commit),
    approval: "unknown",
  };
}

/** What of it is asked for, or all besides that. */
function partOf(survey: Survey, asked: Asked, isAsked: boolean): Survey {
  const [paths, commits] = [new Set(asked.paths), new Set(asked.commits)];
  return select(
    survey,
    (path) => paths.has(path) === isAsked,
    (commit) => commits.has(commit) === isAsked,
  );
}

function onlyWhatIsThere(survey: Survey): Survey {
  const { kinds, folders = {}, commits } = survey;
  const isThere = (path: string): boolean => kinds[path] !== "missing" && kinds[path] !== "unknown";
  const told = select(survey, isThere, (commit) => commits[commit] === true);
  const filled = Object.entries(folders).filter(([path, names]) => isThere(path) && names.length > 0);
  return { ...told, folders: Object.fromEntries(filled) };
}

const isEmpty = ({ kinds, commits }: Survey): boolean => Object.keys(kinds).length + Object.keys(commits).length === 0;
