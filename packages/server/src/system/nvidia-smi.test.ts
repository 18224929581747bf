import { describe, expect, it } from "vitest";
import { parseGpus } from "./nvidia-smi.ts";

const MiB = 1024 * 1024;

describe("what nvidia-smi prints", () => {
  it("is one GPU a line: name, use, memory and temperature", () => {
    expect(parseGpus("NVIDIA RTX A2000, 74, 6138, 5935, 61\nNVIDIA H200, 0, 143771, 0, 30\n")).toEqual([
      { name: "NVIDIA RTX A2000", use: 0.74, totalBytes: 6_138 * MiB, usedBytes: 5_935 * MiB, celsius: 61 },
      { name: "NVIDIA H200", use: 0, totalBytes: 143_771 * MiB, usedBytes: 0, celsius: 30 },
    ]);
  });

  it.each(["[N/A]", "[Not Supported]", "[Unknown Error]", "[GPU requires reset]"])("%s is no number", (word) => {
    expect(parseGpus(`NVIDIA GB10, ${word}, ${word}, ${word}, ${word}`)).toEqual([
      { name: "NVIDIA GB10", use: null, totalBytes: 0, usedBytes: 0, celsius: null },
    ]);
  });

  it("may have a comma in the name, and Windows' line ends", () => {
    expect(parseGpus("Quadro, the old one, 5, 1000, 10, 40\r\n\r\n")).toMatchObject([
      { name: "Quadro, the old one", use: 0.05, celsius: 40 },
    ]);
  });

  it.each(["", "\n", "No devices were found\n"])("without a GPU is nothing: %j", (output) => {
    expect(parseGpus(output)).toEqual([]);
  });
});
