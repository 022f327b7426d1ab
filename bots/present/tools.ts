import type { EventOf } from '../../src/debate/event.ts';
import type { Translate } from '../../src/i18n/index.ts';
import type { Block } from '../post.ts';
import { code, fenced, plain, sentence } from './markdown.ts';
import { aside, called, type Line, type Scene, text } from './scene.ts';

const languages = new Set(['bash', 'python', 'node']);
/** A sum of this length is told in one sentence. */
const mostInline = 120;
const mostLines = 12;
const mostCharacters = 1000;

/** A tool was used: one line, and for a program its code and what it gave. */
export function used(scene: Scene, event: EventOf<'tool.used'>): Line {
  const { artifact } = event;
  const blocks = languages.has(event.action) ? ran(scene, event) : [text(looked(scene, event))];
  if (!artifact) return aside(...blocks);
  return { ...aside(...blocks, { kind: 'artifacts', items: [artifact] }), manner: 'talk' };
}

function ran(scene: Scene, { persona, action, input, result, ok }: EventOf<'tool.used'>): Block[] {
  const { t } = scene;
  const name = called(scene, persona);
  const isShort = (it: string) => it.trim() !== '' && it.length <= mostInline && !it.trim().includes('\n');
  if (ok && isShort(input) && isShort(result))
    return [text(t('tool.computed', { name, code: code(input), result: code(result) }))];
  const parts = [t('tool.ran', { name }), fenced(input, action === 'node' ? 'js' : action)];
  if (result.trim() !== '') parts.push(t(ok ? 'tool.gave' : 'tool.gaveNot'), fenced(beginning(result)));
  return [text(parts.join('\n\n'))];
}

function looked(scene: Scene, event: EventOf<'tool.used'>): string {
  const { t } = scene;
  const name = called(scene, event.persona);
  const done = act(t, name, event);
  if (event.ok) return done;
  const reason = plain(sentence(beginning(event.result)));
  if (event.tool === 'attachment') return t('tool.attachedNot', { name, what: code(event.input), reason });
  return reason === '' ? done : `${done} ${t('tool.failed', { reason })}`;
}

function act(t: Translate, name: string, { tool, action, input }: EventOf<'tool.used'>): string {
  const [first = '', place = ''] = input.split('\n');
  const what = code(first);
  if (tool === 'file_system' && action === 'list')
    return what ? t('tool.listIn', { name, what }) : t('tool.list', { name });
  if (what !== '') {
    if (tool === 'file_system' && action === 'read') return t('tool.read', { name, what });
    if (tool === 'file_system' && action === 'search')
      return place ? t('tool.searchIn', { name, what, place: code(place) }) : t('tool.search', { name, what });
    if (tool === 'web_browser' && action === 'screenshot') return t('tool.screenshot', { name, what });
    if (tool === 'web_browser') return t('tool.page', { name, what });
    if (tool === 'attachment') return t('tool.attached', { name, what });
    if (tool === 'image_generator') return t('tool.draw', { name, what: plain(input) });
  }
  return t('tool.other', { name, tool: code(tool) });
}

function beginning(result: string): string {
  const lines = result.trimEnd().split('\n');
  const few = lines.slice(0, mostLines).join('\n');
  const cut = few.slice(0, mostCharacters).toWellFormed();
  return cut.length < few.length || lines.length > mostLines ? `${cut}\n…` : cut;
}
