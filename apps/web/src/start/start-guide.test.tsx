import type { Client } from "@nomous/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WorkspaceContext, type WorkspaceStatus } from "../hooks/use-workspace.ts";
import { InShell } from "../chat/chat-fixture.tsx";
import { createOfflineClient, render } from "../web-fixture.tsx";
import { StartGuide } from "./start-guide.tsx";

let client: Client;
beforeEach(async () => {
  client = await createOfflineClient();
});
afterEach(() => client.close());

const nothing = (): void => undefined;

async function guide(files: WorkspaceStatus["files"]) {
  const data: WorkspaceStatus = {
    name: "harbor",
    path: "/harbor",
    files,
    index: { state: "ready", done: 0, total: 0 },
    git: null,
    engines: [],
  };
  const workspace = { data, at: 0, error: undefined, isLoading: false, again: nothing };
  const { page, remove } = await render(
    client,
    <WorkspaceContext value={workspace}>
      <InShell>
        <StartGuide onAsk={nothing} onQuestion={nothing} />
      </InShell>
    </WorkspaceContext>,
  );
  const actions = [...(page.querySelectorAll(".act")[2]?.querySelectorAll("button, a") ?? [])];
  remove();
  return actions.map(({ textContent, tagName }) => `${tagName} ${textContent}`);
}

test("the sample is offered beside the folder's own documents, and alone in an empty folder", async () => {
  expect(await guide({ markdown: 2, source: 1, other: 0 })).toEqual(["BUTTON Choose a document", "A Open the sample"]);
  expect(await guide({ markdown: 0, source: 1, other: 0 })).toEqual(["BUTTON Choose a file", "A Open the sample"]);
  expect(await guide({ markdown: 0, source: 0, other: 0 })).toEqual(["A Open the sample"]);
});
