import { at } from '../kubernetes/kubernetes-object.rules';
import { FargateCapacity } from '../model/capacity.rules';
import { selectsPods } from '../nodes/fargate/fargate.rules';
import { Facts } from '../preflight/facts/facts.rules';
import { schedulingResultsOf } from '../preflight/placement/scheduling-results.rules';
import { Workload } from '../preflight/reading/workloads.rules';

/** One workload and where its pods fit. */
export interface WorkloadRow {
  readonly name: string;
  readonly kind: string;
  readonly replicas: string;
  readonly places: readonly string[];
}

/** A row for each object that makes pods; the number of replicas is the autoscaler's where there is one. */
export function workloadRows(facts: Facts, fargate: readonly FargateCapacity[] = []): WorkloadRow[] {
  const landings = schedulingResultsOf(facts);
  const places = new Map(landings?.map((landing) => [landing.workload, landing.candidates.map(({ name }) => name)]));
  return facts.manifests.workloads.map((maker) => {
    const profiles = fargate
      .filter(({ selectors }) => selectors.some((selector) => selectsPods(selector, maker.object)))
      .map(({ name }) => name);
    return {
      name: `${maker.namespace}/${maker.object.metadata?.name}`,
      kind: maker.object.kind,
      replicas: replicasInWords(maker),
      places: profiles.length > 0 ? profiles : (places.get(maker) ?? ['unknown']),
    };
  });
}

function replicasInWords({ groupKind, object, replicas: { min, max } }: Workload): string {
  switch (groupKind) {
    case 'apps/DaemonSet':
      return 'one per node';
    case 'batch/CronJob':
      return String(at(object, 'spec', 'jobTemplate', 'spec', 'parallelism') ?? 1);
    default:
      return min === max ? String(min) : `${min}–${max ?? '?'}`;
  }
}
