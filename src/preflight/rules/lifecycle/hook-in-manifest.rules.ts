import { podSpecOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

interface Hooks {
  readonly annotation: string;
  readonly remediation: string;
  readonly sameTime: ReadonlySet<string>;
  /** before or after the others: the order is lost, and pods that retry do their work nevertheless. */
  readonly atInstallation: ReadonlySet<string>;
}

/**
 * Annotations that make an object a hook of another tool, with the hooks that are applied at the same time here. Source: Helm
 * documentation, chart hooks (`crd-install` is of Helm 2; CRDs are applied first here); Argo CD documentation, sync phases.
 */
const HOOKS: readonly Hooks[] = [
  {
    annotation: 'helm.sh/hook',
    sameTime: new Set(['crd-install']),
    atInstallation: new Set(['pre-install', 'post-install']),
    remediation:
      'Install the chart with HelmDeployment instead of its rendered manifest, or render it with helm template --no-hooks, or remove the ' +
      'annotation from what must run at the deployment',
  },
  {
    annotation: 'argocd.argoproj.io/hook',
    sameTime: new Set(['Sync']),
    atInstallation: new Set(['PreSync', 'PostSync']),
    remediation: 'Remove the object or the annotation; a Job that must run before others belongs in a ChartDeployment that they depend on',
  },
];

export const hookInManifest: Rule = {
  id: 'hook-in-manifest',
  area: 'Lifecycle',
  severity: 'error',
  description: 'Job or Pod that is a hook of Helm or Argo CD, in a manifest that neither of them applies',
  reason:
    'the annotation has no effect here: the pods run at once, at the first deployment, so that a Job of the hook pre-delete runs at the ' +
    'installation',
  source: 'https://helm.sh/docs/topics/charts_hooks/',
  // ServiceAccounts and roles of hooks are applied and used as others
  check: ({ objects }) =>
    HOOKS.flatMap(({ annotation, remediation, sameTime, atInstallation }) => {
      const found = objects.flatMap(({ path, value }) => {
        const hook = stringAt(value, 'metadata', 'annotations', annotation);
        if (hook === undefined || podSpecOf(value) === undefined) return [];
        const events = hook.split(',').map((event) => event.trim());
        if (events.every((event) => sameTime.has(event))) return [];
        const isCertain = !events.some((event) => sameTime.has(event) || atInstallation.has(event));
        return [{ path, text: `${describeObject(value)} (${hook})`, isCertain }];
      });
      return [...new Set(found.map(({ path }) => path))].flatMap((path) =>
        [true, false].flatMap((isCertain): Violation[] => {
          const texts = found.filter((each) => each.path === path && each.isCertain === isCertain).map(({ text }) => text);
          if (texts.length === 0) return [];
          const finding = `the annotation ${annotation} is on ${texts.join(', ')}`;
          return [{ path, finding, remediation, ...(isCertain ? {} : { severity: 'warning' }) }];
        }),
      );
    }),
};
