import { describeObject, mapAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/**
 * Annotations that make an object a hook of another tool, with the hooks that are applied at the same time here. Source: Helm
 * documentation, chart hooks (`crd-install` is of Helm 2; CRDs are applied first here); Argo CD documentation, sync phases.
 */
const HOOKS: readonly { readonly annotation: string; readonly tool: string; readonly sameTime: ReadonlySet<string> }[] = [
  { annotation: 'helm.sh/hook', tool: 'Helm', sameTime: new Set(['crd-install']) },
  { annotation: 'argocd.argoproj.io/hook', tool: 'Argo CD', sameTime: new Set(['Sync']) },
];

export const hookInManifest: Rule = {
  id: 'hook-in-manifest',
  area: 'Lifecycle',
  severity: 'error',
  description: 'hook of Helm or Argo CD in a manifest that neither of them applies',
  reason:
    'the annotation has no effect here: the object is applied at once with all others, so that a Job of the hook pre-delete runs at the ' +
    'installation',
  source: 'https://helm.sh/docs/topics/charts_hooks/',
  check: ({ objects }) =>
    objects.flatMap(({ path, value }) =>
      HOOKS.flatMap(({ annotation, tool, sameTime }) => {
        const hook = mapAt(value, 'metadata', 'annotations')[annotation] as string | undefined;
        if (hook === undefined || hook.split(',').every((event) => sameTime.has(event.trim()))) return [];
        return [
          {
            path,
            finding: `${describeObject(value)} has the annotation ${annotation}: ${hook}`,
            remediation:
              tool === 'Helm'
                ? 'Install the chart with HelmDeployment instead of its rendered manifest, or remove the object or the annotation'
                : 'Remove the object or the annotation; a Job that must run before others belongs in a ChartDeployment that they depend on',
          },
        ];
      }),
    ),
};
