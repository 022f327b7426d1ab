import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { workspaceVolume } from '../engine/names.ts';
import { buildImage, createRig, docker, house, never, type Rig } from '../rig.ts';

let rig: Rig;
beforeAll(async () => {
  await buildImage();
}, 300_000);
beforeEach(() => {
  rig = createRig();
  const { end } = rig;
  onTestFinished(end);
});
afterAll(async () => {
  const left = await docker.listContainers({ all: true, filters: { label: ['parley=1'], name: ['parley-step-'] } });
  expect(left.filter(({ Names }) => Names[0]?.includes(rig.debate))).toEqual([]);
});

const text = (report: { heard: { stream: string; text: string }[] }, stream: string) =>
  report.heard
    .filter((chunk) => chunk.stream === stream)
    .map((chunk) => chunk.text)
    .join('');

describe('what a step prints and returns', () => {
  it('keeps stdout and stderr apart and each in order', async () => {
    const report = await rig.run('for i in 1 2 3; do echo out $i; echo err $i >&2; done; exit 7');
    expect(report).toMatchObject({ ending: 'exited', exitCode: 7 });
    expect(text(report, 'stdout')).toBe('out 1\nout 2\nout 3\n');
    expect(text(report, 'stderr')).toBe('err 1\nerr 2\nerr 3\n');
    expect(report.output.bytes).toBe(36);
  });

  it('streams while the command runs, not at its end', async () => {
    const first = Promise.withResolvers<string>();
    const stop = new AbortController();
    const running = rig.sandbox.run(rig.order('echo now; sleep 30'), false, stop.signal, ({ text }) =>
      first.resolve(text),
    );
    expect(await first.promise).toBe('now\n');
    stop.abort();
    expect((await running).ending).toBe('stopped');
  });

  it('leaves Korean whole where a character is cut between two writes', async () => {
    const report = await rig.run(
      String.raw`printf '\xed\x95'; sleep 0.2; printf '\x9c글 결과\n'; printf '한%.0s' {1..9000}`,
    );
    expect(text(report, 'stdout')).toBe(`한글 결과\n${'한'.repeat(9000)}`);
    expect(report.output.head).toHaveLength(8192);
    expect(report.output.head + report.output.tail).toBe(text(report, 'stdout'));
  });

  it('runs Bash source as it is: quotes, several lines, leading dashes, empty stdin', async () => {
    const report = await rig.run(`-v; cat\necho "it's \\"$((1+1))\\""\n[[ -t 0 ]] || echo "no terminal"`);
    expect(text(report, 'stdout')).toBe('it\'s "2"\nno terminal\n');
  });

  it('gives commands the signals they expect: a writer ends with its reader', async () => {
    const report = await rig.run('yes | head -1; [ $PIPESTATUS = 141 ] && echo ended');
    expect(text(report, 'stdout')).toBe('y\nended\n');
  });

  it('tells a shell error from a missing program', async () => {
    expect(await rig.run('echo $(')).toMatchObject({ ending: 'exited', exitCode: 2 });
    expect(await rig.run('no-such-program')).toMatchObject({ ending: 'exited', exitCode: 127 });
  });
});

describe('limits', () => {
  it('ends a step after its seconds, with all it left behind', async () => {
    const report = await rig.run('setsid bash -c "trap \'\' TERM; sleep 60" & trap "" TERM; echo go; wait', {
      seconds: 1,
    });
    expect(report).toMatchObject({ ending: 'timeout', exitCode: 137 });
    expect(report.durationMs).toBeGreaterThanOrEqual(1000);
    expect(report.durationMs).toBeLessThan(3000);
    expect(await processes('sleep 60')).toBe(0);
  });

  it('ends background children with the step', async () => {
    const report = await rig.run('setsid sleep 61 >/dev/null 2>&1 & echo done');
    expect(report).toMatchObject({ ending: 'exited', exitCode: 0 });
    expect(await processes('sleep 61')).toBe(0);
  });

  it('contains a fork bomb', async () => {
    const report = await rig.run(':(){ :|:& };:; wait; sleep 20', { seconds: 2 });
    expect(['timeout', 'exited']).toContain(report.ending);
    expect(await rig.run('echo alive')).toMatchObject({ exitCode: 0 });
  });

  it('ends one that eats memory', async () => {
    const touched = await rig.run('exec python3 -c "x = bytearray(10**10)"');
    expect(touched).toMatchObject({ ending: 'out-of-memory', exitCode: 137 });
  });

  it('notices that a child was killed for memory although the script went on', async () => {
    const report = await rig.run('python3 -c "x=[]\nwhile True: x.append(b\'a\'*10**7)"; echo went on');
    expect(report).toMatchObject({ ending: 'out-of-memory', exitCode: 0 });
  });

  it('cuts a flood of output at the limit', async () => {
    const report = await rig.run('yes');
    expect(report.ending).toBe('output-limit');
    expect(text(report, 'stdout').length).toBe(256 * 1024);
    expect(report.output.head.length + report.output.tail.length).toBeLessThanOrEqual(2 * 8192);
    expect(report.output.bytes).toBeGreaterThan(256 * 1024);
  });

  it('ends one that fills the disk, in one file or in many', async () => {
    expect((await rig.run('yes > big')).ending).toBe('disk-limit');
    const many = await rig.run('rm big; for i in $(seq 1000); do head -c 8M /dev/zero > f$i; done');
    expect(many.ending).toBe('disk-limit');
    const { used } = await usage();
    expect(used).toBeLessThan(3 * 1024 ** 3);
  });

  async function usage() {
    const report = await rig.run('find . -type f -printf "%s\\n" | gawk "{s+=\\$1} END {print s}"; rm -f f*');
    return { used: Number(text(report, 'stdout')) };
  }
});

