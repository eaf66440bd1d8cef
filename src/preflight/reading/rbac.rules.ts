import { isDeployTimeValue, KubernetesObject, stringAt } from '../../kubernetes/kubernetes-object.rules';

/**
 * Software that applies whatever it is given, so that it may do everything by its own manifests, by the name of its role or binding.
 *
 * Source: argoproj/argo-cd manifests/cluster-rbac; vmware-tanzu/helm-charts velero; fluxcd/flux2 manifests/rbac;
 * controlplaneio-fluxcd/flux-operator; gitlab-agent, fleet-agent, kapp-controller and rancher, the chart of each;
 * operator-lifecycle-manager, deploy.
 */
const APPLIES_EVERYTHING = [
  /(^|-)(argocd|argo-cd)-(application-controller|server)$/,
  /(^|-)velero(-|$)/,
  /(^|-)cluster-reconciler(-|$)/,
  /(^|-)flux-operator(-|$)/,
  /(^|-)gitlab-agent(-|$)/,
  /(^|-)fleet-agent(-|$)/,
  /^kapp-controller(-|$)/,
  /^rancher$/,
  /(^|:|-)operator-lifecycle-manager$|^olm-operator-binding/,
];

/** Whether an object may belong to software whose purpose is to apply everything. */
export const isGitOpsServiceAccount = (object: KubernetesObject): boolean =>
  isDeployTimeValue(object.metadata?.name) || APPLIES_EVERYTHING.some((pattern) => pattern.test(object.metadata?.name ?? ''));

export const isRole = ({ kind }: KubernetesObject): boolean => kind === 'Role' || kind === 'ClusterRole';
export const isBinding = ({ kind }: KubernetesObject): boolean => kind === 'RoleBinding' || kind === 'ClusterRoleBinding';

/** A subject of a binding in words. */
export const subjectInWords = (subject: unknown): string =>
  `${stringAt(subject, 'kind')} '${[stringAt(subject, 'namespace'), stringAt(subject, 'name')].filter(Boolean).join('/')}'`;
