import { KINDS_VERSION, REMOVED_APIS, RemovedApi } from '../../kubernetes/api-kinds.data';
import { KubernetesObject } from '../../kubernetes/kubernetes-object.rules';
import { creatableVersions } from '../../kubernetes/kubernetes-version.rules';
import { isNewer } from '../../kubernetes/versions.rules';

/** The oldest version that a cluster runs. */
export const [OLDEST_VERSION] = creatableVersions();

/** The row of an object whose API went, or goes. */
export const removedApiOf = ({ apiVersion, kind }: KubernetesObject): RemovedApi | undefined =>
  REMOVED_APIS.find((row) => row.apiVersion === apiVersion && row.kinds.includes(kind));

/** Whether a version of Kubernetes is without an API; the oldest one counts where none is known. */
export const isRemoved = ({ removedIn }: RemovedApi, version: string = OLDEST_VERSION): boolean =>
  removedIn !== undefined && !isNewer(removedIn, version);

/** Whether a cluster may serve kinds that the table does not have. */
export const mayServeNewerApis = (version: string | undefined): boolean => version === undefined || isNewer(version, KINDS_VERSION);
