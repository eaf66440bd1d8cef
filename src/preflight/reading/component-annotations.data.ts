import { ANNOTATION_SETS, AnnotationPattern, AnnotationSet, AnnotationSyntax } from '../../ingress/controller-annotations.data';
import { EXTERNAL_DNS_PREFIXES } from '../../ingress/dns/external-dns.data';
import { POD_SPEC_PATHS } from '../../kubernetes/kinds.data';
import { EBS_TYPES } from '../../storage/ebs/ebs.data';

const PODS = Object.keys(POD_SPEC_PATHS);
const GATEWAY = 'gateway.networking.k8s.io';
/** What `time.ParseDuration` of Go accepts. */
const DURATION = '([-+]?(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|ms|s|m|h))+';

const TTL: AnnotationPattern = { matches: new RegExp(`^(\\d+|${DURATION})$`), must: "must be seconds, or a duration such as '10m'" };
const DO_NOT_DISRUPT: AnnotationPattern = { matches: new RegExp(`^(true|false|${DURATION})$`), must: "must be 'true', or a duration such as '30m'" };
const DELAY: AnnotationPattern = { matches: new RegExp(`^${DURATION}$`), must: "must be a duration such as '30s'" };
const PORT: AnnotationPattern = { matches: /^[1-9]\d{0,4}$/, must: 'must be a port number' };
const REGION: AnnotationPattern = { matches: /^[a-z]{2}(-[a-z]+)+-\d+$/, must: "must be an AWS Region such as 'eu-west-1'" };
const COUNTRY: AnnotationPattern = { matches: /^([A-Z]{2}|\*)$/, must: "must be a code of two letters, or '*'" };
const BANDWIDTH: AnnotationPattern = { matches: /^\d+(\.\d+)?(k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$/, must: "must be a quantity such as '100M'" };
const QUOTED = ['true', 'false'];
const SOURCES = ['annotation-only', 'defined-hosts-only'];
const ANY_BOOLEAN: AnnotationPattern = { matches: /^(true|false|1|0|t|f|T|F|TRUE|FALSE|True|False)$/, must: 'must be true or false' };

/** Annotations of records, for the provider of Route 53 and others. */
const RECORDS: Readonly<Record<string, AnnotationSyntax>> = {
  'hostname': 'list', 'internal-hostname': 'list', 'target': 'list', 'ttl': TTL, 'controller': 'text', 'access': ['public', 'private'],
  'endpoints-type': ['NodeExternalIP', 'HostIP'], 'ingress': 'text', 'ingress-hostname-source': SOURCES, 'gateway-hostname-source': SOURCES, 'alias': QUOTED,
  'record-type': 'text', 'set-identifier': 'text', 'aws-weight': 'integer', 'aws-region': REGION, 'aws-failover': ['PRIMARY', 'SECONDARY'],
  'aws-geolocation-continent-code': ['AF', 'AN', 'AS', 'EU', 'OC', 'NA', 'SA'], 'aws-geolocation-country-code': COUNTRY, 'aws-geolocation-subdivision-code': 'text',
  'aws-geoproximity-region': REGION, 'aws-geoproximity-bias': 'integer', 'aws-geoproximity-coordinates': 'text', 'aws-geoproximity-local-zone-group': 'text',
  'aws-multi-value-answer': 'text', 'aws-health-check-id': 'text', 'aws-evaluate-target-health': ANY_BOOLEAN, 'aws-target-hosted-zone': 'text',
  'aws-hosted-zone-id': 'text', 'azure-tags': 'text', 'cloudflare-proxied': QUOTED, 'cloudflare-custom-hostname': 'text', 'cloudflare-region-key': 'text',
  'cloudflare-record-comment': 'text', 'cloudflare-tags': 'text',
};

/** Routing policies, which are of one record of several with a name. Source: Route 53, ResourceRecordSet, SetIdentifier. */
const POLICIES = [
  'aws-weight', 'aws-region', 'aws-failover', 'aws-geolocation-continent-code', 'aws-geolocation-country-code', 'aws-geolocation-subdivision-code',
  'aws-geoproximity-region', 'aws-geoproximity-coordinates', 'aws-geoproximity-local-zone-group', 'aws-multi-value-answer',
];

const externalDns = (prefix: string): AnnotationSet => ({
  prefix,
  kinds: ['/Service', 'networking.k8s.io/Ingress', ...['Gateway', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map((kind) => `${GATEWAY}/${kind}`)],
  names: RECORDS,
  families: { 'webhook-': 'text', 'coredns-': 'text', 'scw-': 'text' },
  requires: Object.fromEntries(POLICIES.map((policy) => [policy, 'set-identifier'])),
  lenient: true,
  source: 'kubernetes-sigs/external-dns v0.22.0, source/annotations and provider/aws/aws.go',
});

const KARPENTER = { prefix: 'karpenter.sh/', lenient: true } as const;

const COMPONENT_SETS: readonly AnnotationSet[] = [
  externalDns(EXTERNAL_DNS_PREFIXES.alpha),
  externalDns(EXTERNAL_DNS_PREFIXES.stable),
  {
    ...KARPENTER, kinds: PODS, in: 'pods', names: { 'do-not-disrupt': DO_NOT_DISRUPT },
    source: 'kubernetes-sigs/karpenter v1.14.0, pkg/utils/pod/scheduling.go, IsDoNotDisruptActive',
  },
  {
    ...KARPENTER, kinds: ['karpenter.sh/NodePool'], in: ['spec', 'template', 'metadata'], names: { 'do-not-disrupt': QUOTED },
    source: 'kubernetes-sigs/karpenter v1.14.0, pkg/controllers/state/statenode.go',
  },
  {
    prefix: 'cluster-autoscaler.kubernetes.io/', kinds: PODS, in: 'pods', lenient: true,
    names: {
      'safe-to-evict': [...QUOTED, 'on-completion'], 'safe-to-evict-local-volumes': 'list', 'enable-ds-eviction': QUOTED, 'pod-scale-up-delay': DELAY,
    },
    source: 'kubernetes/autoscaler cluster-autoscaler-1.36.1, utils/drain/drain.go, utils/daemonset/daemonset.go and utils/annotations/annotations.go',
  },
  {
    prefix: 'ebs.csi.aws.com/', kinds: ['/PersistentVolumeClaim'], lenient: true,
    names: { 'volumeType': Object.keys(EBS_TYPES), 'type': Object.keys(EBS_TYPES), 'iops': 'integer', 'throughput': 'integer' },
    families: { 'tagSpecification': 'text', 'tagDeletion': 'text' },
    source: 'kubernetes-sigs/aws-ebs-csi-driver 429e202e, docs/modify-volume.md and pkg/driver/controller_modify_volume.go',
  },
  {
    prefix: 'k8s.amazonaws.com/', kinds: PODS, in: 'pods', lenient: true, names: { 'nicConfig': ['multi-nic-attachment'] },
    source: 'aws/amazon-vpc-cni-k8s v1.23.0, cmd/routed-eni-cni-plugin/cni.go',
  },
  {
    prefix: 'kubernetes.io/', kinds: PODS, in: 'pods', lenient: true, owns: /^(in|e)gress-/, names: { 'ingress-bandwidth': BANDWIDTH, 'egress-bandwidth': BANDWIDTH },
    source: 'kubernetes/website, concepts/extend-kubernetes/compute-storage-net/network-plugins, support traffic shaping',
  },
  ...(['pods', undefined] as const).map((place): AnnotationSet => ({
    prefix: 'prometheus.io/', kinds: place === 'pods' ? PODS : ['/Service'], in: place, lenient: true,
    names: { 'scrape': QUOTED, 'port': PORT, 'path': 'text', 'scheme': ['http', 'https'], 'scrape-slow': QUOTED, 'probe': ['true', 'false', 'pushgateway'] },
    families: { 'param_': 'text', 'scrape_': 'text', 'scrape-': 'text' },
    source: 'prometheus-community/helm-charts, charts/prometheus/values.yaml, scrape_configs',
  })),
];

/** The annotations of all components that preflight knows. */
export const ALL_ANNOTATION_SETS: readonly AnnotationSet[] = [...ANNOTATION_SETS, ...COMPONENT_SETS];
