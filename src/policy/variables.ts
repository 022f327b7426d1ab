import type { Inquiry } from './inquiry.ts';

const DANGEROUS = new RegExp(
  `^(PATH|ENV|HOME|PWD|OLDPWD|CDPATH|TMPDIR|LD_.*|DYLD_.*|BASH_.*|BASH|BASHOPTS|SHELLOPTS|SHELL|PROMPT_COMMAND|PS[0-4]|
  |GLOBIGNORE|EXECIGNORE|HIST.*|INPUTRC|MAIL.*|FUNCNEST|POSIXLY_CORRECT|EDITOR|VISUAL|FCEDIT|BROWSER|PAGER|.*_PAGER|
  |MANPAGER|LESS.*|MORE|GIT_.*|SSH_.*|PYTHON.*|NODE_.*|NPM_.*|npm_.*|PERL.*|RUBY.*|GEM_.*|LUA_.*|JAVA_.*|_JAVA_.*|JDK_.*|
  |CLASSPATH|GLIBC_.*|MALLOC_.*|GCONV_PATH|LOCPATH|NLSPATH|TERMINFO.*|TERMCAP|AWKPATH|AWKLIBPATH|AWKBUFSIZE|GAWK_.*|TAR_.*|TAPE|RSH|
  |GZIP|BZIP2?|XZ_.*|ZSTD_.*|ZIPOPT|UNZIP.*|ZIPINFO.*|GREP_.*|RIPGREP_.*|JQ_.*|SQLITE_.*|MAKE.*|CC|CXX|CFLAGS|.*FLAGS|
  |RESOLV.*|HOSTALIASES|http_proxy|https_proxy|OPENSSL_.*|EUID|UID|PPID|auto_resume|TIME_STYLE|DISPLAY|XDG_.*)$`.replace(
    /\n\s*\|/g,
    '',
  ),
);

/** Judges that a variable of this name is set, by whatever means. */
export function checkVariable(name: string, text: string, inquiry: Inquiry): void {
  if (!/^[A-Za-z_]\w*$/.test(name)) inquiry.report('assignment.dynamic', text);
  else if (DANGEROUS.test(name)) inquiry.report('assignment.dangerous', name);
  else if (name === 'IFS') inquiry.report('assignment.separator', text);
}

/** Judges a word that names the variable to set, such as an argument of `read`: `name` or `name[3]`. */
export function checkVariableWord(value: string | undefined, text: string, inquiry: Inquiry): void {
  const [, name = '', index] = /^([^[=]*)(?:\[(\d+)\])?$/s.exec(value ?? '') ?? [];
  checkVariable(name, index === undefined ? text : name, inquiry);
}
