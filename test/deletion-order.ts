import { flat, Json } from './harness';
import { Template, waitsFor } from '../src/report/template-graph.rules';

/** One order that must hold: whatever is `first` is deleted before whatever is `then`. */
interface Rule {
  readonly name: string;
  readonly pairs: (template: Parts) => readonly (readonly [first: string, then: string])[];
}

/** What a template consists of, as far as order matters; everything by logical id. */
interface Parts {
  readonly of: (...types: string[]) => string[];
  readonly property: (id: string, name: string) => any;
  readonly applied: readonly { readonly id: string; readonly objects: Json[] }[];
  readonly release: (chart: string) => string[];
  readonly addon: (...names: string[]) => string[];
  /** routes that lead out of the subnets of a property. */
  readonly routesOf: (subnets: Json[] | undefined) => string[];
  readonly pairsOf: (first: readonly string[], then: readonly string[]) => [string, string][];
}

const NODES = ['AWS::EKS::Nodegroup', 'AWS::EKS::FargateProfile', 'AWS::AutoScaling::AutoScalingGroup'];
const HELM = 'Custom::StrataHelmRelease';
const WITHOUT_PODS = new Set(['karpenter-crd', 'gateway-api-crds', 'base']);

const MAKES_PODS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod']);
const runsPods = ({ objects }: { readonly objects: Json[] }): boolean => objects.some(({ kind }) => MAKES_PODS.has(kind));
const kindsIn = ({ objects }: { readonly objects: Json[] }, group: RegExp): boolean =>
  objects.some(({ apiVersion }) => group.test(apiVersion));

const RULES: readonly Rule[] = [
  {
    name: 'pods before nodes',
    pairs: (p) =>
      p.pairsOf(
        p.applied.filter(runsPods).map(({ id }) => id),
        p.of(...NODES),
      ),
  },
  {
    name: 'claims before their class',
    pairs: (p) =>
      p.applied.flatMap(({ id, objects }) => {
        const named = new Set(
          objects
            .flatMap(({ kind, spec }) =>
              kind === 'PersistentVolumeClaim' ? [spec] : (spec?.volumeClaimTemplates?.map((claim: Json) => claim.spec) ?? []),
            )
            .map(({ storageClassName }: Json) => storageClassName),
        );
        return p.applied
          .filter((other) => other.objects.some(({ kind, metadata }) => kind === 'StorageClass' && named.has(metadata.name)))
          .map((other) => [id, other.id] as const);
      }),
  },
  {
    name: 'classes before their driver',
    pairs: (p) =>
      p.applied.flatMap(({ id, objects }) =>
        objects
          .filter(({ kind }) => kind === 'StorageClass')
          .flatMap(({ provisioner }) =>
            p.addon(
              ...({
                'ebs.csi.aws.com': ['aws-ebs-csi-driver'],
                'efs.csi.aws.com': ['aws-efs-csi-driver'],
                'fsx.csi.aws.com': ['aws-fsx-csi-driver'],
              }[provisioner as string] ?? []),
            ),
          )
          .map((driver) => [id, driver] as const),
      ),
  },
  {
    name: 'drivers, DNS and metrics before nodes',
    pairs: (p) =>
      p.pairsOf(
        p.addon('coredns', 'metrics-server', 'aws-ebs-csi-driver', 'aws-efs-csi-driver', 'aws-fsx-csi-driver'),
        p.of('AWS::EKS::Nodegroup'),
      ),
  },
  {
    name: 'Ingresses and load balancers before their controller',
    pairs: (p) =>
      p.pairsOf(
        p.applied
          .filter(({ objects }) =>
            objects.some(
              ({ kind, spec }) =>
                (kind === 'Ingress' && spec.ingressClassName === 'alb') || spec?.loadBalancerClass === 'service.k8s.aws/nlb',
            ),
          )
          .map(({ id }) => id),
        p.release('aws-load-balancer-controller'),
      ),
  },
  {
    name: 'load balancers before the routes of public subnets',
    pairs: (p) =>
      p.pairsOf(
        p.applied
          .filter(({ objects }) =>
            objects.some(
              ({ kind, spec }) => kind === 'Ingress' || kind === 'Gateway' || (kind === 'Service' && spec.type === 'LoadBalancer'),
            ),
          )
          .map(({ id }) => id),
        p.of('AWS::EC2::Route').filter((id) => p.property(id, 'GatewayId') !== undefined),
      ),
  },
  {
    name: 'Gateways before their controller',
    pairs: (p) =>
      p.pairsOf(
        p.applied.filter((each) => kindsIn(each, /^gateway\.(networking\.k8s\.io|k8s\.aws)/)).map(({ id }) => id),
        [...p.release('gateway-api-crds')],
      ),
  },
  {
    name: 'pools before Karpenter',
    pairs: (p) =>
      p.pairsOf(
        p.applied.filter((each) => kindsIn(each, /^karpenter/)).map(({ id }) => id),
        [...p.release('karpenter'), ...p.release('karpenter-crd')],
      ),
  },
  {
    name: 'pods before pools',
    pairs: (p) =>
      p.pairsOf(
        p.applied.filter(runsPods).map(({ id }) => id),
        p.applied
          .filter((each) => kindsIn(each, /^karpenter|^eks\.amazonaws/) && each.objects.some(({ kind }) => kind === 'NodePool'))
          .map(({ id }) => id),
      ),
  },
  {
    name: 'scaled objects before KEDA',
    pairs: (p) =>
      p.pairsOf(
        p.applied.filter((each) => kindsIn(each, /^keda\.sh/)).map(({ id }) => id),
        p.release('keda'),
      ),
  },
  {
    name: 'charts before nodes',
    pairs: (p) =>
      p.pairsOf(
        p.of(HELM).filter((id) => !WITHOUT_PODS.has(p.property(id, 'Chart')) && !p.property(id, 'ChartFile')),
        p.of('AWS::EKS::Nodegroup'),
      ),
  },
  { name: 'nodes before pod networking', pairs: (p) => p.pairsOf(p.of('AWS::EKS::Nodegroup'), p.addon('vpc-cni', 'kube-proxy')) },
  {
    name: 'nodes before the routes of their subnets',
    pairs: (p) => p.of('AWS::EKS::Nodegroup').flatMap((id) => p.routesOf(p.property(id, 'Subnets')).map((route) => [id, route] as const)),
  },
  {
    name: 'whatever is applied before its sweep, and that before what serves it',
    pairs: (p) =>
      p.applied.flatMap(({ id }) => {
        const served = (other: string) =>
          JSON.stringify(p.property(other, 'ServiceToken')) === JSON.stringify(p.property(id, 'ServiceToken'));
        const [service] = p.property(id, 'ServiceToken')?.['Fn::GetAtt'] ?? [];
        return p
          .of('Custom::StrataSweep')
          .filter(served)
          .flatMap(
            (sweep) =>
              [
                [id, sweep],
                [sweep, service],
              ] as const,
          );
      }),
  },
  {
    name: 'what serves before its access',
    pairs: (p) =>
      p
        .of('AWS::Lambda::Function')
        .filter((id) => /Delivery/.test(id))
        .flatMap((id) =>
          p
            .of('AWS::EKS::AccessEntry')
            .filter((entry) => entry.startsWith(id.replace(/Function.*/, 'Access')))
            .map((entry) => [id, entry] as const),
        ),
  },
  {
    name: 'what serves before the routes of its subnets',
    pairs: (p) =>
      p
        .of('AWS::Lambda::Function')
        .filter((id) => /Delivery/.test(id))
        .flatMap((id) => p.routesOf(p.property(id, 'VpcConfig')?.SubnetIds).map((route) => [id, route] as const)),
  },
  {
    name: 'pods before the permissions of their identity',
    pairs: (p) =>
      p.applied.flatMap(({ id, objects }) =>
        objects
          .filter(({ kind, metadata }) => kind === 'ServiceAccount' && metadata.annotations?.['eks.amazonaws.com/role-arn'])
          .flatMap(() =>
            p
              .of('AWS::IAM::Policy')
              .filter(
                (policy) =>
                  /IdentityRoleDefaultPolicy/.test(policy) &&
                  JSON.stringify(p.property(id, 'Values') ?? {}).includes(JSON.stringify(p.property(policy, 'Roles')[0].Ref)),
              ),
          )
          .map((policy) => [id, policy] as const),
      ),
  },
];

