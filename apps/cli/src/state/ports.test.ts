import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CliError } from "../cli-error.ts";
import { Ports } from "./ports.ts";

let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "nomous-ports-"));
  folder = join(home, "state", "ports");
});
afterEach(() => rmSync(home, { recursive: true }));

function workspace(name: string): string {
  const path = join(home, name);
  mkdirSync(path, { recursive: true });
  return path;
}

test("the first workspace gets 4747, each further one the next, and all keep theirs", () => {
  const [a, b] = [workspace("a"), workspace("b")];
  expect(new Ports(folder).remembered(a)).toBe(4747);
  expect(new Ports(folder).remembered(b)).toBe(4748);
  expect(new Ports(folder).remembered(a)).toBe(4747);
  expect(new Ports(folder).of(b)).toBe(4748);
});

test("nothing is written by looking", () => {
  expect(new Ports(folder).of("/somewhere")).toBeUndefined();
  expect(existsSync(folder)).toBe(false);
});

test("a chosen port is remembered in the place of the one before, which is free again", () => {
  const [a, b] = [workspace("a"), workspace("b")];
  const ports = new Ports(folder);
  ports.remembered(a);
  ports.choose(a, 5000);
  expect(ports.remembered(a)).toBe(5000);
  expect(readdirSync(folder)).toEqual(["5000"]);
  expect(ports.remembered(b)).toBe(4747);
});

test("a port that belongs to another workspace is refused with its name, unless that folder is gone", () => {
  const [a, b] = [workspace("a"), workspace("b")];
  const ports = new Ports(folder);
  ports.choose(a, 5000);
  expect(() => ports.choose(b, 5000)).toThrow(CliError);
  expect(() => ports.assertFree(b, 5000)).toThrow(a);
  rmSync(a, { recursive: true });
  ports.choose(b, 5000);
  expect(ports.of(b)).toBe(5000);
  expect(ports.of(a)).toBeUndefined();
});

test("a claim whose writer was killed before it named its folder blocks nobody for good", () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "4747"), "");
  const ports = new Ports(folder);
  const a = workspace("a");
  expect(ports.remembered(a)).toBe(4748);
  ports.choose(a, 4747);
  expect(ports.remembered(a)).toBe(4747);
});
