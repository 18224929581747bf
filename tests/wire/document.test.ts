// docs/protocol.md is what people read; its tables are compared with the code that they describe.
import { readFileSync } from "node:fs";
import { ERROR_POLICY, type ErrorPolicy, STREAM_FAMILIES, SUBPROTOCOL } from "@nomous/protocol";
import { expect, test } from "vitest";

const document = readFileSync(new URL("../../docs/protocol.md", import.meta.url), "utf8");
const section = (title: string): string => document.split(`\n## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
const rows = (title: string): string[][] =>
  section(title)
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("|-"))
    .slice(1)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", "")),
    );

test("[E3] the table of close codes is ERROR_POLICY", () => {
  const policies = (Object.entries(ERROR_POLICY) as [string, ErrorPolicy][]).flatMap(([code, { close, retry }]) =>
    close === undefined ? [] : [[String(close), code, retry === "after" ? "yes" : "no"]],
  );
  const told = rows("Close codes").map(([close, code, again]) => [close, code, again?.match(/^(yes|no)\b/)?.[0]]);
  expect(told).toEqual(policies.toSorted(([a = ""], [b = ""]) => a.localeCompare(b)));
});

test("the table of streams is STREAM_FAMILIES", () => {
  const told = rows("Names of streams").map(([name, durability, scope]) => [name?.split("/")[0], durability, scope]);
  expect(told).toEqual(
    Object.entries(STREAM_FAMILIES).map(([name, { durability, scope }]) => [name, durability, scope]),
  );
});

test("[H3] the document and the code name the same subprotocol", () => {
  expect(document).toContain(`\`${SUBPROTOCOL}\``);
});
