import { ledgerContract } from '../../test/contracts/ledger.ts';
import { freshPrefix, useTestRedis } from '../../test/contracts/redis.ts';
import { createRedisLedger } from './ledger.ts';

const connect = useTestRedis();

ledgerContract(async () => {
  const prefix = freshPrefix();
  return [createRedisLedger(await connect(prefix)), createRedisLedger(await connect(prefix))];
});
