import { Caller, first, fresh, list, missing, named, Service, text } from './service';
import { at, listAt } from '../../../src/kubernetes/kubernetes-object.rules';
import { Fields } from '../../handler/api-fields';

const SUBNET = 'AWS::EC2::Subnet';
const GROUP = 'AWS::EC2::SecurityGroup';

const arnOf =
  (service: string, prefix: string) =>
  (_: Fields, id: string, { account }: Caller): Fields => ({ Arn: account.arn(service, `${prefix}${id}`) });

/**
 * A function takes a role that exists, and subnets that exist. Its interfaces stay in the subnets until it is gone. Source: Lambda API
 * Reference, CreateFunction.
 */
const FUNCTION: Service = {
  id: named('FunctionName'),
  attributes: arnOf('lambda', 'function:'),
  uses: ({ VpcConfig }) => [...listAt(VpcConfig, 'SubnetIds'), ...listAt(VpcConfig, 'SecurityGroupIds')],
  refusal: (properties, caller) =>
    first(
      caller.account.byArn(properties.Role) ? undefined : 'The role defined for the function cannot be assumed by Lambda',
      missing(caller, SUBNET, listAt(properties.VpcConfig, 'SubnetIds')),
      missing(caller, 'AWS::Lambda::LayerVersion', list(properties, 'Layers')),
      missing(caller, 'AWS::Logs::LogGroup', [at(properties.LoggingConfig, 'LogGroup')]),
    ),
};

/** File systems stand in subnets. Source: EFS and FSx API References, MountTargetConflict, FileSystemInUse. */
const FILES: Readonly<Record<string, Service>> = {
  'AWS::EFS::FileSystem': {
    id: fresh('fs-'),
    attributes: arnOf('elasticfilesystem', 'file-system/'),
    kept: ({ id }, account) => {
      const targets = account.of('AWS::EFS::MountTarget').filter(({ properties }) => properties.FileSystemId === id);
      return targets.length > 0 ? `file system ${id} is in use: it has ${targets.length} mount targets (FileSystemInUse)` : undefined;
    },
  },
  'AWS::EFS::MountTarget': {
    id: fresh('fsmt-'),
    uses: (properties) => [properties.SubnetId, ...list(properties, 'SecurityGroups')],
    refusal: (properties, caller, before) =>
      first(
        missing(caller, 'AWS::EFS::FileSystem', [properties.FileSystemId]),
        missing(caller, SUBNET, [properties.SubnetId]),
        before ||
          !caller.account
            .of('AWS::EFS::MountTarget')
            .some(
              ({ properties: other }) =>
                other.FileSystemId === properties.FileSystemId && zoneOf(caller, other.SubnetId) === zoneOf(caller, properties.SubnetId),
            )
          ? undefined
          : 'mount target already exists in this AZ (MountTargetConflict)',
      ),
  },
  'AWS::EFS::AccessPoint': {
    id: fresh('fsap-'),
    attributes: arnOf('elasticfilesystem', 'access-point/'),
    refusal: (properties, caller) => missing(caller, 'AWS::EFS::FileSystem', [properties.FileSystemId]),
  },
  'AWS::FSx::FileSystem': {
    id: fresh('fs-'),
    uses: (properties) => [...list(properties, 'SubnetIds'), ...list(properties, 'SecurityGroupIds')],
    attributes: (_, id, { account }) => ({
      DNSName: `${id}.fsx.${account.region}.amazonaws.com`,
      LustreMountName: 'mount',
      RootVolumeId: `fsvol-${id.slice(3)}`,
      ResourceARN: account.arn('fsx', `file-system/${id}`),
    }),
    refusal: (properties, caller) =>
      first(missing(caller, SUBNET, list(properties, 'SubnetIds')), missing(caller, GROUP, list(properties, 'SecurityGroupIds'))),
    kept: ({ id }, account) => {
      const inside = account.all().filter(({ type, properties }) => type.startsWith('AWS::FSx::') && properties.FileSystemId === id);
      return inside.length > 0 ? `file system ${id} has ${inside.map(({ type, id: each }) => `${type} ${each}`).join(', ')}` : undefined;
    },
  },
  'AWS::FSx::StorageVirtualMachine': {
    id: fresh('svm-'),
    attributes: (_, id) => ({ StorageVirtualMachineId: id }),
    refusal: (properties, caller) => missing(caller, 'AWS::FSx::FileSystem', [properties.FileSystemId]),
    // Source: FSx API Reference, DeleteStorageVirtualMachine: all volumes but the root have to be deleted before
    kept: ({ id }, account) => {
      const inside = account.usersOf(id);
      return inside.length > 0 ? `storage virtual machine ${id} has volumes: ${inside.map((each) => each.id).join(', ')}` : undefined;
    },
  },
  'AWS::FSx::DataRepositoryAssociation': {
    id: fresh('dra-'),
    attributes: (_, id) => ({ AssociationId: id }),
    refusal: (properties, caller) => missing(caller, 'AWS::FSx::FileSystem', [properties.FileSystemId]),
  },
};

