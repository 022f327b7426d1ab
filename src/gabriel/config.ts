import { z } from 'zod';
import { both } from '../i18n/both.ts';

/** Where an existing Gabriel listens; its token comes from GABRIEL_TOKEN. Left out, AIIN's own sandbox runs its steps. */
export const gabrielSchema = z
  .strictObject({
    /** Commands are posted here, and ended at this address followed by `/KEY`. */
    url: z
      .url({
        protocol: /^https?$/,
        error: both(
          'an http or https address, such as https://gabriel.example/commands',
          'http나 https 주소여야 합니다. 예: https://gabriel.example/commands',
        ),
      })
      .refine(
        (url) => !/^https?:\/\/[^/]*@/.test(url),
        both(
          'no name or password in the address: set GABRIEL_TOKEN',
          '주소에 이름이나 비밀번호를 넣지 말고 GABRIEL_TOKEN을 쓰세요',
        ),
      ),
  })
  .optional();
