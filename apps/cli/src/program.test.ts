import { systemRuntime } from "@nomous/client";
import { expect, test } from "vitest";
import { createConsole } from "./console.ts";
import { EXIT } from "./exit-codes.ts";
import { explainError } from "./explain-error.ts";
import { runProgram } from "./program.ts";

/** Runs a command line that ends before any command begins. */
async function usage(...args: string[]): Promise<{ exit: number; out: string; err: string }> {
  const said = { out: "", err: "" };
  const stream = (key: "out" | "err") => ({
    on: () => stream(key) as never,
    write: (text: string | Uint8Array): boolean => {
      said[key] += String(text);
      return true;
    },
  });
  const console = createConsole({ stdout: stream("out"), stderr: stream("err") }, {});
  const context = { runtime: systemRuntime, console, env: {}, cwd: "/", build: "1.2.3" };
  const exit = await runProgram(args, context).catch((error: unknown) => explainError(console, error));
  return { exit, ...said };
}

test("an unknown command or option is wrong usage and gets a suggestion on stderr", async () => {
  expect(await usage("chta")).toEqual({
    exit: EXIT.usage,
    out: "",
    err: "error: unknown command 'chta'\n(Did you mean chat?)\n",
  });
  expect(await usage("serve", "--prot", "1")).toMatchObject({
    exit: EXIT.usage,
    err: expect.stringContaining("--port") as string,
  });
  expect(await usage("--workspace", "/tmp", "lnik")).toMatchObject({
    exit: EXIT.usage,
    err: expect.stringContaining("link") as string,
  });
});

test("options without a command are those of serve", async () => {
  expect(await usage("--port", "none")).toMatchObject({
    exit: EXIT.usage,
    err: expect.stringContaining("0 to 65535") as string,
  });
  expect(await usage("--port", "65536")).toMatchObject({ exit: EXIT.usage });
  expect(await usage("-w")).toMatchObject({
    exit: EXIT.usage,
    err: expect.stringContaining("argument missing") as string,
  });
});

test("commands that exclude each other, need a file, or get too much are wrong usage", async () => {
  expect(await usage("chat", "--continue", "--conversation", "x", "hello")).toMatchObject({ exit: EXIT.usage });
  expect(await usage("backup")).toMatchObject({ exit: EXIT.usage });
  expect(await usage("link", "more")).toMatchObject({ exit: EXIT.usage });
  expect(await usage("export", "--format", "pdf")).toMatchObject({ exit: EXIT.usage });
});

test("what follows `models` and `gpu` is one of their commands, or wrong usage", async () => {
  expect(await usage("models", "pul")).toMatchObject({
    exit: EXIT.usage,
    err: expect.stringContaining("unknown command 'models pul'; there is: add, pull, rm") as string,
  });
  expect(await usage("gpu", "instal")).toMatchObject({ exit: EXIT.usage });
  expect(await usage("gpu", "install", "metal")).toMatchObject({ exit: EXIT.usage });
  expect(await usage("models", "use")).toMatchObject({ exit: EXIT.usage });
  expect(await usage("models", "use", "x", "--none")).toMatchObject({ exit: EXIT.usage });
  expect(await usage("models", "rm")).toMatchObject({ exit: EXIT.usage });
});

test("settings of an answer are checked before anything begins", async () => {
  for (const [option, value] of [
    ["--temperature", "5.1"],
    ["--top-p", "0"],
    ["--max-tokens", "1.5"],
    ["--seed", "-1"],
    ["--seed", ""],
  ] as const)
    expect(await usage("chat", "hello", option, value)).toMatchObject({
      exit: EXIT.usage,
      err: expect.stringContaining(option) as string,
    });
});

test("help and version are results", async () => {
  expect(await usage("--version")).toEqual({ exit: EXIT.ok, out: "1.2.3\n", err: "" });
  const { exit, out, err } = await usage("--help");
  expect([exit, err]).toEqual([EXIT.ok, ""]);
  for (const word of [
    "serve",
    "chat",
    "models",
    "gpu",
    "link",
    "doctor",
    "backup",
    "restore",
    "export",
    "Examples:",
    "Exit codes:",
  ])
    expect(out).toContain(word);
  expect(out).not.toContain("start ");
  expect((await usage("chat", "--help")).out).toContain("--workspace");
});
