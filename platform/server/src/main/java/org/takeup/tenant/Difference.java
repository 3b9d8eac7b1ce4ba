package org.takeup.tenant;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a definition changes in a tenant, in words. Empty if and only if carrying it out changes nothing.
 *
 * @param creates whether there is no such tenant yet
 * @param lines one for each setting, in the order of a file
 */
public record Difference(String slug, boolean creates, List<Line> lines) {
    private static final String NOTHING = "nothing";

    public Difference {
        lines = List.copyOf(lines);
    }

    /**
     * One setting.
     *
     * @param setting as a file has it, with dots between the levels
     * @param before what it was, or null if it was not there
     * @param after what it becomes, or null if it is left out
     * @param words what happens, without the setting's name
     */
    public record Line(
            String setting,
            @Nullable String before,
            @Nullable String after,
            String words) {}

    /** From what a tenant is now, if there is one, to what a file wants. What its settings page says is left alone. */
    static Difference between(Optional<Tenant> now, TenantDefinition wanted) {
        if (now.isEmpty()) {
            return new Difference(wanted.slug(), true, lines(Map.of(), settings(wanted)));
        }
        Tenant tenant = now.get();
        var becomes = Tenant.of(
                tenant.id(),
                wanted,
                tenant.page(),
                tenant.byOperator(),
                tenant.revision(),
                tenant.dataKey(),
                tenant.stay());
        List<Line> lines = new ArrayList<>(lines(settings(tenant.current()), settings(becomes.current())));
        lines.addAll(unfelt(tenant, becomes, lines));
        return new Difference(wanted.slug(), false, lines);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return !creates && lines.isEmpty();
    }

    /** What the file says otherwise than before and nobody feels, as the page says something else and wins. */
    private static List<Line> unfelt(Tenant tenant, Tenant becomes, List<Line> felt) {
        List<String> known = felt.stream().map(Line::setting).toList();
        var unfelt = new ArrayList<Line>();
        for (PageSetting setting : PageSetting.values()) {
            String before = setting.of(tenant.declared());
            String after = setting.of(becomes.declared());
            boolean said =
                    known.stream().anyMatch(key -> key.equals(setting.key()) || key.startsWith(setting.key() + "."));
            if (!before.equals(after) && !said) {
                unfelt.add(new Line(
                        setting.key(),
                        before,
                        after,
                        "in the file " + setting.shown(before) + " -> " + setting.shown(after) + "; stays "
                                + setting.shown(setting.of(becomes.current()))
                                + ", as the settings page decides"));
            }
        }
        return unfelt;
    }

    private static List<Line> lines(Map<String, Object> before, Map<String, Object> after) {
        var keys = new LinkedHashMap<String, Object>(after);
        before.forEach(keys::putIfAbsent);
        var lines = new ArrayList<Line>();
        for (String key : keys.keySet()) {
            Object was = before.get(key);
            Object is = after.get(key);
            if (is == null || !is.equals(was)) {
                lines.add(new Line(key, text(was), text(is), words(was, is)));
            }
        }
        return lines;
    }

    private static String words(@Nullable Object was, @Nullable Object is) {
        boolean lists = (was == null || was instanceof List) && (is == null || is instanceof List);
        return lists ? listWords(list(was), list(is)) : shown(was) + " -> " + shown(is);
    }

    private static String listWords(List<?> was, List<?> is) {
        List<?> gained = is.stream().filter(each -> !was.contains(each)).toList();
        List<?> lost = was.stream().filter(each -> !is.contains(each)).toList();
        var words = new ArrayList<String>();
        if (!gained.isEmpty()) {
            words.add("gains " + joined(gained));
        }
        if (!lost.isEmpty()) {
            words.add("loses " + joined(lost));
        }
        if (words.isEmpty()) {
            words.add("now in the order " + shown(is));
        }
        return String.join("; ", words);
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String joined(List<?> values) {
        return String.join(", ", values.stream().map(String::valueOf).toList());
    }

    private static String shown(@Nullable Object value) {
        String text = text(value);
        return text == null || text.isEmpty() ? NOTHING : text;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value instanceof List<?> list ? joined(list) : value.toString();
    }

    /** Every setting of a definition by its key: texts, and lists of texts that are not empty. */
    private static Map<String, Object> settings(TenantDefinition definition) {
        var settings = new LinkedHashMap<String, Object>();
        flatten("", TenantForm.write(definition), settings);
        settings.keySet().removeAll(List.of("apiVersion", "slug"));
        return settings;
    }

    private static void flatten(String key, Object value, Map<String, Object> into) {
        switch (value) {
            case JsonObject object ->
                object.forEach(member -> flatten(
                        key.isEmpty() ? member.getKey() : key + "." + member.getKey(), member.getValue(), into));
            case JsonArray array -> {
                if (!array.isEmpty()) {
                    into.put(key, array.stream().map(Difference::item).toList());
                }
            }
            default -> into.put(key, value.toString());
        }
    }

    private static String item(Object item) {
        return item instanceof JsonObject object ? object.getString("id") : item.toString();
    }
}
