// Who shall answer: the bridge chooses, or a person does.
import { Suspense } from "react";
import { EngineList } from "../../late-parts.ts";
import { Boundary } from "../../ui/boundary.tsx";
import { Popover } from "../../ui/popover.tsx";
import { Failed, Loading } from "../../ui/status.tsx";
import { errorText } from "../../words/error.ts";
import "./model.css";
import { engineName, type Engines } from "./use-engines.ts";

interface ModelChoiceProps {
  engines: Engines;
  /** `undefined`: the bridge chooses. */
  engine: string | undefined;
  onChoose: (engine: string | undefined) => void;
}

export function ModelChoice({ engines, engine, onChoose }: ModelChoiceProps) {
  const { options, taken } = engines;
  const name = engine === undefined ? "The bridge chooses" : engineName(options, engine);
  const now = engine === undefined && taken !== undefined ? `: ${taken.name}` : "";
  return (
    <Popover
      label={`Model: ${name}${now}`}
      className="model-choice"
      button={
        <span className="cut">
          {name}
          <span className="wide-only meta">{now}</span>
        </span>
      }
    >
      {(close) => (
        <Boundary renderFailure={(error) => <Failed>{errorText(error)}</Failed>}>
          <Suspense fallback={<Loading>Fetching the list</Loading>}>
            <EngineList
              engines={engines}
              engine={engine}
              onChoose={(next) => {
                close();
                onChoose(next);
              }}
            />
          </Suspense>
        </Boundary>
      )}
    </Popover>
  );
}
