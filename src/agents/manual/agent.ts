import type { Remark, Score } from '../../debate/event.ts';
import type { Proposal } from '../../debate/plan.ts';
import type { Agent, Brief, Labelled, Packet } from '../../ports/agent.ts';
import { abstain } from '../shared/abstain.ts';
import { quotePath } from '../shared/quote.ts';
import { both, list, plain, smooth } from '../shared/speech.ts';
import { readTerms, type Terms, termsOf } from '../shared/terms.ts';
import { slipsOf } from './caveats.ts';
import { fill } from './fill.ts';
import type { Parameter, Recipe } from './recipe.ts';
import { type Hit, lookUp, tokens } from './search.ts';

/** Below these, a page is not alike enough to be worth offering. */
const enough = { score: 9, whole: 5, coverage: 0.6 };

/** Manual: answers from a book of commands, by likeness of words. Offline and deterministic. */
export function createManual(): Agent {
  return {
    async analyse(brief, thinking) {
      thinking.signal.throwIfAborted();
      const terms = termsOf(brief);
      const [first, second] = pages(terms, brief);
      if (first === undefined) return abstain(nothing(brief));
      const { title } = first.recipe;
      const text =
        second !== undefined && second.score > first.score * 0.75
          ? both(
              `Two pages look alike: “${title.en}” and “${second.recipe.title.en}”. I lean to the first.`,
              `비슷한 쪽이 둘 있습니다. “${title.ko}”와(과) “${second.recipe.title.ko}”인데, 앞의 것이 더 가까워 보입니다.`,
            )
          : both(`My book has a page on this: “${title.en}”.`, `제 책에 “${title.ko}”라는 쪽이 있습니다.`);
      return { kind: 'answered', text: smooth(text[brief.locale]) };
    },

    async propose(brief, thinking) {
      thinking.signal.throwIfAborted();
      const terms = termsOf(brief);
      if (terms.literal !== undefined)
        return abstain(
          both(
            'You wrote the command yourself; my book has nothing to add.',
            '명령을 직접 적어 주셔서 제 책에서 더할 것이 없습니다.',
          )[brief.locale],
        );
      const hits = pages(terms, brief);
      const [best] = hits;
      if (best === undefined) return abstain(nothing(brief));
      let lacking: Parameter | undefined;
      for (const hit of hits.filter((it) => it.score >= best.score * 0.6).slice(0, 4)) {
        const filled = fill(hit.recipe, terms, brief);
        if ('missing' in filled) {
          lacking ??= filled.missing;
          continue;
        }
        if (passesOver(hit.recipe, filled.command, terms)) continue;
        const proposal = proposalOf(hit, filled.command, terms, brief);
        const [step] = proposal.steps;
        if (step !== undefined && thinking.judge(step.action.command).verdict === 'deny') continue;
        return { kind: 'answered', proposal };
      }
      return abstain(lacking === undefined ? nothing(brief) : blank(best.recipe, lacking, terms, brief));
    },

    async critique(brief, packets, thinking) {
      thinking.signal.throwIfAborted();
      if (packets.length === 0)
        return abstain(both('There is nothing else to judge.', '살펴볼 다른 안이 없습니다.')[brief.locale]);
      const terms = termsOf(brief);
      const [best] = pages(terms, brief);
      if (best === undefined)
        return abstain(
          both(
            'My book has no page on this, so I have no opinion.',
            '제 책에 이런 쪽이 없어서 의견을 내지 않겠습니다.',
          )[brief.locale],
        );
      return { kind: 'answered', remarks: packets.flatMap((packet) => remarksOn(packet, best.recipe, brief, terms)) };
    },

    async revise(brief, own, objections, thinking) {
      thinking.signal.throwIfAborted();
      const terms = termsOf(brief);
      const mended = mend(own.proposal, objections.map((it) => it.text).join('\n'), own, brief);
      if (mended === null)
        return abstain(both('The book has no repair for that.', '그 점을 고치는 방법은 책에 없습니다.')[brief.locale]);
      const denied = mended.proposal.steps.some((step) => thinking.judge(step.action.command).verdict === 'deny');
      if (denied || terms.text === '')
        return abstain(both('I see no safe way to mend it.', '안전하게 고칠 방법을 찾지 못했습니다.')[brief.locale]);
      return { kind: 'answered', ...mended };
    },

    async vote(brief, packets, thinking) {
      thinking.signal.throwIfAborted();
      const terms = termsOf(brief);
      const [best] = pages(terms, brief);
      if (best === undefined)
        return abstain(
          both('My book has no page on this, so I do not vote.', '제 책에 이런 쪽이 없어서 투표하지 않겠습니다.')[
            brief.locale
          ],
        );
      return { kind: 'answered', scores: packets.map((packet) => scoreOf(packet, best.recipe, brief, terms)) };
    },

    async combine(brief, _own, _other, thinking) {
      thinking.signal.throwIfAborted();
      return abstain(
        both('A recipe is a recipe; I would not mix two of them.', '요리법 두 개를 섞지는 않겠습니다.')[brief.locale],
      );
    },

    async integrate(brief, proposal, outcomes, thinking) {
      thinking.signal.throwIfAborted();
      return { kind: 'answered', text: account(brief, proposal, outcomes) };
    },
  };
}

