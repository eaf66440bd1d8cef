import { EXCLUSIVE_COMPONENTS, ExclusiveRow } from '../../../catalog/exclusive-objects.data';
import { at, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { Violation, Rule } from '../../rule';

export const componentTwice: Rule = {
  id: 'component-twice',
  area: 'Infrastructure',
  severity: 'error',
  description: 'controller or driver installed twice, as charts or as a chart and an EKS add-on',
  reason:
    'objects of a cluster have one owner: Helm does not install a chart over objects of another release or of an add-on (cannot be ' +
    'imported into the current release), and two controllers of one kind act on the same objects',
  source: 'https://helm.sh/docs/helm/helm_install/',
  check: (facts) => {
    const all = [...addons(facts), ...charts(facts)];
    return Object.entries(EXCLUSIVE_COMPONENTS).flatMap(([name, row]) => {
      const [first, ...others] = all.filter((each) => each.name === name);
      return others
        .filter((other) => other.key !== first.key && other.named(row) === first.named(row))
        .map((other) => violation(row, first, other));
    });
  },
};

interface Installation {
  readonly name: string;
  /** equal for one release: a release that is declared twice has a rule of its own. */
  readonly key: string;
  readonly path: string;
  readonly inWords: string;
  /** whether it creates its object for certain; undefined for an add-on that overwrites what exists. */
  readonly creates: (row: ExclusiveRow) => boolean;
  /** the name of its object. */
  readonly named: (row: ExclusiveRow) => string | undefined;
}

const addons = ({ resources }: Facts): Installation[] =>
  resources.ofType('AWS::EKS::Addon').map(({ path, properties }) => ({
    name: stringAt(properties, 'AddonName') ?? '',
    key: 'add-on',
    path,
    inWords: 'an EKS add-on',
    creates: () => properties.ResolveConflicts === undefined || properties.ResolveConflicts === 'NONE',
    named: ({ named }) => named?.byDefault,
  }));

const charts = ({ helmReleases }: Facts): Installation[] =>
  helmReleases
    .filter(({ value }) => ![value.release, value.namespace].some(isDeployTimeValue))
    .map(({ path, value: { release, namespace = 'default', chart, repository, values } }) => ({
      name: chart || (repository.split('/').pop() ?? ''),
      key: `${namespace}/${release}`,
      path,
      inWords: `Helm release '${namespace}/${release}'`,
      creates: ({ createdBy, offByDefault = false }) => {
        const given = createdBy && at(values, ...createdBy);
        return createdBy === undefined || (given === undefined ? !offByDefault : given === true);
      },
      named: ({ named }) => named && (stringAt(values, ...named.value) ?? named.byDefault),
    }));

function violation(row: ExclusiveRow, first: Installation, other: Installation): Violation {
  const isRefused = row.object !== undefined && [first, other].every((each) => each.creates(row));
  const result = isRefused ? `both create ${row.object}` : row.both;
  return {
    path: other.path,
    finding: `${other.name} is installed as ${other.inWords}, and by ${first.path} as ${first.inWords}: ${result}`,
    remediation: 'Remove one of them',
    ...(isRefused ? {} : { severity: 'warning' as const }),
  };
}
