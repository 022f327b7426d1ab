/** What can go wrong between Parley and its operator: what it is, and how to mend it. */
export const en = {
  fileMissing: {
    message: '{{path}} does not exist',
    fix: 'Name an existing file, or leave --config out to use the defaults.',
  },
  fileUnreadable: {
    message: '{{path}} cannot be read: {{reason}}',
    fix: 'Check that it is a file and that this user may read it.',
  },
  yamlBroken: { message: '{{place}}: not valid YAML: {{reason}}', fix: 'Mend the YAML at that place.' },
  yamlUnusable: { message: '{{path}}: not usable YAML: {{reason}}', fix: 'Write it without that alias.' },
  hostOpen: {
    message: 'web.host {{host}} is reachable by others, and no token is set',
    fix: 'Set PARLEY_WEB_TOKEN to a secret of 16 characters or more, or bind to 127.0.0.1.',
  },
  portNumber: {
    message: 'PARLEY_PORT={{value}} is not a port number',
    fix: 'Use a whole number from 0 to 65535.',
  },
  tokenShort: {
    message: 'PARLEY_WEB_TOKEN is too short to protect anything',
    fix: 'Use a secret of 16 characters or more, for example: openssl rand -hex 16',
  },
  noEnvironment: {
    message: 'there is no environment called {{name}}',
    fix: 'Add it under "environments" in parley.yaml; debates that began with it need it.',
  },
  notGoogleImages: {
    message: "imageModel: {{model}} is none of Google's image models.",
    fix: 'Name one that begins with gemini-, for example google/gemini-2.5-flash-image.',
  },
  noImageModels: {
    message: 'imageModel: {{provider}} has no image models.',
    fix: 'Name one of another provider, for example openai/gpt-image-1.',
  },
  noProvider: {
    message: 'There is no model provider called {{name}}.',
    fix: 'Use one of {{names}}, or give it a baseUrl: "providers: { {{name}}: { baseUrl: http://… } }".',
  },
  noModelName: {
    message: '"{{spec}}" does not name a model.',
    fix: 'Write PROVIDER/MODEL, for example anthropic/claude-sonnet-5-5 or ollama/llama3.2.',
  },
  dataFolder: {
    message: 'the data folder {{folder}} cannot be made or written to ({{reason}})',
    fix: 'Name a folder that this user may write to: "data" in parley.yaml, or PARLEY_DATA=FOLDER.',
  },
  notSaved: {
    message: '{{path}} was not saved: {{reason}}',
    fix: 'Name an empty folder that this user may write to after --save, and ask again in the same --thread.',
  },
  attachment: { message: '{{path}} cannot be read: {{reason}}', fix: 'Check the path after --file.' },
  noCommand: { message: 'There is no command to check.', fix: 'Give one as an argument, or use --stdin.' },
  noDebate: {
    message: 'There is no debate called {{debate}}.',
    fix: 'Run `npx parley show` to list the newest ones.',
  },
  messageLong: {
    message: 'The message has {{size}} kB; at most {{limit}} kB are read.',
    fix: 'Put the long part into a file and attach it.',
  },
  messageEmpty: { message: 'The message is empty.', fix: 'Say what should be done.' },
  blobLarge: {
    message: '{{size}} is over the limit of {{limit}}',
    fix: 'Send a smaller file, or raise limits.uploadMb or limits.artifactMb in parley.yaml.',
  },
  storageFull: {
    message: 'no more files are taken: {{sum}} of {{limit}} are in use',
    fix: 'The first of them goes on {{day}}, 30 days after it was last used. For more room raise limits.storageMb in parley.yaml.',
  },
  portUsed: {
    message: 'Port {{port}} on {{host}} is in use',
    fix: 'Stop what uses it (another Parley?), or choose another: PARLEY_PORT={{other}} npm start',
  },
  portRefused: {
    message: 'Cannot listen on {{host}}:{{port}} ({{reason}})',
    fix: 'Set web.host in parley.yaml to an address of this machine, and web.port to a free port above 1023.',
  },
  redisUrl: {
    message: 'REDIS_URL is not an address of a Redis',
    fix: 'Correct REDIS_URL (redis://…), or leave it out: Parley then starts a Redis of its own.',
  },
  redisScheme: {
    message: 'REDIS_URL begins with {{scheme}}, not redis: or rediss:',
    fix: 'Correct REDIS_URL, or leave it out: Parley then starts a Redis of its own.',
  },
  redisAway: {
    message: 'Redis at {{address}} does not answer: {{reason}}',
    fix: 'Start Redis there, correct REDIS_URL, or leave it out: Parley then starts a Redis of its own.',
  },
  redisPassword: {
    message: 'Redis at {{address}} lets nobody in: {{reason}}',
    fix: 'Correct the user and password in REDIS_URL.',
  },
  redisEnded: {
    message: 'redis-server ended ({{how}}): {{words}}',
    fix: 'Read redis.log in the data folder; it says what to mend.',
  },
  redisSlow: {
    message: 'redis-server is not ready after {{seconds}} seconds',
    fix: 'Read redis.log in the data folder.',
  },
  redisElsewhere: {
    message: 'another Parley holds the data folder, and its Redis does not answer',
    fix: 'Stop the other Parley, or give this one a data folder of its own: PARLEY_DATA=FOLDER.',
  },
  redisOrphan: {
    message: 'an earlier redis-server (process {{pid}}) does not end',
    fix: 'End process {{pid}}, then start Parley again.',
  },
  redisMissing: {
    message: 'redis-server is not installed',
    fix: 'Run "sudo apt-get install -y redis-server", or set REDIS_URL to a Redis that is already there.',
  },
  redisUnusable: {
    message: 'redis-server cannot be run',
    fix: 'Run "sudo apt-get install -y redis-server", or set REDIS_URL to a Redis that is already there.',
  },
  dockerAway: {
    message: 'the Docker engine does not answer ({{reason}})',
    fix: 'Start Docker (sudo systemctl start docker), or set DOCKER_HOST to an engine that runs.',
  },
  dockerForbidden: {
    message: 'this user may not use the Docker engine ({{reason}})',
    fix: 'Let this user use Docker: sudo usermod -aG docker $USER, then log in again.',
  },
  dockerRefused: {
    message: 'the Docker engine refused: {{reason}}',
    fix: 'Run npx parley doctor; it checks the engine, the image and the runtime.',
  },
  dockerBreaks: {
    message: 'the connection to the Docker engine breaks again and again',
    fix: 'Check the engine and the way to it (DOCKER_HOST); npx parley doctor looks at both.',
  },
  imageMissing: {
    message: 'the sandbox image {{image}} is not there',
    fix: 'Run npm start, which makes it, or correct the image in parley.yaml.',
  },
  imageNotMade: {
    message: 'the sandbox image {{image}} could not be made: {{reason}}',
    fix: 'Run "docker pull {{base}}" where a registry can be reached, or as root "apt-get install -y mmdebstrap"; then run npm start again.',
  },
  browserNotMade: {
    message: 'the browser image {{image}} could not be made: {{reason}}',
    fix: 'It is built from the packages of deb.debian.org: see that the Docker engine can reach it, then run npm start again. Until then pages can be read, and no screenshots are taken.',
  },
  browserNotStarted: {
    message: 'the browser of {{image}} does not start',
    fix: 'Remove the image with "docker rmi {{image}}" and run npm start, which makes it anew.',
  },
  gabrielAway: {
    message: 'Gabriel does not answer at {{url}}.',
    fix: 'Start it, correct gabriel.url in parley.yaml, or leave gabriel out to use the sandbox.',
  },
  gabrielRefused: {
    message: 'Gabriel refused the token (HTTP {{status}}).',
    fix: 'Set GABRIEL_TOKEN to the token that this Gabriel expects.',
  },
  gabrielStrange: {
    message: 'What answers at {{url}} does not answer like a Gabriel (HTTP {{status}}).',
    fix: 'Check gabriel.url: it is the address that commands are posted to. The contract is in docs/gabriel.md.',
  },
  gabrielToken: {
    message: 'gabriel.url is set, and GABRIEL_TOKEN is not',
    fix: 'Set GABRIEL_TOKEN to the token that Gabriel expects, or leave gabriel out to use the sandbox.',
  },
  workspaceFull: {
    message: 'the files do not fit: the workspace holds {{limit}} MB',
    fix: 'Attach less, or raise diskMb of the environment.',
  },
  copyFull: {
    message: 'the workspace does not fit into the copy for a rehearsal',
    fix: 'Remove large files from the thread, or raise diskMb of the environment.',
  },
  workspaceRefused: {
    message: 'the workspace refused a file: {{reason}}',
    fix: 'Rename the file, or raise diskMb of the environment.',
  },
  keeperEnded: {
    message: 'the container that reads the workspace ended: {{reason}}',
    fix: 'Use an image made from parley-sandbox:1, which brings parley-keeper, and check the memory of the machine.',
  },
  stepNeverBegan: {
    message: 'the container of this step never began',
    fix: 'Use an image made from parley-sandbox:1, which brings parley-step.',
  },
  stepCannotBegin: {
    message: 'the container could not begin (exit code {{code}}): {{reason}}',
    fix: 'Use an image made from parley-sandbox:1, which brings parley-step.',
  },
} as const;