function pages(terms: Terms, brief: Brief): Hit[] {
  // The book deletes no files, however alike a page about deleting lines may read.
  const deletes = /\b(?:delete|erase|wipe|remove)\b|삭제|지워|지우/.test(terms.masked);
  if (deletes && !/\b(?:lines?|duplicates?|blank|spaces?|trailing|columns?)\b|줄|중복|공백/.test(terms.masked))
    return [];
  // What was added later often names a detail only; the request says which page.
  const hits = lookUp({ ...terms, masked: readTerms(brief.request, brief.files).masked }, brief.files);
  const acts =
    /\b(?:rename|change|move|copy|zip|compress|pack|tar|backup|archive|unzip|extract|unpack|decompress|split|divide|make|create|new|replace|gzip|touch)\b|바꿔|바꾸|변경|옮|이동|복사|압축|묶|백업|풀|해제|나눠|나누|분할|쪼개|만들|생성/.test(
      terms.masked,
    );
  return (hits.length > 0 ? hits : lookUp(terms, brief.files)).filter(
    (hit) =>
      hit.score >= (hit.coverage === 1 ? enough.whole : enough.score) &&
      hit.coverage >= enough.coverage &&
      (acts || hit.recipe.writes === undefined),
  );
}

/** A page that has no use for the file or the text that was named is about something else. */
function passesOver(recipe: Recipe, command: string, terms: Terms): boolean {
  const unused = terms.sources.length > 0 && !terms.sources.some((it) => command.includes(it));
  return unused || (terms.quoted.length > 0 && !recipe.command.includes('{text'));
}

function nothing(brief: Brief): string {
  return both('I looked through my book and found no page like this.', '책을 찾아봤지만 이런 일을 다룬 쪽은 없습니다.')[
    brief.locale
  ];
}

function blank(recipe: Recipe, lacking: Parameter | undefined, terms: Terms, brief: Brief): string {
  const { locale } = brief;
  if (terms.missing.length > 0)
    return smooth(
      both(
        `“${recipe.title.en}” would fit, but I see no ${list(terms.missing, 'en')} here.`,
        `“${recipe.title.ko}” 쪽이 맞을 것 같은데 ${list(terms.missing, 'ko')}이(가) 여기에 없습니다.`,
      )[locale],
    );
  const names: Partial<Record<Parameter, readonly [string, string]>> = {
    text: ['which text to look for', '찾을 글'],
    file: ['which file', '어느 파일인지'],
    files: ['which files', '어느 파일들인지'],
    column: ['which column', '어느 열인지'],
    group: ['which column to group by', '어느 열로 묶을지'],
    extension: ['which extension', '어느 확장자인지'],
    folder: ['which folder', '어느 폴더인지'],
  };
  const [en, ko] = names[lacking ?? 'file'] ?? ['a detail', '세부 사항'];
  return both(
    `“${recipe.title.en}” would fit, but I could not tell ${en}.`,
    `“${recipe.title.ko}” 쪽이 맞을 것 같은데 ${ko} 알 수 없었습니다.`,
  )[locale];
}

