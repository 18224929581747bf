import process from "node:process";
import { lacks } from "@nomous/testkit";

/** For `test.skipIf`: what only a night has time for; `npm run test:long` does it. */
export const isShort = (): boolean => lacks(process.env["NOMOUS_LONG"] === "1", "more time: npm run test:long");
