import { z } from 'zod';

/** What takes pictures of web pages; made from the sandbox's image when an environment lists hosts. */
export const browserImage = 'parley-browser:1';

/** Whether anybody may look at web pages. */
export const wantsBrowser = (config: {
  readonly environments: Readonly<Record<string, { readonly egress: readonly string[] }>>;
  readonly tools: { readonly perStage: number };
}): boolean => config.tools.perStage > 0 && Object.values(config.environments).some(({ egress }) => egress.length > 0);

/** How `parley.yaml` speaks of tools. */
export const toolsSchema = z
  .strictObject({
    /** Most uses of tools by one persona in one stage; 0 switches them off. */
    perStage: z.int().min(0).max(20).default(4),
    /** Hard limit of one use. */
    seconds: z.int().min(1).max(300).default(20),
  })
  .prefault({});
