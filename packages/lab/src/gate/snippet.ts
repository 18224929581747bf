import { readFile } from "node:fs/promises";

const FILES = { "github-actions": "github-actions.yml", "pre-commit": "pre-commit.sh" } as const;
export type SnippetName = keyof typeof FILES;

/** What a repository runs a gate with, ready to be copied. */
export const gateSnippet = (name: SnippetName): Promise<string> =>
  readFile(new URL(`./snippets/${FILES[name]}`, import.meta.url), "utf8");
