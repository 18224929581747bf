import { createDocument, createSurvey, DocumentError, draftDocument, type Workbench } from "@nomous/lab/documents";
import { checkDocument, composeDocument, type Draft, nextStepOf, type Subject } from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askForDocument } from "../workbench/ask-for-document.ts";
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
  const wanted = { ...asked, isFull: options.full === true, sources: await sourcesOf(context, options.from) };
  const draft = await explained(draftDocument(workbench, wanted, localTime(context.runtime.clock.now())));
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

async function sourcesOf(context: Context, from: readonly string[]): Promise<Subject[]> {
  const sources: Subject[] = [];
  for (const named of from) sources.push((await openDocument(context, named)).checked.subject);
  return sources;
}

const RESEARCH = "research";

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
