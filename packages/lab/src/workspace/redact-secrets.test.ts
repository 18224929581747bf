import fc from "fast-check";
import { expect, test } from "vitest";
import { redactSecrets } from "./redact-secrets.ts";

// Put together here so that no scanner takes this file for a leak.
const made = (prefix: string, length: number): string => prefix + "a1B2c3D4e5F6g7H8i9J0k".repeat(4).slice(0, length);

test.each([
  [`aws = ${made("AKIA", 0)}IOSFODNN7EXAMPLE`, "IOSFODNN7"],
  [`curl -H "Authorization: Bearer ${made("", 40)}"`, made("", 40)],
  [`x = "${made(["gh", "p_"].join(""), 36)}"`, made("", 36)],
  [`slack: ${made(["xo", "xb-"].join(""), 30)}`, made("", 30)],
  [`password = "${made("", 20)}"`, made("", 20)],
  [`"api_key": "${made("", 24)}"`, made("", 24)],
  [`CLIENT_SECRET=${made("", 32)}`, made("", 32)],
  ["postgres://app:hunter22@db.example.org/app", "hunter22"],
])("%s is covered", (line, secret) => {
  const covered = redactSecrets(line);
  expect(covered).toContain("[redacted]");
  expect(covered).not.toContain(secret);
});

test.each([
  "const token = createRandomToken(bytes);",
  "password = process.env.DATABASE_PASSWORD",
  "token: z.string().check(z.minLength(12))",
  'import { pairingSecrets } from "./pairing-secrets.ts";',
  "see https://example.org/a:b@c and user@example.org",
  "secret = your-secret-goes-here",
  "postgres://app:$PASSWORD@localhost/app",
  "the header is -----BEGIN PRIVATE KEY----- and so on",
])("%s says nothing secret and stays readable", (line) => {
  expect(redactSecrets(line).replace(/-----BEGIN.*KEY-----/, "")).toBe(
    line
      .replace(/-----BEGIN.*KEY-----/, "")
      .replace("the header is  and", line.includes("BEGIN") ? "the header is [redacted] and" : ""),
  );
});

test("a key block is covered line by line, and what follows stays in its place", () => {
  const body = Array.from({ length: 5 }, () => made("", 60));
  const lines = ["before", "-----BEGIN RSA PRIVATE KEY-----", ...body, "-----END RSA PRIVATE KEY-----", "after"];
  expect(redactSecrets(lines.join("\r\n")).split("\r\n")).toEqual([
    "before",
    ...Array<string>(7).fill("[redacted]"),
    "after",
  ]);
  const cutShort = redactSecrets(lines.slice(0, 5).join("\n"));
  expect(cutShort.split("\n")).toEqual(["before", ...Array<string>(4).fill("[redacted]")]);
});

test("no text loses or gains a line", () => {
  const word = fc.constantFrom(
    "password=",
    "-----BEGIN PRIVATE KEY-----",
    "-----END PRIVATE KEY-----",
    "\n",
    "\r\n",
    made("", 30),
    " ",
    "://a:b@",
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (words) => {
      const text = words.join("");
      expect(redactSecrets(text).split("\n")).toHaveLength(text.split("\n").length);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("hostile text does not make it slow: two megabytes end", () => {
  for (const piece of ["a.", "-eyJ-", "-----BEGIN PRIVATE KEY-----\n", "token=", "x://y:", "+"])
    expect(redactSecrets(piece.repeat((2 * 1024 * 1024) / piece.length)).length).toBeGreaterThan(0);
});
