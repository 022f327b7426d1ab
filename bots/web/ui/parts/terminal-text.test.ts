import { expect, test } from 'vitest';
import { readable } from './terminal-text.ts';

test('colours stay, what moves the cursor or hides text goes', () => {
  expect(readable('\u001b[31mred\u001b[0m\u001b[2K\u001b]0;title\u0007!')).toBe('\u001b[31mred\u001b[0m!');
  expect(readable('10%\r50%\r100%\ndone\r\n')).toBe('100%\ndone\n');
  expect(readable('a\u202eb\u0000c\td')).toBe('abc\td');
});
