import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { problemMessage, StrataError } from '../errors/problems';

/**
 * An object that is added to each chart that uses it, or to those alone to which the app adds it. Which of the two is decided by the app,
 * whatever comes first: a chart that has the object already gives it back.
 */
export class ObjectInCharts {
  private readonly automatic = new Map<Chart, ApiObject>();
  private readonly byApp = new Map<Chart, ApiObject>();

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
    if (this.byApp.size > 0 || this.automatic.has(chart)) return;
    if (chart.node.tryFindChild(id)) this.failOnSameName(chart, 'Rename one of them');
    this.automatic.set(chart, make());
  }

  /** For a chart that the app names, once. */
  add(scope: Construct, id: string, make: () => ApiObject): ApiObject {
    const chart = Chart.of(scope);
    const existing = this.byApp.get(chart) ?? this.automatic.get(chart);
    if (existing === undefined && scope.node.tryFindChild(id)) {
      this.failOnSameName(chart, `Pass another id to ${this.method}, or rename it`);
    }
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
    const object = existing ?? make();
    this.byApp.set(chart, object);
    return object;
  }

  private failOnSameName(chart: Chart, remediation: string): never {
    throw new StrataError(
      problemMessage(this.path, {
        finding: this.named,
        constraint: `another object in chart ${chart.node.path} has this name`,
        remediation,
      }),
    );
  }
}