const zoneOf = ({ account }: Caller, id: unknown): unknown => account.get(SUBNET, id)?.properties.AvailabilityZone;

const LOAD_BALANCING: Readonly<Record<string, Service>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    id: (properties, caller) => caller.account.arn('elasticloadbalancing', `loadbalancer/${named('Name')(properties, caller)}`),
    uses: (properties) => [...list(properties, 'Subnets'), ...list(properties, 'SecurityGroups')],
    attributes: (_, id) => ({
      DNSName: `${id.split('/').pop()}.elb.amazonaws.com`,
      CanonicalHostedZoneID: 'Z32O12XQLNTSW2',
      LoadBalancerArn: id,
    }),
    refusal: (properties, caller) =>
      first(missing(caller, SUBNET, list(properties, 'Subnets')), missing(caller, GROUP, list(properties, 'SecurityGroups'))),
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    id: (properties, caller) => caller.account.arn('elasticloadbalancing', `targetgroup/${named('Name')(properties, caller)}`),
    attributes: (_, id) => ({ TargetGroupArn: id, TargetGroupFullName: id }),
    refusal: (properties, caller) => missing(caller, 'AWS::EC2::VPC', [properties.VpcId]),
    kept: ({ id }, account) =>
      account.of('AWS::ElasticLoadBalancingV2::Listener').some(({ properties }) => JSON.stringify(properties).includes(id))
        ? `Target group '${id}' is currently in use by a listener or a rule (ResourceInUse)`
        : undefined,
  },
  'AWS::ElasticLoadBalancingV2::Listener': {
    id: fresh('listener-'),
    attributes: (_, id) => ({ ListenerArn: id }),
    refusal: (properties, caller) => missing(caller, 'AWS::ElasticLoadBalancingV2::LoadBalancer', [properties.LoadBalancerArn]),
  },
};

