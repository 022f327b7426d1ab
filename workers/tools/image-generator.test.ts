import { describe, expect, it } from 'vitest';
import type { ToolSettings } from '../deps.ts';
import { type Bench, workbench } from './workbench.ts';

describe('image_generator', () => {
  const draw =
    (mime: string): ToolSettings['makeImage'] =>
    async () => ({
      bytes: Uint8Array.from([1, 2, 3]),
      mime,
      usage: { calls: 1, model: 'openai/gpt-image-1', costUsd: 0.04, inputTokens: 12, outputTokens: 272 },
    });

  it('keeps the picture and names it in the event', async () => {
    const { toolbox, told } = await workbench({ tools: { makeImage: draw('image/png') } });
    expect(toolbox.names).toContain('image_generator');
    expect(await toolbox.use('image_generator', { prompt: 'a cat' })).toMatchObject({ ok: true });
    const [event] = await told();
    expect(event?.artifact).toEqual({
      path: expect.stringMatching(/^picture-[0-9a-f]{8}\.png$/),
      bytes: 3,
      mime: 'image/png',
      change: 'added',
      blob: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('says that it is not connected, and takes nothing but pictures', async () => {
    const without = await workbench();
    expect(await without.toolbox.use('image_generator', { prompt: 'a cat' })).toEqual({
      ok: false,
      text: 'The image generator is not connected: set imageModel in parley.yaml.',
    });
    expect(await without.told()).toMatchObject([{ tool: 'image_generator', ok: false }]);
    const { toolbox, told, charged } = await workbench({ tools: { makeImage: draw('image/svg+xml') } });
    expect(await toolbox.use('image_generator', { prompt: 'a cat' })).toMatchObject({ ok: false });
    expect((await told())[0]).not.toHaveProperty('artifact');
    // It was drawn and has to be paid.
    expect(charged).toEqual([{ tokens: 284, usd: 0.04, minutes: 0 }]);
  });

  it('tells what the picture cost, and its channel’s day counts it', async () => {
    const { toolbox, told, charged } = await workbench({ tools: { makeImage: draw('image/png') } });
    await toolbox.use('image_generator', { prompt: 'a cat' });
    expect((await told())[0]?.usage).toMatchObject({ calls: 1, model: 'openai/gpt-image-1', costUsd: 0.04 });
    expect(charged).toEqual([{ tokens: 284, usd: 0.04, minutes: 0 }]);
  });

  it.each<[string, Bench, RegExp]>([
    ['the debate', { rules: { budget: { usd: 0.07 } } }, /used up what I may cost in this debate/],
    ['the persona', { rules: { personaBudget: { tokens: 500 } } }, /used up what I may cost in this debate/],
    ['nothing at all', { rules: { budget: { usd: 0 } } }, /used up what I may cost in this debate/],
    ['the channel', { day: { budget: { usd: 20 }, spent: { usd: 20 } } }, /in this channel today/],
  ])('draws no more than %s has left', async (what, bench, reason) => {
    const { toolbox, told } = await workbench({ ...bench, tools: { makeImage: draw('image/png') } });
    const results = [];
    for (let count = 0; count < 3; count += 1) results.push(await toolbox.use('image_generator', { prompt: 'a cat' }));
    const paid = what === 'the debate' || what === 'the persona' ? [true, true, false] : [false, false, false];
    expect(results.map((it) => it.ok)).toEqual(paid);
    expect(results[2]?.text).toMatch(reason);
    expect((await told()).filter((it) => it.usage)).toHaveLength(paid.filter(Boolean).length);
  });
});
