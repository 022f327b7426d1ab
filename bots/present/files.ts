import type { Rehearsal } from '../../src/debate/event.ts';
import { formatBytes, formatList } from '../../src/i18n/index.ts';
import { code } from './markdown.ts';
import type { Scene } from './scene.ts';

const shown = 4;

/** "`a`, `b` and 3 more": a few names, as code. */
export function fileNames({ t, locale }: Scene, files: readonly string[]): string {
  // One left over would take as much room as its name.
  if (files.length <= shown + 1) return formatList(files.map(code), locale);
  return t('workspace.more', { names: files.slice(0, shown).map(code).join(', '), count: files.length - shown });
}

/** "would create `a` (1.2 kB) and would delete `b`", or that nothing would change. */
export function effect(scene: Scene, changes: Rehearsal['changes']): string {
  const clauses = (['added', 'changed', 'removed'] as const).flatMap((change) => {
    const files = changes.filter((it) => it.change === change);
    if (files.length === 0) return [];
    const names = fileNames(
      scene,
      files.map((it) => it.path),
    );
    const size =
      change !== 'removed' && files.length === 1 ? ` (${formatBytes(files[0]?.bytes ?? 0, scene.locale)})` : '';
    return [scene.t(`change.${change}`, { files: names + size })];
  });
  return clauses.length === 0 ? scene.t('rehearsal.unchanged') : formatList(clauses, scene.locale);
}
