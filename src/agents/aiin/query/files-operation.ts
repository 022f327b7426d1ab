import { counting, NUMBER, numberOf, ORDINAL, type Scan, scanOf } from './scan.ts';

/** What is to be done with the files that are meant. */
export type FileOperation =
  | { readonly kind: 'list' | 'count' | 'size' | 'sizes' }
  | {
      readonly kind: 'extreme';
      readonly by: 'size' | 'time';
      readonly order: 'down' | 'up';
      readonly place?: number;
      readonly count?: number;
    }
  | { readonly kind: 'sort'; readonly by: 'size' | 'time' | 'name'; readonly order: 'down' | 'up' }
  | { readonly kind: 'move' | 'copy'; readonly target: string }
  | { readonly kind: 'delete' }; // prettier-ignore

const orders: readonly (readonly ['size' | 'time', 'down' | 'up', string, string])[] = [
  [
    'size',
    'down',
    'largest|biggest|heaviest|fattest|hugest',
    '(?:(?:가장|제일|젤)\\s*(?=용량|크기|공간|자리))?(?:용량(?:이|을)?\\s*|크기(?:가)?\\s*|공간(?:을)?\\s*|자리(?:를)?\\s*)?(?:가장|제일|젤|최고로)?\\s*(?:많이\\s*)?(?:큰|크고|무거운|큰게|차지하는|잡아먹는|많이 먹는)',
  ],
  [
    'size',
    'up',
    'smallest|tiniest|lightest',
    '(?:용량(?:이)?\\s*|크기(?:가)?\\s*)?(?:가장|제일|젤)?\\s*(?:작은|가벼운)',
  ],
  [
    'time',
    'down',
    'newest|latest|most recent(?:ly (?:modified|changed|edited|updated|touched|saved))?|last (?:modified|changed|edited|touched|updated)|recently (?:modified|changed|edited|updated|touched)|(?:modified|changed|edited|updated|touched|saved) (?:most recently|last|latest)|recent',
    '(?:가장|제일|젤)?\\s*(?:최근(?:에)?\\s*(?:수정(?:된|한)?|변경(?:된|한)?|바뀐|고친|만든|저장한|건드린|작업한|편집한)?|최신|나중에\\s*(?:수정된|바뀐)|마지막(?:으로|에)\\s*(?:수정(?:된|한)|변경(?:된|한)|바뀐|고친|저장한|건드린))',
  ],
  ['time', 'up', 'oldest|earliest|most outdated', '(?:가장|제일|젤)?\\s*(?:오래된|오래전에 (?:수정된|만든)|옛날)'],
]; // prettier-ignore

