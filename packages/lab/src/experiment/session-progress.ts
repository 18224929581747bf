// What is to be done next in a session, told from its lines alone, so that one that died goes on like one that never stopped. A round whose runs
// are not all there is run again as a whole: pairs have to lie close together in time.
import { type Evidence, orderOfRound, type RunRecord } from "@nomous/workbench/experiments";

export type NextStep =
  | { readonly step: "round"; readonly round: number; readonly attempt: number }
  /** A look at the data; after the last one no round follows, whatever it shows. */
  | { readonly step: "look"; readonly look: number; readonly isLast: boolean };

/** Whether anything disturbed one of `runs`, judged by those `before`, these included: what comes later changes no judgement. */
export type IsDisturbed = (runs: readonly RunRecord[], before: readonly RunRecord[]) => boolean;

type Lines = Pick<Evidence, "session" | "runs">;

/** How many looks have been passed: rounds followed them. */
export const looksPassed = ({ session, runs }: Lines): number =>
  session.protocol.experiment.design.looks.filter((look) => runs.some(({ round }) => round > look)).length;

/** The rounds up to the look behind those that are `passed`, then that look. */
export function nextStep({ session, runs }: Lines, passed: number, isDisturbed: IsDisturbed): NextStep {
  const { looks, warmup } = session.protocol.experiment.design;
  const attemptsAt = Map.groupBy(runs, ({ round }) => round);
  for (let round = 1 - warmup; round <= (looks[passed] ?? 0); round += 1) {
    const attempts = attemptsOf(attemptsAt.get(round) ?? []);
    const whole = attempts.filter((attempt) => attempt.length === orderOfRound(session.protocol, round, 1).length);
    const [first] = whole;
    const isDone = first !== undefined && (whole.length > 1 || round < 1 || !isDisturbed(first, upTo(runs, first)));
    if (!isDone) return { step: "round", round, attempt: (attempts.at(-1)?.[0]?.attempt ?? 0) + 1 };
  }
  return { step: "look", look: passed + 1, isLast: passed + 1 >= looks.length };
}

/** Each attempt's runs, in the order in which they ran. */
const attemptsOf = (round: readonly RunRecord[]): readonly (readonly RunRecord[])[] => [
  ...Map.groupBy(round, ({ attempt }) => attempt).values(),
];

function upTo(runs: readonly RunRecord[], attempt: readonly RunRecord[]): readonly RunRecord[] {
  const last = attempt.at(-1);
  return runs.slice(0, last === undefined ? 0 : runs.indexOf(last) + 1);
}
