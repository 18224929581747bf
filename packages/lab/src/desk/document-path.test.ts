import { expect, test } from "vitest";
import { documentPath } from "./document-path.ts";

const topicOf = (title: string): string => documentPath("docs/spikes", "2026-11-28", title);

test("a path is folder, day and topic, without accents and marks", () => {
  expect(topicOf("Batch the frames?")).toBe("docs/spikes/2026-11-28-batch-the-frames.md");
  expect(topicOf("Größe: ~4 GB / GPU")).toBe("docs/spikes/2026-11-28-große-4-gb-gpu.md");
  expect(topicOf("../../etc/passwd")).toBe("docs/spikes/2026-11-28-etc-passwd.md");
  expect(topicOf("???")).toBe("docs/spikes/2026-11-28-untitled.md");
});

test("a long title is cut, never in the middle of a hyphen", () => {
  const path = topicOf("word ".repeat(40));
  expect(path.length).toBeLessThan(90);
  expect(path).toMatch(/word\.md$/);
});
