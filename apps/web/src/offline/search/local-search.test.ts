import type { ConversationId, TurnId } from "@nomous/client";
import { FakeClock } from "@nomous/testkit";
import { expect, test } from "vitest";
import { LocalSearch, type SearchWorker } from "./local-search.ts";
import type { FromSearch, ToSearch } from "./search-message.ts";
import { createSearchService } from "./search-service.ts";

const nothing = (): void => undefined;

/** A search whose worker is here, with what is told of it. */
function searchHere() {
  const clock = new FakeClock();
  const said: ToSearch["type"][] = [];
  let begun = 0;
  let ended = 0;
  let breakDown: () => void = nothing;
  const start = (): SearchWorker => {
    begun += 1;
    let hear: (event: MessageEvent<FromSearch>) => void = nothing;
    const take = createSearchService<number>({
      async *read(since) {
        if (since !== undefined) return;
        const [id, conversation] = ["a" as TurnId, "c" as ConversationId];
        yield { kind: "turn", id, conversation, title: "Harbours", text: "It opens at six.", at: 0, cursor: 1 };
      },
      post: (message) => hear({ data: message } as MessageEvent<FromSearch>),
    });
    return {
      addEventListener(type: "message" | "error", listener: never) {
        if (type === "message") hear = listener;
        else breakDown = listener;
      },
      postMessage(message) {
        said.push(message.type);
        take(message);
      },
      terminate: () => void (ended += 1),
    };
  };
  const search = new LocalSearch(clock, start);
  return { clock, search, said, count: () => [begun, ended], breakDown: () => breakDown() };
}

test("a search starts the worker once, has it look at what is new each time, and lets it go when nobody searches any more", async () => {
  const { clock, search, said, count } = searchHere();
  const first = search.hold();
  await clock.advance(0);
  expect((await search.find("opens", 5, [])).total).toBe(1);
  const second = search.hold();
  first();
  first();
  await clock.advance(600_000);
  expect([count(), said]).toEqual([
    [1, 0],
    ["look", "find", "look"],
  ]);
  second();
  await clock.advance(200_000);
  search.hold()();
  await clock.advance(299_000);
  expect(count()).toEqual([1, 0]);
  await clock.advance(1_000);
  expect([count(), search.state.current()]).toEqual([[1, 1], undefined]);
});

test("a worker that breaks is told, and the next search starts another", async () => {
  const { clock, search, count, breakDown } = searchHere();
  search.hold();
  breakDown();
  expect(search.state.current()?.trouble).toBe("what searches could not be started");
  search.hold();
  await clock.advance(0);
  expect(count()).toEqual([2, 1]);
  expect(search.state.current()).toMatchObject({ turns: 1, trouble: undefined });
});
