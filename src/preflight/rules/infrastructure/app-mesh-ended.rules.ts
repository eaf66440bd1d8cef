import { groupOf } from '../../../kubernetes/kubernetes-object.rules';
import { named } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

const FIX = 'Use new LatticeGateways(...) or new IstioAmbient(...)';

export const appMeshEnded: Rule = {
  id: 'app-mesh-ended',
  area: 'Infrastructure',
  severity: 'error',
  finds: 'App Mesh, which ended',
  why: 'AWS App Mesh ended on September 30, 2026: its controller reaches no service',
  source: 'https://docs.aws.amazon.com/app-mesh/latest/userguide/what-is-app-mesh.html',
  check: ({ charts, objects }) => [
    ...charts.filter(({ value }) => value.chart === 'appmesh-controller').map(({ path, value }) => ({ path, what: `Helm release '${value.release}' is the controller of App Mesh`, fix: FIX })),
    ...objects.filter(({ value }) => groupOf(value.apiVersion) === 'appmesh.k8s.aws').map(({ path, value }) => ({ path, what: `${named(value)} is of App Mesh`, fix: FIX })),
  ],
};
