import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const MOST = 1_572_864;

export const objectTooLarge: Rule = {
  id: 'object-too-large',
  area: 'Limits',
  severity: 'error',
  description: 'object larger than 1.5 MiB',
  reason: `the API server stores objects of at most ${MOST} bytes (1.5 MiB)`,
  source: 'https://etcd.io/docs/latest/dev-guide/limit/',
  check: ({ objects }) =>
    objects.flatMap(({ path, value }) => {
      const size = Buffer.byteLength(JSON.stringify(value));
      return size > MOST
        ? [
            {
              path,
              finding: `${describeObject(value)} has ${size} bytes`,
              remediation: 'Split the object, or move large files to an image or an S3 bucket',
            },
          ]
        : [];
    }),
};
