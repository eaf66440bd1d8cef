import { Item } from './account';
import type { ClusterWorld } from './cluster';
import { isPublic } from './services/ec2';
import { allows } from './services/iam';
import { at, stringAt } from '../../src/kubernetes/kubernetes-object.rules';
import { Stored } from '../handler/api-store';

const ALB = 'alb.ingress.kubernetes.io';
const NLB = 'service.beta.kubernetes.io/aws-load-balancer';
const CONTROLLER = 'aws-load-balancer-controller';

interface Wanted {
  readonly object: Stored;
  readonly finalizer: string;
  readonly public: boolean;
  readonly addressType: string;
  readonly application: boolean;
  readonly by: 'controller' | 'auto' | 'lattice' | 'cloud';
}

/** Which controller makes the load balancer of a Service. */
function makerOf(loadBalancerClass: string | undefined, type: string | undefined): Wanted['by'] {
  if (loadBalancerClass === 'eks.amazonaws.com/nlb') return 'auto';
  return loadBalancerClass === 'service.k8s.aws/nlb' || type === 'external' ? 'controller' : 'cloud';
}

/**
 * Load balancers as their controllers make and delete them, with interfaces in subnets and a finalizer on the object until they are gone.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller v3.5.0 (controllers/ingress, controllers/service, pkg/networking/subnet_resolver.go,
 * pkg/k8s/finalizer.go).
 */
export class LoadBalancers {
  constructor(private readonly cluster: ClusterWorld) {}

  work(): void {
    const { store } = this.cluster;
    const objects = [...store.of('Ingress'), ...store.of('Service'), ...store.of('Gateway')];
    for (const wanted of objects.flatMap((object) => this.wanted(object) ?? [])) this.reconcile(wanted);
    for (const gatewayClass of store.of('GatewayClass')) gatewayClass.status = { conditions: [{ type: 'Accepted', status: 'True' }] };
  }

  private wanted(object: Stored): Wanted | undefined {
    if (object.kind === 'Ingress') return this.ofIngress(object);
    return object.kind === 'Service' ? this.ofService(object) : this.ofGateway(object);
  }

  private ofIngress(object: Stored): Wanted | undefined {
    const name = stringAt(object, 'spec', 'ingressClassName');
    const ingressClass = this.cluster.store.find('IngressClass', name ?? '');
    const controller = stringAt(ingressClass, 'spec', 'controller');
    if (controller !== 'ingress.k8s.aws/alb' && controller !== 'eks.amazonaws.com/alb') return undefined;
    const parameters = this.cluster.store
      .of('IngressClassParams')
      .find(({ metadata }) => metadata.name === stringAt(ingressClass, 'spec', 'parameters', 'name'));
    const said = (annotation: string, field: string) =>
      stringAt(parameters, 'spec', field) ?? stringAt(object.metadata, 'annotations', `${ALB}/${annotation}`);
    return {
      object,
      finalizer: 'ingress.k8s.aws/resources',
      application: true,
      by: controller.startsWith('eks') ? 'auto' : 'controller',
      public: said('scheme', 'scheme') === 'internet-facing',
      addressType: said('ip-address-type', 'ipAddressType') ?? 'ipv4',
    };
  }

  private ofService(object: Stored): Wanted | undefined {
    if (stringAt(object, 'spec', 'type') !== 'LoadBalancer') return undefined;
    const name = stringAt(object, 'spec', 'loadBalancerClass');
    const annotated = (key: string) => stringAt(object.metadata, 'annotations', `${NLB}-${key}`);
    const by = makerOf(name, annotated('type'));
    return {
      object,
      finalizer: by === 'cloud' ? 'service.kubernetes.io/load-balancer-cleanup' : 'service.k8s.aws/resources',
      application: false,
      by,
      public: annotated('scheme') === 'internet-facing' || by === 'cloud',
      addressType: annotated('ip-address-type') ?? 'ipv4',
    };
  }

  private ofGateway(object: Stored): Wanted | undefined {
    const gatewayClass = this.cluster.store.find('GatewayClass', stringAt(object, 'spec', 'gatewayClassName') ?? '');
    const controller = stringAt(gatewayClass, 'spec', 'controllerName') ?? '';
    if (controller.startsWith('istio.io/')) {
      object.status = { conditions: [{ type: 'Programmed', status: 'True' }] };
      return undefined;
    }
    if (controller === 'application-networking.k8s.aws/gateway-api-controller') {
      return { object, finalizer: 'gateway.k8s.aws/resources', application: false, by: 'lattice', public: false, addressType: 'ipv4' };
    }
    if (!controller.startsWith('gateway.k8s.aws/')) return undefined;
    const parameters =
      stringAt(object, 'spec', 'infrastructure', 'parametersRef', 'name') ?? stringAt(gatewayClass, 'spec', 'parametersRef', 'name');
    const settings = this.cluster.store.of('LoadBalancerConfiguration').find(({ metadata }) => metadata.name === parameters);
    return {
      object,
      finalizer: controller,
      application: controller.endsWith('/alb'),
      by: 'controller',
      public: stringAt(settings, 'spec', 'scheme') === 'internet-facing',
      addressType: stringAt(settings, 'spec', 'ipAddressType') ?? 'ipv4',
    };
  }

