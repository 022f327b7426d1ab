import { activityContract } from '../contracts/activity.ts';
import { createMemoryActivity } from './activity.ts';

activityContract(async () => {
  const feed = createMemoryActivity();
  return [feed, feed];
});
