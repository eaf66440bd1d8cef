import { REMOVED_APIS, RemovedApi } from '../inventory/api-kinds.data';
import { KubernetesObject } from '../inventory/kubernetes-object.rules';

/** The row of an object whose API went, or goes. */
export const removedApiOf = ({ apiVersion, kind }: KubernetesObject): RemovedApi | undefined =>
  REMOVED_APIS.find((row) => row.apiVersion === apiVersion && row.kinds.includes(kind));
