// The lab's desk as the server's port. Its rules run on a thread of their own, which begins with the first question about documents.
import { DeskError as LabDeskError, DeskThread, DocumentError, type Workspace } from "@nomous/lab";
import { type Runtime, sleep } from "@nomous/protocol";
import { DeskError, type DocumentDesk } from "@nomous/server";
import { localTime } from "../workbench/local-time.ts";

export interface ComposedDesk extends DocumentDesk {
  /** Ends the thread; whoever waits is rejected. */
  close(): Promise<void>;
}

/** `keyFolder`: where the person who serves has the key that they approve with. */
export function createDocumentDesk(workspace: Workspace, { clock }: Runtime, keyFolder?: string): ComposedDesk {
  const desk = new DeskThread({
    workspace,
    ...(keyFolder !== undefined && { keyFolder }),
    now: () => localTime(clock.now()),
    pause: (ms, signal) => sleep(clock, ms, signal),
  });
  return {
    async list(signal) {
      const { documents, unchecked } = await desk.list(signal);
      return {
        documents: documents.map((one) => ({ ...one, possible: [...one.possible], sources: [...one.sources] })),
        unchecked,
      };
    },
    compose: ({ category, isSample, ...wanted }) =>
      translated(
        desk.compose({
          ...wanted,
          ...(category !== undefined && { category }),
          ...(isSample !== undefined && { isSample }),
        }),
      ),
    async move(path, text, state) {
      const moved = await translated(desk.move(path, text, state));
      return moved.status === "changed" ? { ...moved, sign: () => translated(moved.sign()) } : moved;
    },
    async settings() {
      const { types, without, ...settings } = await desk.settings();
      return { ...settings, types: [...types], without: [...without] };
    },
    survey: (wanted) => desk.survey(wanted),
    watch: (changed) => desk.watch(changed),
    close: () => desk.close(),
  };
}

/** What the lab rejects with, as the server's error of the same meaning. */
async function translated<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DocumentError) throw new DeskError(error.message, { cause: error });
    if (!(error instanceof LabDeskError)) throw error;
    const { message, remedy } = error;
    throw new DeskError(remedy === undefined ? message : `${message} ${remedy}`, { cause: error });
  }
}
