{{/* Stops the rendering with one list of everything that is missing, so that an operator need not try again for each. */}}
{{- define "takeup.check" -}}
{{- $v := .Values -}}
{{- $net := $v.networkPolicy -}}
{{- $missing := list -}}
{{- if not $v.image.repository }}{{ $missing = append $missing "image.repository: where the cluster pulls the platform's image from" }}{{ end -}}
{{- if not $v.publicUrl }}{{ $missing = append $missing "publicUrl: the https address that people type" }}{{ end -}}
{{- if not $v.oidc.issuer }}{{ $missing = append $missing "oidc.issuer: the address of the Keycloak realm" }}{{ end -}}
{{- if not $v.mail.from }}{{ $missing = append $missing "mail.from: the sender of the platform's mails" }}{{ end -}}
{{- $holds := dict
      "mongodbUri" "the MongoDB connection string"
      "masterKey" "the master key, 32 random bytes in base64,"
      "oidcClientSecret" "the client secret of the platform's Keycloak client"
      "smtpUri" "the address of the mail server" -}}
{{- range $secret := keys $holds | sortAlpha -}}
{{- with index $v.secrets $secret -}}
{{- if not .name }}{{ $missing = append $missing (printf "secrets.%s.name: the existing Secret that holds %s under the key \"%s\"" $secret (get $holds $secret) .key) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- range $place := list "mongodb" "keycloak" "smtp" "dns" -}}
{{- if not (index $net $place).to }}{{ $missing = append $missing (printf "networkPolicy.%s.to: where %s is, as selectors or an ipBlock; every other place stays closed" $place (get (dict "mongodb" "MongoDB" "keycloak" "Keycloak" "smtp" "the mail server" "dns" "the cluster's DNS") $place)) }}{{ end -}}
{{- end -}}
{{- if $v.ingress.enabled -}}
{{- if not $v.ingress.tlsSecret }}{{ $missing = append $missing "ingress.tlsSecret: the TLS Secret for the host of publicUrl" }}{{ end -}}
{{- if not $net.ingressController }}{{ $missing = append $missing "networkPolicy.ingressController: the pods of the ingress controller" }}{{ end -}}
{{- end -}}
{{- if and $v.podMonitor.enabled (not $net.monitoring) }}{{ $missing = append $missing "networkPolicy.monitoring: the pods that read the metrics" }}{{ end -}}
{{- if $missing -}}
{{- fail (printf "\n\nTakeup needs these values, and they are empty:\n  - %s\nhelm/README.md says how to make each of them.\n" (join "\n  - " $missing)) -}}
{{- end -}}
{{- if and $v.tenants.files $v.tenants.existingConfigMap -}}
{{- fail "\n\nSet tenants.files or tenants.existingConfigMap, not both: the platform reads one folder.\n" -}}
{{- end -}}
{{- if lt (int $v.autoscaling.maxReplicas) (int $v.autoscaling.minReplicas) -}}
{{- fail "\n\nautoscaling.maxReplicas must not be less than autoscaling.minReplicas.\n" -}}
{{- end -}}
{{- end -}}
