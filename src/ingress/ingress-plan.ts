/** What a workload's Ingress is made from. */
export interface IngressPlan {
  readonly className: string;
  readonly annotations: Record<string, string>;
  readonly host?: string;
  readonly path: string;
}
