import { Cases, Given, ref } from './case';
import { all } from './given';

type Resources = NonNullable<Given['resources']>;

const addon = (name: string, properties: Record<string, unknown> = {}): Resources => ({
  [`App/${name}`]: ['AWS::EKS::Addon', { AddonName: name, ...properties }],
});
const release = (name: string, chart: string, values: object = {}, namespace: string = 'kube-system') => ({
  path: `App/${name}`,
  value: { release: name, namespace, chart, repository: 'https://charts.example.com', values },
});
const releases = (...helmReleases: ReturnType<typeof release>[]): Given['facts'] => ({ helmReleases });
const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.0
          ports: [{ containerPort: 8080 }]
          readinessProbe: { tcpSocket: { port: 8080 } }
          resources: { requests: { cpu: 250m, memory: 256Mi } }`;
const ingress = (host: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  ingressClassName: alb
  rules: [{ host: ${host}, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]`;
const service = (hosts: string) => `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: { external-dns.alpha.kubernetes.io/hostname: ${hosts} } }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
${WEB}`;
const dns = (values: object | undefined, ...others: ReturnType<typeof release>[]): Given['facts'] => ({
  addonSettings: [{ path: 'App/Dns', value: { name: 'external-dns', values } }],
  helmReleases: others,
});

const EC2 = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }] };
const arnOf = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const groupWith = (...policies: string[]): Resources => ({
  'App/Role': [
    'AWS::IAM::Role',
    {
      AssumeRolePolicyDocument: EC2,
      ManagedPolicyArns: ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly', 'AmazonEKS_CNI_Policy', ...policies].map(
        arnOf,
      ),
    },
  ],
  'App/Group': ['AWS::EKS::Nodegroup', { NodeRole: ref('App/Role', 'Arn') }],
});

