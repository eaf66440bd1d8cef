import { problemMessage, StrataError } from '../errors/problems';

/** Metric of an autoscaler. Of several metrics, the one with the most replicas counts. */
export class ScalingMetric {
  /** Use of the requested cpu, in percent: 1–100. The cluster needs metrics-server. */
  static cpu(targetPercent: number): ScalingMetric {
    return resource('cpu', targetPercent);
  }

  /** Use of the requested memory, in percent: 1–100. The cluster needs metrics-server. Only for processes that release memory. */
  static memory(targetPercent: number): ScalingMetric {
    return resource('memory', targetPercent);
  }

  /**
   * A metric of each pod, as an average over all of them. An adapter has to serve it, like prometheus-adapter.
   *
   * @param name of the metric
   * @param averageValue target, as a Kubernetes quantity: `100`, `500m`
   */
  static pods(name: string, averageValue: string): ScalingMetric {
    return new ScalingMetric({
      type: 'Pods',
      pods: { metric: { name }, target: { type: 'AverageValue', averageValue: quantity('pods', averageValue) } },
    });
  }

  /**
   * A metric of a system outside of the cluster, divided by the number of pods. An adapter has to serve it.
   *
   * @param name of the metric
   * @param averageValue target for each pod, as a Kubernetes quantity: `30`
   * @param labels selector of the metric
   */
  static external(name: string, averageValue: string, labels: { [label: string]: string } = {}): ScalingMetric {
    const selector = Object.keys(labels).length > 0 ? { selector: { matchLabels: labels } } : {};
    return new ScalingMetric({
      type: 'External',
      external: { metric: { name, ...selector }, target: { type: 'AverageValue', averageValue: quantity('external', averageValue) } },
    });
  }

  /** @internal */
  public static _of(metric: object): ScalingMetric {
    return new ScalingMetric(metric);
  }

  /** @internal */
  public readonly _metric: object;

  private constructor(metric: object) {
    this._metric = metric;
  }
}

function resource(name: string, percent: number): ScalingMetric {
  if (!(Number.isInteger(percent) && percent >= 1 && percent <= 100)) {
    throw new StrataError(
      problemMessage('Scaling', {
        finding: `targetUtilizationPercent is ${percent}`,
        constraint: `must be an integer from 1 to 100, in percent of the requested ${name}`,
        remediation: 'Use a value like 60',
        source: SOURCE,
      }),
    );
  }
  return ScalingMetric._of({ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization: percent } } });
}

function quantity(metric: string, value: string): string {
  if (!/^[0-9]+(\.[0-9]+)?(m|k|M|G|Ki|Mi|Gi)?$/.test(value)) {
    throw new StrataError(
      problemMessage('Scaling', {
        finding: `averageValue of ${metric} is '${value}'`,
        constraint: 'must be a Kubernetes quantity',
        remediation: "Use a value like '100' or '500m'",
        source: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
      }),
    );
  }
  return value;
}

const SOURCE = 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/';
