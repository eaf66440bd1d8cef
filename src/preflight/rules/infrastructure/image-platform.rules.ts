import { Facts } from '../../facts/facts.rules';
import { labelOf } from '../../placement/node-candidate.rules';
import { builtContainers, violationOf } from '../../reading/built-containers.rules';
import { Rule } from '../../rule';

export const imagePlatform: Rule = {
  id: 'image-platform',
  area: 'Infrastructure',
  severity: 'error',
  description: 'image built by CDK for an architecture that no node has',
  reason: 'an image runs only on nodes of the architecture that it is built for',
  source: 'https://docs.docker.com/build/building/multi-platform/',
  check: (facts) => {
    const { architectures = [] } = facts;
    return architectures.length === 0
      ? []
      : builtContainers(facts).flatMap(({ path, object, container, image }) => {
          const architecture = image.platform && PLATFORMS[image.platform];
          if (architecture === undefined || architectures.includes(architecture) || isOffered(architecture, facts)) return [];
          return [
            violationOf(
              path,
              object,
              container,
              `is built for ${image.platform}, but all nodes are ${architectures.join(', ')}`,
              `Build the image with ${OTHER_PLATFORM[architecture]}, or add ${architecture} nodes`,
            ),
          ];
        });
  },
};

// node pools that were applied as plain objects are candidates, too
const isOffered = (architecture: string, { nodeCandidates = [] }: Facts): boolean =>
  nodeCandidates.some((place) =>
    place.shapes.some((shape) => {
      const values = labelOf(place, shape, 'kubernetes.io/arch');
      return values === 'unknown' || values.includes(LABELS[architecture]);
    }),
  );

const OTHER_PLATFORM: Readonly<Record<string, string>> = {
  x86_64: 'platform: Platform.LINUX_ARM64',
  arm64: 'platform: Platform.LINUX_AMD64',
};

const LABELS: Readonly<Record<string, string>> = { x86_64: 'amd64', arm64: 'arm64' };

const PLATFORMS: Readonly<Record<string, string>> = { 'linux/amd64': 'x86_64', 'linux/arm64': 'arm64', 'linux/arm64/v8': 'arm64' };
