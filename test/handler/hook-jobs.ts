import * as fs from 'fs';
import { Stored } from './api-store';
import { chartFolder } from './charts';
import { RealWorld } from './real-world';

const HOOK = `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations: { helm.sh/hook: 'pre-install,pre-upgrade' }
spec:
  template:
    spec: { restartPolicy: Never, containers: [{ name: app, image: example.com/app:1 }] }
`;

/** A chart with a Job before each installation and upgrade. */
export const chartWithHook = (world: RealWorld, files: Readonly<Record<string, string>> = {}): string =>
  chartFolder(world, { 'templates/migrate.yaml': HOOK, ...files });

export const migrationOf = ({ server: { store } }: RealWorld): Stored | undefined => store.find('Job', 'shop/migrate');

/** How a Job ends, as its controller writes it. */
export function end(job: Stored, type: 'Complete' | 'Failed'): void {
  const done = { type: type === 'Complete' ? 'SuccessCriteriaMet' : 'FailureTarget', status: 'True' };
  job.status = { startTime: '2026-01-01T00:00:00Z', conditions: [done, { type, status: 'True', reason: 'BackoffLimitExceeded' }] };
}

/** The uids of all Jobs that were started; each is ended as a test says, in real time, because Helm waits for it by itself. */
export class Migrations {
  readonly started: string[] = [];
  /** uids of those that ran when the next one was started. */
  readonly overlapping: string[] = [];
  private readonly timer: NodeJS.Timeout;
  private last?: Stored;

  /** @param run what happens to a Job, by its number */
  constructor(world: RealWorld, run: (job: Stored, number: number) => void) {
    this.timer = setInterval(() => {
      const job = migrationOf(world);
      if (!job || this.started.includes(job.metadata.uid)) return;
      if (this.last && this.last.status === undefined) this.overlapping.push(this.last.metadata.uid);
      this.last = job;
      this.started.push(job.metadata.uid);
      run(job, this.started.length);
    }, 20);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

/** Ends the Helm that this test has started. */
export function killHelm(): void {
  const children = fs.readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && isOwnHelm(entry));
  if (children.length !== 1) throw new Error(`there are ${children.length} processes of Helm`);
  process.kill(Number(children[0]), 'SIGKILL');
}

// source: proc(5), /proc/pid/stat: pid, name in parentheses, state, process id of the parent
function isOwnHelm(pid: string): boolean {
  try {
    const [, name, parent] = /^\d+ \((.*)\) \S (\d+) /.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return name === 'helm' && Number(parent) === process.pid;
  } catch {
    return false; // it has ended
  }
}
