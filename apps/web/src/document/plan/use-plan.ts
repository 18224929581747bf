// What the check worker says of the plan, as the text stands and as it would be with what a person tries.
import type { PlanChange } from "@nomous/workbench/plans";
import { useEffect, useState } from "react";
import { usePaced } from "../../hooks/use-paced.ts";
import type { PlanAnswer } from "../check/plan-outlook.ts";
import type { DocumentDesk } from "../desk.ts";

const PLAN_MS = 250;

/** `undefined` until it is known; the last answer stays while the next is computed. `null`: the text is no plan. */
export function usePlan(
  desk: DocumentDesk,
  changes: readonly PlanChange[],
  remaining: boolean,
): PlanAnswer | null | undefined {
  const rendered = usePaced(desk.rendered, PLAN_MS);
  const [answer, setAnswer] = useState<PlanAnswer | null>();
  useEffect(() => {
    let isLeft = false;
    const ask = async (): Promise<void> => {
      const told = await desk.check.ask<"plan">({ kind: "plan", changes, remaining });
      // A text that changed meanwhile is asked about again when it was checked.
      if (!isLeft && told !== undefined) setAnswer(told);
    };
    void ask();
    return () => {
      isLeft = true;
    };
    // What was rendered is no part of the question: another text is asked about anew.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [desk, rendered, changes, remaining]);
  return answer;
}
