// The command line as its users meet it: real processes, real folders, exit codes.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { delimiter, join } from "node:path";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import { type Client, systemRuntime } from "@nomous/client";
import { openNodeClient } from "@nomous/client/node";
import { type ConversationId, newCommandId, newTurnId, type TurnId } from "@nomous/protocol";
import { createPairingLink } from "@nomous/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Desk } from "../support/desk.ts";
import { lacks } from "@nomous/testkit";
import { makeKey, RawSocket } from "./raw-socket.ts";

let desk: Desk;
let workspace: string;

beforeEach(() => {
  desk = new Desk();
  workspace = desk.portsFolder();
});
afterEach(() => desk.end());

interface Answered {
  readonly text: string;
  readonly engine: string;
  readonly reason: string;
  readonly citations: readonly { path: string; line: number }[];
  readonly generation: string;
  readonly conversation: string;
  readonly end: string;
}

interface Exported {
  readonly schema: string;
  readonly conversations: readonly {
    readonly id: ConversationId;
    readonly title: string;
    readonly turns: readonly {
      readonly id: TurnId;
      readonly role: string;
      readonly text: string;
      readonly end?: string;
      readonly parent: string | null;
    }[];
  }[];
}

const answered = (text: string): Answered => JSON.parse(text) as Answered;

async function exported(): Promise<Exported> {
  const { out, exit } = await desk.runWarm(["export", "--format", "json", "--out", "-", "-w", workspace]);
  expect(exit).toBe(0);
  return JSON.parse(out) as Exported;
}

async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { server, port: typeof address === "object" ? (address?.port ?? 0) : 0 };
}