/** The orders that a template does not keep, and how many it was asked for. */
export function deletionOrder(template: Template & Json): { readonly broken: string[]; readonly asked: Record<string, number> } {
  const graph = waitsFor(template);
  const known = new Map<string, Set<string>>();
  const after = (id: string): Set<string> => {
    const before = known.get(id);
    if (before) return before;
    const all = new Set<string>();
    known.set(id, all);
    for (const next of graph.get(id) ?? []) [next, ...after(next)].forEach((each) => all.add(each));
    return all;
  };
  const parts = partsOf(template);
  const asked = RULES.map(({ name, pairs }) => ({ name, pairs: pairs(parts) }));
  return {
    broken: asked.flatMap(({ name, pairs }) =>
      pairs.filter(([first, then]) => !after(first).has(then)).map(([first, then]) => `${name}: ${first} before ${then}`),
    ),
    asked: Object.fromEntries(asked.map(({ name, pairs }) => [name, pairs.length])),
  };
}

function partsOf({ Resources }: Json): Parts {
  const of = (...types: string[]) =>
    Object.entries<Json>(Resources)
      .filter(([, { Type }]) => types.includes(Type))
      .map(([id]) => id);
  const property = (id: string, name: string) => Resources[id].Properties?.[name];
  return {
    of,
    property,
    applied: of('Custom::StrataObjects')
      .filter((id) => property(id, 'Manifest'))
      .map((id) => ({ id, objects: JSON.parse(flat(property(id, 'Manifest'))) as Json[] })),
    release: (chart) => of(HELM).filter((id) => property(id, 'Chart') === chart || property(id, 'Release') === chart),
    addon: (...names) => of('AWS::EKS::Addon').filter((id) => names.includes(property(id, 'AddonName'))),
    routesOf: (subnets = []) => {
      const named = new Set(subnets.map(({ Ref }) => Ref));
      const tables = new Set(
        of('AWS::EC2::SubnetRouteTableAssociation')
          .filter((id) => named.has(property(id, 'SubnetId')?.Ref))
          .map((id) => property(id, 'RouteTableId')?.Ref),
      );
      return of('AWS::EC2::Route').filter(
        (id) => tables.has(property(id, 'RouteTableId')?.Ref) && property(id, 'DestinationCidrBlock') === '0.0.0.0/0',
      );
    },
    pairsOf: (first, then) =>
      first.flatMap((one) => then.filter((other) => other !== one).map((other) => [one, other] as [string, string])),
  };
}
