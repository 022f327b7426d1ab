/** English words that say nothing of their own beside what was taken. */
const english = new Set(
  (
    'a an the of in on at to for and but so as by from with into onto inside within among then than also too can could would will shall ' +
    'should may you u i we me my mine us our your yours it its is are was were be been being am do does did done have has had having ' +
    'how whats what who whose that this these those there here let lets want wanna need like give got gets get ok okay well now currently ' +
    "please yes hey hi each thing things they them their he she it's i'd i'm what's that's where's there's who's which some out up " +
    'via per come comes show stuff such right sort kind possibly maybe actually basically really quite still already about regarding ' +
    'data whether around anywhere stuff anyone results result value values parley aiin s t re ve ll d m one ones'
  ).split(' '),
);

/** Korean particles, endings and helpers, standing alone or after a mark. */
const korean = new RegExp(
  `^(?:${[
    '(?:들)?(?:에서|에게|에는|에만|에도|에|의|을|를|이|가|은|는|와|과|랑|이랑|하고|도|만|로|으로|부터|까지|들|께|한테|이나|나|라도|이라도|씩|별)(?:만|는|은|도|요)?',
    '안(?:에|의|에서|에는)?|속(?:에|의|에서)?|내(?:에|의|에서)?|중(?:에|에서|에서는|엔)?|가운데|쪽',
    '것(?:만|들|들만|을|은|이|도|들을|들은|인지)?|거(?:만|를|는|야|예요|지)?|건(?:가요|지)?|게|걸(?:로)?|애들?|녀석들?',
    '(?:그|이|저|요|그것|이것|저것|그거|이거|저거|얘|여기|거기|저기|여기서|여기에|거기서|지금|현재|우리|제|내|저희|내가|제가|나|저)(?:에|의|서|는|를)?',
    '(?:해|하|한|할|합|했|되|된|될|돼|됐|됩)(?:줘|주세요|줄래|줄래요|주실래요|주실|주라|줄|주시겠어요|봐|봐줘|볼래|요|서|고|는|는지|면|지|나|나요|니|까|까요|니다|니까|ㄴ지|다|려고|려면|도)?(?:요)?',
    '(?:줘|주|줄|주실|주시|주세|주십|줬)(?:요|세요|래|래요|실래요|면|시면|겠어요|겠어|십시오|실|라|고|어)?(?:요)?',
    '수(?:가|는|도)?|있(?:어|어요|나|나요|니|는|는지|을까|을까요|습니까|으면|는데|을)?|싶(?:어|어요|은데|은데요|습니다|네요)?',
    '궁금(?:해|해요|합니다|하네요|한데|해서)?|알고|알|볼(?:까|까요|래)?|봐(?:줘|주세요|요)?|보(?:고|면|자|여)?|보니|보면',
    '(?:뭐|뭔|무엇|누구|누가|어떤|어느|어디|어떻게|얼마나|얼마)(?:야|지|예요|에요|인지|인가요|입니까|가|를|이|요|니|일까|일까요)?',
    '(?:이야|야|예요|이에요|에요|입니다|인가요|인지|인가|일까|일까요|이지|지|죠|이죠|이니|니|냐|이냐|요|임|인)',
    '또|그리고|그냥|일단|먼저|대해|대해서|대한|관해|관한|위해|위한|따라|따르면|각|각각|각각의|같은데|같아|같이|함께|일단|이제|값|결과|데이터|내용물?|상태로|형태로|식으로',
  ].join('|')})$`,
  'u',
);

export function isFiller(word: string): boolean {
  return /^['_%+-]+$/.test(word) || (/^[a-z']/i.test(word) ? english.has(word.toLowerCase()) : korean.test(word));
}
