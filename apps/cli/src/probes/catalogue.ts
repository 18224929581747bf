import { CODEC } from "./codec/codec-probe.ts";
import { HTTP } from "./http/http-probe.ts";
import { MODEL } from "./model/model-probe.ts";
import { PIPELINE } from "./pipeline/pipeline-probe.ts";
import type { Probe } from "./probe.ts";
import { STORAGE } from "./storage/storage-probe.ts";
import { WEBSOCKET } from "./websocket/websocket-probe.ts";

/** All probes, as tables: help, wizard and web form read them. */
export const PROBES: readonly Probe[] = [MODEL, PIPELINE, WEBSOCKET, CODEC, STORAGE, HTTP];
