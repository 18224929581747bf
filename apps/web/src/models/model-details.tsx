// One model: what it is, what can be done with it, what went wrong with it, and a box to try it in.
import type { ModelInfo, ModelRun } from "@nomous/client";
import { useIsOnline, useRuntime } from "../hooks/use-client.ts";
import { Button } from "../ui/button.tsx";
import { Fact } from "../ui/facts.tsx";
import { Failed, Status } from "../ui/status.tsx";
import { countText, sizeText } from "../words/numbers.ts";
import { momentText } from "../words/time.ts";
import { crashText, modelFacts, modelStatus } from "./model-words.ts";
import { TryBox } from "./try-box.tsx";
import { useCommand } from "../hooks/use-command.ts";

interface ModelDetailsProps {
  model: ModelInfo;
  run: ModelRun | undefined;
  freeBytes: number;
}

export function ModelDetails({ model, run, freeBytes }: ModelDetailsProps) {
  const commands = useCommand();
  const { glyph, tone, text } = modelStatus(model, run, freeBytes);
  return (
    <section className="details" aria-label={model.name}>
      <h2>{model.name}</h2>
      <p className="meta">{modelFacts(model)}</p>
      <p className="now">
        <Status glyph={glyph} {...(tone === undefined ? {} : { tone })}>
          {text}
        </Status>
      </p>
      {model.leavesTo !== undefined && (
        <p>
          <Status glyph="leaves" tone="warning">
            Text leaves this machine: {model.leavesTo}
          </Status>
        </p>
      )}
      {model.remedy !== undefined && <p className="muted">{model.remedy}</p>}
      {run?.state === "loading" && <progress aria-label="Loading" max={1} value={run.progress} />}
      <Actions model={model} run={run} commands={commands} />
      {commands.error !== undefined && <Failed>{commands.error}</Failed>}
      {model.crash !== undefined && <CrashStory model={model} />}
      <dl>
        <Fact name="Where">
          <span className="mono">{model.path ?? model.url}</span>
        </Fact>
        {model.fileBytes !== undefined && <Fact name="File">{sizeText(model.fileBytes)}</Fact>}
        {model.memory !== undefined && <Needs memory={model.memory} />}
        {run?.processBytes !== undefined && <Fact name="In memory now">{sizeText(run.processBytes)}</Fact>}
      </dl>
      {model.kind === "chat" && model.state !== "unusable" && <TryBox key={model.id} model={model} />}
    </section>
  );
}

function Actions({
  model,
  run,
  commands,
}: Pick<ModelDetailsProps, "model" | "run"> & { commands: ReturnType<typeof useCommand> }) {
  const isOnline = useIsOnline();
  const { id } = model;
  const isOurs = model.runtime === "llama" && model.state !== "unusable";
  const act = (name: "model.load" | "model.unload" | "model.forgive" | "model.remove") => () =>
    void commands.run(name, { model: id });
  return (
    <p className="row actions">
      {isOurs && run === undefined && (
        <Button disabled={!isOnline || commands.running === "model.load"} onClick={act("model.load")}>
          {model.state === "crashed" ? "Load it again" : "Load"}
        </Button>
      )}
      {run !== undefined && (
        <Button disabled={!isOnline || run.state === "unloading"} onClick={act("model.unload")}>
          {run.state === "loading" ? "Stop loading" : "Unload"}
        </Button>
      )}
      {model.state === "crashed" && (
        <Button disabled={!isOnline} onClick={act("model.forgive")}>
          Forget the crash
        </Button>
      )}
      {model.kind === "chat" && model.state !== "unusable" && (
        <Button
          disabled={!isOnline}
          onClick={() => void commands.run("model.use", { model: model.isDefault ? null : id })}
        >
          {model.isDefault ? "Let the bridge choose again" : "Answer with it by default"}
        </Button>
      )}
      {model.isAdded && (
        <Button look="danger" disabled={!isOnline} onClick={act("model.remove")}>
          Take it off the list
        </Button>
      )}
    </p>
  );
}

function CrashStory({ model: { crash } }: { model: ModelInfo }) {
  const { clock } = useRuntime();
  if (crash === undefined) return null;
  return (
    <div className="crash">
      <p>
        {momentText(crash.at, clock.now())}: it {crashText(crash)}; {crash.how}. The bridge and its other engines went
        on. It is not chosen by itself until it has answered again or somebody forgets the crash.
      </p>
      {crash.lastWords !== "" && (
        <details>
          <summary>Last words of the runtime</summary>
          <pre>{crash.lastWords}</pre>
        </details>
      )}
    </div>
  );
}

function Needs({ memory }: { memory: NonNullable<ModelInfo["memory"]> }) {
  const { weightsBytes, contextBytes, overheadBytes, contextTokens, slots } = memory;
  return (
    <Fact name="Needs (estimate)">
      {sizeText(weightsBytes)} weights, {sizeText(contextBytes)} for {slots} × {countText(contextTokens)} tokens,{" "}
      {sizeText(overheadBytes)} besides
    </Fact>
  );
}
