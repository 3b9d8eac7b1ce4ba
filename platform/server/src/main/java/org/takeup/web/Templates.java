package org.takeup.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.takeup.http.Frame;

/** Renders the templates below {@code src/main/jte}, compiled at build time. Escapes by context. Thread-safe. */
final class Templates {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), "org.takeup.templates");

    Templates() {
        engine.setBinaryStaticContent(false);
    }

    Buffer render(String template, Frame frame, Object model) {
        var output = new Utf8ByteOutput();
        engine.render(template, Map.of("frame", frame, "model", model), output);
        var bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
