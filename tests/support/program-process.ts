// The command line, again and again, in one process that has loaded it; `warm-program.ts` starts it and says what to run.
import process from "node:process";
import { personCwd } from "../../apps/cli/src/person-cwd.ts";
import { runHere } from "./run-here.ts";
import type { Command } from "./warm-program.ts";

process.on("message", ({ args, cwd, env }: Command) => {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(cwd);
  void runHere(args, personCwd(cwd, env), env).then((result) => process.send?.(result));
});
process.on("disconnect", () => process.exit());
