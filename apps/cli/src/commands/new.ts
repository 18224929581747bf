import { personName } from "@nomous/lab";
import {
  createDocument,
  createSurvey,
  DocumentError,
  ownerOf,
  repositoryState,
  searchResearch,
  type Workbench,
} from "@nomous/lab/documents";
import { checkDocument, composeDocument, type DocumentType, type Draft, nextStepOf } from "@nomous/workbench";
import { nearestWord } from "@nomous/workbench/data";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askForDocument, type Asked } from "../workbench/ask-for-document.ts";
import { documentPath } from "../workbench/document-path.ts";
import { localTime } from "../workbench/local-time.ts";
import { openDocument } from "../workbench/open-document.ts";
import { explained, openWorkbench } from "../workbench/open-workbench.ts";

export interface NewOptions {
  readonly title: string;
  /** Documents that it builds on, from where the person is. */
  readonly from: readonly string[];
  readonly full?: boolean;
  readonly scope: readonly string[];
  readonly category?: string;
}

/** Begins a document, and ends with what to write first. In a terminal what is not said is asked for. */
export async function newDocument(context: Context, named: string | undefined, options: NewOptions): Promise<ExitCode> {
  const workbench = await openWorkbench(context);
  const title = options.title === "" ? await titleOfSource(context, options.from) : options.title;
  const asked = await askForDocument(context, workbench, { named, ...options, title });
  if (asked === null) return EXIT.interrupted;
  const type = typeNamed(workbench, asked.type);
  checkChoices(workbench, type, asked);
  const draft = await draftOf(context, workbench, type, { ...options, ...asked });
  const text = composeDocument(draft);
  try {
    await explained(createDocument(workbench.workspace, draft.path, text));
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new CliError(EXIT.failure, error.message, undefined, { cause: error });
  }
  const checked = checkDocument(await createSurvey(workbench)(draft.path, text));
  tell(context, workbench, draft, nextStepOf(checked));
  return EXIT.ok;
}

/** What is made from a document is about the same thing, unless somebody says otherwise. */
async function titleOfSource(context: Context, [source]: readonly string[]): Promise<string> {
  if (source === undefined) return "";
  const { checked } = await openDocument(context, source);
  return checked.subject.markdown.headings[0]?.title ?? "";
}

function typeNamed({ types }: Workbench, named: string): DocumentType {
  const type = types.find(({ name }) => name === named.toLowerCase());
  if (type !== undefined) return type;
  const names = types.map(({ name }) => name);
  const near = nearestWord(named, names);
  throw new CliError(
    EXIT.usage,
    `There is no document type "${named}".${near === undefined ? "" : ` Did you mean ${near}?`}`,
    `There is: ${names.join(", ")}. A team's own are named in nomous.yaml under \`types\`.`,
  );
}

/** What was chosen must be there to choose. */
function checkChoices({ config }: Workbench, { name, scopes, fields }: DocumentType, asked: Asked): void {
  const { category } = asked;
  const known = scopes.map((one) => one.name).filter((one) => !config.without.includes(one));
  for (const wanted of asked.scopes ?? [])
    if (!known.includes(wanted))
      throw new CliError(EXIT.usage, `A ${name} has no scope "${wanted}".`, `There is: ${known.join(", ") || "none"}.`);
  const choices = fields.find(({ key }) => key === "category")?.choices ?? [];
  if (category !== undefined && !choices.includes(category))
    throw new CliError(
      EXIT.usage,
      `A ${name} has no category "${category}".`,
      choices.length === 0 ? "Leave --category out." : `There is: ${choices.join(", ")}.`,
    );
}

async function draftOf(
  context: Context,
  workbench: Workbench,
  type: DocumentType,
  { title, from, full, scopes, category }: NewOptions & Asked,
): Promise<Draft> {
  const { workspace, config } = workbench;
  const { date, iso } = localTime(context.runtime.clock.now());
  const path = documentPath(type.folder, date, title);
  const sources = [];
  for (const name of from) sources.push((await openDocument(context, name)).checked.subject);
  const repository = await repositoryState(workspace.root);
  const owner = (await ownerOf(workspace, path)) ?? config.owner;
  return {
    type,
    path,
    form: full === true ? "full" : "short",
    title,
    scopes: scopes ?? [],
    // Who says what it is about says what it is not about.
    declined: type.scopes
      .map(({ name }) => name)
      .filter((name) => config.without.includes(name) || (scopes !== null && !scopes.includes(name))),
    fields: category === undefined ? {} : { category },
    facts: {
      now: iso,
      author: await personName(workspace.root),
      ...(owner !== null && { owner }),
      ...(repository.status === "committed" && {
        ...(repository.branch !== null && { branch: repository.branch }),
        commit: repository.commit,
        recentCommits: repository.recent.map(({ commit, subject }) => `${commit} ${subject}`),
      }),
    },
    quotes: type.name === RESEARCH ? [] : await quotesOn(workbench, title),
    sources,
  };
}

const RESEARCH = "research";
const QUOTES = 3;

async function quotesOn(workbench: Workbench, title: string): Promise<NonNullable<Draft["quotes"]>> {
  const research = workbench.types.find(({ name }) => name === RESEARCH);
  if (research === undefined) return [];
  return (await searchResearch(workbench.workspace, research, title, QUOTES)).passages;
}

function tell(
  { console, json }: Context,
  { types }: Workbench,
  { path, type, quotes = [], sources = [] }: Draft,
  next: string,
): void {
  if (json) return console.print(JSON.stringify({ path, type: type.name, quotes: quotes.length, next }));
  console.print(path);
  const research = types.find(({ name }) => name === RESEARCH)?.folder;
  if (type.name !== RESEARCH && quotes.length + sources.length === 0)
    console.note(
      `Nothing in ${research}/ speaks of this. What is found out first is cited later: nomous new research "What is asked"`,
    );
  console.note(`next: ${next}`);
}
