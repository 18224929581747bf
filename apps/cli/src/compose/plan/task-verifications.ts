// What is known of the tasks of a plan, and what would be run to verify one.
import { areAllowed } from "@nomous/lab/experiments";
import { readVerifications, taskCheck, TaskError, verificationWords } from "@nomous/lab/plans";
import type { QueryResult } from "@nomous/protocol";
import { verificationStandings } from "@nomous/workbench";
import { type LabPlace, openDocument, openSettled } from "../lab/lab-place.ts";

/** The newest of each task. */
export async function taskVerifications(place: LabPlace, path: string): Promise<QueryResult<"plan.verifications">> {
  const { subject } = await openDocument(await openSettled(place), path);
  const lines = await readVerifications(place.workspace, path);
  const newest = new Map(lines.map((line) => [line.task, line]));
  const tasks = [...verificationStandings(subject, lines)].flatMap(([task, standing]) => {
    const line = newest.get(task);
    if (line === undefined) return [];
    const { person, at, commit = null } = line;
    return [{ task, standing, person, at, commit, words: verificationWords(line) }];
  });
  return { tasks };
}

export async function taskCommands(place: LabPlace, path: string, task: string): Promise<QueryResult<"plan.commands">> {
  const { subject } = await openDocument(await openSettled(place), path);
  try {
    const { commands, commandsHash: hash } = taskCheck(subject, task);
    if (commands.length === 0)
      return {
        commands: null,
        message: "Its Verify names no command. Say what you saw in a terminal: nomous plan done.",
      };
    const isAllowed = await areAllowed(place.workspace, hash);
    return { commands: { commands: commands.map((argv) => [...argv]), hash, isAllowed }, message: "" };
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    return { commands: null, message: error.message };
  }
}
