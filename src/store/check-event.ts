import { type DebateEvent, eventSchema } from '../debate/event.ts';
import { ParleyError } from '../errors.ts';

/**
 * An event is checked once, when it is written: what lies in the ledger is known to be good, so reading, which
 * happens far more often, only parses JSON. Throws `input.invalid`.
 */
export function checkEvent(event: DebateEvent): DebateEvent {
  const checked = eventSchema.safeParse(event);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  const where = [event.type, ...(issue?.path ?? [])].join('.');
  throw new ParleyError('input.invalid', `event ${where}: ${issue?.message ?? 'not an event'}`, {
    fix: 'The ledger takes only the events of src/debate/event.ts; correct what makes this one.',
    cause: checked.error,
  });
}
