import { type Request, says } from '../check.ts';

export const system: readonly Request[] = [
  ['how much memory is available?', 'empty', says(/mem|\d/i)],
  ['which operating system is this', 'empty', says(/linux|debian/i)],
  ['what python version is installed?', 'empty', says(/3\.\d+/)],
  ['who am I logged in as', 'empty', says('agent')],
  ['show the running processes', 'empty', says(/PID/i)],
  ['how many cpu cores', 'empty', says(/\d/)],
  ['메모리 얼마나 남았어?', 'empty', says(/mem|\d/i)],
  ['운영체제가 뭐야', 'empty', says(/linux|debian/i)],
  ['파이썬 버전 확인해줘', 'empty', says(/3\.\d+/)],
  ['지금 사용자 이름이 뭐야', 'empty', says('agent')],
  ['실행 중인 프로세스 보여줘', 'empty', says(/PID/i)],
  ['CPU 코어 몇 개야?', 'empty', says(/\d/)],
];
