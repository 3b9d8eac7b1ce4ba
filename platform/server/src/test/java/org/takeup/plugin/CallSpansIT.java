package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.plugin.PackageLoader.Mode;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.isolated.Confinement;

/** Each call of a plugin is a span below its caller's, and holds nothing that the plugin said. */
class CallSpansIT {
    private static final PlanContext CONTEXT =
            new PlanContext("Take up", LocalDate.EPOCH, List.of(), Map.of(), List.of());

    @ParameterizedTest
    @EnumSource
    void aCallIsASpanBelowItsCallers(Mode mode) {
        var collected = InMemorySpanExporter.create();
        try (var provider = SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(collected))
                        .build();
                var telemetry =
                        OpenTelemetrySdk.builder().setTracerProvider(provider).build();
                var modes = new Modes(Confinement.here(), telemetry)) {
            Loaded loaded = modes.load(
                    PluginSource.builder("spans", "1.0.0", "", "throw new AssertionError(\"what people answered\");")
                            .zip(),
                    mode);
            var request = telemetry.getTracer("test").spanBuilder("request").startSpan();
            try (var ignored = request.makeCurrent()) {
                modes.call(loaded, PlanBuilder.class, PlanBuilder::profile);
                assertThrows(
                        PluginFailed.class, () -> modes.call(loaded, PlanBuilder.class, each -> each.wizard(CONTEXT)));
            } finally {
                request.end();
            }
            List<SpanData> spans = collected.getFinishedSpanItems();
            assertEquals(
                    List.of("ok UNSET", "broken ERROR"),
                    spans.stream()
                            .limit(2)
                            .map(each -> said(each, "takeup.plugin.outcome") + " "
                                    + each.getStatus().getStatusCode())
                            .toList());
            for (SpanData each : spans.subList(0, 2)) {
                assertEquals("plugin spans", each.getName());
                assertEquals(request.getSpanContext().getSpanId(), each.getParentSpanId());
                assertEquals("tenant-a", said(each, "takeup.tenant"));
                assertEquals(mode == Mode.ISOLATED ? SpanKind.CLIENT : SpanKind.INTERNAL, each.getKind());
                assertFalse(each.toString().contains("what people answered"), each.toString());
            }
            assertEquals(StatusCode.UNSET, spans.get(2).getStatus().getStatusCode());
        }
    }

    private static String said(SpanData span, String key) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
    }
}
