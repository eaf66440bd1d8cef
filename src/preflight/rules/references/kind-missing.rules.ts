import { Rule } from '../../rule';

/** Who brings kinds, by their API group, in constructs of this library. */
const PROVIDERS: Readonly<Record<string, string>> = {
  'elbv2.k8s.aws': "Add new AlbController(this, 'AlbController', { cluster })",
  'gateway.k8s.aws': "Add new AlbController(this, 'AlbController', { cluster })",
  'gateway.networking.k8s.io': "Add new GatewayApi(this, 'GatewayApi', { cluster, crds: GatewayCrds.fromFile('standard-install.yaml') })",
  'snapshot.storage.k8s.io': 'Give snapshots: {} to the storage, which installs the controller of snapshots',
  'cert-manager.io': "Add new CertManager(this, 'CertManager', { cluster })",
  'external-secrets.io': "Add new ExternalSecretsOperator(this, 'ExternalSecrets', { cluster })",
  'secrets-store.csi.x-k8s.io': "Add new SecretsStoreDriver(this, 'SecretsStoreDriver', { cluster })",
  'trident.netapp.io': "Add new Trident(this, 'Trident', { cluster })",
};

export const kindMissing: Rule = {
  id: 'kind-missing',
  area: 'References',
  severity: 'error',
  description: 'an object of a kind whose definition nobody brings: load balancers, Gateways, snapshots, certificates, secrets',
  reason: 'the API server answers "no matches for kind" to an object whose CustomResourceDefinition is not there, and the deploy fails',
  source: 'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/',
  check: ({ missing }) =>
    missing.flatMap(({ path, value: { capability, requiredBy } }) =>
      capability.type === 'kind'
        ? [
            {
              path,
              finding: `${requiredBy ?? 'it'} needs the kind ${capability.kind} of ${capability.group}, which nobody provides`,
              remediation:
                `${PROVIDERS[capability.group] ?? 'Deploy the chart that brings it in this app'}, or declare ` +
                `ClusterModel.of(cluster).external(ClusterCapability.kind('${capability.group}', '${capability.kind}'), { reason })`,
            },
          ]
        : [],
    ),
};
