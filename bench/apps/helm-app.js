const { FIRST_UPSTREAM, NAMESPACE, PORT, REPOSITORY, TAG } = require('./system');

/** The system as a chart with one template over a list in its values: files by their names. */
function helmApp(names) {
  const services = names.map((name, index) => ({ name, upstream: names[index - 1] ?? FIRST_UPSTREAM }));
  return {
    'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 0.1.0\n',
    'values.yaml': [
      `image:\n  repository: ${REPOSITORY}\n  tag: ${TAG}`,
      'services:',
      ...services.map(({ name, upstream }) => `  - name: ${name}\n    upstream: ${upstream}`),
      '',
    ].join('\n'),
    'templates/services.yaml': `{{- $image := printf "%s:%s" .Values.image.repository .Values.image.tag }}
{{- range .Values.services }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .name }}
  namespace: ${NAMESPACE}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: {{ .name }}
  template:
    metadata:
      labels:
        app: {{ .name }}
    spec:
      containers:
        - name: {{ .name }}
          image: {{ $image }}
          command: ["/bin/{{ .name }}", "-listen", ":${PORT}"]
          env:
            - name: PORT
              value: "${PORT}"
            - name: UPSTREAM
              value: {{ .upstream | quote }}
          ports:
            - containerPort: ${PORT}
          readinessProbe:
            httpGet:
              path: /ready
              port: ${PORT}
            periodSeconds: 5
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .name }}
  namespace: ${NAMESPACE}
spec:
  selector:
    app: {{ .name }}
  ports:
    - port: ${PORT}
{{- end }}
`,
  };
}

module.exports = { helmApp };
