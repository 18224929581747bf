import { expect, test } from "vitest";
import { downloadSource } from "./download-source.ts";

const HF = "https://huggingface.co/Qwen/Qwen2.5-0.5B-Instruct-GGUF";

test("a file is named for the end of its address, or as it is asked", () => {
  expect(downloadSource("https://h.example/a%20b.gguf?sig=1").fileName).toBe("a b.gguf");
  expect(downloadSource("https://h.example/download?id=7", "x.GGUF").fileName).toBe("x.GGUF");
});

test("what Hugging Face shows in the browser leads to the file itself, with or without words behind it", () => {
  for (const url of [`${HF}/blob/main/a.gguf`, `${HF}/resolve/main/a.gguf?download=true`])
    expect(downloadSource(url).identity).toBe(`${HF}/resolve/main/a.gguf`);
  expect(downloadSource("https://h.example/o/r/blob/main/a.gguf").url.pathname).toBe("/o/r/blob/main/a.gguf");
});

test("signatures, names and passwords are no part of what a download is remembered by", () => {
  expect(downloadSource("https://ada:secret@h.example/a.gguf?sig=1#x").identity).toBe("https://h.example/a.gguf");
});

test.each([
  ["a.gguf", undefined, "no address"],
  ["ftp://h/a.gguf", undefined, "no address"],
  ["file:///etc/a.gguf", undefined, "no address"],
  ["https://h/a.safetensors", undefined, "does not end with .gguf"],
  ["https://h/", undefined, "does not end with .gguf"],
  ["https://h/..%2F..%2Fa.gguf", undefined, "is no name"],
  ["https://h/%00a.gguf", undefined, "is no name"],
  ["https://h/a.gguf", "../a.gguf", "is no name"],
  ["https://h/a.gguf", "C:\\a.gguf", "is no name"],
  ["https://h/a.gguf", ".a.gguf", "is no name"],
])("%s as %s is refused", (url, name, words) => {
  expect(() => downloadSource(url, name)).toThrow(words);
});
