import { finalTemplates } from './final-templates';
import { Located } from './located.rules';
import { pathOfUser } from './resource-facts';
import { BrokenToken, brokenTokensIn } from '../../apply/broken-tokens.rules';
import { clusterModelsIn, ClusterModelData } from '../../model/cluster-model-data';
import { MANIFEST_RESOURCES, scanCluster } from '../../model/cluster-scan';
import { parsedJson } from '../../model/final-resource';

/**
 * CDK tokens that cannot be resolved. All text of the user leaves the library in a resource, in the objects of a manifest or in the values
 * of a release, which may be in uploaded files: everything is searched here, so that a construct need not search what it writes.
 */
export function brokenTokensOf(data: ClusterModelData): Located<BrokenToken>[] {
  return scanCluster(data)
    .flatMap((scanned) => {
      const { objects, uploadedValues } = scanned;
      const found = [
        ...objects.flatMap((object) => brokenTokensIn(object, `${object.kind}/${object.metadata?.name}`, parsed)),
        ...brokenTokensIn(uploadedValues, 'Values', (json) => (json === uploadedValues ? firstOf(json) : parsed(json))),
      ];
      return found.map((value) => ({ path: pathOfUser(scanned.resource.node.path), value }));
    })
    .concat(clusterModelsIn(data.cluster)[0] === data ? inResources(data) : []);
}

// a manifest is searched by its objects
function inResources({ cluster }: ClusterModelData): Located<BrokenToken>[] {
  return finalTemplates(cluster)
    .filter(({ resource }) => !MANIFEST_RESOURCES.has(resource.cfnResourceType))
    .flatMap(({ resource, final }) =>
      brokenTokensIn(final()?.properties, '', parsed).map((value) => ({ path: pathOfUser(resource.node.path), value })),
    );
}

function parsed(json: unknown): object | undefined {
  if (typeof json === 'string' && !/^\s*[[{]/.test(json)) return undefined;
  try {
    const value = parsedJson(json);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

// the values are a list with one item
const firstOf = (json: unknown): object | undefined => (parsed(json) as readonly object[] | undefined)?.[0];
