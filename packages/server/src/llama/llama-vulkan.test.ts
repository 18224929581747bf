// The build for GPUs, on a GPU in software: slow, but the way of a token is the same. Mesa keeps what it compiled, so only the
// first time takes long.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createSeededRandom, FakeClock, lacks, makeTinyGguf } from "@nomous/testkit";
import { expect, test } from "vitest";
import { ask, collect, makeLlama, NEVER } from "./llama-fixture.ts";

const BUILD = join(import.meta.dirname, "../../../../.cache/llama-gpu/node_modules");
const DRIVERS = "/usr/share/vulkan/icd.d";
const PHRASE = "The same sentence comes from every device.";

const hasBuild = existsSync(join(BUILD, "@node-llama-cpp/linux-x64-vulkan"));
const hasDriver = existsSync(DRIVERS) && readdirSync(DRIVERS).some((name) => name.startsWith("lvp_"));
const isMissing = lacks(
  hasBuild && hasDriver,
  "the Vulkan build of llama.cpp and Debian's mesa-vulkan-drivers (npm test brings them, as root)",
);

test.skipIf(isMissing)("a model on the GPU says the same", { timeout: 180_000 }, async () => {
  // llama.cpp passes over devices that are processors unless it is told their number.
  process.env["GGML_VK_VISIBLE_DEVICES"] = "0";
  const runtime = { clock: new FakeClock(), random: createSeededRandom(1) };
  try {
    await using fixture = await makeLlama(runtime, {
      gpuPackages: BUILD,
      contextTokens: 128,
      batchTokens: 32,
      slots: 1,
    });
    expect(await fixture.llama.gpus()).toMatchObject([{ name: expect.stringContaining("llvmpipe") as string }]);
    const model = await fixture.model("tiny", makeTinyGguf({ phrase: PHRASE }).file);
    const { text, error } = await collect(fixture.llama.chat(model).chat(ask(runtime, "Hi"), NEVER));
    expect(error).toBeUndefined();
    expect(text).toBe(PHRASE);
  } finally {
    delete process.env["GGML_VK_VISIBLE_DEVICES"];
  }
});
