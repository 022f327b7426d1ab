import services from '../test/services.ts';
import { benchDebates } from './debates.ts';
import { benchFirstByte } from './first-byte.ts';
import { benchMemory } from './memory.ts';
import { benchPromptSize } from './prompt-size.ts';
import { printTable } from './table.ts';

const close = await services();
try {
  const redisUrl = process.env.PARLEY_TEST_REDIS_URL as string;
  const rows = [
    ...(await benchDebates(redisUrl)),
    ...(await benchFirstByte(redisUrl)),
    ...(await benchMemory()),
    ...(await benchPromptSize(redisUrl)),
  ];
  printTable(rows);
} finally {
  await close?.();
}
