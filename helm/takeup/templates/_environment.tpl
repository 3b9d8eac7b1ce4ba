{{/* The platform's whole configuration. Secrets come by reference, so no rendered text holds one. */}}
{{- define "takeup.environment" -}}
{{- /* Pods that start at the same moment may miss each other in DNS; Hazelcast looks again after 15 s, not after 5 minutes. */}}
- name: JDK_JAVA_OPTIONS
  value: {{ printf "-Dsun.net.inetaddr.ttl=5 -Dhazelcast.merge.first.run.delay.seconds=15 -Dhazelcast.merge.next.run.delay.seconds=15 %s" .Values.jvm.options | trim | quote }}
- name: TAKEUP_PROFILE
  value: production
- name: TAKEUP_HTTP_HOST
  value: 0.0.0.0
- name: TAKEUP_HTTP_PORT
  value: {{ .Values.ports.http | quote }}
- name: TAKEUP_MANAGEMENT_PORT
  value: {{ .Values.ports.management | quote }}
- name: TAKEUP_PUBLIC_URL
  value: {{ .Values.publicUrl | quote }}
- name: TAKEUP_SETTINGS_DECIDED_BY
  value: {{ .Values.settingsDecidedBy | quote }}
- name: TAKEUP_BODY_SECONDS
  value: {{ .Values.bodySeconds | quote }}
- name: TAKEUP_API_REQUESTS_PER_MINUTE
  value: {{ .Values.apiRequestsPerMinute | quote }}
- name: TAKEUP_DRAIN_SECONDS
  value: {{ .Values.drainSeconds | quote }}
- name: TAKEUP_DATA_DIR
  value: /var/lib/takeup
- name: TAKEUP_PLUGIN_DIR
  value: {{ .Values.plugins.directory | quote }}
- name: TAKEUP_PLUGIN_PRIVATE_HOSTS
  value: {{ .Values.plugins.privateHosts | join "," | quote }}
- name: TAKEUP_WEBHOOK_PRIVATE_HOSTS
  value: {{ .Values.webhooks.privateHosts | join "," | quote }}
- name: TAKEUP_PLUGIN_PUBLISHERS
  value: {{ .Values.plugins.publishers | join "," | quote }}
- name: TAKEUP_PLUGINS_UNSIGNED
  value: {{ ternary "allow" "" .Values.plugins.allowUnsigned | quote }}
- name: TAKEUP_PLUGIN_CONFINEMENT
  value: {{ .Values.plugins.confinement | join "," | quote }}
- name: TAKEUP_TENANT_CONFIG_DIR
  value: /etc/takeup/tenants
- name: TAKEUP_TENANT_SAFE_DIR
  value: /etc/takeup/tenant-secrets
- name: TAKEUP_MONGODB_URI
  {{- include "takeup.fromSecret" .Values.secrets.mongodbUri | nindent 2 }}
- name: TAKEUP_MASTER_KEY
  {{- include "takeup.fromSecret" .Values.secrets.masterKey | nindent 2 }}
- name: TAKEUP_OIDC_ISSUER
  value: {{ .Values.oidc.issuer | quote }}
- name: TAKEUP_OIDC_CLIENT_ID
  value: {{ .Values.oidc.clientId | quote }}
- name: TAKEUP_OIDC_API_AUDIENCES
  value: {{ .Values.oidc.apiAudiences | join "," | quote }}
- name: TAKEUP_OIDC_CLIENT_SECRET
  {{- include "takeup.fromSecret" .Values.secrets.oidcClientSecret | nindent 2 }}
- name: TAKEUP_KEYCLOAK_URL
  value: {{ .Values.keycloak.url | quote }}
- name: TAKEUP_KEYCLOAK_REALM
  value: {{ .Values.keycloak.realm | quote }}
- name: TAKEUP_KEYCLOAK_CLIENT_ID
  value: {{ .Values.keycloak.clientId | quote }}
{{- if .Values.secrets.keycloakClientSecret.name }}
- name: TAKEUP_KEYCLOAK_CLIENT_SECRET
  {{- include "takeup.fromSecret" .Values.secrets.keycloakClientSecret | nindent 2 }}
{{- end }}
- name: TAKEUP_SSO_PRIVATE_HOSTS
  value: {{ .Values.sso.privateHosts | join "," | quote }}
- name: TAKEUP_DNS_SERVER
  value: {{ .Values.sso.dnsServer | quote }}
{{- if .Values.signUp }}
- name: TAKEUP_SIGN_UP
  value: "open"
{{- end }}
- name: TAKEUP_SMTP_URI
  {{- include "takeup.fromSecret" .Values.secrets.smtpUri | nindent 2 }}
- name: TAKEUP_MAIL_FROM
  value: {{ .Values.mail.from | quote }}
{{- if .Values.secrets.dkimKey.name }}
- name: TAKEUP_DKIM_KEY
  {{- include "takeup.fromSecret" .Values.secrets.dkimKey | nindent 2 }}
- name: TAKEUP_DKIM_SELECTOR
  value: {{ .Values.mail.dkimSelector | quote }}
- name: TAKEUP_DKIM_DOMAIN
  value: {{ .Values.mail.dkimDomain | quote }}
{{- end }}
{{- if .Values.secrets.bounceUri.name }}
- name: TAKEUP_BOUNCE_URI
  {{- include "takeup.fromSecret" .Values.secrets.bounceUri | nindent 2 }}
- name: TAKEUP_BOUNCE_ADDRESS
  value: {{ .Values.mail.bounceAddress | quote }}
{{- end }}
- name: TAKEUP_CLUSTER
  value: "true"
# Namespace and release are in the name: two installations that can see each other still never become one cluster.
- name: TAKEUP_CLUSTER_NAME
  value: {{ printf "%s.%s" .Release.Namespace (include "takeup.name" .) | quote }}
- name: TAKEUP_CLUSTER_MEMBERS
  value: {{ printf "%s.%s.svc" (include "takeup.peers" .) .Release.Namespace | quote }}
- name: TAKEUP_CLUSTER_HOST
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
- name: TAKEUP_CLUSTER_PORT
  value: {{ .Values.ports.cluster | quote }}
- name: TAKEUP_EVENTBUS_PORT
  value: {{ .Values.ports.eventBus | quote }}
{{- end -}}

{{- define "takeup.fromSecret" -}}
valueFrom:
  secretKeyRef:
    name: {{ .name | quote }}
    key: {{ .key | quote }}
{{- end -}}
