import { factsOfCase } from './cases/case';
import { secretInTemplate } from '../../src/preflight/rules/security';

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
