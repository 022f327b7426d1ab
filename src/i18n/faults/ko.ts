import type { Korean } from '../translator.ts';
import type { en } from './en.ts';

export const ko: Korean<typeof en> = {
  fileMissing: {
    message: '파일이 없습니다: {{path}}',
    fix: '있는 파일을 지정하거나, --config를 빼고 기본값으로 실행하세요.',
  },
  fileUnreadable: {
    message: '{{path}}: 읽을 수 없습니다({{reason}})',
    fix: '폴더가 아니라 파일인지, 이 사용자에게 읽기 권한이 있는지 확인하세요.',
  },
  yamlBroken: { message: '{{place}}: 올바른 YAML이 아닙니다: {{reason}}', fix: '그 자리의 YAML을 고치세요.' },
  yamlUnusable: { message: '{{path}}: 쓸 수 없는 YAML입니다: {{reason}}', fix: '그 별칭(alias) 없이 쓰세요.' },
  hostOpen: {
    message: 'web.host {{host}}: 다른 사람도 접속할 수 있는 주소인데 토큰이 없습니다',
    fix: 'PARLEY_WEB_TOKEN에 16자 이상의 비밀값을 넣거나, 127.0.0.1로 여세요.',
  },
  portNumber: { message: '포트 번호가 아닙니다: PARLEY_PORT={{value}}', fix: '0부터 65535까지의 정수를 쓰세요.' },
  tokenShort: {
    message: 'PARLEY_WEB_TOKEN이 너무 짧아 아무것도 지키지 못합니다',
    fix: '16자 이상의 비밀값을 쓰세요. 예: openssl rand -hex 16',
  },
  noEnvironment: {
    message: '그런 환경이 없습니다: {{name}}',
    fix: 'parley.yaml의 "environments"에 추가하세요. 그 환경으로 시작한 토론에 필요합니다.',
  },
  notGoogleImages: {
    message: 'imageModel: {{model}}은(는) Google의 그림 모델이 아닙니다.',
    fix: 'gemini-로 시작하는 모델을 적으세요. 예: google/gemini-2.5-flash-image',
  },
  noImageModels: {
    message: 'imageModel: 이미지 모델이 없는 제공자입니다: {{provider}}',
    fix: '다른 제공자의 모델을 쓰세요. 예: openai/gpt-image-1.',
  },
  noProvider: {
    message: '그런 모델 제공자가 없습니다: {{name}}',
    fix: '다음 중 하나를 쓰거나({{names}}) 주소를 정하세요: "providers: { {{name}}: { baseUrl: http://… } }".',
  },
  noModelName: {
    message: '모델 이름이 아닙니다: "{{spec}}"',
    fix: '제공자/모델로 적으세요. 예: anthropic/claude-sonnet-5-5, ollama/llama3.2.',
  },
  dataFolder: {
    message: '데이터 폴더를 만들거나 쓸 수 없습니다({{reason}}): {{folder}}',
    fix: '이 사용자가 쓸 수 있는 폴더를 정하세요: parley.yaml의 "data" 또는 PARLEY_DATA=폴더.',
  },
  notSaved: {
    message: '{{path}}: 저장하지 못했습니다({{reason}})',
    fix: '--save 뒤에 이 사용자가 쓸 수 있는 빈 폴더를 적고, 같은 --thread로 다시 요청하세요.',
  },
  attachment: { message: '{{path}}: 읽을 수 없습니다({{reason}})', fix: '--file 뒤의 경로를 확인하세요.' },
  noCommand: { message: '검사할 명령이 없습니다.', fix: '명령을 인자로 주거나 --stdin을 쓰세요.' },
  noDebate: {
    message: '그런 토론이 없습니다: {{debate}}',
    fix: '`npx parley show`를 실행하면 최근 토론 목록이 나옵니다.',
  },
  messageLong: {
    message: '메시지가 {{size}} kB입니다. {{limit}} kB까지만 읽습니다.',
    fix: '긴 부분은 파일에 담아 첨부하세요.',
  },
  messageEmpty: { message: '메시지가 비어 있습니다.', fix: '무엇을 해야 하는지 적어 주세요.' },
  blobLarge: {
    message: '{{size}}: 한도 {{limit}}를 넘습니다',
    fix: '더 작은 파일을 보내거나, parley.yaml의 limits.uploadMb 또는 limits.artifactMb를 늘리세요.',
  },
  storageFull: {
    message: '파일을 더 받을 수 없습니다. {{limit}} 중 {{sum}}를 쓰고 있습니다',
    fix: '마지막으로 쓴 지 30일이 지나면 지워지며, 가장 먼저 지워지는 날은 {{day}}입니다. 더 필요하면 parley.yaml의 limits.storageMb를 늘리세요.',
  },
  portUsed: {
    message: '이미 쓰이고 있는 포트입니다: {{host}}:{{port}}',
    fix: '쓰고 있는 프로그램(다른 Parley?)을 끝내거나 다른 포트를 고르세요: PARLEY_PORT={{other}} npm start',
  },
  portRefused: {
    message: '{{host}}:{{port}}에서 연결을 받을 수 없습니다({{reason}})',
    fix: 'parley.yaml의 web.host를 이 컴퓨터의 주소로, web.port를 1023보다 큰 빈 포트로 정하세요.',
  },
  redisUrl: {
    message: 'REDIS_URL이 Redis 주소가 아닙니다',
    fix: 'REDIS_URL(redis://…)을 고치세요. 빼면 Parley가 전용 Redis를 시작합니다.',
  },
  redisScheme: {
    message: 'REDIS_URL이 redis:나 rediss:가 아니라 {{scheme}}(으)로 시작합니다',
    fix: 'REDIS_URL을 고치세요. 빼면 Parley가 전용 Redis를 시작합니다.',
  },
  redisAway: {
    message: 'Redis({{address}})에 연결할 수 없습니다: {{reason}}',
    fix: '그 Redis를 시작하거나 REDIS_URL을 고치세요. 빼면 Parley가 전용 Redis를 시작합니다.',
  },
  redisPassword: {
    message: 'Redis({{address}})가 접속을 거절했습니다: {{reason}}',
    fix: 'REDIS_URL의 사용자와 비밀번호를 고치세요.',
  },
  redisEnded: {
    message: 'redis-server가 끝났습니다({{how}}): {{words}}',
    fix: '데이터 폴더의 redis.log에 무엇을 고쳐야 하는지 적혀 있습니다.',
  },
  redisSlow: {
    message: 'redis-server가 {{seconds}}초가 지나도 준비되지 않았습니다',
    fix: '데이터 폴더의 redis.log를 확인하세요.',
  },
  redisElsewhere: {
    message: '다른 Parley가 이 데이터 폴더를 쓰고 있는데, 그 Redis가 응답하지 않습니다',
    fix: '다른 Parley를 멈추거나, 이 Parley의 데이터 폴더를 따로 정하세요: PARLEY_DATA=폴더.',
  },
  redisOrphan: {
    message: '전에 실행한 redis-server(프로세스 {{pid}})가 끝나지 않습니다',
    fix: '프로세스 {{pid}}을(를) 끝낸 뒤 Parley를 다시 시작하세요.',
  },
  redisMissing: {
    message: 'redis-server가 설치되어 있지 않습니다',
    fix: '"sudo apt-get install -y redis-server"를 실행하거나, 이미 있는 Redis의 주소를 REDIS_URL에 넣으세요.',
  },
  redisUnusable: {
    message: 'redis-server를 실행할 수 없습니다',
    fix: '"sudo apt-get install -y redis-server"를 실행하거나, 이미 있는 Redis의 주소를 REDIS_URL에 넣으세요.',
  },
  dockerAway: {
    message: 'Docker 엔진이 응답하지 않습니다({{reason}})',
    fix: 'Docker를 시작하거나(sudo systemctl start docker), 실행 중인 엔진의 주소를 DOCKER_HOST에 넣으세요.',
  },
  dockerForbidden: {
    message: '이 사용자는 Docker 엔진을 쓸 수 없습니다({{reason}})',
    fix: '이 사용자에게 권한을 주세요: sudo usermod -aG docker $USER, 그리고 다시 로그인하세요.',
  },
  dockerRefused: {
    message: 'Docker 엔진이 거절했습니다: {{reason}}',
    fix: 'npx parley doctor를 실행하면 엔진과 이미지, 런타임을 점검합니다.',
  },
  dockerBreaks: {
    message: 'Docker 엔진과의 연결이 거듭 끊깁니다',
    fix: '엔진과 연결 경로(DOCKER_HOST)를 확인하세요. npx parley doctor가 둘 다 점검합니다.',
  },
  imageMissing: {
    message: '샌드박스 이미지가 없습니다: {{image}}',
    fix: 'npm start를 실행하면 만들어집니다. 아니면 parley.yaml의 image를 고치세요.',
  },
  imageNotMade: {
    message: '샌드박스 이미지를 만들지 못했습니다({{image}}): {{reason}}',
    fix: '레지스트리에 닿는 곳에서 "docker pull {{base}}"을(를) 실행하거나, 루트로 "apt-get install -y mmdebstrap"을 실행한 뒤 npm start를 다시 실행하세요.',
  },
  browserNotMade: {
    message: '브라우저 이미지를 만들지 못했습니다({{image}}): {{reason}}',
    fix: 'deb.debian.org의 패키지로 만듭니다. Docker 엔진이 그곳에 닿는지 확인하고 npm start를 다시 실행하세요. 그때까지 페이지는 읽을 수 있지만 화면은 찍지 못합니다.',
  },
  browserNotStarted: {
    message: '브라우저가 시작되지 않습니다: {{image}}',
    fix: '"docker rmi {{image}}"로 이미지를 지우고 npm start를 실행하면 새로 만듭니다.',
  },
  gabrielAway: {
    message: 'Gabriel이 {{url}}에서 응답하지 않습니다.',
    fix: 'Gabriel을 켜거나 parley.yaml의 gabriel.url을 고치세요. 샌드박스를 쓰려면 gabriel을 빼세요.',
  },
  gabrielRefused: {
    message: 'Gabriel이 토큰을 받아들이지 않았습니다(HTTP {{status}}).',
    fix: 'GABRIEL_TOKEN에 이 Gabriel이 기다리는 토큰을 넣으세요.',
  },
  gabrielStrange: {
    message: '{{url}}의 응답이 Gabriel의 응답이 아닙니다(HTTP {{status}}).',
    fix: 'gabriel.url은 명령을 보내는 주소여야 합니다. 규약은 docs/gabriel.md에 있습니다.',
  },
  gabrielToken: {
    message: 'gabriel.url은 있는데 GABRIEL_TOKEN이 없습니다',
    fix: 'GABRIEL_TOKEN에 Gabriel이 기대하는 토큰을 넣거나, gabriel을 빼고 샌드박스를 쓰세요.',
  },
  workspaceFull: {
    message: '파일이 작업 공간에 다 들어가지 않습니다. 한도: {{limit}} MB',
    fix: '첨부를 줄이거나 환경의 diskMb를 늘리세요.',
  },
  copyFull: {
    message: '작업 공간이 시험용 복사본에 다 들어가지 않습니다',
    fix: '스레드에서 큰 파일을 지우거나 환경의 diskMb를 늘리세요.',
  },
  workspaceRefused: {
    message: '작업 공간에 파일을 넣지 못했습니다: {{reason}}',
    fix: '파일 이름을 바꾸거나 환경의 diskMb를 늘리세요.',
  },
  keeperEnded: {
    message: '작업 공간을 읽는 컨테이너가 끝났습니다: {{reason}}',
    fix: 'parley-keeper가 들어 있는 parley-sandbox:1로 만든 이미지를 쓰고, 컴퓨터의 메모리를 확인하세요.',
  },
  stepNeverBegan: {
    message: '이 단계의 컨테이너가 시작되지 않았습니다',
    fix: 'parley-step이 들어 있는 parley-sandbox:1로 만든 이미지를 쓰세요.',
  },
  stepCannotBegin: {
    message: '컨테이너를 시작할 수 없습니다(종료 코드 {{code}}): {{reason}}',
    fix: 'parley-step이 들어 있는 parley-sandbox:1로 만든 이미지를 쓰세요.',
  },
};
