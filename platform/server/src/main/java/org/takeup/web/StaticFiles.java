package org.takeup.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;

/**
 * Styles, scripts and icons from the class path. Their addresses carry the build's version, so that browsers may keep
 * them for a year.
 */
final class StaticFiles {
    private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

    private StaticFiles() {}

    static void mount(Router router) {
        StaticHandler files = StaticHandler.create("static")
                .setIncludeHidden(false)
                .setDirectoryListing(false)
                .setCachingEnabled(true)
                .setMaxAgeSeconds(YEAR_SECONDS);
        StaticHandler pico = StaticHandler.create("META-INF/resources/webjars/picocss__pico/2.1.1/css")
                .setDirectoryListing(false)
                .setCachingEnabled(true)
                .setMaxAgeSeconds(YEAR_SECONDS);
        router.get("/static/pico/*").handler(ctx -> {
            ctx.response().headers().remove("cache-control");
            pico.handle(ctx);
        });
        router.get("/static/*").handler(ctx -> {
            ctx.response().headers().remove("cache-control");
            files.handle(ctx);
        });
    }
}
