import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';
import { SERVER_FIELDS } from '../../src/kubernetes/server-fields.data';
import { refusedFieldsOf, serverFieldsOf, withoutServerFields } from '../../src/kubernetes/server-fields.rules';

const object = (metadata: object, more: object = {}) =>
  ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', ...metadata }, ...more }) as KubernetesObject;

test.each(SERVER_FIELDS)('metadata.$field is omitted', ({ field, effect }) => {
  const exported = object({ [field]: field === 'ownerReferences' ? [{ uid: 'x' }] : 'x' });
  expect(serverFieldsOf(exported)).toEqual([`metadata.${field}`]);
  expect(refusedFieldsOf(exported).length).toBe(effect === undefined ? 0 : 1);
  expect(withoutServerFields(exported)).toEqual(object({}));
});

test('status is omitted', () => {
  expect(withoutServerFields(object({}, { status: { loadBalancer: { ingress: [{ ip: '10.0.0.1' }] } } }))).toEqual(object({}));
});

test('what generators of manifests write without contents is retained', () => {
  const generated = object({ creationTimestamp: null }, { status: { conditions: [], acceptedNames: { kind: '' }, loadBalancer: {} } });
  expect(serverFieldsOf(generated)).toEqual([]);
  expect(withoutServerFields(generated)).toBe(generated);
});
