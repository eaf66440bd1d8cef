import { asking, nodes, objects, onFargate, workload } from './given';
import { Cases } from '../case';

const CONTAINER = '{ name: main, image: "registry.example.com/migrate:1.0", securityContext: { capabilities: { drop: [ALL] } } }';
const job = `apiVersion: batch/v1
kind: Job
metadata: { name: migrate, namespace: shop }
spec: { template: { spec: { restartPolicy: Never, containers: [${CONTAINER}] } } }`;
const oneInit = (requests: string) =>
  `initContainers: [{ name: migrate, image: "registry.example.com/migrate:1.0", resources: { requests: { ${requests} } } }]`;

export const FARGATE: Cases = {
  'daemon-set-on-fargate': {
    fails: [
      {
        name: 'a log agent in a namespace of Fargate',
        manifests: workload({ kind: 'DaemonSet', name: 'agent' }),
        ...onFargate(),
        found: ["DaemonSet 'shop/agent' is selected by a Fargate profile"],
      },
      {
        name: 'by a pattern and by labels',
        manifests: workload({ kind: 'DaemonSet', name: 'agent', labels: 'tier: front-1' }),
        ...onFargate('sh*', { tier: 'front-?' }),
        found: ["DaemonSet 'shop/agent' is selected by a Fargate profile"],
      },
    ],
    passes: [
      {
        name: 'the same in a namespace of nodes',
        manifests: workload({ kind: 'DaemonSet', name: 'agent', namespace: 'agents' }),
        ...onFargate(),
      },
      {
        name: 'the profile asks for a label that it does not have',
        manifests: workload({ kind: 'DaemonSet', name: 'agent' }),
        ...onFargate('shop', { compute: 'fargate' }),
      },
      {
        name: 'an annotation keeps it on nodes',
        manifests: workload({ kind: 'DaemonSet', name: 'agent', annotations: 'eks.amazonaws.com/compute-type: ec2' }),
        ...onFargate(),
      },
      { name: 'a Deployment', manifests: workload(), ...onFargate() },
    ],
  },
  'fargate-restricted': {
    fails: [
      {
        name: 'a privileged container',
        manifests: workload({ container: 'securityContext: { privileged: true }' }),
        ...onFargate(),
        found: ["pods of Deployment 'shop/web' run on Fargate and run privileged containers (main)"],
        also: ['privileged-workload'],
      },
      {
        name: 'a service mesh that changes the network of its pods',
        manifests: workload({
          pod:
            'initContainers: [{ name: init, image: "registry.example.com/mesh:1.0", securityContext: { capabilities: { add: ' +
            '[NET_ADMIN] } } }]',
        }),
        ...onFargate(),
        found: ["pods of Deployment 'shop/web' run on Fargate and add the capabilities NET_ADMIN"],
      },
      {
        name: 'the network of the host, and a port of it',
        manifests: workload({ pod: 'hostNetwork: true', container: 'ports: [{ containerPort: 8080, hostPort: 8080 }]' }),
        ...onFargate(),
        found: ["pods of Deployment 'shop/web' run on Fargate and set hostNetwork, use hostPort 8080"],
        also: ['privileged-workload'],
      },
      {
        name: 'a path of the host',
        manifests: workload({ pod: 'volumes: [{ name: logs, hostPath: { path: /var/log } }]' }),
        ...onFargate(),
        found: ["pods of Deployment 'shop/web' run on Fargate and mount hostPath /var/log"],
      },
      {
        name: 'a GPU',
        manifests: workload({ container: 'resources: { limits: { nvidia.com/gpu: 1 } }' }),
        ...onFargate(),
        found: ["pods of Deployment 'shop/web' run on Fargate and request nvidia.com/gpu"],
      },
      {
        name: 'arm64',
        manifests: workload({ pod: 'nodeSelector: { kubernetes.io/arch: arm64 }' }),
        ...onFargate(),
        found: ["pods of Deployment 'shop/web' run on Fargate and select arm64"],
      },
      {
        name: 'Windows',
        manifests: workload({ pod: 'os: { name: windows }, nodeSelector: { kubernetes.io/os: windows }' }),
        ...onFargate(),
        found: ["pods of Deployment 'shop/web' run on Fargate and select Windows"],
      },
      {
        name: 'the first gibibyte of disk too many',
        manifests: asking('ephemeral-storage: 176Gi'),
        ...onFargate(),
        found: ["pods of Deployment 'shop/web' run on Fargate and request more than 175 GiB of ephemeral storage"],
      },
    ],
    passes: [
      { name: 'as much disk as there may be', manifests: asking('ephemeral-storage: 175Gi'), ...onFargate() },
      {
        name: 'what sounds like it, and is allowed',
        manifests: workload({
          pod: 'hostNetwork: false, os: { name: linux }, nodeSelector: { kubernetes.io/arch: amd64 }',
          container:
            'securityContext: { privileged: false, capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] } }, ports: [{ ' +
            'containerPort: 80 }], resources: { limits: { nvidia.com/gpu: 0 } }',
        }),
        ...onFargate(),
      },
      {
        name: 'a volume that is empty, and a configuration',
        manifests: objects(
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\ndata: { A: b }',
          workload({ pod: 'volumes: [{ name: cache, emptyDir: {} }, { name: settings, configMap: { name: settings } }]' }),
        ),
        ...onFargate(),
      },
      { name: 'a Job without capabilities', manifests: job, ...onFargate() },
      {
        name: 'the same on nodes beside',
        manifests: workload({
          container: 'securityContext: { capabilities: { add: [NET_ADMIN] } }, resources: { limits: { nvidia.com/gpu: 1 } }',
        }),
        ...onFargate('jobs'),
      },
      {
        name: 'an annotation keeps them on nodes',
        manifests: workload({ annotations: 'eks.amazonaws.com/compute-type: ec2', pod: 'nodeSelector: { kubernetes.io/arch: arm64 }' }),
        ...onFargate(),
      },
      {
        name: 'what CloudFormation fills in',
        manifests: workload({ pod: 'nodeSelector: { kubernetes.io/arch: <known-at-deploy> }' }),
        ...onFargate(),
      },
    ],
  },
  'fargate-size': {
    fails: [
      {
        name: 'more memory than the largest size has',
        manifests: asking('cpu: 8, memory: 128Gi'),
        ...onFargate(),
        found: ["Deployment 'shop/web' requests 8 vCPU, 128 GiB on Fargate"],
      },
      {
        name: 'all the memory of the largest size, of which a part is kept',
        manifests: asking('memory: 120Gi'),
        ...onFargate(),
        found: ["Deployment 'shop/web' requests 120 GiB on Fargate"],
      },
      {
        name: 'the first millicore too many',
        manifests: asking('cpu: 16001m'),
        ...onFargate(),
        found: ["Deployment 'shop/web' requests 16.001 vCPU on Fargate"],
      },
      {
        name: 'in an init container',
        manifests: asking('cpu: 1', { pod: oneInit('cpu: 17') }),
        ...onFargate(),
        found: ["Deployment 'shop/web' requests 17 vCPU on Fargate"],
      },
      {
        name: 'the limit is the request where there is none',
        manifests: workload({ container: 'resources: { limits: { cpu: 32 } }' }),
        ...onFargate(),
        found: ["Deployment 'shop/web' requests 32 vCPU on Fargate"],
      },
    ],
    passes: [
      { name: 'the largest pod there may be', manifests: asking('cpu: 16, memory: 122624Mi'), ...onFargate() },
      { name: 'much memory and little CPU: Fargate gives more CPU', manifests: asking('cpu: 250m, memory: 100Gi'), ...onFargate() },
      { name: 'an init container before the others', manifests: asking('cpu: 10', { pod: oneInit('cpu: 10') }), ...onFargate() },
      { name: 'no request at all', manifests: workload(), ...onFargate() },
      {
        name: 'as large as nodes are',
        manifests: asking('cpu: 17'),
        ...onFargate('jobs', {}, { capacity: [nodes({ shapes: [{ instanceType: 'm6i.8xlarge', cpuMillis: 31850, devices: {} }] })] }),
      },
      {
        name: 'an annotation keeps it on nodes',
        manifests: asking('cpu: 17', { annotations: 'eks.amazonaws.com/compute-type: ec2' }),
        ...onFargate(),
      },
      { name: 'a request that CloudFormation fills in', manifests: asking('cpu: <known-at-deploy>'), ...onFargate() },
    ],
  },
};
