/** A verification that JavaScript takes part in: what it must ask, and who answers at once or later. */

import { types } from 'node:util';
import { RejectedError, type RejectionCode } from '../errors.js';

/** What is asked in the middle of a verification, and the code of the 503 when there is no answer. */
export interface Question {
  readonly ask: () => unknown;
  readonly failure: RejectionCode;
}

/** A verification, which stops at each question and is told the answer. */
export type Steps<T> = Generator<Question, T, unknown>;

/** Takes the steps when everybody answers at once. What an answer throws is a 503; a promise is a mistake. */
export function atOnce<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next(answerAtOnce(step.value));
  return step.value;
}

/** Takes the steps when answers may take their time. What an answer throws or rejects with is a 503. */
export async function inTime<T>(steps: Steps<T>): Promise<T> {
  let step = steps.next();
  while (!step.done) step = steps.next(await answerInTime(step.value));
  return step.value;
}

function answerAtOnce({ ask, failure }: Question): unknown {
  let answer: unknown;
  try {
    answer = ask();
  } catch (cause) {
    throw RejectedError.of(failure, { cause });
  }
  if (!isThenable(answer)) return answer;
  Promise.resolve(answer).catch(() => {}); // nobody else will
  throw new TypeError('the secrets or the store are asynchronous; use await verifier.verify(values)');
}

async function answerInTime({ ask, failure }: Question): Promise<unknown> {
  try {
    return await ask();
  } catch (cause) {
    throw RejectedError.of(failure, { cause });
  }
}

function isThenable(answer: unknown): boolean {
  return types.isPromise(answer) || typeof (answer as { then?: unknown } | null | undefined)?.then === 'function';
}
