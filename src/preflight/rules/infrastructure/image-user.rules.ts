import { at, podSpecOf } from '../../../kubernetes/kubernetes-object.rules';
import { builtContainers, violationOf } from '../../reading/built-containers.rules';
import { Rule } from '../../rule';

export const imageUser: Rule = {
  id: 'image-user',
  area: 'Infrastructure',
  severity: 'error',
  description: "an image of CDK's whose user is root or a name, in pods that must not be root",
  reason: 'a container that must not run as root starts only when its user is a number other than 0',
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
      )
        return [];
      return [
        violationOf(
          path,
          object,
          container,
          `would run as USER ${image.user} of its image`,
          'Write a number behind USER in the Dockerfile, or set runAsUser',
        ),
      ];
    }),
};
