// What an approval is worth against those who want to get around it.
import { chmod, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { checkDocument } from "@nomous/workbench";
import { describe, expect, test } from "vitest";
import { createSurvey } from "../check/survey.ts";
import { contentHash } from "../document/content-hash.ts";
import { makeFolder } from "../folder-fixture.ts";
import { type ApprovalPlace, approversText, makeApprovalPlace, makePerson, specText } from "./approval-fixture.ts";
import { approvalChange } from "./approval-change.ts";
import { openApproverKey, readApproverKey } from "./approver-key.ts";
import type { Approval } from "./review.ts";
import { isPublicKeyText, isSigned } from "./signature.ts";

const A = "specs/a.md";
const [ada, grace, mallory] = [makePerson("Ada"), makePerson("Grace"), makePerson("Mallory")];

const statusOf = async (place: ApprovalPlace, path = A): Promise<string> => (await place.standing(path)).status;
const textIn = (place: ApprovalPlace, path = A): Promise<string> => readFile(join(place.folder.root, path), "utf8");

/** Ada with two keys, for some types. */
const entry = (types: string): string =>
  `approvers: [{name: Ada, key: ["${grace.key}", "${ada.key}"], types: [${types}]}]\n`;

const without = (line: Approval, ...names: readonly (keyof Approval)[]): Approval =>
  Object.fromEntries(Object.entries(line).filter(([name]) => !names.includes(name))) as Approval;

async function approvedPlace(files: Readonly<Record<string, string>> = {}): Promise<ApprovalPlace> {
  const place = await makeApprovalPlace({ [A]: specText("Approved"), ...files });
  await place.write(A, ada.sign(await place.lineFor(A, "Ada")));
  return place;
}

describe("an edit after the approval", () => {
  test.each<[string, (text: string) => string, string]>([
    ["a word", (text) => text.replace("was", "were"), "stale"],
    ["a blank", (text) => text.replace("None.", "None. "), "stale"],
    ["a blank line at the end", (text) => `${text}\n`, "stale"],
    ["a line end that is missing at the end", (text) => text.slice(0, -1), "stale"],
    ["a letter that nobody sees", (text) => text.replace("None", "No\u200Bne"), "stale"],
    ["a letter that looks like another one", (text) => text.replace("None", "Nоne"), "stale"],
    ["another key in the front matter", (text) => text.replace("nomous: spec", "nomous: spec\nowner: me"), "stale"],
    ["a comment", (text) => text.replace("None.", "None. <!-- but -->"), "stale"],
    ["a later state", (text) => text.replace("Approved", "Implemented"), "valid"],
    ["the state set back and typed again", (text) => text.replace("Approved", "approved"), "valid"],
    ["a state with more words", (text) => text.replace("Approved", "Approved by all"), "stale"],
    ["CRLF", (text) => text.replaceAll("\n", "\r\n"), "valid"],
    ["a byte order mark", (text) => `\uFEFF${text}`, "valid"],
    ["nothing", (text) => text, "valid"],
  ])("%s", async (_, change, expected) => {
    await using place = await approvedPlace();
    await place.folder.write(A, change(await textIn(place)));
    expect(await statusOf(place)).toBe(expected);
  });

  test("taken back, the text is the one that was approved", async () => {
    await using place = await approvedPlace();
    const text = await textIn(place);
    await place.folder.write(A, text.replace("None", "One"));
    expect(await statusOf(place)).toBe("stale");
    await place.folder.write(A, text);
    expect(await statusOf(place)).toBe("valid");
  });
});

test("a question that is opened again after it was resolved opens the document, and its answer closes both", async () => {
  const resolved = `${specText("Approved")}\n## 9. Open Questions / Unresolved Issues\n\n- [x] How long is a cursor kept? 30 days.\n`;
  await using place = await makeApprovalPlace({ [A]: resolved });
  await place.write(A, await place.lineFor(A, "Ada"));
  const found = async (text: string): Promise<string[]> => {
    const input = await createSurvey(await place.workbench())(A, text);
    return checkDocument(input)
      .findings.map(({ rule }) => rule)
      .filter((rule) => rule.startsWith("lifecycle."));
  };
  expect(await found(resolved)).toEqual([]);
  expect(await found(resolved.replace("[x]", "[ ]"))).toEqual(["lifecycle.approval-stale", "lifecycle.open-question"]);
  expect(await found(resolved.replace("[x]", "[ ]").replace("[ ]", "[x]"))).toEqual([]);
});

describe("with approvers who have keys", () => {
  const settings = { "nomous.yaml": approversText([ada, grace]) };

  test("an approval counts that one of them signed", async () => {
    await using place = await approvedPlace(settings);
    const { status, approvals } = await place.standing(A);
    expect([status, approvals.map(({ approval }) => approval.person)]).toEqual(["valid", ["Ada"]]);
  });

  test.each<[string, (line: Approval) => Approval, string | RegExp, boolean]>([
    ["typed by hand", (line) => without(line, "key", "signature"), "not signed", false],
    ["with a signature that is none", (line) => ({ ...line, signature: "AAAA" }), "changed, or copied", true],
    ["without its key", (line) => without(line, "key"), "changed, or copied", true],
    ["with another content than was signed", (line) => ({ ...line, hash: "0".repeat(64) }), "changed, or copied", true],
    ["with another state than was signed", (line) => ({ ...line, state: "implemented" }), "changed, or copied", true],
    [
      "with another moment than was signed",
      (line) => ({ ...line, at: "2027-01-01T00:00:00Z" }),
      "changed, or copied",
      true,
    ],
    ["with the name of somebody else", (line) => ({ ...line, person: "Grace" }), "changed, or copied", true],
    [
      "signed by nobody who is listed",
      (line) => mallory.sign({ ...line, person: "Mallory" }),
      "Mallory may not approve",
      false,
    ],
    [
      "signed with a key of one's own for somebody else",
      (line) => mallory.sign(line),
      "not Ada's in nomous.yaml",
      false,
    ],
    ["signed by another approver for the first", (line) => grace.sign(line), "not Ada's in nomous.yaml", false],
  ])("a line counts for nothing that is %s", async (_, forge, why, isForged) => {
    await using place = await makeApprovalPlace({ [A]: specText("Approved"), ...settings });
    await place.write(A, forge(ada.sign(await place.lineFor(A, "Ada"))));
    const { status, ignored } = await place.standing(A);
    expect([status, ignored.length, ignored[0]?.isForged]).toEqual(["none", 1, isForged]);
    expect(ignored[0]?.why).toMatch(why);
  });

  test("a signature of another document counts for nothing, wherever its line is put", async () => {
    await using place = await makeApprovalPlace({
      [A]: specText("Approved"),
      "specs/b.md": specText("Approved"),
      ...settings,
    });
    const other = ada.sign(await place.lineFor("specs/b.md", "Ada"));
    await place.write(A, { ...other, document: A });
    const { status, ignored } = await place.standing(A);
    expect([status, ignored[0]?.isForged]).toEqual(["none", true]);
    await place.write(A, other);
    expect(await statusOf(place)).toBe("none");
  });

  test("who is no approver any more has approved nothing, and who is one again has", async () => {
    await using place = await approvedPlace(settings);
    await place.folder.write("nomous.yaml", approversText([grace]));
    expect(await statusOf(place)).toBe("none");
    await place.folder.write("nomous.yaml", approversText([grace, ada]));
    expect(await statusOf(place)).toBe("valid");
  });

  test("an approver may have several keys, and may be one for some types only", async () => {
    await using place = await approvedPlace();
    await place.folder.write("nomous.yaml", entry("spec"));
    expect(await statusOf(place)).toBe("valid");
    await place.folder.write("nomous.yaml", entry("plan"));
    expect(await statusOf(place)).toBe("none");
  });
});

test("without approvers a signature that does not fit is told all the same, and a line by hand cannot be", async () => {
  await using place = await makeApprovalPlace({ [A]: specText("Approved") });
  const line = await place.lineFor(A, "Ada");
  await place.write(A, { ...ada.sign(line), person: "Grace" });
  expect(await place.standing(A)).toMatchObject({ status: "none", ignored: [{ isForged: true }] });
  await place.write(A, line);
  expect(await statusOf(place)).toBe("valid");
});

test("it takes as many people as the team says, each counted once, whatever they approved before", async () => {
  const settings = { "nomous.yaml": approversText([ada, grace], { approvals: 2 }) };
  await using place = await makeApprovalPlace({ [A]: specText("In Review (RFC)"), ...settings });
  const line = await place.lineFor(A, "Ada");
  await place.write(A, ada.sign(line), ada.sign({ ...line, at: "2026-11-29T08:00:00Z" }));
  expect(await place.standing(A)).toMatchObject({ status: "none", approvals: [{ line: 1 }] });
  await place.write(A, grace.sign(await place.lineFor(A, "Grace")));
  expect(await statusOf(place)).toBe("valid");
  await place.folder.write(A, (await textIn(place)).replace("None", "One"));
  await place.write(A, grace.sign(await place.lineFor(A, "Grace")));
  expect(await place.standing(A)).toMatchObject({ status: "stale", approvals: [{ line: 4 }], before: { line: 3 } });
});

test("names are compared without the blanks around them and by their letters, not by their case", async () => {
  await using place = await makeApprovalPlace({
    [A]: specText("Approved"),
    "nomous.yaml": "approvers: [{name: ' Zoë '}]\n",
  });
  await place.write(A, await place.lineFor(A, "zoë"));
  expect(await statusOf(place)).toBe("none");
  await place.write(A, await place.lineFor(A, "Zoe\u0308 "));
  expect(await statusOf(place)).toBe("valid");
});

test("lines of earlier versions hold: of the whole text with its state, one for each state", async () => {
  await using place = await makeApprovalPlace({ [A]: specText("Implemented") });
  await place.write(
    A,
    await place.lineFor(A, "Ada", { state: "implemented", hash: contentHash(specText("Implemented")) }),
  );
  expect(await statusOf(place)).toBe("valid");
  await place.folder.write(A, specText("Approved"));
  expect(await statusOf(place)).toBe("stale");
});

describe("a document that was moved", () => {
  const B = "docs/elsewhere/b.md";
  test("keeps its approval, which a copy beside it does not get", async () => {
    await using place = await approvedPlace();
    await place.folder.write(B, await textIn(place));
    expect(await statusOf(place, B)).toBe("none");
    await rm(join(place.folder.root, A));
    expect(await statusOf(place, B)).toBe("valid");
    await place.folder.write(B, (await textIn(place, B)).replace("None", "One"));
    expect(await statusOf(place, B)).toBe("none");
  });

  test("does not get the approval of the one whose place it takes", async () => {
    await using place = await approvedPlace({ [B]: specText("Approved").replace("None.", "All of them.") });
    await rename(join(place.folder.root, B), join(place.folder.root, A));
    expect(await statusOf(place)).toBe("stale");
  });

  test("brings its own approval along to the place of another one", async () => {
    await using place = await approvedPlace({ [B]: specText("Approved").replace("None.", "All of them.") });
    await place.write(B, await place.lineFor(B, "Ada"));
    await rename(join(place.folder.root, B), join(place.folder.root, A));
    expect(await statusOf(place)).toBe("valid");
  });

  test("is not approved by a line that names no document of this workspace", async () => {
    await using place = await makeApprovalPlace({ [A]: specText("Approved") });
    for (const document of ["../a.md", "/specs/b.md"])
      await place.write(document, await place.lineFor(A, "Ada", { document }));
    expect(await statusOf(place)).toBe("none");
  });
});

const wordsOf = async (place: ApprovalPlace, path = A) =>
  approvalChange(await place.workbench(), await place.subject(path), await place.standing(path));

async function committedPlace(): Promise<ApprovalPlace> {
  const place = await makeApprovalPlace({ [A]: specText("In Review (RFC)") });
  place.folder.git(["init", "-q"]);
  place.folder.git(["add", "."]);
  place.folder.git(["commit", "-q", "-m", "one"]);
  return place;
}

const commitAll = ({ folder }: ApprovalPlace, ...more: string[]): void => {
  folder.git(["add", "."]);
  folder.git(["commit", "-q", "-m", "next", ...more]);
};

describe("what changed since the approval", () => {
  test("is told by its sections, with the text of the commit that the line names", async () => {
    await using place = await committedPlace();
    const commit = place.folder.git(["rev-parse", "--short", "HEAD"]).trim();
    await place.write(A, await place.lineFor(A, "Ada", { commit }));
    await place.folder.write(A, specText("Approved").replace("None.", "One."));
    expect(await wordsOf(place)).toMatchObject({
      words: 'Changed since: "6. Alternatives Considered".',
      diff: expect.stringMatching(
        /^--- specs\/a\.md as approved on 2026-11-28\n\+\+\+ specs\/a\.md\n@@[^]*\n-None\.\n\+One\.\n$/,
      ) as string,
    });
  });

  test("is found in the history when that commit is gone, after a rebase or a squash, and under an earlier name", async () => {
    await using place = await committedPlace();
    await place.folder.write(A, specText("Approved"));
    await place.write(A, await place.lineFor(A, "Ada", { commit: "0123abc" }));
    commitAll(place, "--amend");
    place.folder.git(["mv", A, "specs/b.md"]);
    commitAll(place);
    expect(await statusOf(place, "specs/b.md")).toBe("valid");
    const line = await place.lineFor("specs/b.md", "Ada", { commit: "0123abc" });
    await place.folder.write("specs/b.md", specText("Approved").replace("None.", "One."));
    await place.write("specs/b.md", line);
    expect(await wordsOf(place, "specs/b.md")).toMatchObject({ words: 'Changed since: "6. Alternatives Considered".' });
  });

  test("cannot be told where the text is in no commit, and without git, and that is said", async () => {
    await using place = await committedPlace();
    await place.folder.write(A, specText("Approved").replace("None.", "Never committed."));
    await place.write(A, await place.lineFor(A, "Ada"));
    await place.folder.write(A, specText("Approved"));
    expect((await wordsOf(place))?.words).toMatch(
      /^What changed since cannot be told, because no commit on the way here/,
    );
    await rm(join(place.folder.root, ".git"), { recursive: true });
    expect((await wordsOf(place))?.words).toMatch(/because there is no git repository\.$/);
  });
});

describe("the key of a person", () => {
  test("is made once, for its user's eyes, and signs what can be checked", async () => {
    await using folder = await makeFolder();
    const home = join(folder.root, "config/nomous");
    expect(await readApproverKey(home)).toBeNull();
    const keys = await Promise.all([openApproverKey(home), openApproverKey(home)]);
    expect(new Set([...keys, await readApproverKey(home)].map((key) => key?.publicKey)).size).toBe(1);
    const key = keys[0].publicKey;
    expect(isPublicKeyText(key)).toBe(true);
    const facts = { document: A, state: "approved", hash: "0".repeat(64), person: "Ada", at: "2026-11-28T21:10:04Z" };
    const line = { v: 1, type: "approval", ...facts, key, signature: keys[1].sign(facts) } as const;
    expect([isSigned(line), isSigned({ ...line, state: "implemented" })]).toEqual([true, false]);
  });

  test("is refused when others may read it, and when it is another thing", async () => {
    await using folder = await makeFolder({ "a/approver-key.pem": "no key", "b/approver-key.pem": "no key" });
    await chmod(join(folder.root, "a/approver-key.pem"), 0o644);
    await chmod(join(folder.root, "b/approver-key.pem"), 0o600);
    await expect(readApproverKey(join(folder.root, "a"))).rejects.toThrow("may be read by others");
    await expect(openApproverKey(join(folder.root, "b"))).rejects.toThrow("is no Ed25519 key");
  });
});
