import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { PortReference, readinessPath, selectsPods, servicesBehind, targetPortOf } from './readiness.rules';
import { POD_SPEC_PATHS } from '../kubernetes/kinds.data';
import { KubernetesObject, podSpecOf } from '../kubernetes/kubernetes-object.rules';

const rendered = (object: ApiObject): KubernetesObject => object.toJson() as KubernetesObject;
const hasPods = ({ apiGroup, kind }: ApiObject): boolean => `${apiGroup === 'core' ? '' : apiGroup}/${kind}` in POD_SPEC_PATHS;
const objectsIn = ({ chart, metadata: { namespace } }: ApiObject): ApiObject[] =>
  chart.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each) && each.metadata.namespace === namespace);

/** The only value of a list whose values are equal. */
const common = <T>(values: readonly T[]): T | undefined => (new Set(values).size === 1 ? values[0] : undefined);

/**
 * The path of the HTTP readiness probe of the pods behind a port of a Service, of the same chart; undefined if they have none, or several.
 */
export function readinessPathBehind(service: ApiObject, port: PortReference): string | undefined {
  const own = rendered(service);
  const target = targetPortOf(own, port);
  if (target === undefined) return undefined;
  const selected = selectedBy(own, workloadsAbove(service)) ?? selectedBy(own, objectsIn(service).filter(hasPods)) ?? [];
  return common(selected.map((each) => readinessPath(podSpecOf(each), target)));
}

// a Service of exposeViaService() is below its workload: no other has to be rendered
function workloadsAbove({ node }: IConstruct): ApiObject[] {
  return node.scopes
    .map((each) => each.node.tryFindChild('Resource'))
    .filter((each): each is ApiObject => each !== undefined && ApiObject.isApiObject(each) && hasPods(each));
}

function selectedBy(service: KubernetesObject, workloads: readonly ApiObject[]): KubernetesObject[] | undefined {
  const selected = workloads.map(rendered).filter((each) => selectsPods(service, each));
  return selected.length > 0 ? selected : undefined;
}

/** The path of the HTTP readiness probe of the pods behind an Ingress: one health check is for all of its Services. */
export function readinessPathOfIngress(ingress: ApiObject): string | undefined {
  const services = objectsIn(ingress).filter(({ kind }) => kind === 'Service');
  return common(
    servicesBehind(rendered(ingress)).map(({ name, port }) => {
      const service = services.find((each) => each.name === name);
      return service && readinessPathBehind(service, port);
    }),
  );
}
