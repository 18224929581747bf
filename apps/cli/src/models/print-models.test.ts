import { expect, test } from "vitest";
import { createConsole } from "../console.ts";
import { model, modelList } from "./model-fixture.ts";
import { printModels } from "./print-models.ts";

function printed(...args: Parameters<typeof modelList>): string {
  let text = "";
  const stream = {
    on: () => stream as never,
    write: (piece: string | Uint8Array): boolean => {
      text += String(piece);
      return true;
    },
  };
  printModels(createConsole({ stdout: stream, stderr: stream }, {}), modelList(...args));
  return text;
}

test("a model is one line with what one chooses by", () => {
  const memory = { weightsBytes: 4e9, contextBytes: 1e9, overheadBytes: 2e8, contextTokens: 8192, slots: 2 };
  const text = printed({
    models: [
      model({
        fileBytes: 4.7e9,
        quantisation: "Q4_K_M",
        contextTokens: 32_768,
        memory,
        isDefault: true,
        state: "loaded",
      }),
      model({ id: "server/h:1/a", name: "a", runtime: "server", kind: "embedding", source: "Ollama at h:1" }),
    ],
  });
  expect(text.split("\n").slice(0, 3)).toEqual([
    "   NAME                        ID        SIZE    QUANT   CONTEXT  NEEDS   STATE             FOUND IN",
    "*  Qwen2.5 7B Instruct Q4_K_M  3f2a9c1b  4.7 GB  Q4_K_M  32k      5.2 GB  loaded            LM Studio",
    "   a                           h:1/a                                      ready, embedding  Ollama at h:1",
  ]);
  expect(text).toContain("Memory: 8.0 GB free of 16.0 GB");
});

test("what is wrong with a model, and that text leaves the machine, is told with its name", () => {
  const text = printed({
    models: [
      model({ name: "broken", state: "unusable", why: "It is cut off.", remedy: "Fetch it again." }),
      model({ name: "far", leavesTo: "api.example" }),
    ],
    problems: ["/models/secret: permission denied"],
  });
  expect(text).toContain("  broken: It is cut off. Fetch it again.\n");
  expect(text).toContain("  far: text leaves this machine: api.example\n");
  expect(text).toContain("Could not be read:\n  /models/secret: permission denied\n");
});

test("how the next prompt is answered is told from the first choice on, with the reasons", () => {
  const text = printed({
    models: [model()],
    chain: [
      { engine: "a", name: "Big", outcome: "refused", reason: "needs 40 GB", remedy: "Use a smaller one." },
      { engine: "b", name: "Small", outcome: "taken", reason: "because it is loaded" },
      { engine: "workspace", name: "workspace search", outcome: "later", reason: "because no model can answer now" },
    ],
  });
  expect(text).toContain(`  × Big needs 40 GB
      Use a smaller one.
  → Small, because it is loaded
    workspace search, because no model can answer now
`);
});

test("without a model the ways to one are shown, and where was looked", () => {
  const text = printed({ searched: [{ source: "LM Studio", place: "/home/ada/.lmstudio/models", found: 0 }] });
  expect(text).toContain("nomous models pull URL");
  expect(text).toContain("  LM Studio: /home/ada/.lmstudio/models\n");
});

test("the name in a hostile file cannot steer the terminal", () => {
  expect(printed({ models: [model({ name: "\u001B[2Jgone" })] })).not.toContain("\u001B");
});