function proposalOf(hit: Hit, command: string, terms: Terms, brief: Brief): Proposal {
  const { recipe } = hit;
  const { locale } = brief;
  const wantsTable =
    recipe.header !== undefined && (terms.format === 'csv' || /\b(?:chart|csv)\b|차트|그래프|표로/.test(terms.masked));
  const output = recipe.writes ? undefined : (terms.output ?? (wantsTable ? `${recipe.id}.csv` : undefined));
  const table = wantsTable
    ? `{ echo ${recipe.header}; ${command} | awk '{ n = $1; $1 = ""; sub(/^ /, ""); print $0 "," n }'; }`
    : command;
  const group = /[;&]/.test(table) && !/^[({]/.test(table) ? `{ ${table}; }` : table;
  const full = output === undefined ? table : `${group} > ${quotePath(output)} && cat ${quotePath(output)}`;
  const purpose = recipe.title[locale];
  return {
    approach: both(recipe.explanation.en, recipe.explanation.ko)[locale],
    expectedOutcome:
      output === undefined
        ? both('What the command prints, nothing more.', '명령이 출력하는 내용')[locale]
        : both(`${output}, and its content here.`, `${output} 파일과 그 내용`)[locale],
    confidence: Math.min(0.85, Math.round((0.3 + hit.coverage * 0.35 + Math.min(hit.score, 40) / 160) * 100) / 100),
    steps: [{ id: 's1', owner: brief.self, purpose, action: { kind: 'shell', command: full } }],
  };
}

function remarksOn(packet: Packet, recipe: Recipe, brief: Brief, terms: Terms): Labelled<Remark>[] {
  const { label } = packet;
  const slips = slipsOf(recipe.caveats, { packet, terms, brief });
  if (slips.length > 0)
    return slips.slice(0, 3).map((it) => ({
      label,
      stance: 'defect',
      text: it.text[brief.locale],
      ...(it.step === undefined ? {} : { step: it.step }),
    }));
  const text = both(
    recipe.caveats.length === 0
      ? `The page “${recipe.title.en}” does it much the same way.`
      : `The page “${recipe.title.en}” warns of ${recipe.caveats.length === 1 ? 'one trap' : `${recipe.caveats.length} traps`}; this walks around ${recipe.caveats.length === 1 ? 'it' : 'them'}.`,
    recipe.caveats.length === 0
      ? `“${recipe.title.ko}” 쪽의 방법과 거의 같습니다.`
      : `“${recipe.title.ko}” 쪽에 적힌 함정 ${recipe.caveats.length}가지를 모두 피했습니다.`,
  );
  return [{ label, stance: 'concede', text: text[brief.locale] }];
}

/** Likeness to the page's own words and tools, less what the book warns of. */
function scoreOf(packet: Packet, recipe: Recipe, brief: Brief, terms: Terms): Labelled<Score> {
  const slips = slipsOf(recipe.caveats, { packet, terms, brief });
  const runs = packet.rehearsal?.steps ?? [];
  const failed = runs.some((it) => it.verdict.verdict === 'deny' || (it.run !== undefined && it.run.exitCode !== 0));
  const known = new Set(tokens(`${recipe.command} ${recipe.title.en} ${recipe.keywords.en}`));
  const words = tokens(`${packet.proposal.steps.map((it) => it.action.command).join(' ')} ${packet.proposal.approach}`);
  const alike = words.length === 0 ? 0.5 : Math.min(1, words.filter((it) => known.has(it)).length / 4);
  const feasibility = failed ? 2 : runs.some((it) => it.run !== undefined) ? 8.5 : 6;
  const relevance = Math.max(0, 5 + alike * 4 - slips.length * 1.5);
  const reason = failed
    ? both(
        'It failed in the rehearsal; the book cannot help that.',
        '예행 연습에서 실패했습니다. 책으로도 어쩔 수 없습니다.',
      )
    : (slips[0]?.text ??
      both(`Close to what “${recipe.title.en}” says.`, `“${recipe.title.ko}” 쪽의 내용과 가깝습니다.`));
  return { label: packet.label, feasibility, relevance: Math.round(relevance * 10) / 10, reason: reason[brief.locale] };
}

/** Small repairs that the book knows: no total line, no self-listing, no failure on an empty match. */
function mend(
  proposal: Proposal,
  said: string,
  own: Packet,
  brief: Brief,
): { proposal: Proposal; because: string } | null {
  const failed = own.rehearsal?.steps.some((it) => it.run?.exitCode === 1) ?? false;
  const reasons: string[] = [];
  const steps = proposal.steps.map((step) => {
    let { command } = step.action;
    const change = (next: string, en: string, ko: string) => {
      if (next === command) return;
      command = next;
      reasons.push(both(en, ko)[brief.locale]);
    };
    if (/total|합계/i.test(said))
      change(
        command.replace(/(wc -[wlm] [^|;>]+)/, (all) =>
          all.includes('grep -v') ? all : `${all.trimEnd()} | grep -v ' total$' `,
        ),
        'I take the total line out.',
        '합계 줄을 뺐습니다.',
      );
    if (/itself|자신|방금 만든/i.test(said))
      change(
        command
          .replace(/ > (\S+) && cat \1$/, (_, name: string) => ` > .list && mv .list ${name} && cat ${name}`)
          .replace('find . -type f ', 'find . -type f ! -name .list '),
        'I write the list elsewhere first, so it does not find itself.',
        '목록을 다른 곳에 먼저 써서 자기 자신이 들어가지 않게 했습니다.',
      );
    if (failed && /\bgrep\b/.test(command))
      change(
        command.replace(/(\bgrep [^|;>]+)/, (all) => `{ ${all.trimEnd()} || true; } `),
        'No match is no failure now.',
        '맞는 것이 없어도 실패로 끝나지 않게 했습니다.',
      );
    return { ...step, action: { ...step.action, command: command.trimEnd() } };
  });
  return reasons.length === 0 ? null : { proposal: { ...proposal, steps }, because: reasons.join(' ') };
}

function account(
  brief: Brief,
  _proposal: Proposal,
  outcomes: readonly { exitCode: number; step: string; output: { head: string } }[],
): string {
  const { locale } = brief;
  const failed = outcomes.find((it) => it.exitCode !== 0);
  if (failed)
    return both(
      `The recipe did not come off: step ${failed.step} ended with ${failed.exitCode}.`,
      `요리법대로 되지 않았습니다. ${failed.step} 단계가 ${failed.exitCode}(으)로 끝났습니다.`,
    )[locale];
  const lines = plain(outcomes.at(-1)?.output.head ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length === 0)
    return both('Done, as the book says. Nothing was printed.', '책에 적힌 대로 끝났습니다. 출력은 없습니다.')[locale];
  const [only = ''] = lines;
  const result = `\`${only.trim().slice(0, 200).replaceAll('`', "'")}\``;
  if (lines.length === 1)
    return both(
      `Done, as the book says. The result is ${result}.`,
      `책에 적힌 대로 끝났습니다. 결과는 ${result}입니다.`,
    )[locale];
  // The lines themselves stand right above, as the step's output.
  return both('Done, as the book says.', '책에 적힌 대로 끝났습니다.')[locale];
}
