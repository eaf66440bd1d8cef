import { ContainerOptions } from './container-options';
import { ContainerProbes } from './container-probe';
import { EmptyDirVolume } from './empty-dir-volume';
import { WorkloadConfigMap } from './workload-config-map';
import { checkOptions } from '../props/check-props';
import { PodVolume } from '../storage/pod-volume';

/** Properties of a {@link Sidecar}. */
export interface SidecarOptions extends ContainerOptions {
  /**
   * Its probes. The main container starts when `startup` has succeeded.
   *
   * @default - none
   */
  readonly probes?: ContainerProbes;
  /**
   * Ports that it listens on, by name: 1024–65535.
   *
   * @default - none
   */
  readonly ports?: { [name: string]: number };
  /**
   * User and group id of its processes, for an image with a fixed user: 1 or more.
   *
   * @default - that of the workload
   */
  readonly runAsUser?: number;
}

/** Properties of the sidecars that are made for one program. */
export interface ConfiguredSidecarOptions {
  /** Its configuration. */
  readonly configMap: WorkloadConfigMap;
  /** Name of the file in `config` that it reads. */
  readonly file: string;
  /** Image, with a tag or digest. */
  readonly image: string;
  /**
   * More volumes, like a scratch volume that the first container writes its logs to.
   *
   * @default - none
   */
  readonly volumes?: PodVolume[];
}

/** Properties of {@link Sidecar.fluentBit}. */
export interface FluentBitSidecarOptions {
  /** Its configuration. */
  readonly configMap: WorkloadConfigMap;
  /** Name of the file in `config` that it reads. */
  readonly file: string;
  /** Where the first container writes its logs to. */
  readonly logs: EmptyDirVolume;
  /**
   * Image, with a tag or digest.
   *
   * @default 'public.ecr.aws/aws-observability/aws-for-fluent-bit:3.2.1'
   */
  readonly image?: string;
}

const CONFIG_FOLDER = '/etc/sidecar';

/**
 * A sidecar container (an init container with `restartPolicy: Always`, Kubernetes 1.29 or newer): it starts before the main container, is
 * restarted when it exits, and is stopped after the main container; a Job does not wait for it.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export class Sidecar {
  /** Any container. */
  static of(name: string, props: SidecarOptions): Sidecar {
    checkOptions('SidecarOptions', 'Sidecar.of', props);
    return new Sidecar(name, props);
  }

  /** Envoy with a configuration of yours (`--config-path`). */
  static envoy(props: ConfiguredSidecarOptions): Sidecar {
    checkOptions('ConfiguredSidecarOptions', 'Sidecar.envoy', props);
    props.configMap._mustHave(props.file);
    return new Sidecar('envoy', {
      image: props.image,
      args: ['--config-path', `${CONFIG_FOLDER}/${props.file}`],
      volumes: [props.configMap.mountAt(CONFIG_FOLDER), ...(props.volumes ?? [])],
    });
  }

  /** The AWS Distro for OpenTelemetry with a configuration of yours (`--config`). Its exporters use the identity of the workload. */
  static adot(props: ConfiguredSidecarOptions): Sidecar {
    checkOptions('ConfiguredSidecarOptions', 'Sidecar.adot', props);
    props.configMap._mustHave(props.file);
    return new Sidecar('adot', {
      image: props.image,
      args: [`--config=${CONFIG_FOLDER}/${props.file}`],
      volumes: [props.configMap.mountAt(CONFIG_FOLDER), ...(props.volumes ?? [])],
    });
  }

  /**
   * AWS for Fluent Bit, which reads logs that the first container writes to a scratch volume. Its outputs use the identity of the workload.
   */
  static fluentBit(options: FluentBitSidecarOptions): Sidecar {
    checkOptions('FluentBitSidecarOptions', 'Sidecar.fluentBit', options);
    const { configMap, file, logs, image = 'public.ecr.aws/aws-observability/aws-for-fluent-bit:3.2.1' } = options;
    configMap._mustHave(file);
    return new Sidecar('fluent-bit', {
      image,
      command: ['/fluent-bit/bin/fluent-bit', '-c', `${CONFIG_FOLDER}/${file}`],
      volumes: [configMap.mountAt(CONFIG_FOLDER), logs],
    });
  }

  /** Name of the container. */
  public readonly name: string;
  /** @internal */
  public readonly _props: SidecarOptions;

  private constructor(name: string, props: SidecarOptions) {
    this.name = name;
    this._props = props;
  }
}
