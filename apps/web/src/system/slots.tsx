// What the loaded models do now: each has slots, and a slot works on one conversation.
import type { ConversationList, ModelsState } from "@nomous/client";
import { Link } from "wouter";
import { conversationAddress } from "../address.ts";
import { useClient, useIsOnline } from "../hooks/use-client.ts";
import { useLatest } from "../hooks/use-latest.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { useNow } from "../hooks/use-timer.ts";
import { Glyph } from "../ui/glyph.tsx";
import { Empty } from "../ui/status.tsx";
import { countText, percentText, plural, sizeText, speedText } from "../words/numbers.ts";
import { momentText } from "../words/time.ts";

type ModelRun = ModelsState["runs"][number];
type Slot = ModelRun["slots"][number];

export function Slots() {
  const state = useLatest("models");
  const { list } = useReadable(useClient().conversations);
  const isOnline = useIsOnline();
  const runs = state?.runs ?? [];
  return (
    <section className="slots">
      {runs.map((run) => (
        <Run key={run.model} run={run} list={list} />
      ))}
      {runs.length === 0 && (
        <>
          <h2>Slots</h2>
          <Empty>
            {state === undefined && !isOnline
              ? "Bridge away. What models do appears when it is back."
              : "No model is in memory. One is loaded when it is asked."}
          </Empty>
        </>
      )}
      {runs.length > 0 && !isOnline && <Empty>Bridge away. This is what they did when it went.</Empty>}
    </section>
  );
}

interface RunProps {
  readonly run: ModelRun;
  /** Where slots find the titles of what they work on. */
  readonly list: ConversationList;
}

export const Run = ({ run, list }: RunProps) => (
  <>
    <h2>
      Slots <span className="meta grow">{runWords(run)}</span>
    </h2>
    {run.slots.length > 0 && <SlotTable slots={run.slots} list={list} />}
    <p className="meta">
      <RunState run={run} />
    </p>
  </>
);

/** "Qwen2.5 7B, 2 of 4 busy". */
function runWords({ name, state, progress, slots }: ModelRun): string {
  if (state === "loading") return `${name}, loading, ${percentText(progress, 1)}`;
  if (state === "unloading") return `${name}, leaves memory`;
  return `${name}, ${slots.filter(({ doing }) => doing !== "idle").length} of ${slots.length} busy`;
}

function RunState({ run: { waiting, where, processBytes, unloadAt } }: { run: ModelRun }) {
  const now = useNow(60_000);
  const parts = [
    waiting === 0 ? "Nothing waits" : plural(waiting, "prompt waits", "prompts wait"),
    where,
    ...(processBytes === undefined ? [] : [`${sizeText(processBytes)} of memory`]),
    ...(unloadAt === undefined ? [] : [`leaves memory at ${momentText(unloadAt, now)} unless it is asked`]),
  ];
  return <>{parts.join("; ")}.</>;
}

const SlotTable = ({ slots, list }: { slots: readonly Slot[]; list: ConversationList }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">Slot</th>
        <th scope="col">Doing</th>
        <th scope="col" className="num">
          Context
        </th>
        <th scope="col" className="num">
          Speed
        </th>
      </tr>
    </thead>
    <tbody>
      {slots.map((slot, i) => (
        <tr key={i} className={slot.doing === "idle" ? "muted" : undefined}>
          <td>{i + 1}</td>
          <td className="doing">
            <Doing slot={slot} list={list} />
          </td>
          <td className="num">{countText(slot.tokens)}</td>
          <td className="num">{slot.perSecond !== undefined && speedText(slot.perSecond, 1_000)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const DOING = {
  idle: ["free", "free, keeps"],
  prefill: ["reads a prompt", "reads for"],
  decode: ["writes", ""],
} as const;

function Doing({ slot: { doing, conversation }, list }: { slot: Slot; list: ConversationList }) {
  const [alone, before] = DOING[doing];
  return (
    <>
      {doing !== "idle" && <Glyph name="arc" tone="accent" isSpinning />}{" "}
      {conversation === undefined ? (
        alone
      ) : (
        <>
          {before}{" "}
          <Link href={conversationAddress(conversation)}>{list.get(conversation)?.title ?? "a conversation"}</Link>
        </>
      )}
    </>
  );
}
