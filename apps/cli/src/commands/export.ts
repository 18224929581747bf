import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { connect } from "../bridge/connect.ts";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { collectConversations } from "../export/collect.ts";
import { EXPORT_SCHEMA, type ExportedConversation, type ExportedDocument, isoTime } from "../export/exported.ts";
import { markdownFileName, renderMarkdown } from "../export/render-markdown.ts";
import { writeWholeFile } from "../state/write-file.ts";

export interface ExportOptions {
  readonly format: "md" | "json";
  /** A folder for Markdown, a file for JSON; `-` is stdout. */
  readonly out?: string;
}

const STDOUT = "-";
const DEFAULT_OUT = { md: "nomous-export", json: "nomous-export.json" } as const;

/** Writes all conversations with every branch. A JSON file that exists is not replaced; Markdown files of an earlier export are. */
export async function exportConversations(context: Context, { format, out }: ExportOptions): Promise<ExitCode> {
  const { console, runtime, cwd, json } = context;
  const target = out === STDOUT ? undefined : resolve(cwd, out ?? DEFAULT_OUT[format]);
  if (format === "json" && target !== undefined && existsSync(target))
    throw new CliError(EXIT.failure, `${target} exists already.`, "Choose another name with --out.");
  const connected = await connect(context);
  try {
    const conversations = await collectConversations(connected.client);
    if (format === "md") writeMarkdown(context, target, conversations);
    else
      writeJson(context, target, {
        workspace: connected.folder.path,
        exportedAt: isoTime(runtime.clock.now()),
        conversations,
      });
    const count = conversations.length;
    if (target === undefined) return EXIT.ok;
    if (json) console.print(JSON.stringify({ out: target, format, conversations: count }));
    else console.print(`Wrote ${count} ${count === 1 ? "conversation" : "conversations"} to ${target}`);
    return EXIT.ok;
  } finally {
    await connected.close();
  }
}

function writeMarkdown(
  { console }: Context,
  folder: string | undefined,
  conversations: readonly ExportedConversation[],
): void {
  if (folder === undefined) return console.write(conversations.map(renderMarkdown).join("\n"));
  mkdirSync(folder, { recursive: true });
  for (const conversation of conversations)
    writeWholeFile(join(folder, markdownFileName(conversation)), renderMarkdown(conversation));
}

function writeJson({ console }: Context, file: string | undefined, rest: Omit<ExportedDocument, "schema">): void {
  const text = `${JSON.stringify({ schema: EXPORT_SCHEMA, ...rest } satisfies ExportedDocument, undefined, 2)}\n`;
  if (file === undefined) console.write(text);
  else writeWholeFile(file, text);
}
