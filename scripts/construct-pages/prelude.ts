import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, IRole, Role } from 'aws-cdk-lib/aws-iam';
import { ChartDeployment, Cluster, Platform, ThreeTierVpc } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

/** What examples may use without declaring it; `this` is a stack. */
export interface Prelude {
  readonly app: App;
  /** a role that administers clusters. */
  readonly admin: IRole;
  /** a platform with all defaults. */
  readonly platform: Platform;
  /** the cluster of the platform. */
  readonly cluster: Cluster;
  /** the network of the platform, where the example uses one; else a network of its own. */
  readonly vpc: Platform['vpc'];
  /** Kubernetes objects of the namespace shop, which are deployed to the cluster. */
  readonly chart: cdk8s.Chart;
}

export type PreludeName = keyof Prelude;

/** How the pages describe each name. */
export const PRELUDE: Readonly<Record<PreludeName, string>> = {
  app: 'the CDK app',
  admin: 'an IAM role',
  platform: 'a `Platform` with all defaults',
  cluster: 'the cluster of a `Platform`',
  vpc: 'a `ThreeTierVpc`',
  chart: 'a cdk8s chart with the namespace `shop`, which a `ChartDeployment` deploys',
};

/** The app of an example: it has what the example uses, and nothing else. */
export class ExampleApp implements Prelude {
  public readonly app: App;
  public readonly stack: Stack;

  private madeAdmin?: IRole;
  private madePlatform?: Platform;
  private madeVpc?: Prelude['vpc'];
  private madeChart?: cdk8s.Chart;

  constructor(
    context: Record<string, unknown>,
    outdir: string,
    private readonly uses: ReadonlySet<string>,
  ) {
    this.app = new App({ context, outdir });
    this.stack = new Stack(this.app, 'Example');
    // the same with the example and without it
    for (const name of Object.keys(PRELUDE).filter((each) => uses.has(each)) as PreludeName[]) void this[name];
  }

  get admin(): IRole {
    return (this.madeAdmin ??= new Role(this.stack, 'Admin', { assumedBy: new AccountRootPrincipal() }));
  }

  get platform(): Platform {
    return (this.madePlatform ??= new Platform(this.stack, 'Platform', { version: KubernetesVersion.V1_36, admins: [this.admin] }));
  }

  get cluster(): Cluster {
    return this.platform.cluster;
  }

  get vpc(): Prelude['vpc'] {
    return this.uses.has('platform') || this.uses.has('cluster') || this.uses.has('chart')
      ? this.platform.vpc
      : (this.madeVpc ??= new ThreeTierVpc(this.stack, 'Vpc'));
  }

  get chart(): cdk8s.Chart {
    return (this.madeChart ??= this.newChart());
  }

  /** Deploys the chart, where the example uses it and leaves that to us. */
  finish(): void {
    if (!this.madeChart || this.uses.has('ChartDeployment')) return;
    new ChartDeployment(this.stack, 'Shop', { cluster: this.cluster, chart: this.madeChart });
  }

  private newChart(): cdk8s.Chart {
    const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
    // a chart without objects cannot be deployed
    new cdk8s.ApiObject(chart, 'Before', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'before-the-example' } });
    return chart;
  }
}
