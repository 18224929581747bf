// A document in the person's own editor. The file is all that the editor knows; the bridge follows it meanwhile, so what is saved is merged
// with what others write at the same time.
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline/promises";
import { readReplica } from "@nomous/lab/replica";
import { sleep } from "@nomous/protocol";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { editOutcome, outcomeText } from "../document/edit-outcome.ts";
import { editorName, runEditor } from "../document/editor.ts";
import { type NamedDocument, withDocument } from "../document/open-live.ts";
import { othersText } from "../document/people.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";

export interface EditOptions {
  /** The editor comes back at once: a person says when they are done. */
  readonly wait?: boolean;
}

/** Opens the document's file in `$VISUAL` or `$EDITOR`, and tells what came of it once the bridge has what was saved. */
export function edit(context: Context, named: string, { wait = false }: EditOptions): Promise<ExitCode> {
  if (wait && !process.stdin.isTTY)
    throw new CliError(EXIT.usage, "--wait asks for Enter, and nobody is here to press it.", "Leave it out.");
  return withDocument(context, named, async (document) => {
    const { console, env, json } = context;
    const { client, folder, path, live } = document;
    live.present(null);
    const before = live.view.current().seq;
    const others = othersText(live.view.current().people, client.tab);
    if (others !== "") console.note(`${path} is open elsewhere too: ${others}`);
    const startedAt = context.runtime.clock.elapsed();
    await runEditor(env, join(folder.path, path));
    if (wait) await enterPressed(`Press Enter when you are done with ${path} … `);
    await caughtUp(context, document);
    const { entries } = await live.history();
    const outcome = editOutcome(entries, before);
    if (json) console.print(JSON.stringify({ path, ...outcome }));
    else console.print(outcomeText(outcome, path));
    const wasQuick = context.runtime.clock.elapsed() - startedAt < QUICK_MS;
    if (outcome.status === "nothing" && wasQuick && !wait) console.note(quickHint(editorName(env, process.platform)));
    return EXIT.ok;
  });
}

const QUICK_MS = 2_000;

const quickHint = (editor: string): string =>
  `\`${editor}\` came back at once. If it has the file open still, let it wait (EDITOR="code --wait"), or say --wait here.`;

async function enterPressed(question: string): Promise<void> {
  const input = createInterface({ input: process.stdin, output: process.stderr });
  try {
    await input.question(question);
  } finally {
    input.close();
  }
}

const PATIENCE_MS = 15_000;
const LOOK_MS = 50;

/** Waits until file and document are the same text: by then the bridge has what the editor saved. */
async function caughtUp({ runtime: { clock } }: Context, { folder, path, live }: NamedDocument): Promise<void> {
  const workspace = { root: folder.path, name: folder.name };
  const pause = (ms: number): Promise<void> => sleep(clock, ms);
  const deadline = clock.elapsed() + PATIENCE_MS;
  for (;;) {
    const { text } = await readReplica(workspace, path, pause);
    const view = live.view.current();
    if (view.file?.status === "failed")
      throw new CliError(EXIT.failure, view.file.trouble?.message ?? `${path} failed.`);
    if (view.status === "live" && view.text === text && view.file?.status === "current") return;
    if (clock.elapsed() > deadline) throw tooLate(path);
    await pause(LOOK_MS);
  }
}

const tooLate = (path: string): CliError =>
  new CliError(
    EXIT.unavailable,
    `The bridge has not caught up with ${path} within ${PATIENCE_MS / 1_000} s.`,
    "What you saved is in the file, and is merged when the bridge is back. Look with `nomous history`.",
  );
