import { composeDocument } from "@nomous/workbench";
import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { draftDocument, type NewDocument } from "./draft-document.ts";
import { openDesk } from "./open-desk.ts";

const now = { date: "2026-11-28", iso: "2026-11-28T21:10:04+01:00" };

test("a new document knows its place, its moment and its owner; what cannot be chosen is refused", async () => {
  await using folder = await makeFolder({ "nomous.yaml": "owner: bridge team\n" });
  const { workbench } = await openDesk({ root: folder.root, name: "w" }, now.date);
  const wanted: NewDocument = { type: "Spike", title: "Batch?", isFull: false, scopes: null, sources: [] };
  const draft = await draftDocument(workbench, wanted, now);
  expect(draft.path).toMatch(/\/2026-11-28-batch\.md$/);
  expect(draft.facts).toMatchObject({ now: now.iso, owner: "bridge team" });
  expect(composeDocument(draft)).toContain("# Batch?");
  for (const wrong of [{ type: "spik" }, { scopes: ["nowhere"] }, { category: "nothing" }])
    await expect(draftDocument(workbench, { ...wanted, ...wrong }, now)).rejects.toMatchObject({ name: "DeskError" });
});
