import { Problem } from '../errors/problems';

/** An error that cdk8s-plus or cdk8s throws while a chart is rendered. `$1` in the problem is the first group of its message. */
export interface Cdk8sError {
  readonly message: RegExp;
  /** predicate of the construct. */
  readonly problem: Problem;
}

const KUBERNETES = 'https://kubernetes.io/docs';
const AUTOSCALING = `${KUBERNETES}/concepts/workloads/autoscaling/horizontal-pod-autoscale`;

/**
 * All errors of values that are rendered, and of validations. Errors of constructors and methods are thrown in the line of the user, before
 * there is anything to render. Source: cdk8s-plus-27 2.9.5 and cdk8s-plus-34 2.0.54, src/*.ts; cdk8s 2.70.106, src/_util.ts,
 * src/duration.ts and src/size.ts.
 */
export const CDK8S_ERRORS: readonly Cdk8sError[] = [
  {
    message: /^HorizontalPodAutoscaler target cannot have a fixed number of replicas \((\d+)\)\.?$/,
    problem: {
      finding: 'has a target with a fixed number of replicas ($1)',
      constraint: 'each deployment would reset the number of replicas that the autoscaler has set',
      remediation: 'Remove `replicas` from the target',
      source: `${AUTOSCALING}/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling`,
    },
  },
  {
    message: /^If HorizontalPodAutoscaler does not have metrics defined/,
    problem: {
      finding: 'has no `metrics`, and no container of its target has a request or limit of CPU or memory',
      constraint: 'an autoscaler computes utilization from the requests of the containers',
      remediation: 'Set `metrics`, or `resources` of the containers',
      source: `${AUTOSCALING}/#how-does-a-horizontalpodautoscaler-work`,
    },
  },
  {
    message: /^ingress with no rules or default backend$/,
    problem: {
      finding: 'has no rules and no default backend',
      constraint: 'the API server requires `spec.rules` or `spec.defaultBackend`',
      remediation: 'Call `addRule()` or `addDefaultBackend()`',
      source: `${KUBERNETES}/concepts/services-networking/ingress/#default-backend`,
    },
  },
  {
    message: /^PodSpec must have at least 1 container$/,
    problem: {
      finding: 'has no containers',
      constraint: 'a pod must have at least 1',
      remediation: 'Set `containers`, or call `addContainer()`',
      source: `${KUBERNETES}/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec`,
    },
  },
  {
    message: /^Invalid mount configuration\. At least two different volumes have the same name: (.*)$/,
    problem: {
      finding: "mounts two volumes with the name '$1'",
      constraint: 'names of volumes must be unique in a pod',
      remediation: 'Give one of them another name, or mount the same `Volume` in all containers',
      source: `${KUBERNETES}/concepts/storage/volumes/`,
    },
  },
  {
    // an app without type checks: `volumes: [claim]`
    message: /^(?:TypeError: )?v\._toKube is not a function$/,
    problem: {
      finding: 'has a value in `volumes` that is not a Volume of cdk8s-plus',
      constraint: 'a workload of cdk8s-plus renders its own volumes only',
      remediation: 'Use `claim.asVolume(chart)`, or PlusWorkload.of(workload).mount(claim)',
    },
  },
  {
    message: /^When dns policy is set to NONE, at least one nameserver is required$/,
    problem: {
      finding: 'has the DNS policy None and no nameserver',
      constraint: 'with this policy, a pod must have 1 to 3 nameservers',
      remediation: 'Set `dns.nameservers`, or another `dns.policy`',
      source: `${KUBERNETES}/concepts/services-networking/dns-pod-service/#pod-dns-config`,
    },
  },
  {
    message: /^There can be at most 3 nameservers specified$/,
    problem: {
      finding: 'has more than 3 nameservers',
      constraint: 'a pod may have at most 3',
      remediation: 'Remove nameservers from `dns.nameservers`',
      source: `${KUBERNETES}/concepts/services-networking/dns-pod-service/#pod-dns-config`,
    },
  },
  {
    message: /^There can be at most 6 search domains specified$/,
    problem: {
      finding: 'has more than 6 DNS search domains',
      constraint: 'cdk8s-plus renders at most 6, although the API server accepts 32',
      remediation: 'Remove domains from `dns.searches`, or add them with a JSON patch',
      source: `${KUBERNETES}/concepts/services-networking/dns-pod-service/#dns-search-domain-list-limits`,
    },
  },
  {
    message: /^A service must be configured with a port$/,
    problem: {
      finding: 'has no ports',
      constraint: 'a Service that is not of type ExternalName must have at least 1',
      remediation: 'Set `ports`, or call `bind()`',
      source: `${KUBERNETES}/concepts/services-networking/service/#field-spec-ports`,
    },
  },
  {
    message: /^A service with type EXTERNAL_NAME requires an externalName prop$/,
    problem: {
      finding: 'is a Service of type ExternalName without a name',
      constraint: '`spec.externalName` is required for this type',
      remediation: 'Set `externalName`',
      source: `${KUBERNETES}/concepts/services-networking/service/#externalname`,
    },
  },
  {
    message: /^Endpoint must be either resource or non resource\. not both\.$/,
    problem: {
      finding: 'has a rule for an endpoint that is a resource and a URL',
      constraint: 'a rule of a role has either resources or nonResourceURLs',
      remediation: 'Return undefined from `asApiResource()` or from `asNonApiResource()` of the endpoint',
      source: `${KUBERNETES}/reference/access-authn-authz/rbac/#referring-to-resources`,
    },
  },
  {
    message: /^Endpoint must be either resource or non resource\. not neither\.$/,
    problem: {
      finding: 'has a rule for an endpoint that is neither a resource nor a URL',
      constraint: 'a rule of a role has either resources or nonResourceURLs',
      remediation: 'Return a value from `asApiResource()` or from `asNonApiResource()` of the endpoint',
      source: `${KUBERNETES}/reference/access-authn-authz/rbac/#referring-to-resources`,
    },
  },
  {
    message: /^'(.+) (\w+)' cannot be converted into a whole number of (\w+)\.$/,
    problem: {
      finding: 'has a value of $1 $2, which is not a whole number of $3',
      constraint: 'the field is an integer in $3',
      remediation: 'Use a multiple of that unit',
    },
  },
  {
    message: /^can't render non-simple object of type '(.*)'$/,
    problem: {
      finding: 'has a value that is an object of class $1',
      constraint: 'a manifest has maps, lists, strings, numbers and booleans',
      remediation: 'Pass the fields of the object, or its string',
    },
  },
];
