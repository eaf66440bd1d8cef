/**
 * Attributes of Elastic Load Balancing, by resource type.
 *
 * Source: service model elasticloadbalancingv2-2015-12-01 (LoadBalancerAttribute, TargetGroupAttribute and ListenerAttribute, Key), in
 * botocore 1.43.107, November 2026.
 */
export const LOAD_BALANCER_ATTRIBUTES = {
  loadBalancer: [
    'access_logs.s3.bucket', 'access_logs.s3.enabled', 'access_logs.s3.prefix', 'client_keep_alive.seconds', 'connection_logs.s3.bucket',
    'connection_logs.s3.enabled', 'connection_logs.s3.prefix', 'deletion_protection.enabled', 'dns_record.client_routing_policy',
    'health_check_logs.s3.bucket', 'health_check_logs.s3.enabled', 'health_check_logs.s3.prefix', 'idle_timeout.timeout_seconds',
    'ipv6.deny_all_igw_traffic', 'load_balancing.cross_zone.enabled', 'routing.http.desync_mitigation_mode',
    'routing.http.drop_invalid_header_fields.enabled', 'routing.http.preserve_host_header.enabled',
    'routing.http.x_amzn_tls_version_and_cipher_suite.enabled', 'routing.http.xff_client_port.enabled',
    'routing.http.xff_header_processing.mode', 'routing.http2.enabled', 'secondary_ips.auto_assigned.per_subnet', 'waf.fail_open.enabled',
    'zonal_shift.config.enabled',
  ],
  targetGroup: [
    'deregistration_delay.connection_termination.enabled', 'deregistration_delay.timeout_seconds', 'lambda.multi_value_headers.enabled',
    'load_balancing.algorithm.anomaly_mitigation', 'load_balancing.algorithm.type', 'load_balancing.cross_zone.enabled',
    'preserve_client_ip.enabled', 'proxy_protocol_v2.enabled', 'send_tcp_reset.on_deregistration.enabled',
    'send_tcp_reset.on_unhealthy.enabled', 'slow_start.duration_seconds', 'stickiness.app_cookie.cookie_name',
    'stickiness.app_cookie.duration_seconds', 'stickiness.enabled', 'stickiness.lb_cookie.duration_seconds', 'stickiness.type',
    'target_failover.on_deregistration', 'target_failover.on_unhealthy',
    'target_group_health.dns_failover.minimum_healthy_targets.count', 'target_group_health.dns_failover.minimum_healthy_targets.percentage',
    'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count',
    'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage',
    'target_health_state.unhealthy.connection_termination.enabled', 'target_health_state.unhealthy.draining_interval_seconds',
  ],
  listener: [
    'routing.http.request.x_amzn_mtls_clientcert.header_name', 'routing.http.request.x_amzn_mtls_clientcert_issuer.header_name',
    'routing.http.request.x_amzn_mtls_clientcert_leaf.header_name',
    'routing.http.request.x_amzn_mtls_clientcert_serial_number.header_name',
    'routing.http.request.x_amzn_mtls_clientcert_subject.header_name', 'routing.http.request.x_amzn_mtls_clientcert_validity.header_name',
    'routing.http.request.x_amzn_tls_cipher_suite.header_name', 'routing.http.request.x_amzn_tls_version.header_name',
    'routing.http.response.access_control_allow_credentials.header_value', 'routing.http.response.access_control_allow_headers.header_value',
    'routing.http.response.access_control_allow_methods.header_value', 'routing.http.response.access_control_allow_origin.header_value',
    'routing.http.response.access_control_expose_headers.header_value', 'routing.http.response.access_control_max_age.header_value',
    'routing.http.response.content_security_policy.header_value', 'routing.http.response.server.enabled',
    'routing.http.response.strict_transport_security.header_value', 'routing.http.response.x_content_type_options.header_value',
    'routing.http.response.x_frame_options.header_value', 'send_tcp_reset.on_idle_timeout.enabled', 'tcp.idle_timeout.seconds',
  ],
} as const satisfies Record<string, readonly string[]>;

/** Resource types with attributes. */
export type WithAttributes = keyof typeof LOAD_BALANCER_ATTRIBUTES;
