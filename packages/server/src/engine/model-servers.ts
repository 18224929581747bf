// Finds model servers on this machine: asks the usual ports of Ollama, LM Studio and llama-server what models they have.
// Nothing but 127.0.0.1 is asked, and what answers is not trusted to be any of them.
import { get } from "node:http";
import { AnyJson, decodeJson, type ModelServer, type Runtime } from "@nomous/protocol";

export interface ModelServerProbe {
  /** What is asked. */
  readonly urls: readonly string[];
  /** Asks all at once; those that do not answer are left out. */
  probe(): Promise<readonly ModelServer[]>;
}

export interface ModelServerPorts {
  readonly ollama: number;
  readonly lmStudio: number;
  readonly llamaServer: number;
}

const USUAL_PORTS: ModelServerPorts = { ollama: 11_434, lmStudio: 1_234, llamaServer: 8_080 };
const TIMEOUT_MS = 500;
const MAX_BYTES = 256 * 1024;
const MAX_MODELS = 200;

interface Candidate {
  readonly name: string;
  readonly url: string;
  readonly path: string;
  /** Where the answer has its list of models, and the name in each. */
  readonly list: string;
  readonly key: string;
}

/** Probes loopback for model servers; `ports` are for tests. */
export function createModelServerProbe(runtime: Runtime, ports: ModelServerPorts = USUAL_PORTS): ModelServerProbe {
  const openAi = { path: "/v1/models", list: "data", key: "id" };
  const candidates: readonly Candidate[] = [
    { name: "Ollama", url: urlOf(ports.ollama), path: "/api/tags", list: "models", key: "name" },
    { name: "LM Studio", url: urlOf(ports.lmStudio), ...openAi },
    { name: "llama-server", url: urlOf(ports.llamaServer), ...openAi },
  ];
  return {
    urls: candidates.map(({ url }) => url),
    async probe() {
      const servers = await Promise.all(candidates.map((candidate) => ask(runtime, candidate)));
      return servers.filter((server) => server !== undefined);
    },
  };
}

const urlOf = (port: number): string => `http://127.0.0.1:${port}`;

async function ask(runtime: Runtime, { name, url, path, list, key }: Candidate): Promise<ModelServer | undefined> {
  const text = await getText(runtime, `${url}${path}`);
  if (text === undefined) return undefined;
  const entries = fieldOf(decodeJson(AnyJson, text), list);
  if (!Array.isArray(entries)) return undefined;
  const models = entries.map((entry) => fieldOf(entry, key)).filter((model) => typeof model === "string");
  return { name, url, models: models.slice(0, MAX_MODELS) };
}

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;

/** The body of a 200, or `undefined` for anything else, in time or not at all. */
function getText({ clock }: Runtime, url: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
        if (text.length > MAX_BYTES) request.destroy();
      });
      response.on("end", () => finish(response.statusCode === 200 ? text : undefined));
    });
    const stopTimer = clock.after(TIMEOUT_MS, () => request.destroy());
    const finish = (text: string | undefined): void => {
      stopTimer();
      resolve(text);
    };
    request.on("error", () => finish(undefined));
    request.on("close", () => finish(undefined));
  });
}
