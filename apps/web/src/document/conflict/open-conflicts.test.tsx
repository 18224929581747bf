import {
  type Client,
  ClientError,
  type ConflictChoice,
  type ConnectionState,
  type PlacedConflict,
  sleep,
  systemRuntime,
} from "@nomous/client";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { InShell } from "../../chat/chat-fixture.tsx";
import { always, clientWith, createOfflineClient, render, type } from "../../web-fixture.tsx";
import {
  clientId,
  conflictOf,
  DOCUMENT,
  FOUND_AT,
  liveDocument,
  type LiveFixture,
  MARA,
  MEETING,
  placedConflict,
  startInPage,
  SURVEY,
  TOMAS,
} from "./conflict-fixture.tsx";
import { OpenConflicts } from "./open-conflicts.tsx";

let own: Client;
beforeEach(async () => {
  localStorage.clear();
  history.replaceState(null, "", `/documents/${DOCUMENT}/conflicts`);
  own = await createOfflineClient();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await own.close();
});

const HERE = always({
  status: "online",
  welcome: { server: { person: "mara" } },
  since: 0,
  roundTripMs: 1,
} as unknown as ConnectionState);

/** As the browser of `letter`, whose bridge knows the evidence. */
const browser = (letter: string): Client =>
  clientWith(own, {
    id: clientId(letter),
    ask: async (name: string) => (name === "workbench.survey" ? SURVEY : new Promise(() => undefined)),
  } as Partial<Client>);

const AWAY = always<ConnectionState>({ status: "away", since: 0, nextTryAt: 0 });

/** One whose bridge is away, with what it was told of the evidence before. */
const awayWith = (kept: { readonly result: unknown; readonly at: number } | undefined): Client =>
  clientWith(own, {
    id: clientId("m"),
    ask: () => Promise.reject(new ClientError("away", "The bridge is away.")),
    kept: async (name: string) => (name === "workbench.survey" ? kept : undefined),
  } as Partial<Client>);

async function shown({ live }: LiveFixture, letter = "m", client = browser(letter), connection = HERE) {
  const all = await render(
    client,
    <InShell>
      <OpenConflicts live={live} startWorker={startInPage} />
    </InShell>,
    connection,
  );
  await act(async () => {
    for (let n = 0; n < 60; n += 1) await Promise.resolve();
  });
  return all;
}

const three = (): PlacedConflict[] => [placedConflict(1), placedConflict(2), placedConflict(3)];
const decided = (isFirst: boolean, choice: ConflictChoice, actor = TOMAS.actor) => ({
  choice,
  text: "North takes less.",
  isFirst,
  actor,
  at: FOUND_AT,
});
const told = (page: Element, selector: string): string[] =>
  [...page.querySelectorAll(selector)].map(({ textContent }) => textContent);
const rows = (page: Element): string[] => told(page, ".conflict-actions tbody tr");
const button = (page: Element, name: string): HTMLButtonElement | undefined =>
  [...page.querySelectorAll("button")].find(({ textContent }) => textContent.startsWith(name));
const press = (key: string, target: EventTarget = document.body, more: KeyboardEventInit = {}): Promise<void> =>
  act(
    async () =>
      void target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more })),
  );

test("the place is shown with base, mine, theirs and merged between its lines, and the rules tell what each choice does to the claim", async () => {
  const { page, remove } = await shown(liveDocument([placedConflict(1)]));
  expect(told(page, ".version-row .who").map((text) => text.replace(/\d+ \w+, \d\d:\d\d.*/, ""))).toEqual([
    "Line 16",
    "Basebefore both",
    "Mine, marathis browser, came ",
    "Theirs, tomasanother browser, ",
    "Mergedin the document",
    "Line 19",
  ]);
  expect(told(page, ".version-row.base del")).toEqual(["15", "wind is low"]);
  expect(told(page, ".version-row.merged ins")).toEqual(["Mine: 20", "Theirs: line has stopped"]);
  expect(told(page, ".conflict-actions thead th")).toEqual(["Action", "ev:piers/ms", "Conflicts after"]);
  expect(rows(page)).toEqual([
    "Keep mergedM20 %, matches0 left",
    "Keep mine120 %, matches0 left",
    "Keep theirs215 %, disagrees0 left",
    "Write my ownEchecked as you type",
  ]);
  expect(page.querySelectorAll(".btn.primary")).toHaveLength(1);
  expect(page.textContent).toContain("Approval is refused until these are settled.");
  remove();
});

