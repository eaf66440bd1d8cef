import { INGRESS, SERVICE } from './alb.rules';
import { externalDnsOf, isWithin } from './external-dns.rules';
import { describeObject } from './workloads.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';
import { isDeleted, isTrue, referenceOf, ResourceFacts } from '../facts/resource-facts.rules';

/** A resource that AWS deletes only when it is empty, and that is deleted with its stack. */
export interface Filled {
  readonly resource: ResourceFacts;
  /** what writes into it, in words; undefined where it is certain without. */
  readonly writer?: string;
}

/** A property of a resource that empties another one, by the type of that. */
const EMPTIED_BY: Readonly<Record<string, { readonly type: string; readonly property: string }>> = {
  // Source: aws-cdk-lib, aws-s3/lib/bucket.ts, enableAutoDeleteObjects, and aws-ecr/lib/repository.ts, enableAutoDeleteImages
  'AWS::S3::Bucket': { type: 'Custom::S3AutoDeleteObjects', property: 'BucketName' },
  'AWS::ECR::Repository': { type: 'Custom::ECRAutoDeleteImages', property: 'RepositoryName' },
};

function isEmptied(resource: ResourceFacts, { resources }: Facts): boolean {
  const by = EMPTIED_BY[resource.type];
  return by !== undefined && resources.allOf(by.type).some(({ properties }) => resources.find(properties[by.property])?.id === resource.id);
}

const BUCKET = 'AWS::S3::Bucket';
const LOG_BUCKET = 'access_logs.s3.bucket';

/** The value of an attribute in `a=b,c=d`, or in a list of keys and values. */
function attributeIn(attributes: unknown, name: string, [key, value]: readonly [string, string]): unknown {
  if (typeof attributes !== 'string') {
    return at(
      listAt({ attributes }, 'attributes').find((each) => at(each, key) === name),
      value,
    );
  }
  const found = attributes.split(',').find((each) => each.trim().startsWith(`${name}=`));
  return found === undefined ? undefined : referenceOf(found.trim().slice(name.length + 1));
}

/** The bucket into which a load balancer or a volume of an object writes. */
function bucketOf(object: unknown): unknown {
  const annotations = at(object, 'metadata', 'annotations');
  const listed = [`${INGRESS}load-balancer-attributes`, `${SERVICE}attributes`].map((name) => at(annotations, name));
  const attributes = [...listed, at(object, 'spec', 'loadBalancerAttributes')];
  const ofLogs = attributes.map((each) => attributeIn(each, LOG_BUCKET, ['key', 'value'])).find((each) => each !== undefined);
  const ofVolume =
    at(object, 'spec', 'csi', 'driver') === 's3.csi.aws.com' ? at(object, 'spec', 'csi', 'volumeAttributes', 'bucketName') : undefined;
  return ofLogs ?? ofVolume;
}

const bucketsOf = ({ objects, resources, referencesIn }: Facts): { readonly bucket: unknown; readonly writer: string }[] => [
  ...objects.map(({ value }: { readonly value: KubernetesObject }) => ({
    bucket: bucketOf(referencesIn(value)),
    writer: `the ${value.kind === 'PersistentVolume' ? 'pods of' : 'load balancer of'} ${describeObject(value)}`,
  })),
  ...resources.shared
    .filter(({ type }) => type === 'AWS::ElasticLoadBalancingV2::LoadBalancer')
    .map(({ path, properties }) => ({
      bucket: attributeIn(properties.LoadBalancerAttributes, LOG_BUCKET, ['Key', 'Value']),
      writer: `the load balancer ${path}`,
    })),
  ...resources.shared
    .filter(({ type }) => type === 'AWS::EC2::FlowLog')
    .map(({ path, properties }) => ({ bucket: properties.LogDestination, writer: `the flow log ${path}` })),
];

function filledBuckets(facts: Facts): Filled[] {
  const found = bucketsOf(facts)
    .filter(({ bucket }) => bucket !== undefined)
    .flatMap(({ bucket, writer }): Filled[] => {
      const resource = facts.resources.find(bucket, BUCKET);
      return resource?.type === BUCKET ? [{ resource, writer }] : [];
    });
  return found.filter(({ resource }, index) => found.findIndex((each) => each.resource.id === resource.id) === index);
}

/** Records that ExternalDNS retains: with the policy sync, it deletes them with their source. */
function filledZones(facts: Facts): Filled[] {
  const writers = externalDnsOf(facts).known.filter(({ provider, policy }) => provider === 'aws' && policy !== 'sync');
  return facts.resources.shared
    .filter(({ type }) => type === 'AWS::Route53::HostedZone')
    .flatMap((resource): Filled[] => {
      const name = stringAt(resource.properties, 'Name')?.replace(/\.$/, '');
      if (name === undefined || isDeployTimeValue(name)) return [];
      const writer = writers.find(
        ({ domains }) => domains.length === 0 || domains.some((each) => isWithin(name, each) || isWithin(each, name)),
      );
      return writer === undefined ? [] : [{ resource, writer: `${writer.inWords} (policy ${writer.policy})` }];
    });
}

function filledVaults({ resources }: Facts): Filled[] {
  const rules = resources.shared
    .filter(({ type }) => type === 'AWS::Backup::BackupPlan')
    .flatMap(({ path, properties }) =>
      listAt(properties, 'BackupPlan', 'BackupPlanRule').map((rule) => ({ path, vault: at(rule, 'TargetBackupVault') })),
    );
  return resources.shared
    .filter(({ type }) => type === 'AWS::Backup::BackupVault')
    .flatMap((resource): Filled[] => {
      const plan = rules.find(({ vault }) => resources.find(vault)?.id === resource.id || vault === resource.properties.BackupVaultName);
      return plan === undefined ? [] : [{ resource, writer: `the backup plan ${plan.path}` }];
    });
}

const repositories = ({ resources }: Facts): Filled[] =>
  resources.shared
    .filter(({ type, properties }) => type === 'AWS::ECR::Repository' && !isTrue(properties.EmptyOnDelete))
    .map((resource) => ({ resource }));

/** Resources that are deleted with their stack although something writes into them and nothing empties them. */
export const filledOf = (facts: Facts): Filled[] =>
  [...filledBuckets(facts), ...repositories(facts), ...filledZones(facts), ...filledVaults(facts)].filter(
    ({ resource }) => isDeleted(resource) && !isEmptied(resource, facts),
  );
