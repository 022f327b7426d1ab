import type { Locale, Verdict } from '../debate/event.ts';

type Rule = { readonly verdict: Verdict['verdict']; readonly en: string; readonly ko: string };

/**
 * Every rule that can decide about a command. `{word}` stands for the piece of source that decided. The names
 * are stable: ledgers keep them.
 */
export const rules = {
  'allowed.files': allow('“{word}” is everyday work with files.', '“{word}”은(는) 일상적인 파일 작업입니다.'),
  'allowed.system': allow('“{word}” only tells about the system.', '“{word}”은(는) 시스템 정보를 보여 줄 뿐입니다.'),
  'allowed.development': allow(
    '“{word}” is used here in a way that runs no unseen code.',
    '“{word}”은(는) 여기서 보이지 않는 코드를 실행하지 않습니다.',
  ),
  'allowed.text': allow('“{word}” works on text.', '“{word}”은(는) 텍스트를 다룹니다.'),
  'allowed.data': allow('“{word}” works on data.', '“{word}”은(는) 데이터를 다룹니다.'),
  'allowed.archive': allow('“{word}” packs or unpacks archives.', '“{word}”은(는) 압축 파일을 다룹니다.'),
  'allowed.checksum': allow('“{word}” computes checksums.', '“{word}”은(는) 체크섬을 계산합니다.'),
  'allowed.shell': allow('“{word}” is a harmless part of the shell.', '“{word}”은(는) 셸의 무해한 기능입니다.'),
  'allowed.wrapper': allow(
    '“{word}” only changes how another command runs.',
    '“{word}”은(는) 다른 명령의 실행 방식만 바꿉니다.',
  ),
  'allowed.function': allow(
    '“{word}” is a function defined in this same script.',
    '“{word}”은(는) 이 스크립트 안에서 정의한 함수입니다.',
  ),
  'allowed.settings': allow('“{word}” is on the owner’s allow list.', '“{word}”은(는) 소유자의 허용 목록에 있습니다.'),

  'text.empty': deny('There is no command here.', '실행할 명령이 없습니다.'),
  'text.too-long': deny('The command is too long to check ({word}).', '명령이 너무 길어 검사할 수 없습니다({word}).'),
  'text.hidden-character': deny(
    'The text hides an invisible or control character ({word}).',
    '보이지 않는 문자나 제어 문자({word})가 숨어 있습니다.',
  ),
  'syntax.unreadable': deny(
    'The shell text cannot be read with certainty: {word}.',
    '셸 명령을 확실하게 해석할 수 없습니다: {word}.',
  ),
  'syntax.unsupported': deny(
    '“{word}” is shell syntax that is not accepted here.',
    '“{word}”은(는) 허용하지 않는 셸 문법입니다.',
  ),
  'syntax.too-deep': deny(
    'The command is nested too deeply to check.',
    '명령이 너무 깊이 중첩되어 검사할 수 없습니다.',
  ),
  'syntax.heredoc': deny(
    'The text block after “{word}” is never closed.',
    '“{word}” 뒤의 텍스트 블록이 닫히지 않았습니다.',
  ),
  'syntax.coprocess': deny(
    '“{word}” would start a hidden helper process.',
    '“{word}”은(는) 숨은 보조 프로세스를 시작합니다.',
  ),
  'syntax.extended-pattern': review(
    'The pattern “{word}” means different things in different shells.',
    '“{word}” 패턴은 셸 설정에 따라 뜻이 달라집니다.',
  ),
  'syntax.background': review(
    '“{word}” keeps running in the background.',
    '“{word}”은(는) 백그라운드에서 계속 실행됩니다.',
  ),

  'program.unknown': deny(
    '“{word}” is not a program that Parley knows.',
    '“{word}”은(는) Parley가 아는 프로그램이 아닙니다.',
  ),
  'program.dynamic': deny(
    'Which program “{word}” would run cannot be told beforehand.',
    '“{word}”이(가) 어떤 프로그램을 실행할지 미리 알 수 없습니다.',
  ),
  'program.outside': deny(
    '“{word}” is a program outside the usual folders.',
    '“{word}”은(는) 일반 폴더 밖에 있는 프로그램입니다.',
  ),
  'program.local-file': review(
    '“{word}” runs a file of the workspace as a program.',
    '“{word}”은(는) 작업 폴더의 파일을 프로그램으로 실행합니다.',
  ),
  'program.network': deny(
    '“{word}” needs the network, which commands do not have.',
    '“{word}”은(는) 네트워크가 필요하지만 명령에는 네트워크가 없습니다.',
  ),
  'program.privilege': deny(
    '“{word}” asks for rights that commands never get.',
    '“{word}”은(는) 명령에 주어지지 않는 권한을 요구합니다.',
  ),
  'program.system': deny('“{word}” would change the whole system.', '“{word}”은(는) 시스템 전체를 바꾸려 합니다.'),
  'program.install': deny(
    '“{word}” installs software, which only the image’s maker may do.',
    '“{word}”은(는) 소프트웨어를 설치합니다. 이미지 제작자만 할 수 있습니다.',
  ),
  'program.interactive': deny(
    '“{word}” waits for a person at a keyboard and can open a shell.',
    '“{word}”은(는) 키보드 앞의 사람을 기다리며 셸을 열 수 있습니다.',
  ),
  'program.repository': review(
    '“{word}” can run programs that the repository’s settings name.',
    '“{word}”은(는) 저장소 설정에 적힌 프로그램을 실행할 수 있습니다.',
  ),
  'program.build': review(
    '“{word}” runs code that this check cannot see.',
    '“{word}”은(는) 이 검사가 볼 수 없는 코드를 실행합니다.',
  ),
  'program.risky': review(
    '“{word}” deserves a look before it runs.',
    '“{word}”은(는) 실행 전에 살펴볼 필요가 있습니다.',
  ),
  'settings.review': review('“{word}” is on the owner’s review list.', '“{word}”은(는) 소유자의 검토 목록에 있습니다.'),
  'settings.deny': deny('“{word}” is on the owner’s deny list.', '“{word}”은(는) 소유자의 금지 목록에 있습니다.'),

  'privilege.delete': deny('“{word}” deletes with administrator rights.', '“{word}”은(는) 관리자 권한으로 삭제합니다.'),
  'disk.format': deny('“{word}” erases or reshapes a disk.', '“{word}”은(는) 디스크를 지우거나 재구성합니다.'),
  'windows.delete': deny('“{word}” is a Windows delete command.', '“{word}”은(는) 윈도우 삭제 명령입니다.'),
  'delete.everything': deny(
    '“{word}” would delete a whole folder tree that must stay.',
    '“{word}”은(는) 남아 있어야 할 폴더 전체를 삭제합니다.',
  ),
  'delete.recursive': review(
    '“{word}” deletes a folder with everything in it.',
    '“{word}”은(는) 폴더를 내용까지 모두 삭제합니다.',
  ),
  'delete.file': review('“{word}” deletes files.', '“{word}”은(는) 파일을 삭제합니다.'),
  'overwrite.forced': review(
    '“{word}” may overwrite several files without asking.',
    '“{word}”은(는) 여러 파일을 확인 없이 덮어쓸 수 있습니다.',
  ),
  'overwrite.content': review('“{word}” destroys a file’s content.', '“{word}”은(는) 파일 내용을 없앱니다.'),
  'permissions.change': review('“{word}” changes who may use a file.', '“{word}”은(는) 파일 권한을 바꿉니다.'),
  'process.signal': review('“{word}” stops other processes.', '“{word}”은(는) 다른 프로세스를 멈춥니다.'),

  'path.outside-write': deny('“{word}” writes outside the workspace.', '“{word}”은(는) 작업 폴더 밖에 씁니다.'),
  'path.outside-read': review('“{word}” reads outside the workspace.', '“{word}”은(는) 작업 폴더 밖을 읽습니다.'),
  'path.unknown': review(
    'Where “{word}” would write cannot be told beforehand.',
    '“{word}”이(가) 어디에 쓸지 미리 알 수 없습니다.',
  ),
  'path.settings-file': review(
    '“{word}” is a settings file that other programs obey.',
    '“{word}”은(는) 다른 프로그램이 따르는 설정 파일입니다.',
  ),
  'path.network': deny('“{word}” opens a network connection.', '“{word}”은(는) 네트워크 연결을 엽니다.'),
  'path.dash-name': review(
    'The file name “{word}” could be taken for an option later.',
    '파일 이름 “{word}”은(는) 나중에 옵션으로 오해될 수 있습니다.',
  ),

  'option.runs-program': deny(
    'The option “{word}” makes the program run another one.',
    '“{word}” 옵션은 다른 프로그램을 실행하게 합니다.',
  ),
  'option.unknown': review('The option “{word}” is not known here.', '“{word}”은(는) 알려지지 않은 옵션입니다.'),
  'option.dynamic': review(
    '“{word}” may turn into an option when the command runs.',
    '“{word}”은(는) 실행할 때 옵션으로 바뀔 수 있습니다.',
  ),
  'wrapper.unreadable': deny(
    'What “{word}” would run cannot be told beforehand.',
    '“{word}”이(가) 무엇을 실행할지 미리 알 수 없습니다.',
  ),

  'code.dynamic': deny(
    '“{word}” would run text as commands that cannot be seen beforehand.',
    '“{word}”은(는) 미리 볼 수 없는 텍스트를 명령으로 실행합니다.',
  ),
  'code.unknown-part': review(
    'A part of the program text “{word}” is only known when it runs.',
    '프로그램 텍스트 “{word}”의 일부는 실행할 때에야 알 수 있습니다.',
  ),
  'code.opaque': review(
    '“{word}” runs program code that this check does not read.',
    '“{word}”은(는) 이 검사가 읽지 않는 프로그램 코드를 실행합니다.',
  ),
  'code.file': review('“{word}” runs a script from a file.', '“{word}”은(는) 파일에 있는 스크립트를 실행합니다.'),
  'awk.runs-command': deny(
    'The awk program runs another command (“{word}”).',
    'awk 프로그램이 다른 명령을 실행합니다(“{word}”).',
  ),
  'awk.writes-file': review('The awk program writes to a file (“{word}”).', 'awk 프로그램이 파일에 씁니다(“{word}”).'),
  'sed.runs-command': deny(
    'The sed program runs another command (“{word}”).',
    'sed 프로그램이 다른 명령을 실행합니다(“{word}”).',
  ),
  'sed.uses-file': review(
    'The sed program reads or writes another file (“{word}”).',
    'sed 프로그램이 다른 파일을 읽거나 씁니다(“{word}”).',
  ),
  'sql.escapes': deny(
    'The database text runs a command or touches files (“{word}”).',
    '데이터베이스 문장이 명령을 실행하거나 파일을 건드립니다(“{word}”).',
  ),

  'assignment.dangerous': deny(
    'Setting “{word}” changes how other programs run.',
    '“{word}”을(를) 바꾸면 다른 프로그램의 동작이 달라집니다.',
  ),
  'assignment.dynamic': deny(
    'Which variable “{word}” would set cannot be told beforehand.',
    '“{word}”이(가) 어떤 변수를 설정할지 미리 알 수 없습니다.',
  ),
  'assignment.separator': review(
    '“{word}” changes how the shell splits words.',
    '“{word}”은(는) 셸이 단어를 나누는 방식을 바꿉니다.',
  ),
  'arithmetic.hidden-command': deny(
    'The calculation “{word}” can run a hidden command.',
    '계산식 “{word}”은(는) 숨은 명령을 실행할 수 있습니다.',
  ),
  'arithmetic.unknown-value': review(
    'The calculation uses “{word}”, which may not be a number.',
    '계산에 쓰이는 “{word}”이(가) 숫자가 아닐 수 있습니다.',
  ),
  'expansion.prompt': deny(
    '“{word}” runs whatever the variable contains.',
    '“{word}”은(는) 변수에 든 내용을 실행합니다.',
  ),
  'expansion.indirect': review(
    '“{word}” reads a variable whose name is only known later.',
    '“{word}”은(는) 이름을 나중에야 알 수 있는 변수를 읽습니다.',
  ),
  'function.shadows': deny(
    'The function “{word}” hides a command of the same name.',
    '함수 “{word}”이(가) 같은 이름의 명령을 가립니다.',
  ),
  'function.recursive': review(
    'The function “{word}” calls itself and may never end.',
    '함수 “{word}”이(가) 자신을 호출하여 끝나지 않을 수 있습니다.',
  ),
  'shell.alias': deny('“{word}” gives commands new meanings.', '“{word}”은(는) 명령의 뜻을 바꿉니다.'),
  'shell.option': review('“{word}” changes how the shell works.', '“{word}”은(는) 셸의 동작 방식을 바꿉니다.'),
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;

/** The rule's message in plain words, for one piece of source. An unknown rule (of a newer ledger) gives its name. */
export function ruleMessage(rule: string, word: string, locale: Locale): string {
  const known: Rule | undefined = Object.hasOwn(rules, rule) ? rules[rule as RuleName] : undefined;
  return known ? known[locale].replaceAll('{word}', () => word) : `${rule}: ${word}`;
}

function allow(en: string, ko: string): Rule {
  return { verdict: 'allow', en, ko };
}

function review(en: string, ko: string): Rule {
  return { verdict: 'review', en, ko };
}

function deny(en: string, ko: string): Rule {
  return { verdict: 'deny', en, ko };
}
