// One run of the experiment `prefill-slice`: node docs/spikes/measure-prefill.mjs 16|128|512
// A model of 28 M parameters reads a prompt of 1,024 tokens in slices of so many tokens. Between two slices an answer can be stopped and
// another one has its turn, so `slice` is how long either waits; `prefill` is how long the whole prompt takes. The weights are made by
// the test kit: how fast they are read does not depend on what they say.
import { existsSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getLlama, LlamaLogLevel } from "node-llama-cpp";
import { BENCH_GGUF, makeTinyGguf, recital } from "../../packages/testkit/src/index.ts";

const PROMPT = 1_024;
const size = Number(process.argv[2]);
if (!Number.isInteger(size) || size < 1) throw new Error("Say how many tokens a slice has.");

const file = join(tmpdir(), "nomous-spike-28m.gguf");
if (!existsSync(file)) {
  const made = `${file}.${process.pid}`;
  writeFileSync(made, makeTinyGguf({ ...BENCH_GGUF, phrase: recital(400), contextTokens: 4_096 }).file);
  renameSync(made, file);
}
const llama = await getLlama({
  gpu: false,
  build: "never",
  skipDownload: true,
  progressLogs: false,
  maxThreads: 1,
  logLevel: LlamaLogLevel.error,
});
const model = await llama.loadModel({ modelPath: file });
const context = await model.createContext({ contextSize: 4_096, batchSize: 512, threads: 1 });
const sequence = context.getSequence();
const tokens = model.tokenize(recital(2_000).toLowerCase());
if (tokens.length < 2 * PROMPT) throw new Error(`The text has ${tokens.length} tokens.`);

async function read(prompt) {
  const slices = [];
  await sequence.clearHistory();
  for (let from = 0; from < prompt.length; from += size) {
    const began = performance.now();
    await sequence.evaluateWithoutGeneratingNewTokens(prompt.slice(from, from + size));
    slices.push(performance.now() - began);
  }
  return slices;
}

await read(tokens.slice(PROMPT, PROMPT + size));
const slices = await read(tokens.slice(0, PROMPT));
const prefill = slices.reduce((sum, ms) => sum + ms, 0);
console.log(JSON.stringify({ prefill, slice: slices.map((ms) => Number(ms.toFixed(3))) }));
process.exit(0);
