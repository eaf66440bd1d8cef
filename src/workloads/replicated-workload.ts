import { JsonPatch, Size } from 'cdk8s';
import { Container, IScalable, ScalingTarget } from 'cdk8s-plus-27';
import { Workload } from './workload';
import { WorkloadOptions } from './workload-options';
import { failOn } from '../errors/problems';
import { cdk8sPlus } from '../model/cdk8s-plus';

/** Base of workloads with replicas, which a HorizontalPodAutoscaler of cdk8s-plus-27 can scale. */
export abstract class ReplicatedWorkload extends Workload implements IScalable {
  /** For cdk8s-plus-27: whether an autoscaler sets the number of replicas. */
  public hasAutoscaler: boolean = false;
  /** The options of the pods. @internal */
  protected abstract readonly _options: WorkloadOptions;

  /** For cdk8s-plus-27: removes the number of replicas, which the autoscaler sets. Fails if `scaling` is set. */
  public markHasAutoscaler(): void {
    failOn(
      this,
      '',
      this._options.scaling === undefined
        ? []
        : [
            {
              finding: 'scaling is set and a HorizontalPodAutoscaler of cdk8s-plus targets the workload',
              constraint: 'only one of them can set the number of replicas',
              remediation: 'Remove `scaling`, or the HorizontalPodAutoscaler',
            },
          ],
    );
    if (!this.hasAutoscaler) this.apiObject.addJsonPatch(JsonPatch.remove('/spec/replicas'));
    this.hasAutoscaler = true;
  }

  /** For cdk8s-plus-27: the object that an autoscaler scales, with its main container. */
  public toScalingTarget(): ScalingTarget {
    const { apiVersion, kind, name } = this.apiObject;
    return { apiVersion, kind, name, containers: [this.mainContainer()] };
  }

  private mainContainer(): Container {
    const { Container: PlusContainer, Cpu } = cdk8sPlus();
    const { image, resources: { cpu = Cpu.millis(100), memory = Size.mebibytes(256) } = {} } = this._options;
    return new PlusContainer({ name: this.name, image, resources: { cpu: { request: cpu }, memory: { request: memory, limit: memory } } });
  }
}
