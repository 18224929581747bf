import { StorageError } from "@nomous/server";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";

/** A `StorageError` as an end for people; its message holds the remedy already. Other errors stay what they are. */
export const storageRefusal = (error: unknown): unknown =>
  error instanceof StorageError ? new CliError(EXIT.unavailable, error.message, undefined, { cause: error }) : error;

/** Work on the storage whose failure a person is told. */
export async function orRefusal<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw storageRefusal(error);
  }
}
