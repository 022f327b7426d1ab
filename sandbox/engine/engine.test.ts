import { expect, it } from 'vitest';
import { ParleyError } from '../../src/errors.ts';
import { sandboxError } from './engine.ts';

it.each([
  [Object.assign(new Error('connect'), { code: 'ENOENT' }), 'docker.unreachable', true],
  [Object.assign(new Error('connect'), { code: 'EACCES' }), 'docker.unreachable', true],
  [Object.assign(new Error('No such image: x:1'), { statusCode: 404 }), 'image.missing', false],
  [Object.assign(new Error('unknown runtime'), { statusCode: 400 }), 'sandbox.failed', false],
  [Object.assign(new Error('internal'), { statusCode: 500 }), 'sandbox.failed', true],
])('%s is %s', (error, code, retryable) => {
  const told = sandboxError(error, 'x:1');
  expect(told).toMatchObject({ code, retryable });
  expect(told.fix).not.toBe('');
});

it('leaves an error of our own as it is', () => {
  const error = new ParleyError('input.too-large', 'too large', { fix: 'less' });
  expect(sandboxError(error)).toBe(error);
});
