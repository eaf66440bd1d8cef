import { Rule } from '../../rule';

/** Constructs of this library that install CRDs, by API group. */
const PROVIDERS: Readonly<Record<string, string>> = {
  'elbv2.k8s.aws': "Add new AlbController(this, 'AlbController', { cluster })",
  'gateway.k8s.aws': "Add new AlbController(this, 'AlbController', { cluster })",
  'gateway.networking.k8s.io': "Add new GatewayApi(this, 'GatewayApi', { cluster, crds: GatewayCrds.fromFile('standard-install.yaml') })",
  'snapshot.storage.k8s.io': 'Set volumeSnapshotClass: {} on the storage construct, which installs the snapshot controller',
  'cert-manager.io': "Add new CertManager(this, 'CertManager', { cluster })",
  'external-secrets.io': "Add new ExternalSecretsOperator(this, 'ExternalSecrets', { cluster })",
  'secrets-store.csi.x-k8s.io': "Add new SecretsStoreDriver(this, 'SecretsStoreDriver', { cluster })",
  'trident.netapp.io': "Add new Trident(this, 'Trident', { cluster })",
};

const deployIt = ({ group, kind }: { readonly group: string; readonly kind: string }): string =>
  'Deploy the chart that contains the CRD in this app: ' +
  `new HelmDeployment(..., { provides: [ClusterCapability.kind('${group}', '${kind}')] })`;

export const kindMissing: Rule = {
  id: 'kind-missing',
  area: 'References',
  severity: 'error',
  description: 'object of a kind whose CRD is not installed: load balancers, Gateways, snapshots, certificates, secrets',
  reason:
    'the API server rejects an object whose CustomResourceDefinition is not installed (no matches for kind), and the deployment fails',
  source: 'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/',
  check: ({ missing }) =>
    missing.flatMap(({ path, value: { capability, requiredBy } }) =>
      capability.type === 'kind'
        ? [
            {
              path,
              finding:
                `${requiredBy ?? 'the construct'} needs the kind ${capability.kind} of ${capability.group}, ` +
                'whose CRD is not installed',
              remediation:
                `${PROVIDERS[capability.group] ?? deployIt(capability)}, or declare it: ` +
                `ClusterModel.of(cluster).declareExternal(ClusterCapability.kind('${capability.group}', '${capability.kind}'), { reason })`,
            },
          ]
        : [],
    ),
};
