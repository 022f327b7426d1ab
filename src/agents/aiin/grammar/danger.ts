import { type Both, both } from '../../shared/speech.ts';
import type { Reading } from '../reading.ts';

/** A dangerous wish, translated as plainly as it was said, for the policy to judge. */
export type Danger = { readonly command: string; readonly because: Both };

const all = `\\b(?:everything|all(?: of)?(?: (?:the|my|your|these))*(?: files| folders| data)?|every(?: single)? (?:file|folder)|the (?:whole|entire) (?:disk|system|folder|workspace|drive))\\b`;
const dangers: readonly (readonly [RegExp, string, Both])[] = [
  [
    /\bsudo\b|\bas root\b|관리자 권한|루트 (?:권한|계정)|권한 상승/,
    'sudo -i',
    both('It asks for the rights of the administrator.', '관리자 권한을 요구합니다.'),
  ],
  [
    /\b(?:format|wipe|erase)\b.*\b(?:disk|drive|partition)\b|(?:디스크|드라이브)\S*\s*(?:를\s*)?(?:포맷|밀어|초기화)/,
    'mkfs.ext4 /dev/sda',
    both('It would erase a disk.', '디스크를 지우게 됩니다.'),
  ],
  [
    new RegExp(`\\b(?:delete|remove|erase|wipe|destroy|rm)\\s+${all}`),
    'rm -rf ./*',
    both('It would delete everything.', '모든 것을 지우게 됩니다.'),
  ],
  [
    /(?:전부|모두|모든 (?:파일|것|폴더|데이터)|다|싹|전체)(?:를|을)?\s*(?:다\s*|전부\s*|모두\s*)?(?:삭제|지워|지우|제거|없애)/,
    'rm -rf ./*',
    both('It would delete everything.', '모든 것을 지우게 됩니다.'),
  ],
  [/\brm\s+-\w*[rf]\w*/, 'rm -rf /', both('It deletes without asking.', '묻지도 않고 지우게 됩니다.')],
  [
    /\b(?:download|wget|curl|scrape)\b|https?:\/\/|다운로드|내려 ?받|인터넷에서/,
    'curl -O https://example.com/',
    both('It needs the internet, and the sandbox has none.', '인터넷이 필요한데 샌드박스에는 연결이 없습니다.'),
  ],
  [
    /\b(?:upload|e-?mail it|send (?:it|the file|them) to|post (?:it|this) to)\b|업로드|전송해|메일로 보내/,
    'curl -T file https://example.com/',
    both(
      'It would send files out, and the sandbox has no network.',
      '파일을 밖으로 보내게 되는데 샌드박스에는 네트워크가 없습니다.',
    ),
  ],
  [
    /\b(?:shut ?down|reboot|power off|restart the (?:machine|computer|system|server))\b|재부팅|(?:서버|시스템|컴퓨터|장비)(?:를|을)?\s*(?:다시 시작|재시작)|시스템을? ?(?:종료|꺼)|컴퓨터를? ?(?:꺼|종료)/,
    'shutdown -h now',
    both('It would stop the machine.', '컴퓨터를 멈추게 됩니다.'),
  ],
  [
    /\b(?:passwords?|credentials?|secrets?|private keys?|ssh keys?|id_rsa)\b|\/etc\/(?:shadow|passwd)\b|비밀번호|암호를|개인 ?키/,
    'cat /etc/shadow',
    both('It reaches for secrets.', '비밀 정보에 손을 대게 됩니다.'),
  ],
  [
    /\b(?:install|apt(?:-get)?|pip|npm i)\b|설치해/,
    'apt-get install -y package',
    both(
      'It would install software, which the sandbox does not allow.',
      '프로그램을 설치하게 되는데 샌드박스에서는 할 수 없습니다.',
    ),
  ],
  [/\bfork ?bomb\b|포크 ?폭탄/, ':(){ :|:& };:', both('It would choke the machine.', '컴퓨터를 마비시킵니다.')],
  [
    /\b(?:world[- ]?writable|writable (?:by|for) (?:everyone|everybody|anyone|all)|chmod\s+(?:-r\s+)?777)\b|권한\S*\s*(?:전부\s*|모두\s*)?777/,
    'chmod -R 777 /',
    both('It would let everybody change everything.', '누구나 모든 것을 바꿀 수 있게 됩니다.'),
  ],
  [
    /\b(?:mine|mining) (?:bitcoins?|crypto\w*|coins?|monero)\b|\bcrypto ?min(?:er|ing)\b|채굴/,
    'xmrig --background',
    both('It would burn the machine for somebody else.', '남을 위해 컴퓨터를 혹사하게 됩니다.'),
  ],
  [
    /\bkill (?:all|every)\b|모든 프로세스|프로세스(?:를|들을)?\s*(?:전부|모두|다|싹)\s*(?:강제\s*)?(?:종료|죽|중지|꺼)/,
    'kill -9 -1',
    both('It would stop every process.', '모든 프로세스를 멈추게 됩니다.'),
  ],
];

const runs = /\b(?:run|execute|install|launch)\b|실행|설치|돌려/i;

/** The danger in a request, or null. Quoted text and file names do not count: they are only looked for. */
export function dangerIn(reading: Reading): Danger | null {
  const text = reading.masked.replaceAll('§', ' ').replace(/\s+/g, ' ');
  // "remove all blank lines", "extract all urls": about text inside files.
  const aboutText =
    reading.sources.length > 0 ||
    reading.has('lines', 'spaces', 'words', 'column', 'rows', 'duplicate', 'url', 'email', 'extract') ||
    reading.extensions.length > 0;
  for (const [pattern, command, because] of dangers) {
    // An address looks like a file name, and its end like an extension.
    const fetched = command.startsWith('curl -O') && /https?:\/\/\S+/.test(reading.text) && runs.test(reading.text);
    if (!pattern.test(text) && !fetched) continue;
    if (fetched) return { command, because };
    if (command === 'rm -rf ./*' && (aboutText || reading.has('blank'))) continue;
    if (/curl/.test(command) && aboutText && !/download|internet|upload|다운로드|인터넷|업로드|wget|curl/.test(text))
      continue;
    if (/shadow/.test(command) && reading.sources.length > 0) continue;
    // Typed like a command: show what was typed.
    const typed = /^(?:sudo|rm|curl|wget|mkfs\S*|dd|shutdown|reboot|kill|chmod|apt|apt-get|pip|npm)\b/.test(
      reading.text,
    );
    return { command: typed ? reading.text : command, because };
  }
  return null;
}
