// What a Node client keeps besides copies: how far streams are here with all that they refer to, and answers to queries. A file each, which is
// replaced as a whole; of two processes that write one, the last one wins.
import { createHash } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { AnyJson, type Cursor, decodeJson, type StreamId } from "@nomous/protocol";
import { readIfThere, removeIfThere, writeAtomically } from "./atomic-file.ts";
import { type AnswerNote, type ClientStorage, type KeptAnswer, noteAnswer } from "./client-storage.ts";
import { soundAnswer, soundCursor } from "./sound-records.ts";

type Notes = Pick<ClientStorage, "readMarks" | "putMark" | "readAnswer" | "putAnswer">;

interface NoteFiles extends Notes {
  readonly forgetMark: (sid: StreamId) => Promise<void>;
  readonly forgetAll: () => Promise<void>;
}

interface AnswerFile extends KeptAnswer, AnswerNote {}

export async function openNoteFiles(directory: string): Promise<NoteFiles> {
  const marks = join(directory, "marks");
  const answers = join(directory, "answers");
  const make = async (): Promise<void> => {
    for (const folder of [marks, answers]) await mkdir(folder, { recursive: true, mode: 0o700 });
  };
  await make();
  const markFile = (sid: StreamId): string => join(marks, encodeURIComponent(sid));
  const answerFile = (key: string): string => join(answers, createHash("sha256").update(key).digest("hex"));
  return {
    async readMarks() {
      const found = new Map<StreamId, Cursor>();
      for (const name of (await readdir(marks)).filter((one) => !one.endsWith(".tmp"))) {
        const cursor = soundCursor(await readJson(join(marks, name)));
        if (cursor !== undefined) found.set(decodeURIComponent(name) as StreamId, cursor);
      }
      return found;
    },
    putMark: (sid, cursor) => writeAtomically(markFile(sid), JSON.stringify(cursor)),
    forgetMark: (sid) => removeIfThere(markFile(sid)),
    readAnswer: async (key) => soundAnswer(await readJson(answerFile(key))),
    async putAnswer(key, answer) {
      const files = (await readdir(answers)).filter((one) => !one.endsWith(".tmp"));
      const known = await Promise.all(files.map((name) => readAnswerFile(join(answers, name))));
      const { note, dropped } = noteAnswer(
        known.filter((one) => one !== undefined),
        key,
        answer,
      );
      await writeAtomically(answerFile(key), JSON.stringify({ ...answer, ...note }));
      for (const old of dropped) await removeIfThere(answerFile(old));
    },
    async forgetAll() {
      for (const folder of [marks, answers]) await rm(folder, { recursive: true, force: true });
      await make();
    },
  };
}

const readAnswerFile = async (path: string): Promise<AnswerFile | undefined> => soundFile(await readJson(path));

async function readJson(path: string): Promise<unknown> {
  const file = await readIfThere(path);
  return file && decodeJson(AnyJson, file.toString());
}

function soundFile(value: unknown): AnswerFile | undefined {
  const answer = soundAnswer(value);
  const { key, order, bytes } = (value ?? {}) as Partial<AnswerFile>;
  const isNote = typeof key === "string" && typeof order === "number" && typeof bytes === "number";
  return answer !== undefined && isNote ? { ...answer, key, order, bytes } : undefined;
}
