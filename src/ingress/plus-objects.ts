import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { failRoute } from './fail-route';
import { RoutedObject } from './routed-objects';
import { Problem } from '../errors/problems';

/** Adds objects of a route to an object of cdk8s-plus, with its name and namespace. */
export function addRoutedObjects(scope: Construct, name: string, objects: readonly RoutedObject[]): void {
  const { namespace } = ApiObject.of(scope).metadata;
  for (const { id, name: own = name, annotations, object } of objects) {
    new ApiObject(scope, id, { ...object, metadata: { name: own, namespace, annotations } });
  }
}

const ROUTES = Symbol.for('cdk-eks-strata.routes');
interface Applied {
  readonly route: object;
  readonly port?: number;
}
type Routed = Construct & { [ROUTES]?: Applied[] };

/** Registers a route of a Service or an Ingress of cdk8s-plus. Returns whether it has the same already; fails for another of its class. */
export function isRouted(target: Routed, kind: 'Service' | 'Ingress', { route, port }: Applied): boolean {
  if (!target[ROUTES]) Object.defineProperty(target, ROUTES, { value: [] });
  const other = target[ROUTES]!.find((each) => each.route.constructor === route.constructor);
  if (other === undefined) target[ROUTES]!.push({ route, port });
  else if (other.route !== route || other.port !== port) failRoute(`Route of ${target.node.path}`, [SECOND_ROUTE[kind]]);
  return other !== undefined;
}

const SECOND_ROUTE: Readonly<Record<'Service' | 'Ingress', Problem>> = {
  Service: {
    finding: 'the Service already has another route of this kind',
    constraint: 'the objects of a route have the name of its Service',
    remediation: "Use a second Service: workload.exposeViaService({ name: 'second' })",
  },
  Ingress: {
    finding: 'the Ingress already has another route',
    constraint: 'an Ingress configures one load balancer',
    remediation: 'Create a second Ingress with the same rules',
  },
};

/** Adds annotations to an object of cdk8s-plus, and replaces fields of its spec. Fields that are undefined are omitted. */
export function changeObject(
  target: Construct,
  annotations: Readonly<Record<string, string>>,
  spec: Readonly<Record<string, unknown>>,
): void {
  const object = ApiObject.of(target);
  for (const [name, value] of Object.entries(annotations)) object.metadata.addAnnotation(name, value);
  const fields = Object.entries(spec).filter(([, value]) => value !== undefined);
  object.addJsonPatch(...fields.map(([field, value]) => JsonPatch.add(`/spec/${field}`, value)));
}
