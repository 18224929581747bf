// A language model through the bridge and the SDK, every token durable before it is seen, against the same model in llama.cpp
// in-process. 28 M parameters, one thread; the model recites one sentence, so both write the same tokens.
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { type AnswerStats, type Client, GenerationPart, generationStream, ITEM } from "@nomous/client";
import { decodeJson, fromUtf8, newConversationId, newTurnId, systemRuntime } from "@nomous/client";
import type { ConversationId, TurnId } from "@nomous/client";
import { openNodeClient } from "@nomous/client/node";
import { BENCH_GGUF, makeTinyGguf, recital } from "@nomous/testkit";
import { BUDGET_HEAD, type Figures, format, interleave, judge, report, summarise, table } from "./harness.ts";

const WORDS = Number(process.argv[2] ?? 400);
const ROUNDS = Number(process.argv[3] ?? 7);
const AT_ONCE = [1, 2, 4, 8];
/** A durable command, milliseconds, as `bench -- stream` measured it here. */
const COMMAND_MS = 1.2;
const ALLOWED_MS = 2 + 2 * COMMAND_MS;
const LONG_PROMPT = recital(900).toLowerCase();

const folder = mkdtempSync(join(tmpdir(), "nomous-bench-"));
const model = join(folder, "bench.gguf");
writeFileSync(model, makeTinyGguf({ ...BENCH_GGUF, phrase: recital(WORDS), contextTokens: 4_096 }).file);
mkdirSync(join(folder, "workspace"));

interface Answered {
  readonly firstMs: number;
  readonly perSecond: number;
  readonly tokens: number;
  readonly stats: AnswerStats;
}

/** Times as a program sees them that uses the SDK: from the command to the first and the last piece of text. */
async function ask(
  client: Client,
  text: string,
  conversation: ConversationId,
  parent: TurnId | null,
): Promise<Answered & { answer: TurnId }> {
  const answer = newTurnId(systemRuntime);
  const settings = { system: "", temperature: 0, retrieval: false };
  const args = { conversation, turn: newTurnId(systemRuntime), answer, parent, text, attachments: [], settings };
  const startedMs = performance.now();
  await client.command("conversation.prompt", args).result;
  let [first, last] = [0, 0];
  let stats: AnswerStats = {};
  for await (const items of client.stream(generationStream(answer)))
    for (const { kind, data } of items) {
      if (kind === ITEM.text) {
        last = performance.now();
        first ||= last;
      }
      const part = kind === ITEM.json ? decodeJson(GenerationPart, fromUtf8(data)) : undefined;
      if (part?.type === "stats") stats = part.stats;
    }
  const tokens = stats.outputTokens ?? 0;
  return { answer, stats, tokens, firstMs: first - startedMs, perSecond: ((tokens - 1) * 1_000) / (last - first) };
}

let asked = 0;
/** Another one from its first word on, so that nothing of it is known already. */
const question = (): string => `${(asked += 1)}: say it once more, from the beginning to the end.`;

async function startBridge(): Promise<{ child: ChildProcess; client: Client }> {
  const main = new URL("../apps/cli/src/main.ts", import.meta.url).pathname;
  const env = {
    ...process.env,
    HOME: folder,
    XDG_STATE_HOME: folder,
    XDG_CONFIG_HOME: folder,
    XDG_DATA_HOME: folder,
    NOMOUS_SERVERS: "",
  };
  const args = ["serve", "--json", "--port", "0", "--workspace", join(folder, "workspace"), "--model", model];
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ["ignore", "pipe", "ignore"] });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const { link } = JSON.parse(line) as { link: string };
  const client = await openNodeClient({ url: link, name: "bench" });
  await ask(client, question(), newConversationId(systemRuntime), null);
  return { child, client };
}

async function startPeer(): Promise<ChildProcess> {
  const peer = fork(new URL("./peers/llama-process.ts", import.meta.url), [model]);
  await once(peer, "message");
  peer.send({ text: question() });
  await once(peer, "message");
  return peer;
}

const { child, client } = await startBridge();
const peer = await startPeer();

async function throughBridge(): Promise<Figures> {
  const { firstMs, perSecond } = await ask(client, question(), newConversationId(systemRuntime), null);
  return { "tokens/s": perSecond, "first token, ms": firstMs };
}

async function inProcess(): Promise<Figures> {
  peer.send({ text: question() });
  const [{ firstMs, perSecond }] = (await once(peer, "message")) as [Answered];
  return { "tokens/s": perSecond, "first token, ms": firstMs };
}

/** Tokens a second of all conversations together. */
async function scaling(): Promise<string> {
  const rows: string[] = [];
  for (const count of AT_ONCE) {
    const startedMs = performance.now();
    const answers = await Promise.all(
      Array.from({ length: count }, () => ask(client, question(), newConversationId(systemRuntime), null)),
    );
    const tokens = answers.reduce((sum, one) => sum + one.tokens, 0);
    const each = summarise(answers.map(({ perSecond }) => perSecond));
    const all = (tokens * 1_000) / (performance.now() - startedMs);
    rows.push(`| ${count} | ${format(all)} | ${format(each.median)} [${format(each.min)}–${format(each.max)}] |`);
  }
  return ["| conversations at once | tokens/s, all | tokens/s, each |", "|---:|---:|---:|", ...rows].join("\n");
}

const row = (name: string, { stats, firstMs }: Answered): string =>
  `| ${name} | ${stats.promptTokens ?? "–"} | ${stats.reusedTokens ?? 0} | ${format(stats.prefillMs ?? 0)} | ${format(firstMs)} |`;

async function prefixReuse(): Promise<string> {
  const conversation = newConversationId(systemRuntime);
  const one = await ask(client, `${question()} ${LONG_PROMPT}`, conversation, null);
  const two = await ask(client, question(), conversation, one.answer);
  return [
    "| turn | prompt, tokens | reused | prefill, ms | first token, ms |",
    "|---|---:|---:|---:|---:|",
    row("first, long", one),
    row("second", two),
  ].join("\n");
}

const results = await interleave({ nomous: throughBridge, "in-process": inProcess }, ROUNDS);
const series = (name: string, figure: string): readonly number[] => results.get(name)?.get(figure) ?? [];
const added = summarise(
  series("nomous", "first token, ms").map((ms, i) => ms - (series("in-process", "first token, ms")[i] ?? Number.NaN)),
);
const budget = judge({
  what: "tokens/s, durable",
  ours: series("nomous", "tokens/s"),
  peer: series("in-process", "tokens/s"),
  peerName: "llama.cpp in-process",
  limit: 0.97,
  sense: "at least",
});
const [scale, reuse] = [await scaling(), await prefixReuse()];

report(
  "engine",
  `28 M parameters (F16, 56 MB), one thread, temperature 0, ${WORDS} words. Ours: prompt command, commit, router, a process of its own for the
model, every token committed with \`synchronous=FULL\`, socket, SDK. Theirs: \`LlamaChatSession.prompt\` in one process.

${BUDGET_HEAD}
${budget}

Added time to the first token, p50: **${format(added.median)} ms** [${format(added.min)}, ${format(added.max)}], budget 2 ms and the measured commits:
${added.median <= ALLOWED_MS ? "met" : "**missed**"}. In it are two commits (a durable command takes about ${COMMAND_MS} ms here, see stream), the way of the prompt to the model's process, and what it
costs to run three busy processes on these two cores beside the model.

${table(results)}

${scale}

A second turn is read from where the first one ended:

${reuse}`,
);
await client.close();
peer.disconnect();
child.kill("SIGTERM");
await once(child, "exit");
rmSync(folder, { recursive: true, force: true });
process.exit(0);