test("while the bridge is away the rules go on with the evidence that it told before, and its age is told", async () => {
  const at = new Date(2026, 10, 20, 13, 20).getTime();
  const kept = { result: { ...SURVEY, approval: "unknown" }, at };
  const { page, remove } = await shown(liveDocument([placedConflict(1)]), "m", awayWith(kept), AWAY);
  expect(rows(page).slice(0, 3)).toEqual([
    "Keep mergedM20 %, matches0 left",
    "Keep mine120 %, matches0 left",
    "Keep theirs215 %, disagrees0 left",
  ]);
  expect(page.querySelector(".conflict-actions .meta")?.textContent).toMatch(/^Evidence as of (?:20 Nov.*, )?13:20$/);
  remove();
  const other = await shown(liveDocument([placedConflict(1)]), "m", awayWith(undefined), AWAY);
  expect(rows(other.page)[0]).toBe("Keep mergedM20 %, evidence not here0 left");
  expect(other.page.textContent).not.toContain("Evidence as of");
  other.remove();
});

test("who was here sees their side as mine, and their key 1 keeps it", async () => {
  const fixture = liveDocument([placedConflict(1)]);
  const { page, remove } = await shown(fixture, "t");
  expect(told(page, ".version-row b")).toEqual(["Mine", "Theirs"]);
  expect(told(page, ".version-row.mine ins")).toEqual(["line has stopped"]);
  await press("1");
  expect(fixture.resolved).toEqual([
    { conflict: conflictOf(1).conflict, choice: "theirs", text: conflictOf(1).theirs },
  ]);
  remove();
});

test("a decision goes to the next open conflict, and one that is not on the bridge waits and can be another", async () => {
  const fixture = liveDocument(three());
  const { page, remove } = await shown(fixture);
  expect(told(page, "h1")).toEqual(["Edit conflict 1 of 3"]);
  await press("m");
  expect(new URLSearchParams(location.search).get("conflict")).toBe(conflictOf(2).conflict);
  expect(told(page, ".conflict-side .group h2")).toEqual(["2 edit conflicts", "1 decided here, not yet on the bridge"]);
  await act(async () => button(page, "Keep theirs")?.click());
  await press("2");
  expect(fixture.resolved.map(({ choice }) => choice)).toEqual(["merged", "theirs", "theirs"]);
  expect(page.querySelector(".decided")?.textContent).toContain("You kept theirs. It waits in this browser");
  await press("1");
  expect(fixture.resolved.at(-1)?.choice).toBe("mine");
  remove();
});

test("Alt and arrows go round all of them, and the list has a link to each", async () => {
  const { page, remove } = await shown(liveDocument(three()));
  await press("ArrowLeft", document.body, { altKey: true });
  expect(told(page, "h1")).toEqual(["Edit conflict 3 of 3"]);
  await press("ArrowRight", document.body, { altKey: true });
  expect(told(page, "h1")).toEqual(["Edit conflict 1 of 3"]);
  await act(async () => page.querySelectorAll<HTMLElement>(".conflict-item")[1]?.click());
  expect(told(page, "h1")).toEqual(["Edit conflict 2 of 3"]);
  expect(page.querySelector(".conflict-item[aria-current]")?.textContent).toContain("§3, mara and tomas");
  remove();
});

