// What a new document begins with: the place it goes to, and everything that can be known before somebody writes a word.
import type { DocumentType, Draft, Subject } from "@nomous/workbench";
import { nearestWord } from "@nomous/workbench/data";
import type { Workbench } from "../check/check-workspace.ts";
import { personName } from "../git/git-status.ts";
import { ownerOf } from "../git/owners.ts";
import { repositoryState } from "../git/repository-state.ts";
import { searchResearch } from "../retrieval/search-research.ts";
import { DeskError } from "./desk-error.ts";
import { documentPath } from "./document-path.ts";

/** What a person wants to begin. */
export interface NewDocument {
  /** Name of its type. */
  readonly type: string;
  readonly title: string;
  readonly isFull: boolean;
  /** What it is about; null when nobody said. */
  readonly scopes: readonly string[] | null;
  readonly category?: string;
  /** Documents that it builds on. */
  readonly sources: readonly Subject[];
}

/** A moment as the person's clock shows it. */
export interface Moment {
  /** `2026-11-28` */
  readonly date: string;
  /** `2026-11-28T21:10:04+01:00` */
  readonly iso: string;
}

/** Rejects with a `DeskError` when there is no such type, scope or category. */
export async function draftDocument(workbench: Workbench, wanted: NewDocument, now: Moment): Promise<Draft> {
  const { config } = workbench;
  const type = typeNamed(workbench, wanted.type);
  refuseUnknown(workbench, type, wanted);
  const { title, scopes, category, isFull, sources } = wanted;
  const path = documentPath(type.folder, now.date, title);
  return {
    type,
    path,
    form: isFull ? "full" : "short",
    title,
    scopes: scopes ?? [],
    // Who says what it is about says what it is not about.
    declined: type.scopes
      .map(({ name }) => name)
      .filter((name) => config.without.includes(name) || (scopes !== null && !scopes.includes(name))),
    fields: category === undefined ? {} : { category },
    facts: { now: now.iso, ...(await factsOf(workbench, path)) },
    quotes: type.name === RESEARCH ? [] : await quotesOn(workbench, title),
    sources,
  };
}

/** What the workspace says of its people and its repository. */
async function factsOf({ workspace, config }: Workbench, path: string): Promise<Omit<Draft["facts"], "now">> {
  const repository = await repositoryState(workspace.root);
  const owner = (await ownerOf(workspace, path)) ?? config.owner;
  return {
    author: await personName(workspace.root),
    ...(owner !== null && { owner }),
    ...(repository.status === "committed" && {
      ...(repository.branch !== null && { branch: repository.branch }),
      commit: repository.commit,
      recentCommits: repository.recent.map(({ commit, subject }) => `${commit} ${subject}`),
    }),
  };
}

/** The type of this name. Throws a `DeskError` when there is none. */
function typeNamed({ types }: Workbench, named: string): DocumentType {
  const type = types.find(({ name }) => name === named.toLowerCase());
  if (type !== undefined) return type;
  const names = types.map(({ name }) => name);
  const near = nearestWord(named, names);
  throw new DeskError(
    `There is no document type "${named}".${near === undefined ? "" : ` Did you mean ${near}?`}`,
    `There is: ${names.join(", ")}. A team's own are named in nomous.yaml under \`types\`.`,
  );
}

/** What was chosen must be there to choose. */
function refuseUnknown({ config }: Workbench, { name, scopes, fields }: DocumentType, wanted: NewDocument): void {
  const { category } = wanted;
  const known = scopes.map((one) => one.name).filter((one) => !config.without.includes(one));
  for (const scope of wanted.scopes ?? [])
    if (!known.includes(scope))
      throw new DeskError(`A ${name} has no scope "${scope}".`, `There is: ${known.join(", ") || "none"}.`);
  const choices = fields.find(({ key }) => key === "category")?.choices ?? [];
  if (category !== undefined && !choices.includes(category))
    throw new DeskError(
      `A ${name} has no category "${category}".`,
      choices.length === 0 ? "Leave the category out." : `There is: ${choices.join(", ")}.`,
    );
}

const RESEARCH = "research";
const QUOTES = 3;

async function quotesOn(workbench: Workbench, title: string): Promise<NonNullable<Draft["quotes"]>> {
  const research = workbench.types.find(({ name }) => name === RESEARCH);
  if (research === undefined) return [];
  return (await searchResearch(workbench.workspace, research, title, QUOTES)).passages;
}
