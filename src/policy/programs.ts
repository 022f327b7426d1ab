import type { RuleName } from './rules.ts';

/**
 * What Parley thinks of each program by name. Programs under an `allowed.` rule are understood; some of them
 * have a closer look of their own in `judges`. A name that is on no list is denied.
 */
const byRule: Partial<Record<RuleName, string>> = {
  'allowed.files': `ls cat mkdir touch cp mv ln rmdir find tree stat du df file head tail basename dirname realpath
    readlink mktemp dir vdir split csplit tac`,
  'allowed.system': `whoami date uptime uname hostname id groups printenv nproc free ps arch locale cal ncal
    getconf tty which whereis lscpu sleep`,
  'allowed.development': 'npm python python3 node',
  'allowed.text': `grep egrep fgrep zgrep sed awk gawk mawk sort uniq cut tr wc paste join comm diff cmp tee column
    fmt nl rev fold iconv expand unexpand pr strings look tsort shuf rg diff3 sdiff colrm ptx seq yes numfmt printf
    echo test [ true false pwd expr factor`,
  'allowed.data': 'jq sqlite3 bc yq xxd od hexdump csvcut csvgrep csvsort csvstat csvlook csvjoin csvformat',
  'allowed.archive': `tar gzip gunzip zcat bzip2 bunzip2 bzcat xz unxz xzcat zstd unzstd zstdcat zip unzip zipinfo
    lz4`,
  'allowed.checksum': 'md5sum sha1sum sha224sum sha256sum sha384sum sha512sum cksum b2sum sum base64 base32',
  'allowed.wrapper': 'env nice timeout nohup stdbuf time xargs setsid bash sh dash',
  'delete.file': 'rm unlink shred',
  'overwrite.content': 'truncate dd',
  'permissions.change': 'chmod chown chgrp setfacl chattr umask',
  'process.signal': 'kill pkill killall',
  'program.repository': 'git hg svn',
  'program.build': `make cmake ninja gcc g++ cc clang cargo go rustc javac java mvn gradle npx yarn pnpm tsc pip pip3
    pytest vitest jest eslint prettier black ruff mypy ant dotnet poetry uv bundle gem composer tox`,
  'program.risky': 'patch install mkfifo convert magick ffmpeg pandoc pdftotext gnuplot dot rename',
  'code.opaque': 'perl ruby php lua Rscript deno bun julia tclsh',
  'program.network': `curl wget ssh scp sftp rsync nc ncat netcat telnet ftp tftp dig nslookup host ping ping6 traceroute
    socat nmap whois lynx w3m links aria2c ssh-keygen ssh-add openssl ip ifconfig iptables nft route arp tcpdump mail
    sendmail rsh rlogin`,
  'program.privilege': `sudo su doas pkexec runuser mount umount chroot unshare nsenter mknod insmod rmmod modprobe sysctl
    setcap capsh passwd useradd userdel usermod groupadd visudo setpriv newgrp sg losetup swapon swapoff bwrap firejail`,
  'program.system': `shutdown reboot halt poweroff systemctl service init crontab at batch docker podman kubectl nerdctl
    ctr runc journalctl telinit update-alternatives ldconfig busybox toybox gdb strace ltrace`,
  'program.install': 'apt apt-get aptitude dpkg yum dnf rpm apk pacman brew snap flatpak zypper',
  'program.interactive': `vi vim nvim view ex ed nano emacs less more most man info top htop watch screen tmux script
    expect dialog whiptail mc ranger gpg pico joe rvim rview dc zsh ksh fish csh tcsh`,
  'disk.format': 'format mkfs fdisk sfdisk cfdisk parted wipefs blkdiscard mke2fs mkswap gdisk sgdisk hdparm fsck',
  'windows.delete': 'del erase rd deltree',
};

/** The rule for each program name that has one. */
export const programs: ReadonlyMap<string, RuleName> = new Map(
  Object.entries(byRule).flatMap(([rule, names]) =>
    names.split(/\s+/).map((name): [string, RuleName] => [name, rule as RuleName]),
  ),
);

/** Words that Bash runs itself, without a program. Those missing here or in `judges/builtins.ts` are denied. */
export const builtins: ReadonlySet<string> = new Set(
  `. : [ alias bg bind break builtin caller cd command compgen complete compopt continue declare dirs disown echo
  enable eval exec exit export false fc fg getopts hash help history jobs kill let local logout mapfile popd printf
  pushd pwd read readarray readonly return set shift shopt source suspend test times trap true type typeset ulimit
  umask unalias unset wait`.split(/\s+/),
);

/** Reserved words and names that Bash calls by itself: a function must not take one. */
export const reserved: ReadonlySet<string> = new Set(
  `if then else elif fi case esac for select while until do done in function time coproc { } ! [[ ]]
  command_not_found_handle`.split(/\s+/),
);

/** Every other `mkfs.…`, `fsck.…` too. */
export function ruleOfName(name: string): RuleName | undefined {
  return programs.get(name) ?? (/^(mkfs|fsck)\./.test(name) ? 'disk.format' : undefined);
}
