import { expect, test } from "vitest";
import { personCwd } from "./person-cwd.ts";

test("npm start moves to the checkout: the person is where npm was called", () => {
  const env = { INIT_CWD: "/home/ada/repo", npm_package_json: "/opt/nomous/package.json" };
  expect(personCwd("/opt/nomous", env)).toBe("/home/ada/repo");
});

test("a program that npm runs and that starts Nomous elsewhere is taken at its word", () => {
  const env = { INIT_CWD: "/opt/nomous", npm_package_json: "/opt/nomous/package.json" };
  expect(personCwd("/tmp/folder", env)).toBe("/tmp/folder");
  expect(personCwd("/tmp/folder", {})).toBe("/tmp/folder");
});
