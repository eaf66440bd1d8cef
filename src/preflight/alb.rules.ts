import { Facts } from './facts.rules';
import { From } from './from.rules';
import { groupKindOf, KubernetesObject } from '../inventory/kubernetes-object.rules';

/** Where the annotations of the load balancer controller are described. */
export const ANNOTATIONS = 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/';
/** How its annotations of Services begin. */
export const SERVICE = 'service.beta.kubernetes.io/aws-load-balancer-';

export const ingressesOf = ({ objects }: Facts): From<KubernetesObject>[] => objects.filter(({ value }) => groupKindOf(value) === 'networking.k8s.io/Ingress');
