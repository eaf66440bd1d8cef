import { KubernetesObject, podLabelsOf } from '../../kubernetes/kubernetes-object.rules';

/** A change of the security context of a container. */
export type SecurityContextChange = Readonly<Partial<Record<keyof typeof PROPS, boolean | number>>>;

/** Props of `securityContext` in cdk8s-plus. Source: cdk8s-plus-27 2.9.5, src/container.ts, ContainerSecurityContextProps. */
const PROPS = { runAsUser: 'user', runAsNonRoot: 'ensureNonRoot', readOnlyRootFilesystem: 'readOnlyRootFilesystem' } as const;

/** cdk8s-plus adds the label to all pods that it renders. Source: cdk8s-plus-27 2.9.5, src/pod.ts, Pod.ADDRESS_LABEL. */
export const isOfCdk8sPlus = (object: KubernetesObject): boolean => 'cdk8s.io/metadata.addr' in podLabelsOf(object);

/** How to change the security context of a container: by the fields of Kubernetes, or by the props of cdk8s-plus, if that rendered it. */
export function securityContextRemediation(object: KubernetesObject, change: SecurityContextChange): string {
  const entries = Object.entries(change) as [keyof typeof PROPS, boolean | number][];
  const written = (name: (field: keyof typeof PROPS) => string) =>
    `securityContext: { ${entries.map(([field, value]) => `${name(field)}: ${value}`).join(', ')} }`;
  const [props, fields] = [written((field) => PROPS[field]), written((field) => field)];
  return isOfCdk8sPlus(object) && props !== fields
    ? `set ${props} of the container, which cdk8s-plus renders as ${fields}`
    : `set ${fields} of the container`;
}
