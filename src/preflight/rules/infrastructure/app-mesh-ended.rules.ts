import { groupOf } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const FIX = 'Use new VpcLatticeController(...) or new IstioAmbient(...)';

export const appMeshEnded: Rule = {
  id: 'app-mesh-ended',
  area: 'Infrastructure',
  severity: 'error',
  description: 'AWS App Mesh, which was discontinued',
  reason: 'AWS App Mesh was discontinued on September 30, 2026: its controller can no longer call the service',
  source: 'https://docs.aws.amazon.com/app-mesh/latest/userguide/what-is-app-mesh.html',
  check: ({ helmReleases, objects }) => [
    ...helmReleases
      .filter(({ value }) => value.chart === 'appmesh-controller')
      .map(({ path, value }) => ({ path, finding: `Helm release '${value.release}' is the App Mesh controller`, remediation: FIX })),
    ...objects
      .filter(({ value }) => groupOf(value.apiVersion) === 'appmesh.k8s.aws')
      .map(({ path, value }) => ({ path, finding: `${describeObject(value)} is an App Mesh resource`, remediation: FIX })),
  ],
};
