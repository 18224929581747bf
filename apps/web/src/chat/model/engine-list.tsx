import { useState } from "react";
import { type Choice, Chooser } from "../../ui/chooser.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { Empty, Status } from "../../ui/status.tsx";
import { type EngineOption, findEngines, leavesText } from "./engines.ts";
import type { Engines } from "./use-engines.ts";

/** More than these are searched. */
const SHORT = 8;

export interface EngineListProps {
  engines: Engines;
  /** `undefined`: the bridge chooses. */
  engine: string | undefined;
  onChoose: (engine: string | undefined) => void;
}

/** All engines with what is to be said of each; the first line leaves the choice to the bridge. */
export function EngineList({ engines: { options, taken }, engine, onChoose }: EngineListProps) {
  const [text, setText] = useState("");
  const found = findEngines(options, text);
  const choices: readonly Choice[] = [
    ...(text === "" ? [bridgeChoice()] : []),
    ...found.map((option) => ({
      key: option.id,
      group: option.group,
      content: <EngineRow option={option} isChosen={option.id === engine} />,
      choose: () => onChoose(option.id),
    })),
  ];
  return (
    <Chooser
      label="Model"
      placeholder="Words of a name or a source"
      text={text}
      onText={setText}
      choices={choices}
      hasField={options.length > SHORT}
      begin={Math.max(
        0,
        choices.findIndex(({ key }) => key === engine),
      )}
    >
      {found.length === 0 && text !== "" && <Empty>No model with “{text}”.</Empty>}
      {options.length === 0 && <Empty>Bridge away. Its models come with it.</Empty>}
    </Chooser>
  );

  function bridgeChoice(): Choice {
    return {
      key: "",
      choose: () => onChoose(undefined),
      content: (
        <span className="engine">
          <Name name="The bridge chooses" isChosen={engine === undefined} />
          {taken !== undefined && (
            <span className="meta">
              now {taken.name}, {taken.reason}
            </span>
          )}
        </span>
      ),
    };
  }
}

function EngineRow({ option, isChosen }: { option: EngineOption; isChosen: boolean }) {
  const { name, state, isObstructed, leavesTo } = option;
  return (
    <span className="engine">
      <Name name={name} isChosen={isChosen} />
      <span className={isObstructed ? "meta c-warning" : "meta"}>
        {isObstructed ? (
          <Status glyph="warning" tone="warning">
            {state}
          </Status>
        ) : (
          state
        )}
      </span>
      {leavesTo !== undefined && (
        <span className="meta c-warning">
          <Status glyph="leaves">{leavesText(leavesTo)}</Status>
        </span>
      )}
    </span>
  );
}

const Name = ({ name, isChosen }: { name: string; isChosen: boolean }) => (
  <span className="row">
    <span className="cut">{name}</span>
    {isChosen && (
      <>
        <Glyph name="check" tone="accent" />
        <span className="heard">chosen</span>
      </>
    )}
  </span>
);
