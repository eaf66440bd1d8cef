import { Problem } from '../errors/problems';

/** The container that a call names, or the first one: one of the workload. */
export function containerProblems(containers: readonly string[], foreign: string | undefined): Problem[] {
  if (foreign !== undefined) {
    return [
      {
        finding: `container '${foreign}' is not a container of this workload`,
        constraint: `its containers are ${containers.join(', ') || 'none'}`,
        remediation: 'Pass one of `workload.containers` or `workload.initContainers`, or call PlusWorkload.of() with the other workload',
      },
    ];
  }
  return containers.length > 0
    ? []
    : [
        {
          finding: 'the workload has no containers',
          constraint: 'a volume is mounted in a container',
          remediation: 'Pass `containers` to the workload, or call addContainer() before',
        },
      ];
}

/** A claim that a chart creates in another namespace than the workload has. */
export const claimNamespaceProblems = (claim: string, ofChart: string, own: string): Problem[] =>
  ofChart === own
    ? []
    : [
        {
          finding: `claim '${claim}' is created in namespace '${ofChart}' of the chart, and metadata.namespace of the workload is '${own}'`,
          constraint: 'pods mount only claims of their own namespace',
          remediation: `Create the workload in a chart with the namespace '${own}', or remove metadata.namespace`,
        },
      ];

/** A claim of the volumeClaimTemplates of a workload. */
export const templateProblems = (kind: string, claim: string, isProvisioned: boolean): Problem[] => [
  ...(kind === 'StatefulSet'
    ? []
    : [
        {
          finding: `the workload is a ${kind}`,
          constraint: 'only a StatefulSet has volumeClaimTemplates',
          remediation: 'Use kplus.StatefulSet, or mount()',
        },
      ]),
  ...(isProvisioned
    ? []
    : [
        {
          finding: `claim '${claim}' is bound to an existing volume`,
          constraint: 'a volume claim template must be provisioned by a StorageClass, because each replica gets its own volume',
          remediation: 'Use mount(): all replicas share the volume',
        },
      ]),
];

/** Kinds of workloads with replicas. */
export const replicaProblems = (kind: string): Problem[] =>
  ['Deployment', 'StatefulSet'].includes(kind)
    ? []
    : [
        {
          finding: `the workload is a ${kind}`,
          constraint: 'only a Deployment and a StatefulSet have a number of replicas',
          remediation: 'Use kplus.Deployment or kplus.StatefulSet, or remove the call',
        },
      ];

/** More than one source of the number of replicas. */
export function scaleProblems(kind: string, replicas: number | undefined, hasAutoscaler: boolean): Problem[] {
  if (hasAutoscaler) {
    return [
      {
        finding: 'the workload already has an autoscaler',
        constraint: 'only one autoscaler can set the number of replicas',
        remediation: 'Remove the HorizontalPodAutoscaler of cdk8s-plus, or scale()',
      },
    ];
  }
  return replicas === undefined
    ? []
    : [
        {
          finding: `replicas of the ${kind} is ${replicas} and scale() is called`,
          constraint: 'only one of them can set the number of replicas',
          remediation: 'Remove `replicas`, or scale()',
        },
      ];
}

/** Why a method has one value for each workload. */
const ONE_VALUE = {
  scale: 'a workload has one number of replicas, or one autoscaler of it',
  scaleVertically: 'a workload has one VerticalPodAutoscaler',
  addSecurityGroup: 'a workload has one PodSecurityGroup, which can have additionalSecurityGroups',
} as const;

/** A method that sets one value of a workload. */
export type MethodOfOneValue = keyof typeof ONE_VALUE;

/** A second call of a method with another value. */
export const secondCallProblems = (method: MethodOfOneValue): Problem[] => [
  {
    finding: `${method}() is called twice with different arguments`,
    constraint: ONE_VALUE[method],
    remediation: 'Remove one of the calls',
  },
];

/** A Job whose pods would be replaced: its template cannot change. */
export const rollProblems = (kind: string): Problem[] =>
  kind === 'Job'
    ? [
        {
          finding: 'the workload is a Job',
          constraint: 'the pod template of a Job is immutable, and its pods are not replaced',
          remediation: 'Use BatchJob, whose new version is a new Job, or kplus.CronJob, whose next Job reads the new content',
          source: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#mutable-scheduling-directives',
        },
      ]
    : [];

/** A reference to a ConfigMap, whose content is not known. */
export const contentProblems = (name: string): Problem[] => [
  {
    finding: `ConfigMap '${name}' is a reference by name`,
    constraint: 'its content is not known at synthesis',
    remediation: 'Use a WorkloadConfigMap, or a kplus.ConfigMap with its data',
  },
];

/** Kinds of workloads whose pods end. */
export const requestProblems = (kind: string): Problem[] =>
  ['Job', 'CronJob'].includes(kind)
    ? [
        {
          finding: `the workload is a ${kind}`,
          constraint: 'its pods end, and a load balancer sends requests to pods that run',
          remediation: 'Use kplus.Deployment, or remove the call',
        },
      ]
    : [];

/** A Service that does not send requests to the pods of the workload. */
export const serviceProblems = (service: string, hasSelector: boolean, selects: boolean): Problem[] =>
  selects
    ? []
    : [
        {
          finding: hasSelector ? `Service ${service} does not select the pods of the workload` : `Service ${service} has no selector`,
          constraint: 'requests would not reach the pods of the workload',
          remediation: 'Remove the argument, or use workload.exposeViaService(), or `selector: workload` of the Service',
        },
      ];

/** TCP ports that a load balancer can send requests to: exactly one. */
export function exposureProblems(ports: readonly number[]): Problem[] {
  if (ports.length === 1) return [];
  return [
    ports.length === 0
      ? {
          finding: 'no container of the workload has a TCP port',
          constraint: 'a load balancer sends requests to a port',
          remediation: 'Set `portNumber` or `ports` of a container, or pass a Service',
        }
      : {
          finding: `the containers have the TCP ports ${ports.join(', ')}, and none is that of a readiness probe`,
          constraint: 'the Service of a route sends requests to one port',
          remediation:
            'Set `readiness` of the container, or pass `service`: ' +
            `workload.exposeViaService({ ports: [{ port: 80, targetPort: ${ports[0]} }] })`,
        },
  ];
}
