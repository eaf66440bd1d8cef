import { AddonRow, ADDONS } from './addons.data';
import { ChartRow, CHARTS } from './charts.data';
import { PinnedVersion } from './pinned-version.rules';
import { creatableVersions } from '../kubernetes/kubernetes-version.rules';
import { cellOf } from '../kubernetes/versions.rules';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Pinned versions of EKS add-ons by Kubernetes minor, as Markdown. */
export function addonTable(): string {
  const minors = creatableVersions().reverse();
  return table(
    ['add-on', ...minors],
    Object.entries<AddonRow>(ADDONS).map(([name, { versions }]) => [
      `\`${name}\``,
      ...minors.map((minor) => cellOf<PinnedVersion>(versions, minor)?.version ?? '-'),
    ]),
  );
}

/** Charts that this library installs, as Markdown. */
export function chartTable(): string {
  return table(
    ['chart', 'version', 'repository'],
    Object.entries<ChartRow>(CHARTS).flatMap(([name, { installed }]) =>
      installed ? [[`\`${name}\``, installed.version, `\`${installed.repository}\``]] : [],
    ),
  );
}
