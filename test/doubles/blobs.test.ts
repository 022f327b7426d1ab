import { blobsContract } from '../contracts/blobs.ts';
import { createMemoryBlobs } from './blobs.ts';

blobsContract(async () => createMemoryBlobs(1024 * 1024));
