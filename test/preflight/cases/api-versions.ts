import { Cases, Given } from './case';
import { all, inShop } from './given';

const workload = (
  kind: string,
  name: string,
  change: { readonly apiVersion?: string; readonly annotations?: string; readonly ofPods?: string; readonly volumes?: string } = {},
) => `apiVersion: ${change.apiVersion ?? 'apps/v1'}
kind: ${kind}
metadata: { name: ${name}, namespace: shop, annotations: { ${change.annotations ?? ''} } }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} }, annotations: { ${change.ofPods ?? ''} } }
    spec:
      volumes: [${change.volumes ?? ''}]
      containers: [{ name: main, image: "registry.example.com/${name}:1.0" }]`;

const object = (apiVersion: string, kind: string, name: string, more: string = '') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\n${more}`;

const budget = (apiVersion: string) =>
  all(
    inShop(apiVersion, 'PodDisruptionBudget', 'web', 'spec: { maxUnavailable: 1, selector: { matchLabels: { app: web } } }'),
    workload('Deployment', 'web'),
  );
const cronJob = (apiVersion: string) =>
  inShop(
    apiVersion,
    'CronJob',
    'backup',
    'spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: main, ' +
      'image: "registry.example.com/backup:1.0" }] } } } } }',
  );
const attributes = (apiVersion: string) =>
  object(apiVersion, 'VolumeAttributesClass', 'fast', 'driverName: ebs.csi.aws.com\nparameters: { iops: "6000" }');
const devices = (apiVersion: string) =>
  object(apiVersion, 'DeviceClass', 'gpus', 'spec: { selectors: [{ cel: { expression: "device.driver == \'gpu.nvidia.com\'" } }] }');
const flows = (apiVersion: string) =>
  object(apiVersion, 'FlowSchema', 'reports', 'spec: { priorityLevelConfiguration: { name: catch-all } }');
const policy =
  'spec: { matchConstraints: { resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }] ' +
  '}, validations: [{ expression: "true" }] }';
const on = (version: string, manifests: string, name?: string): Given => ({
  name: name ?? `${manifests.split('\n').slice(0, 2).join(' ')} on ${version}`,
  manifests,
  facts: { version },
});

const service = (fields: string) =>
  all(inShop('v1', 'Service', 'web', `spec: { selector: { app: web }, ports: [{ port: 80 }], ${fields} }`), workload('Deployment', 'web'));

export const API_VERSIONS: Cases = {
  'field-deprecated': {
    fails: [
      {
        ...on('1.36', service('externalIPs: [10.0.0.1]'), 'external IPs of a Service'),
        found: ["Service 'shop/web' sets spec.externalIPs, which is deprecated since Kubernetes 1.36"],
      },
      {
        name: 'an in-tree EBS volume',
        manifests: workload('Deployment', 'web', { volumes: '{ name: data, awsElasticBlockStore: { volumeID: vol-0123456789abcdef0 } }' }),
        found: ["Deployment 'shop/web' sets awsElasticBlockStore of the volume 'data', which is deprecated"],
      },
    ],
    passes: [
      on('1.35', service('externalIPs: [10.0.0.1]'), 'external IPs before they are deprecated'),
      on('1.36', service('externalIPs: []'), 'no external IPs, as cdk8s-plus writes them'),
      { name: 'an emptyDir volume', manifests: workload('Deployment', 'web', { volumes: '{ name: data, emptyDir: {} }' }) },
    ],
  },
  'annotation-ignored': {
    fails: [
      {
        name: 'a profile of seccomp by annotation, as it was before 1.19',
        manifests: workload('Deployment', 'web', { ofPods: 'seccomp.security.alpha.kubernetes.io/pod: runtime/default' }),
        found: ["Deployment 'shop/web' has the annotation seccomp.security.alpha.kubernetes.io/pod"],
      },
      {
        name: 'the same for one container',
        manifests: workload('Deployment', 'web', { ofPods: 'container.seccomp.security.alpha.kubernetes.io/main: runtime/default' }),
        found: ["Deployment 'shop/web' has the annotation container.seccomp.security.alpha.kubernetes.io/main"],
      },
      {
        name: 'a critical pod by annotation',
        manifests: workload('DaemonSet', 'agent', { ofPods: 'scheduler.alpha.kubernetes.io/critical-pod: ""' }),
        found: ["DaemonSet 'shop/agent' has the annotation scheduler.alpha.kubernetes.io/critical-pod"],
      },
      {
        name: 'what kept Karpenter away before its v1beta1',
        manifests: workload('Deployment', 'web', { ofPods: 'karpenter.sh/do-not-evict: "true"' }),
        found: ["Deployment 'shop/web' has the annotation karpenter.sh/do-not-evict"],
      },
    ],
    passes: [
      {
        name: 'what keeps Karpenter away today',
        manifests: workload('Deployment', 'web', { ofPods: 'karpenter.sh/do-not-disrupt: "true"' }),
      },
      {
        name: 'alpha and beta annotations that are still read',
        manifests: workload('Deployment', 'web', {
          ofPods:
            'container.apparmor.security.beta.kubernetes.io/main: runtime/default, cluster-autoscaler.kubernetes.io/safe-to-evict: "false"',
        }),
      },
      {
        name: 'an annotation that begins alike',
        manifests: workload('Deployment', 'web', { annotations: 'seccomp.security.alpha.kubernetes.io/podium: "1"' }),
      },
    ],
  },
  'api-removed': {
    fails: [
      {
        name: 'a chart of 2020: "no matches for kind CronJob in version batch/v1beta1"',
        manifests: 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: backup, namespace: shop }\nspec: { schedule: "0 3 * * *" }',
        found: ["CronJob 'shop/backup' uses batch/v1beta1, which was removed in Kubernetes 1.25, and the cluster is 1.36"],
      },
      {
        name: 'an Ingress as it was before 1.19',
        manifests: inShop(
          'extensions/v1beta1',
          'Ingress',
          'web',
          'spec: { rules: [{ http: { paths: [{ path: /, backend: { serviceName: web, servicePort: 80 } }] } }] }',
        ),
        found: ["Ingress 'shop/web' uses extensions/v1beta1, which was removed in Kubernetes 1.22, and the cluster is 1.36"],
      },
      {
        ...on('1.26', inShop('autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'web')),
        found: [
          "HorizontalPodAutoscaler 'shop/web' uses autoscaling/v2beta2, which was removed in Kubernetes 1.26, and the cluster is " + '1.26',
        ],
        also: ['cluster-version'],
      },
      {
        ...on('1.32', flows('flowcontrol.apiserver.k8s.io/v1beta3')),
        found: [
          "FlowSchema 'reports' uses flowcontrol.apiserver.k8s.io/v1beta3, which was removed in Kubernetes 1.32, and the cluster " +
            'is 1.32',
        ],
      },
      {
        name: 'a cluster that was imported is 1.32 at the least',
        manifests: budget('policy/v1beta1'),
        facts: { version: undefined },
        found: [
          "PodDisruptionBudget 'shop/web' uses policy/v1beta1, which was removed in Kubernetes 1.25, and EKS has no clusters " +
            'older than 1.32',
        ],
      },
    ],
    passes: [
      { manifests: budget('policy/v1') },
      { manifests: cronJob('batch/v1') },
      {
        name: 'a kind of a third party in a beta version',
        manifests: all(
          inShop(
            'elbv2.k8s.aws/v1beta1',
            'TargetGroupBinding',
            'web',
            'spec: { serviceRef: { name: web, port: 80 }, targetGroupARN: arn }',
          ),
          inShop('v1', 'Service', 'web', 'spec: { ports: [{ port: 80 }] }'),
        ),
      },
      { ...on('1.32', flows('flowcontrol.apiserver.k8s.io/v1'), 'the stable one, on the oldest version') },
      {
        name: 'an API that a later version removed, on a cluster of which no version is known',
        manifests: devices('resource.k8s.io/v1beta1'),
        facts: { version: undefined },
      },
    ],
  },
  'api-removed-next': {
    fails: [
      {
        ...on('1.31', flows('flowcontrol.apiserver.k8s.io/v1beta3'), 'an API that goes with the next version'),
        found: ["FlowSchema 'reports' uses flowcontrol.apiserver.k8s.io/v1beta3, which is removed in Kubernetes 1.32"],
        also: ['cluster-version'],
      },
      {
        ...on('1.35', devices('resource.k8s.io/v1beta1')),
        found: ["DeviceClass 'gpus' uses resource.k8s.io/v1beta1, which is removed in Kubernetes 1.36"],
      },
      {
        ...on('1.34', attributes('storage.k8s.io/v1beta1'), 'a beta API since there is a stable one'),
        found: ["VolumeAttributesClass 'fast' uses storage.k8s.io/v1beta1, which is deprecated"],
      },
      {
        ...on('1.36', devices('resource.k8s.io/v1beta2')),
        found: ["DeviceClass 'gpus' uses resource.k8s.io/v1beta2, which is deprecated"],
      },
    ],
    passes: [
      { ...on('1.33', attributes('storage.k8s.io/v1beta1'), 'a beta API while there is nothing else') },
      { ...on('1.33', devices('resource.k8s.io/v1beta2')) },
      { ...on('1.34', devices('resource.k8s.io/v1beta1'), 'an API that goes with the version after the next') },
      { ...on('1.34', devices('resource.k8s.io/v1'), 'the stable one') },
    ],
  },
  'api-not-served': {
    fails: [
      {
        name: 'a policy of admission in beta',
        manifests: object('admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy', 'tags', policy),
        found: ["ValidatingAdmissionPolicy 'tags' uses admissionregistration.k8s.io/v1beta1"],
      },
      {
        name: 'an alpha API that is stable today',
        manifests: object('networking.k8s.io/v1alpha1', 'ServiceCIDR', 'more', 'spec: { cidrs: [10.200.0.0/16] }'),
        found: ["ServiceCIDR 'more' uses networking.k8s.io/v1alpha1"],
      },
      {
        ...on('1.33', attributes('storage.k8s.io/v1'), 'a stable API on a version before it'),
        found: ["VolumeAttributesClass 'fast' uses storage.k8s.io/v1, introduced in Kubernetes 1.34, but the cluster is 1.33"],
      },
      {
        ...on('1.32', devices('resource.k8s.io/v1beta1')),
        found: ["DeviceClass 'gpus' uses resource.k8s.io/v1beta1, introduced in Kubernetes 1.33, but the cluster is 1.32"],
      },
      {
        ...on('1.32', object('networking.k8s.io/v1', 'ServiceCIDR', 'more', 'spec: { cidrs: [10.200.0.0/16] }')),
        found: ["ServiceCIDR 'more' uses networking.k8s.io/v1, introduced in Kubernetes 1.33, but the cluster is 1.32"],
      },
      {
        ...on('1.32', attributes('storage.k8s.io/v1alpha1'), 'an alpha API before it was removed'),
        found: ["VolumeAttributesClass 'fast' uses storage.k8s.io/v1alpha1"],
      },
    ],
    passes: [
      { manifests: object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 'tags', policy) },
      { ...on('1.34', attributes('storage.k8s.io/v1'), 'the first version that has it') },
      { ...on('1.32', attributes('storage.k8s.io/v1beta1'), 'classes of volume attributes in beta, which EKS switched on with 1.31') },
      { ...on('1.33', devices('resource.k8s.io/v1beta1'), 'allocation of devices in beta, which EKS switched on with 1.33') },
      {
        name: 'kinds that EKS installs as custom ones, in alpha and beta',
        manifests: all(
          object('crd.k8s.amazonaws.com/v1alpha1', 'ENIConfig', 'eu-west-1a', 'spec: { subnet: subnet-1 }'),
          inShop(
            'vpcresources.k8s.aws/v1beta1',
            'SecurityGroupPolicy',
            'web',
            'spec: { podSelector: { matchLabels: { app: web } }, securityGroups: { groupIds: [sg-1] } }',
          ),
          workload('Deployment', 'web'),
        ),
        facts: { hasInstances: true },
      },
      { name: 'what a cluster of an unknown version may have', manifests: attributes('storage.k8s.io/v1'), facts: { version: undefined } },
    ],
  },
  'field-removed': {
    fails: [
      {
        name: 'a repository as a volume',
        manifests: workload('Deployment', 'web', {
          volumes: '{ name: site, gitRepo: { repository: "https://git.example.com/site.git" } }',
        }),
        found: ["the volume 'site' of Deployment 'shop/web' is a gitRepo volume"],
      },
    ],
    passes: [
      {
        ...on(
          '1.35',
          workload('Deployment', 'web', { volumes: '{ name: site, gitRepo: { repository: "https://git.example.com/site.git" } }' }),
          'the last version with it',
        ),
      },
      {
        name: 'an empty volume that an init container fills',
        manifests: workload('Deployment', 'web', { volumes: '{ name: site, emptyDir: {} }' }),
      },
      { name: 'a volume with that name', manifests: workload('Deployment', 'web', { volumes: '{ name: gitrepo, emptyDir: {} }' }) },
      {
        name: 'a cluster whose version is not known',
        manifests: workload('Deployment', 'web', {
          volumes: '{ name: site, gitRepo: { repository: "https://git.example.com/site.git" } }',
        }),
        facts: { version: undefined },
      },
    ],
  },
  'kind-unknown': {
    fails: [
      {
        name: 'a Deployment in the core group',
        manifests: workload('Deployment', 'web', { apiVersion: 'v1' }),
        found: ['Deployment \'shop/web\': no matches for kind "Deployment" in version "v1"'],
      },
      {
        name: 'a kind in lower case',
        manifests: inShop('v1', 'configMap', 'settings', 'data: { A: b }'),
        found: ['configMap \'shop/settings\': no matches for kind "configMap" in version "v1"'],
      },
      {
        name: 'two letters swapped',
        manifests: workload('Deployemnt', 'web'),
        found: ['Deployemnt \'shop/web\': no matches for kind "Deployemnt" in version "apps/v1"'],
      },
      {
        name: 'an Ingress in the group it left',
        manifests: inShop('extensions/v1', 'Ingress', 'web'),
        found: ['Ingress \'shop/web\': no matches for kind "Ingress" in version "extensions/v1"'],
      },
      {
        name: 'a version that is not there yet',
        manifests: cronJob('batch/v2'),
        found: ['CronJob \'shop/backup\': no matches for kind "CronJob" in version "batch/v2"'],
      },
      {
        ...on('1.37', inShop('apps/v1', 'Workload', 'web'), 'a cluster that is newer than the table has it perhaps'),
        found: ['Workload \'shop/web\': no matches for kind "Workload" in version "apps/v1"'],
      },
    ],
    passes: [
      {
        name: 'the first version of an autoscaler is still there',
        manifests: all(
          inShop(
            'autoscaling/v1',
            'HorizontalPodAutoscaler',
            'web',
            'spec: { maxReplicas: 4, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }',
          ),
          workload('Deployment', 'web').replace(
            'image: "',
            'resources: { requests: { cpu: 100m } }, readinessProbe: { tcpSocket: { port: 80 } }, image: "',
          ),
        ),
      },
      {
        name: 'a kind of a third party with the name of a built-in kind',
        manifests: inShop('serving.knative.dev/v1', 'Service', 'web'),
      },
      { name: 'a kind that came with 1.34', manifests: attributes('storage.k8s.io/v1') },
    ],
  },
};
