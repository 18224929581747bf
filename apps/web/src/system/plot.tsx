// One line over five minutes. Only the line is drawn on the canvas: words and gridlines around it are the page's own.
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useSchemeChange } from "./use-scheme-change.ts";

export interface PlotProps {
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
  readonly from: number;
  readonly to: number;
  /** The upper end of the scale, from 0. */
  readonly top: number;
}

/** Room for the dot at the right end, and for the line's width. */
const EDGE = 3;

/** Fills its place, whose colour is the ink. */
export function Plot(props: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const drawn = new uPlot(optionsOf(element), [[], []], element);
    const watch = new ResizeObserver(() => drawn.setSize(sizeOf(element)));
    plot.current = drawn;
    watch.observe(element);
    return () => {
      watch.disconnect();
      drawn.destroy();
    };
  }, []);
  const { times, values, from, to, top } = props;
  useEffect(() => {
    const drawn = plot.current;
    drawn?.batch(() => {
      drawn.setData([[...times], [...values]], false);
      drawn.setScale("x", { min: from, max: to });
      drawn.setScale("y", { min: 0, max: top });
    });
  }, [times, values, from, to, top]);
  useSchemeChange(() => plot.current?.redraw());
  return <div className="plot" ref={host} />;
}

const sizeOf = ({ clientWidth, clientHeight }: HTMLElement): { width: number; height: number } => ({
  width: clientWidth,
  height: clientHeight,
});

function optionsOf(element: HTMLElement): uPlot.Options {
  const ink = (): string => getComputedStyle(element).color;
  return {
    ...sizeOf(element),
    padding: [0, EDGE, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    axes: [{ show: false }, { show: false }],
    scales: { x: { time: false, auto: false }, y: { auto: false } },
    series: [
      {},
      {
        stroke: ink,
        width: 1.5,
        points: { show: true, size: 2 * EDGE, width: 0, fill: ink, filter: lastPoint },
      },
    ],
  };
}

/** The dot at the right end, when something is measured there. */
function lastPoint({ data: [, values] }: uPlot): number[] | null {
  const last = (values?.length ?? 0) - 1;
  return (values?.[last] ?? null) === null ? null : [last];
}
