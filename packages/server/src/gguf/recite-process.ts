// Asks llama.cpp itself about model files and tells its parent. Arguments: tokens of context, conversations at once, paths.
import { getLlama, GgufInsights, LlamaChatSession, readGgufFileInfo } from "node-llama-cpp";

export interface Recital {
  /** What the model answers, without chance. */
  readonly text: string;
  /** What llama.cpp says that it needs; `contextBytes` includes its working space. */
  readonly weightsBytes: number;
  readonly contextBytes: number;
}

const [contextSize = 0, sequences = 0] = process.argv.slice(2, 4).map(Number);
const llama = await getLlama({ gpu: false, build: "never", skipDownload: true, progressLogs: false, maxThreads: 1 });

async function recite(path: string): Promise<Recital> {
  const insights = await GgufInsights.from(await readGgufFileInfo(path), llama);
  const weights = await insights.estimateModelResourceRequirementsV2({ gpuLayers: 0 });
  const sizes = { contextSize, sequences, modelGpuLayers: 0 };
  const working = await insights.estimateContextResourceRequirementsV2(sizes);
  const model = await llama.loadModel({ modelPath: path });
  const context = await model.createContext({ contextSize, sequences, threads: 1 });
  const session = new LlamaChatSession({ contextSequence: context.getSequence() });
  const text = await session.prompt("What do you see?", { temperature: 0, maxTokens: 1_000 });
  await model.dispose();
  return { text, weightsBytes: weights.cpuRam, contextBytes: working.cpuRam };
}

const recitals: Recital[] = [];
for (const path of process.argv.slice(4)) recitals.push(await recite(path));
process.send?.(recitals);
process.disconnect();
await llama.dispose();
