/** What words mean, in both languages, by concept. Patterns meet lower-case text without names and quotations. */
export const lexicon = {
  file: /\b(?:files?|documents?)\b|파일|문서/g,
  folder:
    /\b(?:folders?|director(?:y|ies)(?! listing)|dirs?|subfolders?|workspace)\b|폴더|디렉터리|디렉토리|작업 공간/g,
  find: /\b(?:find|locate|look for|get|fetch|pick)\b|찾|골라|뽑/g,
  list: /\b(?:list|lists|listing|show|display|print|see|view|ls|which|what|tell)\b|목록|리스트|보여|나열|출력|알려|뭐가|무엇|어떤|무슨/g,
  save: /\b(?:save|write|store|put|export|keep|record|output)\b|저장|기록|써\s?줘|써서|적어|남겨|담아|내보내/g,
  chart:
    /\b(?:bar )?(?:charts?|graph|plot|tabulate|table)\b|\bsvg\b|\bdraw (?:an? )?(?:bar )?(?=chart|graph)|(?:막대)?\s*(?:차트|그래프)|(?<=차트|그래프|svg)\S*\s*그려|도표|표로|표를|표 /g,
  csv: /\bcsv\b|씨에스브이/g,
  tsv: /\btsv\b|\btabs?\b|탭/g,
  json: /\bjson\b|제이슨/g,
  media:
    /\b(?:images?|pictures?|photos?|videos?|movies?|python|markdown|shell|scripts?|text|code|pdf)\b|이미지|사진|동영상|텍스트|마크다운|파이썬|코드|스크립트/g,
  free: /\b(?:free|left|available|remaining)\b|남은|남았|여유/g,
  large:
    /(?<!how )\b(?:large(?:st|r)?|big(?:gest|ger)?|heav(?:y|iest)|over)\b|큰|크기\s*순|용량\s*순|큰\s*순|크기가 큰|용량이 큰|넘는|이상|초과/g,
  small: /\b(?:small(?:est|er)?|tin(?:y|iest)|under|less)\b|작은|가벼운|이하|미만/g,
  newest: /\b(?:new(?:est|er)?|latest|recent(?:ly)?|last modified|most recent)\b|최신|최근|새로운|가장 나중/g,
  oldest: /\b(?:old(?:est|er)?|earliest)\b|오래된|가장 먼저/g,
  modified: /\b(?:modified|changed|edited|updated|touched)\b|수정|변경된|바뀐|고친/g,
  today: /\btoday(?:'s)?\b|오늘/g,
  yesterday: /\byesterday\b|어제/g,
  tomorrow: /\btomorrow\b|내일/g,
  ago: /\b(?:ago|before)\b|(?<=[일주년월달간])\s*전/g,
  later: /\b(?:from now|later|after|hence)\b|(?<=[일주년월달간])\s*(?:뒤|후)/g,
  time: /\b(?:time|clock)\b|시각|몇 ?시|지금 시간|현재 시간/g,
  date: /\b(?:date|day is it)\b|날짜|며칠/g,
  weekday: /\b(?:weekday|day of the week|what day)\b|(?<![월화수목금토일])요일/g,
  between: /\bbetween\b|사이/g,
  days: /\bdays?\b|일수|며칠/g,
  count:
    /\b(?:count(?:s|ed|ing)?|how many|number of|tally)\b|개수|갯수|몇 ?(?:장|개|줄|단어|글자|명|건|행|번(?!째)|가지)|세어|세 ?줘|세 ?주|세서|건수|(?<![가-힣])수(?! ?[있없])(?:를|는|가|와| |$)|(?<=줄|단어|글자|파일|행|건|요청|인원|고객|에러|오류|일|횟)수(?:를|는|가|와| )|횟수|집계/g,
  total: /\b(?:total|totals|in total|altogether|overall|combined|sum up)\b|합계|총합|전체|모두 합|총/g,
  sum: /\b(?:sum|sums|add up|summed)\b|합계|합을|합산|더한|더해|더하|총합|총액/g,
  average: /\b(?:average|avg|mean)\b|평균/g,
  minimum: /\b(?:min|minimum|lowest|(?<!at )least|cheapest)\b|최소|최솟값|최저|가장 낮은|가장 적은|제일 낮은/g,
  maximum:
    /\b(?:max|maximum|highest|(?<!at )most|greatest|top|best|busiest)\b|최대|최댓값|최고|상위|가장 높은|가장 많은|많이|제일 높은|많은/g,
  median: /\bmedian\b|중앙값|중간값/g,
  bottom: /\b(?:bottom)\b|하위 (?=\d)/g,
  words: /\bwords?\b|단어|낱말/g,
  lines: /\blines?\b|(?<![밑려해어여줘들])줄(?! ?바꿈)|라인/g,
  characters: /\b(?:characters?|chars|letters)\b|글자|문자 ?수|자 수/g,
  size: /\b(?:sizes?|bytes?|how (?:big|large|much space))\b|크기|용량|바이트/g,
  disk: /\b(?:disk|storage|space|usage|du|df|eating|hogging|taking up|filling)\b|디스크|공간|사용량|차지/g,
  each: /\b(?:each|every|per|for all)\b|각각|각|파일별|별로|마다/g,
  extension: /\b(?:extensions?|file types?|types?)\b|확장자|종류/g,
  name: /\b(?:names?|named|called|filenames?)\b|이름|파일명/g,
  containing:
    /\b(?:contain(?:s|ing)?|includ(?:es?|ing)|having|mention(?:s|ing)?|with the (?:word|text|phrase)|match(?:es|ing)?)\b|포함|들어 ?(?:있|간|가)|담긴|나오는|있는|적힌/g,
  search: /\b(?:search|grep|look up|occurrences?|appears?)\b|검색/g,
  without: /\b(?:without|not|except|exclud(?:e|es|ing)|don't|doesn't)\b|없는|제외|않는|빼고|않은/g,
  ignoreCase: /\b(?:ignor(?:e|ing) case|case[- ]insensitive(?:ly)?)\b|대소문자\s*(?:구분\s*없이|무시)/g,
  sort: /\b(?:sort(?:ed|s)?|order(?:ed)?|rank(?:ed)?|arrange)\b|정렬|순서대로|순으로|오름차순|내림차순|순위/g,
  descending:
    /\b(?:descending|desc|reversed?|z to a|z-a|high(?:est)? to low(?:est)?|largest first)\b|내림차순|거꾸로|역순|큰 순|높은 순/g,
  ascending: /\b(?:ascending|asc|smallest first)\b|오름차순|작은 순|낮은 순/g,
  numeric: /\b(?:numeric(?:ally)?|numerical|as numbers|by number)\b|숫자\s*(?:순|로|크기)/g,
  alphabet: /\b(?:alphabet(?:ical|ically)?|a to z|a-z|by name)\b|가나다|알파벳|이름\s*순/g,
  unique:
    /\b(?:unique|uniq|distinct|de-?duplicate|different|remove duplicates|once)\b|중복\s*(?:을|된)?\s*(?:줄|행|항목|라인)?(?:을|를)?\s*(?:제거|없이|없애|빼)|고유|유일|서로 다른/g,
  duplicate:
    /\b(?:duplicat(?:e|es|ed)|identical|repeated|twice|same content)\b|중복|똑같은|같은 내용|내용이 같은|반복/g,
  reverse: /\b(?:reverse|backwards?|upside down|bottom to top)\b|거꾸로|뒤집|역순/g,
  shuffle: /\b(?:shuffle|random(?:ly|ise|ize)?|sample)\b|무작위|섞|랜덤/g,
  first: /\b(?:first|head|beginning|top|start)\b|처음|첫|맨 앞|앞부분|앞에서|앞 (?=\d)|위에서/g,
  last: /\b(?:last|tail|end|final)\b|마지막|끝|뒤에서|뒷부분|맨 뒤/g,
  nth: /\b(?:second|third|fourth|fifth|\d+(?:st|nd|rd|th))\b|번째/g,
  percentage: /\b(?:percent(?:age)?s?|ratio|share)\b|비율|퍼센트|백분율/g,
  content: /\b(?:contents?|read|open|cat|inside of|text of|what's in|what is in|says?)\b|내용|읽어|열어/g,
  numbered:
    /\b(?:number(?:ed)? (?:the |every |each )?lines?|line numbers?|with numbers)\b|줄 ?번호|행 ?번호|번호를 (?:매|붙)/g,
  blank: /\b(?:blank|empty)\b|빈|비어/g,
  remove: /\b(?:remove|delete|erase|drop|strip|get rid of|wipe|clean up|destroy)\b|지워|삭제|제거|없애|지우/g,
  spaces: /\b(?:spaces?|whitespace|trailing|trim)\b|공백|띄어쓰기|빈칸/g,
  replace: /\b(?:replace|substitute|swap|change)\b|바꿔|바꾸|치환|교체|변경/g,
  upper: /\b(?:upper[- ]?case|uppercase|capital(?:s| letters|ise|ize)?|all caps)\b|대문자/g,
  lower: /\b(?:lower[- ]?case|lowercase|small letters)\b|(?<!대)소문자/g,
  convert:
    /\b(?:convert|transform|turn|translate to|make|fix(?= (?:the |all )?(?:windows|line|crlf|encoding)))\b|변환|바꿔|바꾸|전환|만들/g,
  lineEnds:
    /\b(?:line[- ]?ending?s?|crlf|carriage returns?|dos2unix|unix2dos|windows|unix|dos)\b|줄 ?바꿈|개행|줄 ?끝|윈도우?즈?|유닉스|리눅스/g,
  encoding: /\b(?:encod(?:e|ed|ing)|utf-?8|euc-?kr|cp949|latin-?1|iso-8859-1|shift_?jis|utf-?16)\b|인코딩|문자 ?집합/g,
  base64: /\bbase ?64\b|베이스\s*64/g,
  decode: /\b(?:decode|decoded|unbase64)\b|디코딩|해독|복호/g,
  merge: /\b(?:merge|join|concat(?:enate)?|combine|glue|append)\b|합쳐|합치|병합|이어 ?붙|하나로/g,
  split: /\b(?:split|divide|chunks?|parts|pieces)\b|나눠|나누|분할|쪼개/g,
  compare: /\b(?:compare|diff|differences?|differ|changed between)\b|비교|차이|다른 (?:점|부분)|달라진/g,
  common: /\b(?:common|both|shared|overlap|intersection)\b|공통|겹치|둘 다/g,
  only: /\b(?:only|just)\b|에만|만 /g,
  email: /\be-?mails?(?: addresses)?\b|이메일|메일 ?주소/g,
  url: /\b(?:urls?|links?|web addresses)\b|링크|주소/g,
  numbers: /\b(?:numbers|digits)\b|숫자(?!\s*순)/g,
  extract:
    /\b(?:extract|pull out|unpack|unzip|untar|decompress|uncompress|gunzip)\b|추출|압축\s*(?:을|파일을)?\s*(?:해제|풀)|풀(?:어|기|자)|해제/g,
  archive: /\b(?:zip|tar|tarball|archive|compress|pack|gzip|bundle|back ?up)\b|압축|묶|백업|보관/g,
  longest: /\blong(?:est|er)\b|가장 긴|제일 긴|긴 /g,
  shortest: /\bshort(?:est|er)?\b|짧은/g,
  frequent:
    /\b(?:frequen(?:t|tly|cy|cies)|common(?:ly)?|most used|often|popular|appears? most)\b|자주|빈도|많이 (?:나오|쓰|등장)|많이/g,
  column:
    /\b(?:columns?|fields?|headers?|keys?)\b|열을|열의|열은|열 |열이|컬럼|칼럼|필드|머리글|헤더|키(?:를|의|만| |는)/g,
  rows: /\b(?:rows?|records?|entries|items)\b|행|레코드|데이터|항목/g,
  by: /\b(?:by|per|for each|for every|group(?:ed)?(?: by)?)\b|별로|별 |별|마다|그룹|기준/g,
  where:
    /\b(?:where|whose|with|filter|only|greater|more than|above|equals?|is|at least)\b|인 |조건|필터|걸러|이상|이하|초과|미만|보다|넘는/g,
  greater:
    /\b(?:greater than|more than|above|over|exceed(?:s|ing)?|at least|higher than|larger than|bigger than|longer than)\b|이상|초과|넘는|보다 (?:큰|많은|높은)/g,
  lesser: /\b(?:less than|under|below|at most|lower than|smaller than|fewer than)\b|이하|미만|보다 (?:작은|적은|낮은)/g,
  pretty:
    /\b(?:pretty|format(?:ted)?|indent(?:ed)?|beautify|readable|nicely|prettify)\b|예쁘|보기 좋|들여쓰기|정돈|정리/g,
  valid: /\b(?:valid(?:ate|ity)?|well[- ]formed|check)\b|유효|올바른|검사|문법/g,
  structure: /\b(?:structure|schema|summary|summari[sz]e|overview|statistics|stats|describe)\b|구조|요약|통계|개요/g,
  log: /\b(?:logs?|access log|requests?|hits?)\b|로그|요청|접속/g,
  status: /\b(?:status(?:es)?(?: codes?)?|http codes?|responses?|response codes?|error codes?)\b|상태 ?코드|응답|상태/g,
  error: /\b(?:errors?|failures?|failed|exceptions?|fatal|critical|problems?)\b|에러|오류|실패|예외/g,
  warning: /\b(?:warn(?:ings?)?)\b|경고/g,
  level: /\b(?:levels?|severit(?:y|ies))\b|레벨|심각도|수준/g,
  hour: /\b(?:by hour|per hour|hourly|each hour|every hour|hours?)\b|시간대|시간 ?별|시간당|시간/g,
  daily: /\b(?:by day|per day|daily|each day|every day|by date|per date)\b|날짜 ?별|(?<!파)일별|하루|매일|일자별/g,
  ip: /\b(?:ips?|ip addresses|clients?|visitors?|hosts?)\b|아이피|방문자|클라이언트|접속자/g,
  path: /\b(?:pages?|urls?|paths?|endpoints?|resources?)\b|페이지|경로|주소/g,
  method: /\b(?:methods?|verbs?)\b|메서드|메소드/g,
  traffic: /\b(?:traffic|transfer(?:red)?|bandwidth)\b|전송량|트래픽/g,
  agent: /\b(?:user[- ]agents?|browsers?|bots?)\b|브라우저|에이전트/g,
  checksum: /\b(?:checksums?|hash(?:es)?|sha-?(?:1|256|512)|md5|digest|sha256sums?|fingerprints?)\b|체크섬|해시/g,
  verify: /\b(?:verify|match(?:es)?)\b|검증|확인|일치/g,
  rename: /\b(?:rename)\b|이름을?\s*(?:§\s*(?:으로|로)?\s*)?(?:바꿔|바꾸|변경)|이름 ?변경/g,
  prefix: /\b(?:prefix|in front of|beginning of)\b|접두|앞에/g,
  suffix: /\b(?:suffix|end of|after the name)\b|접미|뒤에/g,
  underscore: /\b(?:underscores?|_|dash(?:es)?|hyphens?)\b|밑줄|언더스코어|언더바|하이픈/g,
  move: /\b(?:move|mv|organi[sz]e)\b|옮겨|옮기|이동|폴더(?:에|로|안에)\s*(?=넣)|(?<=폴더(?:에|로|안에)\s*)넣어/g,
  copy: /\b(?:copy|cp|duplicate of|clone)\b|복사|사본/g,
  create: /\b(?:create|make|new|mkdir|touch)\b|만들|생성|새 /g,
  tree: /\b(?:tree|hierarchy)\b|트리|계층|나무/g,
  hidden: /\b(?:hidden|dotfiles)\b|숨김|숨은|숨겨진/g,
  here: /\b(?:here|this|current|there|these|working)\b|여기|현재|(?<![가-힣])이 |지금/g,
  all: /\b(?:all|everything|whole|entire|any)\b|모든|전부|모두|전체|싹/g,
  details: /\b(?:details?|permissions?|owners?|info(?:rmation)?|metadata|ls -l)\b|자세|상세|권한|소유자|정보/g,
  kind: /\b(?:what (?:kind|type) of|file type of|kinds?)\b|어떤 종류|무슨 종류|형식/g,
  system: /\b(?:system|machine|computer|os|operating system|kernel|linux|uname)\b|시스템|컴퓨터|운영 ?체제|커널/g,
  memory: /\b(?:memory|ram)\b|메모리|램/g,
  cpu: /\b(?:cpus?|cores?|processors?)\b|씨피유|코어|프로세서/g,
  version: /\bversions?\b|버전/g,
  who: /\b(?:who am i|whoami|user ?name|current user)\b|내가 누구|사용자 이름|누구로/g,
  uptime: /\b(?:uptime|running for|been up)\b|가동 ?시간|켜진 지/g,
  where_am_i: /\b(?:where am i|pwd|current (?:folder|directory|path))\b|현재 (?:위치|경로)|어느 폴더|여기가 어디/g,
  tsvToCsv: /\btab[- ]separated\b|탭으로 구분/g,
  human: /\b(?:human|readable)\b|읽기 쉬운|사람이 읽/g,
  /** Asks for a judgement or a cause: nothing that a command finds. */
  reason:
    /\b(?:why|reasons?|causes?|caused|explain|typos?|spelling|grammar|mistakes?|bugs?|similar|nicest|improve|suggest\w*|recommend\w*|opinion|important)\b|원인|이유|왜|설명|맞춤법|오타|추천|제안|의견|전략|중요한/g,
  deep: /\b(?:recursive(?:ly)?|subfolders?|subdirectories|nested)\b|하위 ?폴더|재귀/g,
} satisfies Record<string, RegExp>;

export type Concept = keyof typeof lexicon;

/** Words that carry no meaning of their own here. */
export const smallWords = new Set(
  (
    'a an the of in on at to for and or but so as by from with into onto than then also please can could ' +
    'would will you u we i me my mine us our your it its is are was were be been am do does did done have has ' +
    'had how what whats which who when where why that this these those there here installed let lets want need needs ' +
    'like give get use using up out if yes hey hi hello now just only one ones more most some any all every ' +
    'each both other another same them they their he she thing things much many kindly help quick quickly ' +
    "result results value values item items data parley aiin it's i'd i'm what's that's where's line lines " +
    'file files week weeks month months too back addresses kb mb gb two three four five six seven eight nine ' +
    'ten takes take inside compute lists names containing mention mentions anywhere according 랑 이랑 하고 동안 장 돼 ' +
    '되나 되나요 구해줘 구해주세요 계산해줘 붙여줘 하나 하나만 사람 학생 고객 상품 회원 봐줘 세 네 다섯 여섯 일곱 여덟 아홉 열 넣어줘 어떻게 줄들 본 안 라는 이라는 두 다 더 구해 ' +
    '따르면 언제 언제야 언제지 comes come came call calls belongs pls plz thanks thx '
  )
    .trim()
    .split(' '),
);

/** Korean words that carry no meaning of their own here: a stem of this list, and nothing after it but an ending. */
export const smallKorean =
  /^(?:이|그|저|것|거|걸|게|좀|잠깐|혹시|제발|주|해|하|했|되|된|됩|돼|있|인|가장|제일|대한|대해|관한|위한|안|중|속|각|및|또|그리고|후|뒤|순|나|내|너|우리|어떻|얼마|몇|무엇|뭐|뭔|모든|모두|결과|값|번|개|건|명|때|수|것들|싶|알|궁금|전체|대로|여러|다시|같|처럼|씩|짜리|이번|파슬리|팔리|어디|봐|보|여기|그것|이것|저것|파일들|내용|자리|부분|정도|만큼|동안|사이|오늘|지금|상태|모양|형태|식|방식|통째|한꺼번|몽땅)(?:에서|에게|에는|에만|에|의|을|를|이|가|은|는|와|과|랑|이랑|하고|도|만|로|으로|부터|까지|들|들을|들이|들은|들만|이라도|나|이나|씩|별)?(?:줘|주|줄|주세요|주실|줄래|줘요|주십시오|시|신|실|는|는지|나요|나|니|까|까요|을까|을까요|ㄹ까|습니까|습니다|니다|어|어요|아|아요|여|여줘|면|고|며|서|지|지요|죠|야|예요|에요|이야|인가|인가요|인지|인데|은데|는데|던|던데|려|려고|게|기|음|임|요|래|래요|도록|자|네|네요|다)?(?:요)?$/;
