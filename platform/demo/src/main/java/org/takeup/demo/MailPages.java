package org.takeup.demo;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows the caught mails in a browser: a list, one mail as text with its links, its HTML part in a frame that can do nothing,
 * and all as JSON. Loopback only; requests that name another host are refused, so that no web page can read the mails.
 */
public final class MailPages implements AutoCloseable {
    private static final Pattern ONE = Pattern.compile("/mails/([0-9]{1,18})(/html)?");
    private static final Set<String> OWN_HOSTS = Set.of("localhost", "127.0.0.1");
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final String MAIL_POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    private final MailCatcher catcher;
    private final Vertx vertx;
    private final HttpServer server;
    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.takeup.demo.templates");

    private MailPages(MailCatcher catcher, Vertx vertx) {
        this.catcher = catcher;
        this.vertx = vertx;
        this.server = vertx.createHttpServer().requestHandler(this::answer);
    }

    /**
     * Starts the pages.
     *
     * @param catcher whose mails are shown
     * @param port where to listen; 0 for a free one
     * @throws StartFailed if the port cannot be had
     */
    public static MailPages start(MailCatcher catcher, int port) {
        MailPages pages = new MailPages(catcher, Vertx.vertx());
        try {
            pages.server
                    .listen(port, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            return pages;
        } catch (ExecutionException | TimeoutException e) {
            pages.close();
            throw new StartFailed("The mail pages cannot listen on port " + port + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            pages.close();
            Thread.currentThread().interrupt();
            throw new StartFailed("Interrupted while the mail pages were starting.", e);
        }
    }

    /** Where a browser finds the list. */
    public URI url() {
        return URI.create("http://localhost:" + server.actualPort() + "/");
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Security-Policy", PAGE_POLICY);
        HostAndPort host = request.authority();
        if (host == null || !OWN_HOSTS.contains(host.host())) {
            response.setStatusCode(421).end("These pages answer on localhost only.");
        } else if (!request.method().equals(HttpMethod.GET)) {
            response.setStatusCode(405).putHeader("Allow", "GET").end("These pages can only be read.");
        } else {
            route(request.path(), response);
        }
    }

    private void route(String path, HttpServerResponse response) {
        Matcher one = ONE.matcher(path);
        if (path.equals("/")) {
            page(response, "mails.jte", Map.of("mails", catcher.mails()));
        } else if (path.equals("/mails.css")) {
            response.putHeader("Content-Type", "text/css; charset=utf-8").end(Resources.text("mails.css"));
        } else if (path.equals("/api/mails")) {
            response.putHeader("Content-Type", "application/json").end(json().toBuffer());
        } else if (one.matches()) {
            one(catcher.mail(Long.parseLong(one.group(1))), one.group(2) != null, response);
        } else {
            notFound(response);
        }
    }

    private void one(Optional<Mail> found, boolean onlyHtml, HttpServerResponse response) {
        found.ifPresentOrElse(
                mail -> {
                    if (onlyHtml) {
                        response.putHeader("Content-Security-Policy", MAIL_POLICY)
                                .putHeader("Content-Type", "text/html; charset=utf-8")
                                .end(mail.html());
                    } else {
                        page(response, "mail.jte", Map.of("mail", mail));
                    }
                },
                () -> notFound(response));
    }

    private void page(HttpServerResponse response, String template, Map<String, Object> values) {
        StringOutput output = new StringOutput();
        templates.render(template, values, output);
        response.putHeader("Content-Type", "text/html; charset=utf-8").end(output.toString());
    }

    private static void notFound(HttpServerResponse response) {
        response.setStatusCode(404)
                .end("There is no such mail here. The catcher forgets its mails when the demo stops.");
    }

    private JsonArray json() {
        JsonArray list = new JsonArray();
        for (Mail mail : catcher.mails()) {
            list.add(new JsonObject()
                    .put("number", mail.number())
                    .put("receivedAt", mail.receivedAt().toString())
                    .put("from", mail.from())
                    .put("to", mail.to())
                    .put("subject", mail.subject())
                    .put("text", mail.text())
                    .put("html", mail.html())
                    .put("attachments", new JsonArray(mail.attachments())));
        }
        return list;
    }
}