  private reconcile(wanted: Wanted): void {
    const { object } = wanted;
    const item = this.cluster.account.get('LoadBalancer', this.idOf(object));
    if (!this.works(wanted.by)) return;
    if (object.metadata.deletionTimestamp !== undefined) {
      if (item) this.cluster.account.remove(item);
      object.metadata.finalizers = object.metadata.finalizers?.filter((each) => each !== wanted.finalizer);
      return;
    }
    if (item) {
      this.address(object, item);
      return;
    }
    const subnets = wanted.by === 'lattice' ? [] : this.subnetsFor(wanted);
    if (typeof subnets === 'string') {
      object.status = { conditions: [], why: subnets };
      return;
    }
    object.metadata.finalizers = [...(object.metadata.finalizers ?? []), wanted.finalizer];
    this.make(wanted, subnets);
  }

  private idOf({ metadata, kind }: Stored): string {
    return `${this.cluster.name} ${kind} ${metadata.namespace}/${metadata.name}`;
  }

  /** Whether the controller is there and may do its work. */
  private works(by: Wanted['by']): boolean {
    const { account, pods } = this.cluster;
    if (by === 'cloud') return true;
    if (by === 'auto') {
      return this.cluster.autoMode && allows(account, account.byArn(this.cluster.roleArn), '', /AmazonEKSLoadBalancingPolicy/);
    }
    const [workload, action] =
      by === 'lattice' ? ['gateway-api-controller', 'vpc-lattice:CreateService'] : [CONTROLLER, 'elasticloadbalancing:CreateLoadBalancer'];
    return (
      pods.runs(new RegExp(`^${workload}`)) &&
      allows(account, this.cluster.roleOfWorkload(workload), action, /VPCLattice|LoadBalancerController/)
    );
  }

  /** The tagged subnets, or why there are none. */
  private subnetsFor(wanted: Wanted): string[] | string {
    const { account } = this.cluster;
    if (this.cluster.ipFamily === 'ipv6' && !/dualstack/i.test(wanted.addressType)) {
      return 'unsupported IPv6 configuration, lb not dual-stack';
    }
    const role = wanted.public ? 'kubernetes.io/role/elb' : 'kubernetes.io/role/internal-elb';
    const tagged = account
      .of('AWS::EC2::Subnet')
      .filter(
        ({ properties }) =>
          properties.VpcId === this.cluster.vpc &&
          (properties.Tags as { Key: string; Value: string }[] | undefined)?.some(
            ({ Key, Value }) => Key === role && (Value === '1' || Value === ''),
          ),
      );
    const byZone = new Map(tagged.map((subnet) => [subnet.attributes.AvailabilityZone, subnet.id]));
    if (byZone.size < (wanted.application ? 2 : 1)) {
      return `couldn't auto-discover subnets: unable to resolve at least one subnet (${byZone.size} match VPC and tags: [${role}])`;
    }
    const subnets = [...byZone.values()];
    if (wanted.public && subnets.some((id) => !isPublic(account, id))) return 'the VPC subnet has no route to an internet gateway';
    return subnets;
  }

  private make({ object, public: isPublicLb }: Wanted, subnets: readonly string[]): void {
    const item = this.cluster.account.add({
      type: 'LoadBalancer',
      id: this.idOf(object),
      properties: { scheme: isPublicLb ? 'internet-facing' : 'internal', VpcId: this.cluster.vpc },
      attributes: {},
      madeBy: CONTROLLER,
      uses: subnets,
    });
    this.address(object, item);
  }

  private address(object: Stored, { id }: Item): void {
    const hostname = `${id.split('/').pop()}.elb.amazonaws.com`;
    if (this.cluster.neverReady) return;
    object.status =
      object.kind === 'Gateway'
        ? {
            addresses: [{ type: 'Hostname', value: hostname }],
            conditions: [
              { type: 'Accepted', status: 'True' },
              { type: 'Programmed', status: 'True' },
            ],
          }
        : { ...(at(object, 'status') as object | undefined), loadBalancer: { ingress: [{ hostname }] } };
  }
}