export const OTHERS: Readonly<Record<string, Service>> = {
  ...FILES,
  ...LOAD_BALANCING,
  'AWS::Logs::LogGroup': {
    id: named('LogGroupName'),
    attributes: (_, id, { account }) => ({ Arn: account.arn('logs', `log-group:${id}:*`) }),
  },
  'AWS::KMS::Key': { id: fresh('key-'), attributes: (_, id, { account }) => ({ Arn: account.arn('kms', `key/${id}`), KeyId: id }) },
  'AWS::SSM::Parameter': { id: named('Name'), attributes: ({ Value, Type }) => ({ Value, Type }) },
  'AWS::SQS::Queue': {
    id: (properties, caller) =>
      `https://sqs.${caller.account.region}.amazonaws.com/${caller.account.id}/${named('QueueName')(properties, caller)}`,
    attributes: (_, id, { account }) => ({
      Arn: account.arn('sqs', String(id.split('/').pop())),
      QueueName: id.split('/').pop(),
      QueueUrl: id,
    }),
  },
  'AWS::SQS::QueuePolicy': {
    id: fresh('queue-policy-'),
    refusal: (properties, caller) => missing(caller, 'AWS::SQS::Queue', list(properties, 'Queues')),
  },
  'AWS::Events::Rule': { id: named('Name'), attributes: arnOf('events', 'rule/') },
  'AWS::Lambda::Function': FUNCTION,
  'AWS::Lambda::LayerVersion': {
    id: (properties, caller) => caller.account.arn('lambda', `layer:${named('LayerName')(properties, caller)}:1`),
    attributes: (_, id) => ({ LayerVersionArn: id }),
  },
  'AWS::Lambda::Permission': {
    id: fresh('permission-'),
    refusal: ({ FunctionName, Principal }, { account }) =>
      first(
        account.byArn(FunctionName) || account.get('AWS::Lambda::Function', FunctionName)
          ? undefined
          : `Function not found: ${String(FunctionName)}`,
        String(Principal).startsWith('arn:') && !account.byArn(Principal)
          ? `The provided principal was invalid: ${String(Principal)}`
          : undefined,
      ),
  },
  'AWS::Lambda::EventInvokeConfig': {
    id: ({ FunctionName }) => `${String(FunctionName)}|$LATEST`,
    refusal: ({ FunctionName, DestinationConfig }, { account }) =>
      first(
        account.get('AWS::Lambda::Function', FunctionName) ? undefined : `Function not found: ${String(FunctionName)}`,
        account.byArn(at(DestinationConfig, 'OnFailure', 'Destination')) ? undefined : 'The destination ARN is invalid',
      ),
  },
  'AWS::S3::Bucket': {
    id: (properties, caller) => named('BucketName')(properties, caller).toLowerCase(),
    attributes: (_, id) => ({
      Arn: `arn:aws:s3:::${id}`,
      DomainName: `${id}.s3.amazonaws.com`,
      RegionalDomainName: `${id}.s3.amazonaws.com`,
    }),
  },
  'AWS::S3::BucketPolicy': {
    id: ({ Bucket }) => String(Bucket),
    refusal: (properties, caller) => missing(caller, 'AWS::S3::Bucket', [properties.Bucket]),
  },
  'AWS::SecretsManager::Secret': {
    id: (properties, caller) => caller.account.arn('secretsmanager', `secret:${named('Name')(properties, caller)}`),
    attributes: (_, id) => ({ Id: id, Arn: id }),
  },
  'AWS::WAFv2::WebACL': {
    id: (properties, caller) => `${named('Name')(properties, caller)}|${caller.account.fresh('')}|REGIONAL`,
    attributes: (_, id, { account }) => ({ Arn: account.arn('wafv2', `regional/webacl/${id}`), Id: id }),
    // Source: WAF API Reference, DeleteWebACL: WAFAssociatedItemException
    kept: ({ attributes }, account) =>
      account.of('LoadBalancer').some(({ properties }) => properties.webAcl === attributes.Arn)
        ? 'WAF couldn’t perform the operation because your resource is being used by another resource'
        : undefined,
  },
  'AWS::VpcLattice::ServiceNetwork': {
    id: (_, { account }) => account.arn('vpc-lattice', `servicenetwork/${account.fresh('sn-')}`),
    attributes: (_, id) => ({ Arn: id, Id: id.split('/').pop() }),
    kept: ({ id }, account) =>
      account
        .of('AWS::VpcLattice::ServiceNetworkVpcAssociation')
        .some(({ properties }) => id.includes(text(properties, 'ServiceNetworkIdentifier')))
        ? 'the service network has VPC associations (ConflictException)'
        : undefined,
  },
  'AWS::VpcLattice::ServiceNetworkVpcAssociation': {
    id: fresh('snva-'),
    uses: ({ VpcIdentifier }) => [VpcIdentifier],
    refusal: (properties, caller, before) =>
      first(
        missing(caller, 'AWS::EC2::VPC', [properties.VpcIdentifier]),
        !before &&
          caller.account
            .of('AWS::VpcLattice::ServiceNetworkVpcAssociation')
            .some(({ properties: other }) => other.VpcIdentifier === properties.VpcIdentifier)
          ? 'the VPC is associated with a service network already (ConflictException)'
          : undefined,
      ),
  },
  'AWS::ServiceDiscovery::PrivateDnsNamespace': {
    id: fresh('ns-'),
    uses: ({ Vpc }) => [Vpc],
    attributes: (_, id, { account }) => ({ Arn: account.arn('servicediscovery', `namespace/${id}`), Id: id }),
    refusal: (properties, caller) => missing(caller, 'AWS::EC2::VPC', [properties.Vpc]),
  },
  'AWS::Route53Resolver::ResolverEndpoint': {
    id: fresh('rslvr-'),
    uses: (properties) => [
      ...list(properties, 'SecurityGroupIds'),
      ...listAt(properties, 'IpAddresses').map((each) => at(each, 'SubnetId')),
    ],
    attributes: (_, id) => ({ ResolverEndpointId: id }),
    refusal: (properties, caller) => missing(caller, GROUP, list(properties, 'SecurityGroupIds')),
  },
};
