import { Cases, Given } from './case';

type Properties = Record<string, unknown>;

const group = (properties: Properties): Given['inputs'] => ({
  'App/Nodes': [
    'AWS::EKS::Nodegroup',
    { ClusterName: { Ref: 'Cluster' }, NodeRole: { 'Fn::GetAtt': ['Role', 'Arn'] }, Subnets: [{ Ref: 'A' }], ...properties },
  ],
});
const queue = (properties: Properties): Given['inputs'] => ({ 'App/Jobs': ['AWS::SQS::Queue', properties] });

/**
 * What services refuse of the resources of an app: the tables themselves are tested in service-constraints.test.ts and
 * service-conditions.test.ts.
 */
export const SERVICE_INPUT: Cases = {
  'service-input': {
    fails: [
      {
        name: 'a node group that is created without a desired size',
        inputs: group({ ScalingConfig: { MinSize: 1, MaxSize: 3 } }),
        found: [
          'AWS::EKS::Nodegroup: ScalingConfig has MinSize and MaxSize without DesiredSize (a node group must have all of these ' +
            'sizes or none; eks NodegroupScalingConfig)',
        ],
      },
      {
        name: 'several problems of one resource are one finding',
        inputs: group({
          UpdateConfig: { UpdateStrategy: 'MINIMAL' },
          Taints: [
            { Key: 'gpu', Effect: 'NO_EXECUTE' },
            { Key: '', Effect: 'NO_SCHEDULE' },
          ],
        }),
        found: [
          'AWS::EKS::Nodegroup: Taints[1].Key has 0 characters (1 to 63 characters; eks CreateNodegroup); UpdateConfig has none ' +
            'of MaxUnavailable and MaxUnavailablePercentage (one of them is required; eks NodegroupUpdateConfig.maxUnavailable)',
        ],
      },
      {
        name: 'a queue of the app that has nothing to do with the cluster',
        inputs: queue({ VisibilityTimeout: 50_000 }),
        found: ['AWS::SQS::Queue: VisibilityTimeout is 50000 (the timeout must be 0 to 43200 seconds; sqs CreateQueueRequest.Attributes)'],
      },
      {
        name: 'CDK validates, and only warns of what its service refuses',
        inputs: queue({ VisibilityTimeout: 50_000 }),
        facts: { cdkValidation: 'warns' },
        found: ['AWS::SQS::Queue: VisibilityTimeout is 50000 (the timeout must be 0 to 43200 seconds; sqs CreateQueueRequest.Attributes)'],
      },
    ],
    passes: [
      {
        name: 'all of it',
        inputs: group({ ScalingConfig: { MinSize: 1, MaxSize: 3, DesiredSize: 1 }, UpdateConfig: { MaxUnavailable: 1 } }),
      },
      {
        name: 'what CloudFormation fills in',
        inputs: group({ ScalingConfig: { MinSize: { Ref: 'Min' }, MaxSize: { Ref: 'Max' }, DesiredSize: { Ref: 'Min' } } }),
      },
      { name: 'what CDK refuses already', inputs: queue({ VisibilityTimeout: 50_000 }), facts: { cdkValidation: 'stops' } },
      {
        name: 'what CDK warns of already',
        inputs: group({ Taints: [{ Key: 'gpu', Effect: 'NEVER' }] }),
        facts: { cdkValidation: 'warns' },
      },
      { name: 'sizes of which another rule speaks', inputs: group({ ScalingConfig: { MinSize: 3, MaxSize: 0, DesiredSize: 7 } }) },
      { name: 'a type of which nothing is known', inputs: { 'App/Table': ['AWS::DynamoDB::Table', { TableName: '' }] } },
    ],
  },
};
