import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { type Attempt, createClient } from "@ucwa-meetings/client";

// Your program has a provider and an exporter of its own. This one keeps the spans, so that they can be printed below.
const exporter = new InMemorySpanExporter();
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
const tracer = trace.getTracer("meetings");

function recordSpan({ operationId, attempt, method, url, status, duration, reason }: Attempt): void {
  const endTime = Date.now();
  const span = tracer.startSpan(operationId, { kind: SpanKind.CLIENT, startTime: new Date(endTime - duration) });
  span.setAttributes({ "http.request.method": method, "url.full": url, "http.request.resend_count": attempt - 1 });
  if (status !== undefined) span.setAttribute("http.response.status_code", status);
  if (reason instanceof Error) span.recordException(reason);
  if (reason || Number(status) >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(new Date(endTime));
}

const baseUrl = "http://127.0.0.1:4010/ucwa/v1";
const ucwa = createClient({ baseUrl, token: "cwt=anything", retry: { limit: 1 }, onAttempt: recordSpan });
const ids = { applicationId: "833", onlineMeetingId: "810" };
await ucwa.myOnlineMeeting.get(ids);
await ucwa.myOnlineMeeting.get(ids, { headers: { Prefer: "code=503" } }).catch(() => {});

for (const { name, attributes, status } of exporter.getFinishedSpans()) {
  console.log(name, attributes["http.response.status_code"], status.code === SpanStatusCode.ERROR ? "error" : "ok");
}
