import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { ConfigError } from "./config-error.ts";
import { type Config, DEFAULT_CONFIG, readConfig } from "./read-config.ts";

async function configOf(text: string): Promise<Config> {
  await using folder = await makeFolder({ "nomous.yaml": text });
  return await readConfig({ root: folder.root, name: "w" });
}

const problemsOf = async (text: string): Promise<string[]> => {
  const error: unknown = await configOf(text).catch((error: unknown) => error);
  return error instanceof ConfigError ? error.message.split("\n") : [];
};

test("everything that a team settles is read, with paths in one form", async () => {
  const text = [
    "owner: '@core'",
    "folders: {spike: 'docs\\spikes\\', plan: ./docs/plans/}",
    "types: [.nomous-types/adr.yaml]",
    "ignore:\r\n  - vendor/",
    "rules:\n  claim.unbound: off\n  goal.untested: error",
    "without: [gpu]",
  ].join("\n");
  expect(await configOf(text)).toEqual({
    owner: "@core",
    folders: { spike: "docs/spikes", plan: "docs/plans" },
    types: [".nomous-types/adr.yaml"],
    ignore: ["vendor/"],
    rules: { "claim.unbound": "off", "goal.untested": "error" },
    without: ["gpu"],
    approvers: null,
    approvals: 1,
  });
});

describe("without settings everything is as usual", () => {
  test.each(["", "\n\n", "# nothing yet\n", "\uFEFF", "{}", "rules:\n  # a.b: off\nignore:\n"])("%j", async (text) => {
    expect(await configOf(text)).toEqual(DEFAULT_CONFIG);
  });

  test("as when there is no file", async () => {
    await using folder = await makeFolder();
    expect(await readConfig({ root: folder.root, name: "w" })).toBe(DEFAULT_CONFIG);
    expect(DEFAULT_CONFIG).toEqual({
      owner: null,
      folders: {},
      types: [],
      ignore: [],
      rules: {},
      without: [],
      approvers: null,
      approvals: 1,
    });
  });
});

test("every problem is told with its line, its column, and what to do", async () => {
  const text =
    "owner: [a]\nfolder:\n  spike: docs\nrules:\n  goal.untested: eror\nignore: vendor\nfolders:\n  plan: ../plans\n";
  expect(await problemsOf(text)).toEqual([
    "nomous.yaml:1:8: expected text, found a list",
    'nomous.yaml:2:1: "folder" is not known here: did you mean "folders"?',
    'nomous.yaml:5:18: expected one of off, note, warning, error, found "eror": did you mean error?',
    'nomous.yaml:6:9: expected a list of text, found "vendor"',
    "nomous.yaml:8:9: expected a path below the workspace with no .. and no drive, such as docs/plans",
  ]);
});

test.each(["/srv/docs", "C:\\docs", "c:/docs", "\\\\server\\docs", "docs/../../x", "."])(
  "a folder %j would leave the workspace",
  async (path) => {
    expect(await problemsOf(`folders:\n  spike: '${path}'\n`)).toEqual([
      "nomous.yaml:2:10: expected a path below the workspace with no .. and no drive, such as docs/plans",
    ]);
  },
);

test("YAML that cannot be read is told with all its places", async () => {
  expect(await problemsOf("owner: a\nowner: b\nrules: [\n")).toEqual([
    "nomous.yaml:2:1: this name is there twice: remove one",
    expect.stringMatching(/^nomous\.yaml:\d:\d: /),
  ]);
});

test("settings that may not be read are refused, not taken for none", async () => {
  await using outside = await makeFolder({ "settings.yaml": "owner: Eve\n" });
  await using folder = await makeFolder();
  await symlink(join(outside.root, "settings.yaml"), join(folder.root, "nomous.yaml"));
  await expect(readConfig({ root: folder.root, name: "w" })).rejects.toMatchObject({ code: "forbidden" });
  await using other = await makeFolder({ "nomous.yaml": Buffer.from([0x6f, 0xff]) });
  await expect(readConfig({ root: other.root, name: "w" })).rejects.toMatchObject({ code: "not-text" });
});

describe("who may approve", () => {
  const KEY = `ed25519:${Buffer.alloc(32, 7).toString("base64")}`;

  test("is read with one key or several, for all types or some", async () => {
    const text = `approvers:\n  - name: " Ada "\n    key: ${KEY}\n  - { name: Grace, types: [spec] }\napprovals: { spec: 2 }\n`;
    expect(await configOf(text)).toMatchObject({
      approvers: [
        { name: "Ada", keys: [KEY], types: null },
        { name: "Grace", keys: [], types: ["spec"] },
      ],
      approvals: { spec: 2 },
    });
  });

  test.each([
    ["approvers:\n", "1:1: expected a list"],
    ["approvers: []\n", "1:12: expected at least 1 item"],
    ["approvers: anybody\n", "1:12: expected a list"],
    ["approvers: [Ada]\n", "1:13: expected a mapping"],
    ["approvers: [{name: ''}]\n", "1:20: expected a name"],
    ["approvers: [{name: Ada, keys: x}]\n", '"keys" is not known here: did you mean "key"?'],
    ["approvers: [{name: Ada, key: ssh-ed25519 AAAA}]\n", "1:30: expected ed25519: and a public key"],
    ["approvers: [{name: Ada}, {name: 'Ada '}]\n", "somebody stands here twice"],
    [`approvers: [{name: Ada, key: "${KEY}"}, {name: Bob, key: ["${KEY}"]}]\n`, "a key stands here twice"],
    ["approvers: [{name: Ada}]\napprovals: 2\n", "2 approvals are needed, and only one person may approve"],
    [
      "approvers: [{name: Ada}, {name: B, types: [plan]}]\napprovals: {spec: 2}\n",
      "a spec takes 2 approvals, and only one",
    ],
    ["approvals: 0\n", "expected at least 1"],
    ["approvals: all\n", "expected a whole number"],
  ])("%j is an error and never anybody", async (text, message) => {
    expect((await problemsOf(text)).join("\n")).toContain(message);
  });
});
