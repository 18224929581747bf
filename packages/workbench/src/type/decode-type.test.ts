import { describe, expect, it } from "vitest";
import { composeDocument } from "../compose/compose-document.ts";
import { draftOf } from "../compose/draft-fixture.ts";
import { combineTypes, type OwnType } from "./combine-types.ts";
import { type DecodedType, decodeType } from "./decode-type.ts";
import { allParts, type DocumentType } from "./document-type.ts";
import { spec } from "./spec.ts";

const RUNBOOK = `type: runbook
title: Runbook
purpose: Says what to do when an alert fires.
folder: docs/runbooks
states:
  - name: draft
    stage: draft
    next: [in-use]
  - name: in-use
    label: In use
    stage: approved
    approval: true
scopes:
  - name: database
    question: Does it touch the database?
    absence: it touches no database
fields:
  - key: severity
    required: true
    choices: [low, high]
parts:
  - heading: Symptoms
    role: problem
    guidance: Say what the person who is called sees first.
    expects:
      words: { min: 5, max: 100 }
  - heading: First steps
    aliases: [Steps]
    role: steps
    guidance: Give the commands in order, each with what it must print.
    mandatory: true
    expects:
      table: [Step, Command, { heading: Expected, aliases: [Output], required: false }]
      entries: 1
  - heading: Restore
    need: { scope: database }
    guidance: Say which backup is taken, and how it is checked.
    parts:
      - heading: Verification
        label: true
        need: { scope: database }
        guidance: Say which count is compared. Say with what.
phases:
  - name: writing
    parts: [symptoms, first-steps]
leads-to: [plan]
`;

const yaml = (text: string): { file: string; text: string } => ({ file: "types/runbook.yaml", text });
const markdown = (text: string): { file: string; text: string } => ({ file: "types/runbook.md", text });

/** Each problem as `line:column message`, with what stands there. */
function problemsIn(decoded: DecodedType, files: readonly { file: string; text: string }[]): string[] {
  if (decoded.ok) return [];
  return decoded.problems.map(({ file, from, to, message }) => {
    const text = files.find((one) => one.file === file)?.text ?? "";
    const line = text.slice(0, from).split("\n").length;
    return `${line} ${text.slice(from, to).replaceAll(/\s+/g, " ").trim()}: ${message}`;
  });
}

const problemsOf = (text: string, template?: string): string[] => {
  const files = [yaml(text), ...(template === undefined ? [] : [markdown(template)])];
  return problemsIn(decodeType(text, yaml("").file, files[1]), files);
};

function typeOf(text: string, template?: string): DocumentType {
  const decoded = decodeType(text, "a.yaml", template === undefined ? undefined : markdown(template));
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems));
  return decoded.type;
}

const partOf = (type: DocumentType, id: string): unknown => [...allParts(type.parts)].find((part) => part.id === id);

describe("a type of a team", () => {
  it("is read with the names that people use", () => {
    const type = typeOf(RUNBOOK);
    expect([...allParts(type.parts)].map(({ id }) => id)).toEqual([
      "symptoms",
      "first-steps",
      "restore",
      "restore.verification",
    ]);
    expect(partOf(type, "first-steps")).toEqual({
      id: "first-steps",
      heading: "First steps",
      aliases: ["Steps"],
      need: "always",
      role: "steps",
      guidance: "Give the commands in order, each with what it must print.",
      isMandatory: true,
      expects: [
        { kind: "entries", min: 1 },
        {
          kind: "table",
          columns: [
            { heading: "Step", isRequired: true },
            { heading: "Command", isRequired: true },
            { heading: "Expected", aliases: ["Output"], isRequired: false },
          ],
        },
      ],
    });
    expect(type.states[1]).toEqual({ name: "in-use", label: "In use", stage: "approved", next: [], isApproval: true });
    expect(type.fields.at(-1)).toMatchObject({ key: "severity", label: "Severity", kind: "choice", isRequired: true });
  });

  it("makes documents like those that ship", () => {
    expect(composeDocument(draftOf(typeOf(RUNBOOK), { scopes: ["database"] }))).toBe(`---
nomous: runbook
status: draft
date: 2026-11-28T10:15:00+01:00
author: Ada Example
branch: main
commit: a1b2c3d
severity:
scopes: [database]
---

# Batch frames on the socket

## Symptoms

*Guidance: Say what the person who is called sees first.*

## First steps

*Guidance: Give the commands in order, each with what it must print.*

| Step | Command | Expected |
| ---- | ------- | -------- |

## Restore

- **Verification:** *Guidance: Say which count is compared. Say with what.*
`);
  });
});

