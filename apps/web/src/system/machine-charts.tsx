// The machine under the bridge over the last five minutes: a line for each measure, or the figures behind it.
import type { SystemSample } from "@nomous/client";
import { Fragment, type ReactNode, useMemo, useState } from "react";
import { useIsOnline } from "../hooks/use-client.ts";
import { Button } from "../ui/button.tsx";
import { Empty, Loading } from "../ui/status.tsx";
import { plural, sizeText } from "../words/numbers.ts";
import { clockSecondsText } from "../words/time.ts";
import { eventsOf, figuresOf, type Measure, type Series, sentenceOf, seriesOf, type SystemEvent } from "./measures.ts";
import { Plot } from "./plot.tsx";
import { WINDOW_MS } from "./samples.ts";
import { useSamples } from "./use-samples.ts";

export function MachineCharts() {
  const samples = useSamples();
  const [isTable, setTable] = useState(false);
  const series = useMemo(() => seriesOf(samples), [samples]);
  const newest = samples.at(-1);
  return (
    <section className="machine">
      <h2>
        Last 5 minutes
        {newest !== undefined && <MachineWords sample={newest} />}
        {newest !== undefined && (
          <Button look="quiet" className="small" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
            As a table
          </Button>
        )}
      </h2>
      {newest === undefined && <Nothing />}
      {newest !== undefined && isTable && <FigureTable series={series} />}
      {newest !== undefined && !isTable && (
        <Charts series={series} events={eventsOf(samples)} from={newest.at - WINDOW_MS} to={newest.at} />
      )}
    </section>
  );
}

function Nothing(): ReactNode {
  if (useIsOnline()) return <Loading>Measuring</Loading>;
  return <Empty>Bridge away. What this machine does appears when it is back.</Empty>;
}

function MachineWords({ sample: { at, cores, memory, gpus } }: { sample: SystemSample }) {
  const isOnline = useIsOnline();
  const parts = [...gpus.map(({ name }) => name), plural(cores, "core"), sizeText(memory.totalBytes)];
  return (
    <span className="meta grow">
      {isOnline ? "each second" : `bridge away, this is from ${clockSecondsText(at)}`}, {parts.join(", ")}
    </span>
  );
}

interface ChartsProps {
  readonly series: Series;
  readonly events: readonly SystemEvent[];
  readonly from: number;
  readonly to: number;
}

const MINUTES = ["−5 min", "−4", "−3", "−2", "−1", "now"];

function Charts({ series, events, from, to }: ChartsProps) {
  const { times, measures } = series;
  return (
    // A drawing of many canvases, not a picture in a file.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className="charts" role="img" aria-label={sentenceOf(series)}>
      {measures.map((measure) => (
        <Fragment key={measure.name}>
          <span className="name">{measure.name}</span>
          <span className="top-value">{measure.topText}</span>
          <Plot times={times} values={measure.values} from={from} to={to} top={measure.top} />
          <LastValue measure={measure} />
        </Fragment>
      ))}
      <div className="minutes">
        {MINUTES.map((minute) => (
          <span key={minute}>{minute}</span>
        ))}
      </div>
      <Events events={events} from={from} to={to} />
    </div>
  );
}

/** Further to the right, words stand to the left of their line; and so much room is needed between two with words. */
const LATE = 0.7;
const FREE = 0.35;

/** Dotted lines over all measures; those close to each other share the words of the last. */
function Events({ events, from, to }: Omit<ChartsProps, "series">) {
  const placeOf = (at: number): number => (at - from) / (to - from);
  return (
    <div className="events">
      {events.map(({ at, words }, i) => {
        const place = placeOf(at);
        const isFree = placeOf(events[i + 1]?.at ?? Infinity) - place > FREE;
        return (
          <span key={at} className={place > LATE ? "late" : undefined} style={{ left: `${100 * place}%` }}>
            {isFree && words}
          </span>
        );
      })}
    </div>
  );
}

/** Beside the end of its line. */
function LastValue({ measure: { values, top, textOf } }: { measure: Measure }) {
  const last = values.at(-1) ?? null;
  return (
    <span className="last">{last !== null && <b style={{ top: `${100 * (1 - last / top)}%` }}>{textOf(last)}</b>}</span>
  );
}

function FigureTable({ series }: { series: Series }) {
  return (
    <div className="figures">
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {series.measures.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figuresOf(series).map(({ at, texts }) => (
            <tr key={at}>
              <th scope="row">{clockSecondsText(at)}</th>
              {texts.map((text, i) => (
                <td key={series.measures[i]?.name}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
