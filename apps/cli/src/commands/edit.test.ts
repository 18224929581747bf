// The commands as a person runs them, on a bridge that serves this process: what an editor saves is merged, told, and can be taken back.
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { systemRuntime } from "@nomous/client";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openClient } from "../bridge/connect.ts";
import { type ComposedBridge, composeBridge } from "../compose/compose-bridge.ts";
import { createConsole } from "../console.ts";
import { explainError } from "../explain-error.ts";
import { runProgram } from "../program.ts";
import { writeBridgeFile } from "../state/bridge-file.ts";
import { openWorkspaceFolder, type WorkspaceFolder } from "../state/workspace-folder.ts";

let root: string;
let folder: WorkspaceFolder;
let bridge: ComposedBridge;
const openLog = () => pino({ enabled: false });

beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "nomous-edit-")));
  writeFileSync(join(root, "nomous.yaml"), "");
  writeFileSync(join(root, "a.md"), "# A\r\n\r\none\r\n");
  folder = await openWorkspaceFolder(root);
  const started = await composeBridge({
    runtime: systemRuntime,
    folder,
    port: 0,
    build: "0",
    env: {},
    models: {},
    openLog,
  });
  if (started.status !== "started") throw started.error;
  bridge = started;
  const { url, port } = bridge;
  writeBridgeFile(folder.state, { url, port, pid: process.pid, workspace: root, startedAt: 0, build: "0" });
});
afterEach(async () => {
  await bridge.close();
  rmSync(root, { recursive: true, force: true });
});

/** An editor that does what `script` says with the file `$1`. */
function editor(script: string): string {
  const path = join(root, "editor.sh");
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

async function nomous(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const said = { out: "", err: "" };
  const stream = (key: "out" | "err") => ({
    on: () => stream(key) as never,
    write: (text: string | Uint8Array): boolean => {
      said[key] += String(text);
      return true;
    },
  });
  const console = createConsole({ stdout: stream("out"), stderr: stream("err") }, { NO_COLOR: "1" });
  const context = {
    runtime: systemRuntime,
    console,
    env: { PATH: process.env["PATH"], ...env },
    cwd: root,
    build: "0",
  };
  const exit = await runProgram(args, context).catch((error: unknown) => explainError(console, error));
  return { exit, ...said };
}

test.skipIf(process.platform === "win32")(
  "an editor's change is in, the history has it, and a version comes back with the file's line ends",
  { timeout: 60_000 },
  async () => {
    expect(await nomous(["edit", "a.md"], { EDITOR: editor(`printf 'two\\r\\n' >> "$1"`) })).toMatchObject({
      exit: 0,
      out: "Your change to a.md is in.\n",
    });
    expect(await nomous(["edit", "a.md"], { EDITOR: "true" })).toMatchObject({
      exit: 0,
      out: "Nothing changed in a.md.\n",
      err: expect.stringContaining("came back at once") as string,
    });

    const listed = await nomous(["--json", "history", "a.md"]);
    const { entries } = JSON.parse(listed.out) as { entries: { version: string; kind: string }[] };
    expect(entries.map(({ kind }) => kind)).toEqual(["file", "created"]);
    const created = entries.at(-1)?.version ?? "";
    expect((await nomous(["history", "a.md", created])).out).toBe("# A\n\none\n");
    expect((await nomous(["history", "a.md", created, "--diff"])).out).toContain("\n one\n+two\n");
    expect(await nomous(["restore-version", "a.md", created])).toMatchObject({
      exit: 0,
      out: `a.md is ${created} again: 0 lines added, 1 removed.\n`,
    });
    await bridge.close();
    expect(readFileSync(join(root, "a.md"), "utf8")).toBe("# A\r\n\r\none\r\n");
  },
);

test.skipIf(process.platform === "win32")(
  "an editor's change is merged with what others write meanwhile, and they are named before and after",
  { timeout: 60_000 },
  async () => {
    const { runtime, console } = { runtime: systemRuntime, console: createConsole(process, {}) };
    const context = {
      runtime,
      console,
      env: {},
      cwd: root,
      workspace: root,
      isWorkspaceNamed: true,
      json: false,
      build: "0",
    };
    const client = await openClient(context, folder, bridge.url);
    const live = await client.openDocument("a.md");
    live.present(null);
    await live.saved();
    const meanwhile = editor(
      `touch "${root}/begun"; while [ ! -e "${root}/go" ]; do sleep 0.05; done; printf 'mine\\r\\n' >> "$1"`,
    );
    const edited = nomous(["edit", "a.md"], { EDITOR: meanwhile });
    while (!existsSync(join(root, "begun"))) await new Promise((resolve) => setTimeout(resolve, 20));
    await live.edit([{ from: 0, to: 0, insert: "theirs\n\n" }]);
    await live.saved();
    writeFileSync(join(root, "go"), "");
    const { exit, out, err } = await edited;
    expect([exit, out]).toEqual([0, expect.stringMatching(/^Your change to a\.md is merged with edits of /)]);
    expect(err).toContain("a.md is open elsewhere too: ");
    await client.close();
    await bridge.close();
    expect(readFileSync(join(root, "a.md"), "utf8")).toBe("theirs\r\n\r\n# A\r\n\r\none\r\nmine\r\n");
  },
);

test("what is no document, and a version that nobody knows, end with what to do", { timeout: 60_000 }, async () => {
  expect(await nomous(["history", "none.md"])).toMatchObject({
    exit: 1,
    err: expect.stringContaining("none.md does not exist.") as string,
  });
  expect(await nomous(["history", "a.md", "abcdef"])).toMatchObject({
    exit: 2,
    err: expect.stringContaining('There is no version "abcdef"') as string,
  });
});
