import type { Reading } from '../reading.ts';
import type { Draft } from '../rule.ts';
import { filesDraft } from './files-draft.ts';
import { fileOperation } from './files-operation.ts';
import { pick } from './files-pick.ts';
import { scanOf, showing } from './scan.ts';

/** What a query made of a request: a command, the words it could not place, or nothing to say. */
export type Attempt = Draft | { readonly left: readonly string[] } | null;

const fileWord =
  /\b(?:directory|folder|dir) listing\b|\b(?:files?|documents?|docs?|items?|things?|here|workspace|one|ones|around)\b|\b(?:(?:in|of|inside) (?:this|the|my|our)|this|the (?:whole|entire|current)|whole|entire|current) (?:folder|directory|dir)\b|(?:(?:이|현재|지금|전체|해당|요)\s*(?:폴더|디렉터리|디렉토리)|폴더(?=에|\s*(?:안|전체|내))|파일|문서|자료|여기)(?:들|만|들만)?(?:을|를|이|가|은|는|의|에|에서|에는|도|중|중에|중에서|로)?(?![가-힣])/iu;

/** A question about files and their sizes, ages, names and contents, in which every word has its part. */
export function filesQuery(reading: Reading): Attempt {
  if (reading.sources.length > 0 || reading.missing.length > 0) return null;
  const scan = scanOf(reading.plain);
  if (reading.output !== undefined)
    scan.take(
      /(?:\b(?:and )?(?:save|write|store|export|put)\b[^§]*)?(?:\b(?:as|to|in|into)\s+)?§\s*(?:(?:으로|로|에|라는 파일(?:로|에)?)\s*)?(?:저장[가-힣]*|내보내[가-힣]*|기록[가-힣]*)?/iu,
    );
  const picked = pick(scan, reading);
  if (picked === null) return null;
  const op = fileOperation(scan);
  const noun = scan.takeAll(fileWord).length > 0;
  const asked = scan.takeAll(showing).length > 0;
  const left = scan.left();
  if (left.length > 0) return { left };
  const recent = op?.kind === 'extreme' && asked;
  if (op === null || (!noun && !recent && picked.tests.length === 0 && picked.filter === undefined)) return null;
  if (op.kind === 'list' && !asked && !noun && picked.tests.length === 0) return null;
  return filesDraft(op, picked, reading);
}
