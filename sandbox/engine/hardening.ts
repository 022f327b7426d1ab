import type { ContainerCreateOptions, MountSettings } from 'dockerode';
import type { Environment } from '../../src/ports/sandbox.ts';
import type { labelsOf } from './names.ts';

const mib = 1024 * 1024;
/** Room beyond the output limit: what is in flight when the reader kills, and the engine's bytes per line. */
const logMb = 64;

/** What differs between the containers that Parley makes; everything else is the same hard shell. */
export type Shell = {
  readonly name: string;
  readonly labels: ReturnType<typeof labelsOf>;
  readonly command: readonly string[];
  readonly mounts: readonly MountSettings[];
  readonly memoryMb: number;
  /** Size of `/tmp`; 64 or less when left out. */
  readonly tmpMb?: number;
  /** Keep what it prints in the engine, so that a retry can read it. */
  readonly logged: boolean;
  /** The engine removes it when it ends. */
  readonly disposable: boolean;
};

/**
 * The one place that says what a container may do. Seccomp is the engine's default profile, which applies when
 * no other is named; what older engines leave open in it, `parley-seal` closes inside.
 */
export function hardened(environment: Environment, shell: Shell): ContainerCreateOptions & { name: string } {
  const { tmpMb = Math.min(environment.diskMb, 64) } = shell;
  return {
    name: shell.name,
    Image: environment.image,
    Labels: shell.labels,
    User: '10001:10001',
    WorkingDir: '/workspace',
    Hostname: 'parley',
    Env: ['HOME=/home/agent', 'USER=agent', 'LANG=C.UTF-8', 'TZ=UTC'],
    Entrypoint: [],
    Cmd: [...shell.command],
    Tty: false,
    OpenStdin: true,
    // When the worker that attached goes away, stdin ends: what has not begun then never does.
    StdinOnce: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    HostConfig: {
      Mounts: [...shell.mounts],
      Runtime: environment.runtime,
      AutoRemove: shell.disposable,
      // An init reaps, and when the script ends, whatever it left running ends with the process namespace.
      Init: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      ReadonlyRootfs: true,
      IpcMode: 'none',
      NetworkMode: environment.network,
      // Else the engine copies the host's name servers in, even where there is no network.
      Dns: ['127.0.0.1'],
      Memory: shell.memoryMb * mib,
      // Equal to Memory: no swap on top.
      MemorySwap: shell.memoryMb * mib,
      PidsLimit: environment.processes,
      NanoCpus: Math.round(environment.cpus * 1e9),
      OomScoreAdj: 500,
      Ulimits: [
        { Name: 'nofile', Soft: 1024, Hard: 1024 },
        { Name: 'core', Soft: 0, Hard: 0 },
        { Name: 'fsize', Soft: environment.diskMb * mib, Hard: environment.diskMb * mib },
      ],
      Tmpfs: { '/tmp': `rw,nosuid,nodev,size=${tmpMb}m,nr_inodes=16k,mode=1777` },
      LogConfig: shell.logged
        ? { Type: 'local', Config: { 'max-size': `${logMb}m`, 'max-file': '1', compress: 'false' } }
        : { Type: 'none', Config: {} },
    },
  };
}

export const mount = (volume: string, target: string, readOnly = false): MountSettings => ({
  Type: 'volume',
  Source: volume,
  Target: target,
  ReadOnly: readOnly,
});
