import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemRuntime } from "@nomous/client";
import { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createConsole } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { explainError } from "../explain-error.ts";
import { addProbe } from "../program/add-experiments.ts";
import type { ProbeResult } from "../probes/probe.ts";

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "nomous-probe-"))));
afterAll(() => rmSync(folder, { recursive: true }));

interface Said {
  readonly exit: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** `nomous probe …` as a person types it. */
async function nomousProbe(args: readonly string[], { json = false } = {}): Promise<Said> {
  const said = { out: "", err: "" };
  const stream = (key: "out" | "err") => ({
    on: () => stream(key) as never,
    write: (text: string | Uint8Array): boolean => {
      said[key] += String(text);
      return true;
    },
  });
  const console = createConsole({ stdout: stream("out"), stderr: stream("err") }, {});
  const context = {
    runtime: systemRuntime,
    console,
    env: {},
    cwd: folder,
    workspace: folder,
    isWorkspaceNamed: false,
    json,
    build: "0",
  };
  let exit: ExitCode = EXIT.ok;
  const program = new Command("nomous").exitOverride().configureOutput({ writeErr: (text) => console.note(text) });
  addProbe(program, async (run) => void (exit = await run(context)));
  try {
    await program.parseAsync(["probe", ...args], { from: "user" });
  } catch (error) {
    exit = explainError(console, error);
  }
  return { exit, ...said };
}

const resultOf = ({ out }: Said): ProbeResult => JSON.parse(out) as ProbeResult;

test("a probe prints one JSON object as the last line of stdout, and nothing on stderr when it went well", async () => {
  const said = await nomousProbe(["codec", "--codec", "json", "--passes=3", "--warmup", "1"]);
  expect(said).toMatchObject({ exit: EXIT.ok, err: "" });
  expect(said.out.split("\n")).toHaveLength(2);
  expect(Object.keys(resultOf(said))).toEqual(["encode", "decode", "bytes"]);
});

test("without a name all probes are listed, for people and for programs", async () => {
  const { out } = await nomousProbe([]);
  for (const name of ["model", "pipeline", "websocket", "codec", "storage", "http", "read"])
    expect(out).toContain(name);
  expect(out).toContain("--url TEXT (needed)");
  const listed = JSON.parse((await nomousProbe([], { json: true })).out) as { name: string; parameters: object[] }[];
  expect(listed.map(({ name }) => name)).toEqual(["model", "pipeline", "websocket", "codec", "storage", "http"]);
  expect(listed[5]?.parameters[0]).toEqual({
    name: "url",
    kind: "text",
    default: null,
    description: "the address that is asked, http or https",
  });
});

test.each([
  [["htpt"], EXIT.usage, "There is no probe htpt: did you mean http?"],
  [["gpu"], EXIT.usage, "There is no probe gpu: there is model, pipeline, websocket, codec, storage, http"],
  [["http"], EXIT.usage, "The probe http needs --url: the address that is asked, http or https."],
  [["http", "--ulr", "x"], EXIT.usage, "The probe http has no --ulr: did you mean --url?"],
  [["http", "url=x"], EXIT.usage, '"url=x" is no parameter: write each as --NAME VALUE.'],
  [["http", "--url", "x", "--url", "y"], EXIT.usage, "--url is there twice: give it once."],
  [["http", "--url"], EXIT.usage, "--url has no value: the address that is asked, http or https."],
  [
    ["http", "--url", "http://x", "--requests", "1.5"],
    EXIT.usage,
    '--requests is "1.5": it has to be a whole number from 1 to 1000000000.',
  ],
  [
    ["http", "--url", "http://x", "--requests", "0"],
    EXIT.usage,
    '--requests is "0": it has to be a whole number from 1 to 1000000000.',
  ],
  [
    ["websocket", "--url", "ws://x", "--mode", "sing"],
    EXIT.usage,
    '--mode is "sing": it has to be one of echo, fan-out, reconnect.',
  ],
  [
    ["storage", "--directory", ".", "--sqlite", "maybe"],
    EXIT.usage,
    '--sqlite is "maybe": it has to be true or false.',
  ],
  [
    ["http", "--url", "http://127.0.0.1:9/"],
    EXIT.failure,
    "http://127.0.0.1:9/ gave no good answer, nothing listens there: start the server or correct --url.",
  ],
])("%j fails in one line that says what to do", async (args, exit, message) => {
  expect(await nomousProbe(args)).toEqual({ exit, out: "", err: `nomous: ${message}\n` });
});

const hasHyperfine = spawnSync("hyperfine", ["--version"]).error === undefined;

test.skipIf(!hasHyperfine)(
  "what hyperfine measured is read: samples in milliseconds, and one of several commands by its number or text",
  async () => {
    const argv = ["-N", "--runs", "3", "--export-json", "out.json", "true", "sleep 0.02"];
    execFileSync("hyperfine", argv, { cwd: folder, stdio: "ignore" });
    const second = await nomousProbe(["read", "hyperfine", "out.json", "--result", "2"]);
    expect(second).toMatchObject({ exit: EXIT.ok, err: "" });
    const { time } = resultOf(second);
    expect(time).toHaveLength(3);
    expect(Math.min(...(time as number[]))).toBeGreaterThan(19);
    expect(await nomousProbe(["read", "hyperfine", "out.json", "--result", "sleep 0.02"])).toEqual(second);
    expect(await nomousProbe(["read", "hyperfine", "out.json"])).toMatchObject({
      exit: EXIT.failure,
      out: "",
      err: "nomous: It has 2 results: say which with --result, 1 (true), 2 (sleep 0.02).\n",
    });
  },
);

test("an export that is missing, torn or of another tool fails in one line", async () => {
  writeFileSync(join(folder, "torn.json"), '{"results": [');
  writeFileSync(join(folder, "other.json"), '{"results": [{"mean": 1}]}');
  expect((await nomousProbe(["read", "hyperfine", "none.json"])).err).toMatch(
    /none\.json cannot be read, it does not exist/,
  );
  expect((await nomousProbe(["read", "hyperfine", "torn.json"])).err).toMatch(
    /no JSON, so it is no export of hyperfine/,
  );
  expect((await nomousProbe(["read", "hyperfine", "other.json"])).err).toMatch(
    /another JSON than expected, results\.0\.command/,
  );
  expect((await nomousProbe(["read", "perf", "torn.json"])).exit).toBe(EXIT.usage);
});
