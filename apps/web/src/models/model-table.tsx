import type { ModelInfo, ModelList } from "@nomous/client";
import type { ReactNode } from "react";
import { countText, plural, sizeText } from "../words/numbers.ts";
import { Status } from "../ui/status.tsx";
import { FitBar } from "./fit-bar.tsx";
import { gigabytes, modelStatus, neededBytes } from "./model-words.ts";
import type { ModelsView } from "./use-models.ts";

export interface ModelTableProps {
  list: ModelList;
  runs: ModelsView["runs"];
  chosen: string | undefined;
  onChoose: (model: string) => void;
  /** Below the row of the chosen model, where there is no room beside the list. */
  below: ReactNode | undefined;
}

export function ModelTable({ list, runs, chosen, onChoose, below }: ModelTableProps) {
  const { models, memory, gpus } = list;
  const [gpu] = gpus;
  const assumed = models.find((model) => model.memory !== undefined)?.memory;
  return (
    <section className="models" aria-label="Models">
      <h2>
        {plural(models.length, "model")} on this machine{" "}
        <span className="meta">
          GB{assumed !== undefined && `, with ${countText(assumed.contextTokens)} tokens of context (estimate)`}; solid:
          weights; paler: context; striped: too much; line: free now
        </span>
      </h2>
      <div className={gpu === undefined ? "models-head" : "models-head with-gpu"} aria-hidden="true">
        <span>Model, found in</span>
        <span className="num">File</span>
        <span className="num">Needs</span>
        {gpu !== undefined && <span>GPU, {gigabytes(gpu.freeBytes)} free</span>}
        <span>Memory, {gigabytes(memory.freeBytes)} free</span>
        <span>Runs as</span>
      </div>
      <ul>
        {models.map((model) => (
          <li key={model.id}>
            <button
              type="button"
              className={gpu === undefined ? "model" : "model with-gpu"}
              {...{ [below === undefined ? "aria-pressed" : "aria-expanded"]: model.id === chosen }}
              onClick={() => onChoose(model.id)}
            >
              <ModelCells model={model} list={list} run={runs.get(model.id)} />
            </button>
            {model.id === chosen && below}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ModelCellsProps {
  model: ModelInfo;
  list: ModelList;
  run: ReturnType<ModelsView["runs"]["get"]>;
}

function ModelCells({ model, list: { memory, gpus }, run }: ModelCellsProps) {
  const { glyph, tone, text } = modelStatus(model, run, memory.freeBytes);
  const needed = neededBytes(model);
  const parts = model.memory && {
    weightsBytes: model.memory.weightsBytes,
    restBytes: model.memory.contextBytes + model.memory.overheadBytes,
  };
  const [gpu] = gpus;
  return (
    <>
      <span className="name">
        <b className="cut">{model.name}</b>
        <span className="meta cut">
          {model.source}
          {model.isDefault && " · this machine's choice"}
          {model.leavesTo !== undefined && ` · text leaves this machine: ${model.leavesTo}`}
        </span>
      </span>
      <span className="num file">{gigabytes(model.fileBytes)}</span>
      <span className="num needs">
        {gigabytes(needed)}
        {needed !== undefined && <span className="phone-only"> GB</span>}
      </span>
      {gpu !== undefined && <span className="bar">{parts && <FitBar of="GPU" {...parts} {...gpu} />}</span>}
      <span className="bar">
        {parts && (
          <>
            <span className="phone-only meta">Memory</span>
            <FitBar of="Memory" {...parts} {...memory} />
          </>
        )}
      </span>
      <span className="runs">
        <Status glyph={glyph} {...(tone === undefined ? {} : { tone })}>
          {text}
        </Status>
      </span>
      {model.fileBytes !== undefined && <span className="heard">file of {sizeText(model.fileBytes)}</span>}
    </>
  );
}
