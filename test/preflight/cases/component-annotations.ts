import { Cases, Given } from './case';
import { gp3 } from './given';

const DNS = 'external-dns.alpha.kubernetes.io';
const STABLE = 'external-dns.kubernetes.io';
const AUTOSCALER = 'cluster-autoscaler.kubernetes.io';
const deployment = (annotations: string, ports = 'ports: [{ containerPort: 8080 }], ') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web }, annotations: { ${annotations} } }
    spec:
      containers: [{ name: main, image: "registry.example.com/web:1.0", ${ports}readinessProbe: { tcpSocket: { port: 8080 } } }]
`;
const service = (annotations: string) => `${deployment('')}---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: { ${annotations} } }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
`;
const pool = (annotations: string) => `apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: spot }
spec:
  template:
    metadata: { annotations: { ${annotations} } }
    spec:
      nodeClassRef: { group: karpenter.k8s.aws, kind: EC2NodeClass, name: a }
      requirements: [{ key: karpenter.sh/capacity-type, operator: In, values: [spot] }]
`;
const claim = (annotations: string) => `${gp3}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop, annotations: { ${annotations} } }
spec: { storageClassName: gp3, accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } } }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers: [{ name: main, image: "registry.example.com/web:1.0" }]
  volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]
`;
const dns = (version: string, values: object = { policy: 'sync' }): Given['facts'] => ({
  helmReleases: [
    {
      path: 'App/Dns',
      value: { release: 'dns', chart: 'external-dns', repository: 'https://kubernetes-sigs.github.io/external-dns', version, values },
    },
  ],
});
const TEMPLATE = ' in spec.template.metadata, which ';
const on = (name: string, value: string, problem: string) =>
  `Deployment 'shop/web' has the annotation ${name}: '${value}'${TEMPLATE}${problem}`;

export const COMPONENT_VALUES: Cases[string] = {
  fails: [
    {
      name: 'annotations of pods that Karpenter and the Cluster Autoscaler cannot read',
      manifests: deployment(
        `karpenter.sh/do-not-disrupt: "yes", ${AUTOSCALER}/safe-to-evict: "no", ${AUTOSCALER}/pod-scale-up-delay: "30", ` +
          'kubernetes.io/egress-bandwidth: fast',
      ),
      found: [
        on('karpenter.sh/do-not-disrupt', 'yes', "must be 'true', or a duration such as '30m'"),
        on(`${AUTOSCALER}/safe-to-evict`, 'no', "must be 'true' or 'false' or 'on-completion'"),
        on(`${AUTOSCALER}/pod-scale-up-delay`, '30', "must be a duration such as '30s'"),
        on('kubernetes.io/egress-bandwidth', 'fast', "must be a quantity such as '100M'"),
      ],
    },
    {
      name: 'a duration on nodes',
      manifests: pool('karpenter.sh/do-not-disrupt: 1h'),
      found: [`NodePool 'spot' has the annotation karpenter.sh/do-not-disrupt: '1h'${TEMPLATE}must be 'true' or 'false'`],
    },
    {
      name: 'records without a time to live and a name of their policy',
      manifests: service(`${DNS}/hostname: a.example.com, ${DNS}/ttl: 5min, ${DNS}/aws-weight: "10", ${STABLE}/access: internal`),
      found: [
        `Service 'shop/web' has the annotation ${DNS}/ttl: '5min', which must be seconds, or a duration such as '10m'`,
        `Service 'shop/web' has the annotation ${DNS}/aws-weight: '10', which needs the annotation ${DNS}/set-identifier`,
        `Service 'shop/web' has the annotation ${STABLE}/access: 'internal', which must be 'public' or 'private'`,
      ],
    },
    {
      name: 'a change of a volume',
      manifests: claim('ebs.csi.aws.com/volumeType: gp4, ebs.csi.aws.com/iops: 4k'),
      found: [
        "PersistentVolumeClaim 'shop/data' has the annotation ebs.csi.aws.com/volumeType: 'gp4', which must be " +
          "'gp3' or 'gp2' or 'io1' or 'io2' or 'st1' or 'sc1'",
        "PersistentVolumeClaim 'shop/data' has the annotation ebs.csi.aws.com/iops: '4k', which must be an integer",
      ],
    },
    {
      name: 'metrics of Prometheus',
      manifests: service('prometheus.io/scrape: "yes", prometheus.io/port: http, prometheus.io/scheme: HTTP'),
      found: [
        "Service 'shop/web' has the annotation prometheus.io/scrape: 'yes', which must be 'true' or 'false'",
        "Service 'shop/web' has the annotation prometheus.io/port: 'http', which must be a port number",
        "Service 'shop/web' has the annotation prometheus.io/scheme: 'HTTP', which must be 'http' or 'https'",
      ],
    },
  ],
  passes: [
    {
      name: 'annotations of pods',
      manifests: deployment(
        `karpenter.sh/do-not-disrupt: 1h30m, ${AUTOSCALER}/safe-to-evict: "false", ${AUTOSCALER}/pod-scale-up-delay: 1m, ` +
          'kubernetes.io/egress-bandwidth: 10M',
      ),
    },
    {
      name: 'records of two clusters',
      manifests: service(`${DNS}/hostname: a.example.com, ${DNS}/ttl: "60", ${DNS}/aws-weight: "10", ` + `${DNS}/set-identifier: blue`),
    },
    { name: 'a change of a volume', manifests: claim('ebs.csi.aws.com/volumeType: io2, ebs.csi.aws.com/iops: "4000"') },
    {
      name: 'metrics of Prometheus, and how often',
      manifests: deployment(
        'prometheus.io/scrape: "true", prometheus.io/port: "8080", prometheus.io/path: /metrics, prometheus.io/scrape-interval: 15s',
      ),
    },
    { name: 'the Pushgateway, by the scrape configuration of its chart', manifests: service('prometheus.io/probe: pushgateway') },
  ],
};

export const COMPONENT_NAMES: Cases[string] = {
  fails: [
    {
      name: 'names of pods',
      manifests: deployment(
        `karpenter.sh/do-not-disrup: "true", ${AUTOSCALER}/safe-to-evicted: "false", ` +
          `prometheus.io/scheme: http, prometheus.io/schema: http`,
      ),
      found: ['karpenter.sh/do-not-disrup', `${AUTOSCALER}/safe-to-evicted`, 'prometheus.io/schema'].map(
        (name) => `Deployment 'shop/web' has the unknown annotation ${name} in spec.template.metadata`,
      ),
    },
    {
      name: 'names of records',
      manifests: service(`${DNS}/hostnames: a.example.com, ${DNS}/tll: "60"`),
      found: ['hostnames', 'tll'].map((name) => `Service 'shop/web' has the unknown annotation ${DNS}/${name}`),
    },
  ],
  passes: [
    { name: 'annotations that other components read', manifests: deployment('karpenter.sh/team: shop, prometheus.io/alerts: web') },
    {
      name: 'annotations for another provider of records',
      manifests: service(`${DNS}/webhook-shop: a, ${DNS}/cloudflare-proxied: "true"`),
    },
  ],
};

export const COMPONENT_RULES: Cases = {
  'external-dns-prefix': {
    fails: [
      {
        name: 'the prefix of before',
        manifests: service(`${DNS}/hostname: a.example.com`),
        facts: dns('1.22.0'),
        found: [`Service 'shop/web' has the annotation ${DNS}/hostname, and ExternalDNS reads ${STABLE}/`],
      },
      {
        name: 'the prefix of later',
        manifests: service(`${STABLE}/hostname: a.example.com`),
        facts: dns('1.20.0'),
        found: [`Service 'shop/web' has the annotation ${STABLE}/hostname, and ExternalDNS reads ${DNS}/`],
      },
    ],
    passes: [
      { name: 'the prefix of the version', manifests: service(`${STABLE}/hostname: a.example.com`), facts: dns('1.22.0') },
      {
        name: 'a prefix that is set',
        manifests: service(`${DNS}/hostname: a.example.com`),
        facts: dns('1.22.0', { policy: 'sync', annotationPrefix: `${DNS}/` }),
      },
      { name: 'no ExternalDNS in the app', manifests: service(`${DNS}/hostname: a.example.com`) },
    ],
  },
  'scrape-port': {
    fails: [
      {
        name: 'a port that the pods do not declare',
        manifests: deployment('prometheus.io/scrape: "true", prometheus.io/port: "9090"'),
        found: ["Deployment 'shop/web' has the annotation prometheus.io/port: '9090', and the ports 8080"],
      },
      {
        name: 'a port that the Service does not have',
        manifests: service('prometheus.io/scrape: "true", prometheus.io/port: "9090"'),
        found: ["Service 'shop/web' has the annotation prometheus.io/port: '9090', and the ports 80, 8080"],
      },
    ],
    passes: [
      { name: 'a port of the pods', manifests: deployment('prometheus.io/scrape: "true", prometheus.io/port: "8080"') },
      { name: 'the port of the pods on a Service', manifests: service('prometheus.io/scrape: "true", prometheus.io/port: "8080"') },
      { name: 'the port of the agent of Istio', manifests: deployment('prometheus.io/scrape: "true", prometheus.io/port: "15020"') },
      { name: 'pods that declare no port', manifests: deployment('prometheus.io/scrape: "true", prometheus.io/port: "9090"', '') },
    ],
  },
};