export function fileOperation(scan: Scan): FileOperation | null {
  const target = targetOf(scan);
  // Taken out of the text and not understood: then the whole is not understood.
  if (target === 'unclear') return null;
  if (target !== null) return target;
  if (
    scan.take(
      /\b(?:delete|remove|erase|trash|get rid of|throw away|rm)\b|(?:지워|지우|삭제|제거|없애|치워)[가-힣]*(?:\s*(?:줘|주)[가-힣]*)?/iu,
    )
  )
    return { kind: 'delete' };
  if (
    scan.take(
      /\b(?:total size|how (?:big|large|much (?:disk )?space)|combined size|sum of (?:the )?sizes?|take up in total|add up to)\b(?:[^.]*\b(?:altogether|in total|combined|take up|occupy)\b)?|(?:총|전체|합계)\s*(?:파일\s*)?(?:용량|크기)[가-힣]*|(?:용량|크기)(?:의)?\s*(?:합계|합|총합)[가-힣]*|(?:다 합쳐서?|모두 합(?:치면|해서)?|합치면)\s*(?:얼마|몇|용량|크기)[가-힣]*(?:\s*(?:바이트|메가|킬로)[가-힣]*)?/iu,
    )
  ) {
    scan.takeAll(
      /\b(?:total|altogether|combined|together|take up|taking up|space|size|size of)\b|(?:용량|크기|공간|차지)[가-힣]*/iu,
    );
    return { kind: 'size' };
  }
  for (const [by, order, en, ko] of orders) {
    const plural = /\b(?:files|ones|documents|pictures|images|photos|videos)\b|들/iu;
    const first = scan.take(
      new RegExp(
        `\\b(?:${en}|${by === 'size' ? (order === 'down' ? 'big(?:ger)?|large' : 'small(?:er)?') : order === 'down' ? 'newer|new' : 'older|old'}) (?:ones |files )?(?:first|to (?:smallest|largest|oldest|newest|small|big))|${ko}\\s*(?:순(?:서)?(?:대로|으로|로)?|것부터|거부터|파일부터|쪽부터)(?:\\s*정렬[가-힣]*)?`,
        'iu',
      ),
    );
    if (first) {
      scan.takeAll(/\b(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?|arranged?)\b(?: by size)?|정렬[가-힣]*/iu);
      const count = scan.take(new RegExp(`(?:top )?${NUMBER}\\s*(?:개|files)?`, 'iu'));
      return count ? { kind: 'extreme', by, order, count: numberOf(count[1]) } : { kind: 'sort', by, order };
    }
    const nth =
      scan.take(new RegExp(`${ORDINAL}[ -]?(?:${en})`, 'iu')) ?? scan.take(new RegExp(`${ORDINAL}\\s*(?:${ko})`, 'iu'));
    if (nth) return { kind: 'extreme', by, order, place: numberOf(nth[1] ?? nth[2]) };
    const some =
      scan.take(new RegExp(`(?:the )?(?:top )?${NUMBER}\\s+(?:${en})`, 'iu')) ??
      scan.take(new RegExp(`\\b(?:${en})\\s+${NUMBER}(?!\\s*(?:day|week|month|year|hour))`, 'iu')) ??
      scan.take(
        new RegExp(
          `(?:${ko})\\s*(?:파일|문서|것|사진|이미지|동영상|그림)?\\s*${NUMBER}\\s*(?:개|장|편)?(?:만|를|을)?(?!\\s*(?:일|주|달|년|개월|시간))`,
          'iu',
        ),
      );
    if (some) return { kind: 'extreme', by, order, count: numberOf(some[1]) };
    const one =
      scan.take(new RegExp(`\\b(?:the )?(?:${en})\\b`, 'iu')) ??
      scan.take(
        new RegExp(
          `(?:가장|제일|젤)\\s*(?:${ko})${by === 'time' && order === 'down' ? '|최신(?:의)?|최근(?:에)?(?:\\s*(?:수정된|바뀐|변경된|만든))?' : ''}`,
          'iu',
        ),
      );
    if (one && (by === 'size' || !/^최신|^최근/.test(one[0]) || order === 'down')) {
      const count = scan.take(new RegExp(`${NUMBER}\\s*(?:개|장|편|files?)`, 'iu'));
      return { kind: 'extreme', by, order, count: count ? numberOf(count[1]) : scan.has(plural) ? 10 : 1 };
    }
  }
  const most = scan.take(
    new RegExp(
      `\\b(?:which|what) (?:${NUMBER} )?(?:files?|documents?|things?)?\\s*(?:takes?|is taking|are taking|uses?|is using|are using|eats?|is eating|occup(?:y|ies)|is hogging|are hogging|hogs?|fills?) (?:up )?(?:the )?(?:most|all(?: the| my)?|so much)?\\s*(?:disk )?(?:space|room|disk|storage)`,
      'iu',
    ),
  );
  if (most)
    return { kind: 'extreme', by: 'size', order: 'down', count: most[1] === undefined ? 10 : numberOf(most[1]) };
  const sorted = scan.take(
    /\b(?:sort(?:ed)?|order(?:ed)?|arranged?|ranked)\b(?: them| it)? by (?:the )?(?:file )?(size|date|time|name|age|modification (?:time|date))|\bby (size|date|time|name)\b|\bin (alphabetical) order|\b(alphabetically)\b|(크기|용량|날짜|시간|이름|수정일|수정 ?시간|수정 ?날짜|가나다|알파벳)\s*(?:순(?:서)?(?:대로|으로|로)?|기준(?:으로)?)(?:\s*정렬[가-힣]*)?/iu,
  );
  if (sorted) {
    const word = (sorted.slice(1).find((it) => it !== undefined) ?? '').toLowerCase();
    const by = /size|크기|용량/.test(word) ? 'size' : /name|alpha|이름|가나다|알파벳/.test(word) ? 'name' : 'time';
    const up =
      scan.take(/\b(?:ascending|smallest first|oldest first)\b|오름차순(?:으로)?|작은 것부터|오래된 것부터/iu) !== null;
    scan.take(/\b(?:descending|largest first|biggest first|newest first)\b|내림차순(?:으로)?|큰 것부터|최신부터/iu);
    scan.takeAll(/정렬[가-힣]*|\bsort(?:ed)?\b/iu);
    return { kind: 'sort', by, order: up ? 'up' : 'down' };
  }
  if (
    scan.take(
      /\b(?:with|and|including|along with) (?:their |the )?(?:file )?sizes?\b|\bsizes? of\b|(?:용량|크기)(?:도|와|랑|까지|하고)?(?:\s*(?:함께|같이))?/iu,
    )
  )
    return { kind: 'sizes' };
  if (scan.take(counting)) {
    scan.takeAll(/\b(?:in total|total|altogether|exist|do (?:i|we) have)\b|(?:총|전체)(?![가-힣])/iu);
    return { kind: 'count' };
  }
  return { kind: 'list' };
}

