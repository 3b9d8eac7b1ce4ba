package org.takeup.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Frame.LanguageLink;
import org.takeup.http.Languages;
import org.takeup.http.Reply;
import org.takeup.tenant.Workspace;

/**
 * In which language somebody reads: the one that they ask for with {@code ?lang=de}, which is remembered; else the one that
 * they chose before; else the workspace's; and where there is no workspace, the first that their browser asks for.
 *
 * @param asked what the address asks for
 * @param chosen what counts of the reader's own choices
 * @param here the query of this page without the language, if one can come back to the page
 */
record Reading(Locale locale, Optional<Locale> asked, Optional<Locale> chosen, Optional<String> here) {
    private static final String PARAMETER = "lang";
    private static final long A_YEAR = 365L * 24 * 3_600;

    /** Where nothing is known of the reader. */
    static final Reading PLAIN = new Reading(Locale.ENGLISH, Optional.empty(), Optional.empty(), Optional.empty());

    static Reading of(RoutingContext ctx, @Nullable Workspace workspace) {
        Optional<Locale> asked = ctx.queryParam(PARAMETER).stream()
                .findFirst()
                .flatMap(Languages::of)
                .filter(any -> isPage(ctx));
        Optional<Locale> chosen =
                asked.or(() -> Optional.ofNullable(ctx.request().getCookie(Languages.COOKIE))
                        .map(cookie -> cookie.getValue())
                        .flatMap(Languages::of));
        Locale locale = chosen.orElseGet(
                () -> workspace == null ? browsers(ctx) : workspace.settings().language());
        return new Reading(locale, asked, chosen, isPage(ctx) ? Optional.of(query(ctx)) : Optional.empty());
    }

    /** Without the way to another language: a page that says no repeats nothing of what it was sent. */
    Reading refusing() {
        return new Reading(locale, asked, chosen, Optional.empty());
    }

    private static Locale browsers(RoutingContext ctx) {
        String header = ctx.request().getHeader("accept-language");
        return Languages.preferred(header == null ? "" : header);
    }

    private static boolean isPage(RoutingContext ctx) {
        return ctx.request().method().equals(HttpMethod.GET);
    }

    private static String query(RoutingContext ctx) {
        String query = ctx.request().query();
        return query == null
                ? ""
                : Arrays.stream(query.split("&", -1))
                        .filter(part -> !part.startsWith(PARAMETER + "="))
                        .collect(Collectors.joining("&"));
    }

    /** A reply that remembers what was asked for. */
    Reply remember(Reply reply) {
        return asked.filter(ignored -> reply.content() instanceof Reply.Content.Page)
                .map(locale -> reply.with(new Reply.Cookie(Languages.COOKIE, locale.toLanguageTag(), A_YEAR, true)))
                .orElse(reply);
    }

    List<LanguageLink> links() {
        return here.map(query -> Languages.TAGS.stream()
                        .map(tag -> link(tag, query.isEmpty() ? "?" : "?" + query + "&"))
                        .toList())
                .orElse(List.of());
    }

    private LanguageLink link(String tag, String before) {
        Locale other = Locale.forLanguageTag(tag);
        String name = other.getDisplayLanguage(other);
        return new LanguageLink(
                tag,
                name.substring(0, 1).toUpperCase(other) + name.substring(1),
                before + PARAMETER + "=" + tag,
                tag.equals(locale.getLanguage()));
    }
}
