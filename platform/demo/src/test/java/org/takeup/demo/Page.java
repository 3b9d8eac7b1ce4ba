package org.takeup.demo;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of a server as a person without script sees it: text, and at most one form.
 *
 * @param address where it came from
 * @param status the HTTP status
 * @param body the markup
 */
record Page(URI address, int status, String body) {
    private static final Pattern FORM = Pattern.compile("(?is)<form\\b([^>]*)>(.*?)</form>");
    private static final Pattern INPUT = Pattern.compile("(?is)<(?:input|button)\\b([^>]*)>");

    /** The page's first form that is sent with POST, with the values it already has. */
    Optional<Form> form() {
        return FORM.matcher(body)
                .results()
                .filter(match -> attribute(match.group(1), "method").equalsIgnoreCase("post"))
                .findFirst()
                .map(match -> new Form(address.resolve(attribute(match.group(1), "action")), fields(match.group(2))));
    }

    private static Map<String, String> fields(String markup) {
        Map<String, String> fields = new LinkedHashMap<>();
        INPUT.matcher(markup).results().forEach(match -> {
            String name = attribute(match.group(1), "name");
            if (!name.isEmpty()) {
                fields.put(name, attribute(match.group(1), "value"));
            }
        });
        return fields;
    }

    private static String attribute(String markup, String name) {
        Matcher matcher =
                Pattern.compile("(?is)\\b" + name + "\\s*=\\s*\"([^\"]*)\"").matcher(markup);
        return matcher.find() ? unescaped(matcher.group(1)) : "";
    }

    private static String unescaped(String text) {
        return text.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x2F;", "/")
                .replace("&#x3D;", "=")
                .replace("&#61;", "=")
                .replace("&#43;", "+")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** A form and the values in it. */
    record Form(URI action, Map<String, String> fields) {}
}
