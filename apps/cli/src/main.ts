// The composition root of the command line: the process as ports, one command, one exit code. Whatever went wrong ends
// here, once, as words.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { systemRuntime } from "@nomous/client";
import { decodeJson } from "@nomous/protocol";
import * as z from "zod/mini";
import { createConsole } from "./console.ts";
import type { ExitCode } from "./exit-codes.ts";
import { explainError } from "./explain-error.ts";
import { personCwd } from "./person-cwd.ts";
import { runProgram } from "./program.ts";

const { env } = process;
const console = createConsole(process, env);
const cwd = personCwd(process.cwd(), env);

function buildVersion(): string {
  const manifest = readFileSync(join(import.meta.dirname, "../package.json"), "utf8");
  return decodeJson(z.object({ version: z.string() }), manifest)?.version ?? "unknown";
}

async function main(): Promise<ExitCode> {
  try {
    const context = { runtime: systemRuntime, console, env, cwd, build: buildVersion() };
    return await runProgram(process.argv.slice(2), context);
  } catch (error) {
    return explainError(console, error);
  }
}

const exit = await main();
await console.flush();
process.exit(exit);