/** Cases of rules about what add-ons lack, and what is installed twice. */
export const INFRASTRUCTURE_ADD_ONS: Cases = {
  'component-twice': {
    fails: [
      {
        name: 'the load balancer controller in two releases',
        facts: releases(
          release('alb', 'aws-load-balancer-controller'),
          release('aws-load-balancer-controller', 'aws-load-balancer-controller'),
        ),
        found: [
          "aws-load-balancer-controller is installed as Helm release 'kube-system/aws-load-balancer-controller', and by App/alb as Helm " +
            "release 'kube-system/alb': both create IngressClass 'alb'",
        ],
      },
      {
        name: 'a driver as a chart and as an add-on',
        resources: addon('aws-efs-csi-driver'),
        facts: releases(release('efs', 'aws-efs-csi-driver')),
        found: [
          "aws-efs-csi-driver is installed as Helm release 'kube-system/efs', and by App/aws-efs-csi-driver as an EKS add-on: both " +
            "create CSIDriver 'efs.csi.aws.com'",
        ],
      },
      {
        name: 'two Cluster Autoscalers, as a warning',
        facts: releases(release('one', 'cluster-autoscaler'), release('two', 'cluster-autoscaler')),
        found: [
          "cluster-autoscaler is installed as Helm release 'kube-system/two', and by App/one as Helm release 'kube-system/one': both " +
            'change the size of the same Auto Scaling groups',
        ],
      },
    ],
    passes: [
      { name: 'one of each', facts: releases(release('alb', 'aws-load-balancer-controller'), release('keda', 'keda')) },
      { name: 'a driver as an add-on', resources: addon('aws-efs-csi-driver') },
      { name: 'charts that a cluster may have twice', facts: releases(release('a', 'external-dns'), release('b', 'external-dns')) },
      {
        name: 'a second load balancer controller for a class of its own',
        facts: releases(
          release('alb', 'aws-load-balancer-controller'),
          release('inside', 'aws-load-balancer-controller', { ingressClass: 'inside' }),
        ),
      },
      {
        name: 'a release whose name CloudFormation fills in',
        facts: releases(release('keda', 'keda'), release('<known-at-deploy>', 'keda')),
      },
    ],
  },
  'host-outside-zones': {
    fails: [
      {
        name: 'an Ingress of another domain, and a Service by its annotation',
        manifests: all(ingress('shop.example.org'), service('"api.example.com, api.example.net"')),
        facts: dns({ domainFilters: ['example.com'] }),
        found: [
          "Ingress 'shop/web' has the host shop.example.org, and ExternalDNS has the domains example.com",
          "Service 'shop/web' has the host api.example.net, and ExternalDNS has the domains example.com",
        ],
      },
      {
        name: 'an owner that is known at deploy, as the generated name of a cluster',
        manifests: all(ingress('shop.example.org'), service('example.com')),
        facts: dns({ domainFilters: ['example.com'], txtOwnerId: '<known-at-deploy>' }),
        found: ["Ingress 'shop/web' has the host shop.example.org, and ExternalDNS has the domains example.com"],
      },
    ],
    passes: [
      {
        name: 'hosts in the domain, and in all of its subdomains',
        manifests: all(ingress('"*.shop.example.com"'), service('example.com')),
        facts: dns({ domainFilters: ['example.com'] }),
      },
      { name: 'all domains', manifests: all(ingress('shop.example.org'), service('a.example.net')), facts: dns({}) },
      {
        name: 'the domain of another installation',
        manifests: all(ingress('shop.example.org'), service('a.example.com')),
        facts: dns(
          { domainFilters: ['example.com'] },
          release('inside', 'external-dns', { domainFilters: ['example.org'], txtOwnerId: 'inside' }),
        ),
      },
      { name: 'no ExternalDNS', manifests: all(ingress('shop.example.org'), service('a.example.net')) },
    ],
  },
  'external-dns-owner': {
    fails: [
      {
        name: 'two releases with the default owner, of which one deletes',
        facts: releases(release('public', 'external-dns', { policy: 'sync' }), release('private', 'external-dns')),
        found: ["Helm release 'private' and Helm release 'public' of App/public have the txtOwnerId 'default' for the same domains"],
      },
      {
        name: 'an add-on and a release, for a domain and a part of it',
        facts: dns(
          { txtOwnerId: 'shop', policy: 'sync', domainFilters: ['example.com'] },
          release('dns', 'external-dns', { txtOwnerId: 'shop', policy: 'sync', domainFilters: ['shop.example.com'] }),
        ),
        found: ["Helm release 'dns' and the EKS add-on external-dns of App/Dns have the txtOwnerId 'shop' for the same domains"],
      },
    ],
    passes: [
      {
        name: 'owners that are known at deploy',
        facts: dns(
          { txtOwnerId: '<known-at-deploy>', policy: 'sync' },
          release('other', 'external-dns', { txtOwnerId: '<known-at-deploy>', policy: 'sync' }),
        ),
      },
      {
        name: 'an owner of its own for each',
        facts: releases(
          release('public', 'external-dns', { policy: 'sync', txtOwnerId: 'public' }),
          release('private', 'external-dns', { policy: 'sync', txtOwnerId: 'private' }),
        ),
      },
      {
        name: 'other domains',
        facts: releases(
          release('public', 'external-dns', { policy: 'sync', domainFilters: ['example.com'] }),
          release('private', 'external-dns', { policy: 'sync', domainFilters: ['example.org'] }),
        ),
      },
      { name: 'neither deletes', facts: dns(undefined, release('private', 'external-dns')) },
      {
        name: 'records of Cloud Map beside those of Route 53',
        facts: releases(
          release('public', 'external-dns', { policy: 'sync' }),
          release('map', 'external-dns', { policy: 'sync', provider: { name: 'aws-sd' } }),
        ),
      },
    ],
  },
  'addon-role-missing': {
    fails: [
      {
        name: 'the EBS driver without a role',
        resources: { ...addon('aws-ebs-csi-driver'), ...groupWith() },
        found: [
          'the add-on aws-ebs-csi-driver has no role for its service account kube-system/ebs-csi-controller-sa, and no node role has ' +
            'AmazonEBSCSIDriverPolicyV2',
        ],
      },
      {
        name: 'the EFS driver, whose nodes have the policy of EBS',
        resources: { ...addon('aws-efs-csi-driver'), ...groupWith('service-role/AmazonEBSCSIDriverPolicy') },
        found: [
          'the add-on aws-efs-csi-driver has no role for its service account kube-system/efs-csi-controller-sa, and no node role has ' +
            'AmazonEFSCSIDriverPolicy',
        ],
      },
    ],
    passes: [
      {
        name: 'a role of its own',
        resources: { ...addon('aws-ebs-csi-driver', { ServiceAccountRoleArn: 'arn:aws:iam::111122223333:role/ebs' }), ...groupWith() },
      },
      {
        name: 'the policy on the nodes',
        resources: { ...addon('aws-ebs-csi-driver'), ...groupWith('service-role/AmazonEBSCSIDriverPolicy') },
      },
      {
        name: 'an association of Pod Identity',
        resources: { ...addon('aws-ebs-csi-driver'), ...groupWith() },
        facts: { podIdentities: [{ path: 'App/Identity', value: { namespace: 'kube-system', name: 'ebs-csi-controller-sa' } }] },
      },
      { name: 'nodes whose roles are not known', resources: addon('aws-ebs-csi-driver') },
      { name: 'the CNI plugin', resources: { ...addon('vpc-cni'), ...groupWith() } },
    ],
  },
};
