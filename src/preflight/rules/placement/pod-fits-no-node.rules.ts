import { podMetadataPath, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { requestsInWords } from '../../placement/allocatable.rules';
import { unschedulableResults, SchedulingResult } from '../../placement/scheduling-results.rules';
import { Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

const MOST_PLACES = 4;

export const podFitsNoNode: Rule = {
  id: 'pod-fits-no-node',
  area: 'Placement',
  severity: 'error',
  description:
    'pods that fit no node and no Fargate profile of the cluster, those of add-ons and charts included, with the reason for each group',
  reason:
    "a pod stays Pending if every node has insufficient resources or an untolerated taint, or doesn't match its node affinity/selector",
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
  readsPods: true,
  check: (facts) =>
    unschedulableResults(facts)
      .filter(({ workload }) => workload.groupKind !== 'apps/DaemonSet')
      .map(violationOf),
};

/** A finding for unschedulable pods. */
export function violationOf(result: SchedulingResult): Violation {
  const { workload, unschedulable, constraints } = result;
  const { component } = workload;
  const severity = component?.isUncertain ? { severity: 'warning' as const } : {};
  if (unschedulable.length === 0) return { ...onlyFargate(workload), ...severity };
  const kinds = new Set(unschedulable.map(({ kind }) => kind));
  const asks = kinds.has('resources') ? ` requests ${requestsInWords(constraints.requests)} and` : '';
  const reasons = unschedulable.slice(0, MOST_PLACES).map(({ candidate, reason }) => `${candidate.name} ${reason}`);
  const fix = [...kinds].map((kind) => FIXES[kind]).join(', or ');
  return {
    path: workload.path,
    finding:
      `${workload.name}${asks} fits no node: ` +
      `${reasons.join('; ')}${unschedulable.length > MOST_PLACES ? `; and ${unschedulable.length - MOST_PLACES} more` : ''}`,
    remediation: component ? `Change ${component.settings}: ${fix}` : capitalized(fix),
    ...severity,
  };
}

function onlyFargate({ path, name, namespace, object, component }: Workload): Violation {
  const isKept = stringAt(object, ...podMetadataPath(object), 'annotations', 'eks.amazonaws.com/compute-type') === 'ec2';
  return isKept
    ? {
        path,
        finding: `${name} runs on nodes (eks.amazonaws.com/compute-type: ec2), and the cluster has only Fargate profiles`,
        remediation: component ? `Set computeType: Fargate in ${component.settings}` : 'Remove the annotation, or add nodes',
        // the annotation of an add-on may be removed outside of the app
        ...(component ? { severity: 'warning' as const } : {}),
      }
    : {
        path,
        finding: `${name} is selected by no Fargate profile, and the cluster has no nodes`,
        remediation: `Add a selector of the namespace ${namespace} to a Fargate profile, or add nodes`,
        // nodes may be created elsewhere before the pods are
        ...(component?.isAddon ? {} : { severity: 'warning' as const }),
      };
}

const FIXES = {
  resources: 'reduce the requests, or add nodes that provide them',
  labels: 'correct nodeSelector and node affinity, or add nodes that match',
  taints: 'add a toleration for the taint, or add nodes without it',
  zone: 'add nodes in the zone of the volume',
} as const;

const capitalized = (text: string): string => text[0].toUpperCase() + text.slice(1);