describe("a type that extends another", () => {
  const tightened = typeOf(
    "type: spec\nextends: spec\nparts:\n  - heading: Executive Summary\n    expects:\n      words: { max: 80 }\n  - heading: Cost\n    role: resources\n    guidance: Say what it costs in a year, and who pays for it.\n",
  );

  it("changes what it names and keeps the rest", () => {
    expect(partOf(tightened, "summary")).toMatchObject({ role: "summary", expects: [{ kind: "words", max: 80 }] });
    expect(tightened.parts.length).toBe(spec.parts.length + 1);
    expect(tightened.states).toEqual(spec.states);
    expect(tightened.folder).toBe("specs");
  });

  it("goes on to understand the old heading of a part that it renames", () => {
    const type = typeOf("type: rfc\nextends: spec\nfolder: rfcs\nparts:\n  - heading: In short\n    id: summary\n");
    const [summary] = type.parts;
    expect(summary?.heading).toBe("In short");
    expect(summary?.aliases).toContain("Executive Summary");
  });

  it("is told when the other does not exist", () => {
    expect(problemsOf("type: rfc\nextends: spek\n")).toEqual([
      '2 spek: there is no type "spek" to extend: did you mean spec?',
    ]);
  });
});

describe("a type that cannot be is told", () => {
  it("what is missing", () => {
    expect(problemsOf("type: runbook\ntitle: Runbook\n")).toEqual(
      ["purpose", "folder", "parts"].map(
        (key) => `1 runbook: "${key}" is missing: add it, or extend a type that has it`,
      ),
    );
  });

  it("which word was meant", () => {
    expect(problemsOf(RUNBOOK.replace("role: problem", "role: probelm"))).toEqual([
      expect.stringMatching(/^23 probelm: expected one of .*did you mean problem\?$/),
    ]);
    expect(problemsOf(RUNBOOK.replace("guidance: Say what", "guidence: Say what"))).toEqual([
      expect.stringMatching(/^24 guidence: "guidence" is not known here: did you mean "guidance"\?$/),
    ]);
  });

  it.each([
    ["heading: Restore", "heading: Steps", '35 Steps: "Steps" also means "First steps": rename one'],
    ["min: 5, max: 100", "min: 500, max: 100", "at least 500 words and at most 100 cannot both hold: change one"],
    ["need: { scope: database }", "need: { scope: databse }", 'no scope is called "databse"'],
    ["next: [in-use]", "next: [in-us]", '8 [in-us]: no state is called "in-us": add it, or name one of draft, in-use'],
    [
      "next: [in-use]",
      "next: []",
      '9 in-use: no document can become "in-use": add it to the next of another state, or remove it',
    ],
    ["name: in-use", "name: In use", '9 In use: "In use" cannot be a name'],
    ["parts: [symptoms, first-steps]", "parts: [symptom]", '[symptom]: no part has the id "symptom"'],
    ["folder: docs/runbooks", "folder: ../runbooks", "4 ../runbooks: a folder is a path inside the workspace"],
    ["folder: docs/runbooks", "folder: docs/runbooks/", "4 docs/runbooks/: a folder is a path inside the workspace"],
    ["choices: [low, high]", "choices: []", "a choice needs choices"],
    ["key: severity", "key: severity\n  - key: severity", '"severity" is there twice: rename or remove one'],
    ["[Step, Command,", "[Step, step,", 'the column "step" is there twice: remove one'],
    ["guidance: Say what the person who is called sees first.", 'guidance: ""', "a part needs guidance"],
  ])("%s → %s", (before, after, message) => {
    expect(problemsOf(RUNBOOK.replace(before, after)).join("\n")).toContain(message);
  });

  it("a scope that nothing depends on", () => {
    expect(problemsOf(RUNBOOK.replaceAll("need: { scope: database }", "need: full"))).toEqual([
      '14 database: nothing depends on "database": let a part need it, or remove it',
    ]);
  });

  it("a label behind a heading, which would belong to it", () => {
    const text = RUNBOOK.replace("        guidance: Say which count", "        guidance: Say which count").replace(
      "      - heading: Verification\n        label: true",
      "      - heading: Backup\n        guidance: Say where the backup lies today.\n      - heading: Verification\n        label: true",
    );
    expect(problemsOf(text).join("\n")).toContain("put the labels first");
  });

  it("everything at once, in the order of the text", () => {
    const text = RUNBOOK.replace("heading: Restore", "heading: Symptoms")
      .replace("max: 100", "max: 1")
      .replace("[in-use]", "[used]");
    const lines = problemsOf(text).map((problem) => Number(problem.split(" ")[0]));
    expect(lines).toEqual([8, 9, 26, 35]);
  });
});

