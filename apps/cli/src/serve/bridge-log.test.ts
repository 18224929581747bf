import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openBridgeLog } from "./bridge-log.ts";

test("a log above 10 MB is put aside at the next start, and one older log is kept", () => {
  const state = mkdtempSync(join(tmpdir(), "nomous-log-"));
  const path = join(state, "bridge.log");
  writeFileSync(path, "small\n");
  openBridgeLog(state, false).info("second");
  expect(readFileSync(path, "utf8")).toMatch(/^small\n\{.*"msg":"second"\}\n$/);
  truncateSync(path, 10 * 1024 * 1024 + 1);
  openBridgeLog(state, false).info("third");
  expect(readFileSync(path, "utf8")).toMatch(/^\{.*"msg":"third"\}\n$/);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(`${path}.1`).size).toBeGreaterThan(10 * 1024 * 1024);
  rmSync(state, { recursive: true });
});
