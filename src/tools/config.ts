import { z } from 'zod';

/** How `parley.yaml` speaks of tools. */
export const toolsSchema = z
  .strictObject({
    /** Most uses of tools by one persona in one stage; 0 switches them off. */
    perStage: z.int().min(0).max(20).default(4),
    /** Hard limit of one use. */
    seconds: z.int().min(1).max(300).default(20),
  })
  .prefault({});
