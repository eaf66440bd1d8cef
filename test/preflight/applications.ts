const POD = (name: string): string => `metadata: { labels: { app: ${name} } }
    spec:
      serviceAccountName: ${name}
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - { topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: ${name} } } }
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: DoNotSchedule
          labelSelector: { matchLabels: { app: ${name} } }
      containers:
        - name: main
          image: registry.example.com/${name}:1.0
          ports: [{ name: http, containerPort: 8080 }]
          env: [{ name: A, valueFrom: { configMapKeyRef: { name: ${name}, key: a } } }]
          envFrom: [{ secretRef: { name: ${name} } }]
          resources: { requests: { cpu: 1m, memory: 1Mi }, limits: { memory: 1Mi } }
          readinessProbe: { httpGet: { path: /, port: http } }
          volumeMounts: [{ name: data, mountPath: /data }]
      volumes: [{ name: data, persistentVolumeClaim: { claimName: ${name} } }]`;

const RBAC = 'rbac.authorization.k8s.io';

/** An application with an object of each kind on which a rule looks for others, as YAML. */
export const application = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    ${POD(name)}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name}-db, namespace: shop }
spec:
  serviceName: ${name}
  selector: { matchLabels: { app: ${name} } }
  template:
    ${POD(name)}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: ${name}-agent, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    ${POD(name)}
---
apiVersion: batch/v1
kind: Job
metadata: { name: ${name}, namespace: shop }
spec:
  template:
    ${POD(name)}
      restartPolicy: Never
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: ${name}, namespace: shop }
spec:
  schedule: "0 1 * * *"
  jobTemplate:
    spec:
      template:
        spec: { restartPolicy: Never, containers: [{ name: a, image: "registry.example.com/a:1" }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ port: 80, targetPort: http }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}-nlb, namespace: shop }
spec: { type: LoadBalancer, selector: { app: ${name} }, ports: [{ port: 80, targetPort: http }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop }
spec:
  ingressClassName: alb
  rules:
    - host: ${name}.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${name}, port: { number: 80 } } } }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: shop }
spec: { hostnames: [${name}.example.com], rules: [{ backendRefs: [{ name: ${name}, port: 80 }] }] }
---
apiVersion: elbv2.k8s.aws/v1beta1
kind: TargetGroupBinding
metadata: { name: ${name}, namespace: shop }
spec:
  serviceRef: { name: ${name}, port: 80 }
  targetGroupARN: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/${name}/1"
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name}, namespace: shop }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: ${name} } } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name}, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} }
  minReplicas: 2
  maxReplicas: 4
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: ${name}, namespace: shop }
spec: { scaleTargetRef: { kind: StatefulSet, name: ${name}-db }, triggers: [{ type: cron, metadata: {} }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
  podSelector: { matchLabels: { app: ${name} } }
  policyTypes: [Ingress, Egress]
  ingress: [{ from: [{ podSelector: { matchLabels: { app: ${name} } } }] }]
  egress: [{ to: [{ podSelector: { matchLabels: { app: ${name} } } }] }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: shop }
data: { a: b }
---
apiVersion: v1
kind: Secret
metadata: { name: ${name}, namespace: shop }
stringData: { A: b }
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: ${name}, namespace: shop }
spec: { secretStoreRef: { name: a, kind: ClusterSecretStore }, target: { name: ${name} } }
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: ${name}, namespace: shop }
spec: { secretName: ${name}-tls, dnsNames: [${name}.example.com], issuerRef: { name: a, kind: ClusterIssuer } }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: ${name}, namespace: shop }
spec: { storageClassName: gp3, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, namespace: shop }
---
apiVersion: ${RBAC}/v1
kind: Role
metadata: { name: ${name}, namespace: shop }
rules: [{ apiGroups: [""], resources: [configmaps], verbs: [get] }]
---
apiVersion: ${RBAC}/v1
kind: RoleBinding
metadata: { name: ${name}, namespace: shop }
roleRef: { apiGroup: ${RBAC}, kind: Role, name: ${name} }
subjects: [{ kind: ServiceAccount, name: ${name}, namespace: shop }]
---
apiVersion: ${RBAC}/v1
kind: ClusterRole
metadata: { name: ${name} }
rules: [{ apiGroups: [""], resources: [configmaps], verbs: [get] }]
---
apiVersion: ${RBAC}/v1
kind: ClusterRoleBinding
metadata: { name: ${name} }
roleRef: { apiGroup: ${RBAC}, kind: ClusterRole, name: ${name} }
subjects: [{ kind: ServiceAccount, name: ${name}, namespace: shop }]
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: ${name} }
value: 10
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: ${name} }
webhooks:
  - name: a.example.com
    sideEffects: None
    admissionReviewVersions: [v1]
    clientConfig: { service: { name: ${name}, namespace: shop, port: 80 } }
    rules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] }]`;