describe('what it cannot reach', () => {
  it('has no network', async () => {
    const report = await rig.run(
      'ls /sys/class/net; timeout 2 bash -c "echo > /dev/tcp/1.1.1.1/80"; timeout 2 bash -c "echo > /dev/tcp/172.17.0.1/2375"',
    );
    expect(text(report, 'stdout')).toBe('lo\n');
    expect(report.exitCode).not.toBe(0);
  });

  it('sees nothing of the host or the engine, and cannot become more than it is', async () => {
    const report = await rig.run(
      'ls /var/run/docker.sock /run/docker.sock; id -u; gawk "/^Cap(Eff|Prm|Bnd)|NoNewPrivs|Seccomp:/ {print \\$1 \\$2}" /proc/self/status; ' +
        'find / -xdev -perm /6000 -type f 2>/dev/null; ls /dev/shm 2>&1; hostname; grep -v "^#\\|^$" /etc/resolv.conf; ' +
        'mount | grep -v " on /\\(proc\\|sys\\|dev\\)" | gawk "{print \\$3}" | grep -v "^/etc/\\(hostname\\|hosts\\|resolv.conf\\)$\\|docker-init$" | sort | tr "\\n" " "',
    );
    expect(text(report, 'stdout')).toBe(
      '10001\nCapPrm:0000000000000000\nCapEff:0000000000000000\nCapBnd:0000000000000000\nNoNewPrivs:1\nSeccomp:2\n' +
        "ls: cannot access '/dev/shm': No such file or directory\nparley\nnameserver 127.0.0.1\n" +
        '/ /home/agent /tmp /workspace ',
    );
  });

  it('cannot speak to the machine below, nor use calls that filters do not see', async () => {
    const report = await rig.run(`python3 - <<'END'
import ctypes, os, socket
for family in (socket.AF_UNIX, socket.AF_INET, socket.AF_VSOCK, socket.AF_PACKET, 38):
    try: socket.socket(family, socket.SOCK_STREAM); print("open")
    except OSError as problem: print(problem.strerror)
libc = ctypes.CDLL(None, use_errno=True)
for call in (425, 272, 321):
    print(libc.syscall(call, 0x10000000, 0, 0), os.strerror(ctypes.get_errno()))
END`);
    const refused = 'Address family not supported by protocol\n';
    expect(text(report, 'stdout')).toBe(
      `open\nopen\n${refused.repeat(3)}-1 Function not implemented\n${'-1 Operation not permitted\n'.repeat(2)}`,
    );
  });

  it('cannot write outside its folders', async () => {
    const report = await rig.run(
      'for d in / /etc /usr/local/bin /var /dev; do touch $d/x && echo wrote $d; done; touch /tmp/x ~/x x',
    );
    expect(text(report, 'stdout')).toBe('');
    expect(report.exitCode).toBe(0);
  });

  it('is killed at once by a stop', async () => {
    const stop = new AbortController();
    const begun = performance.now();
    const running = rig.sandbox.run(rig.order('trap "" TERM INT; echo on; sleep 30'), false, stop.signal, () =>
      stop.abort(),
    );
    expect(await running).toMatchObject({ ending: 'stopped', exitCode: 137 });
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it('does not start when it was stopped before', async () => {
    const order = rig.order('echo never');
    const report = await rig.sandbox.run(order, false, AbortSignal.abort(), () => expect.unreachable());
    expect(report).toMatchObject({ ending: 'stopped', output: { bytes: 0 } });
  });
});

describe('what stays', () => {
  it('keeps workspace and home between steps, and nothing else', async () => {
    await rig.run('echo a > a.txt; echo h > ~/h.txt; echo t > /tmp/t.txt');
    const report = await rig.run('cat a.txt ~/h.txt; ls /tmp; pwd; echo $HOME');
    expect(text(report, 'stdout')).toBe('a\nh\n/workspace\n/home/agent\n');
  });

  it('lets nothing that a step left at home act in another thread of the same persona', async () => {
    const other = createRig(1, rig.persona);
    onTestFinished(other.end);
    await rig.run(`echo '.shell echo taken' > ~/.sqliterc; echo 'def f: "taken";' > ~/.jq`);
    const own = await rig.run("sqlite3 :memory: 'select 1'; jq -n f");
    expect(text(own, 'stdout')).toBe('taken\n1\n"taken"\n');
    const command = "ls -A ~; sqlite3 :memory: 'select 1'; jq -n 1";
    expect(text(await other.run(command), 'stdout')).toBe('1\n1\n');
    const { environment, key, workspace, persona } = other.order(command);
    const steps = [{ id: 's1', persona, environment, command }];
    const rehearsal = await other.sandbox.rehearse({ key, workspace, steps }, never, () => {});
    expect(rehearsal.steps[0]?.run?.output.head).toBe('1\n1\n');
  });

  it('reports added, changed and removed files with their content', async () => {
    await rig.run('mkdir d; echo one > keep; echo two > "d/바뀜.csv"; echo three > gone');
    await rig.sandbox.warm(rig.workspace, rig.persona, rig.order('').environment);
    const report = await rig.run(
      'echo 2 > "d/바뀜.csv"; rm gone; echo x > $\'new\\nline\'; ln -s /etc/passwd link; mkfifo p',
    );
    expect(report.artifacts).toEqual([
      { path: 'd/바뀜.csv', change: 'changed', bytes: 2, mime: 'text/csv', blob: expect.any(String) },
      { path: 'gone', change: 'removed', bytes: 6, mime: 'application/octet-stream' },
      { path: 'new\nline', change: 'added', bytes: 2, mime: 'application/octet-stream', blob: expect.any(String) },
    ]);
    expect(Buffer.from((await rig.blobs.get(report.artifacts[0]?.blob ?? '')) ?? []).toString()).toBe('2\n');
  });

  it('notices a change that put size and time back', async () => {
    await rig.run('echo one > f; touch -d 2020-01-01 f');
    const report = await rig.run('echo two > f; touch -d 2020-01-01 f');
    expect(report.artifacts).toMatchObject([{ path: 'f', change: 'changed' }]);
  });

  it('names a file over the size limit without its content', async () => {
    const report = await rig.run('truncate -s 2M large.bin; truncate -s 1M fits.bin');
    expect(report.artifacts.map(({ path, blob }) => [path, blob !== undefined])).toEqual([
      ['fits.bin', true],
      ['large.bin', false],
    ]);
  });
});

it('answers much sooner when a container is ready', async () => {
  const firstByte = async () => {
    const begun = performance.now();
    const { promise, resolve } = Promise.withResolvers<number>();
    await rig.sandbox.run(rig.order('echo'), false, never, () => resolve(performance.now() - begun));
    return promise;
  };
  const cold = await firstByte();
  await rig.sandbox.warm(rig.workspace, rig.persona, rig.order('').environment);
  // A share, not milliseconds: the machine may be busy with other things.
  expect(await firstByte()).toBeLessThan(cold / 2);
});

it('lets go of a container that was made ready and is not needed after all', async () => {
  const volume = [workspaceVolume(house, rig.workspace)];
  const idle = async () =>
    (await docker.listContainers({ filters: { volume, label: ['parley.kind=warm'] } })).filter(({ Names }) =>
      Names[0]?.includes('parley-warm-'),
    ).length;
  await rig.sandbox.warm(rig.workspace, rig.persona, rig.order('').environment);
  expect(await idle()).toBe(1);
  await rig.sandbox.release(rig.workspace);
  expect(await idle()).toBe(0);
});

/** Processes of that command line in all containers, by the engine's word. */
async function processes(command: string): Promise<number> {
  const containers = await docker.listContainers({ filters: { label: ['parley=1'] } });
  const tables = await Promise.all(
    containers.map(({ Id }) =>
      docker
        .getContainer(Id)
        .top()
        .catch(() => null),
    ),
  );
  return tables.flatMap((table) => table?.Processes ?? []).filter((row) => row.join(' ').includes(command)).length;
}
