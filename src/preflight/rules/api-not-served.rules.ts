import { SERVED_KINDS, SERVED_SINCE } from '../../inventory/api-kinds.data';
import { BUILT_IN_GROUPS } from '../../inventory/kinds.data';
import { groupOf, KubernetesObject } from '../../inventory/kubernetes-object.rules';
import { isNewer } from '../../inventory/versions.rules';
import { Facts } from '../facts.rules';
import { named } from '../manifests.rules';
import { removedApiOf } from '../removed-api.rules';
import { Found, Rule } from '../rule';

export const apiNotServed: Rule = {
  id: 'api-not-served',
  area: 'API versions',
  severity: 'error',
  finds: 'alpha and beta APIs, which EKS does not switch on, and what came with a later version',
  why: 'EKS serves stable APIs alone: no alpha ones, and no beta ones that came after Kubernetes 1.24',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
  check: (facts) => facts.objects.flatMap(({ path, value }) => problem(path, value, facts)),
};

function problem(path: string, object: KubernetesObject, { version }: Facts): Found[] {
  const { apiVersion, kind } = object;
  const stable = Object.keys(SERVED_KINDS).find((served) => groupOf(served) === groupOf(apiVersion) && SERVED_KINDS[served].includes(kind));
  if (BUILT_IN_GROUPS.has(groupOf(apiVersion)) && /v\d+(alpha|beta)\d*$/.test(apiVersion) && !CUSTOM.has(groupOf(apiVersion)) && removedApiOf(object) === undefined) {
    return [{ path, what: `${named(object)} is of ${apiVersion}`, fix: stable ? `Use ${stable}` : 'Leave it out until it is stable' }];
  }
  const since = SERVED_SINCE[`${apiVersion}/${kind}`];
  return since && version && isNewer(since, version) ? [{ path, what: `${named(object)} is of ${apiVersion}, which came with Kubernetes ${since}, and the cluster is ${version}`, fix: 'Upgrade the cluster first, or leave it out' }] : [];
}

/** Groups whose kinds EKS installs as custom ones, in versions of their own. */
const CUSTOM = new Set(['crd.k8s.amazonaws.com', 'vpcresources.k8s.aws', 'networking.k8s.aws']);
