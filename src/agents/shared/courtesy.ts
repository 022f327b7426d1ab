/**
 * What people say around a request to be kind. It asks for nothing, so it is taken out before anything is read;
 * what stands in quotation marks is never touched.
 */
const english = [
  'good (?:morning|afternoon|evening)',
  "(?:i'm |i am )?(?:so |very )?sorry (?:to (?:bother|disturb|trouble) (?:you|everyone)|for (?:the|this) (?:trouble|stupid question|dumb question))(?: again| with this)?(?:,? but)?",
  "(?:so )?(?:i was|i'm|i am|was) (?:just )?wondering(?: if| whether)?",
  "if (?:it's|it is|its|that's|that is|this is) (?:not too much (?:trouble|hassle|work)|ok(?:ay)?|possible|alright|fine)(?: with you)?",
  'when(?:ever)? you (?:have|get|find) (?:a |some )?(?:spare )?(?:time|moment|minute|chance|sec|second)',
  "if you (?:don't|do not|dont) mind|if you have (?:a )?(?:time|moment|minute)|if (?:at all )?possible",
  'would you mind|do you mind|be so kind(?: as)? to|do me a favou?r(?: and)?',
  "i(?:'d| would) (?:really )?(?:like|love|appreciate|be grateful)(?: it)?(?: if)?(?: you (?:to|could|would))?(?: to (?:know|see|have|get|find out))?",
  '(?:i|we) (?:really |just |only )?(?:need|want|have) (?:you )?to (?:know|see|find out|check)',
  '(?:can|could|would|will) you (?:possibly |maybe |perhaps |quickly |just |please |kindly |be able to )*tell (?:me|us)',
  '(?:can|could|would|will) (?:you|u) (?:possibly |maybe |perhaps |quickly |just |please |kindly |help me |be able to )*',
  '(?:does anyone|do you(?: happen to)?|anyone) know|any (?:idea|clue)|help me(?: to| out(?: and| with)?| with)?|let me know',
  'it would be (?:great|nice|helpful|lovely|good) (?:if|to)(?: you could| have| know)?',
  '(?:many )?(?:thanks|thank you|thx|cheers|ty)(?: (?:a lot|so much|very much|a bunch|in advance|again|a million))*',
  'asap|real quick|no rush|no hurry|as soon as possible|for a (?:report|meeting|presentation)|lol|haha+|pls|plz|please|kindly|quickly',
].map((it) => `\\b(?:${it})`);

const greeting = /^(?:hi|hello|hey|dear)(?: there| all| team| guys| everyone| parley| aiin)?(?=[\s,.!]|$)/i;

const korean = [
  '안녕(?:하세요|하십니까|하신가요)?(?![가-힣])',
  '바쁘(?:신데|시겠지만|실\\s?텐데|신\\s?와중에)',
  '(?:정말\\s*)?(?:죄송|미안)(?:하지만|한데요?|합니다만|해요|합니다|하네요|하지만요)?(?![가-힣])',
  '실례(?:지만|합니다만|합니다)',
  '(?:정말|너무|미리|항상|늘)?\\s*(?:감사(?:합니다|해요|드려요|드립니다|하겠습니다)?|고마워요?|고맙습니다|땡큐)(?![가-힣])',
  '(?:시간|여유)(?:이|가)?\\s*(?:되시면|되실\\s?때|나실\\s?때|나시면|있으시면|있으면|되면)',
  '가능(?:하면|하시면|하다면|하실까요|할까요|한가요|하신가요)(?![가-힣])',
  '(?:괜찮(?:으시면|으시다면|다면|으면)|번거로우시겠지만|번거롭겠지만)',
  '(?:조심스럽게|급하게|급한데요?|급해요|얼른|빨리|빠르게|얼른|후딱|당장|이따가)(?![가-힣])',
  '(?:좀\\s*)?(?:부탁)(?:해요?|드려요|드립니다|드릴게요|드려도 될까요|합니다|좀|할게요?)?(?![가-힣])',
  '수고(?:하세요|하십니다|하십니당|많으십니다|하셔요)',
  '(?<![가-힣])(?:혹시(?:나)?|저기요?|있잖아요?|제발|좀)(?![가-힣])',
  '[ㅋㅎㅠㅜ]+|~+|\\^\\^|:\\)',
];

const courtesies = new RegExp(`(?<![\\w.@/-])(?:${[...english, ...korean].join('|')})(?![\\w]|[.][a-z])`, 'giu');

export function withoutCourtesy(text: string): string {
  const parts = text
    .trim()
    .replace(greeting, ' ')
    .split(/("[^"]*"|`[^`]*`|(?<!\w)'[^']*'(?!\w))/);
  const bare = parts.map((part, index) => (index % 2 === 1 ? part : part.replace(courtesies, ' '))).join('');
  const tidied = bare
    .replace(/\s+/g, ' ')
    .replace(/(?:^|(?<=[.!?])) ?[,.!]+(?= |$)/g, '')
    .replace(/ +([,.!?])(?=\s|$)/g, '$1')
    .replace(/^[\s,.!]+|[\s,]+$/g, '');
  // Nothing but kindness: then that is what was said.
  return tidied === '' ? text : tidied;
}
