// What a bridge asks of the rules, from data to data, so that it can be done on another thread. The settings are read each time: somebody
// may be changing them.
import type { Workbench } from "../check/check-workspace.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { CONFIG_FILE } from "../workspace/find-root.ts";
import { composeNew, type NewDocumentFrom } from "./compose-new.ts";
import { DeskError } from "./desk-error.ts";
import type { Moment } from "./draft-document.ts";
import { type DocumentMove, moveDocument, type MoveQuestion } from "./move-state.ts";
import { openDesk } from "./open-desk.ts";
import type { OverviewList, Overviews } from "./overviews.ts";
import { type SurveyAnswer, type SurveyQuestion, surveyWorkspace } from "./survey-workspace.ts";

/** What an editor checks with on its own. */
export interface DeskSettings extends Pick<Workbench, "types" | "today"> {
  readonly rules: Workbench["config"]["rules"];
  readonly without: readonly string[];
  /** What is wrong with `nomous.yaml`: then these are the settings without it. */
  readonly problem?: string;
}

type At<Asked> = Asked & { readonly now: Moment };

/** Methods take one question, and reject with a `DeskError` when it cannot be done as it was asked. */
export interface Desk {
  list(asked: At<object>, signal: AbortSignal): Promise<OverviewList>;
  compose(asked: At<{ readonly wanted: NewDocumentFrom }>): Promise<{ readonly path: string; readonly text: string }>;
  move(asked: At<MoveQuestion>): Promise<DocumentMove>;
  settings(asked: At<object>): Promise<DeskSettings>;
  survey(asked: SurveyQuestion): Promise<SurveyAnswer>;
}

export function createDesk(workspace: Workspace, overviews: Overviews): Desk {
  const open = ({ date }: Moment) => openDesk(workspace, date);
  /** What is written by the team's settings is not written while nobody can tell what they are. */
  async function openSettled(now: Moment): Promise<Workbench> {
    const { workbench, problem } = await open(now);
    if (problem === undefined) return workbench;
    throw new DeskError(`The settings cannot be used.\n${problem}`);
  }
  /** Two lists at once would find out everything twice. */
  let listed: Promise<unknown> = Promise.resolve();
  async function listNext(now: Moment, before: Promise<unknown>, signal: AbortSignal): Promise<OverviewList> {
    await before.catch(() => undefined);
    signal.throwIfAborted();
    const { workbench, problem } = await open(now);
    const list = await overviews.list(workbench, signal);
    return problem === undefined
      ? list
      : { ...list, unchecked: [{ path: CONFIG_FILE, message: problem }, ...list.unchecked] };
  }
  return {
    list({ now }, signal) {
      const list = listNext(now, listed, signal);
      listed = list;
      return list;
    },
    compose: async ({ wanted, now }) => composeNew(await openSettled(now), wanted, now),
    move: async ({ now, ...asked }) => moveDocument(await openSettled(now), asked),
    async settings({ now }) {
      const { workbench, problem } = await open(now);
      const { config, types, today } = workbench;
      const settings = { types, rules: config.rules, without: config.without, today };
      return problem === undefined ? settings : { ...settings, problem };
    },
    survey: (asked) => surveyWorkspace(workspace, asked),
  };
}
