package org.takeup.web;

import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;

/**
 * A tenant's colour as a style sheet: the strict content policy allows no style in a page. Text on the colour, and the
 * colour as text, are made to reach a contrast of 4.5:1 whatever was chosen (WCAG 2.2, 1.4.3).
 */
final class Theme {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{6}");
    private static final double ENOUGH = 4.5;
    private static final Colour INK = new Colour(23, 36, 43);
    private static final Colour WHITE = new Colour(255, 255, 255);

    private Theme() {}

    /** On every host, so also where a workspace has one of its own. */
    static List<Route> routes() {
        return List.of(route("theme", Route.Realm.PLATFORM), route("workspace-theme", Route.Realm.WORKSPACE));
    }

    private static Route route(String id, Route.Realm realm) {
        return new Route(
                id,
                realm,
                Route.Style.PAGE,
                HttpMethod.GET,
                "/theme/{accent}",
                Access.everyone(),
                new Body.None(),
                Theme::sheet);
    }

    private static Reply sheet(Exchange exchange) {
        String accent = exchange.path("accent").toLowerCase(Locale.ROOT);
        if (!HEX.matcher(accent).matches()) {
            throw Problem.notFound();
        }
        return Reply.bytes("text/css; charset=utf-8", css(Colour.parse(accent)).getBytes(StandardCharsets.UTF_8))
                .withHeader("cache-control", "public, max-age=31536000, immutable");
    }

    static String css(Colour chosen) {
        Colour text = darkenedFor(WHITE, chosen);
        // A middling colour carries neither white nor ink; then its darker form is shown.
        Colour accent = WHITE.contrast(chosen) < ENOUGH && INK.contrast(chosen) < ENOUGH ? text : chosen;
        Colour onAccent = WHITE.contrast(accent) >= ENOUGH ? WHITE : INK;
        Colour strong = onAccent.equals(WHITE) ? accent.mix(INK, 0.2) : accent.mix(WHITE, 0.2);
        return ":root{"
                + String.join(
                        ";",
                        List.of(
                                "--accent:" + accent.hex(),
                                "--accent-strong:" + strong.hex(),
                                "--accent-text:" + text.hex(),
                                "--accent-tint:" + accent.mix(WHITE, 0.88).hex(),
                                "--accent-glow:" + accent.mix(WHITE, 0.6).hex(),
                                "--on-accent:" + onAccent.hex()))
                + "}";
    }

    private static Colour darkenedFor(Colour ground, Colour colour) {
        Colour darker = colour;
        while (darker.contrast(ground) < ENOUGH + 0.3) {
            darker = darker.mix(INK, 0.1);
        }
        return darker;
    }

    /** An sRGB colour, 0 to 255 each. */
    record Colour(int red, int green, int blue) {
        static Colour parse(String hex) {
            int all = Integer.parseInt(hex, 16);
            return new Colour(all >> 16 & 255, all >> 8 & 255, all & 255);
        }

        String hex() {
            return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
        }

        Colour mix(Colour other, double share) {
            return new Colour(
                    blend(red, other.red, share), blend(green, other.green, share), blend(blue, other.blue, share));
        }

        /** WCAG 2.2, contrast ratio: 1 to 21. */
        double contrast(Colour other) {
            double lighter = Math.max(luminance(), other.luminance());
            double darker = Math.min(luminance(), other.luminance());
            return (lighter + 0.05) / (darker + 0.05);
        }

        /** WCAG 2.2, relative luminance: 0 to 1. */
        private double luminance() {
            return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        }

        private static double linear(int channel) {
            double share = channel / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
        }

        private static int blend(int from, int to, double share) {
            return (int) Math.round(from + (to - from) * share);
        }
    }
}
