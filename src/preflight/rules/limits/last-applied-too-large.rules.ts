import { DEPLOY_TIME_VALUE } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

// apimachinery, ValidateAnnotationsSize: names and values of all annotations
const MOST = 262_144;
const NAME = 'kubectl.kubernetes.io/last-applied-configuration';

export const lastAppliedTooLarge: Rule = {
  id: 'last-applied-too-large',
  area: 'Limits',
  severity: 'error',
  description: 'object of cluster.addManifest() that is too large for kubectl',
  reason: `the function of aws-eks-v2 runs kubectl create --save-config, which stores the object in an annotation of at most ${MOST} bytes`,
  source: 'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/',
  check: ({ createdByKubectl, objects }) =>
    objects
      .filter(({ value }) => createdByKubectl.has(value))
      .flatMap(({ path, value }) => {
        // values that are known at deploy count as empty: a lower bound
        const size = Buffer.byteLength(JSON.stringify(value).split(DEPLOY_TIME_VALUE).join('')) + NAME.length;
        return size <= MOST
          ? []
          : [
              {
                path,
                finding: `${describeObject(value)} has ${size} bytes: metadata.annotations: Too long: may not be more than ${MOST} bytes`,
                remediation: 'Deploy it with new ChartDeployment(...), which uses server-side apply without the annotation',
              },
            ];
      }),
};
