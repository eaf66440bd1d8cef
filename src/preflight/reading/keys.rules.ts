import { templatedGroups, templateData } from './nodes.rules';
import { EBS_PROVISIONERS } from './volumes.rules';
import { describeObject } from './workloads.rules';
import { at, groupKindOf, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';

/** A KMS key that encrypts something. */
export interface KeyUse {
  readonly path: string;
  /** what it encrypts, in words. */
  readonly subject: string;
  /** a reference, or a literal. */
  readonly key: unknown;
}

const valuesOf = (parameters: unknown, name: string): unknown[] =>
  Object.entries(Object(parameters) as object).flatMap(([key, value]) => (key.toLowerCase() === name ? [value as unknown] : []));

/** Keys of volumes, by the kind of the object that names them. */
const KEYS_OF_OBJECTS: Readonly<Record<string, (object: unknown) => readonly unknown[]>> = {
  // the driver reads names of parameters in any case
  'storage.k8s.io/StorageClass': (object) =>
    EBS_PROVISIONERS.has(stringAt(object, 'provisioner') ?? '') ? valuesOf(at(object, 'parameters'), 'kmskeyid') : [],
  'karpenter.k8s.aws/EC2NodeClass': (object) => listAt(object, 'spec', 'blockDeviceMappings').map((each) => at(each, 'ebs', 'kmsKeyID')),
  'eks.amazonaws.com/NodeClass': (object) => [at(object, 'spec', 'ephemeralStorage', 'kmsKeyID')],
};

/** Keys in the launch templates of nodes. */
export const keysOfNodes = ({ resources }: Facts): KeyUse[] =>
  templatedGroups(resources).flatMap(({ group: { path }, template }) =>
    listAt(templateData(template), 'BlockDeviceMappings')
      .map((mapping) => at(mapping, 'Ebs', 'KmsKeyId'))
      .filter((key) => key !== undefined)
      .map((key) => ({ path, subject: 'the volumes of the nodes', key })),
  );

/** Keys in objects of one kind. */
export const keysOfObjects = ({ objects, referencesIn }: Facts, kinds: readonly string[] = Object.keys(KEYS_OF_OBJECTS)): KeyUse[] =>
  objects
    .filter(({ value }) => kinds.includes(groupKindOf(value)))
    .flatMap(({ path, value }) =>
      KEYS_OF_OBJECTS[groupKindOf(value)](referencesIn(value))
        .filter((key) => key !== undefined)
        .map((key) => ({ path, subject: `the volumes of ${describeObject(value)}`, key })),
    );

/** Keys that encrypt secrets of the cluster. */
export const keysOfCluster = ({ resources }: Facts): KeyUse[] =>
  resources.ofType('AWS::EKS::Cluster').flatMap(({ path, properties }) =>
    listAt(properties, 'EncryptionConfig')
      .map((config) => at(config, 'Provider', 'KeyArn'))
      .filter((key) => key !== undefined)
      .map((key) => ({ path, subject: 'the secrets of the cluster', key })),
  );
