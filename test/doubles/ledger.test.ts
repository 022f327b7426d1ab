import { ledgerContract } from '../contracts/ledger.ts';
import { createMemoryLedger } from './ledger.ts';

ledgerContract(async () => {
  const ledger = createMemoryLedger();
  return [ledger, ledger];
});
