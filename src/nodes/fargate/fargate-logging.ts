import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { LogRouterConfig } from './fargate-logging.rules';
import { checkOptions } from '../../props/check-props';

/** Settings of {@link FargateLogging.custom}. */
export interface CustomFargateLoggingOptions {
  /** Sections `[OUTPUT]`. */
  readonly output: string;
  /**
   * Sections `[FILTER]`.
   *
   * @default - none
   */
  readonly filters?: string;
  /**
   * Sections `[PARSER]`.
   *
   * @default - none
   */
  readonly parsers?: string;
  /** Permissions of the pod execution role, to write to the outputs. */
  readonly policyStatements: iam.PolicyStatement[];
}

/** Destination of the logs of pods, written by the log router of Fargate. */
export abstract class FargateLogging {
  /** A log group of CloudWatch Logs, with one log stream for each pod. */
  static cloudWatch(logGroup: ILogGroup): FargateLogging {
    return new CloudWatchFargateLogging(logGroup);
  }

  /**
   * A Fluent Bit configuration with the outputs es, firehose, kinesis_firehose, cloudwatch, cloudwatch_logs or kinesis. At most 5,300
   * characters in all.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html
   */
  static custom(config: CustomFargateLoggingOptions): FargateLogging {
    checkOptions('CustomFargateLoggingOptions', 'FargateLogging.custom', config);
    return new FluentBitFargateLogging(config);
  }

  /** @internal */
  public abstract _config(scope: Construct): LogRouterConfig;
  /** @internal */
  public abstract _permissions(): iam.PolicyStatement[];
}

class CloudWatchFargateLogging extends FargateLogging {
  constructor(private readonly logGroup: ILogGroup) {
    super();
  }

  public _config(scope: Construct): LogRouterConfig {
    const lines = [
      'Name cloudwatch_logs',
      'Match *',
      `region ${Stack.of(scope).region}`,
      `log_group_name ${this.logGroup.logGroupName}`,
      'log_stream_prefix fargate-',
      'auto_create_group false',
    ];
    return {
      flb_log_cw: 'false',
      'filters.conf':
        section('FILTER', ['Name parser', 'Match *', 'Key_name log', 'Parser crio']) +
        section('FILTER', ['Name kubernetes', 'Match kube.*', 'Merge_Log On', 'Keep_Log Off', 'Buffer_Size 0', 'Kube_Meta_Cache_TTL 300s']),
      'output.conf': section('OUTPUT', lines),
      // the container runtime prefixes each line with time, stream and a flag
      'parsers.conf': section('PARSER', [
        'Name crio',
        'Format Regex',
        'Regex ^(?<time>[^ ]+) (?<stream>stdout|stderr) (?<logtag>P|F) (?<log>.*)$',
        'Time_Key time',
        'Time_Format %Y-%m-%dT%H:%M:%S.%L%z',
      ]),
    };
  }

  public _permissions(): iam.PolicyStatement[] {
    return [
      new iam.PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      }),
    ];
  }
}

const section = (name: string, lines: readonly string[]): string => `[${name}]\n${lines.map((line) => `    ${line}\n`).join('')}`;

class FluentBitFargateLogging extends FargateLogging {
  constructor(private readonly given: CustomFargateLoggingOptions) {
    super();
  }

  public _config(): LogRouterConfig {
    const { output, filters, parsers } = this.given;
    return {
      flb_log_cw: 'false',
      ...(filters ? { 'filters.conf': filters } : {}),
      'output.conf': output,
      ...(parsers ? { 'parsers.conf': parsers } : {}),
    };
  }

  public _permissions(): iam.PolicyStatement[] {
    return this.given.policyStatements;
  }
}
