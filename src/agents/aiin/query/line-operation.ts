import { both } from '../../shared/speech.ts';
import { stampFunction } from '../times.ts';
import { webStatus } from './line-picks.ts';
import type { Step, Text } from './line-text.ts';
import { counting, NUMBER, numberOf, ORDINAL, type Scan } from './scan.ts';

/** What is to be done with the lines that are meant. */
export function lineOperation(scan: Scan, text: Text): { steps: readonly Step[]; columns?: readonly string[] } {
  const step = (command: string, en: string, ko: string): Step => ({ command, words: both(en, ko) });
  const tally = (key: string, name: string, ko: string, order = '-k1,1nr -k2') => ({
    steps: [
      step(
        `gawk '${key} END { for (it in count) print count[it] "\\t" it }' | sort -t $'\\t' ${order}`,
        `count them by ${name}`,
        `${ko}별로 세기`,
      ),
    ],
    columns: ['lines', name],
  });
  const steps: Step[] = [];
  if (
    scan.take(
      /\bcapitali[sz]e(?: (?:the )?(?:first letter|each (?:line|word|name)|every (?:line|word|name)))?(?: of (?:each|every|all)(?: the)? (?:lines?|words?|names?))?|\b(?:first|initial) letters? (?:in )?(?:upper ?case|capitals?|capitali[sz]ed|big)|(?:첫|맨\s*앞|앞)\s*(?:글자|자)(?:를|만|만을)?\s*대문자(?:로)?(?:\s*(?:바꿔|변환|바꾸|해)[가-힣]*)?(?:\s*(?:줘|주)[가-힣]*)?/iu,
    )
  )
    steps.push(
      step(
        `awk '{ print toupper(substr($0, 1, 1)) substr($0, 2) }'`,
        'make the first letter a capital',
        '첫 글자를 대문자로 바꾸기',
      ),
    );
  const range =
    scan.take(/\b(?:lines? )?(?:from )?(?:lines? )?(\d+)\s*(?:to|through|until|-|–)\s*(?:line )?(\d+)(?!\d)/iu) ??
    scan.take(/(\d+)\s*(?:번째)?\s*(?:줄|행)?\s*(?:부터|에서|~|-)\s*(\d+)\s*(?:번째)?\s*(?:줄|행)?(?:까지)?/iu);
  if (range)
    steps.push(
      step(
        `sed -n '${range[1]},${range[2]}p'`,
        `take lines ${range[1]} to ${range[2]}`,
        `${range[1]}~${range[2]}번째 줄만 보기`,
      ),
    );
  const but = scan.take(
    new RegExp(
      `\\b(?:all but|everything (?:but|except)|except(?: for)?|without|skip(?:ping)?|drop(?:ping)?|leaving out|minus) the (first|last) (?:${NUMBER} )?lines?|(첫|맨\\s*앞|처음|마지막|맨\\s*끝|끝)(?:의)?\\s*(?:${NUMBER}\\s*)?(?:줄|행)(?:은|는|을|를|만)?\\s*(?:빼고|제외(?:하고|한)?|말고|뺀)`,
      'iu',
    ),
  );
  if (but) {
    const first = /^(?:first|첫|맨\s*앞|처음)/i.test(but[1] ?? but[3] ?? '');
    const number = Number.isNaN(numberOf(but[2] ?? but[4])) ? 1 : numberOf(but[2] ?? but[4]);
    steps.push(
      step(
        first ? `tail -n +${number + 1}` : `head -n -${number}`,
        `leave out the ${first ? 'first' : 'last'} ${number}`,
        `${first ? '처음' : '마지막'} ${number}줄을 빼기`,
      ),
    );
  }
  const nth = scan.take(
    new RegExp(
      `${ORDINAL}\\s*(?:line|row|줄|행|라인)(?:만|을|를|은|의)?|\\bline (?:number |no\\.? ?|#)?(\\d+)(?!\\d)|(?<!\\d)(\\d+)\\s*(?:번|행)\\s*(?:줄|라인)?(?:만|을|를|은)?(?![가-힣])`,
      'iu',
    ),
  );
  if (nth) {
    const place = numberOf(nth[1] ?? nth[2] ?? nth[3] ?? nth[4]);
    steps.push(step(`sed -n '${place}p'`, `take line ${place}`, `${place}번째 줄만 보기`));
  }
  if (
    scan.take(
      /\b(?:remove|drop|without|no|delete|eliminate|removing|dropping) (?:the |any )?(?:duplicate|repeated)s?(?: lines| ones)?|\b(?:drop|remove|without) (?:the |any )?(?:repeats|repetitions|doubles|dupes)\b|\b(?:unique|uniq|distinct|dedup(?:e|licate[d]?)?|different)(?: lines)?\b|\beach (?:line )?(?:only )?once\b|중복(?:된|되는)?\s*(?:줄|행|항목|이름|것)?(?:을|은|를)?\s*(?:제거|없이|없애|빼|제외|삭제)[가-힣]*|(?:서로\s*)?다른|고유(?:한)?|종류(?:가|를|는)?|유니크[가-힣]*/iu,
    )
  )
    steps.push(step(`awk '!seen[$0]++'`, 'keep each line once', '같은 줄은 하나만 남기고'));
  const tailWord = scan.take(
    new RegExp(
      `\\b(?:the )?(?:last|latest|most recent|final|bottom|tail(?: -n)?)\\s+${NUMBER}(?:\\s+lines?)?|\\btail\\b(?:[^.]*?${NUMBER}\\s*lines?)?|(?:마지막|끝에서|맨\\s*끝|뒤에서|최근|최신|끝)\\s*(?:부분\\s*|에서\\s*)?${NUMBER}\\s*(?:줄|개|건|행)?(?:만)?`,
      'iu',
    ),
  );
  const headWord =
    tailWord ??
    scan.take(
      new RegExp(
        `\\b(?:the )?(?:first|top|initial|head(?: -n)?)\\s+${NUMBER}(?:\\s+lines?)?|\\bhead\\b(?:[^.]*?${NUMBER}\\s*lines?)?|(?:처음|첫|맨\\s*앞|맨\\s*위|앞에서|위에서|앞|앞부분)\\s*(?:부분\\s*|에서\\s*)?${NUMBER}\\s*(?:줄|개|건|행)(?:만)?`,
        'iu',
      ),
    );
  const one =
    headWord ??
    scan.take(
      /\b(?:the )?(very )?(last|latest|most recent|final)(?: (?:line|one|entry))?\b|(마지막|맨\s*끝|가장\s*최근|제일\s*최근)(?:에)?(?:\s*(?:줄|것|거|으로))?/iu,
    );
  const only =
    one ??
    scan.take(
      /\b(?:the )?(?:very )?first(?: (?:line|one|entry))?\b|(?:첫(?:\s*번째)?|맨\s*처음|맨\s*앞|제일\s*처음)(?:\s*(?:줄|것|거))?/iu,
    );
  const number = numberOf(headWord?.slice(1).find((it) => it !== undefined));
  if (only) {
    const last = tailWord !== null || (headWord === null && one !== null);
    const many = headWord === null ? 1 : Number.isNaN(number) ? 10 : number;
    steps.push(
      step(
        last ? `tail -n ${many}` : `sed -n '1,${many}p'`,
        `take the ${last ? 'last' : 'first'} ${many}`,
        `${last ? '마지막' : '처음'} ${many}줄만 보기`,
      ),
    );
  }
  if (
    text.log &&
    scan.take(
      /\b(?:per|by|each|every|a)\s+(?:day|date)\b|\bdaily\b|(?:날짜|일자|일|하루)\s*(?:별|마다|단위)(?:로|의)?/iu,
    )
  ) {
    scan.take(counting);
    return tallied(steps, tally(`${stampFunction} stamp($0) { count[d]++ }`, 'day', '날짜', '-k2'));
  }
  if (
    text.log &&
    scan.take(
      /\b(?:per|by|each|every|an)\s+hour\b|\bhourly\b|\bhours? of (?:the )?day\b|(?:시간|시간대|시각)\s*(?:별|마다|단위)(?:로|의)?/iu,
    )
  ) {
    scan.take(counting);
    return tallied(
      steps,
      tally(`${stampFunction} stamp($0) { count[d " " substr(t, 1, 2) ":00"]++ }`, 'hour', '시간', '-k2'),
    );
  }
  if (
    text.log &&
    !text.web &&
    scan.take(
      /\b(?:per|by|each|of each)\s+(?:log )?(?:level|severity)\b|\b(?:log )?levels?\b|(?:로그\s*)?(?:레벨|수준|심각도)\s*(?:별|마다)?(?:로)?/iu,
    )
  ) {
    scan.take(counting);
    return tallied(
      steps,
      tally(
        `match($0, /(TRACE|DEBUG|INFO|NOTICE|WARN|ERROR|FATAL|CRITICAL)/) { count[substr($0, RSTART, RLENGTH)]++ }`,
        'level',
        '레벨',
      ),
    );
  }
  if (text.web) {
    const fields: readonly (readonly [RegExp, string, string, string])[] = [
      [
        /\bwho (?:hits?|visits?|visited|accessed|called|requested|made)\b(?:[^.]*?\bserver\b)?|\b(?:top |by |per |each |different |unique |which )*(?:ips?|ip addresses|clients?|visitors?|addresses)\b|(?:아이피|ip|방문자|클라이언트|접속자)(?:\s*주소)?(?:\s*(?:별|마다))?(?:로|의|가|는|를)?/iu,
        'count[$1]++',
        'ip',
        'IP',
      ],
      [
        /\b(?:top |by |per |each |different |which )*(?:pages?|urls?|paths?|endpoints?|resources?)\b|(?:페이지|경로|주소|url)(?:\s*(?:별|마다))?(?:로|의|가|는|를)?/iu,
        'count[$7]++',
        'path',
        '페이지',
      ],
      [
        /\b(?:by |per |each |which )*(?:browsers?|user[- ]agents?|agents?)\b|(?:브라우저|에이전트)(?:\s*(?:별|마다))?(?:로|의|가|는|를)?/iu,
        'split($0, part, "\\"") >= 6 { count[part[6]]++ }',
        'agent',
        '브라우저',
      ],
      [
        /\b(?:by |per |each |which )*(?:methods?|verbs?)\b|(?:메서드|메소드)(?:\s*(?:별|마다))?(?:로|의)?/iu,
        'count[substr($6, 2)]++',
        'method',
        '메서드',
      ],
      [
        /\b(?:by |per |each |which )*(?:status(?:es)?(?: codes?)?|response codes?)\b|(?:상태|응답)\s*(?:코드)?(?:\s*(?:별|마다))(?:로|의)?/iu,
        `{ count[${webStatus}]++ }`,
        'status',
        '상태',
      ],
    ]; // prettier-ignore
    for (const [pattern, key, name, ko] of fields) {
      if (!scan.take(pattern)) continue;
      const distinct = steps.some((it) => it.command.includes('seen'));
      scan.takeAll(
        /\b(?:most (?:often|frequent(?:ly)?|popular|active|requested|visited|common)|most|often|frequent(?:ly)?|popular|busiest|top|visited|requested|came|come)\b|(?:가장|제일)\s*(?:많이|자주)?|많이|자주|많은/iu,
      );
      const counts = scan.take(counting) !== null;
      const body = key.includes('{') ? key : `{ ${key} }`;
      const result = tally(body, name, ko);
      const rest = steps.filter((it) => !it.command.includes('seen'));
      return distinct && counts
        ? {
            steps: [
              ...rest,
              step(
                `gawk '${body} END { for (it in count) n++; print n + 0 }'`,
                `count the different ${name} values`,
                `서로 다른 ${ko} 수를 세기`,
              ),
            ],
          }
        : tallied(rest, result);
    }
  }
  if (
    scan.take(
      /\bmost (?:common|frequent)(?:ly (?:seen|occurring))?\b|\boccurs? most(?: often)?\b|\bhow often (?:does )?each\b|(?:가장|제일)\s*(?:많이|자주|흔한|흔하게|많은)\s*(?:나오는|나온|등장하는|발생한|발생하는|보이는|있는)?/iu,
    )
  ) {
    if (scan.take(/\bwords?\b|(?:단어|낱말)(?:들)?(?:을|를|이|가|는)?/iu))
      return tallied(
        steps,
        tally(
          `{ n = split(tolower($0), word, /[^[:alnum:]'’]+/); for (i = 1; i <= n; i++) if (word[i] != "") count[word[i]]++ }`.replace(
            "'’",
            '’',
          ),
          'word',
          '단어',
        ),
      );
    const key =
      text.log && !text.web
        ? `{ line = $0; sub(/^[0-9-]+[T ][0-9:.,]+Z? */, "", line); count[line]++ }`
        : 'NF { count[$0]++ }';
    return tallied(steps, tally(key, 'line', '줄'));
  }
  const extreme = scan.take(/\b(?:the )?(longest|shortest)\b|(?:가장|제일)\s*(긴|짧은)/iu);
  if (extreme) {
    const long = /longest|긴/i.test(extreme[1] ?? extreme[2] ?? '');
    steps.push(
      step(
        `awk 'NF { print length($0) "\\t" $0 }' | sort -s -t $'\\t' -k1,1n${long ? 'r' : ''} | sed -n 1p | cut -f 2-`,
        `find the ${long ? 'longest' : 'shortest'} line`,
        `가장 ${long ? '긴' : '짧은'} 줄을 찾기`,
      ),
    );
    return { steps };
  }
  const turned = scan.take(
    /\brevers(?:e|ing|ed) (?:the )?(?:line )?order(?: of)?\b|\bin reverse(?:d)? (?:line )?order\b(?![^.]*\bsort)/iu,
  );
  const down = scan.take(
    /\b(?:(?:in )?(?:descending|reverse(?:d)?)(?: (?:alphabetical )?order)?|z ?(?:to|-) ?a|(?:from )?(?:high(?:est)?|large(?:st)?|big(?:gest)?) to (?:low(?:est)?|small(?:est)?)|(?:largest|biggest|highest) first)\b|내림차순(?:으로)?|역순(?:으로)?|(?:큰|높은)\s*(?:수|숫자|것|값|거)?\s*(?:순(?:서)?(?:대로|으로|로)?|부터)/iu,
  );
  const up = scan.take(
    /\b(?:(?:in )?ascending(?: order)?|a ?(?:to|-) ?z|(?:from )?(?:low(?:est)?|small(?:est)?) to (?:high(?:est)?|large(?:st)?|big(?:gest)?)|(?:smallest|lowest) first|(?:in )?(?:alphabetical|abc|numerical|numeric) order|alphabetical(?:ly)?|numerical(?:ly)?)\b|오름차순(?:으로)?|(?:작은|낮은)\s*(?:수|숫자|것|값|거)?\s*(?:순(?:서)?(?:대로|으로|로)?|부터)|(?:가나다|알파벳|이름|abc|사전|숫자)\s*순(?:서)?(?:대로|으로|로)?/iu,
  );
  const reverse = scan.take(
    /\b(?:backwards?|upside down|in reverse|(?:in )?revers(?:e|ed)(?: the)?(?: order| lines)?|flip(?: the (?:order|lines))?|(?:from )?(?:bottom|last) to (?:top|first))\b|(?:줄\s*)?(?:순서(?:를)?\s*)?(?:거꾸로|뒤집[가-힣]*|뒤에서부터|아래에서 위로|반대로)(?:\s*(?:뒤집|해|바꿔)[가-힣]*)*(?:\s*(?:줘|주)[가-힣]*)?/iu,
  );
  const sorting = scan.take(
    /\b(?:sort(?:ed|ing)?|order(?:ed)?|arranged?|rank(?:ed)?|alphabeti[sz]e|put in order)\b|정렬[가-힣]*(?:\s*(?:해|줘|주)[가-힣]*)?|순서대로(?:\s*나열[가-힣]*)?/iu,
  );
  if (turned === null && (sorting ?? up ?? down))
    steps.push(
      step(
        `sort${text.numbers ? ' -n' : ''}${down ? ' -r' : ''}`,
        `sort them${down ? ', last first' : ''}`,
        `${down ? '거꾸로 ' : ''}정렬`,
      ),
    );
  else if (reverse ?? turned) steps.push(step('tac', 'turn the order around', '순서를 뒤집기'));
  if (
    scan.take(
      /\b(?:with|and|including|along with|show|add) (?:the |their )?(?:line )?numbers\b|\badd (?:the )?line numbers(?: to)?\b|\bnumber(?:ed)? (?:the |every |each )?lines?\b|(?:줄|행|라인)\s*번호(?:와|랑|도|를|하고)?\s*(?:함께|같이|포함(?:해서|하여)?|매겨|붙여|넣어|표시)?[가-힣]*/iu,
    )
  ) {
    steps.push(step(`awk '{ print FNR "\\t" $0 }'`, 'number the lines', '줄 번호를 붙이기'));
  }
  if (
    scan.take(
      /\b(?:in|to|as|into)?\s*(?:upper ?case|capitals?|capital letters|all caps)\b(?! (?:first|initial))|대문자로(?:\s*(?:바꿔|변환|바꾸)[가-힣]*)?/iu,
    )
  )
    steps.push(step(`awk '{ print toupper($0) }'`, 'in capital letters', '대문자로 바꾸기'));
  if (scan.take(/\b(?:in|to|as|into)?\s*(?:lower ?case|small letters)\b|소문자로(?:\s*(?:바꿔|변환|바꾸)[가-힣]*)?/iu))
    steps.push(step(`awk '{ print tolower($0) }'`, 'in small letters', '소문자로 바꾸기'));
  // "The first two, largest first": what is cut is what was sorted.
  if (steps.some((it) => /^(?:sort|tac)\b/.test(it.command))) steps.sort((a, b) => Number(isCut(a)) - Number(isCut(b)));
  const unit = scan.take(
    /\b(?:how many |number of |count (?:the )?)(words|characters|letters|chars)\b|\b(word|character|letter) count\b|(단어|낱말|글자|문자)(?:의)?\s*(?:수|개수|갯수)(?:를|가|는)?(?:\s*(?:세|알|구)[가-힣]*)?|(단어|낱말|글자)(?:가|는)?\s*(?:총\s*)?(?:몇)\s*(?:개|자)?[가-힣]*/iu,
  );
  if (unit) {
    const word = (unit.slice(1).find((it) => it !== undefined) ?? '').toLowerCase();
    const characters = /char|letter|글자|문자/.test(word);
    scan.take(counting);
    steps.push(
      step(
        characters ? 'wc -m' : 'wc -w',
        characters ? 'count the characters' : 'count the words',
        characters ? '글자 수를 세기' : '단어 수를 세기',
      ),
    );
  } else if (scan.take(counting)) steps.push(step('wc -l', 'count the lines', '줄 수를 세기'));
  return { steps };
}

const isCut = (step: Step) => /^(?:sed -n '1,|tail -n \d)/.test(step.command);

function tallied(
  steps: readonly Step[],
  { steps: last, columns }: { steps: readonly Step[]; columns: readonly string[] },
): { steps: readonly Step[]; columns: readonly string[] } {
  const cuts = steps.filter((it) => /^(?:sed -n '1,|tail -n)/.test(it.command));
  const rest = steps.filter((it) => !cuts.includes(it));
  return { steps: [...rest, ...last, ...cuts], columns };
}
