// Workspace search, the engine without a model: it quotes what the folder and earlier conversations say about a question,
// with places, and writes no sentence of its own about the matter.
import { type Attachment, LIMITS, oneLine, shorten } from "@nomous/protocol";
import { contentWordsOf } from "../conversation/words.ts";
import { type Passage, type Retriever, WorkspaceError, type WorkspaceSource } from "../workspace/workspace-source.ts";
import { type Engine, EngineError, type EnginePart, type EngineRequest, type PastTurn } from "./engine.ts";
import { bestLines, citationOf, countWords, type Excerpt, excerptOf, placeOf, quote } from "./quote.ts";
import { isSmallTalk } from "./small-talk.ts";

export interface WorkspaceEngineParts {
  readonly retriever: Retriever;
  readonly workspace: Pick<WorkspaceSource, "read" | "status">;
}

const MAX_PASSAGES = 8;
const MAX_LINES = 12;
const MAX_PAST_TURNS = 3;
/** How much of an attached file is searched. */
const ATTACHED_LINES = 20_000;
const MAX_ATTACHED_PASSAGES = 3;

const HEADING = "## Search results: no model connected\n\n";

const WHAT_IT_DOES =
  "No model is connected, so this cannot hold a conversation. Workspace search finds passages in the Markdown, text and " +
  "source files of this folder and in earlier conversations, and quotes them with path and line. Ask with words that " +
  "stand in the files: a name, a function, an error message.\n";

/** An engine that needs no model: quotes passages of the workspace and of earlier conversations. */
export function createWorkspaceEngine(parts: WorkspaceEngineParts): Engine {
  return {
    id: "workspace",
    name: "workspace search (no model)",
    kind: "search",
    async *generate(request, signal) {
      yield text(HEADING);
      const prompt = request.messages.at(-1);
      if (prompt === undefined) return;
      if (prompt.attachments.length === 0 && isSmallTalk(prompt.text)) yield text(WHAT_IT_DOES);
      else yield* answer(parts, request, prompt, signal);
    },
  };
}

const text = (value: string): EnginePart => ({ type: "text", text: value });

async function* answer(
  parts: WorkspaceEngineParts,
  request: EngineRequest,
  prompt: EngineRequest["messages"][number],
  signal: AbortSignal,
): AsyncIterable<EnginePart> {
  const words = contentWordsOf(prompt.text);
  let n = 0;
  for (const attachment of prompt.attachments) {
    const attached = await readAttached(parts.workspace, attachment, words);
    if (signal.aborted) return;
    if (typeof attached === "string") yield text(`${attached}\n\n`);
    else for (const excerpt of attached) yield* quoted((n += 1), excerpt);
  }
  const shown = new Set(prompt.attachments.map(({ path }) => path));
  const found = words.length === 0 ? [] : await searchFolder(parts.retriever, prompt.text, signal);
  if (signal.aborted) return;
  for (const passage of found.filter(({ path }) => !shown.has(path)).slice(0, MAX_PASSAGES)) {
    yield* quoted((n += 1), bestLines(excerptOf(passage), words, MAX_LINES));
    if (signal.aborted) return;
  }
  const past = words.length === 0 ? [] : await request.recall(prompt.text, MAX_PAST_TURNS);
  if (past.length > 0) yield text("### Earlier conversations\n\n");
  for (const turn of past) yield* remembered((n += 1), turn);
  if (n === 0) yield text(await nothingFound(parts.workspace, words));
}

async function searchFolder(retriever: Retriever, query: string, signal: AbortSignal): Promise<readonly Passage[]> {
  try {
    return await retriever.search(query, MAX_PASSAGES, signal);
  } catch (error) {
    if (signal.aborted) return [];
    if (!(error instanceof WorkspaceError)) throw error;
    throw new EngineError(`The folder could not be searched: ${error.message}`, { cause: error });
  }
}

/** The citation comes before the marker that refers to it. */
function* quoted(n: number, excerpt: Excerpt): Iterable<EnginePart> {
  yield { type: "citation", citation: citationOf(n, excerpt) };
  yield text(`[${n}] ${inlineCode(placeOf(excerpt))}\n\n${quote(excerpt)}\n\n`);
}

function* remembered(n: number, { conversation, title, turn, role, excerpt }: PastTurn): Iterable<EnginePart> {
  const shown = shorten(excerpt, LIMITS.titleLength);
  yield { type: "turn-citation", citation: { n, conversation, turn, excerpt: shown } };
  const who = role === "person" ? "you asked" : "it was answered";
  yield text(`[${n}] In ${inlineCode(title)} ${who}:\n\n> ${shown}\n\n`);
}

/** Paths and titles may hold backticks and what Markdown would read. */
function inlineCode(value: string): string {
  const line = oneLine(value);
  return line.includes("`") ? `\`\` ${line} \`\`` : `\`${line}\``;
}

/** The lines that were attached, or of a whole file those that fit best; a sentence when they cannot be read. */
async function readAttached(
  workspace: Pick<WorkspaceSource, "read">,
  { path, lines }: Attachment,
  words: readonly string[],
): Promise<string | readonly Excerpt[]> {
  try {
    const [from, to] = lines ?? [1, ATTACHED_LINES];
    const read = await workspace.read(path, from, to);
    if (read.lines.length === 0) return `The attached file ${inlineCode(path)} has no line ${from}.`;
    return passagesOf({ path, line: read.from, lines: read.lines }, words);
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return `The attached file ${inlineCode(path)} could not be read: ${error.message}`;
  }
}

/** The best passages of one file, in the order of the file; its beginning when no word occurs. */
function passagesOf(file: Excerpt, words: readonly string[]): Excerpt[] {
  const pieces: Excerpt[] = [];
  for (let at = 0; at < file.lines.length; at += MAX_LINES)
    pieces.push({ path: file.path, line: file.line + at, lines: file.lines.slice(at, at + MAX_LINES) });
  const scored = pieces.map((piece) => ({ piece, score: countWords(piece, words) })).filter(({ score }) => score > 0);
  const best = scored.toSorted((a, b) => b.score - a.score).slice(0, MAX_ATTACHED_PASSAGES);
  const chosen = best.length > 0 ? best.map(({ piece }) => piece) : pieces.slice(0, 1);
  return chosen.toSorted((a, b) => a.line - b.line).map((piece) => bestLines(piece, words, MAX_LINES));
}

async function nothingFound(workspace: Pick<WorkspaceSource, "status">, words: readonly string[]): Promise<string> {
  const { files, index } = await workspace.status();
  const count = files.markdown + files.source + files.other;
  const searched = words.slice(0, 12).map(inlineCode).join(", ");
  const state =
    index.state === "ready"
      ? ""
      : ` The index is not complete: ${index.why ?? `${index.done} of ${index.total} files`}.`;
  return (
    `Nothing found for ${searched}.${state}\n\nSearched: ${count} Markdown, text and source files of this folder, and ` +
    "earlier conversations. Left out: what git ignores, binaries, and files that look like secrets. Try other words, " +
    "as they would stand in the files.\n"
  );
}
