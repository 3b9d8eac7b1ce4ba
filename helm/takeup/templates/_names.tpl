{{/* The name of everything in this release. Room is left for the longest suffix within DNS's 63 characters. */}}
{{- define "takeup.name" -}}
{{- if contains "takeup" .Release.Name -}}
{{- .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-takeup" .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What the Deployment selects by. It can never change, so it is short. */}}
{{- define "takeup.selector" -}}
app.kubernetes.io/name: takeup
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- define "takeup.labels" -}}
{{ include "takeup.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "takeup.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (include "takeup.name" .) -}}
{{- end -}}

{{- define "takeup.peers" -}}
{{- printf "%s-peers" (include "takeup.name" .) -}}
{{- end -}}

{{- define "takeup.tenantFiles" -}}
{{- .Values.tenants.existingConfigMap | default (printf "%s-tenants" (include "takeup.name" .)) -}}
{{- end -}}

{{- define "takeup.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{- define "takeup.publicHost" -}}
{{- regexReplaceAll ":[0-9]+$" (urlParse .Values.publicUrl).host "" -}}
{{- end -}}
