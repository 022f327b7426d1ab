import type { Korean } from '../i18n/translator.ts';

export const en = {
  name: {
    node: 'Node',
    packages: 'npm packages',
    settings: 'Settings',
    redis: 'Redis',
    engine: 'Docker engine',
    image: 'Sandbox image',
    disk: 'Disk space',
    port: 'Port',
    model: 'Model',
    gabriel: 'Gabriel',
    discord: 'Discord',
    slack: 'Slack',
  },
  node: {
    old: 'Node {{version}} is too old: 24 or newer is needed',
    oldFix: 'Start Parley with npm start or npx parley: they bring the right Node.',
  },
  packages: {
    ok: 'as in package-lock.json',
    differ: 'not what package-lock.json asks for',
    differFix: 'Run: npm ci',
  },
  settings: { file: 'read from {{file}}', defaults: 'the defaults; there is no parley.yaml' },
  redis: {
    own: "Parley's own, started with {{program}}",
    missing: 'redis-server is not installed, and REDIS_URL is not set',
    missingFix: 'Run: sudo apt-get install -y redis-server — or set REDIS_URL to a Redis 7 of yours.',
    yours: 'Redis {{version}} at the address in REDIS_URL',
    old: 'Redis {{version}} is older than 7',
    oldFix: 'Use Redis 7 or newer.',
    evicts: 'Redis at REDIS_URL throws debates away when its memory is full (maxmemory-policy {{policy}})',
    forgets: 'Redis at REDIS_URL keeps no append-only file: what it was told last is lost when it ends',
    keepFix: 'Set there: appendonly yes, appendfsync always, maxmemory-policy noeviction.',
  },
  engine: { cannot: 'Nothing can be tried out or run until then.' },
  image: {
    ok: '{{image}} is there',
    missing: '{{image}} is not made yet',
    missingFix: 'Run npm start: it makes the image before the page opens.',
    unknown: '{{image}}: unknown while no engine answers',
    unknownFix: 'Mend the Docker engine first.',
  },
  disk: {
    ok: '{{free}} free in {{folder}}',
    closed: '{{folder}} cannot be written to by this user',
    little: 'only {{free}} free in {{folder}}',
    littleFix:
      'Make room, or name a folder elsewhere that this user may write to: "data" in parley.yaml, or PARLEY_DATA=FOLDER.',
  },
  port: {
    ok: '{{host}}:{{port}} is free',
    used: '{{host}}:{{port}} is in use',
    usedFix: 'Fine when a Parley runs there already; else stop what uses it, or set PARLEY_PORT.',
  },
  probe: {
    failed: 'could not be looked at: {{reason}}',
    failedFix: 'See the reason; the rest was checked all the same.',
  },
  summary: {
    ready: 'Parley is ready to run.',
    warned_one: 'Parley can run; one thing deserves a look.',
    warned_other: 'Parley can run; {{count}} things deserve a look.',
    broken_one: 'One thing has to be mended first.',
    broken_other: '{{count}} things have to be mended first.',
  },
} as const;

export const ko: Korean<typeof en> = {
  name: {
    node: 'Node',
    packages: 'npm 패키지',
    settings: '설정',
    redis: 'Redis',
    engine: 'Docker 엔진',
    image: '샌드박스 이미지',
    disk: '디스크 공간',
    port: '포트',
    model: '언어 모델',
    gabriel: 'Gabriel',
    discord: 'Discord',
    slack: 'Slack',
  },
  node: {
    old: 'Node {{version}}은(는) 너무 오래되었습니다. 24 이상이 필요합니다',
    oldFix: 'npm start나 npx parley로 실행하세요. 알맞은 Node가 함께 설치됩니다.',
  },
  packages: {
    ok: 'package-lock.json과 일치합니다',
    differ: 'package-lock.json과 다릅니다',
    differFix: '실행하세요: npm ci',
  },
  settings: { file: '{{file}}에서 읽었습니다', defaults: 'parley.yaml이 없어 기본값을 씁니다' },
  redis: {
    own: 'Parley 전용, {{program}}(으)로 시작합니다',
    missing: 'redis-server가 설치되어 있지 않고 REDIS_URL도 없습니다',
    missingFix: '실행하세요: sudo apt-get install -y redis-server — 또는 REDIS_URL에 Redis 7 주소를 넣으세요.',
    yours: 'REDIS_URL 주소의 Redis {{version}}',
    old: 'Redis {{version}}은(는) 7보다 오래되었습니다',
    oldFix: 'Redis 7 이상을 쓰세요.',
    evicts: 'REDIS_URL의 Redis는 메모리가 차면 토론을 지웁니다(maxmemory-policy {{policy}})',
    forgets: 'REDIS_URL의 Redis에 append-only 파일이 없어, 종료되면 마지막 기록이 사라집니다',
    keepFix: '그 Redis에 설정하세요: appendonly yes, appendfsync always, maxmemory-policy noeviction.',
  },
  engine: { cannot: '그 전에는 시험도 실행도 할 수 없습니다.' },
  image: {
    ok: '{{image}} 있음',
    missing: '{{image}}이(가) 아직 만들어지지 않았습니다',
    missingFix: 'npm start를 실행하면 페이지를 열기 전에 만듭니다.',
    unknown: '{{image}}: 엔진이 응답하지 않아 알 수 없습니다',
    unknownFix: '먼저 Docker 엔진을 고치세요.',
  },
  disk: {
    ok: '{{folder}}에 {{free}} 남음',
    closed: '{{folder}}: 이 사용자는 쓸 수 없습니다',
    little: '{{folder}}에 {{free}}만 남음',
    littleFix:
      '공간을 비우거나, 이 사용자가 쓸 수 있는 다른 폴더를 정하세요: parley.yaml의 "data" 또는 PARLEY_DATA=폴더.',
  },
  port: {
    ok: '{{host}}:{{port}} 사용 가능',
    used: '{{host}}:{{port}} 사용 중',
    usedFix: 'Parley가 이미 실행 중이면 괜찮습니다. 아니면 쓰고 있는 프로그램을 멈추거나 PARLEY_PORT를 정하세요.',
  },
  probe: { failed: '확인하지 못했습니다: {{reason}}', failedFix: '이유를 살펴보세요. 나머지는 모두 확인했습니다.' },
  summary: {
    ready: 'Parley를 실행할 준비가 되었습니다.',
    warned_other: 'Parley를 실행할 수 있지만 살펴볼 것이 {{count}}개 있습니다.',
    broken_other: '먼저 고쳐야 할 것이 {{count}}개 있습니다.',
  },
};