async function firstState({ connection }: Client): Promise<string> {
  for (;;) {
    const { status } = connection.current();
    if (status !== "connecting") return status;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test("serve says where it listens, and chat answers about a foreign folder with places", async () => {
  const bridge = await desk.serve(workspace);
  expect(bridge).toMatchObject({ workspace, pid: bridge.child.pid });
  expect(bridge.url).toBe(`http://127.0.0.1:${bridge.port}`);
  expect(bridge.link).toMatch(new RegExp(`^${bridge.url}/#pair=[A-Za-z0-9_-]{43}$`));

  const { exit, out, err } = await desk.run([
    "chat",
    "--json",
    "-w",
    workspace,
    "Where does the zanzibar relay listen?",
  ]);
  expect({ exit, err }).toEqual({ exit: 0, err: "" });
  const answer = answered(out);
  expect(answer).toMatchObject({ engine: "workspace", reason: "because no model is connected", end: "done" });
  expect(answer.citations).toContainEqual({ path: "ports.md", line: 1 });
  expect(answer.text).toContain("7070");

  bridge.child.kill("SIGTERM");
  expect(await bridge.result).toMatchObject({ exit: 0 });
  expect(existsSync(join(workspace, ".nomous", "bridge.json"))).toBe(false);
});

test("what Nomous keeps is for its user alone and hides itself from git", async () => {
  const bridge = await desk.serve(workspace);
  expect(readFileSync(join(workspace, ".nomous", ".gitignore"), "utf8")).toBe("/*\n!/reviews/\n");
  expect(statSync(join(workspace, ".nomous")).mode & 0o777).toBe(0o700);
  for (const name of ["bridge.json", "bridge.log"])
    expect(statSync(join(workspace, ".nomous", name)).mode & 0o777).toBe(0o600);
  expect(readdirSync(workspace).toSorted()).toEqual([".nomous", "ports.md"]);
  bridge.child.kill("SIGINT");
  expect(await bridge.result).toMatchObject({ exit: 0 });
});

test("a running bridge is shown, never doubled, also when two start at once", async () => {
  const both = [1, 2].map(() => desk.start(["serve", "--json", "-w", workspace, "--port", "0"]));
  await Promise.all(both.map((running) => running.saw("\n")));
  const [a, b] = both.map((running) => JSON.parse(running.said.out) as { pid: number; url: string; link: string });
  expect(a?.pid).toBe(b?.pid);
  expect(a?.url).toBe(b?.url);
  expect(a?.link).not.toBe(b?.link);
  const other = both.find(({ child }) => child.pid !== a?.pid);
  expect(await other?.result).toMatchObject({ exit: 0 });
});

test.skipIf(lacks(process.platform === "linux", "Linux and its xdg-open"))(
  "--open gives the browser a file that only the user can read, so that no command line shows the secret",
  async () => {
    const opened = desk.path("opened");
    const tools = desk.path("bin");
    mkdirSync(tools);
    writeFileSync(join(tools, "xdg-open"), `#!/bin/sh\necho "$1" > "${opened}"\n`, { mode: 0o755 });
    const path = [tools, process.env["PATH"]].join(delimiter);
    const args = ["serve", "--json", "--open", "-w", workspace, "--port", "0"];
    const bridge = desk.start(args, { env: { PATH: path } });
    await bridge.saw("\n");
    await vi.waitFor(() => expect(readFileSync(opened, "utf8")).toMatch(/^file:.*\n$/), 5_000);
    const page = new URL(readFileSync(opened, "utf8").trim());
    expect(statSync(page).mode & 0o777).toBe(0o600);
    const { url } = JSON.parse(bridge.said.out) as { url: string };
    const [, link] = /url=([^"]+)/.exec(readFileSync(page, "utf8")) ?? [];
    expect(link?.startsWith(`${url}/#pair=`)).toBe(true);
    bridge.child.kill("SIGTERM");
    await bridge.result;
    expect(existsSync(page)).toBe(false);
  },
);

test("a port that another program holds is an error with its name and a remedy, and is never replaced by the next", async () => {
  const { server, port } = await listen();
  const { exit, out, err } = await desk.runWarm(["serve", "-w", workspace, "--port", String(port)]);
  server.close();
  expect({ exit, out }).toEqual({ exit: 3, out: "" });
  expect(err).toContain(`Port ${port} is in use by`);
  expect(err).toContain(process.platform === "linux" ? `(pid ${process.pid})` : "another program");
  expect(err).toContain("--port NUMBER");
});

test("a workspace keeps its port, and no other gets it", async () => {
  const { server, port } = await listen();
  server.close();
  const first = desk.start(["serve", "--json", "-w", workspace, "--port", String(port)]);
  await first.saw("\n");
  first.child.kill("SIGTERM");
  await first.result;

  const again = desk.start(["serve", "--json", "-w", workspace]);
  await again.saw(`"port":${port},`);
  again.child.kill("SIGTERM");
  await again.result;

  const other = desk.path("other");
  mkdirSync(other);
  expect(await desk.runWarm(["serve", "-w", other, "--port", String(port)])).toMatchObject({
    exit: 3,
    err: expect.stringContaining(workspace) as string,
  });
});

test("a workspace that is missing, a file, or unreadable is told with its name", async () => {
  const missing = await desk.runWarm(["serve", "-w", desk.path("nowhere")]);
  expect(missing).toMatchObject({ exit: 3, err: expect.stringContaining(desk.path("nowhere")) as string });
  const file = await desk.runWarm(["chat", "hello", "-w", join(workspace, "ports.md")]);
  expect(file).toMatchObject({ exit: 3, err: expect.stringContaining("ports.md") as string });
});

test("[S11] after kill -9 the next start ends what was being written as interrupted and keeps its text", async () => {
  const bridge = await desk.serve(workspace);
  const asking = desk.start(["chat", "-w", workspace, "-m", "scripted", "scripted: tokens=100000 rate=100"]);
  await asking.saw("20.");
  bridge.child.kill("SIGKILL");
  await bridge.result;
  const seen = asking.said.out;
  const again = await desk.serve(workspace);
  expect(again.pid).not.toBe(bridge.pid);
  asking.child.kill("SIGKILL");
  await asking.result;
  const [conversation] = (await exported()).conversations;
  expect(conversation?.turns.at(-1)).toMatchObject({ role: "engine", end: "interrupted" });
  expect(conversation?.turns.at(-1)?.text.startsWith(seen.trimEnd())).toBe(true);
});

test("[H8] a link is good once, and works when it was made before the bridge", async () => {
  const made = await desk.runWarm(["link", "--json", "-w", workspace]);
  expect(made).toMatchObject({ exit: 0, err: "" });
  const early = JSON.parse(made.out) as { link: string; isRunning: boolean };
  expect(early.isRunning).toBe(false);

  const bridge = await desk.serve(workspace);
  const pairing = new URLSearchParams(new URL(early.link).hash.slice(1)).get("pair") ?? "";
  const another = (await desk.runWarm(["link", "-w", workspace])).out.trim();
  const states: string[] = [];
  for (const link of [{ url: bridge.url, pairing }, { url: bridge.url, pairing }, { url: another }, { url: another }]) {
    const client = await openNodeClient(link);
    states.push(await firstState(client));
    await client.close();
  }
  expect(states).toEqual(["online", "unpaired", "online", "unpaired"]);
});

test("a backup made while the bridge works is restored with everything in it, and what it replaces is kept", async () => {
  const bridge = await desk.serve(workspace);
  const first = answered(
    (await desk.runWarm(["chat", "--json", "-w", workspace, "-m", "scripted", "scripted: tokens=5"])).out,
  );
  const file = desk.path("backup.db");
  expect(await desk.runWarm(["backup", "-w", workspace, file])).toMatchObject({ exit: 0, err: "" });
  expect(await desk.runWarm(["backup", "-w", workspace, file])).toMatchObject({
    exit: 3,
    err: expect.stringContaining("exists already") as string,
  });
  await desk.runWarm(["chat", "-w", workspace, "-m", "scripted", "scripted: tokens=6"]);
  expect((await exported()).conversations).toHaveLength(2);

  expect(await desk.runWarm(["restore", "-w", workspace, file])).toMatchObject({
    exit: 3,
    err: expect.stringContaining(`pid ${bridge.pid}`) as string,
  });
  bridge.child.kill("SIGTERM");
  await bridge.result;
  const restored = await desk.runWarm(["restore", "--json", "-w", workspace, file]);
  expect(restored.exit).toBe(0);
  expect(existsSync((JSON.parse(restored.out) as { replaced: string }).replaced)).toBe(true);
  const { schema, conversations } = await exported();
  expect(schema).toBe("nomous-export/1");
  expect(conversations.map(({ turns }) => turns.map(({ text }) => text))).toEqual([["scripted: tokens=5", first.text]]);
});

test("restore refuses a file that is no backup and leaves the database as it was", async () => {
  await desk.runWarm(["chat", "-w", workspace, "-m", "scripted", "scripted: tokens=5"]);
  writeFileSync(desk.path("not-a-backup.db"), "hello\n".repeat(1_000));
  expect(await desk.runWarm(["restore", "-w", workspace, desk.path("not-a-backup.db")])).toMatchObject({ exit: 3 });
  expect((await exported()).conversations).toHaveLength(1);
});

test("export writes one Markdown file for each conversation, with its branches", async () => {
  const begun = answered(
    (await desk.runWarm(["chat", "--json", "-w", workspace, "-m", "scripted", "scripted: tokens=3"])).out,
  );
  await desk.runWarm(["chat", "-w", workspace, "-m", "scripted", "-c", begun.conversation, "scripted: tokens=4"]);
  await desk.runWarm(["chat", "-w", workspace, "another"]);
  const out = desk.path("out");
  expect(await desk.runWarm(["export", "--json", "--out", out, "-w", workspace])).toMatchObject({
    exit: 0,
    out: `{"out":${JSON.stringify(out)},"format":"md","conversations":2}\n`,
  });
  const files = readdirSync(out);
  expect(files).toHaveLength(2);
  const text = files.map((name) => readFileSync(join(out, name), "utf8")).find((text) => text.includes("tokens=4"));
  expect(text?.match(/^### \d/gm)).toEqual(["### 1", "### 2", "### 3", "### 4"]);
});

test("[C9] export waits for no answer: what is being written, or waits its turn, is told as such", async () => {
  const bridge = await desk.serve(workspace);
  const writing = desk.start(["chat", "-w", workspace, "-m", "scripted", "scripted: tokens=100000 rate=100"]);
  await writing.saw("20.");
  const [begun] = (await exported()).conversations;
  if (begun === undefined) throw new Error("nothing was exported");
  const { id: conversation, turns } = begun;
  expect(turns.map(({ role, end }) => [role, end])).toEqual([
    ["person", undefined],
    ["engine", "writing"],
  ]);
  expect(turns[1]?.text).toContain("20.");

  const { secret } = await createPairingLink(join(workspace, ".nomous"), systemRuntime);
  const raw = await RawSocket.enter(bridge.url, makeKey(), secret);
  const [turn, answer] = [newTurnId(systemRuntime), newTurnId(systemRuntime)];
  const args = { conversation, turn, answer, parent: turns[1]?.id ?? null, text: "and then?", attachments: [] };
  raw.say({ type: "CMD", id: newCommandId(systemRuntime), name: "conversation.prompt", args });
  expect(await raw.next("RES")).toMatchObject({ status: "applied" });
  expect((await exported()).conversations[0]?.turns.at(-1)).toMatchObject({ role: "engine", end: "writing", text: "" });
  await raw.leave();
  expect(writing.child.exitCode).toBeNull();
});

test("[C7] Ctrl-C stops the answer, keeps what came, and ends with 130", async () => {
  const bridge = await desk.serve(workspace);
  const asking = desk.start(["chat", "-w", workspace, "-m", "scripted", "scripted: tokens=100000 rate=100"]);
  await asking.saw("20.");
  asking.child.kill("SIGINT");
  const { exit, out, err } = await asking.result;
  expect({ exit, err }).toEqual({ exit: 130, err: "Stopped.\n" });
  const [conversation] = (await exported()).conversations;
  expect(conversation?.turns.at(-1)).toMatchObject({ end: "cancelled" });
  expect(conversation?.turns.at(-1)?.text.trimEnd()).toBe(out.trimEnd());
  expect(bridge.child.exitCode).toBeNull();
});

test("a pipe is the question, or its context", async () => {
  const alone = await desk.run(["chat", "-w", workspace, "-m", "scripted"], { input: "scripted: tokens=2 seed=9\n" });
  expect(alone).toMatchObject({ exit: 0, out: expect.stringMatching(/^1\.\w+ 2\.\w+ \n$/) as string });
  const echo = await desk.run(["chat", "-w", workspace, "-m", "scripted", "scripted: tokens=100 echo"], {
    input: "one\ntwo\n",
  });
  expect(echo.out).toContain("one\ntwo");
  const nothing = await desk.run(["chat", "-w", workspace], { input: "" });
  expect(nothing).toMatchObject({ exit: 2, err: expect.stringContaining("nothing to ask") as string });
});

test("a reader that goes away ends the command without noise", async () => {
  const bridge = await desk.serve(workspace);
  const asking = desk.start(["chat", "-w", workspace, "-m", "scripted", "scripted: tokens=100000 rate=200"]);
  await asking.saw("5.");
  asking.child.stdout?.destroy();
  expect(await asking.result).toMatchObject({ exit: 141, err: "" });
  expect(bridge.child.exitCode).toBeNull();
});

test("an answer that fails, and an engine that does not exist, have their own exit codes", async () => {
  const failed = await desk.run(["chat", "-w", workspace, "-m", "scripted", "scripted: tokens=9 fail=2"]);
  expect(failed).toMatchObject({ exit: 5, out: expect.stringMatching(/^1\.\w+ 2\.\w+ \n$/) as string });
  expect(await desk.run(["chat", "-w", workspace, "-m", "none", "hello"])).toMatchObject({ exit: 4, out: "" });
});

test("without a bridge, chats at the same time wait for each other and all are kept", async () => {
  const all = await Promise.all(
    [1, 2, 3].map((n) => desk.run(["chat", "-w", workspace, "-m", "scripted", `scripted: tokens=${n}`])),
  );
  expect(all.map(({ exit }) => exit)).toEqual([0, 0, 0]);
  expect((await exported()).conversations).toHaveLength(3);
});

test("chat --continue goes on with the newest conversation", async () => {
  expect(await desk.runWarm(["chat", "--continue", "hello", "-w", workspace])).toMatchObject({ exit: 1 });
  const first = answered((await desk.runWarm(["chat", "--json", "-w", workspace, "hello"])).out);
  const second = answered((await desk.runWarm(["chat", "--json", "--continue", "-w", workspace, "and now?"])).out);
  expect(second.conversation).toBe(first.conversation);
  const [conversation] = (await exported()).conversations;
  expect(conversation?.turns.map(({ role }) => role)).toEqual(["person", "engine", "person", "engine"]);
});

test("a database from a newer Nomous is refused and left alone", async () => {
  await desk.runWarm(["chat", "-w", workspace, "hello"]);
  const file = join(workspace, ".nomous", "nomous.db");
  const database = new DatabaseSync(file);
  database.exec("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
  const before = readFileSync(file);
  const { exit, err } = await desk.runWarm(["serve", "-w", workspace, "--port", "0"]);
  expect(exit).toBe(3);
  expect(err).toContain("newer");
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("npm moves to the checkout, but the folder is where the person is", async () => {
  const checkout = join(import.meta.dirname, "../..");
  const env = { INIT_CWD: workspace, npm_package_json: join(checkout, "package.json") };
  const running = desk.start(["start", "--json", "--port", "0"], { cwd: checkout, env });
  await running.saw("\n");
  expect(JSON.parse(running.said.out)).toMatchObject({ workspace });
});
