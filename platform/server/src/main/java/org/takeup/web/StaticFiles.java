package org.takeup.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;

/**
 * Styles, scripts and icons from the class path. Their addresses carry the build's version, so that browsers may keep
 * them for a year.
 */
final class StaticFiles {
    private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

    private static final String OURS = "static";
    private static final String PICO = "META-INF/resources/webjars/picocss__pico/2.1.1/css";
    private static final String OURS_AT = "/static/";
    private static final String PICO_AT = "/static/pico/";

    private StaticFiles() {}

    /** Whether there is a file at this normalized path. */
    static boolean has(String path) {
        if (!path.startsWith(OURS_AT) || path.endsWith("/")) {
            return false;
        }
        String file = path.startsWith(PICO_AT)
                ? PICO + "/" + path.substring(PICO_AT.length())
                : OURS + "/" + path.substring(OURS_AT.length());
        return StaticFiles.class.getClassLoader().getResource(file) != null;
    }

    static void mount(Router router) {
        StaticHandler files = StaticHandler.create(OURS)
                .setIncludeHidden(false)
                .setDirectoryListing(false)
                .setCachingEnabled(true)
                .setMaxAgeSeconds(YEAR_SECONDS);
        StaticHandler pico = StaticHandler.create(PICO)
                .setDirectoryListing(false)
                .setCachingEnabled(true)
                .setMaxAgeSeconds(YEAR_SECONDS);
        router.get(PICO_AT + "*").handler(ctx -> {
            ctx.response().headers().remove("cache-control");
            pico.handle(ctx);
        });
        router.get(OURS_AT + "*").handler(ctx -> {
            ctx.response().headers().remove("cache-control");
            files.handle(ctx);
        });
    }
}
