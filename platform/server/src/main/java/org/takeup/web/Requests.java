package org.takeup.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.http.Exchange;

/** Copies what came over the wire out of Vert.x, so that a route on a virtual thread touches nothing of an event loop. */
final class Requests {
    private Requests() {}

    static Exchange.Request copy(RoutingContext ctx, String id, String origin, String base, Reading reading) {
        var body = ctx.body() == null || ctx.body().buffer() == null
                ? new byte[0]
                : ctx.body().buffer().getBytes();
        return new Exchange.Request(
                id,
                address(ctx.request()),
                origin,
                base,
                Map.copyOf(ctx.pathParams()),
                first(ctx.queryParams()),
                all(ctx.request().formAttributes()),
                headers(ctx.request()),
                cookies(ctx.request()),
                body,
                upload(ctx),
                reading.locale(),
                reading.chosen(),
                ctx.request().method().equals(HttpMethod.HEAD));
    }

    /** Where a request comes from, as far as this node sees it. */
    static String address(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        return remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
    }

    static Map<String, String> headers(HttpServerRequest request) {
        var headers = new HashMap<String, String>();
        request.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }

    static Map<String, String> cookies(HttpServerRequest request) {
        var cookies = new HashMap<String, String>();
        for (Cookie cookie : request.cookies()) {
            cookies.putIfAbsent(cookie.getName(), cookie.getValue());
        }
        return cookies;
    }

    private static Map<String, String> first(io.vertx.core.MultiMap values) {
        var first = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> first.putIfAbsent(name, value));
        return first;
    }

    private static Map<String, List<String>> all(io.vertx.core.MultiMap values) {
        var all = new LinkedHashMap<String, List<String>>();
        values.forEach((name, value) ->
                all.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value));
        return all;
    }

    private static Optional<Exchange.Upload> upload(RoutingContext ctx) {
        return ctx.fileUploads().stream()
                .filter(file -> file.size() > 0 || !file.fileName().isBlank())
                .findFirst()
                .map(Requests::upload);
    }

    private static Exchange.Upload upload(FileUpload file) {
        return new Exchange.Upload(file.fileName(), Path.of(file.uploadedFileName()), file.size());
    }
}