function targetOf(scan: Scan): FileOperation | 'unclear' | null {
  const name = `["']?([\\p{L}\\p{N}_-]+?)["']?`;
  const english = new RegExp(
    `\\b(move|put|stick|throw|dump|transfer|relocate|shift|drop|gather|collect|take|mv|copy|cp|duplicate)\\b([^.]*?)\\b(?:in|into|to|inside|under)\\s+(?:an?\\s+|the\\s+|one\\s+)?(?:new\\s+|separate\\s+)?(?:(?:sub)?(?:folder|directory)\\s+(?:called\\s+|named\\s+)?${name}|${name}(?:\\s+(?:sub)?(?:folder|directory))?)(?=\\s*(?:$|[.,!?·]|please))`,
    'iu',
  );
  const korean = new RegExp(
    `${name}\\s*(?:이라는|라는)?\\s*(?:이름의\\s*)?(?:새\\s*)?(?:폴더|디렉터리|디렉토리)(?:로|으로|에다가|에다|에|안으로|안에)?\\s*(?:다\\s*|모두\\s*|전부\\s*|싹\\s*)?(옮|이동|넣|모아|복사|담아|정리|몰아)[가-힣]*(?:\\s*(?:해|줘|주)[가-힣]*)?`,
    'iu',
  );
  const en = scan.take(english);
  if (en) {
    // What stood between verb and target was read before, or is still to be accounted for.
    const between = (en[2] ?? '').trim();
    const left = scanOf(between)
      .left()
      .filter(
        (word) =>
          !/^(?:all|every|the|files?|them|it|and|stick|put|move|those|images?|pictures?|only|any|documents?|whole|entire|everything|one)$/i.test(
            word,
          ),
      );
    if (left.length > 0) return 'unclear';
    const target = en[3] ?? en[4] ?? '';
    return /^(?:it|this|that|here|folder|directory|order|total|place)$/i.test(target)
      ? 'unclear'
      : { kind: /^(?:copy|cp|duplicate)$/i.test(en[1] ?? '') ? 'copy' : 'move', target };
  }
  const ko = scan.take(korean);
  if (ko)
    return /^(?:이|그|새|현재|같은|하위)$|(?:별|각각)$/.test(ko[1] ?? '')
      ? 'unclear'
      : { kind: ko[2] === '복사' ? 'copy' : 'move', target: ko[1] ?? '' };
  return null;
}
