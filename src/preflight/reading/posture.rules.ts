import { albAnnotation, albIngressesOf, classSettings } from './alb.rules';
import { numberAt } from './workloads.rules';
import { at, groupKindOf, isDeployTimeValue, listAt, namespaceOf, podSpecOf, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { KUBERNETES_VERSIONS } from '../../kubernetes/kubernetes-version.data';
import { requirementsOf } from '../../kubernetes/label-selector.rules';
import { Facts } from '../facts/facts.rules';

const LOG_TYPES = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];
const EVERYWHERE = ['0.0.0.0/0', '::/0'];

/** Settings of a cluster for which a stricter choice exists, one line each, to be confirmed by the reader. None of them is a mistake. */
export function postureOf(facts: Facts): string[] {
  return [
    ...ofCluster(facts),
    ...ofLogs(facts),
    ...ofNodes(facts),
    ...ofNamespaces(facts),
    ...ofIngresses(facts),
    ...ofStorage(facts),
    ...ofSecrets(facts),
    ...ofManifests(facts),
  ];
}

function ofCluster({ resources, version }: Facts): string[] {
  return resources.ofType('AWS::EKS::Cluster').flatMap(({ properties }) => {
    const config = at(properties, 'ResourcesVpcConfig');
    const cidrs = listAt(config, 'PublicAccessCidrs').map(String);
    const open = cidrs.length === 0 || cidrs.some((cidr) => EVERYWHERE.includes(cidr));
    const logged = listAt(properties, 'Logging', 'ClusterLogging', 'EnabledTypes').map((each) => stringAt(each, 'Type'));
    const off = LOG_TYPES.filter((type) => !logged.includes(type));
    const until = version === undefined ? undefined : KUBERNETES_VERSIONS[version]?.standardUntil;
    return [
      ...(at(config, 'EndpointPublicAccess') === false
        ? []
        : [`the API endpoint is public, with access from ${open ? 'any address' : cidrs.join(', ')}`]),
      ...(off.length > 0 ? [`disabled control plane logs: ${off.join(', ')}`] : []),
      ...(at(properties, 'EncryptionConfig') === undefined ? ['secrets are encrypted with an AWS owned key'] : []),
      ...(at(properties, 'AccessConfig', 'BootstrapClusterCreatorAdminPermissions') === false
        ? []
        : ['the creator of the cluster is a cluster administrator']),
      ...(until ? [`standard support of Kubernetes ${version} ends on ${until}, and extended support costs more`] : []),
    ];
  });
}

/**
 * Log groups that AWS creates, without retention, if the app does not contain them. Source: EKS User Guide, control-plane-logs; CloudWatch
 * User Guide, Container-Insights-EKS-logs.
 */
function ofLogs({ resources, addonNames }: Facts): string[] {
  const names = resources.allOf('AWS::Logs::LogGroup').map(({ properties }) => String(properties.LogGroupName ?? ''));
  return resources.ofType('AWS::EKS::Cluster').flatMap(({ properties }) => {
    const isLogged = listAt(properties, 'Logging', 'ClusterLogging', 'EnabledTypes').length > 0;
    const created = [
      ...(isLogged && !names.some((name) => /^\/aws\/eks\/.+\/cluster$/.test(name) || isDeployTimeValue(name))
        ? ['/aws/eks/<cluster>/cluster']
        : []),
      ...(addonNames.some(({ value }) => value === OBSERVABILITY) &&
      !names.some((name) => name.startsWith(INSIGHTS) || isDeployTimeValue(name))
        ? [`${INSIGHTS}<cluster>/…`]
        : []),
    ];
    return created.length === 0 ? [] : [`AWS creates log groups without retention, which remain after the cluster: ${created.join(', ')}`];
  });
}

const OBSERVABILITY = 'amazon-cloudwatch-observability';
const INSIGHTS = '/aws/containerinsights/';

function ofNodes({ resources }: Facts): string[] {
  const groups = resources.ofType('AWS::EKS::Nodegroup').flatMap(({ path, properties }) => {
    const hops = numberAt(
      resources.find(at(properties, 'LaunchTemplate', 'Id'))?.properties,
      'LaunchTemplateData',
      'MetadataOptions',
      'HttpPutResponseHopLimit',
    );
    return hops !== undefined && hops > 1 ? [path] : [];
  });
  return groups.length === 0 ? [] : [`pods can read the credentials of their node (IMDS hop limit above 1): ${groups.join(', ')}`];
}

