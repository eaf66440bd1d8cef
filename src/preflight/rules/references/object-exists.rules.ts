import { keyOf, object as objectThing } from '../../../catalog/capability.rules';
import { BUILT_IN_OBJECTS } from '../../../kubernetes/kinds.data';
import { groupOf, KubernetesObject, namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { isFalse } from '../../facts/resource-facts.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** What EKS creates with CoreDNS. */
const DNS_CONFIG = { group: '', kind: 'ConfigMap', namespace: 'kube-system', name: 'coredns' };

export const objectExists: Rule = {
  id: 'object-exists',
  area: 'References',
  severity: 'error',
  description: 'object of cluster.addManifest() that every cluster has',
  reason: 'the function of aws-eks-v2 runs kubectl create, which fails for an object that exists (AlreadyExists)',
  source: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks_v2.KubernetesManifest.html#overwrite',
  check: (facts) => {
    const existing = new Set(existingObjects(facts).map((each) => keyOf({ type: 'object', ...each })));
    return facts.objects
      .filter(({ value }) => facts.createdByKubectl.get(value)?.overwrites === false && existing.has(keyOfObject(value)))
      .map(({ path, value }) => ({
        path,
        finding: `${describeObject(value)} exists in every cluster`,
        remediation:
          'Change it with new KubernetesPatch(...), or set overwrite: true in new KubernetesManifest(...), which deletes it with the stack',
      }));
  },
};

const keyOfObject = (value: KubernetesObject): string =>
  keyOf(objectThing(groupOf(value.apiVersion), value.kind, value.metadata?.name ?? '', namespaceOf(value)));

/** Those of which the name is known: others are made by controllers, some time after their namespace. Auto Mode has no gp2. */
function existingObjects(facts: Facts) {
  const named = BUILT_IN_OBJECTS.filter(
    (each) =>
      !each.name.includes('*') && !('namespace' in each && each.namespace === '*') && !(facts.autoMode && each.kind === 'StorageClass'),
  );
  return [...named, ...(hasDns(facts) ? [DNS_CONFIG] : [])];
}

/** Whether EKS installs CoreDNS, by itself or as an add-on. */
function hasDns({ addonNames, autoMode, resources }: Facts): boolean {
  const [cluster] = resources.ofType('AWS::EKS::Cluster');
  const isBootstrapped = cluster !== undefined && !autoMode && !isFalse(cluster.properties.BootstrapSelfManagedAddons);
  return isBootstrapped || addonNames.some(({ value }) => value === 'coredns');
}
