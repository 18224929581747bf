// llama.cpp in this very process, asked as its own documentation does: no bridge, no log, no socket. Times are taken here.
import { performance } from "node:perf_hooks";
import { getLlama, LlamaChatSession } from "node-llama-cpp";

const [model = "", contextSize = "2048"] = process.argv.slice(2);
const llama = await getLlama({ gpu: false, build: "never", skipDownload: true, progressLogs: false, maxThreads: 1 });
const loaded = await llama.loadModel({ modelPath: model });
const context = await loaded.createContext({ contextSize: Number(contextSize), threads: 1, batchSize: 512 });
const session = new LlamaChatSession({ contextSequence: context.getSequence(), systemPrompt: "" });

process.on("message", ({ text }: { text: string }) => {
  void (async () => {
    session.resetChatHistory();
    let [first, last, tokens] = [0, 0, 0];
    const startedMs = performance.now();
    await session.prompt(text, {
      temperature: 0,
      onToken(batch) {
        last = performance.now();
        first ||= last;
        tokens += batch.length;
      },
    });
    process.send?.({ firstMs: first - startedMs, perSecond: ((tokens - 1) * 1_000) / (last - first), tokens });
  })();
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
