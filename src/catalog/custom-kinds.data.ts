/** The kinds of one source of CRDs. */
export interface CustomKindsRow {
  /** the repository and its tag. */
  readonly source: string;
  /** charts and EKS add-ons that install exactly these CRDs, by the version that does: of an add-on, the beginning of its version. */
  readonly charts?: Readonly<Record<string, string>>;
  readonly addons?: Readonly<Record<string, string>>;
  /** the type of each served version, by `group/kind`. */
  readonly kinds: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * The fields of custom resources, a type in a line: its name, then each field with its type, ! for one that is required.
 * Types: s string, e= one of these strings, i integer, n number, b boolean, x integer or string, o anything; [ list of, { map of, @ another
 * line; #1 with the limits of that line of CUSTOM_LIMITS. The field * stands for any other field. Written by scripts/custom-kinds.ts.
 */
export const CUSTOM_FIELDS = String.raw`
0 clientIPPreservationEnabled:b#4 endpointID:s#5 name:s namespace:s type!:e=EndpointID|Service|Ingress|Gateway weight:i#6
1 endpointPort!:i#7 listenerPort!:i#7
2 endpoints:[@0#3 portOverrides:[@1 region:s#5 trafficDialPercentage:i#8
3 fromPort!:i#7 toPort!:i#7
4 clientAffinity:e=SOURCE_IP|NONE#2 endpointGroups:[@2 portRanges:[#9@3#10 protocol:e=TCP|UDP
5 ipAddressType:e=IPV4|DUAL_STACK#0 ipAddresses:[#1s listeners:[@4 name:s#11 tags:{s
6 apiVersion:s kind:s metadata:@ spec:@5 status:o
7 name!:s request:s
8 claims:[@7 limits:{x#14 requests:{x#14
9 controlAddress!:s#12 dataAddress!:s#12 destinationAddress!:s#12 image!:s maxConcurrency:i#13 protocolVersion:e=HTTP1|HTTP2|GRPC resources:@8 rustLog:e=debug|info|error tlsCertPath:s tlsKeyPath:s tlsSecurityPolicy:s
a apiVersion:s kind:s metadata:@ spec:@9
b name!:s
c ipv4IPAMPoolId:s
d key!:s value!:s
e listenerAttributes:[@d port:i protocol:s
f capacityUnits!:i
g key!:s operator!:s values:[s
h matchExpressions:[@g matchLabels:{s
i ids:[#16s#17 tags:{[s
j PrefixListsIDs:[s certificateArn:[s group:@b inboundCIDRs:[s ipAddressType:e=ipv4|dualstack|dualstack-without-public-ipv4 ipamConfiguration:@c listeners:[@e loadBalancerAttributes:[@d loadBalancerName:s minimumLoadBalancerCapacity:@f namespaceSelector:@h prefixListsIDs:[s scheme:e=internal|internet-facing sslPolicy:s sslRedirectPort:s subnets:@i tags:[@d targetType:e=instance|ip wafv2AclArn:s wafv2AclName:s
k apiVersion:s kind:s metadata:@ spec:@j#15
l cidr!:s
m groupID!:s
n ipBlock:@l securityGroup:@m
o port:x protocol:e=TCP|UDP
p from!:[@n ports!:[@o
q ingress:[@p
r name!:s port!:x
s assumeRoleExternalId:s iamRoleArnToAssume:s multiClusterTargetGroup:b networking:@q serviceRef!:@r targetGroupARN:s targetGroupName:s targetType:e=instance|ip
t apiVersion:s kind:s metadata:@ spec:@s status:o
u assumeRoleExternalId:s iamRoleArnToAssume:s ipAddressType:e=ipv4|ipv6 multiClusterTargetGroup:b networking:@q nodeSelector:@h serviceRef!:@r targetGroupARN:s targetGroupName:s targetGroupProtocol:e=HTTP|HTTPS|TCP|TLS|UDP|TCP_UDP|QUIC|TCP_QUIC targetType:e=instance|ip vpcID:s
v apiVersion:s kind:s metadata:@ spec:@u status:o
w authenticationRequestExtraParams:{#20s onUnauthenticatedRequest:e=deny|allow|authenticate#21 scope:s#22 sessionCookieName:s#23 sessionTimeout:i#24 userPoolArn!:s userPoolClientId!:s userPoolDomain!:s
x authenticationRequestExtraParams:{#20s authorizationEndpoint!:s issuer!:s onUnauthenticatedRequest:e=deny|allow|authenticate#21 scope:s#22 secret!:@b sessionCookieName:s#23 sessionTimeout:i#24 tokenEndpoint!:s useExistingClientSecret:b userInfoEndpoint!:s
y contentType:e=text/plain|text/css|text/html|application/javascript|application/json#25 messageBody:s statusCode!:i#26
z durationSeconds:i#28 enabled:b#29
10 targetGroupStickinessConfig:@z#27
11 format!:e=single-string|string-array|space-separated-values name!:s#30 values!:[#9s#31
12 additionalClaims:[@11 issuer!:s#31 jwksEndpoint!:s#31
13 query:s#32
14 authenticateCognitoConfig:@w authenticateOIDCConfig:@x fixedResponseConfig:@y forwardConfig:@10 jwtValidationConfig:@12 redirectConfig:@13 type!:e=forward|fixed-response|redirect|authenticate-cognito|authenticate-oidc|jwt-validation
15 values!:[#16s
16 field!:e=source-ip matchIndexes:[i sourceIPConfig:@15
17 actions:[#1@14#19 conditions:[#16@16#33 tags:{s
18 apiVersion:s kind:s metadata:@ spec:@17#18 status:o
19 advertiseTrustStoreCaNames:e=on|off ignoreClientCertificateExpiry:b mode!:e=off|passthrough|verify trustStore:s
1a alpnPolicy:e=HTTP1Only|HTTP2Only|HTTP2Optional|HTTP2Preferred|None#34 certificates:[s defaultCertificate:s listenerAttributes:[@d mutualAuthentication:@19#35 protocolPort!:s#36 quicEnabled:b sslPolicy:s targetGroupStickiness:b
1b eipAllocation:s identifier:s ipv6Allocation:s privateIPv4Allocation:s sourceNatIPv6Prefix:s
1c enabled:b
1d webACL!:s
1e customerOwnedIpv4Pool:s defaultTargetGroupConfiguration:@b disableSecurityGroup:b enableICMP:b enforceSecurityGroupInboundRulesOnPrivateLinkTraffic:s ipAddressType:e=ipv4|dualstack|dualstack-without-public-ipv4 ipv4IPAMPoolId:s listenerConfigurations:[@1a loadBalancerAttributes:[@d loadBalancerName:s#37 loadBalancerSubnets:[@1b loadBalancerSubnetsSelector:{[s manageBackendSecurityGroupRules:b mergingMode:e=prefer-gateway|prefer-gateway-class minimumLoadBalancerCapacity:@f scheme:e=internal|internet-facing securityGroupPrefixes:[s securityGroups:[s shieldConfiguration:@1c sourceRanges:[s tags:{s wafV2:@1d
1f apiVersion:s kind:s metadata:@ spec:@1e status:o
1g grpcCode:s httpCode:s
1h healthCheckInterval:i healthCheckPath:s healthCheckPort:s healthCheckProtocol:e=HTTP|HTTPS|TCP healthCheckTimeout:i healthyThresholdCount:i matcher:@1g unhealthyThresholdCount:i
1i enableMultiCluster:b healthCheckConfig:@1h ipAddressType:e=ipv4|ipv6 nodeSelector:@h protocol:e=HTTP|HTTPS|TCP|TLS|UDP|TCP_UDP protocolVersion:e=HTTP1|HTTP2|GRPC tags:{s targetControlPort:i targetGroupAttributes:[@d targetGroupName:s targetType:e=instance|ip
1j kind:s name:s namespace:s
1k routeIdentifier!:@1j targetGroupProps!:@1i
1l group:s#38 kind:s#39 name!:s
1m defaultConfiguration:@1i routeConfigurations:[@1k targetReference:@1l
1n apiVersion:s kind:s metadata:@ spec:@1m status:o
1o name!:s#30
1p apiGroup:s kind!:s#30 name!:s#30
1q limits:{x#14 percentage:i#41 podTemplateRef:@1o provisioningStrategy:s#42 replicas:i#41 scalableRef:@1p
1r apiVersion:s kind:s metadata:@ spec!:@1q#40 status:o
1s alias:s#45 id:s#46 name:s owner:s ssmParameter:s tags:{#47s
1t deleteOnTermination:b encrypted:b iops:i kmsKeyID:s snapshotID:s throughput:i volumeInitializationRate:i#50 volumeSize:s#51 volumeType:e=standard|io1|io2|gp2|sc1|st1|gp3
1u deviceName:s ebs:@1t#49 rootVolume:b
1v id:s#53 instanceMatchCriteria:e=open|targeted ownerID:s#54 tags:{#47s
1w tcpEstablishedTimeout:i#56 udpStreamTimeout:i#57 udpTimeout:i#58
1x nestedVirtualization:e=enabled|disabled
1y clusterDNS:[s cpuCFSQuota:b evictionHard:{#61s#62 evictionMaxPodGracePeriod:i evictionSoft:{#63s#62 evictionSoftGracePeriod:{#64s imageGCHighThresholdPercent:i#65 imageGCLowThresholdPercent:i#65 kubeReserved:{#66s#14 maxPods:i#41 podsPerCore:i#41 systemReserved:{#67s#14
1z httpEndpoint:e=enabled|disabled#69 httpProtocolIPv6:e=enabled|disabled#70 httpPutResponseHopLimit:i#71 httpTokens:e=required|optional#72
20 deviceIndex!:i#41 interfaceType!:e=interface|efa-only networkCardIndex!:i#41
21 id:s#75 name:s#30
22 id:s#78 name:s tags:{#47s
23 id:s#80 tags:{#47s
24 amiFamily:e=AL2|AL2023|Bottlerocket|Custom|Windows2019|Windows2022|Windows2025 amiSelectorTerms!:[#44@1s associatePublicIPAddress:b blockDeviceMappings:[#48@1u capacityReservationSelectorTerms:[#52@1v connectionTracking:@1w#55 context:s cpuOptions:@1x detailedMonitoring:b instanceProfile:s#59 instanceStorePolicy:e=RAID0 ipPrefixCount:i#41 kubelet:@1y#60 metadataOptions:@1z#68 networkInterfaces:[#73@20 placementGroupSelector:@21#74 role:s#76 securityGroupSelectorTerms!:[#77@22 subnetSelectorTerms!:[#79@23 tags:{#81s userData:s
25 apiVersion:s kind:s metadata:@ spec:@24#43 status:o
26 key!:s#87 operator!:e=Gte|Lte|In|NotIn|Exists|DoesNotExist|Gt|Lt values:[#88s
27 capacity:{#83x#14 price:s#84 priceAdjustment:s#85 requirements!:[#86@26 weight:i#89
28 apiVersion:s kind:s metadata:@ spec!:@27#82 status:o
29 duration:s#93 nodes:s#94 reasons:[#95e=Underutilized|Empty|Drifted schedule:s#96
2a budgets:[#92@29 consolidateAfter!:s#97 consolidationPolicy:e=WhenEmpty|WhenEmptyOrUnderutilized|Balanced#98
2b annotations:{s labels:{#99s#88
2c group!:s#101 kind!:s#102 name!:s#103
2d key!:s#105 minValues:i#106 operator!:e=Gte|Lte|In|NotIn|Exists|DoesNotExist|Gt|Lt values:[#88s
2e effect!:e=NoSchedule|PreferNoSchedule|NoExecute key!:s#107 timeAdded:s value:s#108
2f expireAfter:s#100 nodeClassRef!:@2c requirements!:[#104@2d startupTaints:[@2e taints:[@2e terminationGracePeriod:s#109
2g metadata:@2b spec!:@2f
2h disruption:@2a#91 limits:{x#14 replicas:i#41 template!:@2g weight:i#110
2i apiVersion:s kind:s metadata:@ spec!:@2h#90 status:o
2j type!:e=DER|CombinedPEM
2k group:s kind:s name!:s
2l key:s name!:s
2m alias:s create!:b password:s passwordSecretRef:@2l
2n create!:b password:s passwordSecretRef:@2l profile:e=LegacyRC2|LegacyDES|Modern2023|Modern2026
2o jks:@2m pkcs12:@2n
2p dnsDomains:[s emailAddresses:[s ipRanges:[s uriDomains:[s
2q critical:b excluded:@2p permitted:@2p
2r oid:s utf8Value:s
2s algorithm:e=RSA|ECDSA|Ed25519 encoding:e=PKCS1|PKCS8 rotationPolicy:e=Never|Always size:i
2t cron!:s#30 timezone:s#30 windowDuration!:s#111
2u policy:e=RenewBefore|Disabled windows:[@2t
2v annotations:{s labels:{s
2w countries:[s localities:[s organizationalUnits:[s organizations:[s postalCodes:[s provinces:[s serialNumber:s streetAddresses:[s
2x additionalOutputFormats:[@2j commonName:s dnsNames:[s duration:s emailAddresses:[s encodeUsagesInRequest:b ipAddresses:[s isCA:b issuerRef!:@2k keystores:@2o literalSubject:s nameConstraints:@2q otherNames:[@2r privateKey:@2s renewBefore:s renewBeforePercentage:i renewal:@2u revisionHistoryLimit:i secretName!:s secretTemplate:@2v signatureAlgorithm:e=SHA256WithRSA|SHA384WithRSA|SHA512WithRSA|ECDSAWithSHA256|ECDSAWithSHA384|ECDSAWithSHA512|PureEd25519 subject:@2w uris:[s usages:[s
2y apiVersion:s kind:s metadata:@ spec:@2x status:o
2z keyAlgorithm:e=HS256|HS384|HS512 keyID!:s keySecretRef!:@2l
30 accountSecretRef!:@2l host!:s
31 accessTokenSecretRef!:@2l clientSecretSecretRef!:@2l clientTokenSecretRef!:@2l serviceConsumerDomain!:s
32 clientID:s resourceID:s tenantID:s
33 clientID:s clientSecretSecretRef:@2l environment:e=AzurePublicCloud|AzureChinaCloud|AzureGermanCloud|AzureUSGovernmentCloud hostedZoneName:s managedIdentity:@32 resourceGroupName!:s subscriptionID!:s tenantID:s zoneType:e=AzurePublicZone|AzurePrivateZone
34 hostedZoneName:s project!:s serviceAccountSecretRef:@2l
35 apiKeySecretRef:@2l apiTokenSecretRef:@2l email:s
36 tokenSecretRef!:@2l
37 nameserver!:s protocol:e=TCP|UDP tsigAlgorithm:s tsigKeyName:s tsigSecretSecretRef:@2l
38 audiences:[s name!:s
39 serviceAccountRef!:@38
3a kubernetes!:@39
3b accessKeyID:s accessKeyIDSecretRef:@2l auth:@3a hostedZoneID:s region:s role:s secretAccessKeySecretRef:@2l
3c config:o groupName!:s solverName!:s
3d acmeDNS:@30 akamai:@31 azureDNS:@33 cloudDNS:@34 cloudflare:@35 cnameStrategy:e=None|Follow digitalocean:@36 rfc2136:@37 route53:@3b webhook:@3c
3e group:s#113 kind:s#114 name!:s#115 namespace:s#116 port:i#7 sectionName:s#117
3f matchExpressions:[@g matchFields:[@g
3g preference!:@3f weight!:i
3h nodeSelectorTerms!:[@3f
3i preferredDuringSchedulingIgnoredDuringExecution:[@3g requiredDuringSchedulingIgnoredDuringExecution:@3h
3j labelSelector:@h matchLabelKeys:[s mismatchLabelKeys:[s namespaceSelector:@h namespaces:[s topologyKey!:s
3k podAffinityTerm!:@3j weight!:i
3l preferredDuringSchedulingIgnoredDuringExecution:[@3k requiredDuringSchedulingIgnoredDuringExecution:[@3j
3m nodeAffinity:@3i podAffinity:@3l podAntiAffinity:@3l
3n name:s#38
3o limits:{x#14 requests:{x#14
3p level:s role:s type:s user:s
3q localhostProfile:s type!:s
3r name!:s value!:s
3s fsGroup:i fsGroupChangePolicy:s runAsGroup:i runAsNonRoot:b runAsUser:i seLinuxOptions:@3p seccompProfile:@3q supplementalGroups:[i sysctls:[@3r
3t effect:s key:s operator:s tolerationSeconds:i value:s
3u affinity:@3m imagePullSecrets:[@3n nodeSelector:{s priorityClassName:s resources:@3o securityContext:@3s serviceAccountName:s tolerations:[@3t
3v metadata:@2v spec:@3u
3w labels:{s parentRefs:[@3e podTemplate:@3v serviceType:s
3x metadata:@2v
3y class:s ingressClassName:s ingressTemplate:@3x name:s podTemplate:@3v serviceType:s
3z gatewayHTTPRoute:@3w ingress:@3y
40 dnsNames:[s dnsZones:[s matchLabels:{s
41 dns01:@3d http01:@3z selector:@40 waitInsteadOfSelfCheck:s
42 caBundle:s disableAccountKeyGeneration:b email:s enableDurationFeature:b externalAccountBinding:@2z preferredChain:s#112 privateKeySecretRef!:@2l profile:s server!:s skipTLSVerify:b solvers:[@41
43 crlDistributionPoints:[s issuingCertificateURLs:[s ocspServers:[s secretName!:s
44 crlDistributionPoints:[s
45 path!:s roleId!:s secretRef!:@2l
46 iamRoleArn:s mountPath:s region:s role!:s#30 serviceAccountRef:@38 vaultHeaderValue:s
47 mountPath:s name:s secretName:s
48 mountPath:s role!:s secretRef:@2l serviceAccountRef:@38
49 appRole:@45 aws:@46 clientCertificate:@47 kubernetes:@48 tokenSecretRef:@2l
4a auth!:@49 caBundle:s caBundleSecretRef:@2l clientCertSecretRef:@2l clientKeySecretRef:@2l namespace:s path!:s server!:s serverName:s
4b apiTokenSecretRef!:@2l url:s
4c credentialsRef!:@b tokenEndpoint:s tsgID!:s url:s
4d caBundle:s caBundleSecretRef:@2l credentialsRef!:@b url!:s
4e cloud:@4b ngts:@4c tpp:@4d zone!:s
4f acme:@42 ca:@43 selfSigned:@44 vault:@4a venafi:@4e#118
4g apiVersion:s kind:s metadata:@ spec!:@4f status:o
4h conversionStrategy:e=Default|Unicode decodingStrategy:e=Auto|Base64|Base64URL|None key!:s metadataPolicy:e=None|Fetch nullBytePolicy:e=Ignore|Fail property:s version:s
4i apiVersion:s#121 kind!:e=ACRAccessToken|BeyondtrustWorkloadCredentialsDynamicSecret|ClusterGenerator|CloudsmithAccessToken|ECRAuthorizationToken|Fake|GCRAccessToken|GithubAccessToken|GitlabDeployToken|QuayAccessToken|Password|SSHKey|STSSessionToken|UUID|VaultDynamicSecret|Webhook|Grafana|MFA name!:s#117
4j kind:e=SecretStore|ClusterSecretStore name:s#117
4k generatorRef:@4i storeRef:@4j
4l remoteRef!:@4h secretKey!:s#119 sourceRef:@4k#120
4m regexp:s
4n conversionStrategy:e=Default|Unicode decodingStrategy:e=Auto|Base64|Base64URL|None name:@4m nullBytePolicy:e=Ignore|Fail path:s tags:{s
4o conflictPolicy:e=Ignore|Error#122 into:s#38 priority:[s priorityPolicy:e=IgnoreNotFound|Strict#123 strategy:e=Extract|JSON#124
4p source!:s target!:s
4q template!:s
4r merge:@4o regexp:@4p transform:@4q
4s extract:@4h find:@4n rewrite:[@4r#120 sourceRef:@4k#120
4t duration!:s schedule!:s#126
4u kind!:e=allow|deny windows!:[#16@4t
4v apiVersion!:s#30 kind!:s#30
4w annotations:{s finalizers:[s labels:{s
4x key!:s#119 templateAs:e=Values|KeysAndValues#132
4y items!:[@4x name!:s#117
4z configMap:@4y literal:s secret:@4y target:s#133 valuesDecodingStrategy:e=Auto|Base64|Base64URL|None
50 data:{s engineVersion:e=v2#130 mergePolicy:e=Replace|Merge#131 metadata:@4w templateFrom:[@4z type:s
51 creationPolicy:e=Owner|Orphan|Merge|None|CreateOrMerge#128 deletionPolicy:e=Delete|Merge|Retain#129 immutable:b manifest:@4v name:s#117 template:@50
52 data:[@4l dataFrom:[@4s refreshInterval:s#125 refreshPolicy:e=CreatedOnce|Periodic|OnChange secretStoreRef:@4j syncWindows:@4u target:@51#127
53 externalSecretMetadata:@2v externalSecretName:s#117 externalSecretSpec!:@52 namespaceSelector:@h namespaceSelectors:[@h namespaces:[s#116 refreshTime:s
54 apiVersion:s kind:s metadata:@ spec:@53 status:o
55 property:s remoteKey!:s
56 remoteRef!:@55 secretKey:s
57 conversionStrategy:e=None|ReverseUnicode#34 match!:@56 metadata:o
58 regexp:@4p transform:@4q
59 kind:e=SecretStore|ClusterSecretStore#136 labelSelector:@h name:s#117
5a conversionStrategy:e=None|ReverseUnicode#34 match:@4m metadata:o remoteKey:s rewrite:[@58#135 storeRef:@59
5b name:s#117 selector:@h
5c generatorRef:@4i secret:@5b
5d data:[@57 dataTo:[@5a#134 deletionPolicy:e=Delete|None#34 refreshInterval:s#125 secretStoreRefs!:[@59 selector!:@5c#120 template:@50 updatePolicy:e=Replace|IfNotExists#131
5e namespaceSelectors:[@h pushSecretMetadata:@2v pushSecretName:s#117 pushSecretSpec!:@5d refreshTime:s
5f apiVersion:s kind:s metadata:@ spec:@5e status:o
5g namespaceRegexes:[s namespaceSelector:@h namespaces:[s#116
5h key:s#119 name:s#117 namespace:s#116
5i audiences:[s name!:s#117 namespace:s#116
5j accessID!:s k8sConfName!:s secretRef:@5h serviceAccountRef:@5i
5k accessID:@5h accessType:@5h accessTypeParam:@5h
5l kubernetesAuth:@5j secretRef:@5k serviceAccountRef:@5i
5m key:s#119 name!:s#117 namespace:s#116 type!:e=Secret|ConfigMap
5n akeylessGWApiURL!:s authSecretRef!:@5l caBundle:s caProvider:@5m ignoreCache:b
5o serviceAccountRef:@5i
5p accessKeyIDSecretRef:@5h secretAccessKeySecretRef:@5h sessionTokenSecretRef:@5h
5q jwt:@5o secretRef:@5p
5r forceDeleteWithoutRecovery:b recoveryWindowInDays:i
5s additionalRoles:[s auth:@5q customSessionTags:{#137s externalID:s prefix:s region!:s role:s secretsManager:@5r service!:e=SecretsManager|ParameterStore|CertificateManager sessionTags:[@d sessionTagsPolicy:e=None|Simple|Custom#34 transitiveTagKeys:[s
5t clientCertificate:@5h clientId:@5h clientSecret:@5h tenantId:@5h
5u activeDirectoryEndpoint!:s keyVaultDNSSuffix:s keyVaultEndpoint:s resourceManagerEndpoint:s
5v authSecretRef:@5t authType:e=ServicePrincipal|ManagedIdentity|WorkloadIdentity#138 customCloudConfig:@5u environmentType:e=PublicCloud|USGovernmentCloud|ChinaCloud|GermanCloud|AzureStackCloud#139 identityId:s serviceAccountRef:@5i tenantId:s useAzureSDK:b#29 vaultUrl!:s
5w secretRef!:@5h
5x secretRef:@5h value:s
5y password!:@5w username!:@5x#120
5z auth!:@5y authURL:s domainName:s region:s tenantName:s
60 apiKey:@5x certificate:@5x certificateKey:@5x clientId:@5x clientSecret:@5x
61 apiUrl!:s apiVersion:s clientTimeOutSeconds:i decrypt:b#4 retrievalType:s separator:s verifyCA!:b
62 auth!:@60 server!:@61
63 token!:@5h
64 apikey!:@63
65 apiUrl!:s siteId!:s
66 auth!:@64 caBundle:s caProvider:@5m folderPath:s server!:@65
67 credentials!:@5h
68 secretRef!:@67
69 apiURL:s auth!:@68 bitwardenServerSDKURL:s caBundle:s caProvider:@5m identityURL:s organizationID!:s projectID!:s
6a privateKeySecretRef!:@5h
6b secretRef!:@6a
6c auth!:@6b serverUrl!:s username!:s
6d accessKeyIDSecretRef!:@5h accessKeySecretSecretRef!:@5h
6e secretRef:@6d
6f auth!:@6e projectID:s
6g account!:s apiKeyRef!:@5h userRef!:@5h
6h account!:s clientCertRef!:@5h clientKeyRef!:@5h hostId:s serviceID!:s
6i account!:s hostId:s secretRef:@5h serviceAccountRef:@5i serviceID!:s
6j apikey:@6g cert:@6h jwt:@6i
6k auth!:@6j#120 caBundle:s caProvider:@5m url!:s
6l clientCert!:@5h clientKey!:@5h
6m bearerToken!:@5h
6n cert:@6l serviceAccount:@5i token:@6m
6o group!:s kind!:s#30 version!:s#30
6p caBundle:s caProvider:@5m url:s#141
6q name:s namespace:s properties:[s
6r rules:[@6q
6s auth:@6n#120 authRef:@5h resource!:@6o server:@6p whitelist:@6r
6t clientId!:@5x clientSecret!:@5x tenant!:s tld:s urlTemplate:s
6u expirationSeconds:i#143 identity!:s serviceAccountRef!:@5i
6v dopplerToken!:@5h
6w oidcConfig:@6u secretRef:@6v
6x auth!:@6w#142 config:s format:e=json|dotnet-json|env|yaml|docker nameTransformer:e=upper-camel|camel|lower-snake|tf-var|dotnet-env|lower-kebab project:s
6y appId!:@5h appSecret!:@5h
6z secretRef!:@6y
70 auth!:@6z insecure:b serverUrl!:s vault:s
71 key!:s value!:s version:s
72 data!:[@71 validationResult:i
73 secretRef:@5h
74 apiKey:@73 apiUrl:s
75 secretAccessKeySecretRef:@5h
76 clusterLocation:s clusterName:s clusterProjectID:s serviceAccountRef!:@5i
77 name!:s#117 namespace:s#116
78 awsCredentialsSecretRef!:@77 region!:s#144
79 key!:s#119 name!:s#117 namespace:s#116
7a audience:s awsSecurityCredentials:@78 credConfig:@79 externalTokenEndpoint:s gcpServiceAccountEmail:s#145 serviceAccountRef:@5i
7b secretRef:@75 workloadIdentity:@76 workloadIdentityFederation:@7a
7c auth:@7b location:s projectID:s secretVersionSelectionPolicy:s#146
7d privateKey!:@5h
7e appID!:i auth!:@7d environment:s installationID!:i orgSecretVisibility:e=all|private organization!:s repository:s uploadURL:s url:s#147
7f accessToken:@5h
7g SecretRef!:@7f
7h auth!:@7g caBundle:s caProvider:@5m environment:s groupIDs:[s inheritFromGroups:b projectID:s url:s
7i iamEndpoint:s profile!:s tokenLocation:s
7j iamEndpoint:s secretApiKeySecretRef:@5h
7k containerAuth:@7i secretRef:@7j
7l auth!:@7k#120 serviceUrl:s
7m identityId!:@5h
7n identityId!:@5h resource:@5h
7o identityId!:@5h serviceAccountKeyFilePath!:@5h
7p identityId!:@5h jwt!:@5h
7q identityId!:@5h serviceAccountTokenPath:@5h
7r identityId!:@5h ldapPassword!:@5h ldapUsername!:@5h
7s fingerprint!:@5h identityId!:@5h privateKey!:@5h privateKeyPassphrase:@5h region!:@5h tenancyId!:@5h userId!:@5h
7t accessToken!:@5h
7u clientId!:@5h clientSecret!:@5h
7v awsAuthCredentials:@7m azureAuthCredentials:@7n gcpIamAuthCredentials:@7o gcpIdTokenAuthCredentials:@7m jwtAuthCredentials:@7p kubernetesAuthCredentials:@7q ldapAuthCredentials:@7r ociAuthCredentials:@7s tokenAuthCredentials:@7t universalAuthCredentials:@7u
7w environmentSlug!:s expandSecretReferences:b#4 organizationSlug:s projectSlug!:s recursive:b#29 secretsPath:s#149
7x auth!:@7v caBundle:s caProvider:@5m hostAPI:s#148 secretsScope!:@7w
7y authRef!:@5h folderID!:s getByTitleFallback:b
7z auth:@6n#120 authRef:@5h remoteNamespace:s#150 server:@6p
80 serviceAccountCredsSecretRef:@5h tokenSecretRef:@5h
81 certSecretRef:@5h
82 apiDomain!:s auth!:@80#151 caProvider:@81
83 apiKey:@73
84 apiUrl:s#152 auth!:@83#120 vault!:@b
85 apiKeyRef!:@5h passcodeRef!:@5h
86 apiHost:s#153 auth!:@85 environment:s#154 project:s#154
87 connectTokenSecretRef!:@5h
88 secretRef!:@87
89 auth!:@88 connectHost!:s vaults!:{i
8a serviceAccountSecretRef!:@5h
8b maxSize:i#156 ttl:s#157
8c name:s#158 version:s#159
8d auth!:@8a cache:@8b environment:s integrationInfo:@8c vault:s
8e path:s#163 roleId:s#30 roleRef:@5h secretRef!:@5h
8f path:s#164 secretRef:@5h username!:s
8g appRole:@8e#162 namespace:s tokenSecretRef:@5h userPass:@8f
8h auth:@8g#161 caBundle:s caProvider:@5m namespace:s path:s server!:s version:e=v1|v2#130
8i fingerprint!:@5h privatekey!:@5h
8j secretRef!:@8i tenancy!:s user!:s
8k auth:@8j compartment:s encryptionKey:s principalType:e=|UserPrincipal|InstancePrincipal|Workload region!:s serviceAccountRef:@5i vault!:s
8l caBundle:s caProvider:@5m certSecretRef!:@5h keySecretRef!:@5h
8m tokenSecretRef!:@5h
8n mtls:@8l token:@8m
8o auth!:@8n casRequired:b okmsTimeout:i#165 okmsid!:s server!:s
8p passwordSecretRef!:@5h privateKeySecretRef!:@5h
8q auth!:@8p caBundle:s caProvider:@5m host!:s
8r credentials:@5h
8s secretRef!:@8r
8t auth!:@8s database!:s host!:s
8u secretRef:@7t
8v auth!:@8u baseUri:s
8w expirationSeconds:i#169 organization!:s serviceAccountRef!:@5i
8x accessToken:@73 oidcConfig:@8w
8y accessToken:@73 apiUrl:s#167 auth:@8x#168 environment!:s organization!:s project!:s
8z accessKey!:@5x apiUrl:s projectId!:s region!:s secretKey!:@5x
90 secretRef:@5h value:s#30
91 caBundle:s caProvider:@5m domain:s password:@90#171 serverURL!:s token:@90#171 username:@90#171
92 clientId!:s clientSecretSecretRef!:@5h
93 auth!:@92 ignoreSslCertificate:b#29 module!:s url!:s
94 path:s#163 roleId:s roleRef:@5h secretRef!:@5h
95 clientCert:@5h path:s#172 secretRef:@5h vaultRole:s
96 location:s path:s#173 projectID:s role!:s secretRef:@75 serviceAccountRef:@5i workloadIdentity:@76
97 externalID:s jwt:@5o path:s region:s role:s secretRef:@5p vaultAwsIamServerID:s vaultRole!:s
98 audiences:[s expirationSeconds:i serviceAccountRef!:@5i
99 kubernetesServiceAccountToken:@98 path:s#174 role:s secretRef:@5h
9a mountPath:s#175 role!:s secretRef:@5h serviceAccountRef:@5i
9b path:s#176 secretRef:@5h username!:s
9c appRole:@94 cert:@95 gcp:@96 iam:@97 jwt:@99 kubernetes:@9a ldap:@9b namespace:s tokenSecretRef:@5h userPass:@8f
9d required:b
9e certSecretRef:@5h keySecretRef:@5h
9f auth:@9c caBundle:s caProvider:@5m checkAndSet:@9d forwardInconsistent:b headers:{s namespace:s path:s readYourWrites:b server!:s tls:@9e version:e=v1|v2#130
9g accessKeyID!:@5h secretAccessKey!:@5h token:@5h
9h secretRef:@9g
9i auth:@9h region!:s
9j passwordSecret!:@5h usernameSecret!:@5h
9k ntlm:@9j
9l jsonPath:s
9m name!:s secretRef!:@5h
9n auth:@9k#120 body:s caBundle:s caProvider:@5m headers:{s method:s result:@9l secrets:[@9m timeout:s url!:s
9o authorizedKeySecretRef:@5h
9p folderID!:s
9q byID:o byName:@9p
9r apiEndpoint:s auth!:@9o caProvider:@81 fetching:@9q#120
9s akeyless:@5n aws:@5s azurekv:@5v barbican:@5z beyondtrust:@62 beyondtrustworkloadcredentials:@66 bitwardensecretsmanager:@69 chef:@6c cloudrusm:@6f conjur:@6k crd:@6s#140 delinea:@6t doppler:@6x dvls:@70 fake:@72 fortanix:@74 gcpsm:@7c github:@7e gitlab:@7h ibm:@7l infisical:@7x keepersecurity:@7y kubernetes:@7z nebiusmysterybox:@82 ngrok:@84 onboardbase:@86 onepassword:@89 onepasswordSDK:@8d#155 openBao:@8h#160 oracle:@8k ovh:@8o passbolt:@8q passworddepot:@8t previder:@8v pulumi:@8y#166 scaleway:@8z secretserver:@91#170 senhasegura:@93 vault:@9f volcengine:@9i webhook:@9n yandexcertificatemanager:@9r yandexlockbox:@9r
9t maxRetries:i retryInterval:s
9u conditions:[@5g controller:s provider!:@9s#120 refreshInterval:x retrySettings:@9t
9v apiVersion:s kind:s metadata:@ spec:@9u status:o
9w apiVersion:s kind:s metadata:@ spec:@52 status:o
9x apiVersion:s kind:s metadata:@ spec:@5d status:o
9y identityId:s
9z clientId:@5h clientSecret:@5h
a0 secretRef!:@9z
a1 managedIdentity:@9y servicePrincipal:@a0 workloadIdentity:@5o
a2 auth!:@a1 environmentType:e=PublicCloud|USGovernmentCloud|ChinaCloud|GermanCloud|AzureStackCloud#139 registry!:s scope:s tenantId:s
a3 apiVersion:s kind:s metadata:@ spec:@a2
a4 controller:s provider!:@66 retrySettings:@9t
a5 apiVersion:s kind:s metadata:@ spec:@a4
a6 apiUrl:s orgSlug!:s serviceAccountRef!:@5i serviceSlug!:s
a7 apiVersion:s kind:s metadata:@ spec:@a6
a8 auth:@5q region!:s role:s scope:s
a9 controller:s data:{s
aa clusterLocation!:s clusterName!:s clusterProjectID:s serviceAccountRef!:@5i
ab secretRef:@75 workloadIdentity:@aa workloadIdentityFederation:@7a
ac auth!:@ab projectID!:s
ad privateKey!:@5w
ae appID!:s auth!:@ad installID!:s permissions:{s repositories:[s url:s
af token!:@5w
ag auth!:@af expiresAt:s groupID:s#30 name!:s#30 projectID:s#30 scopes!:[#16e=read_repository|read_registry|write_registry|read_package_registry|write_package_registry|read_virtual_registry|write_virtual_registry url:s username:s
ah key:s#119 name:s#117
ai password!:@ah username!:s
aj basic:@ai token:@ah
ak name!:s role!:s secondsToLive:i#178
al auth!:@aj serviceAccount!:@ak url!:s
am algorithm:s length:i secret!:@5h timePeriod:i when:s
an allowRepeat:b#29 digits:i encoding:e=base64|base64url|base32|hex|raw#179 length:i#180 noUpper:b#29 secretKeys:[#16s symbolCharacters:s symbols:i
ao robotAccount!:s serviceAccountRef!:@5i url:s
ap comment:s keySize:i#181 keyType:e=rsa|ecdsa|ed25519#182
aq serialNumber:s sessionDuration:i tokenCode:s
ar auth:@5q region!:s requestParameters:@aq role:s
as allowEmptyResponse:b#29 controller:s getParameters:{[s method:s parameters:o path!:s provider!:@9f resultType:e=Data|Auth|Raw#133 retrySettings:@9t
at name!:s secretRef!:@ah
au auth:@9k#120 body:s caBundle:s caProvider:@5m headers:{s method:s result!:@9l secrets:[@at timeout:s url!:s
av acrAccessTokenSpec:@a2 beyondtrustWorkloadCredentialsDynamicSecretSpec:@a4 cloudsmithAccessTokenSpec:@a6 ecrAuthorizationTokenSpec:@a8 fakeSpec:@a9 gcrAccessTokenSpec:@ac githubAccessTokenSpec:@ae gitlabDeployTokenSpec:@ag#177 grafanaSpec:@al mfaSpec:@am passwordSpec:@an quayAccessTokenSpec:@ao sshKeySpec:@ap stsSessionTokenSpec:@ar uuidSpec:o vaultDynamicSecretSpec:@as webhookSpec:@au
aw generator!:@av#120 kind!:e=ACRAccessToken|BeyondtrustWorkloadCredentialsDynamicSecret|CloudsmithAccessToken|ECRAuthorizationToken|Fake|GCRAccessToken|GithubAccessToken|GitlabDeployToken|QuayAccessToken|Password|SSHKey|STSSessionToken|UUID|VaultDynamicSecret|Webhook|Grafana|MFA
ax apiVersion:s kind:s metadata:@ spec:@aw
ay apiVersion:s kind:s metadata:@ spec:@a8
az apiVersion:s kind:s metadata:@ spec:@a9
b0 apiVersion:s kind:s metadata:@ spec:@ac
b1 apiVersion:s kind:s metadata:@ spec:@ae
b2 apiVersion:s kind:s metadata:@ spec:@ag#177
b3 apiVersion:s kind:s metadata:@ spec:@al
b4 apiVersion:s kind:s metadata:@ spec:@am
b5 apiVersion:s kind:s metadata:@ spec:@an
b6 apiVersion:s kind:s metadata:@ spec:@ao
b7 apiVersion:s kind:s metadata:@ spec:@ap
b8 apiVersion:s kind:s metadata:@ spec:@ar
b9 apiVersion:s kind:s metadata:@ spec:o
ba apiVersion:s kind:s metadata:@ spec:@as
bb apiVersion:s kind:s metadata:@ spec:@au
bc kind:e=TriggerAuthentication|ClusterTriggerAuthentication name!:s
bd endpoint!:s
be uri!:s
bf azureEventGridTopic:@bd http:@be
bg excludedEventTypes:[e=keda.scaledobject.ready.v1|keda.scaledobject.failed.v1|keda.scaledobject.removed.v1|keda.scaledobject.paused.v1|keda.scaledobject.unpaused.v1|keda.scaledjob.ready.v1|keda.scaledjob.failed.v1|keda.scaledjob.removed.v1|keda.scaledjob.paused.v1|keda.scaledjob.unpaused.v1|keda.scaledjob.rolloutcleanup.started.v1|keda.scaledjob.rolloutcleanup.completed.v1|keda.scaledjob.rolloutcleanup.failed.v1|keda.authentication.triggerauthentication.created.v1|keda.authentication.triggerauthentication.updated.v1|keda.authentication.triggerauthentication.removed.v1|keda.authentication.clustertriggerauthentication.created.v1|keda.authentication.clustertriggerauthentication.updated.v1|keda.authentication.clustertriggerauthentication.removed.v1 includedEventTypes:[e=keda.scaledobject.ready.v1|keda.scaledobject.failed.v1|keda.scaledobject.removed.v1|keda.scaledobject.paused.v1|keda.scaledobject.unpaused.v1|keda.scaledjob.ready.v1|keda.scaledjob.failed.v1|keda.scaledjob.removed.v1|keda.scaledjob.paused.v1|keda.scaledjob.unpaused.v1|keda.scaledjob.rolloutcleanup.started.v1|keda.scaledjob.rolloutcleanup.completed.v1|keda.scaledjob.rolloutcleanup.failed.v1|keda.authentication.triggerauthentication.created.v1|keda.authentication.triggerauthentication.updated.v1|keda.authentication.triggerauthentication.removed.v1|keda.authentication.clustertriggerauthentication.created.v1|keda.authentication.clustertriggerauthentication.updated.v1|keda.authentication.clustertriggerauthentication.removed.v1
bh authenticationRef:@bc clusterName:s destination!:@bf eventSubscription:@bg
bi apiVersion:s kind:s metadata:@ spec!:@bh status:o
bj key!:s name!:s
bk secretKeyRef!:@bj
bl valueFrom!:@bk
bm accessKey!:@bl accessSecretKey!:@bl accessToken:@bl
bn externalID:s identityAuthorityHost:s identityId:s identityOwner:e=keda|workload identityTenantId:s provider!:e=azure-workload|gcp|aws|aws-eks|none roleArn:s
bo name!:s parameter!:s secretKey:s versionId:s versionStage:s
bp credentials:@bm podIdentity:@bn region:s secrets!:[#16@bo
bq activeDirectoryEndpoint:s keyVaultResourceURL:s type!:s
br clientId!:s clientSecret!:@bl tenantId!:s
bs name!:s parameter!:s version:s
bt cloud:@bq credentials:@br podIdentity:@bn secrets!:[#16@bs vaultUri!:s
bu parameter!:s serviceAccountName!:s
bv key!:s name!:s parameter!:s
bw containerName:s name!:s parameter!:s
bx clientSecret!:@bl
by id!:s parameter!:s version:s
bz credentials:@bx podIdentity:@bn secrets!:[#16@by
c0 serviceAccount:s serviceAccountName:s token:s
c1 altNames:s commonName:s format:s ipSans:s otherSans:s ttl:s uriSans:s
c2 key!:s parameter!:s path!:s pkiData:@c1 type:e=|secretV2|secret|pki
c3 address!:s authentication!:e=token|kubernetes credential:@c0 mount:s namespace:s role:s secrets!:[#16@c2
c4 clientId!:s clientSecret:@bl scopes:[s tokenUrl!:s tokenUrlParams:{s type:e=clientCredentials#183
c5 awsSecretManager:@bp azureKeyVault:@bt boundServiceAccountToken:[@bu configMapTargetRef:[@bv env:[@bw filePath:s gcpSecretManager:@bz hashiCorpVault:@c3 oauth2:@c4 podIdentity:@bn secretTargetRef:[@bv
c6 apiVersion:s kind:s metadata:@ spec!:@c5 status:o
c7 containerName:s operator!:s values!:[i
c8 status:s type!:s
c9 action!:s onExitCodes:@c7 onPodConditions:[@c8
ca rules!:[@c9
cb succeededCount:i succeededIndexes:s
cc rules!:[@cb
cd annotations:{s finalizers:[s labels:{s name:s namespace:s
ce key!:s name:s#38 optional:b
cf apiVersion:s fieldPath!:s
cg key!:s optional:b#29 path!:s volumeName!:s
ch containerName:s divisor:x#14 resource!:s
ci configMapKeyRef:@ce fieldRef:@cf fileKeyRef:@cg resourceFieldRef:@ch secretKeyRef:@ce
cj name!:s value:s valueFrom:@ci
ck name:s#38 optional:b
cl configMapRef:@ck prefix:s secretRef:@ck
cm command:[s
cn host:s httpHeaders:[@3r path:s port!:x scheme:s
co seconds!:i
cp host:s port!:x
cq exec:@cm httpGet:@cn sleep:@co tcpSocket:@cp
cr postStart:@cq preStop:@cq stopSignal:s
cs port!:i service:s#38
ct exec:@cm failureThreshold:i grpc:@cs httpGet:@cn initialDelaySeconds:i periodSeconds:i successThreshold:i tcpSocket:@cp terminationGracePeriodSeconds:i timeoutSeconds:i
cu containerPort!:i hostIP:s hostPort:i name:s protocol:s#184
cv resourceName!:s restartPolicy!:s
cw operator!:s values:[i
cx action!:s exitCodes:@cw
cy add:[s drop:[s
cz gmsaCredentialSpec:s gmsaCredentialSpecName:s hostProcess:b runAsUserName:s
d0 allowPrivilegeEscalation:b appArmorProfile:@3q capabilities:@cy privileged:b procMount:s readOnlyRootFilesystem:b runAsGroup:i runAsNonRoot:b runAsUser:i seLinuxOptions:@3p seccompProfile:@3q windowsOptions:@cz
d1 devicePath!:s name!:s
d2 mountPath!:s mountPropagation:s name!:s readOnly:b recursiveReadOnly:s subPath:s subPathExpr:s
d3 args:[s command:[s env:[@cj envFrom:[@cl image:s imagePullPolicy:s lifecycle:@cr livenessProbe:@ct name!:s ports:[@cu readinessProbe:@ct resizePolicy:[@cv resources:@8 restartPolicy:s restartPolicyRules:[@cx securityContext:@d0 startupProbe:@ct stdin:b stdinOnce:b terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[@d1 volumeMounts:[@d2 workingDir:s
d4 name:s value:s
d5 nameservers:[s options:[@d4 searches:[s
d6 args:[s command:[s env:[@cj envFrom:[@cl image:s imagePullPolicy:s lifecycle:@cr livenessProbe:@ct name!:s ports:[@cu readinessProbe:@ct resizePolicy:[@cv resources:@8 restartPolicy:s restartPolicyRules:[@cx securityContext:@d0 startupProbe:@ct stdin:b stdinOnce:b targetContainerName:s terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[@d1 volumeMounts:[@d2 workingDir:s
d7 hostnames:[s ip!:s
d8 conditionType!:s
d9 name!:s resourceClaimName:s resourceClaimTemplateName:s
da appArmorProfile:@3q fsGroup:i fsGroupChangePolicy:s runAsGroup:i runAsNonRoot:b runAsUser:i seLinuxChangePolicy:s seLinuxOptions:@3p seccompProfile:@3q supplementalGroups:[i supplementalGroupsPolicy:s sysctls:[@3r windowsOptions:@cz
db labelSelector:@h matchLabelKeys:[s maxSkew!:i minDomains:i nodeAffinityPolicy:s nodeTaintsPolicy:s topologyKey!:s whenUnsatisfiable!:s
dc fsType:s partition:i readOnly:b volumeID!:s
dd cachingMode:s diskName!:s diskURI!:s fsType:s#185 kind:s readOnly:b#29
de readOnly:b secretName!:s shareName!:s
df monitors!:[s path:s readOnly:b secretFile:s secretRef:@3n user:s
dg fsType:s readOnly:b secretRef:@3n volumeID!:s
dh key!:s mode:i path!:s
di defaultMode:i items:[@dh name:s#38 optional:b
dj driver!:s fsType:s nodePublishSecretRef:@3n readOnly:b volumeAttributes:{s
dk fieldRef:@cf mode:i path!:s resourceFieldRef:@ch
dl defaultMode:i items:[@dk
dm medium:s sizeLimit:x#14
dn apiGroup:s kind!:s name!:s
do apiGroup:s kind!:s name!:s namespace:s
dp accessModes:[s dataSource:@dn dataSourceRef:@do resources:@3o selector:@h storageClassName:s volumeAttributesClassName:s volumeMode:s volumeName:s
dq metadata:@cd spec!:@dp
dr volumeClaimTemplate:@dq
ds fsType:s lun:i readOnly:b targetWWNs:[s wwids:[s
dt driver!:s fsType:s options:{s readOnly:b secretRef:@3n
du datasetName:s datasetUUID:s
dv fsType:s partition:i pdName!:s readOnly:b
dw directory:s repository!:s revision:s
dx endpoints!:s path!:s readOnly:b
dy path!:s type:s
dz pullPolicy:s reference:s
e0 chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn!:s iscsiInterface:s#186 lun!:i portals:[s readOnly:b secretRef:@3n targetPortal!:s
e1 path!:s readOnly:b server!:s
e2 claimName!:s readOnly:b
e3 fsType:s pdID!:s
e4 fsType:s readOnly:b volumeID!:s
e5 labelSelector:@h name:s optional:b path!:s signerName:s
e6 items:[@dh name:s#38 optional:b
e7 items:[@dk
e8 certificateChainPath:s credentialBundlePath:s keyPath:s keyType!:s maxExpirationSeconds:i signerName!:s userAnnotations:{s
e9 audience:s expirationSeconds:i path!:s
ea clusterTrustBundle:@e5 configMap:@e6 downwardAPI:@e7 podCertificate:@e8 secret:@e6 serviceAccountToken:@e9
eb defaultMode:i sources:[@ea
ec group:s readOnly:b registry!:s tenant:s user:s volume!:s
ed fsType:s image!:s keyring:s#187 monitors!:[s pool:s#188 readOnly:b secretRef:@3n user:s#189
ee fsType:s#190 gateway!:s protectionDomain:s readOnly:b secretRef!:@3n sslEnabled:b storageMode:s#191 storagePool:s system!:s volumeName:s
ef defaultMode:i items:[@dh optional:b secretName:s
eg fsType:s readOnly:b secretRef:@3n volumeName:s volumeNamespace:s
eh fsType:s storagePolicyID:s storagePolicyName:s volumePath!:s
ei awsElasticBlockStore:@dc azureDisk:@dd azureFile:@de cephfs:@df cinder:@dg configMap:@di csi:@dj downwardAPI:@dl emptyDir:@dm ephemeral:@dr fc:@ds flexVolume:@dt flocker:@du gcePersistentDisk:@dv gitRepo:@dw glusterfs:@dx hostPath:@dy image:@dz iscsi:@e0 name!:s nfs:@e1 persistentVolumeClaim:@e2 photonPersistentDisk:@e3 portworxVolume:@e4 projected:@eb quobyte:@ec rbd:@ed scaleIO:@ee secret:@ef storageos:@eg vsphereVolume:@eh
ej name!:s podGroup!:s podGroupReplicaKey:s
ek activeDeadlineSeconds:i affinity:@3m automountServiceAccountToken:b containers!:[@d3 dnsConfig:@d5 dnsPolicy:s enableServiceLinks:b ephemeralContainers:[@d6 hostAliases:[@d7 hostIPC:b hostNetwork:b hostPID:b hostUsers:b hostname:s hostnameOverride:s imagePullSecrets:[@3n initContainers:[@d3 nodeName:s nodeSelector:{s os:@b overhead:{x#14 preemptionPolicy:s priority:i priorityClassName:s readinessGates:[@d8 resourceClaims:[@d9 resources:@8 restartPolicy:s runtimeClassName:s schedulerName:s schedulingGates:[@b securityContext:@da serviceAccount:s serviceAccountName:s setHostnameAsFQDN:b shareProcessNamespace:b subdomain:s terminationGracePeriodSeconds:i tolerations:[@3t topologySpreadConstraints:[@db volumes:[@ei workloadRef:@ej
el metadata:@cd spec:@ek
em activeDeadlineSeconds:i backoffLimit:i backoffLimitPerIndex:i completionMode:s completions:i managedBy:s manualSelector:b maxFailedIndexes:i parallelism:i podFailurePolicy:@ca podReplacementPolicy:s selector:@h successPolicy:@cc suspend:b template!:@el ttlSecondsAfterFinished:i
en propagationPolicy:e=foreground|background strategy:e=gradual|immediate
eo customScalingQueueLengthDeduction:i customScalingRunningJobPercentage:s multipleScalersCalculation:e=min|avg|sum|max pendingPodConditions:[s strategy:e=default|custom|accurate|eager
ep authenticationRef:@bc metadata!:{s metricType:s name:s type!:s#30 useCachedMetrics:b
eq envSourceContainerName:s failedJobsHistoryLimit:i#41 jobTargetRef!:@em maxReplicaCount:i#178 minReplicaCount:i#41 pollingInterval:i#178 rollout:@en rolloutStrategy:e=gradual|immediate scalingStrategy:@eo successfulJobsHistoryLimit:i#41 triggers!:[#16@ep
er apiVersion:s kind:s metadata:@ spec:@eq status:o
es periodSeconds!:i type!:s value!:i
et policies:[@es selectPolicy:s stabilizationWindowSeconds:i tolerance:x#14
eu scaleDown:@et scaleUp:@et
ev behavior:@eu name:s
ew activationTarget:s formula:s metricType:e=AverageValue|Value target:s
ex horizontalPodAutoscalerConfig:@ev restoreToOriginalReplicaCount:b scalingModifiers:@ew
ey behavior:e=static|currentReplicas|currentReplicasIfHigher|currentReplicasIfLower|scalingModifiers#193 failureThreshold!:i#41 replicas!:i#41
ez apiVersion:s envSourceContainerName:s kind:s name!:s#30
f0 advanced:@ex cooldownPeriod:i#41 fallback:@ey idleReplicaCount:i#41 initialCooldownPeriod:i#41 maxReplicaCount:i#178 minReplicaCount:i#41 pollingInterval:i#178 scaleTargetRef!:@ez triggers!:[#16@ep
f1 apiVersion:s kind:s metadata:@ spec!:@f0#192 status:o
f2 dnsName:s labels:{s providerSpecific:[@d4 recordTTL:i recordType:s setIdentifier:s targets:[s
f3 endpoints:[@f2
f4 apiVersion:s kind:s metadata:@ spec:@f3 status:o
f5 durationSeconds:i factor:i quantity:x#14 type!:e=Factor|Quantity
f6 cpu:@f5#194
f7 containerName:s controlledResources:[s controlledValues:e=RequestsAndLimits|RequestsOnly maxAllowed:{x#14 memoryAggregationIntervalCount:i#178 memoryAggregationIntervalSeconds:i#178 minAllowed:{x#14 mode:e=Auto|Off oomBumpUpRatio:x#14 oomMinBumpUp:x#14 startupBoost:@f6
f8 containerPolicies:[@f7
f9 apiVersion:s kind!:s name!:s
fa changeRequirement!:e=TargetHigherThanRequests|TargetLowerThanRequests resources!:[s
fb evictAfterOOMSeconds:i#178 evictionRequirements:[@fa minReplicas:i updateMode:e=Off|Initial|Recreate|InPlaceOrRecreate|InPlace|Auto
fc recommenders:[@b resourcePolicy:@f8 startupBoost:@f6 targetRef!:@f9 updatePolicy:@fb
fd apiVersion:s kind:s metadata:@ spec!:@fc status:o
fe selector:@h volumeGroupSnapshotContentName:s
ff source!:@fe#195 volumeGroupSnapshotClassName:s#196
fg apiVersion:s kind:s metadata:@ spec!:@ff status:o
fh apiVersion:s deletionPolicy!:e=Delete|Retain driver!:s kind:s metadata:@ parameters:{s
fi volumeGroupSnapshotHandle!:s volumeSnapshotHandles!:[s
fj groupSnapshotHandles:@fi volumeHandles:[s
fk apiVersion:s fieldPath:s kind:s name:s namespace:s resourceVersion:s uid:s
fl deletionPolicy!:e=Delete|Retain driver!:s source!:@fj#197 volumeGroupSnapshotClassName:s volumeGroupSnapshotRef!:@fk#198
fm apiVersion:s kind:s metadata:@ spec!:@fl status:o
fn persistentVolumeClaimName:s volumeSnapshotContentName:s
fo source!:@fn#199 volumeSnapshotClassName:s#200
fp apiVersion:s kind:s metadata:@ spec!:@fo status:o
fq snapshotHandle:s volumeHandle:s
fr deletionPolicy!:e=Delete|Retain driver!:s source!:@fq#201 sourceVolumeMode:s volumeSnapshotClassName:s volumeSnapshotRef!:@fk#202
fs apiVersion:s kind:s metadata:@ spec!:@fr status:o
ft key:s objectName:s
fu annotations:{s data:[@ft labels:{s secretName:s type:s
fv parameters:{s provider:s secretObjects:[@fu
fw apiVersion:s kind:s metadata:@ spec:@fv status:o
fx group!:s#206 kind!:s#207 name!:s#115 sectionName:s#117
fy group!:s#206 kind!:s#207 name!:s#115
fz hostname:s#212 type!:e=Hostname|URI uri:s#213
g0 caCertificateRefs:[#209@fy hostname!:s#117 subjectAltNames:[#210@fz#211 wellKnownCACertificates:s#214
g1 options:{#203s#204 targetRefs!:[#205@fx validation!:@g0#208
g2 apiVersion:s kind:s metadata:@ spec!:@g1 status:o
g3 name!:s#221 value!:s#222
g4 add:[#215@g3 remove:[#215s set:[#215@g3
g5 group:s#224 kind:s#225 name!:s#115 namespace:s#116 port:i#7
g6 denominator:i#156 numerator!:i#41
g7 backendRef!:@g5#218 fraction:@g6#226 percent:i#65
g8 extensionRef:@fy requestHeaderModifier:@g4 requestMirror:@g7#223 responseHeaderModifier:@g4 type!:e=ResponseHeaderModifier|RequestHeaderModifier|RequestMirror|ExtensionRef
g9 filters:[#219@g8#220 group:s#224 kind:s#225 name!:s#115 namespace:s#116 port:i#7 weight:i#227
ga name!:s#221 type:e=Exact|RegularExpression#229 value!:s#230
gb method:s#232 service:s#232 type:e=Exact|RegularExpression#229
gc headers:[#215@ga method:@gb#231
gd lifetimeType:e=Permanent|Session#235
ge absoluteTimeout:s#234 cookieConfig:@gd sessionName:s#236 type:e=Cookie|Header#237
gf backendRefs:[#215@g9#218 filters:[#219@g8#220 matches:[#228@gc name:s#117 sessionPersistence:@ge#233
gg hostnames:[#215s#212 parentRefs:[#216@3e rules:[#217@gf useDefaultGateways:e=All|None
gh apiVersion:s kind:s metadata:@ spec!:@gg status:o
gi type:s#240 value:s#241
gj from:e=All|Selector|Same|None#34 selector:@h
gk namespaces:@gj#242
gl annotations:{#243s#204 labels:{#244s#88 parametersRef:@fy
gm group:s#113 kind!:s#207
gn from:e=All|Selector|Same#248 selector:@h
go kinds:[#209@gm namespaces:@gn#247
gp group:s#224 kind:s#251 name!:s#115 namespace:s#116
gq certificateRefs:[#228@gp mode:e=Terminate|Passthrough#252 options:{#203s#204
gr allowedRoutes:@go#246 hostname:s#212 name!:s#117 port!:i#7 protocol!:s#249 tls:@gq#250
gs clientCertificateRef:@gp
gt group!:s#206 kind!:s#207 name!:s#115 namespace:s#116
gu caCertificateRefs!:[#253@gt mode:e=AllowValidOnly|AllowInsecureFallback#254
gv validation:@gu
gw port!:i#7 tls!:@gv
gx default!:@gv perPort:[#255@gw
gy backend:@gs frontend:@gx
gz addresses:[#238@gi#239 allowedListeners:@gk defaultScope:e=All|None gatewayClassName!:s#115 infrastructure:@gl listeners!:[#245@gr tls:@gy
h0 apiVersion:s kind:s metadata:@ spec!:@gz status:o
h1 controllerName!:s#256 description:s#112 parametersRef:@gt
h2 apiVersion:s kind:s metadata:@ spec!:@h1 status:o
h3 allowCredentials:b allowHeaders:[#261s#221 allowMethods:[#262e=GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|* allowOrigins:[#263s#264 exposeHeaders:[#228s#221 maxAge:i#265
h4 maxSize:i
h5 allowedHeaders:[#228s
h6 allowedHeaders:[#228s allowedResponseHeaders:[#228s path:s#267
h7 backendRef!:@g5#218 forwardBody:@h4 grpc:@h5 http:@h6 protocol!:e=HTTP|GRPC
h8 replaceFullPath:s#232 replacePrefixMatch:s#232 type!:e=ReplaceFullPath|ReplacePrefixMatch
h9 hostname:s#117 path:@h8#268 port:i#7 scheme:e=http|https statusCode:i#269
ha hostname:s#117 path:@h8#268
hb cors:@h3 extensionRef:@fy externalAuth:@h7#266 requestHeaderModifier:@g4 requestMirror:@g7#223 requestRedirect:@h9 responseHeaderModifier:@g4 type!:e=RequestHeaderModifier|ResponseHeaderModifier|RequestMirror|RequestRedirect|URLRewrite|ExtensionRef|CORS|ExternalAuth urlRewrite:@ha
hc filters:[#259@hb#260 group:s#224 kind:s#225 name!:s#115 namespace:s#116 port:i#7 weight:i#227
hd name!:s#221 type:e=Exact|RegularExpression#229 value!:s#222
he type:e=Exact|PathPrefix|RegularExpression#272 value:s#273
hf name!:s#221 type:e=Exact|RegularExpression#229 value!:s#274
hg headers:[#215@hd method:e=GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH path:@he#271 queryParams:[#215@hf
hh attempts:i#178 backoff:s#234 codes:[i#275
hi backendRequest:s#234 request:s#234
hj backendRefs:[#215@hc#218 filters:[#259@hb#260 matches:[#270@hg name:s#117 retry:@hh sessionPersistence:@ge#233 timeouts:@hi#276
hk hostnames:[#215s#212 parentRefs:[#216@3e rules:[#257@hj#258 useDefaultGateways:e=All|None
hl apiVersion:s kind:s metadata:@ spec!:@hk status:o
hm group:s#113 kind:s#114 name!:s#115 namespace:s#116
hn listeners!:[#277@gr parentRef!:@hm
ho apiVersion:s kind:s metadata:@ spec!:@hn status:o
hp group!:s#206 kind!:s#207 namespace!:s#116
hq group!:s#206 kind!:s#207 name:s#115
hr from!:[#253@hp to!:[#253@hq
hs apiVersion:s kind:s metadata:@ spec!:@hr
ht group:s#224 kind:s#225 name!:s#115 namespace:s#116 port:i#7 weight:i#227
hu backendRefs!:[#253@ht#218 name:s#117
hv parentRefs:[#216@3e rules!:[#278@hu useDefaultGateways:e=All|None
hw apiVersion:s kind:s metadata:@ spec!:@hv status:o
hx parentRefs:[#216@3e rules!:[#279@hu useDefaultGateways:e=All|None
hy apiVersion:s kind:s metadata:@ spec!:@hx status:o
hz hostnames!:[#280s#212 parentRefs:[#216@3e rules!:[#278@hu useDefaultGateways:e=All|None
i0 apiVersion:s kind:s metadata:@ spec!:@hz status:o
i1 hostnames:[#281s#212 parentRefs:[#216@3e rules!:[#279@hu useDefaultGateways:e=All|None
i2 apiVersion:s kind:s metadata:@ spec!:@i1 status:o
i3 destinationArn!:s#282 targetRef!:@gt
i4 apiVersion:s kind:s metadata:@ spec!:@i3 status:o
i5 policy!:s targetRef!:@gt
i6 apiVersion:s kind:s metadata:@ spec!:@i5 status:o
i7 port!:i routeType!:e=HTTP|GRPC|TLS
i8 exportedPorts:[@i7
i9 apiVersion:s kind:s metadata:@ spec:@i8 status:o
ia appProtocol:s name:s port!:i protocol:s
ib timeoutSeconds:i
ic clientIP:@ib
id ips:[#283s ports!:[@ia sessionAffinity:s sessionAffinityConfig:@ic type!:e=ClusterSetIP|Headless
ie apiVersion:s kind:s metadata:@ spec:@id status:o
if apiVersion:s kind:s metadata:@ spec:o status:o
ig enabled:b healthyThresholdCount:i#284 intervalSeconds:i#285 path:s port:i#7 protocol:e=HTTP|HTTPS protocolVersion:e=HTTP1|HTTP2 statusMatch:s timeoutSeconds:i#286 unhealthyThresholdCount:i#284
ih healthCheck:@ig protocol:s protocolVersion:s targetRef!:@gt
ii apiVersion:s kind:s metadata:@ spec!:@ih status:o
ij associateWithVpc:b securityGroupIds:[#16s#287 targetRef!:@gt
ik apiVersion:s kind:s metadata:@ spec!:@ij status:o
il *:o apiVersion:s kind:s metadata:@
im interval:s#288 timeout:s#288
in h2UpgradePolicy:e=DEFAULT|DO_NOT_UPGRADE|UPGRADE http1MaxPendingRequests:i http2KeepAlive:@im http2MaxRequests:i idleTimeout:s#288 maxConcurrentStreams:i maxRequestsPerConnection:i maxRetries:i useClientProtocol:b
io interval:s#288 probes:i#41 time:s#288
ip connectTimeout:s#288 idleTimeout:s maxConnectionDuration:s#288 maxConnections:i tcpKeepalive:@io
iq http:@in tcp:@ip
ir name!:s value:s
is attributes:[@ir name!:s path:s ttl:s
it tableSize:i#41
iu minimumRingSize:i#41
iv httpCookie:@is httpHeaderName:s httpQueryParameterName:s maglev:@it minimumRingSize:i#41 ringHash:@iu useSourceIp:b
iw from:s to:{i#41
ix from:s to:s
iy distribute:[@iw enabled:o failover:[@ix failoverPriority:[s
iz aggression:o#41 duration!:s#288 minimumPercent:o#65
j0 enabled:o failover:[@ix failoverPriority:[s minClusterSize:o#178
j1 consistentHash:@iv localityLbSetting:@iy simple:e=UNSPECIFIED|LEAST_CONN|RANDOM|PASSTHROUGH|ROUND_ROBIN|LEAST_REQUEST warmup:@iz warmupDurationSecs:s#288 zoneAwareLbSetting:@j0
j2 baseEjectionTime:s#288 consecutive5xxErrors:o#41 consecutiveErrors:i consecutiveGatewayErrors:o#41 consecutiveLocalOriginFailures:o#41 interval:s#288 maxEjectionPercent:i minHealthPercent:i outlierDetectionHttpErrorCodes:[i#289 splitExternalLocalOriginErrors:b
j3 number:i#41
j4 caCertificates:s caCrl:s clientCertificate:s credentialName:s insecureSkipVerify:o mode:e=DISABLE|SIMPLE|MUTUAL|ISTIO_MUTUAL privateKey:s sni:s subjectAltNames:[s
j5 connectionPool:@iq loadBalancer:@j1 outlierDetection:@j2 port:@j3 tls:@j4
j6 version:e=V1|V2
j7 budgetInterval:s minRetryConcurrency:i#41 percent:o#65
j8 protocol:s targetHost!:s targetPort!:i#41
j9 connectionPool:@iq loadBalancer:@j1 outlierDetection:@j2 portLevelSettings:[#290@j5 proxyProtocol:@j6 retryBudget:@j7 tls:@j4 tunnel:@j8
ja labels:{s name!:s trafficPolicy:@j9
jb matchLabels:{#291s#292
jc exportTo:[s host!:s subsets:[@ja trafficPolicy:@j9 workloadSelector:@jb
jd apiVersion:s kind:s metadata:@ spec:@jc status:o
je name!:s number!:i#41 protocol!:s targetPort:i#41
jf caCertificates:s privateKey:s serverCertificate:s
jg caCertCredentialName:s caCertificates:s caCrl:s cipherSuites:[s credentialName:s credentialNames:[#1s httpsRedirect:b insecureSkipVerify:o maxProtocolVersion:e=TLS_AUTO|TLSV1_0|TLSV1_1|TLSV1_2|TLSV1_3 minProtocolVersion:e=TLS_AUTO|TLSV1_0|TLSV1_1|TLSV1_2|TLSV1_3 mode:e=PASSTHROUGH|SIMPLE|MUTUAL|AUTO_PASSTHROUGH|ISTIO_MUTUAL|OPTIONAL_MUTUAL privateKey:s serverCertificate:s subjectAltNames:[s tlsCertificates:[#1@jf verifyCertificateHash:[s verifyCertificateSpki:[s
jh bind:s defaultEndpoint:s hosts!:[s name:s port!:@je tls:@jg#293
ji selector:{s servers:[@jh
jj apiVersion:s kind:s metadata:@ spec:@ji status:o
jk address:s#297 labels:{#298s locality:s#299 network:s#299 ports:{#300i#301 serviceAccount:s#241 weight:i#41
jl name!:s#31 number!:i#301 protocol:s#31 targetPort:i#301
jm labels:{#298s#305
jn addresses:[#295s#112 endpoints:[#290@jk#296 exportTo:[s hosts!:[#302s#303 location:e=MESH_EXTERNAL|MESH_INTERNAL ports:[#304@jl resolution:e=NONE|STATIC|DNS|DNS_ROUND_ROBIN|DYNAMIC_DNS subjectAltNames:[s workloadSelector:@jm
jo apiVersion:s kind:s metadata:@ spec!:@jn#294 status:o
jp name:s number:i#41 protocol:s targetPort:i#41
jq bind:s captureMode:e=DEFAULT|IPTABLES|NONE hosts!:[s port:@jp
jr bind:s captureMode:e=DEFAULT|IPTABLES|NONE connectionPool:@iq defaultEndpoint:s port!:@jp tls:@jg#293
js host!:s port:@j3 subset:s
jt egressProxy:@js mode:e=REGISTRY_ONLY|ALLOW_ANY
ju egress:[@jq inboundConnectionPool:@iq ingress:[@jr outboundTrafficPolicy:@jt workloadSelector:@jm
jv apiVersion:s kind:s metadata:@ spec:@ju status:o
jw exact:s prefix:s regex:s
jx allowCredentials:o allowHeaders:[s allowMethods:[s allowOrigin:[s allowOrigins:[@jw exposeHeaders:[s maxAge:s#288 unmatchedPreflights:e=UNSPECIFIED|FORWARD|IGNORE
jy name:s namespace:s
jz bytes:s string:s
k0 body:@jz status!:i#41
k1 value:n
k2 grpcStatus:s http2Error:s httpStatus:i percentage:@k1
k3 exponentialDelay:s#288 fixedDelay:s#288 percent:i percentage:@k1
k4 abort:@k2 delay:@k3
k5 add:{s remove:[s set:{s
k6 request:@k5 response:@k5
k7 authority:@jw gateways:[s headers:{@jw ignoreUriCase:b method:@jw name:s port:i#41 queryParams:{@jw scheme:@jw sourceLabels:{s sourceNamespace:s statPrefix:s uri:@jw withoutHeaders:{@jw
k8 destination!:@js percentage:@k1
k9 authority:s derivePort:e=FROM_PROTOCOL_DEFAULT|FROM_REQUEST_PORT port:i#41 prefixRewrite:s redirectCode:i#41 scheme:s uri:s
ka attempts:i backoff:s#288 perTryTimeout:s#288 retryIgnorePreviousHosts:o retryOn:s retryRemoteLocalities:o
kb match:s rewrite:s
kc authority:s uri:s uriRegexRewrite:@kb
kd destination!:@js headers:@k6 weight:i
ke corsPolicy:@jx delegate:@jy directResponse:@k0 fault:@k4 headers:@k6 match:[@k7 mirror:@js mirrorPercent:o#41 mirrorPercentage:@k1 mirror_percent:o#41 mirrors:[@k8 name:s redirect:@k9 retries:@ka rewrite:@kc route:[@kd timeout:s#288
kf destinationSubnets:[s gateways:[s port:i#41 sourceLabels:{s sourceNamespace:s sourceSubnet:s
kg destination!:@js weight:i
kh match:[@kf route:[@kg
ki destinationSubnets:[s gateways:[s port:i#41 sniHosts!:[s sourceLabels:{s sourceNamespace:s
kj match!:[@ki route:[@kg
kk exportTo:[s gateways:[s hosts:[s http:[@ke tcp:[@kh tls:[@kj
kl apiVersion:s kind:s metadata:@ spec:@kk status:o
km name:s
kn ipBlocks:[s namespaces:[s notIpBlocks:[s notNamespaces:[s notPrincipals:[s notRemoteIpBlocks:[s notRequestPrincipals:[s notServiceAccounts:[#215s#309 notTrustDomains:[s principals:[s remoteIpBlocks:[s requestPrincipals:[s serviceAccounts:[#215s#309 trustDomains:[s
ko source:@kn#308
kp hosts:[s methods:[s notHosts:[s notMethods:[s notPaths:[s notPorts:[s paths:[s ports:[s
kq operation:@kp
kr key!:s notValues:[s values:[s
ks from:[#307@ko to:[@kq when:[@kr
kt group:s#206 kind!:s#207 name!:s#115 namespace:s#310
ku action:e=ALLOW|DENY|AUDIT|CUSTOM provider:@km rules:[#307@ks selector:@jb targetRef:@kt targetRefs:[#215@kt
kv apiVersion:s kind:s metadata:@ spec:@ku#306 status:o
kw mode:e=UNSET|DISABLE|PERMISSIVE|STRICT
kx mtls:@kw portLevelMtls:{#311@kw selector:@jb
ky apiVersion:s kind:s metadata:@ spec:@kx status:o
kz name!:s#30 prefix:s
l0 claim!:s#30 header!:s#314
l1 audiences:[s#30 forwardOriginalToken:b fromCookies:[s#30 fromHeaders:[@kz fromParams:[s#30 issuer:s#30 jwks:s jwksUri:s#313 jwks_uri:s#313 outputClaimToHeaders:[@l0 outputPayloadToHeader:s spaceDelimitedClaims:[#228s#30 timeout:s#288
l2 jwtRules:[#290@l1#312 selector:@jb targetRef:@kt targetRefs:[#215@kt
l3 apiVersion:s kind:s metadata:@ spec:@l2#306 status:o
l4 expression:s
l5 mode:e=CLIENT_AND_SERVER|CLIENT|SERVER
l6 disabled:o filter:@l4 match:@l5 providers:[@1o
l7 customMetric:s#30 metric:e=ALL_METRICS|REQUEST_COUNT|REQUEST_DURATION|REQUEST_SIZE|RESPONSE_SIZE|TCP_OPENED_CONNECTIONS|TCP_CLOSED_CONNECTIONS|TCP_SENT_BYTES|TCP_RECEIVED_BYTES|GRPC_REQUEST_MESSAGES|GRPC_RESPONSE_MESSAGES mode:e=CLIENT_AND_SERVER|CLIENT|SERVER
l8 operation:e=UPSERT|REMOVE value:s
l9 disabled:o match:@l7 tagOverrides:{@l8#315
la overrides:[@l9 providers:[@1o reportingInterval:s#288
lb defaultValue:s name!:s#30
lc value!:s#30
ld environment:@lb formatter:@lc header:@lb literal:@lc
le customTags:{@ld disableContextPropagation:o disableSpanReporting:o enableIstioTags:o match:@l5 providers:[@1o randomSamplingPercentage:o#65 useRequestIdForTraceSampling:o
lf accessLogging:[@l6 metrics:[@la selector:@jb targetRef:@kt targetRefs:[#215@kt tracing:[@le
lg apiVersion:s kind:s metadata:@ spec:@lf#306 status:o
lh features:[@d4 tags:{s
li apiVersion:s kind:s metadata:@ spec:@lh status:o
lj groupIds:[#16s
lk podSelector:@h securityGroups:@lj serviceAccountSelector:@h
ll apiVersion:s kind:s metadata:@ spec:@lk
lm securityGroups:[s subnet!:s
ln *:o apiVersion:s kind:s metadata:@ spec:@lm status:o
lo group!:s kind!:s name:s
lp defaultServiceAccount!:s namespace:s server!:s
lq name:s namespace:s server:s
lr group!:s kind!:s
ls group:s kind:s name:s
lt ignore:[@ls warn:b
lu exp:i iat!:i id:s
lv description:s groups:[s jwtTokens:[@lu name!:s policies:[s
lw keyID!:s
lx keys!:[s mode!:s
ly url!:s
lz gpg!:@lx repos!:[@ly
m0 policies!:[@lz
m1 git!:@m0
m2 andOperator:b applications:[s clusters:[s description:s duration:s kind:s manualSync:b namespaces:[s schedule:s syncOverrun:b timeZone:s
m3 clusterResourceBlacklist:[@lo clusterResourceWhitelist:[@lo description:s#5 destinationServiceAccounts:[@lp destinations:[@lq namespaceResourceBlacklist:[@lr namespaceResourceWhitelist:[@lr orphanedResources:@lt permitOnlyProjectScopedClusters:b roles:[@lv signatureKeys:[@lw sourceIntegrity:@m1 sourceNamespaces:[s sourceRepos:[s syncWindows:[@m2
m4 apiVersion:s kind:s metadata:@ spec!:@m3 status:o
m5 automated:b username:s
m6 duration:s factor:i maxDuration:s
m7 backoff:@m6 limit:i refresh:b
m8 group:s kind!:s name!:s namespace:s
m9 code:b name!:s value!:s
ma extVars:[@m9 libs:[s tlas:[@m9
mb exclude:s include:s jsonnet:@ma recurse:b
mc name:s path:s
md forceString:b name:s value:s
me apiVersions:[s fileParameters:[@mc ignoreMissingValueFiles:b kubeVersion:s namespace:s parameters:[@md passCredentials:b releaseName:s skipCrds:b skipSchemaValidation:b skipTests:b valueFiles:[s values:s valuesObject:o version:s
mf annotationSelector:s group:s kind:s labelSelector:s name:s namespace:s version:s
mg options:{b patch:s path:s target:@mf
mh count!:x name!:s
mi apiVersions:[s commonAnnotations:{s commonAnnotationsEnvsubst:b commonLabels:{s components:[s forceCommonAnnotations:b forceCommonLabels:b ignoreMissingComponents:b images:[s kubeVersion:s labelIncludeTemplates:b labelWithoutSelector:b namePrefix:s nameSuffix:s namespace:s patches:[@mg replicas:[@mh version:s
mj array:[s map:{s name:s string:s
mk env:[@3r name:s parameters:[@mj
ml chart:s directory:@mb helm:@me kustomize:@mi name:s path:s plugin:@mk ref:s repoURL!:s tagPrefix:s targetRevision:s
mm force:b
mn apply:@mm hook:@mm
mo autoHealAttemptsCount:i dryRun:b manifests:[s prune:b resources:[@m8 revision:s revisions:[s source:@ml sources:[@ml syncOptions:[s syncStrategy:@mn
mp info:[@3r initiatedBy:@m5 retry:@m7 sync:@mo
mq group:s jqPathExpressions:[s jsonPointers:[s kind!:s managedFieldsManagers:[s name:s namespace:s
mr directory:@mb helm:@me kustomize:@mi path!:s plugin:@mk repoURL!:s targetRevision!:s
ms targetBranch!:s
mt path!:s#316 repoURL:s targetBranch!:s
mu drySource!:@mr hydrateTo:@ms syncSource!:@mt
mv allowEmpty:b enabled:b prune:b selfHeal:b
mw automated:@mv managedNamespaceMetadata:@2v retry:@m7 syncOptions:[s
mx destination!:@lq ignoreDifferences:[@mq info:[@3r project!:s revisionHistoryLimit:i source:@ml sourceHydrator:@mu sources:[@ml syncPolicy:@mw
my apiVersion:s kind:s metadata:@ operation:@mp spec!:@mx status:o
mz metadata!:@cd spec!:@mx
n0 configMapRef!:s labelSelector:@h name:s requeueAfterSeconds:i template:@mz values:{s
n1 flatList:b selector:@h template:@mz values:{s
n2 exclude:b path!:s
n3 directories:[@n2 files:[@n2 pathParamPrefix:s repoURL!:s requeueAfterSeconds:i revision!:s template:@mz values:{s
n4 elements:[o elementsYaml:s template:@mz
n5 parameters:{o
n6 configMapRef!:@b input:@n5 requeueAfterSeconds:i template:@mz values:{s
n7 key!:s secretName!:s
n8 api:s labels:[s organization!:s project!:s repo!:s tokenRef:@n7
n9 passwordRef!:@n7 username!:s
na tokenRef!:@n7
nb api:s basicAuth:@n9 bearerToken:@na owner!:s repo!:s
nc configMapName!:s key!:s
nd api!:s basicAuth:@n9 bearerToken:@na caRef:@nc insecure:b project!:s repo!:s
ne branchMatch:s targetBranchMatch:s titleMatch:s
nf api!:s insecure:b labels:[s owner!:s repo!:s tokenRef:@n7
ng api:s appSecretName:s labels:[s owner!:s repo!:s tokenRef:@n7
nh api:s caRef:@nc insecure:b labels:[s project!:s pullRequestState:s tokenRef:@n7
ni azuredevops:@n8 bitbucket:@nb bitbucketServer:@nd continueOnRepoNotFoundError:b filters:[@ne gitea:@nf github:@ng gitlab:@nh requeueAfterSeconds:i template:@mz values:{s
nj key!:s value:s
nk allBranches:b region:s role:s tagFilters:[@nj
nl accessTokenRef!:@n7 allBranches:b api:s organization!:s teamProject!:s
nm allBranches:b appPasswordRef!:@n7 owner!:s user!:s
nn allBranches:b api!:s basicAuth:@n9 bearerToken:@na caRef:@nc insecure:b project!:s
no branchMatch:s labelMatch:s pathsDoNotExist:[s pathsExist:[s repositoryMatch:s
np allBranches:b api!:s excludeArchivedRepos:b insecure:b owner!:s tokenRef:@n7
nq allBranches:b api:s appSecretName:s excludeArchivedRepos:b organization!:s tokenRef:@n7
nr allBranches:b api:s caRef:@nc group!:s includeArchivedRepos:b includeSharedProjects:b includeSubgroups:b insecure:b tokenRef:@n7 topic:s
ns awsCodeCommit:@nk azureDevOps:@nl bitbucket:@nm bitbucketServer:@nn cloneProtocol:s filters:[@no gitea:@np github:@nq gitlab:@nr requeueAfterSeconds:i template:@mz values:{s
nt clusterDecisionResource:@n0 clusters:@n1 git:@n3 list:@n4 matrix:o merge:o plugin:@n6 pullRequest:@ni scmProvider:@ns selector:@h
nu generators!:[@nt template:@mz
nv generators!:[@nt mergeKeys!:[s template:@mz
nw clusterDecisionResource:@n0 clusters:@n1 git:@n3 list:@n4 matrix:@nu merge:@nv plugin:@n6 pullRequest:@ni scmProvider:@ns selector:@h
nx jqPathExpressions:[s jsonPointers:[s name:s
ny annotations:[s labels:[s
nz key:s operator:s values:[s
o0 matchExpressions:[@nz maxUpdate:x
o1 steps:[@o0
o2 deletionOrder:s rollingSync:@o1 type:s
o3 applicationsSync:e=create-only|create-update|create-delete|sync preserveResourcesOnDeletion:b
o4 applyNestedSelectors:b generators!:[@nw goTemplate:b goTemplateOptions:[s ignoreApplicationDifferences:[@nx preservedFields:@ny strategy:@o2 syncPolicy:@o3 template!:@mz templatePatch:s
o5 apiVersion:s kind:s metadata:@ spec!:@o4 status:o
o6 name!:s#30 value:s
o7 type:e=OnNamespace|OnNamespaceExceptForAlertmanagerNamespace|None#317
o8 credentials:@ce type:s
o9 password:@ce username:@ce
oa configMap:@ce secret:@ce
ob ca:@oa cert:@oa insecureSkipVerify:b keySecret:@ce maxVersion:e=TLS10|TLS11|TLS12|TLS13 minVersion:e=TLS10|TLS11|TLS12|TLS13 serverName:s
oc clientId!:@oa clientSecret!:@ce endpointParams:{s noProxy:s proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 scopes:[s tlsConfig:@ob tokenUrl!:s#319
od authorization:@o8 basicAuth:@o9 bearerTokenSecret:@ce enableHttp2:b followRedirects:b noProxy:s oauth2:@oc proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 tlsConfig:@ob
oe apiURL:s#319
of webhookURL:@ce
og apiURL:s#319 token:@ce tokenID:@ce
oh host!:s#30 port!:s#30
oi authIdentity:s authPassword:@ce authSecret:@ce authUsername:s forceImplicitTLS:b from:s hello:s requireTLS:b smartHost:@oh tlsConfig:@ob
oj apiKey:@ce apiURL:s#319
ok apiCorpID:s#30 apiSecret:@ce apiURL:s#319
ol httpConfig:@od jira:@oe mattermost:@of opsGenieApiKey:@ce opsGenieApiUrl:@ce pagerdutyUrl:s#319 resolveTimeout:s#320 rocketChat:@og slackApiUrl:@ce smtp:@oi telegram:@oe victorops:@oj webex:@oe wechat:@ok
om global:@ol name:s#30 templates:[@oa
on cert:@oa certFile:s cipherSuites:[s clientAuthType:s clientCAFile:s client_ca:@oa curvePreferences:[s keyFile:s keySecret:@ce maxVersion:s minVersion:s preferServerCipherSuites:b
oo client!:@ob server!:@on
op nameservers:[s#30 options:[@o6 searches:[s#30
oq hostnames!:[s ip!:s
or maxPerSilenceBytes:s#322 maxSilences:i#41
os whenDeleted:s whenScaled:s
ot annotations:{s labels:{s name:s
ou metadata:o spec!:@dp
ov volumeClaimTemplate:@ou
ow lastProbeTime:s lastTransitionTime:s message:s reason:s status!:s type!:s
ox status!:s targetVolumeAttributesClassName:s
oy accessModes:[s allocatedResourceStatuses:{s allocatedResources:{x#14 capacity:{x#14 conditions:[@ow currentVolumeAttributesClassName:s modifyVolumeStatus:@ox phase:s
oz apiVersion:s kind:s metadata:@ot spec:@dp status:@oy
p0 disableMountSubPath:b emptyDir:@dm ephemeral:@ov volumeClaimTemplate:@oz
p1 maxUnavailable:x
p2 rollingUpdate:@p1 type!:e=OnDelete|RollingUpdate
p3 awsElasticBlockStore:@dc azureDisk:@dd azureFile:@de cephfs:@df cinder:@dg configMap:@di csi:@dj downwardAPI:@dl emptyDir:@dm ephemeral:@ov fc:@ds flexVolume:@dt flocker:@du gcePersistentDisk:@dv gitRepo:@dw glusterfs:@dx hostPath:@dy image:@dz iscsi:@e0 name!:s nfs:@e1 persistentVolumeClaim:@e2 photonPersistentDisk:@e3 portworxVolume:@e4 projected:@eb quobyte:@ec rbd:@ed scaleIO:@ee secret:@ef storageos:@eg vsphereVolume:@eh
p4 contentSecurityPolicy:s strictTransportSecurity:s xContentTypeOptions:e=|NoSniff xFrameOptions:e=|Deny|SameOrigin xXSSProtection:s
p5 headers:@p4 http2:b
p6 getConcurrency:i#41 httpConfig:@p5 timeout:i#41 tlsConfig:@on
p7 additionalArgs:[@o6 additionalPeers:[s affinity:@3m alertmanagerConfigMatcherStrategy:@o7 alertmanagerConfigNamespaceSelector:@h alertmanagerConfigSelector:@h alertmanagerConfiguration:@om automountServiceAccountToken:b baseImage:s clusterAdvertiseAddress:s clusterGossipInterval:s#321 clusterLabel:s clusterPeerTimeout:s#321 clusterPushpullInterval:s#321 clusterTLS:@oo configMaps:[s configSecret:s containers:[@d3 dnsConfig:@op dnsPolicy:e=ClusterFirstWithHostNet|ClusterFirst|Default|None enableFeatures:[s enableServiceLinks:b externalUrl:s forceEnableClusterMode:b hostAliases:[@oq hostNetwork:b hostUsers:b image:s imagePullPolicy:e=|Always|Never|IfNotPresent imagePullSecrets:[@3n initContainers:[@d3 limits:@or listenLocal:b logFormat:e=|logfmt|json logLevel:e=|debug|info|warn|error minReadySeconds:i#41 nodeSelector:{s paused:b persistentVolumeClaimRetentionPolicy:@os podManagementPolicy:e=OrderedReady|Parallel podMetadata:@ot portName:s#323 priorityClassName:s replicas:i resources:@8 retention:s#324 routePrefix:s schedulerName:s#30 secrets:[s securityContext:@da serviceAccountName:s serviceName:s#30 sha:s storage:@p0 tag:s terminationGracePeriodSeconds:i#41 tolerations:[@3t topologySpreadConstraints:[@db updateStrategy:@p2#325 version:s volumeMounts:[@d2 volumes:[@p3 web:@p6
p8 apiVersion:s kind:s metadata:@ spec!:@p7 status:o
p9 matchType:e=!=|=|=~|!~ name!:s#30 regex:b value:s
pa equal:[s sourceMatch:[@p9 targetMatch:[@p9
pb end:i#326 start:i#326
pc endTime:s#327 startTime:s#327
pd daysOfMonth:[@pb months:[s times:[@pc weekdays:[s years:[s#328
pe name!:s timeIntervals:[@pd
pf authorization:@o8 basicAuth:@o9 bearerTokenSecret:@ce enableHttp2:b followRedirects:b noProxy:s oauth2:@oc proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyURL:s proxyUrl:s#318 tlsConfig:@ob
pg apiURL!:@ce avatarURL:s#329 content:s#30 httpConfig:@pf message:s sendResolved:b title:s username:s#30
ph key!:s#30 value!:s
pi threadByDate!:e=Daily|None
pj authIdentity:s#30 authPassword:@ce authSecret:@ce authUsername:s#30 forceImplicitTLS:b from:s#30 headers:[@ph hello:s#30 html:s requireTLS:b sendResolved:b smarthost:s#30 text:s#30 threading:@pi tlsConfig:@ob to:s#30
pk httpConfig:@pf sendResolved:b summary:s text:s title:s webhookUrl!:@ce
pl httpConfig:@pf sendResolved:b text:s#30 title:s#30 webhookURL:@ce
pm id:s#30 name:s#30 type!:e=team|teams|user|escalation|schedule#30 username:s#30
pn actions:s#30 apiKey:@ce apiURL:s#329 description:s#30 details:[@ph entity:s#30 httpConfig:@pf message:s#30 note:s#30 priority:s#30 responders:[@pm sendResolved:b source:s#30 tags:s#30 updateAlerts:b
po alt:s#30 href:s src:s#30
pp alt:s#30 href:s
pq class:s#30 client:s#30 clientURL:s component:s#30 description:s#30 details:[@ph group:s#30 httpConfig:@pf pagerDutyImageConfigs:[@po pagerDutyLinkConfigs:[@pp routingKey:@ce sendResolved:b serviceKey:@ce severity:s#30 source:s#30 timeout:s#320 url:s#329
pr device:s#30 expire:s#330 html:b httpConfig:@pf message:s#30 monospace:b priority:s#30 retry:s#330 sendResolved:b sound:s#30 title:s#30 token:@ce tokenFile:s#30 ttl:s#320 url:s urlTitle:s#30 userKey:@ce userKeyFile:s#30
ps msg:s#30 text:s#30 url:s
pt short:b title:s#30 value:s#30
pu actions:[#16@ps apiURL:s#329 channel:s#30 color:s#30 emoji:s#30 fields:[#16@pt httpConfig:@pf iconURL:s imageURL:s linkNames:b sendResolved:b shortFields:b text:s#30 thumbURL:s title:s#30 titleLink:s#30 token!:@ce tokenID!:@ce
pv dismissText:s#30 okText:s#30 text!:s#30 title:s#30
pw confirm:@pv name:s#30 style:s#30 text!:s#30 type!:s#30 url:s value:s#30
px short:b title!:s#30 value!:s#30
py actions:[#16@pw apiURL:@ce callbackId:s#30 channel:s#30 color:s#30 fallback:s#30 fields:[#16@px footer:s#30 httpConfig:@pf iconEmoji:s#30 iconURL:s imageURL:s linkNames:b messageText:s#30 mrkdwnIn:[#16s#30 pretext:s#30 sendResolved:b shortFields:b text:s#30 thumbURL:s timeout:s#320 title:s#30 titleLink:s updateMessage:b username:s#30
pz accessKey:@ce externalId:s#30 profile:s region:s roleArn:s secretKey:@ce useFIPSSTSEndpoint:b
q0 apiURL:s attributes:{s httpConfig:@pf message:s#30 phoneNumber:s#30 sendResolved:b sigv4:@pz#331 subject:s#30 targetARN:s#30 topicARN:s#30 useAWSHTTPClient:b
q1 apiURL:s#329 botToken:@ce botTokenFile:s chatID!:i disableNotifications:b httpConfig:@pf message:s messageThreadID:i parseMode:e=MarkdownV2|Markdown|HTML sendResolved:b
q2 apiKey:@ce apiUrl:s#329 customFields:[@ph entityDisplayName:s#30 httpConfig:@pf messageType:s#30 monitoringTool:s#30 routingKey!:s#30 sendResolved:b stateMessage:s#30
q3 apiURL:s#329 httpConfig:@pf message:s roomID!:s#30 sendResolved:b
q4 httpConfig:@pf maxAlerts:i#41 payload:s#30 sendResolved:b timeout:s#320 url:s urlSecret:@ce
q5 agentID:s#30 apiSecret:@ce apiURL:s#329 corpID:s#30 httpConfig:@pf message:s#30 messageType:s#30 sendResolved:b toParty:s#30 toTag:s#30 toUser:s#30
q6 discordConfigs:[@pg emailConfigs:[@pj msteamsConfigs:[@pk msteamsv2Configs:[@pl name!:s#30 opsgenieConfigs:[@pn pagerdutyConfigs:[@pq pushoverConfigs:[@pr rocketchatConfigs:[@pu slackConfigs:[@py snsConfigs:[@q0 telegramConfigs:[@q1 victoropsConfigs:[@q2 webexConfigs:[@q3 webhookConfigs:[@q4 wechatConfigs:[@q5
q7 activeTimeIntervals:[s continue:b groupBy:[s groupInterval:s#332 groupWait:s#332 matchers:[@p9 muteTimeIntervals:[s receiver:s repeatInterval:s#332 routes:[o
q8 inhibitRules:[@pa muteTimeIntervals:[@pe receivers:[@q6 route:@q7
q9 apiVersion:s kind:s metadata:@ spec!:@q8 status:o
qa node:b
qb any:b matchNames:[s
qc action:e=replace|Replace|keep|Keep|drop|Drop|hashmod|HashMod|labelmap|LabelMap|labeldrop|LabelDrop|labelkeep|LabelKeep|lowercase|Lowercase|uppercase|Uppercase|keepequal|KeepEqual|dropequal|DropEqual#333 modulus:i#41 regex:s replacement:s separator:s sourceLabels:[s targetLabel:s
qd authorization:@o8 basicAuth:@o9 bearerTokenSecret:@ce enableHttp2:b filterRunning:b followRedirects:b honorLabels:b honorTimestamps:b interval:s#320 metricRelabelings:[@qc noProxy:s oauth2:@oc params:{[s path:s port:s portNumber:i#7 proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 relabelings:[@qc scheme:e=http|https|HTTP|HTTPS scrapeTimeout:s#320 targetPort:x tlsConfig:@ob trackTimestampsStaleness:b
qe attachMetadata:@qa bodySizeLimit:s#322 convertClassicHistogramsToNHCB:b fallbackScrapeProtocol:e=PrometheusProto|OpenMetricsText0.0.1|OpenMetricsText1.0.0|PrometheusText0.0.4|PrometheusText1.0.0 jobLabel:s keepDroppedTargets:i#41 labelLimit:i#41 labelNameLengthLimit:i#41 labelValueLengthLimit:i#41 namespaceSelector:@qb nativeHistogramBucketLimit:i#41 nativeHistogramMinBucketFactor:x#14 podMetricsEndpoints:[@qd podTargetLabels:[s sampleLimit:i#41 scrapeClass:s#30 scrapeClassicHistograms:b scrapeNativeHistograms:b scrapeProtocols:[e=PrometheusProto|OpenMetricsText0.0.1|OpenMetricsText1.0.0|PrometheusText0.0.4|PrometheusText1.0.0 selector!:@h selectorMechanism:e=RelabelConfig|RoleSelector targetLimit:i#41
qf apiVersion:s kind:s metadata:@ spec!:@qe status:o
qg name!:s#30 values:[#16s#30
qh noProxy:s path:s#334 proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 scheme:e=http|https|HTTP|HTTPS url!:s#30
qi namespaceSelector:@qb relabelingConfigs:[@qc selector:@h
qj labels:{s relabelingConfigs:[@qc static:[s
qk ingress:@qi staticConfig:@qj
ql authorization:@o8 basicAuth:@o9 bearerTokenSecret:@ce convertClassicHistogramsToNHCB:b enableHttp2:b fallbackScrapeProtocol:e=PrometheusProto|OpenMetricsText0.0.1|OpenMetricsText1.0.0|PrometheusText0.0.4|PrometheusText1.0.0 followRedirects:b interval:s#320 jobName:s keepDroppedTargets:i#41 labelLimit:i#41 labelNameLengthLimit:i#41 labelValueLengthLimit:i#41 metricRelabelings:[@qc module:s nativeHistogramBucketLimit:i#41 nativeHistogramMinBucketFactor:x#14 oauth2:@oc params:[#16@qg prober:@qh sampleLimit:i#41 scrapeClass:s#30 scrapeClassicHistograms:b scrapeNativeHistograms:b scrapeProtocols:[e=PrometheusProto|OpenMetricsText0.0.1|OpenMetricsText1.0.0|PrometheusText0.0.4|PrometheusText1.0.0 scrapeTimeout:s#320 targetLimit:i#41 targets:@qk tlsConfig:@ob
qm apiVersion:s kind:s metadata:@ spec!:@ql status:o
qn ca:@oa caFile:s cert:@oa certFile:s insecureSkipVerify:b keyFile:s keySecret:@ce maxVersion:e=TLS10|TLS11|TLS12|TLS13 minVersion:e=TLS10|TLS11|TLS12|TLS13 serverName:s
qo alertRelabelings:[@qc apiVersion:e=v1|V1|v2|V2 authorization:@o8 basicAuth:@o9 bearerTokenFile:s enableHttp2:b name!:s#30 namespace:s#30 noProxy:s pathPrefix:s#30 port!:x proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 relabelings:[@qc scheme:e=http|https|HTTP|HTTPS sigv4:@pz#331 timeout:s#320 tlsConfig:@qn
qp alertmanagers!:[@qo
qq credentials:@ce credentialsFile:s type:s
qr authorization:@qq basicAuth:@o9 bearerToken:s bearerTokenFile:s host!:s noProxy:s proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 tlsConfig:@qn
qs deny:b
qt group:e=monitoring.coreos.com#337 name:s namespace!:s#30 resource!:e=prometheusrules|servicemonitors|podmonitors|probes|scrapeconfigs
qu convertHistogramsToNHCB:b ignoreResourceAttributes:[#16s#30 keepIdentifyingResourceAttributes:b labelNamePreserveMultipleUnderscores:b labelNameUnderscoreSanitization:b promoteAllResourceAttributes:b promoteResourceAttributes:[#16s#30 promoteScopeMetadata:b translationStrategy:e=NoUTF8EscapingWithSuffixes|UnderscoreEscapingWithSuffixes|NoTranslation|UnderscoreEscapingWithoutSuffixes
qv ruleName!:s ruleNamespace!:s
qw lookbackDelta:s maxConcurrency:i#178 maxSamples:i timeout:s#320
qx authorization:@qq basicAuth:@o9 bearerToken:s bearerTokenFile:s filterExternalLabels:b followRedirects:b headers:{s name:s noProxy:s oauth2:@oc proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 readRecent:b remoteTimeout:s#320 requiredMatchers:{s tlsConfig:@qn url!:s#319
qy clientId:s#30
qz clientId!:s#30 clientSecret!:@ce tenantId!:s#339
r0 tenantId:s#341
r1 clientId!:s#30 tenantId!:s#30
r2 cloud:e=AzureChina|AzureGovernment|AzurePublic managedIdentity:@qy oauth:@qz scope:s#340 sdk:@r0 workloadIdentity:@r1
r3 maxSamplesPerSend:i#342 send:b sendInterval:s#320
r4 batchSendDeadline:s#320 capacity:i maxBackoff:s#320 maxRetries:i maxSamplesPerSend:i maxShards:i minBackoff:s#320 minShards:i retryOnRateLimit:b sampleAgeLimit:s#320
r5 authorization:@qq azureAd:@r2 basicAuth:@o9 bearerToken:s bearerTokenFile:s enableHTTP2:b followRedirects:b headers:{s messageVersion:e=V1.0|V2.0 metadataConfig:@r3 name:s noProxy:s oauth2:@oc proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 queueConfig:@r4 remoteTimeout:s#320 roundRobinDNS:b sendExemplars:b sendNativeHistograms:b sigv4:@pz#331 tlsConfig:@qn url!:s#319 writeRelabelConfigs:[@qc
r6 forGracePeriod:s forOutageTolerance:s resendDelay:s
r7 alert:@r6
r8 goGC:i#342
r9 attachMetadata:@qa authorization:@qq default:b fallbackScrapeProtocol:e=PrometheusProto|OpenMetricsText0.0.1|OpenMetricsText1.0.0|PrometheusText0.0.4|PrometheusText1.0.0 metricRelabelings:[@qc name!:s#30 relabelings:[@qc tlsConfig:@qn
ra retentionPeriod!:s#320
rb retain:@ra whenScaled:e=Retain|Delete
rc externalLabelName:s values:[s
rd mode:e=Address|Topology topology:@rc
re ca:@oa caFile:s cert:@oa certFile:s cipherSuites:[#16s curves:[#16s insecureSkipVerify:b keyFile:s keySecret:@ce maxVersion:e=TLS10|TLS11|TLS12|TLS13 minVersion:e=TLS10|TLS11|TLS12|TLS13 serverName:s
rf additionalArgs:[@o6 baseImage:s blockSize:s#345 getConfigInterval:s#320 getConfigTimeout:s#320 grpcListenLocal:b grpcServerTlsConfig:@re httpListenLocal:b image:s listenLocal:b logFormat:e=|logfmt|json logLevel:e=|debug|info|warn|error minTime:s objectStorageConfig:@ce objectStorageConfigFile:s readyTimeout:s#320 resources:@8 sha:s tag:s tracingConfig:@ce tracingConfigFile:s version:s volumeMounts:[@d2
rg additionalLabelSelectors:e=OnResource|OnShard labelSelector:@h matchLabelKeys:[s maxSkew!:i minDomains:i nodeAffinityPolicy:s nodeTaintsPolicy:s topologyKey!:s whenUnsatisfiable!:s
rh clientType:e=http|grpc|HTTP|GRPC compression:e=gzip|Gzip endpoint!:s#30 headers:{s insecure:b samplingFraction:x#14 timeout:s#320 tlsConfig:@qn
ri floats:e=Xor|Xor2
rj chunkEncoding:@ri outOfOrderTimeWindow:s#320 staleSeriesCompactionThreshold:x#14
rk httpConfig:@p5 maxConnections:i#41 pageTitle:s tlsConfig:@on
rl additionalAlertManagerConfigs:@ce additionalAlertRelabelConfigs:@ce additionalArgs:[@o6 additionalScrapeConfigs:@ce affinity:@3m alerting:@qp allowOverlappingBlocks:b apiserverConfig:@qr arbitraryFSAccessThroughSMs:@qs automountServiceAccountToken:b baseImage:s bodySizeLimit:s#322 configMaps:[s containers:[@d3 convertClassicHistogramsToNHCB:b disableCompaction:b dnsConfig:@op dnsPolicy:e=ClusterFirstWithHostNet|ClusterFirst|Default|None enableAdminAPI:b enableFeatures:[s#30 enableOTLPReceiver:b enableRemoteWriteReceiver:b enableServiceLinks:b enforcedBodySizeLimit:s#322 enforcedKeepDroppedTargets:i#41 enforcedLabelLimit:i#41 enforcedLabelNameLengthLimit:i#41 enforcedLabelValueLengthLimit:i#41 enforcedNamespaceLabel:s enforcedSampleLimit:i#41 enforcedTargetLimit:i#41 evaluationInterval:s#336 excludedFromEnforcement:[@qt exemplars:@h4 externalLabels:{s externalUrl:s hostAliases:[@oq hostNetwork:b hostUsers:b ignoreNamespaceSelectors:b image:s imagePullPolicy:e=|Always|Never|IfNotPresent imagePullSecrets:[@3n initContainers:[@d3 keepDroppedTargets:i#41 labelLimit:i#41 labelNameLengthLimit:i#41 labelValueLengthLimit:i#41 listenLocal:b logFormat:e=|logfmt|json logLevel:e=|debug|info|warn|error maximumStartupDurationSeconds:i#338 minReadySeconds:i#41 nameEscapingScheme:e=AllowUTF8|Underscores|Dots|Values nameValidationScheme:e=UTF8|Legacy nodeSelector:{s otlp:@qu overrideHonorLabels:b overrideHonorTimestamps:b paused:b persistentVolumeClaimRetentionPolicy:@os podManagementPolicy:e=OrderedReady|Parallel podMetadata:@ot podMonitorNamespaceSelector:@h podMonitorSelector:@h podTargetLabels:[s portName:s#323 priorityClassName:s probeNamespaceSelector:@h probeSelector:@h prometheusExternalLabelName:s prometheusRulesExcludedFromEnforce:[@qv query:@qw queryLogFile:s reloadStrategy:e=HTTP|ProcessSignal remoteRead:[@qx remoteWrite:[@r5 remoteWriteReceiverMessageVersions:[#16e=V1.0|V2.0 replicaExternalLabelName:s replicas:i resources:@8 retention:s#320 retentionSize:s#322 routePrefix:s ruleNamespaceSelector:@h ruleQueryOffset:s#320 ruleSelector:@h rules:@r7 runtime:@r8 sampleLimit:i#41 schedulerName:s#30 scrapeClasses:[@r9 scrapeClassicHistograms:b scrapeConfigNamespaceSelector:@h scrapeConfigSelector:@h scrapeFailureLogFile:s#30 scrapeInterval:s#336 scrapeNativeHistograms:b scrapeProtocols:[e=PrometheusProto|OpenMetricsText0.0.1|OpenMetricsText1.0.0|PrometheusText0.0.4|PrometheusText1.0.0 scrapeTimeout:s#320 secrets:[s securityContext:@da serviceAccountName:s serviceDiscoveryRole:e=Endpoints|EndpointSlice serviceMonitorNamespaceSelector:@h serviceMonitorSelector:@h serviceName:s#30 sha:s shardRetentionPolicy:@rb shardingStrategy:@rd#343 shards:i#344 storage:@p0 tag:s targetLimit:i#41 terminationGracePeriodSeconds:i#41 thanos:@rf tolerations:[@3t topologySpreadConstraints:[@rg tracingConfig:@rh tsdb:@rj updateStrategy:@p2#325 version:s volumeMounts:[@d2 volumes:[@p3 walCompression:b web:@rk
rm apiVersion:s kind:s metadata:@ spec!:@rl#335 status:o
rn alert:s annotations:{s expr!:x for:s#320 keep_firing_for:s#332 labels:{s record:s
ro interval:s#320 labels:{s limit:i name!:s#30 partial_response_strategy:s query_offset:s#320 rules:[@rn
rp groups:[@ro
rq apiVersion:s kind:s metadata:@ spec!:@rp status:o
rr authenticationMethod:e=OAuth|ManagedIdentity|SDK|WorkloadIdentity authorization:@o8 basicAuth:@o9 clientID:s#30 clientSecret:@ce enableHTTP2:b environment:s#30 followRedirects:b noProxy:s oauth2:@oc port:i#347 proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 refreshInterval:s#320 resourceGroup:s#30 subscriptionID!:s#30 tenantID:s#30 tlsConfig:@ob
rs allowStale:b authorization:@o8 basicAuth:@o9 datacenter:s#30 enableHTTP2:b filter:s#30 followRedirects:b healthFilter:s#30 namespace:s#30 noProxy:s nodeMeta:{s oauth2:@oc partition:s#30 pathPrefix:s#30 proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 refreshInterval:s#320 scheme:e=http|https|HTTP|HTTPS server!:s#30 services:[s tagSeparator:s#30 tags:[s tlsConfig:@ob tokenRef:@ce
rt authorization:@o8 enableHTTP2:b followRedirects:b noProxy:s oauth2:@oc port:i#347 proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 refreshInterval:s#320 tlsConfig:@ob
ru names!:[#16s#30 port:i#347 refreshInterval:s#320 type:e=A|AAAA|MX|NS|SRV
rv name!:s#30 values!:[#16s#30
rw authorization:@o8 basicAuth:@o9 enableHTTP2:b filters:[@rv followRedirects:b host!:s#348 hostNetworkingHost:s#30 matchFirstNetwork:b noProxy:s oauth2:@oc port:i#347 proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 refreshInterval:s#320 tlsConfig:@ob
rx authorization:@o8 basicAuth:@o9 enableHTTP2:b filters:[@rv followRedirects:b host!:s#349 noProxy:s oauth2:@oc port:i#347 proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 refreshInterval:s#320 role!:e=Services|Tasks|Nodes tlsConfig:@ob
ry accessKey:@ce enableHTTP2:b filters:[@rv followRedirects:b noProxy:s port:i#347 proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 refreshInterval:s#320 region:s#30 roleARN:s#30 secretKey:@ce tlsConfig:@ob
rz authorization:@o8 basicAuth:@o9 enableHTTP2:b followRedirects:b noProxy:s oauth2:@oc proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 refreshInterval:s#320 server!:s#329 tlsConfig:@ob
s0 files!:[#16s#350 refreshInterval:s#320
s1 filter:s#30 port:i#347 project!:s#30 refreshInterval:s#320 tagSeparator:s#30 zone!:s#30
s2 authorization:@o8 basicAuth:@o9 enableHTTP2:b followRedirects:b labelSelector:s#30 noProxy:s oauth2:@oc port:i#347 proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 refreshInterval:s#320 role!:e=hcloud|Hcloud|robot|Robot tlsConfig:@ob
s3 authorization:@o8 basicAuth:@o9 enableHTTP2:b followRedirects:b noProxy:s oauth2:@oc proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 refreshInterval:s#320 tlsConfig:@ob url!:s#329
s4 authorization!:@o8 datacenterID!:s#30 enableHTTP2:b followRedirects:b noProxy:s oauth2:@oc port:i#347 proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 refreshInterval:s#320 tlsConfig:@ob
s5 names:[s ownNamespace:b
s6 field:s#30 label:s#30 role!:e=Pod|Endpoints|Ingress|Service|Node|EndpointSlice
s7 apiServer:s#30 attachMetadata:@qa authorization:@o8 basicAuth:@o9 enableHTTP2:b followRedirects:b namespaces:@s5 noProxy:s oauth2:@oc proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 role!:e=Pod|Endpoints|Ingress|Service|Node|EndpointSlice selectors:[@s6 tlsConfig:@ob
s8 authorization:@o8 basicAuth:@o9 clientID:s#30 enableHTTP2:b fetchTimeout:s#320 followRedirects:b noProxy:s oauth2:@oc proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 refreshInterval:s#320 server!:s#329 tlsConfig:@ob
s9 accessKey:@ce authorization:@o8 basicAuth:@o9 enableHTTP2:b endpoint:s#30 followRedirects:b noProxy:s oauth2:@oc port:i#347 proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 refreshInterval:s#320 region:s#30 roleARN:s#30 secretKey:@ce tlsConfig:@ob
sa authorization:@o8 enableHTTP2:b followRedirects:b noProxy:s oauth2:@oc port:i#347 proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 refreshInterval:s#320 region:s#30 tagSeparator:s#30 tlsConfig:@ob
sb allowStale:b authorization:@o8 basicAuth:@o9 enableHTTP2:b followRedirects:b namespace:s#30 noProxy:s oauth2:@oc proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 refreshInterval:s#320 region:s#30 server!:s#329 tagSeparator:s#30 tlsConfig:@ob
sc allTenants:b applicationCredentialId:s#30 applicationCredentialName:s#30 applicationCredentialSecret:@ce availability:e=Public|public|Admin|admin|Internal|internal domainID:s#30 domainName:s#30 identityEndpoint:s#329 password:@ce port:i#347 projectID:s#30 projectName:s#30 refreshInterval:s#320 region!:s#30 role!:e=Instance|Hypervisor|LoadBalancer tlsConfig:@ob userid:s#30 username:s#30
sd applicationKey!:s#30 applicationSecret!:@ce consumerKey!:@ce endpoint:s#30 refreshInterval:s#320 service!:e=VPS|DedicatedServer
se authorization:@o8 basicAuth:@o9 enableHTTP2:b followRedirects:b includeParameters:b noProxy:s oauth2:@oc port:i#347 proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 query!:s#30 refreshInterval:s#320 tlsConfig:@ob url!:s#329
sf accessKey!:s#30 apiURL:s#329 enableHTTP2:b followRedirects:b nameFilter:s#30 noProxy:s port:i#347 projectID!:s#30 proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 refreshInterval:s#320 role!:e=Instance|Baremetal secretKey!:@ce tagsFilter:[#16s#30 tlsConfig:@ob zone:s#30
sg labels:{s targets!:[#16s#30
sh authorization:@o8 azureSDConfigs:[@rr basicAuth:@o9 bodySizeLimit:s#322 consulSDConfigs:[@rs convertClassicHistogramsToNHCB:b digitalOceanSDConfigs:[@rt dnsSDConfigs:[@ru dockerSDConfigs:[@rw dockerSwarmSDConfigs:[@rx ec2SDConfigs:[@ry enableCompression:b enableHTTP2:b eurekaSDConfigs:[@rz fallbackScrapeProtocol:e=PrometheusProto|OpenMetricsText0.0.1|OpenMetricsText1.0.0|PrometheusText0.0.4|PrometheusText1.0.0 fileSDConfigs:[@s0 gceSDConfigs:[@s1 hetznerSDConfigs:[@s2 honorLabels:b honorTimestamps:b httpSDConfigs:[@s3 ionosSDConfigs:[@s4 jobName:s#30 keepDroppedTargets:i#41 kubernetesSDConfigs:[@s7 kumaSDConfigs:[@s8 labelLimit:i#41 labelNameLengthLimit:i#41 labelValueLengthLimit:i#41 lightSailSDConfigs:[@s9 linodeSDConfigs:[@sa metricRelabelings:[#16@qc metricsPath:s#30 nameEscapingScheme:e=AllowUTF8|Underscores|Dots|Values nameValidationScheme:e=UTF8|Legacy nativeHistogramBucketLimit:i#41 nativeHistogramMinBucketFactor:x#14 noProxy:s nomadSDConfigs:[@sb oauth2:@oc openstackSDConfigs:[@sc ovhcloudSDConfigs:[@sd params:{[s proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 puppetDBSDConfigs:[@se relabelings:[#16@qc sampleLimit:i#41 scalewaySDConfigs:[@sf scheme:e=http|https|HTTP|HTTPS scrapeClass:s#30 scrapeClassicHistograms:b scrapeInterval:s#320 scrapeNativeHistograms:b scrapeProtocols:[#16e=PrometheusProto|OpenMetricsText0.0.1|OpenMetricsText1.0.0|PrometheusText0.0.4|PrometheusText1.0.0 scrapeTimeout:s#320 staticConfigs:[@sg targetLimit:i#41 tlsConfig:@ob trackTimestampsStaleness:b
si apiVersion:s kind:s metadata:@ spec!:@sh#346 status:o
sj authorization:@o8 basicAuth:@o9 bearerTokenFile:s bearerTokenSecret:@ce enableHttp2:b filterRunning:b followRedirects:b honorLabels:b honorTimestamps:b interval:s#320 metricRelabelings:[@qc noProxy:s oauth2:@oc params:{[s path:s port:s proxyConnectHeader:{[@ce proxyFromEnvironment:b proxyUrl:s#318 relabelings:[@qc scheme:e=http|https|HTTP|HTTPS scrapeTimeout:s#320 targetPort:x tlsConfig:@qn trackTimestampsStaleness:b
sk attachMetadata:@qa bodySizeLimit:s#322 convertClassicHistogramsToNHCB:b endpoints!:[@sj fallbackScrapeProtocol:e=PrometheusProto|OpenMetricsText0.0.1|OpenMetricsText1.0.0|PrometheusText0.0.4|PrometheusText1.0.0 jobLabel:s keepDroppedTargets:i#41 labelLimit:i#41 labelNameLengthLimit:i#41 labelValueLengthLimit:i#41 namespaceSelector:@qb nativeHistogramBucketLimit:i#41 nativeHistogramMinBucketFactor:x#14 podTargetLabels:[s sampleLimit:i#41 scrapeClass:s#30 scrapeClassicHistograms:b scrapeNativeHistograms:b scrapeProtocols:[e=PrometheusProto|OpenMetricsText0.0.1|OpenMetricsText1.0.0|PrometheusText0.0.4|PrometheusText1.0.0 selector!:@h selectorMechanism:e=RelabelConfig|RoleSelector serviceDiscoveryRole:e=Endpoints|EndpointSlice targetLabels:[s targetLimit:i#41
sl apiVersion:s kind:s metadata:@ spec!:@sk status:o
`;

/** Limits of values, by their number. Written by scripts/custom-kinds.ts. */
export const CUSTOM_LIMITS = String.raw`
{"default":"IPV4"}
{"minItems":1,"maxItems":2}
{"default":"NONE"}
{"rules":[0,1]}
{"default":true}
{"maxLength":255}
{"minimum":0,"maximum":255,"default":128}
{"minimum":1,"maximum":65535}
{"minimum":0,"maximum":100,"default":100}
{"minItems":1,"maxItems":10}
{"rules":[2]}
{"minLength":1,"maxLength":64,"pattern":"^[a-zA-Z0-9_-]{1,64}$"}
{"pattern":"^.+:[0-9]+$"}
{"minimum":0,"maximum":1000,"default":1}
{"pattern":"^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$"}
{"rules":[3]}
{"minItems":1}
{"pattern":"subnet-[0-9a-f]+"}
{"rules":[4,5,6,7]}
{"rules":[8,9,10,11,12,13]}
{"maxProperties":10}
{"default":"authenticate"}
{"default":"openid"}
{"default":"AWSELBAuthSessionCookie"}
{"minimum":1,"maximum":604800,"default":604800}
{"default":"text/plain"}
{"rules":[14]}
{"default":{}}
{"minimum":1,"maximum":604800,"default":3600}
{"default":false}
{"minLength":1}
{"maxLength":256}
{"default":"#{query}"}
{"rules":[15]}
{"default":"None"}
{"rules":[16,17,18,19]}
{"pattern":"^(HTTP|HTTPS|TLS|TCP|UDP|TCP_UDP)?:(6553[0-5]|655[0-2]\\d|65[0-4]\\d{2}|6[0-4]\\d{3}|[1-5]\\d{4}|[1-9]\\d{0,3})?$"}
{"minLength":1,"maxLength":32}
{"default":""}
{"default":"Service"}
{"rules":[20,21]}
{"minimum":0}
{"default":"buffer.x-k8s.io/active-capacity"}
{"rules":[22,23,24,25,26,27,28,29]}
{"minItems":1,"maxItems":30,"rules":[30,31,32,33]}
{"maxLength":30,"rules":[34,35,36]}
{"pattern":"ami-[0-9a-z]+"}
{"maxProperties":20,"rules":[37]}
{"maxItems":50,"rules":[38]}
{"rules":[39,40]}
{"minimum":100,"maximum":300}
{"pattern":"^((?:[1-9][0-9]{0,3}|[1-4][0-9]{4}|[5][0-8][0-9]{3}|59000)Gi|(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|[6][0-3][0-9]{3}|64000)G|([1-9]||[1-5][0-7]|58)Ti|([1-9]||[1-5][0-9]|6[0-3]|64)T)$"}
{"maxItems":30,"rules":[41,42]}
{"pattern":"^cr-[0-9a-z]+$"}
{"pattern":"^[0-9]{12}$"}
{"rules":[43]}
{"minimum":60,"maximum":432000}
{"minimum":60,"maximum":180}
{"minimum":30,"maximum":60}
{"rules":[44]}
{"rules":[45,46,47]}
{"rules":[48]}
{"pattern":"^((\\d{1,2}(\\.\\d{1,2})?|100(\\.0{1,2})?)%||(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?)$"}
{"rules":[49]}
{"rules":[50]}
{"minimum":0,"maximum":100}
{"rules":[51,52]}
{"rules":[53,54]}
{"default":{"httpEndpoint":"enabled","httpProtocolIPv6":"disabled","httpPutResponseHopLimit":1,"httpTokens":"required"}}
{"default":"enabled"}
{"default":"disabled"}
{"minimum":1,"maximum":64,"default":1}
{"default":"required"}
{"maxItems":150,"rules":[55,56]}
{"rules":[57,58]}
{"pattern":"^pg-[0-9a-z]+$"}
{"rules":[59]}
{"maxItems":30,"rules":[60,61,62,63]}
{"pattern":"sg-[0-9a-z]+"}
{"maxItems":30,"rules":[64,65,66]}
{"pattern":"subnet-[0-9a-z]+"}
{"rules":[67,68,69,70,71,72]}
{"rules":[73]}
{"rules":[74]}
{"pattern":"^\\d+(\\.\\d+)?$"}
{"pattern":"^(([+-]{1}(\\d*\\.?\\d+))|(\\+{1}\\d*\\.?\\d+%)|(^(-\\d{1,2}(\\.\\d+)?%)$)|(-100%))$"}
{"maxItems":100,"rules":[75,76,77]}
{"maxLength":316,"pattern":"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$","rules":[78,79]}
{"maxLength":63,"pattern":"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$"}
{"minimum":1,"maximum":10000}
{"rules":[80,81]}
{"default":{"consolidateAfter":"0s"}}
{"maxItems":50,"rules":[82],"default":[{"nodes":"10%"}]}
{"pattern":"^((([0-9]+(h|m))|([0-9]+h[0-9]+m))(0s)?)$"}
{"pattern":"^((100|[0-9]{1,2})%|[0-9]+)$","default":"10%"}
{"maxItems":50}
{"pattern":"^(@(annually|yearly|monthly|weekly|daily|midnight|hourly))|((.+)\\s(.+)\\s(.+)\\s(.+)\\s(.+))$"}
{"pattern":"^(([0-9]+(s|m|h))+|Never)$"}
{"default":"WhenEmptyOrUnderutilized"}
{"maxProperties":100,"rules":[83,84,85]}
{"pattern":"^(([0-9]+(s|m|h))+|Never)$","default":"720h"}
{"pattern":"^[^/]*$","rules":[86]}
{"rules":[87]}
{"rules":[88]}
{"maxItems":100,"rules":[76,89,90]}
{"maxLength":316,"pattern":"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$","rules":[78,91,79]}
{"minimum":1,"maximum":50}
{"minLength":1,"pattern":"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$"}
{"pattern":"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$"}
{"pattern":"^([0-9]+(s|m|h))+$"}
{"minimum":1,"maximum":100}
{"pattern":"^([0-9]+(\\.[0-9]+)?(s|m|h))+$"}
{"maxLength":64}
{"maxLength":253,"pattern":"^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$","default":"gateway.networking.k8s.io"}
{"minLength":1,"maxLength":63,"pattern":"^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$","default":"Gateway"}
{"minLength":1,"maxLength":253}
{"minLength":1,"maxLength":63,"pattern":"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}
{"minLength":1,"maxLength":253,"pattern":"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"}
{"rules":[92]}
{"minLength":1,"maxLength":253,"pattern":"^[-._a-zA-Z0-9]+$"}
{"minProperties":1,"maxProperties":1}
{"default":"generators.external-secrets.io/v1alpha1"}
{"default":"Error"}
{"default":"Strict"}
{"default":"Extract"}
{"default":"1h0m0s"}
{"minLength":1,"pattern":"^(@(annually|yearly|monthly|weekly|daily|midnight|hourly)|@every [^\\s]+.*|[^\\s]+( [^\\s]+){4})$"}
{"default":{"creationPolicy":"Owner","deletionPolicy":"Retain"}}
{"default":"Owner"}
{"default":"Retain"}
{"default":"v2"}
{"default":"Replace"}
{"default":"Values"}
{"default":"Data"}
{"rules":[93,94]}
{"rules":[95]}
{"default":"SecretStore"}
{"rules":[96]}
{"default":"ServicePrincipal"}
{"default":"PublicCloud"}
{"rules":[97,98]}
{"default":"kubernetes.default"}
{"rules":[99]}
{"default":600}
{"minLength":1,"maxLength":50,"pattern":"^[a-z0-9-]+$"}
{"minLength":1,"pattern":"^.*@.*\\.iam\\.gserviceaccount\\.com$"}
{"default":"LatestOrFail"}
{"default":"https://github.com/"}
{"default":"https://app.infisical.com/api"}
{"default":"/"}
{"minLength":1,"maxLength":63,"pattern":"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$","default":"default"}
{"rules":[100]}
{"default":"https://api.ngrok.com"}
{"default":"https://public.onboardbase.com/api/v1/"}
{"default":"development"}
{"rules":[101]}
{"minimum":1,"default":100}
{"default":"5m"}
{"default":"1Password SDK"}
{"default":"v1.0.0"}
{"rules":[102]}
{"rules":[103]}
{"rules":[104]}
{"default":"approle"}
{"default":"userpass"}
{"minimum":1,"default":30}
{"rules":[105]}
{"default":"https://api.pulumi.com/api/esc"}
{"rules":[106]}
{"minimum":600,"default":600}
{"rules":[107]}
{"rules":[108]}
{"default":"cert"}
{"default":"gcp"}
{"default":"jwt"}
{"default":"kubernetes"}
{"default":"ldap"}
{"rules":[109]}
{"minimum":1}
{"default":"raw"}
{"default":24}
{"minimum":256,"maximum":8192}
{"default":"rsa"}
{"default":"clientCredentials"}
{"default":"TCP"}
{"default":"ext4"}
{"default":"default"}
{"default":"/etc/ceph/keyring"}
{"default":"rbd"}
{"default":"admin"}
{"default":"xfs"}
{"default":"ThinProvisioned"}
{"rules":[110]}
{"default":"static"}
{"rules":[111,112]}
{"rules":[113]}
{"rules":[114]}
{"rules":[115]}
{"rules":[116]}
{"rules":[117]}
{"rules":[118]}
{"rules":[119]}
{"rules":[120]}
{"maxProperties":16}
{"maxLength":4096}
{"minItems":1,"maxItems":16,"rules":[121,122]}
{"maxLength":253,"pattern":"^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"}
{"minLength":1,"maxLength":63,"pattern":"^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$"}
{"rules":[123,124]}
{"maxItems":8}
{"maxItems":5}
{"rules":[125,126,127,128]}
{"minLength":1,"maxLength":253,"pattern":"^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"}
{"minLength":1,"maxLength":253,"pattern":"^(([^:/?#]+):)(//([^/?#]*))([^?#]*)(\\?([^#]*))?(#(.*))?"}
{"minLength":1,"maxLength":253,"pattern":"^(System|([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]))$"}
{"maxItems":16}
{"maxItems":32}
{"maxItems":16,"rules":[129]}
{"rules":[130]}
{"maxItems":16,"rules":[131,132]}
{"rules":[133,134,135,136,137,138,139,140]}
{"minLength":1,"maxLength":256,"pattern":"^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$"}
{"minLength":1,"maxLength":4096,"pattern":"^[!-~]+([\\t ]?[!-~]+)*$"}
{"rules":[141]}
{"maxLength":253,"pattern":"^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$","default":""}
{"minLength":1,"maxLength":63,"pattern":"^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$","default":"Service"}
{"rules":[142]}
{"minimum":0,"maximum":1000000,"default":1}
{"maxItems":64}
{"default":"Exact"}
{"minLength":1,"maxLength":4096}
{"rules":[143,144,145]}
{"maxLength":1024}
{"rules":[146,147]}
{"pattern":"^([0-9]{1,5}(h|m|s|ms)){1,4}$"}
{"default":"Session"}
{"maxLength":128}
{"default":"Cookie"}
{"maxItems":16,"rules":[148,149]}
{"rules":[150]}
{"minLength":1,"maxLength":253,"pattern":"^Hostname|IPAddress|NamedAddress|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$","default":"IPAddress"}
{"maxLength":253}
{"default":{"from":"None"}}
{"maxProperties":16,"rules":[151,152]}
{"maxProperties":8,"rules":[153,154]}
{"minItems":1,"maxItems":64,"rules":[155,156,157,158,159,160]}
{"default":{"namespaces":{"from":"Same"}}}
{"default":{"from":"Same"}}
{"default":"Same"}
{"minLength":1,"maxLength":255,"pattern":"^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9]+$"}
{"rules":[161]}
{"minLength":1,"maxLength":63,"pattern":"^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$","default":"Secret"}
{"default":"Terminate"}
{"minItems":1,"maxItems":16}
{"default":"AllowValidOnly"}
{"maxItems":64,"rules":[162]}
{"minLength":1,"maxLength":253,"pattern":"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$"}
{"minItems":1,"maxItems":16,"rules":[129],"default":[{"matches":[{"path":{"type":"PathPrefix","value":"/"}}]}]}
{"rules":[163,164,165,166,167]}
{"maxItems":16,"rules":[168,169,131,132,170,171]}
{"rules":[172,173,133,134,135,136,137,138,174,175,176,177,139,140,178,179]}
{"maxItems":64,"rules":[180]}
{"maxItems":9,"rules":[181]}
{"maxItems":64,"rules":[182]}
{"minLength":1,"maxLength":253,"pattern":"(^\\*$)|(^(http(s)?):\\/\\/(((\\*\\.)?([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9-]+|\\*)(:([0-9]{1,5}))?)$)"}
{"minimum":1,"default":5}
{"rules":[183,184,185,186]}
{"maxLength":1024,"pattern":"^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$"}
{"rules":[187,188,189,190]}
{"default":302}
{"maxItems":64,"default":[{"path":{"type":"PathPrefix","value":"/"}}]}
{"rules":[191,192,193,194,195,196,197,198,199,200,201],"default":{"type":"PathPrefix","value":"/"}}
{"default":"PathPrefix"}
{"maxLength":1024,"default":"/"}
{"minLength":1,"maxLength":1024}
{"minimum":400,"maximum":599}
{"rules":[202]}
{"minItems":1,"maxItems":64,"rules":[155,156,157,158,159,203]}
{"minItems":1,"maxItems":1}
{"minItems":1,"maxItems":16,"rules":[129]}
{"minItems":1,"maxItems":1024,"rules":[204,205,206]}
{"maxItems":1024}
{"pattern":"^arn(:[a-z0-9]+([.-][a-z0-9]+)*){2}(:([a-z0-9]+([.-][a-z0-9]+)*)?){2}:([^/].*)?"}
{"maxItems":1}
{"minimum":2,"maximum":10}
{"minimum":5,"maximum":300}
{"minimum":1,"maximum":120}
{"minLength":3,"maxLength":32,"pattern":"^sg-[0-9a-z]+$"}
{"rules":[207]}
{"minimum":100,"maximum":599}
{"maxItems":4096}
{"maxProperties":4096,"rules":[208,209]}
{"maxLength":63,"rules":[210]}
{"rules":[211,212,213]}
{"rules":[214,215,216,217]}
{"maxItems":256}
{"rules":[218,219]}
{"maxLength":256,"rules":[220,221]}
{"maxProperties":256}
{"maxLength":2048}
{"maxProperties":128,"rules":[222]}
{"minimum":0,"rules":[223]}
{"minItems":1,"maxItems":256}
{"rules":[224]}
{"maxItems":256,"rules":[225]}
{"maxLength":63,"rules":[226]}
{"rules":[227]}
{"maxItems":512}
{"rules":[228]}
{"maxLength":320}
{"rules":[229]}
{"minProperties":1,"rules":[230]}
{"rules":[231]}
{"minLength":1,"maxLength":2048,"rules":[232]}
{"minLength":1,"pattern":"^[-_A-Za-z0-9]+$"}
{"rules":[233,234]}
{"minLength":1,"pattern":"^.{2,}|[^./]$"}
{"default":"OnNamespace"}
{"pattern":"^(http|https|socks5)://.+$"}
{"pattern":"^(http|https)://.+$"}
{"pattern":"^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$"}
{"pattern":"^(0|(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$"}
{"pattern":"(^0|([0-9]*[.])?[0-9]+((K|M|G|T|E|P)i?)?B)$"}
{"default":"web"}
{"pattern":"^(0|(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$","default":"120h"}
{"rules":[235]}
{"minimum":-31,"maximum":31}
{"pattern":"^((([01][0-9])|(2[0-3])):[0-5][0-9])$|(^24:00$)"}
{"pattern":"^2\\d{3}(?::2\\d{3}|$)"}
{"pattern":"^https?://.+$"}
{"pattern":"^(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?$"}
{"rules":[236]}
{"minLength":1,"pattern":"^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$"}
{"default":"replace"}
{"default":"/probe"}
{"rules":[237]}
{"pattern":"^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$","default":"30s"}
{"default":"monitoring.coreos.com"}
{"minimum":60}
{"minLength":1,"pattern":"^[0-9a-zA-Z-.]+$"}
{"pattern":"^[\\w\\s:/.\\\\-]+$"}
{"pattern":"^[0-9a-zA-Z-.]+$"}
{"minimum":-1}
{"rules":[238]}
{"default":1}
{"pattern":"^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$","default":"2h"}
{"rules":[239]}
{"minimum":0,"maximum":65535}
{"minLength":1,"pattern":"^[a-zA-Z][a-zA-Z0-9+.-]*://.+$"}
{"pattern":"^[a-zA-Z][a-zA-Z0-9+.-]*://.+$"}
{"pattern":"^[^*]*(\\*[^/]*)?\\.(json|yml|yaml|JSON|YML|YAML)$"}
`;

/** Validation rules of CRDs with their messages, by their number in the limits. Written by scripts/custom-kinds.ts. */
export const CUSTOM_RULES = String.raw`
["self.type != 'EndpointID' || (has(self.endpointID) && !has(self.name))","endpointID is required and name must not be set when type is EndpointID"]
["self.type == 'EndpointID' || (has(self.name) && !has(self.endpointID))","name is required and endpointID must not be set when type is Service/Ingress/Gateway"]
["self.fromPort <= self.toPort","FromPort must be less than or equal to ToPort"]
["!(has(self.prefixListsIDs) && has(self.PrefixListsIDs))","cannot specify both 'prefixListsIDs' and 'PrefixListsIDs' fields"]
["!has(self.actions) || size(self.actions) > 0","At least one action must be specified if actions field is present"]
["!has(self.actions) || self.actions.all(a, a.type == 'authenticate-oidc' || a.type == 'authenticate-cognito' || a.type == 'jwt-validation' || a.type == 'fixed-response' || a.type == 'forward' || a.type == 'redirect')","Only forward, redirect, authenticate-oidc, authenticate-cognito, jwt-validation, and fixed-response action types are supported"]
["!has(self.actions) || size(self.actions.filter(a, a.type == 'authenticate-oidc' || a.type == 'authenticate-cognito' || a.type == 'jwt-validation')) <= 1","At most one pre-routing action (authenticate-oidc, authenticate-cognito, or jwt-validation) can be specified"]
["!has(self.actions) || size(self.actions.filter(a, a.type == 'fixed-response' || a.type == 'forward' || a.type == 'redirect')) <= 1","At most one routing action (fixed-response or forward or redirect) can be specified"]
["has(self.type) && self.type == 'forward' ? has(self.forwardConfig) : !has(self.forwardConfig)","forwardConfig must be specified only when type is 'forward'"]
["has(self.type) && self.type == 'redirect' ? has(self.redirectConfig) : !has(self.redirectConfig)","redirectConfig must be specified only when type is 'redirect'"]
["has(self.type) && self.type == 'fixed-response' ? has(self.fixedResponseConfig) : !has(self.fixedResponseConfig)","fixedResponseConfig must be specified only when type is 'fixed-response'"]
["has(self.type) && self.type == 'authenticate-cognito' ? has(self.authenticateCognitoConfig) : !has(self.authenticateCognitoConfig)","authenticateCognitoConfig must be specified only when type is 'authenticate-cognito'"]
["has(self.type) && self.type == 'authenticate-oidc' ? has(self.authenticateOIDCConfig) : !has(self.authenticateOIDCConfig)","authenticateOIDCConfig must be specified only when type is 'authenticate-oidc'"]
["has(self.type) && self.type == 'jwt-validation' ? has(self.jwtValidationConfig) : !has(self.jwtValidationConfig)","jwtValidationConfig must be specified only when type is 'jwt-validation'"]
["(self >= 200 && self <= 299) || (self >= 400 && self <= 599)","StatusCode must be a valid HTTP status code in the 2XX, 4XX, or 5XX range"]
["has(self.field) && self.field == 'source-ip' ? has(self.sourceIPConfig) : !has(self.sourceIPConfig)","sourceIPConfig must be specified only when field is 'source-ip'"]
["!(self.mode == 'verify' && !has(self.trustStore))","trustStore is required when mutualAuthentication mode is 'verify'"]
["!(self.mode != 'verify' && has(self.trustStore))","Mutual Authentication mode 'off' or 'passthrough' does not support 'trustStore'"]
["!(self.mode != 'verify' && has(self.ignoreClientCertificateExpiry))","Mutual Authentication mode 'off' or 'passthrough' does not support 'ignoreClientCertificateExpiry'"]
["!(self.mode != 'verify' && has(self.advertiseTrustStoreCaNames))","Mutual Authentication mode 'off' or 'passthrough' does not support 'advertiseTrustStoreCaNames'"]
["!has(self.podTemplateRef) || has(self.replicas) || has(self.limits)","If podTemplateRef is set, replicas or limits must also be set"]
["!(has(self.podTemplateRef) && has(self.scalableRef))","You must define either PodTemplateRef or ScalableRef, but not both"]
["(has(self.role) && !has(self.instanceProfile)) || (!has(self.role) && has(self.instanceProfile))","must specify exactly one of ['role', 'instanceProfile']"]
["!has(self.amiFamily) || (self.amiSelectorTerms.exists(x, has(x.alias) && x.alias.find('^[^@]+') == 'al2') ? (self.amiFamily == 'Custom' || self.amiFamily == 'AL2') : true)","if set, amiFamily must be 'AL2' or 'Custom' when using an AL2 alias"]
["!has(self.amiFamily) || (self.amiSelectorTerms.exists(x, has(x.alias) && x.alias.find('^[^@]+') == 'al2023') ? (self.amiFamily == 'Custom' || self.amiFamily == 'AL2023') : true)","if set, amiFamily must be 'AL2023' or 'Custom' when using an AL2023 alias"]
["!has(self.amiFamily) || (self.amiSelectorTerms.exists(x, has(x.alias) && x.alias.find('^[^@]+') == 'bottlerocket') ? (self.amiFamily == 'Custom' || self.amiFamily == 'Bottlerocket') : true)","if set, amiFamily must be 'Bottlerocket' or 'Custom' when using a Bottlerocket alias"]
["!has(self.amiFamily) || (self.amiSelectorTerms.exists(x, has(x.alias) && x.alias.find('^[^@]+') == 'windows2019') ? (self.amiFamily == 'Custom' || self.amiFamily == 'Windows2019') : true)","if set, amiFamily must be 'Windows2019' or 'Custom' when using a Windows2019 alias"]
["!has(self.amiFamily) || (self.amiSelectorTerms.exists(x, has(x.alias) && x.alias.find('^[^@]+') == 'windows2022') ? (self.amiFamily == 'Custom' || self.amiFamily == 'Windows2022') : true)","if set, amiFamily must be 'Windows2022' or 'Custom' when using a Windows2022 alias"]
["!has(self.amiFamily) || (self.amiSelectorTerms.exists(x, has(x.alias) && x.alias.find('^[^@]+') == 'windows2025') ? (self.amiFamily == 'Custom' || self.amiFamily == 'Windows2025') : true)","if set, amiFamily must be 'Windows2025' or 'Custom' when using a Windows2025 alias"]
["self.amiSelectorTerms.exists(x, has(x.alias)) ? true : has(self.amiFamily)","must specify amiFamily if amiSelectorTerms does not contain an alias"]
["self.all(x, has(x.tags) || has(x.id) || has(x.name) || has(x.alias) || has(x.ssmParameter))","expected at least one, got none, ['tags', 'id', 'name', 'alias', 'ssmParameter']"]
["!self.exists(x, has(x.id) && (has(x.alias) || has(x.tags) || has(x.name) || has(x.owner)))","'id' is mutually exclusive, cannot be set with a combination of other fields in amiSelectorTerms"]
["!self.exists(x, has(x.alias) && (has(x.id) || has(x.tags) || has(x.name) || has(x.owner)))","'alias' is mutually exclusive, cannot be set with a combination of other fields in amiSelectorTerms"]
["!(self.exists(x, has(x.alias)) && self.size() != 1)","'alias' is mutually exclusive, cannot be set with a combination of other amiSelectorTerms"]
["self.matches('^[a-zA-Z0-9]+@.+$')","'alias' is improperly formatted, must match the format 'family@version'"]
["self.split('@')[0] in ['al2','al2023','bottlerocket','windows2019','windows2022','windows2025']","family is not supported, must be one of the following: 'al2', 'al2023', 'bottlerocket', 'windows2019', 'windows2022', 'windows2025'"]
["self.split('@')[0] in ['windows2019','windows2022','windows2025'] ? self.split('@')[1] == 'latest' : true","windows families may only specify version 'latest'"]
["self.all(k, k != '' && self[k] != '')","empty tag keys or values aren't supported"]
["self.filter(x, has(x.rootVolume)?x.rootVolume==true:false).size() <= 1","must have only one blockDeviceMappings with rootVolume"]
["has(self.snapshotID) || has(self.volumeSize)","snapshotID or volumeSize must be defined"]
["!has(self.volumeInitializationRate) || (has(self.snapshotID) && self.snapshotID != '')","snapshotID must be set when volumeInitializationRate is set"]
["self.all(x, has(x.tags) || has(x.id) || has(x.instanceMatchCriteria))","expected at least one, got none, ['tags', 'id', 'instanceMatchCriteria']"]
["!self.all(x, has(x.id) && (has(x.tags) || has(x.ownerID) || has(x.instanceMatchCriteria)))","'id' is mutually exclusive, cannot be set along with other fields in a capacity reservation selector term"]
["has(self.tcpEstablishedTimeout) || has(self.udpStreamTimeout) || has(self.udpTimeout)","at least one of tcpEstablishedTimeout, udpStreamTimeout, or udpTimeout must be set"]
["self != ''","instanceProfile cannot be empty"]
["has(self.imageGCHighThresholdPercent) && has(self.imageGCLowThresholdPercent) ?  self.imageGCHighThresholdPercent > self.imageGCLowThresholdPercent  : true","imageGCHighThresholdPercent must be greater than imageGCLowThresholdPercent"]
["has(self.evictionSoft) ? self.evictionSoft.all(e, (e in self.evictionSoftGracePeriod)):true","evictionSoft OwnerKey does not have a matching evictionSoftGracePeriod"]
["has(self.evictionSoftGracePeriod) ? self.evictionSoftGracePeriod.all(e, (e in self.evictionSoft)):true","evictionSoftGracePeriod OwnerKey does not have a matching evictionSoft"]
["self.all(x, x in ['memory.available','nodefs.available','nodefs.inodesFree','imagefs.available','imagefs.inodesFree','pid.available'])","valid keys for evictionHard are ['memory.available','nodefs.available','nodefs.inodesFree','imagefs.available','imagefs.inodesFree','pid.available']"]
["self.all(x, x in ['memory.available','nodefs.available','nodefs.inodesFree','imagefs.available','imagefs.inodesFree','pid.available'])","valid keys for evictionSoft are ['memory.available','nodefs.available','nodefs.inodesFree','imagefs.available','imagefs.inodesFree','pid.available']"]
["self.all(x, x in ['memory.available','nodefs.available','nodefs.inodesFree','imagefs.available','imagefs.inodesFree','pid.available'])","valid keys for evictionSoftGracePeriod are ['memory.available','nodefs.available','nodefs.inodesFree','imagefs.available','imagefs.inodesFree','pid.available']"]
["self.all(x, x=='cpu' || x=='memory' || x=='ephemeral-storage' || x=='pid')","valid keys for kubeReserved are ['cpu','memory','ephemeral-storage','pid']"]
["self.all(x, !self[x].startsWith('-'))","kubeReserved value cannot be a negative resource quantity"]
["self.all(x, x=='cpu' || x=='memory' || x=='ephemeral-storage' || x=='pid')","valid keys for systemReserved are ['cpu','memory','ephemeral-storage','pid']"]
["self.all(x, !self[x].startsWith('-'))","systemReserved value cannot be a negative resource quantity"]
["self.size() == 0 || self.exists(x, x.deviceIndex == 0 && x.networkCardIndex == 0 && x.interfaceType == 'interface')","networkInterfaces must include a primary interface with interfaceType='interface'"]
["self.all(x, self.filter(y, x.networkCardIndex == y.networkCardIndex && x.deviceIndex == y.deviceIndex).size() == 1 && (x.interfaceType != 'efa-only' || self.filter(y, x.networkCardIndex == y.networkCardIndex && y.interfaceType == 'efa-only').size() == 1))","networkInterfaces must not have duplicate networkCardIndex and deviceIndex pairs, and can have at most one efa device per network card"]
["has(self.name) || has(self.id)","expected at least one, got none, ['name', 'id']"]
["!(has(self.name) && has(self.id))","'name' and 'id' are mutually exclusive"]
["self != ''","role cannot be empty"]
["self.size() != 0","securityGroupSelectorTerms cannot be empty"]
["self.all(x, has(x.tags) || has(x.id) || has(x.name))","expected at least one, got none, ['tags', 'id', 'name']"]
["!self.all(x, has(x.id) && (has(x.tags) || has(x.name)))","'id' is mutually exclusive, cannot be set with a combination of other fields in a security group selector term"]
["!self.all(x, has(x.name) && (has(x.tags) || has(x.id)))","'name' is mutually exclusive, cannot be set with a combination of other fields in a security group selector term"]
["self.size() != 0","subnetSelectorTerms cannot be empty"]
["self.all(x, has(x.tags) || has(x.id))","expected at least one, got none, ['tags', 'id']"]
["!self.all(x, has(x.id) && has(x.tags))","'id' is mutually exclusive, cannot be set with a combination of other fields in a subnet selector term"]
["self.all(k, k != '')","empty tag keys aren't supported"]
["self.all(k, k !='eks:eks-cluster-name')","tag contains a restricted tag matching eks:eks-cluster-name"]
["self.all(k, !k.startsWith('kubernetes.io/cluster') )","tag contains a restricted tag matching kubernetes.io/cluster/"]
["self.all(k, k != 'karpenter.sh/nodepool')","tag contains a restricted tag matching karpenter.sh/nodepool"]
["self.all(k, k !='karpenter.sh/nodeclaim')","tag contains a restricted tag matching karpenter.sh/nodeclaim"]
["self.all(k, k !='karpenter.k8s.aws/ec2nodeclass')","tag contains a restricted tag matching karpenter.k8s.aws/ec2nodeclass"]
["!has(self.price) || !has(self.priceAdjustment)","cannot set both 'price' and 'priceAdjustment'"]
["self.all(x, !(x in ['cpu', 'memory', 'ephemeral-storage', 'pods']))","invalid resource restricted"]
["self.all(x, x.operator == 'NotIn' ? x.values.size() != 0 : true)","requirements with operator 'NotIn' must have a value defined"]
["self.all(x, x.operator == 'In' ? x.values.size() != 0 : true)","requirements with operator 'In' must have a value defined"]
["self.all(x, (x.operator == 'Gt' || x.operator == 'Lt' || x.operator == 'Gte' || x.operator == 'Lte') ? (x.values.size() == 1 && int(x.values[0]) >= 0) : true)","requirements operator 'Gt', 'Lt', 'Gte' or 'Lte' must have a single positive integer value"]
["self in [\"karpenter.sh/capacity-type\", \"karpenter.sh/nodepool\"] || !self.find(\"^([^/]+)\").endsWith(\"karpenter.sh\")","label domain \"karpenter.sh\" is restricted"]
["self != \"kubernetes.io/hostname\"","label \"kubernetes.io/hostname\" is restricted"]
["!has(self.replicas) || (!has(self.limits) || size(self.limits) == 0 || (size(self.limits) == 1 && 'nodes' in self.limits))","only 'limits.nodes' is supported on static NodePools"]
["!has(self.replicas) || !has(self.weight)","'weight' is not supported on static NodePools"]
["self.all(x, has(x.schedule) == has(x.duration))","'schedule' must be set with 'duration'"]
["self.all(x, x in [\"karpenter.sh/capacity-type\", \"karpenter.sh/nodepool\"] || !x.find(\"^([^/]+)\").endsWith(\"karpenter.sh\"))","label domain \"karpenter.sh\" is restricted"]
["self.all(x, x != \"karpenter.sh/nodepool\")","label \"karpenter.sh/nodepool\" is restricted"]
["self.all(x, x != \"kubernetes.io/hostname\")","label \"kubernetes.io/hostname\" is restricted"]
["self != ''","group may not be empty"]
["self != ''","kind may not be empty"]
["self != ''","name may not be empty"]
["self.all(x, (x.operator == 'Gt' || x.operator == 'Lt' || x.operator == 'Gte' || x.operator == 'Lte') ? (x.values.size() == 1 && int(x.values[0]) >= 0) : true)","requirements operator 'Gt', 'Lt', 'Gte', or 'Lte' must have a single positive integer value"]
["self.all(x, (x.operator == 'In' && has(x.minValues)) ? x.values.size() >= x.minValues : true)","requirements with 'minValues' must have at least that many values specified in the 'values' field"]
["self != \"karpenter.sh/nodepool\"","label \"karpenter.sh/nodepool\" is restricted"]
["(has(self.tpp) ? 1 : 0) + (has(self.cloud) ? 1 : 0) + (has(self.ngts) ? 1 : 0) == 1","exactly one of tpp, cloud, or ngts must be configured"]
["has(self.storeRef) && (has(self.storeRef.name) || has(self.storeRef.labelSelector))","storeRef must specify either name or labelSelector"]
["!has(self.remoteKey) || !has(self.rewrite) || size(self.rewrite) == 0","remoteKey and rewrite are mutually exclusive: rewrite is only supported in per-key mode (without remoteKey)"]
["(has(self.regexp) && !has(self.transform)) || (!has(self.regexp) && has(self.transform))","exactly one of regexp or transform must be set"]
["!('esoNamespace' in self) && !('esoStoreName' in self) && !('esoStoreKind' in self)","customSessionTags cannot contain automatically injected reserved keys: esoNamespace, esoStoreName, esoStoreKind"]
["has(self.auth) || has(self.authRef)","one of auth or authRef is required"]
["[has(self.auth),has(self.authRef)].filter(x,x==true).size() <= 1","at most one of the fields in [auth authRef] may be set"]
["(has(self.secretRef) && !has(self.oidcConfig)) || (!has(self.secretRef) && has(self.oidcConfig))","Exactly one of 'secretRef' or 'oidcConfig' must be specified"]
["has(self.serviceAccountCredsSecretRef) || has(self.tokenSecretRef)","either serviceAccountCredsSecretRef or tokenSecretRef must be set"]
["[has(self.vault),has(self.environment)].filter(x,x==true).size() <= 1","at most one of the fields in [vault environment] may be set"]
["[has(self.caBundle),has(self.caProvider)].filter(x,x==true).size() <= 1","at most one of the fields in [caBundle caProvider] may be set"]
["[has(self.appRole),has(self.tokenSecretRef),has(self.userPass)].filter(x,x==true).size() == 1","exactly one of the fields in [appRole tokenSecretRef userPass] must be set"]
["[has(self.roleId),has(self.roleRef)].filter(x,x==true).size() == 1","exactly one of the fields in [roleId roleRef] must be set"]
["(has(self.auth) && !has(self.accessToken)) || (!has(self.auth) && has(self.accessToken))","Exactly one of 'auth' or deprecated 'accessToken' must be specified"]
["(has(self.accessToken) && !has(self.oidcConfig)) || (!has(self.accessToken) && has(self.oidcConfig))","Exactly one of 'accessToken' or 'oidcConfig' must be specified"]
["has(self.token) || (has(self.username) && has(self.password))","either token, or both username and password, must be set"]
["has(self.value) != has(self.secretRef)","exactly one of value or secretRef must be set"]
["has(self.projectID) != has(self.groupID)","exactly one of projectID or groupID must be set"]
["!has(self.minReplicaCount) || self.minReplicaCount <= (has(self.maxReplicaCount) ? self.maxReplicaCount : 100)","minReplicaCount must be less than or equal to maxReplicaCount"]
["(self.type == 'Factor') == has(self.factor)","factor is required when type is Factor and forbidden otherwise"]
["(self.type == 'Quantity') == has(self.quantity)","quantity is required when type is Quantity and forbidden otherwise"]
["(has(self.selector) && !has(self.volumeGroupSnapshotContentName)) || (!has(self.selector) && has(self.volumeGroupSnapshotContentName))","exactly one of selector and volumeGroupSnapshotContentName must be set"]
["size(self) > 0","volumeGroupSnapshotClassName must not be the empty string when set"]
["(has(self.volumeHandles) && !has(self.groupSnapshotHandles)) || (!has(self.volumeHandles) && has(self.groupSnapshotHandles))","exactly one of volumeHandles and groupSnapshotHandles must be set"]
["has(self.name) && has(self.__namespace__)","both volumeGroupSnapshotRef.name and volumeGroupSnapshotRef.namespace must be set"]
["(has(self.volumeSnapshotContentName) && !has(self.persistentVolumeClaimName)) || (!has(self.volumeSnapshotContentName) && has(self.persistentVolumeClaimName))","exactly one of volumeSnapshotContentName and persistentVolumeClaimName must be set"]
["size(self) > 0","volumeSnapshotClassName must not be the empty string when set"]
["(has(self.volumeHandle) && !has(self.snapshotHandle)) || (!has(self.volumeHandle) && has(self.snapshotHandle))","exactly one of volumeHandle and snapshotHandle must be set"]
["has(self.name) && has(self.__namespace__)","both spec.volumeSnapshotRef.name and spec.volumeSnapshotRef.namespace must be set"]
["self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name ? ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '')) : true))","sectionName must be specified when targetRefs includes 2 or more references to the same target"]
["self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) || (has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName))))","sectionName must be unique when targetRefs includes 2 or more references to the same target"]
["!(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 && has(self.wellKnownCACertificates) && self.wellKnownCACertificates != \"\")","must not contain both CACertificateRefs and WellKnownCACertificates"]
["(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 || has(self.wellKnownCACertificates) && self.wellKnownCACertificates != \"\")","must specify either CACertificateRefs or WellKnownCACertificates"]
["!(self.type == \"Hostname\" && (!has(self.hostname) || self.hostname == \"\"))","SubjectAltName element must contain Hostname, if Type is set to Hostname"]
["!(self.type != \"Hostname\" && has(self.hostname) && self.hostname != \"\")","SubjectAltName element must not contain Hostname, if Type is not set to Hostname"]
["!(self.type == \"URI\" && (!has(self.uri) || self.uri == \"\"))","SubjectAltName element must contain URI, if Type is set to URI"]
["!(self.type != \"URI\" && has(self.uri) && self.uri != \"\")","SubjectAltName element must not contain URI, if Type is not set to URI"]
["self.all(l1, !has(l1.name) || self.exists_one(l2, has(l2.name) && l1.name == l2.name))","Rule name must be unique within the route"]
["(size(self.group) == 0 && self.kind == 'Service') ? has(self.port) : true","Must have port for Service reference"]
["self.filter(f, f.type == 'RequestHeaderModifier').size() <= 1","RequestHeaderModifier filter cannot be repeated"]
["self.filter(f, f.type == 'ResponseHeaderModifier').size() <= 1","ResponseHeaderModifier filter cannot be repeated"]
["!(has(self.requestHeaderModifier) && self.type != 'RequestHeaderModifier')","filter.requestHeaderModifier must be nil if the filter.type is not RequestHeaderModifier"]
["!(!has(self.requestHeaderModifier) && self.type == 'RequestHeaderModifier')","filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type"]
["!(has(self.responseHeaderModifier) && self.type != 'ResponseHeaderModifier')","filter.responseHeaderModifier must be nil if the filter.type is not ResponseHeaderModifier"]
["!(!has(self.responseHeaderModifier) && self.type == 'ResponseHeaderModifier')","filter.responseHeaderModifier must be specified for ResponseHeaderModifier filter.type"]
["!(has(self.requestMirror) && self.type != 'RequestMirror')","filter.requestMirror must be nil if the filter.type is not RequestMirror"]
["!(!has(self.requestMirror) && self.type == 'RequestMirror')","filter.requestMirror must be specified for RequestMirror filter.type"]
["!(has(self.extensionRef) && self.type != 'ExtensionRef')","filter.extensionRef must be nil if the filter.type is not ExtensionRef"]
["!(!has(self.extensionRef) && self.type == 'ExtensionRef')","filter.extensionRef must be specified for ExtensionRef filter.type"]
["!(has(self.percent) && has(self.fraction))","Only one of percent or fraction may be specified in HTTPRequestMirrorFilter"]
["self.numerator <= self.denominator","numerator must be less than or equal to denominator"]
["has(self.type) ? has(self.service) || has(self.method) : true","One or both of 'service' or 'method' must be specified"]
["(!has(self.type) || self.type == 'Exact') && has(self.service) ? self.service.matches(r\"\"\"^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$\"\"\"): true","service must only contain valid characters (matching ^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$)"]
["(!has(self.type) || self.type == 'Exact') && has(self.method) ? self.method.matches(r\"\"\"^[A-Za-z_][A-Za-z_0-9]*$\"\"\"): true","method must only contain valid characters (matching ^[A-Za-z_][A-Za-z_0-9]*$)"]
["!has(self.cookieConfig) || !has(self.cookieConfig.lifetimeType) || self.cookieConfig.lifetimeType != 'Permanent' || has(self.absoluteTimeout)","AbsoluteTimeout must be specified when cookie lifetimeType is Permanent"]
["!has(self.cookieConfig) || self.type == 'Cookie'","cookieConfig can only be set with type Cookie"]
["self.all(a1, a1.type == 'IPAddress' && has(a1.value) ? self.exists_one(a2, a2.type == a1.type && has(a2.value) && a2.value == a1.value) : true )","IPAddress values must be unique"]
["self.all(a1, a1.type == 'Hostname'  && has(a1.value) ? self.exists_one(a2, a2.type == a1.type && has(a2.value) && a2.value == a1.value) : true )","Hostname values must be unique"]
["self.type == 'Hostname' ? (!has(self.value) || self.value.matches(r\"\"\"^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$\"\"\")): true","Hostname value must be empty or contain only valid characters (matching ^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$)"]
["self.all(key, key.matches(r\"\"\"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$\"\"\"))","Annotation keys must be in the form of an optional DNS subdomain prefix followed by a required name segment of up to 63 characters."]
["self.all(key, key.split(\"/\")[0].size() < 253)","If specified, the annotation key's prefix must be a DNS subdomain not longer than 253 characters in total."]
["self.all(key, key.matches(r\"\"\"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$\"\"\"))","Label keys must be in the form of an optional DNS subdomain prefix followed by a required name segment of up to 63 characters."]
["self.all(key, key.split(\"/\")[0].size() < 253)","If specified, the label key's prefix must be a DNS subdomain not longer than 253 characters in total."]
["self.all(l, l.protocol in ['HTTP', 'TCP', 'UDP'] ? !has(l.tls) : true)","tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']"]
["self.all(l, (l.protocol == 'HTTPS' && has(l.tls)) ? (l.tls.mode == '' || l.tls.mode == 'Terminate') : true)","tls mode must be Terminate for protocol HTTPS"]
["self.all(l, (l.protocol == 'TLS' ? has(l.tls) && has(l.tls.mode) && l.tls.mode != '' : true))","tls mode must be set for protocol TLS"]
["self.all(l, l.protocol in ['TCP', 'UDP']  ? (!has(l.hostname) || l.hostname == '') : true)","hostname must not be specified for protocols ['TCP', 'UDP']"]
["self.all(l1, self.exists_one(l2, l1.name == l2.name))","Listener name must be unique within the Gateway"]
["self.all(l1, self.exists_one(l2, l1.port == l2.port && l1.protocol == l2.protocol && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))))","Combination of port, protocol and hostname must be unique for each listener"]
["self.mode == 'Terminate' ? size(self.certificateRefs) > 0 || size(self.options) > 0 : true","certificateRefs or options must be specified when mode is Terminate"]
["self.all(t1, self.exists_one(t2, t1.port == t2.port))","Port for TLS configuration must be unique within the Gateway"]
["(has(self.backendRefs) && size(self.backendRefs) > 0) ? (!has(self.filters) || self.filters.all(f, !has(f.requestRedirect))): true","RequestRedirect filter must not be used together with backendRefs"]
["(has(self.filters) && self.filters.exists_one(f, has(f.requestRedirect) && has(f.requestRedirect.path) && f.requestRedirect.path.type == 'ReplacePrefixMatch' && has(f.requestRedirect.path.replacePrefixMatch))) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true","When using RequestRedirect filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified"]
["(has(self.filters) && self.filters.exists_one(f, has(f.urlRewrite) && has(f.urlRewrite.path) && f.urlRewrite.path.type == 'ReplacePrefixMatch' && has(f.urlRewrite.path.replacePrefixMatch))) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true","When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified"]
["(has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f, has(f.requestRedirect) && has(f.requestRedirect.path) && f.requestRedirect.path.type == 'ReplacePrefixMatch' && has(f.requestRedirect.path.replacePrefixMatch))) )) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true","Within backendRefs, when using RequestRedirect filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified"]
["(has(self.backendRefs) && self.backendRefs.exists_one(b, (has(b.filters) && b.filters.exists_one(f, has(f.urlRewrite) && has(f.urlRewrite.path) && f.urlRewrite.path.type == 'ReplacePrefixMatch' && has(f.urlRewrite.path.replacePrefixMatch))) )) ? ((size(self.matches) != 1 || !has(self.matches[0].path) || self.matches[0].path.type != 'PathPrefix') ? false : true) : true","Within backendRefs, When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified"]
["!(self.exists(f, f.type == 'RequestRedirect') && self.exists(f, f.type == 'URLRewrite'))","May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both"]
["self.filter(f, f.type == 'CORS').size() <= 1","CORS filter cannot be repeated"]
["self.filter(f, f.type == 'RequestRedirect').size() <= 1","RequestRedirect filter cannot be repeated"]
["self.filter(f, f.type == 'URLRewrite').size() <= 1","URLRewrite filter cannot be repeated"]
["!(has(self.cors) && self.type != 'CORS')","filter.cors must be nil if the filter.type is not CORS"]
["!(!has(self.cors) && self.type == 'CORS')","filter.cors must be specified for CORS filter.type"]
["!(has(self.requestRedirect) && self.type != 'RequestRedirect')","filter.requestRedirect must be nil if the filter.type is not RequestRedirect"]
["!(!has(self.requestRedirect) && self.type == 'RequestRedirect')","filter.requestRedirect must be specified for RequestRedirect filter.type"]
["!(has(self.urlRewrite) && self.type != 'URLRewrite')","filter.urlRewrite must be nil if the filter.type is not URLRewrite"]
["!(!has(self.urlRewrite) && self.type == 'URLRewrite')","filter.urlRewrite must be specified for URLRewrite filter.type"]
["!(has(self.externalAuth) && self.type != 'ExternalAuth')","filter.externalAuth must be nil if the filter.type is not ExternalAuth"]
["!(!has(self.externalAuth) && self.type == 'ExternalAuth')","filter.externalAuth must be specified for ExternalAuth filter.type"]
["!('*' in self && self.size() > 1)","AllowHeaders cannot contain '*' alongside other methods"]
["!('*' in self && self.size() > 1)","AllowMethods cannot contain '*' alongside other methods"]
["!('*' in self && self.size() > 1)","AllowOrigins cannot contain '*' alongside other origins"]
["self.protocol == 'GRPC' ? has(self.grpc) : true","grpc must be specified when protocol is set to 'GRPC'"]
["has(self.grpc) ? self.protocol == 'GRPC' : true","protocol must be 'GRPC' when grpc is set"]
["self.protocol == 'HTTP' ? has(self.http) : true","http must be specified when protocol is set to 'HTTP'"]
["has(self.http) ? self.protocol == 'HTTP' : true","protocol must be 'HTTP' when http is set"]
["self.type == 'ReplaceFullPath' ? has(self.replaceFullPath) : true","replaceFullPath must be specified when type is set to 'ReplaceFullPath'"]
["has(self.replaceFullPath) ? self.type == 'ReplaceFullPath' : true","type must be 'ReplaceFullPath' when replaceFullPath is set"]
["self.type == 'ReplacePrefixMatch' ? has(self.replacePrefixMatch) : true","replacePrefixMatch must be specified when type is set to 'ReplacePrefixMatch'"]
["has(self.replacePrefixMatch) ? self.type == 'ReplacePrefixMatch' : true","type must be 'ReplacePrefixMatch' when replacePrefixMatch is set"]
["(self.type in ['Exact','PathPrefix']) ? self.value.startsWith('/') : true","value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix']"]
["(self.type in ['Exact','PathPrefix']) ? !self.value.contains('//') : true","must not contain '//' when type one of ['Exact', 'PathPrefix']"]
["(self.type in ['Exact','PathPrefix']) ? !self.value.contains('/./') : true","must not contain '/./' when type one of ['Exact', 'PathPrefix']"]
["(self.type in ['Exact','PathPrefix']) ? !self.value.contains('/../') : true","must not contain '/../' when type one of ['Exact', 'PathPrefix']"]
["(self.type in ['Exact','PathPrefix']) ? !self.value.contains('%2f') : true","must not contain '%2f' when type one of ['Exact', 'PathPrefix']"]
["(self.type in ['Exact','PathPrefix']) ? !self.value.contains('%2F') : true","must not contain '%2F' when type one of ['Exact', 'PathPrefix']"]
["(self.type in ['Exact','PathPrefix']) ? !self.value.contains('#') : true","must not contain '#' when type one of ['Exact', 'PathPrefix']"]
["(self.type in ['Exact','PathPrefix']) ? !self.value.endsWith('/..') : true","must not end with '/..' when type one of ['Exact', 'PathPrefix']"]
["(self.type in ['Exact','PathPrefix']) ? !self.value.endsWith('/.') : true","must not end with '/.' when type one of ['Exact', 'PathPrefix']"]
["self.type in ['Exact','PathPrefix'] || self.type == 'RegularExpression'","type must be one of ['Exact', 'PathPrefix', 'RegularExpression']"]
["(self.type in ['Exact','PathPrefix']) ? self.value.matches(r\"\"\"^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$\"\"\") : true","must only contain valid characters (matching ^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$) for types ['Exact', 'PathPrefix']"]
["!(has(self.request) && has(self.backendRequest) && duration(self.request) != duration('0s') && duration(self.backendRequest) > duration(self.request))","backendRequest timeout cannot be longer than request timeout"]
["self.all(l1, !has(l1.port) || self.exists_one(l2, has(l2.port) && l1.port == l2.port && l1.protocol == l2.protocol && (has(l1.hostname) && has(l2.hostname) ? l1.hostname == l2.hostname : !has(l1.hostname) && !has(l2.hostname))))","Combination of port, protocol and hostname must be unique for each listener"]
["self.all(h, !isIP(h))","Hostnames cannot contain an IP"]
["self.all(h, !h.contains('*') ? h.matches('^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$') : true)","Hostnames must be valid based on RFC-1123"]
["self.all(h, h.contains('*') ? (h.startsWith('*.') && h.substring(2).matches('^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$')) : true)","Wildcards on hostnames must be the first label, and the rest of hostname must be valid based on RFC-1123"]
["duration(self) >= duration('1ms')","must be a valid duration greater than 1ms"]
["self.all(key, !key.contains(\"*\"))","wildcard not allowed in label key match"]
["self.all(key, key.size() != 0)","key must not be empty"]
["!self.contains(\"*\")","wildcard not allowed in label value match"]
["(has(self.tlsCertificates) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1","only one of credentialNames or tlsCertificates can be set"]
["(has(self.credentialName) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1","only one of credentialName or credentialNames can be set"]
["(has(self.credentialNames) ? 1 : 0) + (has(self.tlsCertificates) ? 1 : 0) <= 1","only one of credentialName or tlsCertificates can be set"]
["(has(self.workloadSelector) ? 1 : 0) + (has(self.endpoints) ? 1 : 0) <= 1","only one of WorkloadSelector or Endpoints can be set"]
["!((has(self.addresses) ? self.addresses : []).exists(k, k.contains(\"/\")) && !((has(self.resolution) ? self.resolution : \"NONE\") in [\"STATIC\", \"NONE\"]))","CIDR addresses are allowed only for NONE/STATIC resolution types"]
["((has(self.resolution) ? self.resolution : \"NONE\") == \"NONE\") ? !has(self.endpoints) : true","NONE mode cannot set endpoints"]
["((has(self.resolution) ? self.resolution : \"\") == \"DNS_ROUND_ROBIN\") ? ((has(self.endpoints) ? self.endpoints : []).size() <= 1) : true","DNS_ROUND_ROBIN mode cannot have multiple endpoints"]
["has(self.address) || has(self.network)","Address is required"]
["(has(self.address) ? self.address : \"\").startsWith(\"unix://\") ? !has(self.ports) : true","UDS may not include ports"]
["self.startsWith(\"unix://\") ? (self.substring(7, 8) == \"/\" || self.substring(7, 8) == \"@\") : true","UDS must be an absolute path or abstract socket"]
["self.startsWith(\"unix://\") ? !self.endsWith(\"/\") : true","UDS may not be a dir"]
["self.all(key, size(key) < 63 && key.matches(\"^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$\"))","port name must be valid"]
["0 < self && self <= 65535","port must be between 1-65535"]
["self != \"*\"","hostname cannot be wildcard"]
["self.all(l1, self.exists_one(l2, l1.number == l2.number))","port number cannot be duplicated"]
["!self.contains(\"*\")","wildcard is not supported in selector"]
["(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1","only one of targetRefs or selector can be set"]
["(has(self.serviceAccounts) || has(self.notServiceAccounts)) ? (!has(self.principals) &&\n!has(self.notPrincipals) && !has(self.namespaces) && !has(self.notNamespaces)) : true","Cannot set serviceAccounts with namespaces or principals"]
["self.size() == 0","cross namespace referencing is not currently supported"]
["self.all(key, 0 < int(key) && int(key) <= 65535)","port must be between 1-65535"]
["(has(self.jwksUri) ? 1 : 0) + (has(self.jwks_uri) ? 1 : 0) + (has(self.jwks) ? 1 : 0) <= 1","only one of jwks or jwksUri can be set"]
["url(self).getScheme() in [\"http\", \"https\"]","url must have scheme http:// or https://"]
["((has(self.operation) ? self.operation : \"\") == \"UPSERT\") ? (self.value != \"\") : true","value must be set when operation is UPSERT"]
["((has(self.operation) ? self.operation : \"\") == \"REMOVE\") ? !has(self.value) : true","value must not be set when operation is REMOVE"]
["!(self.type != 'RollingUpdate' && has(self.rollingUpdate))","rollingUpdate requires type to be RollingUpdate"]
["!has(self.externalId) || has(self.roleArn)","externalId can only be used when roleArn is specified"]
["!has(self.shardingStrategy) || !has(self.shardingStrategy.mode) || self.shardingStrategy.mode != 'Topology' || !has(self.shardingStrategy.topology) || !has(self.shardingStrategy.topology.values) || self.shardingStrategy.topology.values.size() == 0 || (has(self.shards) ? self.shards : 1) >= self.shardingStrategy.topology.values.size()","shards must be greater than or equal to the number of topology values when sharding strategy mode is Topology"]
["!has(self.topology) || (has(self.mode) && self.mode == 'Topology')","topology can only be defined when mode is set to 'Topology'"]
["[has(self.basicAuth), has(self.authorization), has(self.oauth2)].filter(x, x).size() <= 1","at most one of basicAuth, authorization, or oauth2 can be configured"]
`;

/** The types of the served versions of each kind, by the source of its CRD. Written by scripts/custom-kinds.ts. */
export const CUSTOM_KINDS: readonly CustomKindsRow[] = [
  {
    source: 'kubernetes-sigs/aws-load-balancer-controller v3.5.0',
    charts: { 'aws-load-balancer-controller': '3.5.0' },
    kinds: {
      'aga.k8s.aws/GlobalAccelerator': { 'v1beta1': '6' },
      'elbv2.k8s.aws/ALBTargetControlConfig': { 'v1beta1': 'a' },
      'elbv2.k8s.aws/IngressClassParams': { 'v1beta1': 'k' },
      'elbv2.k8s.aws/TargetGroupBinding': { 'v1alpha1': 't', 'v1beta1': 'v' },
      'gateway.k8s.aws/ListenerRuleConfiguration': { 'v1': '18', 'v1beta1': '18' },
      'gateway.k8s.aws/LoadBalancerConfiguration': { 'v1': '1f', 'v1beta1': '1f' },
      'gateway.k8s.aws/TargetGroupConfiguration': { 'v1': '1n', 'v1beta1': '1n' },
    },
  },
  {
    source: 'aws/karpenter-provider-aws v1.14.1',
    charts: { 'karpenter': '1.14.1', 'karpenter-crd': '1.14.1' },
    kinds: {
      'autoscaling.x-k8s.io/CapacityBuffer': { 'v1beta1': '1r' },
      'karpenter.k8s.aws/EC2NodeClass': { 'v1': '25' },
      'karpenter.sh/NodeOverlay': { 'v1alpha1': '28' },
      'karpenter.sh/NodePool': { 'v1': '2i' },
    },
  },
  {
    source: 'cert-manager/cert-manager v1.21.1',
    charts: { 'cert-manager': 'v1.21.1' },
    kinds: {
      'cert-manager.io/Certificate': { 'v1': '2y' },
      'cert-manager.io/ClusterIssuer': { 'v1': '4g' },
      'cert-manager.io/Issuer': { 'v1': '4g' },
    },
  },
  {
    source: 'external-secrets/external-secrets v2.9.0',
    charts: { 'external-secrets': '2.9.0' },
    kinds: {
      'external-secrets.io/ClusterExternalSecret': { 'v1': '54' },
      'external-secrets.io/ClusterPushSecret': { 'v1alpha1': '5f' },
      'external-secrets.io/ClusterSecretStore': { 'v1': '9v' },
      'external-secrets.io/ExternalSecret': { 'v1': '9w' },
      'external-secrets.io/PushSecret': { 'v1alpha1': '9x' },
      'external-secrets.io/SecretStore': { 'v1': '9v' },
      'generators.external-secrets.io/ACRAccessToken': { 'v1alpha1': 'a3' },
      'generators.external-secrets.io/BeyondtrustWorkloadCredentialsDynamicSecret': { 'v1alpha1': 'a5' },
      'generators.external-secrets.io/CloudsmithAccessToken': { 'v1alpha1': 'a7' },
      'generators.external-secrets.io/ClusterGenerator': { 'v1alpha1': 'ax' },
      'generators.external-secrets.io/ECRAuthorizationToken': { 'v1alpha1': 'ay' },
      'generators.external-secrets.io/Fake': { 'v1alpha1': 'az' },
      'generators.external-secrets.io/GCRAccessToken': { 'v1alpha1': 'b0' },
      'generators.external-secrets.io/GithubAccessToken': { 'v1alpha1': 'b1' },
      'generators.external-secrets.io/GitlabDeployToken': { 'v1alpha1': 'b2' },
      'generators.external-secrets.io/Grafana': { 'v1alpha1': 'b3' },
      'generators.external-secrets.io/MFA': { 'v1alpha1': 'b4' },
      'generators.external-secrets.io/Password': { 'v1alpha1': 'b5' },
      'generators.external-secrets.io/QuayAccessToken': { 'v1alpha1': 'b6' },
      'generators.external-secrets.io/SSHKey': { 'v1alpha1': 'b7' },
      'generators.external-secrets.io/STSSessionToken': { 'v1alpha1': 'b8' },
      'generators.external-secrets.io/UUID': { 'v1alpha1': 'b9' },
      'generators.external-secrets.io/VaultDynamicSecret': { 'v1alpha1': 'ba' },
      'generators.external-secrets.io/Webhook': { 'v1alpha1': 'bb' },
    },
  },
  {
    source: 'kedacore/keda v2.20.2',
    charts: { 'keda': '2.20.2' },
    kinds: {
      'eventing.keda.sh/CloudEventSource': { 'v1alpha1': 'bi' },
      'eventing.keda.sh/ClusterCloudEventSource': { 'v1alpha1': 'bi' },
      'keda.sh/ClusterTriggerAuthentication': { 'v1alpha1': 'c6' },
      'keda.sh/ScaledJob': { 'v1alpha1': 'er' },
      'keda.sh/ScaledObject': { 'v1alpha1': 'f1' },
      'keda.sh/TriggerAuthentication': { 'v1alpha1': 'c6' },
    },
  },
  {
    source: 'kubernetes-sigs/external-dns v0.22.0',
    charts: { 'external-dns': '1.22.0' },
    kinds: {
      'externaldns.k8s.io/DNSEndpoint': { 'v1alpha1': 'f4' },
    },
  },
  {
    source: 'kubernetes/autoscaler vertical-pod-autoscaler-chart-0.11.0',
    charts: { 'vertical-pod-autoscaler': '0.11.0' },
    kinds: {
      'autoscaling.k8s.io/VerticalPodAutoscaler': { 'v1': 'fd' },
    },
  },
  {
    source: 'kubernetes-csi/external-snapshotter v8.6.0',
    addons: { 'snapshot-controller': 'v8.6.0-' },
    kinds: {
      'groupsnapshot.storage.k8s.io/VolumeGroupSnapshot': { 'v1': 'fg', 'v1beta1': 'fg', 'v1beta2': 'fg' },
      'groupsnapshot.storage.k8s.io/VolumeGroupSnapshotClass': { 'v1': 'fh', 'v1beta1': 'fh', 'v1beta2': 'fh' },
      'groupsnapshot.storage.k8s.io/VolumeGroupSnapshotContent': { 'v1': 'fm', 'v1beta1': 'fm', 'v1beta2': 'fm' },
      'snapshot.storage.k8s.io/VolumeSnapshot': { 'v1': 'fp' },
      'snapshot.storage.k8s.io/VolumeSnapshotClass': { 'v1': 'fh' },
      'snapshot.storage.k8s.io/VolumeSnapshotContent': { 'v1': 'fs' },
    },
  },
  {
    source: 'kubernetes-sigs/secrets-store-csi-driver v1.6.0',
    kinds: {
      'secrets-store.csi.x-k8s.io/SecretProviderClass': { 'v1': 'fw', 'v1alpha1': 'fw' },
    },
  },
  {
    source: 'kubernetes-sigs/gateway-api v1.6.1',
    kinds: {
      'gateway.networking.k8s.io/BackendTLSPolicy': { 'v1': 'g2', 'v1alpha3': 'g2' },
      'gateway.networking.k8s.io/GRPCRoute': { 'v1': 'gh' },
      'gateway.networking.k8s.io/Gateway': { 'v1': 'h0', 'v1beta1': 'h0' },
      'gateway.networking.k8s.io/GatewayClass': { 'v1': 'h2', 'v1beta1': 'h2' },
      'gateway.networking.k8s.io/HTTPRoute': { 'v1': 'hl', 'v1beta1': 'hl' },
      'gateway.networking.k8s.io/ListenerSet': { 'v1': 'ho' },
      'gateway.networking.k8s.io/ReferenceGrant': { 'v1': 'hs', 'v1beta1': 'hs' },
      'gateway.networking.k8s.io/TCPRoute': { 'v1': 'hw', 'v1alpha2': 'hy' },
      'gateway.networking.k8s.io/TLSRoute': { 'v1': 'i0', 'v1alpha2': 'i2', 'v1alpha3': 'i0' },
      'gateway.networking.k8s.io/UDPRoute': { 'v1': 'hw', 'v1alpha2': 'hy' },
    },
  },
  {
    source: 'aws/aws-application-networking-k8s v2.1.3',
    charts: { 'aws-gateway-controller-chart': 'v2.1.3' },
    kinds: {
      'application-networking.k8s.aws/AccessLogPolicy': { 'v1alpha1': 'i4' },
      'application-networking.k8s.aws/IAMAuthPolicy': { 'v1alpha1': 'i6' },
      'application-networking.k8s.aws/ServiceExport': { 'v1alpha1': 'i9' },
      'application-networking.k8s.aws/ServiceImport': { 'v1alpha1': 'ie' },
      'application-networking.k8s.aws/ServiceNetwork': { 'v1alpha1': 'if' },
      'application-networking.k8s.aws/TargetGroupPolicy': { 'v1alpha1': 'ii' },
      'application-networking.k8s.aws/VpcAssociationPolicy': { 'v1alpha1': 'ik' },
    },
  },
  {
    source: 'NetApp/trident v26.06.0',
    charts: { 'trident-operator': '100.2606.0' },
    kinds: {
      'trident.netapp.io/TridentConfigurator': { 'v1': 'il' },
      'trident.netapp.io/TridentOrchestrator': { 'v1': 'il' },
    },
  },
  {
    source: 'istio/istio 1.31.0-rc.0',
    kinds: {
      'networking.istio.io/DestinationRule': { 'v1': 'jd', 'v1alpha3': 'jd', 'v1beta1': 'jd' },
      'networking.istio.io/Gateway': { 'v1': 'jj', 'v1alpha3': 'jj', 'v1beta1': 'jj' },
      'networking.istio.io/ServiceEntry': { 'v1': 'jo', 'v1alpha3': 'jo', 'v1beta1': 'jo' },
      'networking.istio.io/Sidecar': { 'v1': 'jv', 'v1alpha3': 'jv', 'v1beta1': 'jv' },
      'networking.istio.io/VirtualService': { 'v1': 'kl', 'v1alpha3': 'kl', 'v1beta1': 'kl' },
      'security.istio.io/AuthorizationPolicy': { 'v1': 'kv', 'v1beta1': 'kv' },
      'security.istio.io/PeerAuthentication': { 'v1': 'ky', 'v1beta1': 'ky' },
      'security.istio.io/RequestAuthentication': { 'v1': 'l3', 'v1beta1': 'l3' },
      'telemetry.istio.io/Telemetry': { 'v1': 'lg', 'v1alpha1': 'lg' },
    },
  },
  {
    source: 'aws/amazon-vpc-resource-controller-k8s v1.7.19',
    kinds: {
      'vpcresources.k8s.aws/CNINode': { 'v1alpha1': 'li' },
      'vpcresources.k8s.aws/SecurityGroupPolicy': { 'v1beta1': 'll' },
    },
  },
  {
    source: 'aws/amazon-vpc-cni-k8s v1.23.0',
    kinds: {
      'crd.k8s.amazonaws.com/ENIConfig': { 'v1alpha1': 'ln' },
    },
  },
  {
    source: 'argoproj/argo-cd v3.5.1',
    kinds: {
      'argoproj.io/AppProject': { 'v1alpha1': 'm4' },
      'argoproj.io/Application': { 'v1alpha1': 'my' },
      'argoproj.io/ApplicationSet': { 'v1alpha1': 'o5' },
    },
  },
  {
    source: 'prometheus-operator/prometheus-operator v0.93.0',
    kinds: {
      'monitoring.coreos.com/Alertmanager': { 'v1': 'p8' },
      'monitoring.coreos.com/AlertmanagerConfig': { 'v1alpha1': 'q9' },
      'monitoring.coreos.com/PodMonitor': { 'v1': 'qf' },
      'monitoring.coreos.com/Probe': { 'v1': 'qm' },
      'monitoring.coreos.com/Prometheus': { 'v1': 'rm' },
      'monitoring.coreos.com/PrometheusRule': { 'v1': 'rq' },
      'monitoring.coreos.com/ScrapeConfig': { 'v1alpha1': 'si' },
      'monitoring.coreos.com/ServiceMonitor': { 'v1': 'sl' },
    },
  },
];
