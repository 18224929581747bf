// A workspace with people who approve, for tests. The keys are real ones.
import { generateKeyPairSync, sign } from "node:crypto";
import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createSubject, type Subject } from "@nomous/workbench";
import type { Workbench } from "../check/check-workspace.ts";
import { createSurvey } from "../check/survey.ts";
import { openDesk } from "../desk/open-desk.ts";
import { type FolderFixture, makeFolder } from "../folder-fixture.ts";
import { reviewStanding } from "./approval-standing.ts";
import type { ApprovalStanding } from "./judge-approvals.ts";
import type { Approval } from "./review.ts";
import { reviewPathOf } from "./review-file.ts";
import { publicKeyText, signedBytes } from "./signature.ts";
import { signedHash } from "./signed-hashes.ts";

export interface TestPerson {
  readonly name: string;
  readonly key: string;
  readonly sign: (line: Approval) => Approval;
}

export function makePerson(name: string): TestPerson {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = publicKeyText(publicKey);
  return {
    name,
    key,
    sign: (line) => ({ ...line, key, signature: sign(null, signedBytes(line), privateKey).toString("base64") }),
  };
}

/** `nomous.yaml` with these people. */
export const approversText = (people: readonly TestPerson[], { approvals = 1, withKeys = true } = {}): string =>
  `approvers:\n${people.map(({ name, key }) => `  - name: ${name}\n${withKeys ? `    key: ${key}\n` : ""}`).join("")}approvals: ${approvals}\n`;

/** A spec with a status as people write it. */
export const specText = (status: string): string =>
  `---\nnomous: spec\n---\n# Resume\n\n| Document Metadata | Details |\n| --- | --- |\n| Status | ${status} |\n\n## 3. Goals and Non-Goals\n\nA reader goes on where it was.\n\n## 6. Alternatives Considered\n\nNone.\n`;

export interface ApprovalPlace extends AsyncDisposable {
  readonly folder: FolderFixture;
  workbench(): Promise<Workbench>;
  /** A line for the document as it is, not yet in its file. */
  lineFor(path: string, person: string, more?: Partial<Approval>): Promise<Approval>;
  /** Writes lines as they are. */
  write(path: string, ...lines: readonly (Approval | string)[]): Promise<void>;
  subject(path: string): Promise<Subject>;
  standing(path: string): Promise<ApprovalStanding>;
}

export async function makeApprovalPlace(files: Readonly<Record<string, string>> = {}): Promise<ApprovalPlace> {
  const folder = await makeFolder(files);
  const workspace = { root: folder.root, name: "w" };
  const workbench = async (): Promise<Workbench> => {
    const { workbench: opened, problem } = await openDesk(workspace, "2026-11-28");
    if (problem !== undefined) throw new Error(problem);
    return opened;
  };
  const subject = async (path: string): Promise<Subject> => {
    const input = await createSurvey(await workbench())(path, await readFile(join(folder.root, path), "utf8"));
    return createSubject(input).subject;
  };
  return {
    folder,
    workbench,
    subject,
    async lineFor(path, person, more = {}) {
      const document = await subject(path);
      const state = document.typed?.type.states.find(({ name }) => name === (more.state ?? "approved"));
      if (state === undefined) throw new Error("no such state");
      const hash = signedHash(document, state);
      const at = "2026-11-28T21:10:04+01:00";
      return { v: 1, type: "approval", document: path, state: state.name, hash, person, at, ...more };
    },
    async write(path, ...lines) {
      const file = join(folder.root, reviewPathOf(path));
      await mkdir(dirname(file), { recursive: true });
      await appendFile(
        file,
        lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""),
      );
    },
    standing: async (path) => (await reviewStanding(await workbench(), await subject(path))).approval,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}