const TEMPLATE = `# Runbook: NAME

## Symptoms

*Guidance: Look at the dashboard first.*

The alert is called \`bridge-down\`.

## First steps

| Step | Command | Output |
| ---- | ------- | ------ |
| 1 | \`nomous list\` | |

## Restore

- **Verification:** count the rows
`;

describe("a template beside a type", () => {
  it("is what a new document begins with, below the guidance of the type", () => {
    const text = composeDocument(draftOf(typeOf(RUNBOOK, TEMPLATE)));
    expect(text).toContain(
      "## Symptoms\n\n*Guidance: Say what the person who is called sees first.*\n\nThe alert is called `bridge-down`.\n\n## First steps\n",
    );
    expect(text).toContain("\n| 1 | `nomous list` | |\n");
  });

  it("keeps its words under a heading that has parts of its own", () => {
    const template = TEMPLATE.replace("## Restore\n", "## Restore\n\nAsk the owner of the data first.\n");
    const draft = draftOf(typeOf(RUNBOOK, template), { scopes: ["database"] });
    expect(composeDocument(draft)).toContain("\n\nAsk the owner of the data first.\n\n- **Verification:**");
  });

  it("gives a part its guidance where the type gives none", () => {
    const text = RUNBOOK.replace("    guidance: Say what the person who is called sees first.\n", "");
    expect(partOf(typeOf(text, TEMPLATE), "symptoms")).toMatchObject({ guidance: "Look at the dashboard first." });
    expect(problemsOf(text)).toEqual(["22 Symptoms: a part needs guidance: say what to write here"]);
  });

  it.each([
    [
      "## Restore",
      "## Restoer",
      '15 ## Restoer: no part is called "Restoer" here, did you mean "Restore": add it to the type, or rename the heading',
    ],
    ["## First steps", "## Zeroth", '1 # Runbook: NAME: "First steps" must always be there'],
    ["## Restore", "## Symptoms", '15 ## Symptoms: "Symptoms" is there twice: remove one'],
    ["| Command |", "| Do |", '9 ## First steps: the table has no column "Command"'],
    [
      "The alert is",
      `The ${"long ".repeat(100)}alert is`,
      "3 ## Symptoms: 105 words stand here already, and the type takes at most 100",
    ],
  ])("is told what contradicts the type: %s → %s", (before, after, message) => {
    expect(problemsOf(RUNBOOK, TEMPLATE.replace(before, after)).join("\n")).toContain(message);
  });
});

const own = (text: string, file: string): OwnType => {
  const decoded = decodeType(text, file);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems));
  return decoded;
};

describe("the types of a workspace", () => {
  it("are those that ship and those of the team, which take the place of those with the same name", () => {
    const { types, problems } = combineTypes([
      own(RUNBOOK, "a.yaml"),
      own("type: spec\nextends: spec\ntitle: RFC\n", "b.yaml"),
    ]);
    expect(problems).toEqual([]);
    expect(types.map(({ name, title }) => `${name}: ${title}`)).toEqual([
      "spike: Technical spike",
      "plan: Implementation plan",
      "research: Research note",
      "runbook: Runbook",
      "spec: RFC",
    ]);
  });

  it("cannot have one name or one folder, nor lead to a type that is not there", () => {
    const first = own(RUNBOOK, "a.yaml");
    const second = own(RUNBOOK.replace("leads-to: [plan]", "leads-to: [plann]"), "b.yaml");
    const third = own("type: rfc\nextends: spec\n", "c.yaml");
    expect(combineTypes([first, second, third]).problems.map(({ file, message }) => `${file} ${message}`)).toEqual([
      'b.yaml the name "runbook" belongs to "runbook" in a.yaml: choose another',
      'b.yaml there is no type "plann" to lead to: name one of spike, plan, spec, research, runbook, runbook, rfc',
      'c.yaml the folder "specs" belongs to the type "spec", which ships: choose another',
    ]);
  });
});
