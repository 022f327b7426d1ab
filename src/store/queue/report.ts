import { ErrorCode } from 'bullmq';
import type { RedisConnection } from '../redis/connection.ts';

/** Listens to BullMQ's errors and passes on those that an operator should read. */
export function reportTo(connection: RedisConnection, where: string): (error: Error) => void {
  return (error) => {
    if (!isOutage(error) && !isSettled(error)) connection.trouble(`${where}: ${error.message}`);
  };
}

/** The connection itself tells, once, that Redis is away. */
function isOutage(error: Error & { syscall?: string }): boolean {
  return error.syscall !== undefined || /Connection is closed|ECONN|EPIPE/.test(error.message);
}

/**
 * The job a worker wants to end is gone, or another worker's by now: what follows when Redis was away and the answer
 * to an earlier attempt was lost, or when the queues were emptied; the ledger has the outcome either way. Or two
 * processes schedule the rescue at once, and one of them finds it done.
 */
function isSettled(error: Error & { code?: unknown }): boolean {
  return settled.has(error.code) || /could not renew lock|Cannot create job scheduler iteration/.test(error.message);
}

const settled = new Set<unknown>([
  ErrorCode.JobNotExist,
  ErrorCode.JobLockNotExist,
  ErrorCode.JobNotInState,
  ErrorCode.JobLockMismatch,
  ErrorCode.SchedulerJobIdCollision,
  ErrorCode.SchedulerJobSlotsBusy,
]);
