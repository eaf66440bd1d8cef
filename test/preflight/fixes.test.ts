import { factsOfCase } from './cases/case';
import { capabilityUnknown, imageNeedsRoot, secretInTemplate } from '../../src/preflight/rules/security';

const RESOLVED = '{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:111122223333:secret:header:SecretString}}';
const OBJECTS: Readonly<Record<string, string>> = {
  Ingress: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations: { alb.ingress.kubernetes.io/conditions.web: '[{"field":"http-header","httpHeaderConfig":{"values":["${RESOLVED}"]}}]' }
`,
  ConfigMap: `apiVersion: v1
kind: ConfigMap
metadata: { name: web, namespace: shop }
data: { token: '${RESOLVED}' }
`,
  Pod: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { containers: [{ name: web, image: 'a:1', env: [{ name: TOKEN, value: '${RESOLVED}' }] }] }
`,
};

// the fix of a pod is none for a load balancer
test.each([
  ['Ingress', 'Remove it: a load balancer does not read Secrets in its conditions. Compare the value in the application, or use AlbAuth'],
  ['ConfigMap', 'Move it to a Secret that new ExternalSecret(...) creates'],
  ['Pod', 'Provide it to the pods with new MountedSecrets(...) or new ExternalSecret(...)'],
])('an AWS secret in the object %s', (kind, fix) =>
  expect(secretInTemplate.check(factsOfCase({ manifests: OBJECTS[kind] })).map(({ remediation }) => remediation)).toEqual([fix]),
);

const podOfCdk8sPlus = (container: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { cdk8s.io/metadata.addr: a } }
  template:
    metadata: { labels: { cdk8s.io/metadata.addr: a } }
    spec: { containers: [{ name: web, ${container} }] }
`;

test('capabilities of the enum of cdk8s-plus are replaced by a patch, with all others', () =>
  expect(
    capabilityUnknown
      .check(
        factsOfCase({
          manifests: podOfCdk8sPlus('image: a:1, securityContext: { capabilities: { add: [CAP_NET_ADMIN, CAP_NET_RAW, SYS_TIME] } }'),
        }),
      )
      .map(({ remediation }) => remediation),
  ).toEqual([
    'Replace the names that cdk8s-plus renders: ApiObject.of(workload).addJsonPatch(JsonPatch.replace(' +
      "'/spec/template/spec/containers/0/securityContext/capabilities/add', ['NET_ADMIN', 'NET_RAW', 'SYS_TIME']))",
  ]));

test('an image without root needs a volume', () =>
  expect(
    imageNeedsRoot
      .check(
        factsOfCase({
          manifests: podOfCdk8sPlus(
            'image: "nginxinc/nginx-unprivileged:1.29", securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true }',
          ),
        }),
      )
      .map(({ remediation }) => remediation),
  ).toEqual(['Mount a volume such as an emptyDir at /tmp, or set securityContext: { readOnlyRootFilesystem: false } of the container']));
