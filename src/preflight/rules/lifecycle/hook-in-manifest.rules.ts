import { podSpecOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/**
 * Annotations that make an object a hook of another tool, with the hooks that are applied at the same time here. Source: Helm
 * documentation, chart hooks (`crd-install` is of Helm 2; CRDs are applied first here); Argo CD documentation, sync phases.
 */
const HOOKS: readonly { readonly annotation: string; readonly remediation: string; readonly sameTime: ReadonlySet<string> }[] = [
  {
    annotation: 'helm.sh/hook',
    sameTime: new Set(['crd-install']),
    remediation:
      'Install the chart with HelmDeployment instead of its rendered manifest, or render it with helm template --no-hooks, or remove the ' +
      'annotation from what must run at the deployment',
  },
  {
    annotation: 'argocd.argoproj.io/hook',
    sameTime: new Set(['Sync']),
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
    HOOKS.flatMap(({ annotation, remediation, sameTime }) => {
      const hooks = objects.flatMap(({ path, value }) => {
        const hook = stringAt(value, 'metadata', 'annotations', annotation);
        if (hook === undefined || podSpecOf(value) === undefined) return [];
        return hook.split(',').every((event) => sameTime.has(event.trim())) ? [] : [{ path, text: `${describeObject(value)} (${hook})` }];
      });
      return [...new Set(hooks.map(({ path }) => path))].map((path) => {
        const found = hooks.filter((each) => each.path === path).map(({ text }) => text);
        return { path, finding: `the annotation ${annotation} is on ${found.join(', ')}`, remediation };
      });
    }),
};
