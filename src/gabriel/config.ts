import { z } from 'zod';

/** Where an existing Gabriel listens; its token comes from GABRIEL_TOKEN. Left out, AIIN's own sandbox runs its steps. */
export const gabrielSchema = z
  .strictObject({
    /** Commands are posted here, and ended at this address followed by `/KEY`. */
    url: z
      .url({ protocol: /^https?$/, error: 'an http or https address, such as https://gabriel.example/commands' })
      .refine((url) => !/^https?:\/\/[^/]*@/.test(url), 'no name or password in the address: set GABRIEL_TOKEN'),
  })
  .optional();
