import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { problemMessage, StrataError } from '../errors/problems';

/**
 * An object that is added to each chart that uses it, or to those alone to which the app adds it. Which of the two is decided by the app,
 * whatever comes first: a chart that has the object already gives it back.
 */
export class ObjectInCharts {
  private readonly automatic = new Map<Chart, ApiObject>();
  private addedByApp = false;

  /**
   * @param path of the construct that the object comes from
   * @param named its prop for the name, with the value
   * @param method by which the app adds it
   */
  constructor(
    private readonly path: string,
    private readonly named: string,
    private readonly method: string,
  ) {}

  /** For a chart that uses it. */
  bring(chart: Chart, id: string, make: () => ApiObject): void {
    if (this.addedByApp || this.automatic.has(chart)) return;
    if (chart.node.tryFindChild(id)) {
      throw new StrataError(
        problemMessage(this.path, {
          finding: this.named,
          constraint: `another object in chart ${chart.node.path} has this name`,
          remediation: 'Rename one of them',
        }),
      );
    }
    this.automatic.set(chart, make());
  }

  /** For a chart that the app names. */
  add(scope: Construct, make: () => ApiObject): ApiObject {
    const chart = Chart.of(scope);
    const others = [...this.automatic.keys()].filter((each) => each !== chart).map(({ node }) => node.path);
    if (others.length > 0) {
      throw new StrataError(
        problemMessage(this.path, {
          finding: `${this.method} is called after workloads added the object to ${others.map((path) => path || 'a chart').join(', ')}`,
          constraint: 'an object can be in one chart only',
          remediation: `Call ${this.method} before the workloads are created`,
        }),
      );
    }
    this.addedByApp = true;
    return this.automatic.get(chart) ?? make();
  }
}
