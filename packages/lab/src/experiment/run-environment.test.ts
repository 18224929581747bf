import { expect, test } from "vitest";
import { allowedEnvironment, recordedEnvironment } from "./run-environment.ts";
import { experimentOf, printing } from "./session-fixture.contract.ts";

test("runs see what programs need and what the experiment names", () => {
  const environment = { PATH: "/bin", HOME: "/home/ada", NODE_OPTIONS: "--jitless", TOKEN: "x", EMPTY: undefined };
  const experiment = experimentOf(printing("1"), { env: ["NODE_OPTIONS", "EMPTY", "MISSING"] });
  const allowed = allowedEnvironment(experiment, environment);
  expect(allowed).toEqual({ PATH: "/bin", HOME: "/home/ada", NODE_OPTIONS: "--jitless" });
});

test.each(["API_KEY", "GITHUB_TOKEN", "DB_PASSWORD", "MY_SECRET", "SSH_AUTH", "SIGNING_KEY"])(
  "%s is recorded as a hash",
  (name) => {
    expect(recordedEnvironment({ [name]: "abc" })[name]).toMatch(/^sha256:[0-9a-f]{64}$/);
  },
);

test("so is a value that looks like a key, and nothing else", () => {
  const recorded = recordedEnvironment({
    URL: "https://ada:s3cret9@example.org",
    KEYBOARD: "de",
    AUTHOR: "Ada",
    MONKEY: "1",
  });
  expect(recorded).toEqual({
    URL: expect.stringMatching(/^sha256:/) as string,
    KEYBOARD: "de",
    AUTHOR: "Ada",
    MONKEY: "1",
  });
});
