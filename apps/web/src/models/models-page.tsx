// The machine's models, as UI: which there are, whether they fit, which one answers, and how one more is connected.
import type { ModelList } from "@nomous/client";
import { type ReactNode, useState } from "react";
import { useConnection, useIsOnline } from "../hooks/use-client.ts";
import { useMedia, WIDE } from "../hooks/use-media.ts";
import { AwayNote } from "../offline/away-note.tsx";
import { Page } from "../shell/page.tsx";
import { Button } from "../ui/button.tsx";
import { Failed, Loading } from "../ui/status.tsx";
import { countText } from "../words/numbers.ts";
import { AddDialog, type Addition } from "./add-dialog.tsx";
import { Chain, ShortChain } from "./chain.tsx";
import { ConnectGuide } from "./connect-guide.tsx";
import { ModelDetails } from "./model-details.tsx";
import { ModelTable, type ModelTableProps } from "./model-table.tsx";
import "./models.css";
import { type ModelsView, useModels } from "./use-models.ts";

export function ModelsPage() {
  const models = useModels();
  const { list, runs, look } = models;
  const isWide = useMedia(WIDE);
  const [picked, setPicked] = useState<string>();
  const [adding, setAdding] = useState<Addition>();
  const model =
    list?.models.find(({ id }) => id === picked) ??
    (isWide ? list?.models.find(({ id }) => isTaken(list, id)) : undefined);
  const details = list !== undefined && model !== undefined && (
    <ModelDetails key={model.id} model={model} run={runs.get(model.id)} freeBytes={list.memory.freeBytes} />
  );
  // Where there is no room beside the list, a model unfolds below its row, and folds again.
  const pick = (id: string): void => setPicked(!isWide && id === picked ? undefined : id);
  return (
    <Page title="Models" actions={<Actions models={models} onAdd={setAdding} />}>
      <div className="models-page">
        <div className="scroll">
          <State models={models} />
          {list !== undefined && !isWide && <NextAnswer chain={<ShortChain steps={list.chain} />} />}
          {list !== undefined && (
            <Found list={list} runs={runs} chosen={model?.id} onChoose={pick} below={isWide ? undefined : details} />
          )}
        </div>
        {list !== undefined && isWide && (
          <aside aria-label="Details" data-region="" tabIndex={-1}>
            {details}
            <NextAnswer chain={<Chain steps={list.chain} />} />
          </aside>
        )}
      </div>
      {adding !== undefined && (
        <AddDialog
          kind={adding}
          onClose={() => {
            setAdding(undefined);
            look();
          }}
        />
      )}
    </Page>
  );
}

const NextAnswer = ({ chain }: { chain: ReactNode }) => (
  <section className="next-answer">
    <h2>How the next message is answered</h2>
    {chain}
  </section>
);

function Actions({ models, onAdd }: { models: ModelsView; onAdd: (kind: Addition) => void }) {
  const isOnline = useIsOnline();
  return (
    <span className="row models-actions">
      <Button disabled={!isOnline || models.isLooking} onClick={models.look}>
        {models.isLooking ? "Looking" : "Look again"}
      </Button>
      <Button disabled={!isOnline} onClick={() => onAdd("server")}>
        <span className="wide-only">Connect a server</span>
        <span className="phone-only">Server</span>
      </Button>
      <Button disabled={!isOnline} onClick={() => onAdd("file")}>
        <span className="wide-only">Add a file or folder</span>
        <span className="phone-only">File</span>
      </Button>
    </span>
  );
}

/** What stands in the place of the list, or says how old it is. */
function State({ models: { list, at, error } }: { models: ModelsView }) {
  const { status } = useConnection();
  if (status === "away") return <AwayNote what="This list" at={at} lack="Its models appear when it is back." />;
  if (error !== undefined) return <Failed>{error}</Failed>;
  return list === undefined ? <Loading>Looking for models</Loading> : null;
}

function Found(props: ModelTableProps) {
  const { list } = props;
  const isEmpty = list.models.length === 0;
  return (
    <>
      {isEmpty ? <ConnectGuide memory={list.memory} /> : <ModelTable {...props} />}
      <Searched list={list} />
      {!isEmpty && (
        <details className="more">
          <summary>Connect another model</summary>
          <ConnectGuide memory={list.memory} />
        </details>
      )}
    </>
  );
}

const isTaken = ({ chain }: ModelList, id: string): boolean =>
  chain.some(({ engine, outcome }) => engine === id && outcome === "taken");

/** Where was looked: a person who misses a model sees whether its place was among them. */
function Searched({ list: { searched, problems } }: { list: ModelList }) {
  return (
    <details className="more" open={problems.length > 0}>
      <summary>Where was looked{problems.length > 0 && `, ${countText(problems.length)} could not be read`}</summary>
      {problems.length > 0 && (
        <ul className="problems">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <table className="facts-table">
        <tbody>
          {searched.map(({ source, place, found }) => (
            <tr key={`${source} ${place}`}>
              <th scope="row">{source}</th>
              <td className="mono">{place}</td>
              <td className="num">{found === 0 ? "none" : countText(found)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
