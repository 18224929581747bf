// In which order everything ran: a column a round, a cell a run from top to bottom. A round that the guard had run once more has a second
// block below the first; that one counts. Flags are ringed and said in words.
import type { OrderedRun, RoundFlag, SessionResults } from "../analysis/results.ts";
import { type ChartOptions, drawSheet, footnotes, heading, type Piece, stack, WIDTHS } from "./sheet.ts";
import { box, line, words } from "./svg.ts";
import { variantLetter } from "./variant-letter.ts";

const CELL = 20;
const PITCH = 22;
const HEAD = 18;
const ATTEMPT_GAP = 8;
/** More sentences than that are counted. */
const MOST_FLAGS = 6;

export function drawRunOrder(results: SessionResults, options: ChartOptions = {}): string {
  const width = WIDTHS[options.width ?? "wide"];
  const runs = results.order.filter(({ round }) => round > 0);
  const rounds = Math.max(results.roundsDone, plannedRounds(results), ...runs.map(({ round }) => round));
  const perBlock = Math.floor((width + PITCH - CELL) / PITCH);
  const blocks = Array.from({ length: Math.ceil(rounds / perBlock) }, (_, i) => ({
    from: i * perBlock + 1,
    to: Math.min(rounds, (i + 1) * perBlock),
  }));
  const { seed } = results.evidence.session.protocol.experiment.design;
  const head = heading("Run order", `seed ${seed}; ${letters(results)}`, width);
  const [first, ...others] = blocks.map((block) => drawBlock(results, runs, block));
  return drawSheet(
    [first === undefined ? head : stack([head, first]), ...others, footnotes(notes(results, runs), width)].filter(
      ({ height }) => height > 0,
    ),
    orderSentence(results),
    options,
  );
}

/** What the chart shows, in a sentence. */
export function orderSentence({ roundsDone, flags }: SessionResults): string {
  const disturbed = new Set(flags.map(({ round }) => round).filter((round) => round > 0)).size;
  const rounds = roundsDone === 1 ? "1 round" : `${roundsDone} rounds`;
  return `The order of the runs in ${rounds}, of which ${disturbed === 0 ? "none was" : disturbed === 1 ? "1 was" : `${disturbed} were`} flagged.`;
}

/** Rounds that are still to come are shown while a session runs. */
const plannedRounds = ({ status, evidence }: SessionResults): number =>
  status === "running" ? (evidence.session.protocol.experiment.design.looks.at(-1) ?? 0) : 0;

const letters = (results: SessionResults): string =>
  results.variants
    .flatMap(({ id, title }, i) => {
      const letter = variantLetter(results, id);
      return i === 0 ? [`${letter} ${title}`, `${letter}′ the same again`] : [`${letter} ${title}`];
    })
    .join(", ");

interface Block {
  readonly from: number;
  readonly to: number;
}

function drawBlock(results: SessionResults, runs: readonly OrderedRun[], { from, to }: Block): Piece {
  const own = runs.filter(({ round }) => round >= from && round <= to);
  const perRound = results.variants.length + 1;
  const tall = perRound * PITCH;
  const hasSecond = own.some(({ attempt }) => attempt > 1);
  const columns = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const marks = columns.map((round) => {
    const x = (round - from) * PITCH;
    const cells = own.filter((run) => run.round === round);
    const empty =
      cells.length === 0
        ? Array.from({ length: perRound }, (_, i) =>
            box("chart-run-next", x + 0.5, HEAD + i * PITCH + 0.5, CELL - 1, CELL - 1),
          )
        : [];
    const isFlagged = cells.some((run) => run.isFlagged);
    return [
      words(String(round), {
        x: x + CELL / 2,
        y: 12,
        anchor: "middle",
        ...(isFlagged ? { className: "chart-warning" } : {}),
      }),
      ...empty,
      ...cells.map((run) =>
        drawCell(results, run, x, HEAD + (run.attempt > 1 ? tall + ATTEMPT_GAP : 0) + (run.position - 1) * PITCH),
      ),
    ].join("");
  });
  return { marks: marks.join(""), height: HEAD + (hasSecond ? 2 * tall + ATTEMPT_GAP : tall) };
}

function drawCell(results: SessionResults, run: OrderedRun, x: number, y: number): string {
  const look = lookOf(results, run);
  const again = run.attempt > 1 ? " chart-again" : "";
  const hasFailed = run.outcome !== "ok";
  return [
    box(
      `chart-run ${look.cell}${again}`.replace("chart-run chart-run-", "chart-run-"),
      x + 0.5,
      y + 0.5,
      CELL - 1,
      CELL - 1,
    ),
    words(variantLetter(results, run.variant, run.isControl), {
      x: x + CELL / 2,
      y: y + 14,
      anchor: "middle",
      className: `chart-cell ${look.text}`.trim(),
    }),
    hasFailed ? line("chart-strike", x + 2, y + CELL - 2, x + CELL - 2, y + 2) : "",
    run.isFlagged ? box("chart-ring", x - 0.5, y - 0.5, CELL + 1, CELL + 1) : "",
  ].join("");
}

/** The baseline is plain, the first other variant dark, the rest grey; the letter tells them apart. */
function lookOf(
  { variants }: SessionResults,
  { variant }: OrderedRun,
): { readonly cell: string; readonly text: string } {
  const index = variants.findIndex(({ id }) => id === variant);
  if (index === 0) return { cell: "", text: "" };
  return index === 1
    ? { cell: "chart-run-dark", text: "chart-on-dark" }
    : { cell: "chart-run-grey", text: "chart-on-grey" };
}

function notes({ flags }: SessionResults, runs: readonly OrderedRun[]): string[] {
  const told = flags.filter(({ round }) => round > 0);
  const again = [...new Set(runs.filter(({ attempt }) => attempt > 1).map(({ round }) => round))];
  const hasFailed = runs.some(({ outcome }) => outcome !== "ok");
  return [
    ...told.slice(0, MOST_FLAGS).map(flagSentence),
    ...(told.length > MOST_FLAGS ? [`And ${told.length - MOST_FLAGS} more.`] : []),
    ...(again.length > 0
      ? [
          `Run once more: round${again.length === 1 ? "" : "s"} ${again.join(", ")}, dashed below; the second attempt counts.`,
        ]
      : []),
    ...(hasFailed ? ["Struck out: the run failed."] : []),
  ];
}

/** `Round 6, run 3: load 2.9 on 2 cores.` */
export const flagSentence = ({ round, attempt, position, message }: RoundFlag): string =>
  `Round ${round}, run ${position}${attempt > 1 ? ", second attempt" : ""}: ${message}.`;
