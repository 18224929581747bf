import {
  DOCUMENTS,
  DocumentsState,
  JOBS,
  JobsState,
  MODELS,
  ModelsState,
  SYSTEM,
  SystemSample,
} from "@nomous/protocol";
import type { LatestValues } from "../client.ts";
import { LatestValue } from "./latest-value.ts";
import type { Streams } from "./streams.ts";

export type AllLatest = { readonly [Name in keyof LatestValues]: LatestValue<LatestValues[Name]> };

/** Of every stream of which only the newest counts and of which there is one. */
export const createLatestValues = (streams: Streams): AllLatest => ({
  models: new LatestValue(streams, MODELS, ModelsState),
  system: new LatestValue(streams, SYSTEM, SystemSample),
  jobs: new LatestValue(streams, JOBS, JobsState),
  documents: new LatestValue(streams, DOCUMENTS, DocumentsState),
});
