// `PATH`, `PATH:12` and `PATH:12-40` on the command line as attachments of a prompt.
import { existsSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Attachment } from "@nomous/protocol";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";

/** Paths count from `cwd` and must lie in `workspace`, which is absolute and without links. */
export function parseAttachment(text: string, cwd: string, workspace: string): Attachment {
  const [, name, from, to = from] = existsSync(resolve(cwd, text))
    ? [text, text]
    : (/^(.+?):(\d+)(?:-(\d+))?$/.exec(text) ?? [text, text]);
  const file = resolve(cwd, name ?? text);
  if (!existsSync(file)) throw refused(`There is no file ${file}.`);
  if (!statSync(file).isFile()) throw refused(`${file} is no file.`);
  const path = relative(workspace, realpathSync(file));
  if (path.startsWith("..") || isAbsolute(path)) throw refused(`${file} is outside of the workspace ${workspace}.`);
  const wirePath = path.split(sep).join("/");
  if (from === undefined) return { path: wirePath };
  const lines: [number, number] = [Number(from), Number(to)];
  if (lines[0] < 1 || lines[1] < lines[0]) throw refused(`${text} names no lines: they count from 1.`);
  return { path: wirePath, lines };
}

const refused = (message: string): CliError =>
  new CliError(EXIT.usage, message, "Say --attach PATH or --attach PATH:12-40");
