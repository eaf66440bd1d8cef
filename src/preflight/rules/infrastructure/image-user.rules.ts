import { at, podSpecOf } from '../../../kubernetes/kubernetes-object.rules';
import { builtContainers, violationOf } from '../../reading/built-containers.rules';
import { securityContextRemediation } from '../../reading/security-context.rules';
import { Rule } from '../../rule';

export const imageUser: Rule = {
  id: 'image-user',
  area: 'Infrastructure',
  severity: 'error',
  description: 'image built by CDK whose user is root or not numeric, in pods with runAsNonRoot',
  reason:
    'with runAsNonRoot, a container starts only if its user is numeric and not 0 (container has runAsNonRoot and image will run as root, ' +
    'or image has non-numeric user)',
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  readsPods: true,
  check: (facts) =>
    builtContainers(facts).flatMap(({ path, object, container, image }) => {
      const pod = podSpecOf(object);
      const setting = (name: string) => at(container, 'securityContext', name) ?? at(pod, 'securityContext', name);
      if (
        setting('runAsNonRoot') !== true ||
        setting('runAsUser') !== undefined ||
        image.user === undefined ||
        /^[1-9]\d*(:.*)?$/.test(image.user)
      ) {
        return [];
      }
      return [
        violationOf(
          path,
          object,
          container,
          `would run as USER ${image.user} of its image`,
          `Set a numeric USER in the Dockerfile, or ${securityContextRemediation(object, { runAsUser: 1000 })}`,
        ),
      ];
    }),
};
