import type { Context } from "../../context.ts";
import type { ProbeResult } from "../probe.ts";
import { measureEcho } from "./measure-echo.ts";
import { measureFanOut } from "./measure-fan-out.ts";
import { measureReconnect } from "./measure-reconnect.ts";
import type { WebSocketValues } from "./websocket-probe.ts";

const MODES = { echo: measureEcho, "fan-out": measureFanOut, reconnect: measureReconnect } as const satisfies Record<
  WebSocketValues["mode"],
  unknown
>;

export const measureWebSocket = (values: WebSocketValues, context: Context): Promise<ProbeResult> =>
  MODES[values.mode](values, context);