test("an own text is checked as it is typed; its letters decide nothing, Ctrl and Enter save it", async () => {
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue("Linux");
  const fixture = liveDocument([placedConflict(1)]);
  const { page, remove } = await shown(fixture);
  await press("e");
  const field = page.querySelector("textarea");
  expect(document.activeElement).toBe(field);
  expect(field?.value).toBe(conflictOf(1).merged.trimEnd());
  await type(field, "North takes [70 %][ev:piers/ms] less.");
  await press("m", field ?? document.body);
  expect(fixture.resolved).toEqual([]);
  await act(() => sleep(systemRuntime.clock, 300));
  expect(page.querySelector(".own-effects")?.textContent).toContain("70 %, disagrees");
  expect(told(page, ".own-changes del")[0]).toBe("20");
  await press("Escape", field ?? document.body);
  expect(page.querySelector("textarea")).toBeNull();
  await press("e");
  expect(page.querySelector("textarea")?.value).toBe("North takes [70 %][ev:piers/ms] less.");
  await press("Enter", page.querySelector("textarea") ?? document.body, { ctrlKey: true });
  expect(fixture.resolved).toEqual([
    { conflict: conflictOf(1).conflict, choice: "own", text: "North takes [70 %][ev:piers/ms] less.\n" },
  ]);
  remove();
});

test("who decided what is told, with a second decision and its text, and nothing is left to choose", async () => {
  const resolutions = [decided(true, "merged"), decided(false, "own", MARA.actor)];
  const { page, remove } = await shown(liveDocument([placedConflict(1, { resolutions })]));
  const text = page.querySelector(".decided")?.textContent;
  expect(text).toContain("tomas kept it as it was merged");
  expect(text).toContain("You wrote another text");
  expect(text).toContain("after that one: it changed nothing");
  expect(told(page, ".decided .result")).toEqual(["North takes less."]);
  expect(button(page, "Keep")).toBeUndefined();
  expect(page.querySelector(".conflict-item")?.textContent).toContain(", too late");
  remove();
});

test("what the bridge refuses is told with the place that it is about", async () => {
  const fixture = liveDocument(three());
  fixture.answers.push({ status: "rejected", error: { code: "not-found", message: "There is no such conflict." } });
  const { page, remove } = await shown(fixture);
  await press("1");
  expect(page.querySelector("[role=alert]")?.textContent).toMatch(/^Not decided: “North takes.*”: There is no such/);
  remove();
});

test("a meeting is told once it is news, until somebody has read it", async () => {
  const at = Date.now();
  const meetings = [{ meeting: MEETING, at }];
  const fixture = liveDocument(three(), { meetings });
  const first = await shown(fixture);
  expect(first.page.querySelector(".strip")?.textContent).toContain(
    "Of your 14 changed places, 11 merged and 3 overlap",
  );
  await act(async () => first.page.querySelector<HTMLElement>("[aria-label='Close this notice']")?.click());
  expect(first.page.querySelector(".strip")).toBeNull();
  first.remove();
  const again = await shown(fixture);
  expect(again.page.querySelector(".strip")).toBeNull();
  expect(again.page.querySelector(".conflict-side dl")?.textContent).toContain("11 of 14 places");
  again.remove();
  localStorage.clear();
  const old = await shown(liveDocument([], { meetings: [{ meeting: MEETING, at: at - 7_200_000 }] }));
  expect(old.page.querySelector(".strip")).toBeNull();
  expect(old.page.textContent).toContain("No conflicts. Edits that overlap appear here.");
  old.remove();
});

test("on a phone each button says what it does", async () => {
  vi.spyOn(window, "matchMedia").mockImplementation(
    (query) =>
      ({
        matches: query.includes("719"),
        addEventListener: () => undefined,
        removeEventListener: () => undefined,
      }) as unknown as MediaQueryList,
  );
  const { page, remove } = await shown(liveDocument([placedConflict(1)]));
  expect(told(page, ".action-grid .btn")).toEqual([
    "Keep mergedms ok",
    "Keep minems ok",
    "Keep theirs15 % disagrees",
    "Write my ownchecked as you type",
  ]);
  remove();
});
