import { groupKindOf, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { imageParameterProblem } from '../../../nodes/ec2/image-parameters.rules';
import { Facts } from '../../facts/facts.rules';
import { Located } from '../../facts/located.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** A dynamic reference of CloudFormation. */
const DYNAMIC = /\{\{resolve:ssm:([^:}]+)/;

export const imageParameterUnknown: Rule = {
  id: 'image-parameter-unknown',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'public SSM parameter for an EKS AMI that does not exist',
  reason:
    'a parameter that does not exist fails the deployment before any resource is created (Unable to fetch parameters), or leaves ' +
    'an EC2NodeClass without AMIs',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html',
  check: (facts) =>
    parametersOf(facts).flatMap(({ path, value, subject = '' }) => {
      const problem = imageParameterProblem(value);
      return problem ? [{ path, ...problem, finding: `${subject}${problem.finding}` }] : [];
    }),
};

interface Parameter extends Located<string> {
  /** the object with the name, like `EC2NodeClass 'general': `; empty for a resource, which its path names. */
  readonly subject?: string;
}

function parametersOf({ imageParameters, resources, objects }: Facts): Parameter[] {
  const named = (path: string, value: string | undefined, subject?: string) => (value === undefined ? [] : [{ path, value, subject }]);
  return [
    ...imageParameters,
    ...resources.shared
      .filter(({ type }) => type === 'AWS::EC2::LaunchTemplate')
      .flatMap(({ path, properties }) => named(path, DYNAMIC.exec(stringAt(properties, 'LaunchTemplateData', 'ImageId') ?? '')?.[1])),
    ...objects
      .filter(({ value }) => groupKindOf(value) === 'karpenter.k8s.aws/EC2NodeClass')
      .flatMap(({ path, value }) =>
        listAt(value, 'spec', 'amiSelectorTerms').flatMap((term) =>
          named(path, stringAt(term, 'ssmParameter'), `${describeObject(value)}: `),
        ),
      ),
  ];
}
