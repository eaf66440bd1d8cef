import { builtContainers, found } from '../built-containers.rules';
import { Rule } from '../rule';

export const imagePlatform: Rule = {
  id: 'image-platform',
  area: 'Infrastructure',
  severity: 'error',
  finds: 'an image of CDK\'s for another architecture than all nodes',
  why: 'an image starts only on nodes of the architecture that it was built for',
  source: 'https://docs.docker.com/build/building/multi-platform/',
  check: (facts) => (facts.architectures === undefined ? [] : builtContainers(facts).flatMap(({ path, object, container, image }) => {
    const architecture = image.platform && PLATFORMS[image.platform];
    if (architecture === undefined || facts.architectures!.includes(architecture) || facts.architectures!.length === 0) return [];
    return [found(path, object, container, `is built for ${image.platform}, and all nodes are ${facts.architectures!.join(', ')}`,
      'Build it for the nodes (platform: Platform.LINUX_ARM64 or LINUX_AMD64), or add nodes of its architecture')];
  })),
};

const PLATFORMS: Readonly<Record<string, string>> = { 'linux/amd64': 'x86_64', 'linux/arm64': 'arm64', 'linux/arm64/v8': 'arm64' };
