import { expect, test } from "vitest";
import { ERROR_POLICY, ErrorCode, errorOfClose, type ErrorPolicy } from "./error.ts";

const policies = Object.entries(ERROR_POLICY) as [ErrorCode, ErrorPolicy][];

test("[E3] every code has a policy, and a close code exactly when it ends the connection", () => {
  expect(Object.keys(ERROR_POLICY)).toEqual(ErrorCode.options);
  for (const [, { scope, close }] of policies) expect(close !== undefined).toBe(scope === "connection");
});

test("[E3] a close code means one error, and those of RFC 6455 mean none", () => {
  for (const [code, { close }] of policies) expect(close === undefined || errorOfClose(close) === code).toBe(true);
  for (const close of [1000, 1001, 1006, 1009, 1011, 3000, 4999, 0]) expect(errorOfClose(close)).toBeUndefined();
});
