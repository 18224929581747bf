import { expect, test } from "vitest";
import { model } from "./model-fixture.ts";
import { resolveModel, shortId } from "./resolve-model.ts";

const QWEN = model();
const CODER = model({ id: "llama/99aa", name: "Qwen2.5 Coder 1.5B Q8_0", path: "/m/coder.gguf" });
const LLAMA = model({
  id: "server/127.0.0.1:11434/llama3.2:3b",
  name: "llama3.2:3b",
  runtime: "server",
  path: undefined,
});
const ALL = [QWEN, CODER, LLAMA];

const remedyOf = (wanted: string): string => {
  try {
    return resolveModel(ALL, wanted, "/m").id;
  } catch (error) {
    return String((error as { remedy?: string }).remedy);
  }
};

test.each([
  ["llama/3f2a9c1b77", QWEN],
  ["3f2a9c1b", QWEN],
  ["Qwen2.5 7B Instruct Q4_K_M", QWEN],
  ["qwen2.5 7b", QWEN],
  ["qwen2.5-7b-instruct-q4_k_m.gguf", QWEN],
  ["coder.gguf", CODER],
  ["./coder.gguf", CODER],
  ["/models/qwen2.5-7b-instruct-q4_k_m.gguf", QWEN],
  ["llama3.2:3b", LLAMA],
  ["127.0.0.1:11434/llama3.2:3b", LLAMA],
])("%s names one model", (wanted, expected) => {
  expect(resolveModel(ALL, wanted, "/m")).toBe(expected);
});

test("a whole name wins over a longer one that begins with it", () => {
  const longer = model({ id: "server/h/llama3.2:3b-long", name: "llama3.2:3b-instruct" });
  expect(resolveModel([longer, LLAMA], "llama3.2:3b", "/")).toBe(LLAMA);
});

test("a beginning that several have is refused with all of them", () => {
  expect(remedyOf("qwen2.5")).toBe("Say which: Qwen2.5 7B Instruct Q4_K_M (3f2a9c1b), Qwen2.5 Coder 1.5B Q8_0 (99aa)");
});

test("a typo or a part of a name gets a suggestion, anything else the way to the list", () => {
  expect(remedyOf("lama3.2")).toBe("Did you mean llama3.2:3b?");
  expect(remedyOf("codder")).toBe("Did you mean Qwen2.5 Coder 1.5B Q8_0?");
  expect(remedyOf("coder 1.5")).toBe("Did you mean Qwen2.5 Coder 1.5B Q8_0?");
  expect(remedyOf("mistral")).toContain("`nomous models`");
});

test("ids of files are shown short, those of servers whole", () => {
  expect(shortId(QWEN)).toBe("3f2a9c1b");
  expect(shortId(LLAMA)).toBe("127.0.0.1:11434/llama3.2:3b");
});
