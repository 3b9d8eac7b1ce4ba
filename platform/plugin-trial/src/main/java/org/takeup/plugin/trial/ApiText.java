package org.takeup.plugin.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The public API in words: what plugins can be compiled against, and nothing of how it works. A type is a heading and a line
 * for each thing that it has; names of {@code java.lang} and of the same package are short.
 *
 * @param nullMarked by package, whether it says that nothing is null unless it is marked
 * @param types by full name
 */
record ApiText(Map<String, Boolean> nullMarked, Map<String, ApiType> types) {
    private static final String MARKED = "@NullMarked ";
    private static final String PACKAGE = "package ";
    private static final String INDENT = "    ";

    ApiText {
        nullMarked = new TreeMap<>(nullMarked);
        types = new TreeMap<>(types);
    }

    static ApiText of(Map<String, Boolean> nullMarked, Collection<ApiType> types) {
        var byName = new TreeMap<String, ApiType>();
        types.forEach(type -> byName.put(type.fullName(), type));
        return new ApiText(nullMarked, byName);
    }

    Optional<ApiType> type(String fullName) {
        return Optional.ofNullable(types.get(fullName));
    }

    /** Reads what {@link #toString} wrote; lines that begin with # are remarks. */
    static ApiText read(String text) {
        var marked = new TreeMap<String, Boolean>();
        var types = new ArrayList<ApiType>();
        String room = "";
        for (String block : text.replaceAll("(?m)^#.*\n", "").strip().split("\n\n+")) {
            List<String> lines = block.lines().toList();
            String heading = lines.getFirst();
            int at = heading.indexOf(PACKAGE);
            if (at >= 0) {
                room = heading.substring(at + PACKAGE.length());
                marked.put(room, heading.startsWith(MARKED));
            } else {
                types.add(type(room, heading, lines.subList(1, lines.size())));
            }
        }
        return of(marked, types);
    }

    private static ApiType type(String room, String heading, List<String> lines) {
        String[] words = heading.split("<", 2);
        int last = words[0].lastIndexOf(' ');
        return new ApiType(
                room,
                words[0].substring(last + 1),
                words[0].substring(0, last),
                words.length == 1 ? "" : "<" + words[1],
                lines.stream().map(String::strip).toList());
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        nullMarked.forEach((room, marked) -> {
            text.append(marked ? MARKED : "").append(PACKAGE).append(room).append("\n\n");
            types.values().stream().filter(type -> type.room().equals(room)).forEach(type -> {
                text.append(type.heading()).append('\n');
                type.lines().forEach(line -> text.append(INDENT).append(line).append('\n'));
                text.append('\n');
            });
        });
        return text.toString().stripTrailing() + "\n";
    }

    /** The parts of a list such as {@code String, Map<String, Integer>}: commas within brackets do not count. */
    static List<String> parts(String list) {
        if (list.isBlank()) {
            return List.of();
        }
        var parts = new ArrayList<String>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(list.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        parts.add(list.substring(begin).strip());
        return Arrays.asList(parts.toArray(String[]::new));
    }
}
