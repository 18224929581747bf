// Processes for tests of what several do at once: they load, wait for each other, and begin together.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface ReadyProcesses {
  /** Lets them begin; resolves to their exit codes. */
  run(): Promise<(number | null)[]>;
}

/** Starts a module's text in processes of their own, which know `args` as `args` and their number as `id`. */
export async function prepareProcesses(
  count: number,
  script: string,
  args: readonly string[],
): Promise<ReadyProcesses> {
  const text = `
    const [id, ...args] = process.argv.slice(1);
    process.stdout.write("ready");
    await new Promise((resolve) => process.stdin.once("data", resolve));
    ${script}
    process.exit(0);
  `;
  const children = Array.from({ length: count }, (_, id) => {
    const argv = ["--input-type=module", "-e", text, String(id), ...args];
    return spawn(process.execPath, argv, { stdio: ["pipe", "pipe", "inherit"] });
  });
  await Promise.all(children.map((child) => once(child.stdout, "data")));
  return {
    run() {
      const codes = children.map(exitOf);
      for (const child of children) child.stdin.write("go");
      return Promise.all(codes);
    },
  };
}

const exitOf = async (child: ChildProcess): Promise<number | null> => {
  await once(child, "exit");
  return child.exitCode;
};
