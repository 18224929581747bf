// What the bridge knows of edit conflicts, written beside the documents by the lab; the disk work is its thread's.
import type { ConflictMirror } from "@nomous/server";
import type { LabThread } from "./lab/lab-thread.ts";

export const createConflictMirror = (lab: LabThread): ConflictMirror => ({
  async write(path, conflicts) {
    if (conflicts.length > 0) await lab.ask({ name: "mirror", path, conflicts });
  },
});