function ofNamespaces({ manifests, enforcesNetworkPolicies }: Facts): string[] {
  const namespaces = [...new Set(manifests.workloads.map(({ namespace }) => namespace))].sort();
  const levels = new Map(
    manifests
      .ofKind('/Namespace')
      .map(({ value }) => [value.metadata?.name ?? '', value.metadata?.labels?.['pod-security.kubernetes.io/enforce']]),
  );
  const denied = new Set(
    manifests
      .ofKind('networking.k8s.io/NetworkPolicy')
      .filter(({ value }) => requirementsOf(at(value, 'spec', 'podSelector'))?.length === 0)
      .map(({ value }) => namespaceOf(value)),
  );
  const unlevelled = namespaces.filter((name) => (levels.get(name) ?? 'privileged') === 'privileged');
  const undenied = namespaces.filter((name) => !denied.has(name));
  return [
    ...(unlevelled.length > 0 ? [`namespaces without a Pod Security level: ${unlevelled.join(', ')}`] : []),
    ...(undenied.length > 0
      ? [
          'namespaces without a NetworkPolicy for all ' +
            `pods${enforcesNetworkPolicies === false ? ', in a cluster that does not enforce policies' : ''}: ${firstOf(undenied)}`,
        ]
      : []),
  ];
}

// a certificate that the controller finds by host is used where a port of the Ingress is HTTPS
function ofIngresses(facts: Facts): string[] {
  const plain = albIngressesOf(facts).filter(({ value }) => {
    const settings = classSettings(value, facts);
    const scheme = stringAt(settings, 'scheme') ?? albAnnotation(value, 'scheme');
    const encrypted =
      albAnnotation(value, 'certificate-arn') !== undefined ||
      /HTTPS/.test(albAnnotation(value, 'listen-ports') ?? '') ||
      (settings === undefined
        ? albAnnotation(value, 'scheme') === undefined
        : // of Auto Mode and of the controller
          [...listAt(settings, 'certificateARNs'), ...listAt(settings, 'certificateArn')].length > 0);
    return scheme === 'internet-facing' && !encrypted;
  });
  const names = plain.map(({ value }) => `${namespaceOf(value)}/${value.metadata?.name}`);
  return names.length === 0 ? [] : [`public load balancers without TLS: Ingress ${firstOf(names)}`];
}

function ofStorage({ manifests }: Facts): string[] {
  const fixed = manifests
    .ofKind('storage.k8s.io/StorageClass')
    .filter(({ value }) => at(value, 'allowVolumeExpansion') !== true)
    .map(({ value }) => value.metadata?.name ?? '');
  return fixed.length === 0 ? [] : [`StorageClasses without volume expansion: ${fixed.join(', ')}`];
}

function ofSecrets({ objects }: Facts): string[] {
  const written = objects.filter(
    ({ value }) =>
      groupKindOf(value) === '/Secret' &&
      ['data', 'stringData'].some((field) =>
        Object.values(at(value, field) ?? {}).some((each) => typeof each === 'string' && each !== '' && !isDeployTimeValue(each)),
      ),
  );
  return written.length === 0
    ? []
    : [
        'Secrets with their content in the template: ' +
          `${firstOf(written.map(({ value }) => `${namespaceOf(value)}/${value.metadata?.name}`))}`,
      ];
}

// source: aws-cdk-lib 2.276, custom-resource-handlers/dist/aws-eks-v2/kubectl-handler/apply/__init__.py: kubectl without a wait
function ofManifests({ objects, createdByKubectl }: Facts): string[] {
  const paths = objects.filter(({ value }) => createdByKubectl.has(value) && podSpecOf(value) !== undefined).map(({ path }) => path);
  return paths.length === 0
    ? []
    : [
        'manifests of CDK, which are complete before their pods are ready (a ChartDeployment waits for them): ' +
          `${firstOf([...new Set(paths)])}`,
      ];
}

const MOST = 5;
const firstOf = (names: readonly string[]): string =>
  `${names.slice(0, MOST).join(', ')}${names.length > MOST ? ` and ${names.length - MOST} more` : ''}`;
