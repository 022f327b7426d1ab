import { all, type Request, says } from '../check.ts';

export const encoding: readonly Request[] = [
  ['convert euckr.txt from EUC-KR to UTF-8', 'texts', utf8('euckr.txt', /안녕하세요\n한글 파일/)],
  ['latin1.txt is ISO-8859-1, make it utf-8', 'texts', utf8('latin1.txt', /café\nnaïve/)],
  ['what encoding does latin1.txt use?', 'texts', says(/8859|latin/i)],
  ['encode numbers.txt as base64', 'texts', says('NDIKNwoxOQoxMDAKMwo=')],
  [
    'which files are not valid utf-8',
    'texts',
    all(says('euckr.txt', 'latin1.txt'), notSaying('poem.txt', 'fruits.txt')),
  ],
  ['show hosts.txt as hex', 'server', says(/77\s?65\s?62\s?31/i)],
  ['euckr.txt를 UTF-8로 바꿔줘', 'texts', utf8('euckr.txt', /안녕하세요\n한글 파일/)],
  ['latin1.txt를 latin1에서 utf-8로 변환', 'texts', utf8('latin1.txt', /café\nnaïve/)],
  ['latin1.txt 인코딩이 뭐야?', 'texts', says(/8859|latin/i)],
  ['numbers.txt를 base64로 인코딩해줘', 'texts', says('NDIKNwoxOQoxMDAKMwo=')],
  ['UTF-8이 아닌 파일 찾아줘', 'texts', all(says('euckr.txt', 'latin1.txt'), notSaying('poem.txt', 'fruits.txt'))],
  ['euckr.txt 글자가 깨져 보여. 제대로 보여줘', 'texts', utf8('euckr.txt', /안녕하세요\n한글 파일/)],
];

function utf8(path: string, wanted: RegExp): Request[2] {
  return (seen) => {
    const others = [...seen.before].every(([it, bytes]) => it === path || seen.after.get(it)?.equals(bytes));
    const texts = [seen.output, ...[...seen.after.values()].map((it) => it.toString('utf8'))];
    return others && texts.some((text) => wanted.test(text));
  };
}

function notSaying(...texts: readonly string[]): Request[2] {
  return ({ output }) => !texts.some((text) => output.includes(text));
}
